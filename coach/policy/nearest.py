"""What somebody may have meant."""

import difflib
from collections.abc import Iterable

CLOSE_ENOUGH = 0.6
"""Similarity of difflib, 0..1, from which a word may have been meant: its default."""

MOST_LISTED = 12
"""Choices listed in full when none of them is near."""


def nearest(given: object, known: Iterable[object]) -> str:
    """Return the end of a message: the nearest of what is known, or all of it.

    Args:
        given: What was given.
        known: What would have been right; only its texts are looked at.

    Returns:
        ``; nearest: a, b``, or ``; allowed: …`` when nothing is near and there are few,
        or nothing.
    """
    names = [name for name in known if isinstance(name, str)]
    close = difflib.get_close_matches(str(given), names, n=3, cutoff=CLOSE_ENOUGH)
    # A part of a longer name is near as well: "limit" in "limit_ms".
    close += [
        name for name in names if name not in close and str(given) in name.split("_")
    ]
    if close:
        return f"; nearest: {', '.join(close[:3])}"
    if 0 < len(names) <= MOST_LISTED:
        return f"; allowed: {', '.join(names)}"
    return ""
