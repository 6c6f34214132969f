"""Recording both devices for a while, and measuring what came: the shell of it all.

What was recorded is measured and dropped: nothing is written, sent or transcribed.
"""

import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass

import numpy as np
import soxr
from numpy.typing import NDArray

from coach.audio.blocks import Block
from coach.audio.devices import Device
from coach.audio.system import DeviceSystem
from coach.audio_time import SAMPLE_RATE
from coach.checkup.bandwidth import find_bandwidth
from coach.checkup.echo import Echo, find_echo
from coach.checkup.levels import measure_levels
from coach.checkup.timing import measure_timing
from coach.checkup.verdict import Side
from coach.events import Speaker

BEGIN_S = 5.0
"""How long a device may take to deliver its first block, in seconds."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Recording:
    """What one device delivered."""

    blocks: Sequence[Block]
    rate: int
    has_ended: bool


def record(
    system: DeviceSystem,
    agent: Device,
    customer: Device,
    seconds: float,
    *,
    sleep: Callable[[float], None] = time.sleep,
    clock: Callable[[], float] = time.monotonic,
) -> tuple[Recording, Recording]:
    """Record both devices; return the agent's and the customer's.

    Blocks for the time it takes, and a few seconds more where a device is slow.

    Raises:
        coach.errors.DeviceError: One cannot be opened.
    """
    heard: tuple[list[Block], list[Block]] = ([], [])
    with ExitStack() as stack:
        streams = []
        for device, blocks in zip((agent, customer), heard, strict=True):
            streams.append(system.open(device, blocks.append))
            stack.callback(streams[-1].close)
        deadline = clock() + BEGIN_S
        while not all(heard) and clock() < deadline:
            sleep(0.02)
        for blocks in heard:
            blocks.clear()  # the first ones come in a heap
        sleep(seconds)
        ended = [not stream.is_active for stream in streams]
    near, far = (
        Recording(blocks=tuple(blocks), rate=stream.rate, has_ended=has_ended)
        for blocks, stream, has_ended in zip(heard, streams, ended, strict=True)
    )
    return near, far


def measure(speaker: Speaker, recording: Recording) -> Side:
    """Return what one side is like."""
    samples, rate = mono(recording.blocks), recording.rate
    return Side(
        speaker=speaker,
        levels=measure_levels(samples, rate) if len(samples) >= rate else None,
        bandwidth=find_bandwidth(samples, rate),
        rate=rate,
        timing=measure_timing(recording.blocks, rate),
        has_ended=recording.has_ended,
    )


def echoes(agent: Recording, customer: Recording) -> tuple[Echo | None, Echo | None]:
    """Return the customer's echo in the microphone, and the agent's at the customer's.

    The two are put on one clock by the stamp of the first block of each.
    """
    near, far = canonical(agent), canonical(customer)
    if not len(near) or not len(far):
        return None, None
    later = round((_begin(agent) - _begin(customer)) * SAMPLE_RATE)
    near, far = near[max(0, -later) :], far[max(0, later) :]
    return find_echo(far, near, SAMPLE_RATE), find_echo(near, far, SAMPLE_RATE)


def mono(blocks: Sequence[Block]) -> NDArray[np.float32]:
    """Return the samples of blocks, their channels' mean, shape (samples,)."""
    if not blocks:
        return np.zeros(0, np.float32)
    samples = np.concatenate([block.samples for block in blocks])
    mixed: NDArray[np.float32] = samples.mean(axis=1, dtype=np.float32)
    return mixed


def canonical(recording: Recording) -> NDArray[np.float32]:
    """Return a recording at 16 kHz, mono."""
    samples = mono(recording.blocks)
    if not len(samples):
        return samples
    resampled: NDArray[np.float32] = soxr.resample(samples, recording.rate, SAMPLE_RATE)
    return resampled


def _begin(recording: Recording) -> float:
    """When the first sample was captured, as early as any block's stamp allows."""
    lengths = np.cumsum([len(block.samples) for block in recording.blocks])
    stamps = np.array([block.stamp for block in recording.blocks])
    return float((stamps - lengths / recording.rate).min())
