from hypothesis import given
from hypothesis import strategies as st

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
    Utterance,
    UtteranceFailed,
    UtteranceFinalised,
)
from coach.record import Record

AGENT, CUSTOMER = Speaker.AGENT, Speaker.CUSTOMER


def utterance(speaker: Speaker, start: int, end: int, text: str = "hello") -> Utterance:
    """Return what somebody said; times are samples."""
    return Utterance(
        id=f"{speaker}-{start}", speaker=speaker, start=start, end=end, text=text
    )


def final(speaker: Speaker, start: int, end: int, known_at: int) -> UtteranceFinalised:
    """Return words that were certain at ``known_at``."""
    return UtteranceFinalised(
        utterance=utterance(speaker, start, end), known_at=known_at
    )


def in_order(*events: HeardEvent) -> list[HeardEvent]:
    """Return the record of events that arrived in this order."""
    record = Record()
    for event in events:
        record.append(event)
    return list(record.in_order())


times = st.integers(0, 40)
speakers = st.sampled_from(Speaker)


@st.composite
def heard_events(draw: st.DrawFn) -> HeardEvent:
    """Draw any confirmed event, close to the others in time."""
    speaker, at, known_at = draw(speakers), draw(times), draw(times)
    match draw(st.integers(0, 8)):
        case 0:
            return SpeechStarted(speaker=speaker, at=at, known_at=known_at)
        case 1:
            return SpeechStopped(speaker=speaker, at=at, known_at=known_at)
        case 2:
            return MusicStarted(speaker=speaker, at=at, known_at=known_at)
        case 3:
            return MusicStopped(speaker=speaker, at=at, known_at=known_at)
        case 4:
            return CaptureLost(speaker=speaker, at=at, known_at=known_at)
        case 5:
            return CaptureRestored(speaker=speaker, at=at, known_at=known_at)
        case 6:
            text = draw(st.sampled_from(["yes", "no"]))
            said = utterance(speaker, at, known_at, text)
            return UtteranceFinalised(utterance=said, known_at=known_at)
        case 7:
            said = utterance(speaker, at, known_at, "")
            return UtteranceFailed(utterance=said, reason="phantom", known_at=known_at)
        case _:
            return CallEnded(at=at, known_at=at)


class TestRecord:
    def test_order_is_by_the_time_of_certainty(self) -> None:
        """What was known first comes first, whatever arrived first."""
        late = SpeechStarted(speaker=AGENT, at=5, known_at=20)
        early = SpeechStarted(speaker=CUSTOMER, at=10, known_at=19)

        assert in_order(late, early) == [early, late]

    def test_equal_times_go_by_kind(self) -> None:
        """Sounds come before words that were known at the same time."""
        words = final(AGENT, 0, 10, known_at=15)
        stopped = SpeechStopped(speaker=CUSTOMER, at=10, known_at=15)
        started = SpeechStarted(speaker=CUSTOMER, at=12, known_at=15)

        assert in_order(words, stopped, started) == [started, stopped, words]

    def test_equal_kinds_go_agent_first(self) -> None:
        """Of two things of a kind at one time, the agent's is first."""
        customer = SpeechStarted(speaker=CUSTOMER, at=1, known_at=9)
        agent = SpeechStarted(speaker=AGENT, at=2, known_at=9)

        assert in_order(customer, agent) == [agent, customer]

    def test_partials_are_no_part_of_it(self) -> None:
        """Which partials there were depends on the machine."""
        record = Record()
        said = utterance(AGENT, 0, 10)
        record.append(PartialRecognised(utterance=said, stable=0, known_at=10))

        assert len(record) == 0
        assert record.in_order() == ()

    def test_the_end_is_last(self) -> None:
        """Even words that were certain only after the end come before it."""
        end = CallEnded(at=10, known_at=10)
        words = final(AGENT, 0, 10, known_at=11)

        assert in_order(end, words) == [words, end]

    def test_goes_on_after_it_was_read(self) -> None:
        """Reading the order does not close the record."""
        record = Record()
        second = final(AGENT, 0, 10, known_at=15)
        record.append(second)
        assert record.in_order() == (second,)
        first = SpeechStarted(speaker=AGENT, at=0, known_at=3)
        record.append(first)

        assert record.in_order() == (first, second)

    @given(st.lists(heard_events(), max_size=30), st.randoms(use_true_random=False))
    def test_any_arrival_gives_the_same_order(
        self, events: list[HeardEvent], chance: object
    ) -> None:
        """However late things arrive, the record is the same."""
        shuffled = list(events)
        chance.shuffle(shuffled)  # type: ignore[attr-defined]

        assert in_order(*shuffled) == in_order(*events)


class TestTakeUntil:
    def test_takes_what_is_known_by_then(self) -> None:
        """The time itself is included, one sample later is not."""
        record = Record()
        first = SpeechStarted(speaker=AGENT, at=0, known_at=9)
        second = SpeechStarted(speaker=CUSTOMER, at=0, known_at=10)
        record.append(second)
        record.append(first)

        assert record.take_until(9) == (first,)
        assert record.in_order() == (second,)
        assert record.take_until(10) == (second,)

    def test_leaves_the_end_while_something_is_left(self) -> None:
        """The call does not end before the words that are still to come."""
        record = Record()
        end = CallEnded(at=10, known_at=10)
        words = final(AGENT, 0, 10, known_at=11)
        record.append(end)
        record.append(words)

        assert record.take_until(10) == ()
        assert record.take_until(11) == (words, end)


class TestEndedAt:
    def test_what_came_after_the_end_is_left_out(self) -> None:
        """Speech, words and the end of the listening itself."""
        record = Record()
        before = final(CUSTOMER, 0, 10, known_at=12)
        record.append(before)
        record.append(SpeechStarted(speaker=AGENT, at=25, known_at=26))
        record.append(final(AGENT, 25, 30, known_at=32))
        record.append(CallEnded(at=90, known_at=90))

        assert record.ended_at(20) == (before, CallEnded(at=20, known_at=20))

    def test_an_utterance_that_had_begun_is_kept_whole(self) -> None:
        """The call ends when its last words were certain."""
        record = Record()
        words = final(AGENT, 15, 30, known_at=32)
        stopped = SpeechStopped(speaker=AGENT, at=30, known_at=31)
        for event in (words, stopped, CallEnded(at=90, known_at=90)):
            record.append(event)

        assert record.ended_at(20) == (stopped, words, CallEnded(at=32, known_at=32))

    def test_nothing_is_removed_from_the_record(self) -> None:
        """It can be asked again."""
        record = Record()
        record.append(CallEnded(at=90, known_at=90))

        assert record.ended_at(20) == record.ended_at(20)
        assert len(record) == 1
