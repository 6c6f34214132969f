from collections import deque

import numpy as np
import pytest

from coach.audio.blocks import Block
from coach.audio.side import AWAY_S, OPENING_S, STALLED_S, Side
from coach.audio.source import Gap
from coach.audio_time import samples
from coach.events import Speaker

from .fake_devices import MICROPHONE, FakeStream

ORIGIN = 100.0
TICK = 0.1


class Heard:
    """A side whose device delivers when told, on a clock that is set by hand."""

    def __init__(self) -> None:
        self.side = Side(Speaker.AGENT, is_named=False, origin=ORIGIN)
        self.blocks: deque[Block] = deque()
        self.stream = FakeStream(MICROPHONE, self.blocks.append)
        self.now = ORIGIN
        self.side.attach(MICROPHONE, self.stream, self.blocks, self.now)
        self.gaps: list[Gap] = []

    @property
    def status(self) -> str:
        """How the side is."""
        return self.side.status

    def go_on(self, seconds: float, *, delivers: bool) -> "Heard":
        """Let time pass in ticks."""
        for _ in range(round(seconds / TICK)):
            self.now += TICK
            if delivers:
                audio = np.full((round(TICK * 16_000), 1), 0.1, np.float32)
                self.blocks.append(Block(samples=audio, stamp=self.now))
            pieces = self.side.drain(self.now, is_paused=False)
            self.gaps += [piece for piece in pieces if isinstance(piece, Gap)]
        return self


def test_a_device_is_lost_when_nothing_comes_for_too_long() -> None:
    """Not a tick before; from then on its channel is a gap up to now."""
    heard = Heard().go_on(2, delivers=True)
    heard.go_on(STALLED_S - TICK, delivers=False)
    assert heard.status == "ok"
    heard.go_on(3 * TICK, delivers=False)

    assert heard.status == "lost"
    assert heard.side.is_broken
    assert abs(heard.gaps[-1].end - samples(round((heard.now - ORIGIN) * 1000))) <= 16


def test_a_device_that_is_opened_may_take_longer() -> None:
    """An output that nothing plays on takes seconds to deliver its silence."""
    heard = Heard().go_on(OPENING_S - 0.2, delivers=False)
    assert heard.status == "opening"
    heard.go_on(0.4, delivers=False)
    assert heard.status == "lost"


def test_a_lost_device_is_back_only_when_it_is_heard() -> None:
    """Opened anew it has its time to begin, and is said to be lost meanwhile."""
    heard = Heard().go_on(1, delivers=True)
    heard.go_on(STALLED_S + 2 * TICK, delivers=False)
    heard.side.attach(MICROPHONE, heard.stream, heard.blocks, heard.now)
    heard.go_on(OPENING_S - TICK, delivers=False)
    assert heard.status == "lost"
    assert not heard.side.is_broken
    heard.go_on(3 * TICK, delivers=False)
    assert heard.side.is_broken

    heard.go_on(TICK, delivers=True)
    assert heard.status == "ok"
    assert not heard.side.is_broken


def test_another_device_in_place_of_one_that_works_is_opening() -> None:
    """It may take longer to begin than one that was heard may fall silent."""
    heard = Heard().go_on(1, delivers=True)
    heard.side.attach(MICROPHONE, heard.stream, heard.blocks, heard.now)
    assert heard.go_on(STALLED_S + 2 * TICK, delivers=False).status == "opening"


def test_a_stream_that_has_ended_is_lost_at_once() -> None:
    """No need to wait for what cannot come."""
    heard = Heard().go_on(1, delivers=True)
    heard.stream.is_active = False
    heard.go_on(TICK, delivers=False)
    assert heard.status == "lost"


def test_who_was_away_says_nothing_about_the_device() -> None:
    """A busy machine that did not even look is not the device's fault."""
    heard = Heard().go_on(1, delivers=True)
    heard.now += STALLED_S + AWAY_S
    heard.go_on(TICK, delivers=False)
    assert heard.status == "ok"


@pytest.mark.parametrize("is_paused", [True, False])
def test_without_a_device_there_is_nothing_to_tell(is_paused: bool) -> None:
    """Before the first device there is no clock to advance."""
    side = Side(Speaker.AGENT, is_named=False, origin=ORIGIN)
    assert side.drain(ORIGIN + 1, is_paused=is_paused) == []
    assert side.detach() is None
