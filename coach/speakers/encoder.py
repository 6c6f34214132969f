"""The voice encoder: glimpses of one voice lie close together.

    1.6 s of Ana    ─▶ 256 numbers ┐ cosine about 0.8
    1.6 s of Ana    ─▶ 256 numbers ┘
    1.6 s of Ben    ─▶ 256 numbers   cosine about 0.5

The model is resemblyzer's, converted for onnxruntime, which runs voice activity here
too; its card lies beside it in ``ge2e/``.
"""

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from coach.onnx_model import load_onnx
from coach.speakers.mels import MELS

FOLDER = Path(__file__).parent / "ge2e"
"""The converted model and its card."""

DIGEST = "620f484c349bb51f12f49cf70433876d2dbb4456770de381913d37e8f4b31c81"
"""SHA-256 of ``model.onnx``, hexadecimal."""

DIMENSIONS = 256
"""Numbers in an embedding."""

COLUMNS = 160
"""Mel columns of a glimpse, 1.6 s.  Source: what the model was taught on."""

BATCH = 32
"""Glimpses encoded at once.  Source: measured; one by one takes more than twice the
time, and more than 16 at once gain nothing."""


class VoiceEncoder:
    """Turns mel columns into embeddings of the voice.

    Deterministic on one machine, and safe to share between threads.

    Args:
        folder: Holds ``model.onnx``.
        digest: What that file must be.

    Raises:
        coach.errors.ModelError: The model is missing or damaged.
    """

    def __init__(self, folder: Path = FOLDER, digest: str = DIGEST) -> None:
        self._session: Any = load_onnx(folder / "model.onnx", digest, "voice model")

    def encode(self, glimpses: Sequence[NDArray[np.float32]]) -> NDArray[np.float32]:
        """Return the embedding of each glimpse; 5 to 10 ms each.

        Args:
            glimpses: Mel columns, each float32, shape (160, 40).

        Returns:
            float32, shape (glimpses, 256): unit vectors without negative numbers.
        """
        found = [np.zeros((0, DIMENSIONS), np.float32)]
        for first in range(0, len(glimpses), BATCH):
            batch = np.stack(glimpses[first : first + BATCH], axis=1)
            assert batch.shape[::2] == (COLUMNS, MELS)
            (voices,) = self._session.run(None, {"mels": batch})
            found.append(np.asarray(voices, np.float32))
        return np.concatenate(found)


@lru_cache(maxsize=1)
def voice_encoder() -> VoiceEncoder:
    """Return the one encoder that all calls share.

    Raises:
        coach.errors.ModelError: The model is missing or damaged.
    """
    return VoiceEncoder()
