import asyncio
import time
from collections.abc import AsyncIterator
from dataclasses import replace
from itertools import pairwise

import pytest

from coach.audio import headset as module
from coach.audio import side
from coach.audio.devices import Device
from coach.audio.headset import Headset, Wanted
from coach.audio.source import Chunk, Gap, Piece
from coach.audio.system import DeviceStream, Take
from coach.audio_time import samples
from coach.errors import DeviceError
from coach.events import Speaker

from .fake_devices import LOOPBACK, MICROPHONE, OTHER_LOOPBACK, FakeSystem

AGENT, CUSTOMER = Speaker


@pytest.fixture(autouse=True)
def _in_a_hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    """A day of devices in a second."""
    monkeypatch.setattr(module, "TICK_S", 0.01)
    monkeypatch.setattr(module, "WATCH_S", 0.02)
    monkeypatch.setattr(side, "STALLED_S", 0.15)
    monkeypatch.setattr(side, "OPENING_S", 0.3)
    monkeypatch.setattr(module, "FALL_BACK_S", 0.2)


class Listening:
    """What a headset delivered, and a hand on its devices."""

    def __init__(self, system: FakeSystem, headset: Headset) -> None:
        self.system = system
        self.headset = headset
        self.heard: dict[Speaker, list[Piece]] = {speaker: [] for speaker in Speaker}
        self.silent: set[str] = set()
        self._pieces = headset.pieces()

    async def go_on(self, seconds: float) -> None:
        """Let the devices deliver for a while."""
        loop = asyncio.get_running_loop()
        end = loop.time() + seconds
        while loop.time() < end:
            for name, stream in self.system.running().items():
                if name not in self.silent:
                    stream.catch_up()
            for piece in await anext(self._pieces):
                self.heard[piece.speaker].append(piece)

    async def until(self, speaker: Speaker, status: str) -> float:
        """Go on until a side is as said; return the seconds it took."""
        loop = asyncio.get_running_loop()
        started = loop.time()
        while self.headset.channels[speaker] != status:
            assert loop.time() - started < 5
            await self.go_on(0.02)
        return loop.time() - started

    def check_whole(self) -> None:
        """Check that the pieces of each side follow on one another from zero."""
        for pieces in self.heard.values():
            assert pieces[0].start == 0
            assert all(one.end == after.start for one, after in pairwise(pieces))

    def gaps(self, speaker: Speaker) -> int:
        """Return the samples in gaps of a side."""
        return sum(
            piece.end - piece.start
            for piece in self.heard[speaker]
            if isinstance(piece, Gap)
        )


@pytest.fixture
async def listening() -> AsyncIterator[Listening]:
    """A headset that is heard on both sides."""
    system = FakeSystem(MICROPHONE, LOOPBACK)
    async with Headset(system, Wanted()) as headset:
        listening = Listening(system, headset)
        await listening.go_on(0.7)
        yield listening


async def test_both_sides_are_heard_on_one_clock(listening: Listening) -> None:
    """The microphone is the agent, the loopback the customer, however fast each is."""
    await listening.go_on(0.2)

    listening.check_whole()
    assert listening.headset.channels == {AGENT: "ok", CUSTOMER: "ok"}
    ends = [pieces[-1].end for pieces in listening.heard.values()]
    assert abs(ends[0] - ends[1]) < samples(40)
    assert min(ends) > samples(700)
    assert listening.gaps(AGENT) == listening.gaps(CUSTOMER) == 0


async def test_a_device_that_is_pulled_out_is_a_gap_until_it_is_back(
    listening: Listening,
) -> None:
    """Told at once, the other side goes on, and it is taken back."""
    listening.system.pull_out(MICROPHONE)
    assert await listening.until(AGENT, "lost") < 0.5
    await listening.go_on(0.3)
    assert listening.headset.channels[CUSTOMER] == "ok"
    listening.system.plugged.append(MICROPHONE)
    await listening.until(AGENT, "ok")
    await listening.go_on(0.8)

    listening.check_whole()
    assert samples(300) < listening.gaps(AGENT) < samples(2_500)
    assert listening.gaps(CUSTOMER) == 0
    assert isinstance(listening.heard[AGENT][-1], Chunk)
    closed = [stream.is_closed for stream in listening.system.streams]
    assert closed == [True, False, False]


async def test_a_device_that_is_slow_to_begin_is_taken_back(
    listening: Listening,
) -> None:
    """It is opened once and waited for, not opened anew at every look."""
    listening.system.pull_out(LOOPBACK)
    await listening.until(CUSTOMER, "lost")
    listening.system.begins_s = 0.2
    listening.system.plugged.append(LOOPBACK)
    await listening.until(CUSTOMER, "ok")

    listening.check_whole()
    assert [one.device.id for one in listening.system.streams].count(LOOPBACK.id) == 2


