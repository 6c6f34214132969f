"""What is read off an embedding."""

import json
from pathlib import Path

import numpy as np
import pytest

from coach.errors import ModelError
from coach.meaning.heads import Head, heads, load_heads

WEIGHTS = np.asarray([[1.0, 0.0], [0.0, 1.0]], np.float32)
BIAS = np.zeros(2, np.float32)


def test_chances_add_up() -> None:
    """A sentence is of just one kind."""
    chances = Head(("a", "b"), WEIGHTS, BIAS).chances(
        np.asarray([np.log(3.0), 0.0], np.float32)
    )

    assert chances == pytest.approx({"a": 0.75, "b": 0.25})


def test_extreme_embeddings_are_no_trouble() -> None:
    """No overflow, however certain it is."""
    chances = Head(("a", "b"), WEIGHTS, BIAS).chances(
        np.asarray([1e4, -1e4], np.float32)
    )

    assert chances == pytest.approx({"a": 1.0, "b": 0.0})


@pytest.mark.parametrize("text", ["", "{", "[]", '{"feeling": {}}', '{"feeling": 3}'])
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
    path.write_text(json.dumps({"h": head}))

    found = load_heads(path)["h"].chances(np.zeros(1, np.float32))
    assert found == {"x": 0.5, "y": 0.5}


KNOWN = [
    (
        "feeling",
        "furious",
        "That's it, I'm done with you, you left me without a single word.",
    ),
    ("feeling", "neutral", "The process was killed with a fatal error."),
    ("feeling", "positive", "You're a lifesaver, it's all back."),
    ("hold", "announce", "Let me go and ask the server team, two minutes."),
    ("hold", "other", "Hold down the power button until it turns off."),
    ("threat", "threat", "One call to your director and you're out of a job."),
    ("threat", "none", "My attorney needs the printer on the third floor."),
]


@pytest.mark.model
@pytest.mark.parametrize(("head", "kind", "text"), KNOWN)
def test_the_heads_that_ship(head: str, kind: str, text: str) -> None:
    """Each kind is read off a sentence that was not in its training."""
    assert heads()[head].read(text)[kind] > 0.5


def test_texts_read_together_are_read_as_one_by_one() -> None:
    """The same bits: whoever reads ahead finds nothing else."""
    texts = ["Can you hold on for a moment?", "It is broken.", "It is broken."]
    head = heads()["hold"]

    assert head.read_all(texts) == [head.read(text) for text in texts]
    assert head.read_all([]) == []
