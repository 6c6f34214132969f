"""Rules by which a report answers a question of the scorecard.

A rule is one line of the policy file::

    greeting.gave_name                                 an element was said
    hold.thanked                                       every hold had it
    no dead-air                                        there is no such finding
    at most 1 interruption by agent
    no missing-acknowledgement after sentiment-spike   only where there was a spike
    open after profanity or threat by customer         for the reviewer, where there was
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from coach.quality import MONO_OVERLAP
from coach.scoring.checklist import ELEMENTS

Answer = Literal["yes", "no", "not-applicable"]
"""How a question is answered; an open one has None in its place."""

ANSWERS: tuple[Answer, ...] = ("yes", "no", "not-applicable")

ETIQUETTE = "hold-etiquette"
"""The kind of finding that says what a hold lacked."""

HOLD_ELEMENTS = ("announced", "permission", "estimate", "thanked")
"""What every hold should have had."""

NOT_IN_MONO = "Both are on one channel: who speaks over whom cannot be told."

HOLD = "hold"
"""After ``after``, in the place of a kind of finding: any hold of the report."""

Report = Mapping[str, Any]
"""``coach.report/1``, or as much of it: ``quality``, ``utterances``, ``findings``,
``holds``, ``closing``, ``greeting`` and ``metrics``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Prefill:
    """What a report says to a question."""

    answer: Answer | None
    """None where the report does not tell."""
    why: str
    """One sentence, for the reviewer."""
    findings: tuple[str, ...] = ()
    """Ids of the findings that it stands on."""
    utterances: tuple[str, ...] = ()
    """Ids of the utterances that it stands on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sort:
    """Findings of some kinds, perhaps of one speaker only."""

    kinds: tuple[str, ...]
    speaker: str | None = None

    def of(self, report: Report) -> list[Mapping[str, Any]]:
        """Return those of a report."""
        return [
            row
            for row in report["findings"]
            if row["kind"] in self.kinds and self.speaker in (None, row["speaker"])
        ]

    def __str__(self) -> str:
        kinds = " or ".join(kind.replace("-", " ") for kind in self.kinds)
        return f"{kinds} by the {self.speaker}" if self.speaker else kinds


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A rule that was understood."""

    answer: Callable[[Report], Prefill]
    kinds: tuple[str, ...] = ()
    """The kinds of finding that it names."""


_SORT = r"{0}(?: or {0})*(?: by (?:agent|customer))?".format(
    r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*"
)
_ELEMENT = re.compile(r"(greeting|discovery|closing|hold)\.([a-z_]+)")
_COUNT = re.compile(rf"(?:no|at most (\d{{1,3}})) ({_SORT})(?: after ({_SORT}))?")
_OPEN = re.compile(rf"open after ({_SORT})")

NOT_UNDERSTOOD = (
    "is no rule; such are: greeting.welcomed, hold.thanked, no KIND, "
    "at most 2 KIND or KIND by agent, no KIND after KIND, open after KIND by customer"
)


@cache  # a batch asks the same of every call
def rule_of(text: str) -> Rule:
    """Return the rule that a line says.

    Raises:
        ValueError: It says none; its message is fit to stand after the line.
    """
    if match := _ELEMENT.fullmatch(text):
        return _element_rule(match[1], match[2])
    if match := _COUNT.fullmatch(text):
        return _count_rule(_sort(match[2]), int(match[1] or 0), _sort(match[3]))
    if match := _OPEN.fullmatch(text):
        return _open_rule(_sort(match[1]))
    raise ValueError(NOT_UNDERSTOOD)


# --- elements -------------------------------------------------------------------------


def _element_rule(part: str, element: str) -> Rule:
    known = {str(name): names for name, names in ELEMENTS.items()} | {
        HOLD: HOLD_ELEMENTS
    }
    if element not in known[part]:
        raise ValueError(f"is no element of the {part}: {', '.join(known[part])}")
    answer = {
        "greeting": _greeting,
        "discovery": _discovery,
        "closing": _closing,
        HOLD: _hold,
    }[part]
    return Rule(answer=lambda report: answer(report, element))


def _greeting(report: Report, element: str) -> Prefill:
    return _said(report["greeting"], element, "in the greeting")


