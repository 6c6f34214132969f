"""Recordings as a source: two channels of one file, or a pair of files."""

import asyncio
import time
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from coach.audio.decoding import Decoder, channels_of
from coach.audio.marked import MarkedChannel
from coach.audio.marks import Mark, marks_from
from coach.audio.source import Chunk, Gap, Piece
from coach.audio_time import SAMPLE_RATE, samples
from coach.events import Speaker

CHUNK_MS = 20
"""Length of the chunks delivered at a pace, in milliseconds: what telephony uses."""

FAST_CHUNK_MS = 2_000
"""Length of the chunks delivered as fast as possible, in milliseconds: shorter ones
make voice activity dearer, longer ones would keep the event loop for too long."""

LAST_CHUNK_MS = 500
"""The same where one file of a pair ends, in milliseconds: the chunk in which it does
is filled up with silence, and what follows is a gap."""

BLOCK_MS = 4_000
"""Audio decoded at a time, in a worker thread, in milliseconds."""


@dataclass(frozen=True, slots=True)
class Track:
    """One channel of one file."""

    path: Path
    channel: int
    """Index of the channel in the file."""


def two_channel(path: Path, *, agent_channel: int = 0) -> dict[Speaker, Track]:
    """Return the tracks of one two-channel recording.

    Args:
        path: The recording.
        agent_channel: Index of the agent's channel, 0 or 1.
    """
    return {
        Speaker.AGENT: Track(path, agent_channel),
        Speaker.CUSTOMER: Track(path, 1 - agent_channel),
    }


def pair(agent: Path, customer: Path) -> dict[Speaker, Track]:
    """Return the tracks of a call kept in two one-channel recordings."""
    return {Speaker.AGENT: Track(agent, 0), Speaker.CUSTOMER: Track(customer, 0)}


def decoders_of(tracks: Mapping[Speaker, Track]) -> dict[Path, Decoder]:
    """Return what decodes the files of the tracks.

    A file on which both speakers have one and the same channel is a mono recording: of
    two channels with the same sound, the first is taken.

    Raises:
        RecordingError: A file is missing, is no recording, or has the wrong number
            of channels.
    """
    on = [(track.path, track.channel) for track in tracks.values()]
    if len(set(on)) == 1:
        return {path: Decoder(path, channels=channels_of(path)) for path, _ in on[:1]}
    channels = 2 if len({path for path, _ in on}) == 1 else 1
    return {path: Decoder(path, channels=channels) for path, _ in on}


def marks_of(
    tracks: Mapping[Speaker, Track], decoders: Mapping[Path, Decoder]
) -> tuple[Mark, ...]:
    """Return what of a recording is silence that was made, by start.

    Only a file of the coach's own says so: two channels, the agent's first.
    """
    if len(decoders) != 1:
        return ()
    ((_, decoder),) = decoders.items()
    channels = {speaker: channel for channel, speaker in enumerate(Speaker)}
    speakers = {track.channel: speaker for speaker, track in tracks.items()}
    return tuple(
        replace(mark, speaker=speakers[channels[mark.speaker]])
        for mark in marks_from(decoder.tags)
    )


class RecordingSource:
    """Deliver a recorded call, at a pace or as fast as it is taken.

    What a kept recording says was silenced, lost or paused is delivered as a gap.

    Args:
        tracks: Which channel of which file each speaker is on.
        speed: 1 for the pace of the call, 2 for twice that, 0 for no pace at all.

    Raises:
        RecordingError: A file is missing, is no recording, or has the wrong number
            of channels.  Found here, before anything is heard.
    """

    def __init__(self, tracks: dict[Speaker, Track], *, speed: float = 1.0) -> None:
        self._tracks = tracks
        self._speed = speed
        self._decoders = decoders_of(tracks)
        known = marks_of(tracks, self._decoders)
        self._channels = {
            speaker: MarkedChannel(mark for mark in known if mark.speaker is speaker)
            for speaker in tracks
        }

    @property
    def name(self) -> str:
        """The file's name, or both names of a pair."""
        return " + ".join(str(path) for path in self._decoders)

    async def pieces(self) -> AsyncIterator[Piece]:
        """Yield chunks of both channels, each when its last sample is due.

        Where one file of a pair is shorter, the rest of its channel is a gap, as is
        what the recording itself says was no silence.
        Cancelling is safe at any time.

        Raises:
            RecordingError: A file is damaged or cut short; all that could be decoded
                has been delivered.
        """
        clock = 0
        started = time.monotonic()
        while length := max(len(block) for block in (await self._blocks()).values()):
            step = self._step(length)
            for start in range(0, length, step):
                end = min(start + step, length)
                if self._speed > 0:
                    due = started + (clock + end) / SAMPLE_RATE / self._speed
                    await asyncio.sleep(max(0.0, due - time.monotonic()))
                for speaker, track in self._tracks.items():
                    audio = self._block[track.path][start:end, track.channel]
                    piece = _piece(speaker, audio, clock + start, clock + end)
                    for part in self._channels[speaker].cut(piece):
                        yield part
            clock += length
        for decoder in self._decoders.values():
            if decoder.failure is not None:
                raise decoder.failure

    def _step(self, length: int) -> int:
        """Return the length of the chunks of a block of this length, in samples."""
        if self._speed > 0:
            return samples(CHUNK_MS)
        is_whole = all(len(block) == length for block in self._block.values())
        return samples(FAST_CHUNK_MS if is_whole else LAST_CHUNK_MS)

    async def _blocks(self) -> dict[Path, NDArray[np.float32]]:
        """Decode the next block of every file; empty arrays at the end."""
        self._block = {
            path: await asyncio.to_thread(decoder.read, samples(BLOCK_MS))
            for path, decoder in self._decoders.items()
        }
        return self._block


def _piece(speaker: Speaker, audio: NDArray[np.float32], start: int, end: int) -> Piece:
    """Return the audio as a chunk, filled up with silence; a gap if there is none."""
    if len(audio) == 0:
        return Gap(speaker=speaker, start=start, end=end)
    if len(audio) < end - start:
        audio = np.pad(audio, (0, end - start - len(audio)))
    return Chunk(speaker=speaker, start=start, samples=np.ascontiguousarray(audio))
