import pytest

from coach.audio_time import milliseconds, samples
from coach.calls.ending import CallEnding, CallOver
from coach.calls.settings import CallSettings
from coach.events import (
    CaptureLost,
    CaptureRestored,
    ClosingAbandoned,
    ClosingReached,
    Hold,
    HoldEnded,
    HoldStarted,
    MusicStarted,
    MusicStopped,
    Speaker,
    SpeechStarted,
    SpeechStopped,
)

SETTINGS = CallSettings()
TAIL = SETTINGS.tail_ms


class Call:
    """A call in milliseconds."""

    def __init__(self, settings: CallSettings = SETTINGS) -> None:
        self.ending = CallEnding(settings)

    def speak(self, speaker: str, start: int, end: int | None) -> "Call":
        who = Speaker(speaker)
        at = samples(start)
        self.ending.feed(SpeechStarted(speaker=who, at=at, known_at=at))
        if end is not None:
            at = samples(end)
            self.ending.feed(SpeechStopped(speaker=who, at=at, known_at=at))
        return self

    def music(self, speaker: str, start: int, end: int | None) -> "Call":
        who = Speaker(speaker)
        at = samples(start)
        self.ending.feed(MusicStarted(speaker=who, at=at, known_at=at))
        if end is not None:
            at = samples(end)
            self.ending.feed(MusicStopped(speaker=who, at=at, known_at=at))
        return self

    def lose(self, speaker: str, start: int, end: int | None = None) -> "Call":
        who = Speaker(speaker)
        at = samples(start)
        self.ending.feed(CaptureLost(speaker=who, at=at, known_at=at))
        if end is not None:
            at = samples(end)
            self.ending.feed(CaptureRestored(speaker=who, at=at, known_at=at))
        return self

    def close(self, at: int) -> "Call":
        self.ending.feed(ClosingReached(at=samples(at), known_at=samples(at)))
        return self

    def hold(self, start: int, *, announced: bool = True) -> "Call":
        hold = Hold(
            id="hold",
            start=samples(start),
            end=None,
            announced=announced,
            permission=False,
            promised=None,
            limit=samples(30_000),
            checked_back=False,
            thanked=False,
            music="none",
        )
        self.ending.feed(HoldStarted(hold=hold, known_at=samples(start)))
        return self

    def over(self, at: int) -> CallOver | None:
        return self.ending.end_by(samples(at))

    def end(self, known_ms: int) -> tuple[int, str] | None:
        """Return the end, in ms, that is certain just now and not a sample before."""
        if self.ending.end_by(samples(known_ms) - 1) is not None:
            return None
        over = self.over(known_ms)
        return None if over is None else (milliseconds(over.at), over.reason)


TALK = [("agent", 0, 5_000), ("customer", 5_500, 9_000)]


def talk() -> Call:
    """Return a call in which both have spoken, until second nine."""
    call = Call()
    for speaker, start, end in TALK:
        call.speak(speaker, start, end)
    return call


def test_long_silence_ends_a_call() -> None:
    """Without goodbyes it takes the longer silence; the end is soon after the talk."""
    assert talk().end(9_000 + SETTINGS.silence_ms) == (9_000 + TAIL, "silence")


def test_after_the_goodbyes_a_short_silence_does() -> None:
    """The line has dropped: ten seconds, and the call is over where the talk ended."""
    call = talk().close(8_000)
    assert call.end(9_000 + SETTINGS.silence_after_closing_ms) == (
        9_000 + TAIL,
        "goodbye",
    )


def test_goodbyes_taken_back_do_not_count() -> None:
    """The call went on after all."""
    call = talk().close(8_000)
    call.ending.feed(ClosingAbandoned(known_at=samples(9_000)))
    assert call.over(9_000 + SETTINGS.silence_after_closing_ms) is None


@pytest.mark.parametrize(("announced", "limit"), [(True, "in_hold"), (False, None)])
def test_an_announced_hold_may_be_silent_for_longer(
    announced: bool, limit: str | None
) -> None:
    """A hold that nobody announced may as well be a line that dropped."""
    call = talk().hold(9_000, announced=announced)
    ms = SETTINGS.silence_in_hold_ms if limit else SETTINGS.silence_ms
    assert call.end(9_000 + ms) == (9_000 + TAIL, "silence")


def test_after_the_hold_its_limit_is_gone() -> None:
    """Back from it, the ordinary silence ends the call."""
    call = talk().hold(9_000)
    hold = call.ending._hold
    assert hold is not None
    call.ending.feed(HoldEnded(hold=hold, known_at=samples(40_000)))
    assert call.over(9_000 + SETTINGS.silence_ms) is not None


@pytest.mark.parametrize("speaker", ["agent", "customer"])
def test_while_somebody_speaks_a_call_goes_on(speaker: str) -> None:
    """However long they do, as long as the other is not gone."""
    call = Call().speak("customer", 0, 1_000).speak(speaker, 2_000, None)
    assert call.over(100_000) is None


def test_hold_music_keeps_a_call_and_the_desk_s_music_does_not() -> None:
    """Music counts as sound until the goodbyes; afterwards it is somebody's radio."""
    assert talk().music("customer", 10_000, None).over(900_000) is None
    call = talk().close(8_500).music("customer", 10_000, None)
    assert call.over(9_000 + SETTINGS.silence_after_closing_ms) is not None
    ended = talk().music("customer", 10_000, 20_000)
    assert ended.end(20_000 + SETTINGS.silence_ms) == (20_000 + TAIL, "silence")


def test_who_talks_on_to_nobody_is_not_on_the_call() -> None:
    """What the agent said without a pause belongs to it, what they say later not."""
    call = talk().speak("agent", 9_500, 12_000)
    for start in range(20_000, 200_000, 10_000):
        call.speak("agent", start, start + 5_000)
    assert call.end(9_000 + SETTINGS.customer_gone_ms) == (
        12_000 + TAIL,
        "customer-gone",
    )


def test_after_the_goodbyes_they_are_gone_sooner() -> None:
    """A word to a colleague after the call is not followed for minutes."""
    call = talk().close(8_000)
    for start in range(9_500, 60_000, 8_000):
        call.speak("agent", start, start + 4_500)
    assert call.end(9_000 + SETTINGS.customer_gone_after_closing_ms) == (
        14_000 + TAIL,
        "customer-gone",
    )


def test_a_lost_device_is_no_silence() -> None:
    """The call goes on while nothing can be heard, and ends when nobody comes back."""
    one = talk().lose("customer", 10_000)
    assert one.over(9_000 + SETTINGS.silence_ms) is None
    assert one.over(10_000 + SETTINGS.away_ms) is not None
    both = talk().lose("agent", 10_000).lose("customer", 12_000)
    assert both.over(9_000 + SETTINGS.silence_ms) is None
    assert both.end(12_000 + SETTINGS.away_ms) == (12_000, "away")


def test_after_a_gap_silence_is_counted_anew() -> None:
    """Nobody knows what was said meanwhile, so nothing is held against the call."""
    call = talk().lose("agent", 10_000, 70_000).lose("customer", 10_000, 70_000)
    assert call.end(70_000 + SETTINGS.silence_ms) == (70_000 + TAIL, "silence")
