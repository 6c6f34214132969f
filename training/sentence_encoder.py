"""MiniLM in torch, to learn and to be learned from."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch
from torch import nn
from transformers import AutoModel, AutoTokenizer

DIMENSIONS = 384

MOST_TOKENS = 96
"""Tokens of a text that are read, as coach.meaning.encoder has it."""

AT_ONCE = 128
"""Texts that are read together where nothing is learned."""


class SentenceEncoder(nn.Module):
    """Turns texts into their embeddings: the mean over their tokens.

    Args:
        folder: Holds a model and its tokenizer as transformers saves them.
    """

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.tokenizer: Any = AutoTokenizer.from_pretrained(folder)
        self.bert: Any = AutoModel.from_pretrained(folder, add_pooling_layer=False)

    def embed(self, texts: Sequence[str]) -> torch.Tensor:
        """Return the embeddings of a batch, shape (texts, 384)."""
        batch = self.tokenizer(
            list(texts),
            padding=True,
            truncation=True,
            max_length=MOST_TOKENS,
            return_tensors="pt",
        )
        states = self.bert(**batch).last_hidden_state
        mask = batch["attention_mask"].unsqueeze(-1)
        return (states * mask).sum(1) / mask.sum(1)

    @torch.no_grad()
    def embed_all(self, texts: Sequence[str]) -> torch.Tensor:
        """Return the embeddings of any number of texts, float32, nothing learned."""
        was_training = self.training
        self.eval()
        found = torch.zeros(len(texts), DIMENSIONS)
        order = sorted(range(len(texts)), key=lambda number: len(texts[number]))
        with torch.autocast("cpu", dtype=torch.bfloat16):
            for at in range(0, len(order), AT_ONCE):
                batch = order[at : at + AT_ONCE]
                found[batch] = self.embed([texts[number] for number in batch]).float()
        self.train(was_training)
        return found

    def save(self, folder: Path) -> None:
        """Save it as the constructor reads it."""
        self.bert.save_pretrained(folder)
        self.tokenizer.save_pretrained(folder)