async def test_a_device_that_never_begins_is_opened_anew(listening: Listening) -> None:
    """After the time that the slowest takes."""
    listening.system.pull_out(LOOPBACK)
    await listening.until(CUSTOMER, "lost")
    listening.system.begins_s = 60.0
    listening.system.plugged.append(LOOPBACK)
    await listening.go_on(0.5)
    assert listening.headset.channels[CUSTOMER] == "lost"
    listening.system.begins_s = 0.0
    await listening.until(CUSTOMER, "ok")


async def test_a_device_that_falls_silent_is_lost_too(listening: Listening) -> None:
    """It is there, and delivers nothing: it is closed and opened anew."""
    listening.silent.add(LOOPBACK.id)
    await listening.until(CUSTOMER, "lost")
    listening.silent.clear()
    await listening.until(CUSTOMER, "ok")
    await listening.go_on(0.6)

    listening.check_whole()
    assert listening.gaps(CUSTOMER) > samples(100)
    assert listening.gaps(AGENT) == 0


async def test_where_only_closed_devices_are_listed_both_are_closed_for_a_moment(
    listening: Listening, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on Windows and macOS: the lost one is found again, the other one goes on."""
    monkeypatch.setattr(module, "REST_AFTER_S", 0.2)
    monkeypatch.setattr(module, "REST_EVERY_S", 0.5)
    listening.system.lists_while_open = False
    listening.system.pull_out(MICROPHONE)
    await listening.until(AGENT, "lost")
    listening.system.plugged.append(MICROPHONE)
    await listening.until(AGENT, "ok")
    await listening.until(CUSTOMER, "ok")
    await listening.go_on(0.7)

    listening.check_whole()
    assert isinstance(listening.heard[AGENT][-1], Chunk)
    assert isinstance(listening.heard[CUSTOMER][-1], Chunk)
    assert listening.gaps(CUSTOMER) < samples(1_500)


async def test_a_library_that_fails_costs_one_look(
    listening: Listening, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The shift goes on, and the device is taken back at a later one."""
    working = listening.system.devices

    def broken() -> list[Device]:
        raise OSError("the library has a bad day")

    monkeypatch.setattr(listening.system, "devices", broken)
    listening.system.pull_out(MICROPHONE)
    await listening.go_on(0.2)
    monkeypatch.setattr(listening.system, "devices", working)
    assert listening.headset.channels == {AGENT: "lost", CUSTOMER: "ok"}
    listening.system.plugged.append(MICROPHONE)
    await listening.until(AGENT, "ok")

    assert MICROPHONE.id in listening.system.running()


async def test_another_device_takes_the_place_of_one_that_stays_away(
    listening: Listening,
) -> None:
    """What the system plays on now, after a while; not before, and not both sides."""
    listening.system.plugged.append(OTHER_LOOPBACK)
    listening.system.pull_out(LOOPBACK)
    await listening.until(CUSTOMER, "lost")
    await listening.until(CUSTOMER, "ok")

    device = listening.headset.devices[CUSTOMER]
    assert device is not None
    assert device.id == OTHER_LOOPBACK.id
    await listening.go_on(0.6)
    listening.check_whole()


async def test_a_device_that_was_named_is_waited_for() -> None:
    """No other takes its place, however long it is away."""
    system = FakeSystem(MICROPHONE, LOOPBACK, OTHER_LOOPBACK)
    async with Headset(system, Wanted(customer="headset")) as headset:
        listening = Listening(system, headset)
        await listening.go_on(0.4)
        system.pull_out(LOOPBACK)
        await listening.go_on(0.6)

        assert headset.channels[CUSTOMER] == "lost"
        assert set(system.running()) == {MICROPHONE.id}


async def test_between_calls_a_better_device_is_taken(listening: Listening) -> None:
    """A headset that is plugged in; during a call nothing changes that works."""
    better = OTHER_LOOPBACK
    listening.system.plugged = [
        MICROPHONE,
        replace(LOOPBACK, card=None, is_default=False),
        replace(better, card="headset", is_default=True),
    ]
    await listening.go_on(0.3)
    assert LOOPBACK.id in listening.system.running()
    listening.headset.may_switch = True
    await listening.go_on(0.8)

    assert better.id in listening.system.running()
    listening.check_whole()


async def test_a_sample_s_wall_time_outlives_a_sleep_of_the_machine(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The monotonic clock stands still meanwhile, and the time of day goes on."""
    monotonic, wall_s = 100.0, 1_000_000
    monkeypatch.setattr(time, "time_ns", lambda: wall_s * 1_000_000_000)
    system = FakeSystem(MICROPHONE, LOOPBACK)
    async with Headset(system, Wanted(), now=lambda: monotonic) as headset:
        monotonic, wall_s = 110.0, 1_003_610
        assert headset.wall_ms(samples(9_500)) == 1_003_609_500


async def test_a_pause_is_a_gap_of_its_own_on_both_sides(listening: Listening) -> None:
    """Nothing is heard; the clock goes on; then both sides are heard again."""
    listening.headset.pause()
    await listening.go_on(0.5)
    listening.headset.resume()
    await listening.go_on(0.6)

    listening.check_whole()
    for speaker in Speaker:
        gaps = [p for p in listening.heard[speaker] if isinstance(p, Gap)]
        assert all(gap.is_pause for gap in gaps)
        assert samples(400) < listening.gaps(speaker) < samples(900)
        assert isinstance(listening.heard[speaker][-1], Chunk)


async def test_a_pause_of_no_length_is_none(listening: Listening) -> None:
    """Paused and resumed between two ticks, hardly anything is lost."""
    listening.headset.pause()
    listening.headset.resume()
    listening.headset.resume()
    await listening.go_on(0.6)

    listening.check_whole()
    assert listening.gaps(AGENT) < samples(250)


@pytest.mark.parametrize(
    ("devices", "wanted", "reason"),
    [
        ([], Wanted(agent="jabra"), "both sides"),
        ([MICROPHONE], Wanted(), "no loopback"),
        ([LOOPBACK], Wanted(), "no microphone"),
        ([MICROPHONE, LOOPBACK], Wanted(agent="jabra"), "called that"),
    ],
)
async def test_what_is_missing_is_said_at_the_start(
    devices: list[Device], wanted: Wanted, reason: str
) -> None:
    """In one line, and nothing is left open."""
    system = FakeSystem(*devices)
    with pytest.raises(DeviceError, match=reason):
        async with Headset(system, wanted):
            pass
    assert system.running() == {}


async def test_leaving_closes_both_devices() -> None:
    """Also while one is being looked for."""
    system = FakeSystem(MICROPHONE, LOOPBACK)
    async with Headset(system, Wanted()) as headset:
        listening = Listening(system, headset)
        await listening.go_on(0.1)
        system.pull_out(MICROPHONE)
        await listening.go_on(0.1)
    assert system.running() == {}


async def test_a_device_that_is_taken_back_has_time_to_begin(
    listening: Listening,
) -> None:
    """Some take two seconds to their first block: they are opened once meanwhile."""
    listening.system.pull_out(MICROPHONE)
    await listening.until(AGENT, "lost")
    listening.silent.add(MICROPHONE.id)
    opened = len(listening.system.streams)
    listening.system.plugged.insert(0, MICROPHONE)
    await listening.go_on(0.2)
    assert len(listening.system.streams) == opened + 1
    assert listening.headset.channels[AGENT] == "lost"

    listening.silent.clear()
    await listening.until(AGENT, "ok")
    assert len(listening.system.streams) == opened + 1
    listening.check_whole()


async def test_one_that_never_begins_is_opened_anew(listening: Listening) -> None:
    """Perhaps that helps."""
    listening.system.pull_out(MICROPHONE)
    await listening.until(AGENT, "lost")
    listening.silent.add(MICROPHONE.id)
    opened = len(listening.system.streams)
    listening.system.plugged.insert(0, MICROPHONE)
    await listening.go_on(1.2)
    assert opened + 2 <= len(listening.system.streams) <= opened + 5


async def test_what_works_is_kept_where_the_better_cannot_be_opened() -> None:
    """It is tried once, and again when it has been away."""
    better = replace(MICROPHONE, id="new", name="New headset")

    class Busy(FakeSystem):
        tried = 0

        def open(self, device: Device, take: Take) -> DeviceStream:
            if device.id == better.id:
                self.tried += 1
                raise DeviceError(device.name, "is used by another program")
            return super().open(device, take)

    plain = replace(MICROPHONE, is_headset=False, is_default=False)
    system = Busy(plain, LOOPBACK)
    async with Headset(system, Wanted()) as headset:
        listening = Listening(system, headset)
        headset.may_switch = True
        await listening.until(AGENT, "ok")
        system.plugged.insert(0, better)
        await listening.go_on(0.5)
        assert system.tried == 1
        assert headset.channels[AGENT] == "ok"
        system.pull_out(better)
        await listening.go_on(0.1)
        system.plugged.insert(0, better)
        await listening.go_on(0.3)
        assert system.tried == 2
