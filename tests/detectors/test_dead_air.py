import pytest

from coach.audio_time import milliseconds, samples
from coach.detectors.dead_air import DeadAirDetector, DeadAirSettings
from coach.detectors.hold.detector import HoldDetector
from coach.detectors.hold.settings import HoldSettings
from coach.events import (
    CallEnded,
    CaptureLost,
    CaptureRestored,
    FindingChanged,
    FindingRaised,
    FindingWithdrawn,
    HeardEvent,
    Hold,
    HoldStarted,
    HoldWithdrawn,
    Speaker,
    SpeechStarted,
    UtteranceFailed,
)
from tests.detectors.scripts import (
    AGENT,
    CUSTOMER,
    Line,
    Panel,
    heard,
    speech,
    utterance,
)

TALK = "And that is how it has always been."


def detector() -> DeadAirDetector:
    """Return a detector with the default settings."""
    return DeadAirDetector(DeadAirSettings())


def after_talk(until_ms: int = 20_000) -> Panel:
    """Return a panel whose agent has just stopped to speak."""
    made = Panel(detector())
    for event in speech(AGENT, 500, until_ms):
        made.feed(event)
    return made


def spans(panel: Panel) -> list[tuple[int, int | None]]:
    """Return the dead air that stands, in milliseconds."""
    return [
        (milliseconds(f.start), f.end and milliseconds(f.end))
        for f in sorted(panel.findings.values(), key=lambda f: f.start)
        if f.kind == "dead-air"
    ]


class TestSilence:
    def test_raised_after_ten_seconds(self) -> None:
        """Ten seconds after the last voice, certain a moment later."""
        made = after_talk()

        assert not made.advance(samples(30_223))
        (raised,) = made.advance(samples(30_224))
        assert isinstance(raised, FindingRaised)
        assert raised.finding.at == samples(30_000)
        assert raised.finding.end is None

    @pytest.mark.parametrize(
        ("silence_ms", "count"), [(9_999, 0), (10_000, 1), (10_001, 1)]
    )
    def test_the_threshold(self, silence_ms: int, count: int) -> None:
        """Ten seconds are enough, a millisecond less is not."""
        made = after_talk()
        for event in speech(CUSTOMER, 20_000 + silence_ms, 60_000):
            made.feed(event)
        made.feed(CallEnded(at=samples(70_000), known_at=samples(70_000)))

        assert len(spans(made)) == count

    def test_it_ends_with_the_next_voice(self) -> None:
        """Whoever speaks ends it, and its length is known."""
        made = after_talk()
        made.advance(samples(31_000))
        start = samples(38_000)
        (changed,) = made.feed(
            SpeechStarted(speaker=CUSTOMER, at=start, known_at=start)
        )

        assert isinstance(changed, FindingChanged)
        assert changed.finding.evidence == {"silence_ms": 18_000}
        assert changed.finding.explanation == (
            "Nobody spoke for 18.0 s, and no hold was announced."
        )

    def test_a_beginning_known_late_is_in_time(self) -> None:
        """A voice that began before ten seconds were over is never too late."""
        made = after_talk()
        events = made.feed(
            SpeechStarted(speaker=AGENT, at=samples(29_999), known_at=samples(30_095))
        )

        assert not events

    def test_one_side_speaking(self) -> None:
        """A long story of one is no silence."""
        made = Panel(detector())
        made.feed(SpeechStarted(speaker=CUSTOMER, at=0, known_at=0))

        assert not made.advance(samples(90_000))

    def test_a_cough_does_not_end_it(self) -> None:
        """A sound without words joins the silences on both sides of it."""
        made = after_talk()
        for event in speech(CUSTOMER, 27_000, 27_500):
            made.feed(event)
        made.feed(
            UtteranceFailed(
                utterance=utterance(CUSTOMER, 27_000, 27_500, ""),
                reason="phantom",
                known_at=samples(27_900),
            )
        )
        made.advance(samples(31_000))

        assert spans(made) == [(20_000, None)]

    def test_a_cough_in_dead_air(self) -> None:
        """Dead air that a cough seemed to end goes on, as one."""
        made = after_talk()
        for event in speech(CUSTOMER, 32_000, 32_500):
            made.feed(event)
        assert spans(made) == [(20_000, 32_000)]
        made.feed(
            UtteranceFailed(
                utterance=utterance(CUSTOMER, 32_000, 32_500, ""),
                reason="phantom",
                known_at=samples(32_900),
            )
        )
        for event in speech(AGENT, 40_000, 60_000):
            made.feed(event)

        assert spans(made) == [(20_000, 40_000)]

    def test_a_cough_known_after_the_silence(self) -> None:
        """When the next voice came first, the two silences are joined as well."""
        made = after_talk()
        for event in speech(CUSTOMER, 26_000, 26_500):
            made.feed(event)
        made.feed(
            SpeechStarted(speaker=AGENT, at=samples(33_000), known_at=samples(33_000))
        )
        assert not spans(made)
        made.feed(
            UtteranceFailed(
                utterance=utterance(CUSTOMER, 26_000, 26_500, ""),
                reason="phantom",
                known_at=samples(33_500),
            )
        )

        assert spans(made) == [(20_000, 33_000)]

    @pytest.mark.parametrize("is_quiet", [True, False])
    def test_a_cough_known_after_later_dead_air(self, is_quiet: bool) -> None:
        """A recogniser that is behind takes back nothing that came after."""
        made = after_talk()
        for event in (
            *speech(CUSTOMER, 26_000, 26_500),
            *speech(AGENT, 33_000, 34_000),
            *speech(AGENT, 50_000, 51_000),
        ):
            made.feed(event)
        assert spans(made) == [(34_000, 50_000)]
        if not is_quiet:
            at = samples(52_000)
            made.feed(SpeechStarted(speaker=AGENT, at=at, known_at=at))
        made.feed(
            UtteranceFailed(
                utterance=utterance(CUSTOMER, 26_000, 26_500, ""),
                reason="phantom",
                known_at=samples(52_100),
            )
        )

        assert spans(made) == [(20_000, 33_000), (34_000, 50_000)]

    def test_a_cough_between_two_silences_of_which_one_goes_on(self) -> None:
        """They are one, which goes on."""
        made = after_talk()
        for event in speech(CUSTOMER, 32_000, 32_500):
            made.feed(event)
        made.advance(samples(44_000))
        assert spans(made) == [(20_000, 32_000), (32_500, None)]
        made.feed(
            UtteranceFailed(
                utterance=utterance(CUSTOMER, 32_000, 32_500, ""),
                reason="phantom",
                known_at=samples(44_100),
            )
        )

        assert spans(made) == [(20_000, None)]


