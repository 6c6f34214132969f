"""The real model: it is small, and ships with the package."""

from pathlib import Path

import numpy as np
import pytest

from coach.errors import ModelError
from coach.meaning.encoder import (
    BATCH,
    DIMENSIONS,
    MOST_FILLING,
    MeaningEncoder,
    batches,
    meaning_encoder,
)

pytestmark = pytest.mark.model


def closeness(one: str, other: str) -> float:
    """The cosine between two texts' embeddings."""
    a, b = map(meaning_encoder().embed, (one, other))
    return float(a @ b / np.linalg.norm(a) / np.linalg.norm(b))


def test_the_same_meaning_lies_closer_than_the_same_word() -> None:
    """Two ways to say a thing are nearer than two things said with one word."""
    hold = "Could you hang on while I ask around?"

    alike = closeness(hold, "Let me check with a colleague, please stay on the line.")
    assert alike > closeness(hold, "The printer hangs again.") + 0.2


def test_an_embedding_is_the_same_each_time() -> None:
    """By another encoder, too."""
    first = meaning_encoder().embed("It works.")

    assert first.shape == (DIMENSIONS,)
    assert first.dtype == np.float32
    assert np.array_equal(first, MeaningEncoder().embed("It works."))


def test_texts_read_together_come_to_the_same_bits() -> None:
    """In whatever company: a report must not depend on who was read beside whom."""
    talk = [
        " ".join(words[begin : begin + length])
        for words in [("so the printer on my floor hangs again and I " * 9).split()]
        for begin in range(8)
        for length in (0, 1, 2, 5, 9, 16, 30, 80)
    ]
    encoder = MeaningEncoder()
    together = encoder.embed_all(talk)
    backwards = encoder.embed_all(talk[::-1])[::-1]
    for text, one, other in zip(talk, together, backwards, strict=True):
        alone = encoder.embed(text)
        assert np.array_equal(one, alone)
        assert np.array_equal(other, alone)


def test_texts_of_like_length_are_read_together() -> None:
    """Filling up short texts for a long one costs more than reading it by itself."""
    assert batches([5, 40, 6, 5]) == [[0, 3, 2], [1]]
    assert batches([]) == []
    assert [len(batch) for batch in batches([7] * (2 * BATCH + 1))] == [BATCH, BATCH, 1]


def test_the_filling_has_a_limit() -> None:
    """One token too many begins another batch."""
    assert batches([10, 10 + MOST_FILLING]) == [[0, 1]]
    assert batches([10, 11 + MOST_FILLING]) == [[0], [1]]


@pytest.mark.parametrize("text", ["", "…", "x" * 10_000, "no " * 5_000, "\x00\ud83d"])
def test_any_text_has_an_embedding(text: str) -> None:
    """Nothing, signs, one endless word, a rant, and what is no character."""
    assert np.isfinite(meaning_encoder().embed(text)).all()


def test_a_missing_model_is_named(tmp_path: Path) -> None:
    """Without its files there is a clear error."""
    with pytest.raises(ModelError, match="cannot be used"):
        MeaningEncoder(tmp_path)
