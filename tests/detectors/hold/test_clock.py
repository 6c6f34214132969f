from coach.audio_time import samples
from coach.detectors.hold.clock import HoldClock
from coach.detectors.hold.settings import HoldSettings
from coach.events import (
    AdviceOffered,
    AdviceWithdrawn,
    FindingChanged,
    FindingRaised,
    FindingWithdrawn,
    Hold,
)

HOLD = Hold(
    id="hold-0",
    start=0,
    end=None,
    announced=True,
    permission=False,
    promised=None,
    limit=samples(30_000),
    checked_back=False,
    thanked=False,
    music="none",
)
SETTINGS = HoldSettings(certain_ms=0)


def clock(known_ms: int = 3_000) -> HoldClock:
    """Return the clock of a hold with the default limit, from 0."""
    return HoldClock(HOLD, SETTINGS, samples(known_ms))


def test_advice_at_eighty_percent() -> None:
    """The advice comes at 24 of 30 seconds."""
    made = clock()
    assert made.due() == samples(24_000)
    (advice,) = made.advance(samples(24_000))

    assert isinstance(advice, AdviceOffered)
    assert advice.evidence == {
        "hold_start_ms": 0,
        "held_ms": 24_000,
        "limit_ms": 30_000,
        "promised_ms": None,
    }


def test_advice_at_once_when_recognised_later() -> None:
    """A hold recognised after 25 s is advised about then."""
    assert clock(25_000).due() == samples(25_000)


def test_no_advice_when_the_limit_is_past() -> None:
    """A hold recognised after its limit overruns at once, and was known only then."""
    (event,) = clock(31_000).advance(samples(31_000))

    assert isinstance(event, FindingRaised)
    assert event.finding.start == samples(30_000)
    assert event.finding.at == samples(31_000)


def test_overruns_at_the_limit_and_every_minute() -> None:
    """Each overrun is a finding; the advice leaves with the first."""
    made = clock()
    made.advance(samples(24_000))
    withdrawn, first = made.advance(samples(30_000))
    changed, second = made.advance(samples(90_000))

    assert isinstance(withdrawn, AdviceWithdrawn)
    assert isinstance(first, FindingRaised)
    assert first.finding.id == "hold-overrun-0-1"
    assert isinstance(changed, FindingChanged)
    assert changed.finding.end == samples(90_000)
    assert isinstance(second, FindingRaised)
    assert second.finding.evidence["repeat"] == 2
    assert made.due() == samples(150_000)


def test_the_end_closes_what_is_open() -> None:
    """The last overrun ends with the hold; one after the end never was."""
    made = clock()
    made.advance(samples(90_000))
    first, second = made.end(samples(80_000), samples(95_000))

    assert isinstance(first, FindingChanged)
    assert first.finding.end == samples(80_000)
    assert first.finding.evidence["repeat"] == 1
    assert isinstance(second, FindingWithdrawn)


def test_no_hold_leaves_nothing() -> None:
    """Withdrawing takes everything back."""
    made = clock()
    made.advance(samples(30_000))

    assert [type(e) for e in made.withdraw(samples(31_000))] == [FindingWithdrawn]
