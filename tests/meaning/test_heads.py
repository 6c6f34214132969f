"""What is read off an embedding."""

import json
from pathlib import Path

import numpy as np
import pytest

from coach.errors import ModelError
from coach.meaning.heads import Heads, load_heads

HEADS = Heads(
    {"one": ("a", "b"), "other": ("x", "y", "z")},
    np.asarray([[1, 0], [0, 1], [1, 0], [1, 0], [1, 0]], np.float32),
    np.zeros(5, np.float32),
)


def test_chances_add_up() -> None:
    """By each head a sentence is of just one kind."""
    chances = HEADS.chances(np.asarray([np.log(3.0), 0.0], np.float32))

    assert chances["one"] == pytest.approx({"a": 0.75, "b": 0.25})
    assert chances["other"] == pytest.approx(dict.fromkeys("xyz", 1 / 3))


def test_extreme_embeddings_are_no_trouble() -> None:
    """No overflow, however certain it is."""
    chances = HEADS.chances(np.asarray([1e4, -1e4], np.float32))

    assert chances["one"] == pytest.approx({"a": 1.0, "b": 0.0})


SHORT = {"kinds": ["x", "y"], "weights": [[1.0]], "bias": [0.0]}
LONG = {"kinds": ["x"], "weights": [[1.0]] * 2, "bias": [0.0] * 2}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "{}",
        '{"feeling": {}}',
        '{"feeling": 3}',
        json.dumps({"one": SHORT, "other": LONG}),
    ],
)
def test_damaged_heads_are_named(tmp_path: Path, text: str) -> None:
    """A file that is empty, cut short or of another form is one clear error."""
    path = tmp_path / "heads.json"
    path.write_text(text)

    with pytest.raises(ModelError, match="damaged"):
        load_heads(path)


def test_missing_heads_are_named(tmp_path: Path) -> None:
    """So is one that is not there."""
    with pytest.raises(ModelError):
        load_heads(tmp_path / "heads.json")


def test_heads_of_a_file(tmp_path: Path) -> None:
    """What was written is what is read."""
    path = tmp_path / "heads.json"
    head = {"kinds": ["x", "y"], "weights": [[1.0], [1.0]], "bias": [0.0, 0.0]}
    sure = {"kinds": ["z", "x"], "weights": [[1.0], [1.0]], "bias": [99.0, 0.0]}
    path.write_text(json.dumps({"h": head, "a": sure}))

    found = load_heads(path).chances(np.zeros(1, np.float32))
    assert found["h"] == {"x": 0.5, "y": 0.5}
    assert found["a"] == pytest.approx({"z": 1.0, "x": 0.0})
