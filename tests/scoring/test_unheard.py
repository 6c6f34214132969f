import pytest

from coach.audio_time import samples
from coach.events import CallEnded, CaptureLost, CaptureRestored, Event, Speaker
from coach.quality import MAX_LISTED
from coach.scoring.unheard import unheard_problems
from tests.scoring.calls import AGENT, CUSTOMER, told


def unheard(
    speaker: Speaker, start_ms: int, end_ms: int, *, is_pause: bool = False
) -> list[Event]:
    """A time in which a channel was not heard."""
    start, end = samples(start_ms), samples(end_ms)
    return [
        CaptureLost(speaker=speaker, at=start, known_at=start, is_pause=is_pause),
        CaptureRestored(speaker=speaker, at=end, known_at=end),
    ]


def details(*events: list[Event]) -> list[tuple[str, str]]:
    """The problems of a call of two hours in which that happened."""
    end = samples(7_200_000)
    ledger = told(
        *(e for group in events for e in group), CallEnded(at=end, known_at=end)
    )
    return [(problem.code, problem.detail) for problem in unheard_problems(ledger)]


def test_a_call_that_was_heard() -> None:
    """Nothing to tell."""
    assert details() == []


def test_a_loss_is_told_with_its_length_and_time() -> None:
    """Each channel for itself."""
    assert details(
        unheard(AGENT, 62_000, 66_100), unheard(CUSTOMER, 3_723_000, 3_733_000)
    ) == [
        ("capture-lost", "the agent's channel was lost for 4 s, from 1:02"),
        ("capture-lost", "the customer's channel was lost for 10 s, from 1:02:03"),
    ]


@pytest.mark.parametrize(
    ("length_ms", "code"), [(1_000, "capture-gap"), (1_001, "capture-lost")]
)
def test_short_losses_are_only_counted(length_ms: int, code: str) -> None:
    """Up to a second is a stumble of the machine."""
    ((found, _),) = details(unheard(AGENT, 5_000, 5_000 + length_ms))
    assert found == code


@pytest.mark.parametrize(("apart_ms", "count"), [(1_000, 1), (1_001, 2)])
def test_losses_close_together_are_one(apart_ms: int, count: int) -> None:
    """A plug with a loose contact is told once, with what was lost in all."""
    found = details(
        unheard(AGENT, 60_000, 62_000),
        unheard(AGENT, 62_000 + apart_ms, 64_000 + apart_ms),
    )
    assert len(found) == count
    assert (found[0][1] == "the agent's channel was lost for 4 s, from 1:00") is (
        count == 1
    )


def test_many_short_losses_in_a_row_are_one_long_one() -> None:
    """It is what the listener missed that counts."""
    stumbles = [unheard(AGENT, at, at + 300) for at in range(10_000, 15_000, 500)]
    assert details(*stumbles) == [
        ("capture-lost", "the agent's channel was lost for 3 s, from 0:10")
    ]


def test_a_handful_is_told_and_the_others_summed_up() -> None:
    """A report of a bad day stays readable, and tells all of it."""
    losses = [unheard(CUSTOMER, at, at + 2_000) for at in range(0, 80_000, 10_000)]
    found = details(*losses)
    assert len(found) == MAX_LISTED + 1
    assert found[0][1].endswith("from 0:00")
    assert found[-1] == (
        "capture-lost",
        "the customer's channel was lost 3 more times, 6 s in all",
    )


def test_a_pause_is_told_once_for_both_channels() -> None:
    """However short it was: the analyst wanted it."""
    found = details(
        unheard(AGENT, 62_000, 99_900, is_pause=True),
        unheard(CUSTOMER, 62_010, 100_000, is_pause=True),
        unheard(AGENT, 200_000, 200_400, is_pause=True),
        unheard(CUSTOMER, 200_000, 200_400, is_pause=True),
    )
    assert found == [
        ("paused", "listening was paused for 38 s, from 1:02"),
        ("paused", "listening was paused for 1 s, from 3:20"),
    ]


def test_a_loss_that_becomes_a_pause() -> None:
    """Each is told for what it was."""
    lost = CaptureLost(speaker=AGENT, at=samples(10_000), known_at=samples(10_000))
    found = details([lost], unheard(AGENT, 15_000, 35_000, is_pause=True))
    assert found == [
        ("capture-lost", "the agent's channel was lost for 5 s, from 0:10"),
        ("paused", "listening was paused for 20 s, from 0:15"),
    ]
