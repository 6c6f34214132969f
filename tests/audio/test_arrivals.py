import numpy as np
import pytest

from coach.audio.arrivals import Arrival, Arrivals
from coach.audio.blocks import Block
from coach.audio.device_clock import DeviceClock

RATE = 16_000
FRAMES = 320


class Line:
    """A device of 20 ms blocks whose time is right until something happens."""

    def __init__(self) -> None:
        self.clock = DeviceClock(RATE)
        self.arrivals = Arrivals(self.clock)
        self.lost = 0.0
        self.count = 0

    def deliver(
        self, late: float = 0.0, *, overflowed: bool = False, blocks: int = 1
    ) -> list[Arrival]:
        """Deliver blocks that come late by so much; return what is certain then."""
        found: list[Arrival] = []
        for _ in range(blocks):
            self.count += 1
            block = Block(
                samples=np.zeros((FRAMES, 1), np.float32),
                stamp=self.count * FRAMES / RATE + self.lost + late,
                overflowed=overflowed,
            )
            found += self.arrivals.feed(block)
        return found

    def started(self) -> "Line":
        """Let a second of blocks pass in time."""
        assert len(self.deliver(blocks=50)) == 50
        return self


def test_the_first_half_second_is_held() -> None:
    """Of so many stamps one is in time."""
    line = Line()
    assert line.deliver(0.3, blocks=10) == []
    assert line.deliver(blocks=14) == []
    assert [one.first for one in line.deliver()] == [n * FRAMES for n in range(25)]
    assert line.clock.time(0) == pytest.approx(0)


def test_a_burst_at_the_start_is_held_whole() -> None:
    """Its last block alone is in time, however much came with it."""
    line = Line()
    late = np.arange(0.8, 0.01, -0.02)
    assert not any(line.deliver(by) for by in late)
    found = line.deliver(blocks=25)
    assert len(found) == len(late) + 25
    assert line.clock.time(0) == pytest.approx(0)


def test_a_block_in_time_passes_at_once() -> None:
    """Nothing is held while nothing is late."""
    line = Line().started()
    assert all(len(line.deliver(late)) == 1 for late in (0.0, 0.014, 0.001))


def test_a_burst_is_held_until_it_has_caught_up() -> None:
    """After a freeze of two seconds all blocks come, and none was lost."""
    line = Line().started()
    found = [line.deliver(late) for late in np.arange(2.0, 0.015, -0.02)]
    assert not any(found)
    caught_up = line.deliver()
    assert len(caught_up) == len(found) + 1
    assert not any(one.is_after_loss for one in caught_up)


def test_what_never_catches_up_was_lost() -> None:
    """After a second it is certain, and the loss is before the first late block."""
    line = Line().started()
    line.lost = 0.3
    assert line.deliver(0.001, blocks=50) == []
    found = line.deliver(0.001, blocks=2)
    assert [one.is_after_loss for one in found[:2]] == [True, False]
    assert line.clock.lateness(line.count * FRAMES, line.count * FRAMES / RATE) == (
        pytest.approx(-0.301, abs=0.001)
    )
    assert len(line.deliver()) == 1


def test_a_device_that_says_so_is_believed_sooner() -> None:
    """The loss is before the block that says so; earlier ones were only late."""
    line = Line().started()
    assert line.deliver(0.05) == []
    line.lost = 0.1
    assert line.deliver(overflowed=True) == []
    found = line.deliver(blocks=16)
    assert [one.is_after_loss for one in found[:3]] == [False, True, False]


def test_a_device_that_says_so_without_need_is_not() -> None:
    """A flag and no shortfall: nothing is to be made up for."""
    line = Line().started()
    (one,) = line.deliver(0.002, overflowed=True)
    assert not one.is_after_loss


def test_two_losses_are_told_one_after_the_other() -> None:
    """The clock is right for each block when it is handed on, not for the last."""
    line = Line().started()
    line.lost = 0.1
    line.deliver(blocks=10)
    line.lost = 0.3
    places: list[float] = []
    for _ in range(100):
        line.count += 1
        block = Block(
            samples=np.zeros((FRAMES, 1), np.float32),
            stamp=line.count * FRAMES / RATE + line.lost,
        )
        places.extend(
            line.clock.time(one.first) - one.first / RATE
            for one in line.arrivals.feed(block)
        )
    assert places[:10] == pytest.approx([0.1] * 10, abs=0.001)
    assert places[10:] == pytest.approx([0.3] * (len(places) - 10), abs=0.001)


def test_a_sound_system_that_delivers_in_spurts() -> None:
    """Five blocks at once each 100 ms: the last of them is in time."""
    line = Line().started()
    found: list[Arrival] = []
    for _ in range(100):
        for late in (0.08, 0.06, 0.04, 0.02, 0.0):
            found += line.deliver(late)
    assert len(found) == 500
    assert not any(one.is_after_loss for one in found)


def test_a_machine_that_is_hardly_ever_in_time() -> None:
    """Two seconds of blocks late by different times are a busy machine, no loss."""
    line = Line().started()
    late = np.random.default_rng(5).uniform(0.03, 0.3, 100)
    found = [one for each in late for one in line.deliver(each)] + line.deliver()
    assert len(found) == 101
    assert not any(one.is_after_loss for one in found)


def test_flushed_blocks_were_only_late() -> None:
    """Nothing that was heard is kept back when a device goes."""
    line = Line().started()
    line.deliver(0.2, blocks=3)
    assert len(line.arrivals.flush()) == 3
    assert line.arrivals.flush() == []


@pytest.mark.parametrize("stamp", [float("nan"), float("inf"), -1e300])
def test_a_stamp_that_is_no_time(stamp: float) -> None:
    """It is the fault of whoever made it."""
    block = Block(samples=np.zeros((FRAMES, 1), np.float32), stamp=stamp)
    with pytest.raises(ValueError, match="a stamp of"):
        list(Line().arrivals.feed(block))
