"""The engine: detectors, nudge policy and ledger round one stream of events.

The same engine drives the screen and makes the report.  Live it is fed events as they
arrive; for the report a fresh one is fed the record of the call in order.
"""

import logging
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Protocol, runtime_checkable

from coach.detectors import Untimed
from coach.events import Event, Utterance, UtteranceFinalised
from coach.meaning.reading import read_ahead
from coach.nudges.advisor import Advisor
from coach.policy.policy import Policy
from coach.scoring.ledger import Ledger

logger = logging.getLogger(__name__)

MAX_CONSEQUENCES = 1_000
"""Events that may follow from a single one.  Ours stay below ten; a detector that
answers its own events without end is stopped here."""


READ_AHEAD = 512
"""Events that are looked at before they are heard: some ten minutes of talk, far less
than what the meaning model remembers."""


class Part(Protocol):
    """What the engine asks of detectors and of the nudge policy alike."""

    def feed(self, event: Event) -> Iterable[Event]:
        """Take note of an event; return what follows from it."""
        ...

    def due(self) -> int | None:
        """Return the audio time at which to be woken next, if at all."""
        ...

    def advance(self, now: int) -> Iterable[Event]:
        """Move audio time forward; return what follows from it."""
        ...


@runtime_checkable
class Foreseeing(Protocol):
    """A detector that can tell which texts it will read the meaning of."""

    def will_read(self, said: Utterance) -> Iterable[str]:
        """Return what it will surely read of an utterance; a guess costs only time."""
        ...


@dataclass(slots=True, eq=False)
class _Seat:
    """A part at the table, and the name to blame it by."""

    name: str
    part: Part


class Engine:
    """Turn what is heard into findings, nudges and a ledger of the call.

    Performs no I/O and reads no clock.  A detector that raises is left out for the
    rest of the call and named in :attr:`failed`; the others go on.

    Args:
        policy: Settings of every detector and of the nudges.
        detectors: The detectors by name, each after those it listens to; by default
            all that are installed, set up by the policy.
    """

    def __init__(
        self, policy: Policy, detectors: Mapping[str, Part] | None = None
    ) -> None:
        if detectors is None:
            detectors = policy.build_detectors()
        self._seats = [_Seat(name, part) for name, part in detectors.items()]
        self.advisor = Advisor(policy.nudges)
        self._seats.append(_Seat("nudges", self.advisor))
        self._timed = [s for s in self._seats if not isinstance(s.part, Untimed)]
        self.ledger = Ledger()
        self.failed: list[str] = []
        """Names of the detectors that raised."""
        self.now = 0
        """Audio time reached, in canonical samples."""

    def feed(self, event: Event) -> list[Event]:
        """Move time to the event, then take it in.

        Args:
            event: The next event.  One whose ``known_at`` is in the past (live words
                come late) does not turn time back.

        Returns:
            All that followed from the time passed and from the event, in order.
        """
        noticed = self.advance(event.known_at)
        noticed.extend(self._dispatch((event,)))
        return noticed

    def advance(self, now: int) -> list[Event]:
        """Move audio time to ``now``, waking each part exactly when it asked to be.

        Args:
            now: Canonical samples since the call started; earlier times are ignored.

        Returns:
            All that followed, in order.
        """
        noticed: list[Event] = []
        while (seat := self._next_due(now)) is not None:
            due = seat.part.due()
            self.now = max(self.now, due or 0)
            noticed.extend(self._dispatch(self._wake(seat, self.now)))
            if seat in self._seats and seat.part.due() == due:
                self._expel(seat, "does not let time pass")
        self.now = max(self.now, now)
        return noticed

    def foresee(self, record: Sequence[Event]) -> None:
        """Let what comes be read ahead where that is cheaper: it changes nothing.

        Args:
            record: The next events.
        """
        said = [one.utterance for one in record if isinstance(one, UtteranceFinalised)]
        readers = [s.part for s in self._seats if isinstance(s.part, Foreseeing)]
        texts = [text for one in said for who in readers for text in who.will_read(one)]
        if texts:
            read_ahead(texts)

    def _next_due(self, now: int) -> _Seat | None:
        earliest, chosen = now, None
        for seat in self._timed:
            due = seat.part.due()
            if due is not None and (due < earliest or (chosen is None and due <= now)):
                earliest, chosen = due, seat
        return chosen

    def _wake(self, seat: _Seat, now: int) -> Sequence[Event]:
        try:
            return tuple(seat.part.advance(now))
        except Exception as error:  # noqa: BLE001 - anybody's code; the call goes on
            self._expel(seat, type(error).__name__)
            return ()

    def _dispatch(self, events: Iterable[Event]) -> list[Event]:
        """Hand each event, and each that follows from it, to every part.

        What a part makes of an event goes round before the next part hears the event
        itself: an utterance is known to be disregarded, or profane, by the time those
        who listen to that hear its words.
        """
        seen: list[Event] = []
        under_way = [iter(tuple(events))]
        while under_way:
            event = next(under_way[-1], None)
            if event is None:
                under_way.pop()
                continue
            seen.append(event)
            self.ledger.feed(event)
            under_way.append(self._reactions(event))
            if len(seen) > MAX_CONSEQUENCES:
                logger.error("too many consequences", extra={"kept": len(seen)})
                break
        return seen

    def _reactions(self, event: Event) -> Iterator[Event]:
        """Yield what each part in turn makes of an event."""
        for seat in tuple(self._seats):
            if self.failed and seat not in self._seats:
                continue  # left out meanwhile
            try:
                followed = tuple(seat.part.feed(event))
            except Exception as error:  # noqa: BLE001 - as in _wake
                self._expel(seat, type(error).__name__)
                continue
            yield from followed

    def _expel(self, seat: _Seat, reason: str) -> None:
        """Leave a failing part out; the reason is never its message (it may quote)."""
        logger.error("detector failed", extra={"detector": seat.name, "why": reason})
        self._seats.remove(seat)
        if seat in self._timed:
            self._timed.remove(seat)
        self.failed.append(seat.name)


def run(
    record: Iterable[Event],
    policy: Policy,
    detectors: Mapping[str, Part] | None = None,
) -> Engine:
    """Return a fresh engine that has heard the whole record, in order."""
    engine = Engine(policy, detectors)
    events = iter(record)
    while ahead := tuple(islice(events, READ_AHEAD)):
        engine.foresee(ahead)
        for event in ahead:
            engine.feed(event)
    return engine
