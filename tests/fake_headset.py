"""A headset made by hand: it delivers what a test has prepared, as fast as can be."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from coach.audio.devices import Device
from coach.audio.headset import Headset, Wanted
from coach.audio.recording import RecordingSource, two_channel
from coach.audio.side import ChannelStatus
from coach.audio.source import Chunk, Gap, Piece
from coach.audio_time import milliseconds, samples
from coach.events import Speaker
from tests.audio.fake_devices import LOOPBACK, MICROPHONE, FakeSystem
from tests.data import CALLS

Audio = NDArray[np.float32]
Line = dict[Speaker, Audio]

CHUNK = samples(100)


def silence(ms: int) -> Line:
    """Return a line on which nobody speaks."""
    return {speaker: np.zeros(samples(ms), np.float32) for speaker in Speaker}


async def talk(name: str = "interrupting-vpn", *, ms: int = 30_000) -> Line:
    """Return the beginning of a sample call."""
    source = await asyncio.to_thread(
        RecordingSource, two_channel(CALLS / f"{name}.flac"), speed=0
    )
    heard: dict[Speaker, list[Audio]] = {speaker: [] for speaker in Speaker}
    async for piece in source.pieces():
        assert isinstance(piece, Chunk)
        heard[piece.speaker].append(piece.samples)
        if piece.start > samples(ms):
            break
    return {who: np.concatenate(parts)[: samples(ms)] for who, parts in heard.items()}


def muted(line: Line, speaker: Speaker) -> Line:
    """Return a line on which one side says nothing."""
    return {**line, speaker: np.zeros_like(line[speaker])}


class FakeHeadset(Headset):
    """Deliver lines, and do what the test wants between them.

    Args:
        script: Lines, and what to do when the ones before have been delivered.
    """

    def __init__(self, *script: Line | Callable[[], None]) -> None:
        super().__init__(FakeSystem(), Wanted())
        self._script: Sequence[Line | Callable[[], None]] = script
        self.is_done = asyncio.Event()
        self.statuses: dict[Speaker, ChannelStatus] = dict.fromkeys(Speaker, "ok")
        self._at = 0

    @property
    def channels(self) -> dict[Speaker, ChannelStatus]:
        return self.statuses

    @property
    def devices(self) -> dict[Speaker, Device | None]:
        return {Speaker.AGENT: MICROPHONE, Speaker.CUSTOMER: LOOPBACK}

    def wall_ms(self, at: int) -> int:
        return 1_700_000_000_000 + milliseconds(at)

    def pause(self) -> None:
        self.is_paused = True

    def resume(self) -> None:
        self.is_paused = False

    async def pieces(self) -> AsyncIterator[list[Piece]]:
        for step in self._script:
            if callable(step):
                step()
                await asyncio.sleep(0.05)
                continue
            for start in range(0, len(step[Speaker.AGENT]), CHUNK):
                parts = {
                    who: audio[start : start + CHUNK] for who, audio in step.items()
                }
                yield [self._piece(who, part) for who, part in parts.items()]
                self._at += len(parts[Speaker.AGENT])
                # The call's own tasks hear it before the next one comes.
                for _ in range(8):
                    await asyncio.sleep(0)
        self.is_done.set()
        await asyncio.Event().wait()

    def _piece(self, speaker: Speaker, part: Audio) -> Piece:
        if self.is_paused or self.statuses[speaker] == "lost":
            end = self._at + len(part)
            return Gap(
                speaker=speaker, start=self._at, end=end, is_pause=self.is_paused
            )
        return Chunk(speaker=speaker, start=self._at, samples=part)
