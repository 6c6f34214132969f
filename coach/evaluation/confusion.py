"""What was taken for what in one call: each slip with its time and its words."""

from collections.abc import Iterator, Sequence
from typing import Any

from coach.evaluation.matching import Matched
from coach.evaluation.quoting import heard_as, joined, last_before, line_at
from coach.evaluation.report import Account, Checklist, Found
from coach.evaluation.rules import LIMIT_S, is_level_right
from coach.evaluation.slip import Slip, SlipType
from coach.evaluation.truth import (
    LabelledHold,
    LabelledOath,
    Line,
    Stretch,
    TalkOver,
    Truth,
)
from coach.events import Speaker

LINES_OF_GREETING, LINES_OF_CLOSING = 2, 4
"""How many of the agent's first and last lines to quote where an element of the
greeting or the closing was not heard: most of them are shorter than that."""


class Confusion:
    """The slips of one call.

    Args:
        truth: The labels of the call.
        account: What its report says.
    """

    def __init__(self, truth: Truth, account: Account) -> None:
        self._truth = truth
        self._account = account

    def interruptions(self, matched: Matched[TalkOver, Found]) -> Iterator[Slip]:
        """Yield the interruptions missed and made up."""
        for label in matched.missed:
            yield self._line_slip(
                SlipType.MISSED, "interruption", label.by, at=label.at
            )
        yield from self._false("interruption", matched)

    def backchannel(self, label: TalkOver, found: Found) -> Slip:
        """Return the slip of a backchannel that was called an interruption."""
        return self._line_slip(
            SlipType.BACKCHANNEL, "interruption", label.by, at=label.at, why=found.why
        )

    def holds(self, matched: Matched[LabelledHold, Found]) -> Iterator[Slip]:
        """Yield the holds missed and made up."""
        for label in matched.missed:
            yield self._missed_silence(
                "hold", label.start, since=label.start, why=_described(label)
            )
        yield from self._false("hold", matched)

    def overruns(self, matched: Matched[LabelledHold, Found]) -> Iterator[Slip]:
        """Yield the overruns missed and made up; a missed one is where it was due."""
        for label in matched.missed:
            due = label.start + (label.promised or LIMIT_S)
            yield self._missed_silence(
                "hold-overrun", due, since=label.start, why=_described(label)
            )
        yield from self._false("hold-overrun", matched)

    def dead_air(self, matched: Matched[Stretch, Found]) -> Iterator[Slip]:
        """Yield the dead air missed and made up."""
        for label in matched.missed:
            why = f"Nobody speaks for {label.end - label.start:.0f} s."
            yield self._missed_silence(
                "dead-air", label.start, since=label.start, why=why
            )
        yield from self._false("dead-air", matched)

    def spikes(self, matched: Matched[Stretch, Found]) -> Iterator[Slip]:
        """Yield the customer's turns for the worse missed and made up."""
        for label in matched.missed:
            yield self._line_slip(
                SlipType.MISSED, "sentiment-spike", Speaker.CUSTOMER, at=label.start
            )
        yield from self._false("sentiment-spike", matched)

    def profanity(self, matched: Matched[LabelledOath, Found]) -> Iterator[Slip]:
        """Yield the strong language missed, made up, or given another level."""
        for label in matched.missed:
            yield self._line_slip(
                SlipType.MISSED,
                "profanity",
                label.by,
                at=label.start,
                why=f"Labelled {label.level}.",
            )
        yield from self._false("profanity", matched)
        for label, found in matched.pairs:
            if not is_level_right(label, found):
                yield self._line_slip(
                    SlipType.LEVEL,
                    "profanity",
                    label.by,
                    at=label.start,
                    why=f"Labelled {label.level}, found {found.level}: {found.why}",
                )

    def closing(self, element: str) -> Slip:
        """Return the slip of an element of the closing."""
        last = self._own_lines()[-LINES_OF_CLOSING:]
        return self._element(
            SlipType.CLOSING, element, self._account.closing, expected_in=last
        )

    def greeting(self, element: str) -> Slip:
        """Return the slip of an element of the greeting."""
        first = self._own_lines()[:LINES_OF_GREETING]
        return self._element(
            SlipType.GREETING, element, self._account.greeting, expected_in=first
        )

    # --- how a slip is made -----------------------------------------------------------

    def _line_slip(
        self, type_: SlipType, kind: str, speaker: Speaker, *, at: float, why: str = ""
    ) -> Slip:
        """Return a slip about a labelled line."""
        line = line_at(self._truth.lines, speaker, at)
        return Slip(
            type=type_,
            kind=kind,
            at=at,
            speaker=speaker,
            words="" if line is None else line.text,
            recognised=heard_as(line, self._account.lines),
            explanation=why,
        )

    def _missed_silence(self, kind: str, at: float, *, since: float, why: str) -> Slip:
        """Return a slip about a silence, with what was said before it."""
        line = last_before(self._truth.lines, since)
        return Slip(
            type=SlipType.MISSED,
            kind=kind,
            at=at,
            speaker=None if line is None else line.speaker,
            words="" if line is None else line.text,
            recognised=heard_as(line, self._account.lines),
            explanation=why,
        )

    def _false(self, kind: str, matched: Matched[Any, Found]) -> Iterator[Slip]:
        """Yield the findings without a label, with the words they stand on.

        A silence stands on those before it.
        """
        for found in matched.false:
            line = last_before(self._account.lines, found.start)
            before = None if line is None else line.speaker
            yield Slip(
                type=SlipType.FALSE,
                kind=kind,
                at=found.start,
                speaker=found.speaker or before,
                words=found.words if found.speaker or line is None else line.text,
                explanation=found.why,
            )

    def _element(
        self,
        type_: SlipType,
        element: str,
        checklist: Checklist,
        *,
        expected_in: Sequence[Line],
    ) -> Slip:
        """Return a slip about an element: where it was heard, or should have been."""
        if element in checklist.elements:
            line, recognised = checklist.said.get(element), None
            why = "It is not there; it was heard in these words."
        else:
            line = joined(expected_in)
            recognised = heard_as(line, self._account.lines)
            why = "It is there, and was not heard."
        return Slip(
            type=type_,
            kind=element,
            at=0.0 if line is None else line.start,
            speaker=Speaker.AGENT,
            words="" if line is None else line.text,
            recognised=recognised,
            explanation=why,
        )

    def _own_lines(self) -> list[Line]:
        """Return the agent's lines, in order."""
        own = (line for line in self._truth.lines if line.speaker is Speaker.AGENT)
        return sorted(own, key=lambda line: line.start)


def _described(hold: LabelledHold) -> str:
    promise = f"{hold.promised:g} s promised" if hold.promised else "no time promised"
    return f"A hold of {hold.end - hold.start:.0f} s, {promise}."