class TestMargins:
    def test_the_beginning_of_the_call(self) -> None:
        """The first five seconds do not count."""
        made = Panel(detector())

        assert not made.advance(samples(15_223))
        assert made.advance(samples(15_224))

    def test_the_end_of_the_call(self) -> None:
        """A silence that lasts until the call ends was its end."""
        made = after_talk()
        made.advance(samples(60_000))
        (withdrawn,) = made.feed(
            CallEnded(at=samples(60_000), known_at=samples(60_000))
        )

        assert isinstance(withdrawn, FindingWithdrawn)

    @pytest.mark.parametrize(("ends_ms", "count"), [(36_000, 1), (34_999, 0)])
    def test_the_last_five_seconds(self, ends_ms: int, count: int) -> None:
        """Of a silence near the end only what lies before the last 5 s counts."""
        made = after_talk()
        for event in speech(AGENT, 34_500, 34_800):
            made.feed(event)
        made.feed(CallEnded(at=samples(ends_ms), known_at=samples(ends_ms)))

        assert len(spans(made)) == count


class TestHolds:
    def hold(self, start_ms: int, end_ms: int | None) -> Hold:
        """Return a hold."""
        return Hold(
            id=f"hold-{start_ms}",
            start=samples(start_ms),
            end=None if end_ms is None else samples(end_ms),
            announced=True,
            permission=False,
            promised=None,
            limit=samples(30_000),
            checked_back=False,
            thanked=False,
            music="none",
        )

    def test_a_hold_is_no_dead_air(self) -> None:
        """Silence in a hold is explained."""
        made = after_talk()
        hold = HoldStarted(hold=self.hold(20_000, None), known_at=samples(23_000))
        made.feed(hold)

        assert not made.advance(samples(60_000))

    def test_silence_that_turns_out_to_be_a_hold(self) -> None:
        """Dead air is withdrawn when it was a hold after all."""
        made = after_talk()
        made.advance(samples(45_000))
        (withdrawn,) = made.feed(
            HoldStarted(hold=self.hold(20_000, None), known_at=samples(45_200))
        )

        assert isinstance(withdrawn, FindingWithdrawn)

    def test_a_hold_that_was_none(self) -> None:
        """When the hold is withdrawn the silence counts again."""
        made = after_talk()
        made.feed(HoldStarted(hold=self.hold(20_000, None), known_at=samples(23_000)))
        made.advance(samples(45_000))
        (raised,) = made.feed(
            HoldWithdrawn(hold_id="hold-20000", known_at=samples(45_000))
        )

        assert isinstance(raised, FindingRaised)
        assert raised.finding.at == samples(45_000)

    @pytest.mark.parametrize(
        ("last", "back", "dead"),
        [
            ("I'll have a look at the settings.", "Sorry, I was reading.", True),
            ("I see.", "Thanks for waiting.", False),
            ("One moment, please.", "Right, it is the router.", False),
            ("One moment, please.", "Sorry, it's slow today.", True),
            ("One moment, please.", "Sorry for the wait, it's slow.", False),
            ("Can I put you on hold?", "Sorry, it's slow today.", False),
            ("Hold on, I see it now.", "It works again.", True),
            ("I'll call you back in five minutes.", "Anything else?", True),
            ("Sorry that you were on hold.", "What is your number?", True),
        ],
    )
    def test_never_both(self, last: str, back: str, dead: bool) -> None:
        """A silence is a hold or dead air, by the words round it."""
        lines: list[Line] = [
            (CUSTOMER, 500, 8_000, TALK),
            (AGENT, 8_500, 11_000, last),
            (AGENT, 25_000, 28_000, back),
            (CUSTOMER, 28_500, 60_000, TALK),
        ]
        made = Panel(HoldDetector(HoldSettings()), detector())
        made.run(heard(lines, ends_ms=70_000))

        assert bool(spans(made)) is dead
        assert bool(made.holds) is not dead


