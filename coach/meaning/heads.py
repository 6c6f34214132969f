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
from collections.abc import Mapping
from functools import cache
from math import exp
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from coach.errors import ModelError
from coach.meaning.encoder import FOLDER

Chances = Mapping[str, float]
"""The chance of each kind of a head, 0..1; they add up to 1."""


class Heads:
    """Reads the kinds of a sentence off its embedding, for all heads at once.

    Args:
        kinds: By head, their names.
        weights: float32, shape (kinds of all heads, 384).
        bias: float32, shape (kinds of all heads,).
    """

    def __init__(
        self,
        kinds: Mapping[str, tuple[str, ...]],
        weights: NDArray[np.float32],
        bias: NDArray[np.float32],
    ) -> None:
        self._kinds = kinds
        self.names = frozenset(kinds)
        """Of the heads."""
        self._weights = weights
        self._bias = bias

    def chances(self, meaning: NDArray[np.float32]) -> Mapping[str, Chances]:
        """Return the chances of each head's kinds, by head.

        Args:
            meaning: An embedding, float32, shape (384,).
        """
        logits = (self._weights @ meaning + self._bias).tolist()
        found: dict[str, Chances] = {}
        first = 0
        for head, kinds in self._kinds.items():
            own = logits[first : first + len(kinds)]
            first += len(kinds)
            most = max(own)
            powers = [exp(one - most) for one in own]
            whole = sum(powers)
            found[head] = {
                kind: power / whole for kind, power in zip(kinds, powers, strict=True)
            }
        return found


def load_heads(path: Path) -> Heads:
    """Return the heads of a file.

    Raises:
        ModelError: It is missing or damaged.
    """
    try:
        parts = json.loads(path.read_text())
        for head in parts.values():
            if not len(head["kinds"]) == len(head["weights"]) == len(head["bias"]):
                raise ValueError("kinds and weights differ in number")
        kinds = {name: tuple(head["kinds"]) for name, head in parts.items()}
        weights, bias = (
            np.concatenate(
                [np.asarray(head[part], np.float32) for head in parts.values()]
            )
            for part in ("weights", "bias")
        )
        return Heads(kinds, weights, bias)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise ModelError(f"{path}: the meaning model's heads are damaged") from error


@cache
def shipped_heads() -> Heads:
    """Return the heads that ship with the coach.

    Raises:
        coach.errors.ModelError: They are missing or damaged.
    """
    return load_heads(FOLDER / "heads.json")
