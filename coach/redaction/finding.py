"""Finding every secret of a conversation."""

import re
from collections.abc import Sequence

from coach.redaction.checks import is_luhn
from coach.redaction.lines import Line
from coach.redaction.masking import Spot

_EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")
_CARD = re.compile(r"\b(?:\d[ -]?){12,18}\d\b")


def find_spots(lines: Sequence[Line]) -> list[list[Spot]]:
    """Return the secrets of each line, in any order.

    Args:
        lines: In the order in which they were begun.
    """
    found: list[list[Spot]] = []
    for line in lines:
        spots = [Spot(*m.span(), "email") for m in _EMAIL.finditer(line.text)]
        spots += [
            Spot(*m.span(), "card")
            for m in _CARD.finditer(line.text)
            if is_luhn(re.sub(r"\D", "", m.group()))
        ]
        found.append(spots)
    return found