def test_a_gap_is_no_silence() -> None:
    """Nothing is known of a gap: silence begins anew after it."""
    made = after_talk()
    gap: list[HeardEvent] = [
        CaptureLost(speaker=AGENT, at=samples(25_000), known_at=samples(25_000)),
        CaptureRestored(speaker=AGENT, at=samples(45_000), known_at=samples(45_000)),
    ]
    for event in gap:
        made.feed(event)
    assert not made.advance(samples(55_223))
    made.advance(samples(55_224))

    assert spans(made) == [(45_000, None)]


@pytest.mark.parametrize("is_pause", [False, True])
@pytest.mark.parametrize("lost", [(AGENT,), (CUSTOMER,), (AGENT, CUSTOMER)])
def test_a_gap_that_the_call_ends_is_no_silence(
    lost: tuple[Speaker, ...], is_pause: bool
) -> None:
    """However long it lasts, on one channel or on both."""
    made = after_talk()
    at = samples(25_000)
    for speaker in lost:
        made.feed(CaptureLost(speaker=speaker, at=at, known_at=at, is_pause=is_pause))
    made.advance(samples(300_000))
    made.feed(CallEnded(at=samples(300_000), known_at=samples(300_000)))

    assert spans(made) == []


def test_a_loss_that_becomes_a_pause_is_no_silence() -> None:
    """It is told as another loss, with nothing between."""
    made = after_talk()
    for at_ms, is_pause in ((25_000, False), (40_000, True)):
        at = samples(at_ms)
        made.feed(CaptureLost(speaker=AGENT, at=at, known_at=at, is_pause=is_pause))
    made.advance(samples(80_000))
    back = samples(80_000)
    made.feed(CaptureRestored(speaker=AGENT, at=back, known_at=back))
    made.advance(samples(90_223))

    assert spans(made) == []


def test_a_cough_before_a_gap_joins_no_silence_across_it() -> None:
    """What is known to have been a cough only in the gap ends where the gap begins."""
    made = after_talk()
    for event in speech(AGENT, 26_000, 26_500):
        made.feed(event)
    at = samples(29_000)
    made.feed(CaptureLost(speaker=CUSTOMER, at=at, known_at=at))
    cough = utterance(AGENT, 26_000, 26_500, "")
    made.feed(
        UtteranceFailed(utterance=cough, reason="phantom", known_at=samples(60_000))
    )

    assert spans(made) == []
