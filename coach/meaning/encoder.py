"""Sentence embeddings: sentences that mean the same lie close together.

    "Could you hang on while I ask around?"  ─▶ 384 numbers ┐ close
    "Let me check with a colleague, one mo." ─▶ 384 numbers ┘
    "The printer hangs."                     ─▶ 384 numbers   far from both

The model is made from all-MiniLM-L6-v2: taught on service-desk talk, distilled into two
narrow layers, and converted for CTranslate2, which runs Whisper here too; its card lies
beside it in ``minilm/``.
"""

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from coach.errors import ModelError

FOLDER = Path(__file__).parent / "minilm"
"""The converted model."""

DIMENSIONS = 384
"""Numbers in an embedding."""

MOST_TOKENS = 96
"""Tokens of a text that are read: what the model was taught on.  Some 70 words."""

BATCH = 16
"""Texts that are read together at the most: of more none gets any cheaper."""

MOST_FILLING = 10
"""Tokens by which the shorter texts of a batch are filled up for one more: as many take
as long as to begin another batch (measured, docs/performance.md)."""


class MeaningEncoder:
    """Turns a text into its embedding.

    Deterministic on one machine, and safe to share between threads.

    Args:
        folder: Holds ``model.bin`` and ``tokenizer.json``.

    Raises:
        coach.errors.ModelError: The model is missing or damaged.
    """

    def __init__(self, folder: Path = FOLDER) -> None:
        import ctranslate2  # here, because only those who use it pay for it
        from tokenizers import Tokenizer

        try:
            self._tokenizer: Any = Tokenizer.from_file(str(folder / "tokenizer.json"))
            self._tokenizer.enable_truncation(MOST_TOKENS)
            self._model: Any = ctranslate2.Encoder(
                str(folder),
                device="cpu",
                compute_type="int8",
                inter_threads=1,
                intra_threads=1,
            )
        except Exception as error:  # the tokenizer's errors have no class of their own
            raise ModelError(f"{folder}: the meaning model cannot be used") from error

    def embed(self, text: str) -> NDArray[np.float32]:
        """Return what a text means; takes some 0.05 ms a token.

        Args:
            text: A sentence or a few; what is over the first 96 tokens is not read.

        Returns:
            float32, shape (384,): the mean over the text's tokens.
        """
        [found] = self._read([self._tokens(text)])
        return found

    def embed_all(self, texts: Sequence[str]) -> list[NDArray[np.float32]]:
        """Return what :meth:`embed` does of each text, bit for bit, in less time."""
        tokens = [self._tokens(text) for text in texts]
        found: dict[int, NDArray[np.float32]] = {}
        for batch in batches([len(one) for one in tokens]):
            read = self._read([tokens[number] for number in batch])
            found.update(zip(batch, read, strict=True))
        return [found[number] for number in range(len(texts))]

    def _tokens(self, text: str) -> list[str]:
        # A transcript's JSON may hold halves of characters.
        whole = text.encode(errors="replace").decode()
        tokens: list[str] = self._tokenizer.encode(whole).tokens
        return tokens

    def _read(self, batch: Sequence[list[str]]) -> list[NDArray[np.float32]]:
        # Each row is worked out by itself: the weights are whole numbers, whose sums
        # know no order, and what fills up a row is left out.
        states = self._model.forward_batch(batch).last_hidden_state
        rows = np.asarray(states, np.float32)
        return [
            row[: len(tokens)].mean(axis=0)
            for row, tokens in zip(rows, batch, strict=True)
        ]


def batches(lengths: Sequence[int]) -> list[list[int]]:
    """Return which texts to read together: those of like length.

    The shorter texts of a batch are filled up to the longest, which costs as much as if
    there were words.

    Args:
        lengths: Of the texts, in tokens.

    Returns:
        Numbers of texts, each in one batch.
    """
    found: list[list[int]] = []
    longest = 0
    for number in sorted(range(len(lengths)), key=lengths.__getitem__):
        grown = lengths[number] - longest
        if (
            not found
            or len(found[-1]) == BATCH
            or grown * len(found[-1]) > MOST_FILLING
        ):
            found.append([])
        found[-1].append(number)
        longest = lengths[number]
    return found


@lru_cache(maxsize=1)
def meaning_encoder() -> MeaningEncoder:
    """Return the one encoder that all calls share; loading it takes some 0.1 s.

    Raises:
        coach.errors.ModelError: The model is missing or damaged.
    """
    return MeaningEncoder()
