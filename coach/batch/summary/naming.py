"""What calls and people are called on the page: unless asked for, not by their names.

A call's name, its address and its id are often made of somebody's name or telephone
number, so calls are numbered as the rows of the table of calls are, and whoever may
read that finds them there.  Where an analyst is known by name, the name is masked also
in what was said.
"""

import re
from collections.abc import Iterable

from coach.batch.addresses import shown
from coach.batch.failure import Failure
from coach.batch.reading import Scored

MASK = "[analyst]"
"""Stands for the name of an analyst."""

INPUT = "the input"
"""Stands for an address."""

_WORD = re.compile(r"[^\W\d_]+")

_NO_NAMES = frozenset(("agent", "analyst", "customer", "the", "and", "of", "team"))
"""Words of names such as “Agent 7” that are in every explanation."""


class Naming:
    """Says what things are called.

    Args:
        shows_names: Whether calls and analysts are named.
    """

    def __init__(self, *, shows_names: bool) -> None:
        self.shows_names = shows_names
        self._names: set[str] = set()

    def learn(self, agent: str | None) -> None:
        """Take in the name of an analyst: it is masked wherever it stands."""
        if agent and not self.shows_names:
            self._names |= _words(agent)

    def call(self, call: Scored) -> str:
        """Return what a call is called."""
        if self.shows_names:
            return call.name
        return f"Call {call.number:,}"

    def failed(self, number: int | None, failure: Failure) -> tuple[str, str]:
        """Return what an input that failed is called, and why it did.

        Args:
            number: Of its call; None where it is none.
            failure: What went wrong.
        """
        address, reason = _address(failure)
        if self.shows_names:
            return address, reason
        hidden = reason
        for part in (address, re.split(r"[/\\]", address)[-1]):
            if part:
                hidden = re.sub(rf"(?<!\w){re.escape(part)}(?!\w)", INPUT, hidden)
        name = "An input that is no call" if number is None else f"Call {number:,}"
        return name, self.words(hidden, None)

    def words(self, text: str, agent: str | None) -> str:
        """Return words of a call with the names of analysts masked.

        Their own analyst's in whatever letters; another's where it is written as a name
        is, for many a name is a word too ("Will").

        Args:
            text: What was said.
            agent: The analyst of that call.
        """
        if self.shows_names:
            return text
        own = _words(agent or "")

        def masked(match: re.Match[str]) -> str:
            word = match[0].lower()
            is_name = word in own or (match[0][0].isupper() and word in self._names)
            return MASK if is_name else match[0]

        text = _WORD.sub(masked, text)
        return re.sub(rf"{re.escape(MASK)}(?:[ .-]{re.escape(MASK)})+", MASK, text)


def _words(name: str) -> set[str]:
    found: Iterable[str] = _WORD.findall(name.lower())
    return {word for word in found if len(word) > 1 and word not in _NO_NAMES}


def _address(failure: Failure) -> tuple[str, str]:
    """Return the address that an error begins with, and the rest."""
    call, error = failure.call, failure.error
    known = [] if call is None else [call.source, *map(shown, call.addresses)]
    for address in known:
        if error.startswith(f"{address}: "):
            return known[0], error.removeprefix(f"{address}: ")
    if known:
        return known[0], error
    address, _, reason = error.rpartition(": ")
    return address or error, reason
