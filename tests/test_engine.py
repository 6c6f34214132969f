from collections.abc import Iterable
from typing import Any

import pytest

from coach.audio_time import samples
from coach.detectors import Untimed
from coach.engine import MAX_CONSEQUENCES, Engine
from coach.events import (
    AdviceOffered,
    CallEnded,
    Event,
    Speaker,
    SpeechStarted,
    SpeechStopped,
)
from coach.nudges.settings import NudgeSettings
from coach.policy.policy import Policy


def bare_policy() -> Policy:
    """A policy without detectors: each test brings its own."""
    return Policy(nudges=NudgeSettings(), detectors={})


def advice(name: str, at: int) -> AdviceOffered:
    """Something that a detector may say, known by its name."""
    return AdviceOffered(
        id=name, kind="test", speaker=None, evidence={}, at=at, known_at=at
    )


class Alarm:
    """A detector that rings at set times and answers nothing."""

    def __init__(self, name: str, *times: int) -> None:
        self.name = name
        self.times = list(times)
        self.heard: list[Event] = []
        self.woken: list[int] = []

    def feed(self, event: Event) -> Iterable[Event]:
        self.heard.append(event)
        return ()

    def due(self) -> int | None:
        return self.times[0] if self.times else None

    def advance(self, now: int) -> Iterable[Event]:
        self.woken.append(now)
        while self.times and self.times[0] <= now:
            self.times.pop(0)
        return [advice(f"{self.name} {now}", now)]


class Broken(Alarm):
    """A detector that raises on whatever it hears."""

    def feed(self, event: Event) -> Iterable[Event]:
        raise RuntimeError("words that somebody said")


class Echo(Alarm):
    """A detector that answers its own events for ever."""

    def feed(self, event: Event) -> Iterable[Event]:
        return [advice("again", event.known_at)]


class Answering(Alarm):
    """A detector that has something to say when somebody speaks."""

    def feed(self, event: Event) -> Iterable[Event]:
        match event:
            case SpeechStarted():
                return [advice("heard", event.known_at)]
        return []


class Stuck(Alarm):
    """A detector that wants to be woken at a time that never passes."""

    def advance(self, now: int) -> Iterable[Event]:
        return ()


def speech(at: int) -> SpeechStarted:
    """The customer begins to speak, known at once."""
    return SpeechStarted(speaker=Speaker.CUSTOMER, at=at, known_at=at)


class TestEngine:
    def test_parts_are_woken_exactly_when_they_asked(self) -> None:
        """A leap over two deadlines stops at each, in the order of time."""
        first, second = Alarm("a", 300, 900), Alarm("b", 500)
        engine = Engine(bare_policy(), {"a": first, "b": second})

        noticed = engine.advance(1_000)

        assert [event.known_at for event in noticed] == [300, 500, 900]
        assert (first.woken, second.woken) == ([300, 900], [500])
        assert engine.now == 1_000

    @pytest.mark.parametrize("step", [1, 7, 100, 1_000])
    def test_how_time_is_stepped_changes_nothing(self, step: int) -> None:
        """Small steps and leaps wake the parts at the same times."""
        engine = Engine(
            bare_policy(), {"a": Alarm("a", 300, 301), "b": Alarm("b", 300)}
        )
        noticed: list[Event] = []
        for now in range(0, 1_001, step):
            noticed.extend(engine.advance(now))
        noticed.extend(engine.advance(1_000))

        assert [e.id for e in noticed if isinstance(e, AdviceOffered)] == [
            "a 300",
            "b 300",
            "a 301",
        ]

    def test_a_deadline_comes_before_an_event_of_the_same_time(self) -> None:
        """Ten seconds of silence are ten seconds, even if somebody speaks just then."""
        alarm = Alarm("a", 500)
        noticed = Engine(bare_policy(), {"a": alarm}).feed(speech(500))

        assert [type(event) for event in noticed] == [AdviceOffered, SpeechStarted]

    def test_what_one_notices_the_others_hear(self) -> None:
        """Events of one detector reach all of them."""
        ringing, listening = Alarm("a", 100), Alarm("b")
        Engine(bare_policy(), {"a": ringing, "b": listening}).advance(200)

        assert [type(event) for event in listening.heard] == [AdviceOffered]

    def test_what_follows_goes_round_before_the_next_hears_the_event(self) -> None:
        """Whoever listens to another knows what that one made of the event."""
        listening = Alarm("b")
        Engine(bare_policy(), {"a": Answering("a"), "b": listening}).feed(speech(100))

        assert [type(event) for event in listening.heard] == [
            AdviceOffered,
            SpeechStarted,
        ]

    def test_late_words_do_not_turn_time_back(self) -> None:
        """An event of the past is taken in where the call is."""
        engine = Engine(bare_policy(), {"a": Alarm("a")})
        engine.advance(1_000)

        engine.feed(speech(400))

        assert engine.now == 1_000

    def test_a_detector_that_raises_is_left_out_and_named(
        self, caplog: pytest.LogCaptureFixture
    ) -> None:
        """The others go on, and what the exception quotes stays out of the log."""
        working = Alarm("b", 900)
        engine = Engine(bare_policy(), {"a": Broken("a"), "b": working})

        engine.feed(speech(100))
        engine.advance(1_000)

        assert engine.failed == ["a"]
        assert working.woken == [900]
        assert "words that somebody said" not in caplog.text

    def test_one_without_a_clock_is_never_woken_and_may_be_left_out(self) -> None:
        """It hears what the others hear, until it raises."""

        class Quiet(Untimed):
            def __init__(self) -> None:
                self.heard: list[Event] = []

            def feed(self, event: Event) -> Iterable[Event]:
                self.heard.append(event)
                if len(self.heard) > 1:
                    raise RuntimeError
                return ()

            def due(self) -> int | None:
                raise AssertionError("it was asked for a time")

        quiet, working = Quiet(), Alarm("b", 900)
        engine = Engine(bare_policy(), {"a": quiet, "b": working})
        for at in (100, 200, 300):
            engine.feed(speech(at))
        engine.advance(1_000)

        assert len(quiet.heard) == 2
        assert engine.failed == ["a"]
        assert len(working.heard) == 4  # and its own ringing
        assert working.woken == [900]

    def test_a_detector_without_end_is_stopped(self) -> None:
        """One event has a bounded number of consequences."""
        engine = Engine(bare_policy(), {"a": Echo("a")})

        assert len(engine.feed(speech(0))) == MAX_CONSEQUENCES + 1

    def test_a_detector_that_stops_time_is_left_out(self) -> None:
        """Time passes whatever a detector asks for."""
        engine = Engine(bare_policy(), {"a": Stuck("a", 100)})

        engine.advance(200)

        assert engine.failed == ["a"]

    def test_the_ledger_has_heard_everything(self) -> None:
        """The call's length in the ledger is where it ended."""
        engine = Engine(bare_policy(), {})
        end = samples(2_000)
        events: list[Any] = [
            speech(0),
            SpeechStopped(speaker=Speaker.CUSTOMER, at=end // 2, known_at=end // 2),
            CallEnded(at=end, known_at=end),
        ]
        for event in events:
            engine.feed(event)

        assert engine.ledger.duration == end