def _closing(report: Report, element: str) -> Prefill:
    closing = report["closing"]
    if not closing["reached"] and not closing[element]:
        return Prefill(
            answer="not-applicable", why="The call ended before it began to close."
        )
    return _said(closing, element, "in the closing")


def _said(part: Report, element: str, where: str) -> Prefill:
    if part[element]:
        heard = tuple(part["evidence"].get(element, ()))
        return Prefill(answer="yes", why=f"It was heard {where}.", utterances=heard)
    return Prefill(answer="no", why=f"It was not heard {where}.")


def _discovery(report: Report, element: str) -> Prefill:
    """Answer only where it was heard: that it was not may be the detector's fault."""
    heard = tuple(report["metrics"].get("discovery", {}).get(element, ()))
    if heard:
        return Prefill(answer="yes", why="It was heard.", utterances=heard)
    return Prefill(
        answer=None, why="It was not heard; it may have been said in other words."
    )


def _hold(report: Report, element: str) -> Prefill:
    if not report["holds"]:
        return Prefill(answer="not-applicable", why="There was no hold.")
    lacking = [
        row
        for row in report["findings"]
        if row["kind"] == ETIQUETTE and element in row["evidence"].get("missing", ())
    ]
    if not lacking:
        return Prefill(answer="yes", why=_every(len(report["holds"])))
    return Prefill(answer="no", why=_explained(lacking), findings=_ids(lacking))


# --- findings -------------------------------------------------------------------------


def _count_rule(sort: Sort | None, most: int, after: Sort | None) -> Rule:
    assert sort is not None

    def answer(report: Report) -> Prefill:
        if "interruption" in sort.kinds and _is_mono(report):
            return Prefill(answer=None, why=NOT_IN_MONO)
        before = [] if after is None else after.of(report)
        if after is not None and not _is_there(after, before, report):
            return Prefill(answer="not-applicable", why=f"There was no {after}.")
        found = sort.of(report)
        if not found:
            return Prefill(answer="yes", why=f"No {sort}.", findings=_ids(before))
        is_fine = len(found) <= most
        allowed = f" (of {most} allowed)" if most else ""
        return Prefill(
            answer="yes" if is_fine else "no",
            why=f"{_times(len(found), str(sort))}{allowed}: {_explained(found)}",
            findings=_ids(found),
        )

    kinds = (*sort.kinds, *(() if after is None else after.kinds))
    return Rule(answer=answer, kinds=_finding_kinds(kinds))


def _is_mono(report: Report) -> bool:
    problems = report["quality"]["problems"]
    return any(problem["code"] == MONO_OVERLAP for problem in problems)


def _open_rule(after: Sort | None) -> Rule:
    assert after is not None

    def answer(report: Report) -> Prefill:
        before = after.of(report)
        if not _is_there(after, before, report):
            return Prefill(answer="not-applicable", why=f"There was no {after}.")
        return Prefill(
            answer=None,
            why=f"There was {after}; how it was met is for the reviewer to say.",
            findings=_ids(before),
        )

    return Rule(answer=answer, kinds=_finding_kinds(after.kinds))


def _sort(text: str | None) -> Sort | None:
    if text is None:
        return None
    kinds, _, speaker = text.partition(" by ")
    return Sort(kinds=tuple(kinds.split(" or ")), speaker=speaker or None)


def _is_there(sort: Sort, found: Sequence[object], report: Report) -> bool:
    return bool(found) or (HOLD in sort.kinds and bool(report["holds"]))


def _finding_kinds(kinds: Sequence[str]) -> tuple[str, ...]:
    return tuple(kind for kind in kinds if kind != HOLD)


def _ids(found: Sequence[Mapping[str, Any]]) -> tuple[str, ...]:
    return tuple(row["id"] for row in found)


def _explained(found: Sequence[Mapping[str, Any]]) -> str:
    """Return the first finding's explanation, and how many there are beside it."""
    first = str(found[0]["explanation"])
    return first if len(found) == 1 else f"{first} And {len(found) - 1} more."


def _every(holds: int) -> str:
    if holds == 1:
        return "The one hold had it."
    return f"Each of the {holds} holds had it."


def _times(count: int, what: str) -> str:
    return f"{count} × {what}"
