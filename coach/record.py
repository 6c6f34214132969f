"""The record of a call: what was certainly heard, in an order that never varies."""

from itertools import takewhile
from typing import assert_never, get_args

from coach.events import (
    CallEnded,
    CaptureLost,
    CaptureRestored,
    HeardEvent,
    MusicStarted,
    MusicStopped,
    PartialRecognised,
    Speaker,
    SpeechStarted,
    SpeechStopped,
    UtteranceFailed,
    UtteranceFinalised,
)

_CLASS_RANK = {cls: rank for rank, cls in enumerate(get_args(HeardEvent))}
_WORDS = (UtteranceFinalised, UtteranceFailed)
_SPEAKER_RANK = {speaker: rank for rank, speaker in enumerate(Speaker)}


class Record:
    """The confirmed heard events of one call.

    Events may be appended as they arrive: words come some hundred milliseconds after
    the sound they belong to, and how late depends on the machine.  The canonical order
    does not, and so neither does what an engine makes of it::

        arrival      speech ├──────────┤ stopped        speech ├─ …   final (late)
        record       speech ├──────────┤ stopped  final speech ├─ …

    Partials are no part of a record: which of them there were depends on the machine.
    """

    def __init__(self) -> None:
        self._events: list[HeardEvent] = []
        self._is_sorted = True

    def __len__(self) -> int:
        """Return the number of confirmed events."""
        return len(self._events)

    def append(self, event: HeardEvent) -> None:
        """Take note of a confirmed event, in any order; pass over a partial."""
        if isinstance(event, PartialRecognised):
            return
        self._events.append(event)
        self._is_sorted = False

    def in_order(self) -> tuple[HeardEvent, ...]:
        """Return all events in canonical order.

        By ``known_at``; at equal times in the order of the classes in
        :data:`coach.events.HeardEvent`, the agent before the customer, and what began
        earlier first.  The end of the call is last whatever its time.
        """
        if not self._is_sorted:
            self._events.sort(key=canonical_order)
            self._is_sorted = True
        return tuple(self._events)

    def ended_at(self, at: int) -> tuple[HeardEvent, ...]:
        """Return the events of a call that was over before what was heard last.

        An utterance that had begun by then is the call's, whole; what was said, sounded
        or broke off later is not.

        Args:
            at: The call's end, in canonical samples.
        """
        said = [event for event in self._events if isinstance(event, _WORDS)]
        ours = [event.known_at for event in said if event.utterance.start < at]
        end = max([at, *ours])
        kept = [
            event
            for event in self.in_order()
            if event.known_at <= end
            and not isinstance(event, CallEnded)
            and not (isinstance(event, _WORDS) and event.utterance.start >= at)
        ]
        return (*kept, CallEnded(at=end, known_at=end))

    def take_until(self, now: int) -> tuple[HeardEvent, ...]:
        """Remove and return, in canonical order, the events known up to ``now``.

        The end of the call is only taken once nothing else is left.
        """
        ordered = self.in_order()
        taken = tuple(takewhile(lambda event: event.known_at <= now, ordered))
        del self._events[: len(taken)]
        return taken


def canonical_order(event: HeardEvent) -> tuple[bool, int, int, int, int, int, str]:
    """Return the sort key of an event; equal keys mean events that are the same."""
    speaker, start, end, tie = _facts(event)
    return (
        isinstance(event, CallEnded),
        event.known_at,
        _CLASS_RANK[type(event)],
        _SPEAKER_RANK[speaker],
        start,
        end,
        tie,
    )


def _facts(event: HeardEvent) -> tuple[Speaker, int, int, str]:
    match event:
        case UtteranceFinalised(utterance=said) | UtteranceFailed(utterance=said):
            return said.speaker, said.start, said.end, f"{said.id}\n{said.text}"
        case PartialRecognised(utterance=said, stable=stable):
            return said.speaker, said.start, said.end, f"{said.id}\n{stable}"
        case CallEnded(at=at):
            return Speaker.AGENT, at, at, ""
        case (
            SpeechStarted()
            | SpeechStopped()
            | MusicStarted()
            | MusicStopped()
            | CaptureLost()
            | CaptureRestored()
        ):
            return event.speaker, event.at, event.at, ""
        case _:
            assert_never(event)
