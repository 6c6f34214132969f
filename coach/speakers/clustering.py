"""Two clusters of unit vectors: spherical 2-means, the same every time."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]
Weights = NDArray[np.float64]
Labels = NDArray[np.int64]

DIRECTIONS = 4
"""Directions of greatest spread along which a start is tried.  What spreads the most
need not be who speaks: in a call it may be laughter, or the line."""

ROUNDS = 50
"""Rounds after which no better clusters are looked for; ten are usual."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Clusters:
    """Vectors split in two."""

    centres: Vectors
    """Unit vectors, shape (2, dimensions)."""
    labels: Labels
    """0 or 1 for each vector."""
    fit: float
    """Mean cosine of a vector and its centre, weighted."""


def unit(vectors: NDArray[np.floating]) -> Vectors:
    """Return vectors of length 1 in the same directions; zero stays zero."""
    lengths = np.linalg.norm(vectors, axis=-1, keepdims=True)
    return np.asarray(vectors / np.maximum(lengths, 1e-12), np.float32)


def split(vectors: Vectors, weights: Weights) -> Clusters | None:
    """Return the better of some splits in two; None where they are all alike.

    Args:
        vectors: Unit vectors, float32, shape (n, dimensions).
        weights: What each counts, shape (n,).
    """
    if len(vectors) < 2:
        return None
    best: Clusters | None = None
    for centres in _starts(vectors, weights):
        found = _settle(vectors, weights, centres)
        if found is not None and (best is None or found.fit > best.fit + 1e-9):
            best = found
    return best


def silhouettes(vectors: Vectors, labels: Labels) -> NDArray[np.float64]:
    """Return how much closer each vector is to its own cluster than to the other one.

    Source: Rousseeuw, Silhouettes (1987), with 1 − cosine for distance; exact, without
    looking at every pair.

    Args:
        vectors: Unit vectors, float32, shape (n, dimensions).
        labels: 0 or 1 for each.

    Returns:
        −1..1, shape (n,); 0 for the only one of its cluster.
    """
    sums = np.stack([vectors[labels == one].sum(axis=0) for one in (0, 1)])
    counts = np.bincount(labels, minlength=2)
    cosines = vectors @ sums.T
    every = np.arange(len(vectors))
    own = (cosines[every, labels] - 1.0) / np.maximum(1, counts[labels] - 1)
    other = cosines[every, 1 - labels] / np.maximum(1, counts[1 - labels])
    near, far = 1.0 - own, 1.0 - other
    found = (far - near) / np.maximum(np.maximum(near, far), 1e-9)
    return np.where(counts[labels] > 1, found, 0.0).astype(np.float64)


def _starts(vectors: Vectors, weights: Weights) -> list[Vectors]:
    """Return pairs of centres to start from: the ends of the directions of spread."""
    middle = np.average(vectors, axis=0, weights=weights)
    apart = vectors - middle
    spread = (apart * weights[:, None]).T @ apart
    _, directions = np.linalg.eigh(spread)
    starts = []
    for direction in directions.T[::-1][:DIRECTIONS]:
        along = apart @ direction
        ends = [
            vectors[along >= np.quantile(along, 0.75)].mean(axis=0),
            vectors[along <= np.quantile(along, 0.25)].mean(axis=0),
        ]
        starts.append(unit(np.stack(ends)))
    return starts


def _settle(vectors: Vectors, weights: Weights, centres: Vectors) -> Clusters | None:
    labels = np.zeros(0, np.int64)
    for _ in range(ROUNDS):
        before, labels = labels, (vectors @ centres.T).argmax(axis=1)
        if labels.min() == labels.max():
            return None
        if np.array_equal(before, labels):
            break
        weighted = vectors * weights[:, None]
        centres = unit(np.stack([weighted[labels == k].sum(axis=0) for k in (0, 1)]))
    fit = np.average((vectors @ centres.T).max(axis=1), weights=weights)
    return Clusters(centres=centres, labels=labels, fit=float(fit))
