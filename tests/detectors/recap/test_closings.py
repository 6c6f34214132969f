"""Whole endings, worded as people word them, from beginning to end."""

from pathlib import Path

import pytest

from tests.detectors.recap.test_detector import OPENING, Lines, listen
from tests.detectors.scripts import AGENT, CUSTOMER

ELEMENTS = {"R": "resolution", "N": "next_steps", "Q": "questions"}


def read_closings() -> list[tuple[set[str], Lines]]:
    """Return the elements and the lines of each ending of the file beside this."""
    text = Path(__file__).with_name("closings.txt").read_text(encoding="utf-8")
    closings: list[tuple[set[str], Lines]] = []
    for line in text.splitlines():
        if line.startswith("="):
            letters = line.partition(":")[2].split()
            closings.append(({ELEMENTS[letter] for letter in letters}, []))
        elif line[:2] in {"A:", "C:"}:
            who = AGENT if line.startswith("A") else CUSTOMER
            closings[-1][1].append((who, line[3:]))
    return closings


@pytest.mark.parametrize(("elements", "lines"), read_closings())
def test_each_element_is_found_where_it_is_and_nowhere_else(
    elements: set[str], lines: Lines
) -> None:
    """In any voice; an ending that has them all is never nudged about."""
    outcome = listen(lines, opening=OPENING[:1])

    assert outcome.elements - {"thanks"} == elements
    assert outcome.is_reached or not elements
    if elements == set(ELEMENTS.values()):
        assert outcome.raised == 0
