"""A headset's shift in a minute: devices with their own clocks, call after call.

Ten minutes; ``LONG_SHIFT_S=3600`` for the hour whose figures are published.
"""

import asyncio
import gc
import os
from collections.abc import AsyncIterator
from dataclasses import replace
from itertools import pairwise
from typing import Any

import numpy as np
import psutil
import pytest
from numpy.typing import NDArray

from coach.audio import headset as module
from coach.audio.blocks import Block
from coach.audio.devices import Device
from coach.audio.headset import Headset, Wanted
from coach.audio.source import Chunk, Piece
from coach.audio.system import DeviceStream, Take
from coach.audio_time import SAMPLE_RATE, samples
from coach.calls.settings import CallSettings
from coach.desk import DeskPlan
from coach.events import Speaker
from coach.followed import Followed
from coach.policy.policy import Policy
from coach.shift import Shift
from coach.speech.queue import DecodeQueue
from coach.web.hub import OverlayHub
from tests.audio.fake_devices import LOOPBACK, MICROPHONE, FakeSystem
from tests.speech.fakes import ScriptedRecogniser

from .fake_headset import Line, silence, talk
from .test_shift import ScriptedDesk

SHIFT_S = int(os.environ.get("LONG_SHIFT_S", "630"))
STEP_S = 0.2
"""Length of the simulated devices' blocks, in seconds."""

ROUND_S = 70
"""A call of half a minute, then quiet with a click in it."""

CLICK_S = 60.0
"""Where in each round the click is, in seconds."""

MICROPHONE_PPM, LOOPBACK_PPM = 200, -200
OUTPUT = replace(LOOPBACK, rate=16_000, channels=1)
"""At a rate that is cheap to resample; others are tried with the alignment."""

AGENT, CUSTOMER = Speaker


class SimulatedStream:
    """A device that hears one side of the line by a clock of its own."""

    def __init__(self, device: Device, take: Take, sound: NDArray[np.float32]) -> None:
        self.rate, self.channels, self.is_active = device.rate, device.channels, True
        ppm = MICROPHONE_PPM if device.id == MICROPHONE.id else LOOPBACK_PPM
        self._true_rate = device.rate * (1 + ppm / 1e6)
        self._take = take
        self._sound = sound
        self._frame = 0
        self._chance = np.random.default_rng(ppm + 1_000)

    def close(self) -> None:
        self.is_active = False

    def capture(self, now: float) -> None:
        """Deliver what was captured up to a host time, by a callback that is late."""
        last = int(now * self._true_rate)
        at = np.arange(self._frame, last) / self._true_rate
        heard = self._sound[(at * SAMPLE_RATE).astype(np.int64) % len(self._sound)]
        self._frame = last
        late = self._chance.exponential(0.001)
        both = np.repeat(heard[:, None], self.channels, axis=1)
        self._take(Block(samples=both, stamp=last / self._true_rate + late))


class SimulatedSystem(FakeSystem):
    """The devices of a headset, on simulated time."""

    def __init__(self, line: Line) -> None:
        super().__init__(MICROPHONE, OUTPUT)
        self.now = 0.0
        self._line = line
        self.simulated: list[SimulatedStream] = []

    def open(self, device: Device, take: Take) -> DeviceStream:
        speaker = AGENT if device.id == MICROPHONE.id else CUSTOMER
        stream = SimulatedStream(device, take, self._line[speaker])
        self.simulated.append(stream)
        return stream

    def go_on(self) -> None:
        """Let a step of time pass."""
        self.now += STEP_S
        for stream in self.simulated:
            stream.capture(self.now)


class SimulatedHeadset(Headset):
    """A headset whose time passes as fast as it is listened to."""

    def __init__(self, system: SimulatedSystem) -> None:
        super().__init__(system, Wanted(), now=lambda: system.now)
        self._simulated = system
        self.clicks: dict[Speaker, list[int]] = {speaker: [] for speaker in Speaker}
        self.memory_mb: list[float] = []
        self.is_over = asyncio.Event()

    async def pieces(self) -> AsyncIterator[list[Piece]]:
        async for pieces in super().pieces():
            for piece in pieces:
                self._look_for_click(piece)
            yield pieces
            for _ in range(4):
                await asyncio.sleep(0)
            self._simulated.go_on()
            if int(self._simulated.now / ROUND_S) > len(self.memory_mb):
                self.memory_mb.append(await asyncio.to_thread(_memory_mb))
            if self._simulated.now >= SHIFT_S:
                self.is_over.set()

    def _look_for_click(self, piece: Piece) -> None:
        place = piece.start / SAMPLE_RATE % ROUND_S
        if isinstance(piece, Chunk) and abs(place - CLICK_S) < 1:
            loudest = int(np.abs(piece.samples).argmax())
            if abs(piece.samples[loudest]) > 0.3:
                self.clicks[piece.speaker].append(piece.start + loudest)


def _memory_mb() -> float:
    gc.collect()
    return float(psutil.Process().memory_info().rss / 2**20)


@pytest.fixture
def policy() -> Policy:
    """Calls that end after a short silence; the word lists are loaded."""
    calls = CallSettings(
        silence_ms=15_000, silence_in_hold_ms=20_000, silence_after_closing_ms=10_000
    )
    policy = Policy(calls=calls)
    policy.build_detectors()
    return policy


async def test_a_shift_of_calls_neither_drifts_nor_grows(
    policy: Policy, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Clocks 400 ppm apart would be 0.25 s out of step; memory stays as it was."""
    monkeypatch.setattr(module, "TICK_S", 0)
    line = silence(ROUND_S * 1_000)
    for speaker, audio in (await talk()).items():
        line[speaker][samples(5_000) : samples(5_000) + len(audio)] = audio
        line[speaker][samples(int(CLICK_S * 1_000)) :][:16] = 0.9
    kept: list[dict[str, Any]] = []

    async def keep(followed: Followed) -> None:
        kept.append(followed.report)

    interrupted, hub = asyncio.Event(), OverlayHub()
    headset = SimulatedHeadset(SimulatedSystem(line))
    plan = DeskPlan(policy=policy, has_words=False, needs_recogniser=False)
    async with (
        DecodeQueue(ScriptedRecogniser(lambda _: "So it goes.")) as queue,
        ScriptedDesk(plan, hub, interrupted, queue) as desk,
        headset,
        asyncio.TaskGroup() as tasks,
    ):
        tasks.create_task(Shift(desk, headset, hub, keep=keep).run(interrupted))
        await headset.is_over.wait()
        interrupted.set()

    rounds = SHIFT_S // ROUND_S
    assert len(kept) == rounds
    lengths = [report["call"]["duration_ms"] for report in kept]
    assert max(lengths) - min(lengths) < 500
    assert all(report["quality"]["problems"] == [] for report in kept)
    for agent, customer in zip(*headset.clicks.values(), strict=True):
        assert abs(agent - customer) < samples(20)
    assert len(headset.clicks[AGENT]) == rounds
    for speaker in Speaker:
        steps = [b - a for a, b in pairwise(headset.clicks[speaker])]
        assert all(abs(step - samples(ROUND_S * 1_000)) < samples(20) for step in steps)
    # The first rounds fill caches; from then on a call costs nothing.
    assert headset.memory_mb[-1] - headset.memory_mb[5] < 6
