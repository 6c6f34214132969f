"""Heads: what is read off a sentence's embedding, one linear layer each.

    "Let me go ask the server guys."    ─▶ hold     announce, hardly a doubt
    "You want me to pull out boxes?"    ─▶ feeling  furious, perhaps negative

===============  ================================================================
head             kinds
===============  ================================================================
acknowledgement  ``acknowledges``, ``none``
feeling          ``furious``, ``negative``, ``neutral``, ``positive``
hold             ``announce``, ``checkback``, ``return``, ``present``, ``other``
threat           ``threat``, ``none``
===============  ================================================================
"""

import json
from collections.abc import Collection, Mapping, Sequence
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from coach.errors import ModelError
from coach.meaning.encoder import FOLDER, embedding, meaning_encoder, read_ahead


class Head:
    """Reads the kinds of a sentence off its embedding.

    Args:
        kinds: Their names.
        weights: float32, shape (kinds, 384).
        bias: float32, shape (kinds,).
    """

    def __init__(
        self,
        kinds: tuple[str, ...],
        weights: NDArray[np.float32],
        bias: NDArray[np.float32],
    ) -> None:
        self.kinds = kinds
        self._weights = weights
        self._bias = bias

    def chances(self, meaning: NDArray[np.float32]) -> Mapping[str, float]:
        """Return the chance of each kind, 0..1; they add up to 1.

        Args:
            meaning: An embedding, float32, shape (384,).
        """
        logits = self._weights @ meaning + self._bias
        powers = np.exp(logits - logits.max())
        found = powers / powers.sum()
        return dict(zip(self.kinds, map(float, found), strict=True))

    def read(self, text: str) -> Mapping[str, float]:
        """Return the chance of each kind for a text; takes 1 to 3 ms the first time."""
        return self.chances(embedding(text))

    def read_all(self, texts: Collection[str]) -> Sequence[Mapping[str, float]]:
        """Return what :meth:`read` does of each text, in less time together."""
        read_ahead(texts)
        return [self.read(text) for text in texts]


def load_heads(path: Path) -> Mapping[str, Head]:
    """Return the heads of a file, by name.

    Raises:
        coach.errors.ModelError: It is missing or damaged.
    """
    try:
        return {
            name: Head(
                tuple(parts["kinds"]),
                np.asarray(parts["weights"], np.float32),
                np.asarray(parts["bias"], np.float32),
            )
            for name, parts in json.loads(path.read_text()).items()
        }
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise ModelError(f"{path}: the meaning model's heads are damaged") from error


@cache
def heads() -> Mapping[str, Head]:
    """Return the heads that ship with the coach, by name, with their encoder loaded.

    Takes some 0.3 s the first time: not for the event loop.

    Raises:
        coach.errors.ModelError: They are missing or damaged.
    """
    meaning_encoder()
    return load_heads(FOLDER / "heads.json")
