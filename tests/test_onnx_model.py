"""Loading small models."""

from hashlib import sha256
from pathlib import Path

import pytest

from coach.errors import ModelError
from coach.onnx_model import load_onnx
from coach.speech.voice_activity import DIGEST, MODEL


def test_a_whole_model_is_loaded() -> None:
    """Its inputs are known by their names."""
    session = load_onnx(MODEL, DIGEST, "small model")

    assert [taken.name for taken in session.get_inputs()] == ["frames", "h", "c"]


def test_one_that_is_missing_or_damaged_is_named(tmp_path: Path) -> None:
    """Before the runtime is asked what it makes of it."""
    path = tmp_path / "model.onnx"
    with pytest.raises(ModelError, match="small model cannot be read"):
        load_onnx(path, DIGEST, "small model")
    path.write_bytes(MODEL.read_bytes()[:-1] + b"x")
    with pytest.raises(ModelError, match="small model is damaged"):
        load_onnx(path, DIGEST, "small model")


def test_one_that_is_no_model_is_named(tmp_path: Path) -> None:
    """Whatever the runtime calls it."""
    path = tmp_path / "model.onnx"
    path.write_bytes(b"words")
    with pytest.raises(ModelError, match="small model cannot be used"):
        load_onnx(path, sha256(b"words").hexdigest(), "small model")
