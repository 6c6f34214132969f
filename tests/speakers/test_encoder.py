"""The real voice model: it is small, and ships with the package."""

from pathlib import Path

import numpy as np
import pytest

from coach.errors import ModelError
from coach.speakers.encoder import (
    COLUMNS,
    DIMENSIONS,
    FOLDER,
    VoiceEncoder,
    voice_encoder,
)

pytestmark = pytest.mark.model


def _glimpses(count: int) -> list[np.typing.NDArray[np.float32]]:
    rng = np.random.default_rng(0)
    return [
        np.square(rng.standard_normal((COLUMNS, 40))).astype(np.float32)
        for _ in range(count)
    ]


def test_embeddings_are_unit_vectors_without_negative_numbers() -> None:
    """One for each glimpse, however many come at once."""
    glimpses = _glimpses(35)

    found = voice_encoder().encode(glimpses)

    assert found.shape == (35, DIMENSIONS)
    assert np.allclose(np.linalg.norm(found, axis=1), 1, atol=1e-5)
    assert (found >= 0).all()
    alone = voice_encoder().encode(glimpses[34:])
    assert np.allclose(alone[0], found[34], atol=1e-5)
    assert voice_encoder().encode([]).shape == (0, DIMENSIONS)


def test_a_model_that_is_missing_or_damaged_is_named(tmp_path: Path) -> None:
    """Whatever the runtime would have made of it."""
    with pytest.raises(ModelError, match="cannot be read"):
        VoiceEncoder(tmp_path)
    whole = (FOLDER / "model.onnx").read_bytes()
    (tmp_path / "model.onnx").write_bytes(whole[:-1] + b"x")
    with pytest.raises(ModelError, match="is damaged"):
        VoiceEncoder(tmp_path)
