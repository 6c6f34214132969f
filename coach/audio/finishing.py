"""A kept recording, finished: silenced where it must be, of the right length, whole."""

import os
import secrets
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

import av
import numpy as np
from numpy.typing import NDArray

from coach.audio.encoding import Encoder
from coach.audio.formats import AudioFormat
from coach.audio.joining import to_int16
from coach.audio.marks import Mark, joined, tags_of
from coach.audio.recording import Track, decoders_of, marks_of
from coach.audio.silencing import Silencer
from coach.audio_time import samples
from coach.events import Speaker

BLOCK = samples(4_000)
"""Samples decoded and encoded at a time."""

BINARY: int = getattr(os, "O_BINARY", 0)
"""Without this flag Windows changes line ends in what is written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finished:
    """A finished recording."""

    path: Path
    length: int
    """Canonical samples of each channel."""


def finish_recording(
    tracks: Mapping[Speaker, Track],
    path: Path,
    *,
    format: AudioFormat,
    marks: Iterable[Mark] = (),
    until: int | None = None,
) -> Finished:
    """Write a recording anew, as it is to be kept.

    What could be decoded of a damaged or broken-off recording is the whole of the new
    one, whose length is the true one.  Marks of the original stay.  Only the owner can
    read the file; until it is whole and on the disk there is nothing at its place.
    Takes some seconds an hour: to be called in a thread.

    Args:
        tracks: Which channel of which file each speaker is on.
        path: The file it becomes.
        format: What to write.
        marks: What is silence that was made; ``silenced`` ones are silenced here.
        until: Canonical sample at which it ends, if it does before the original.

    Raises:
        coach.errors.RecordingError: Nothing of it can be decoded.
        OSError: The file cannot be written, for example because the disk is full.
    """
    blocks = _Blocks(tracks)
    known = [*blocks.marks, *marks]
    if until is not None:
        known = [_cut(mark, until) for mark in known if mark.start < until]
    known = joined(known)
    silencer = Silencer(mark for mark in known if mark.kind == "silenced")
    beside = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    descriptor = os.open(beside, os.O_RDWR | os.O_CREAT | os.O_EXCL | BINARY, 0o600)
    try:
        with os.fdopen(descriptor, "r+b", buffering=0) as file:
            encoder = Encoder(file, format, tags_of(known))
            for block in blocks:
                part = block
                if until is not None:
                    part = block[: max(0, until - encoder.length)]
                silencer.silence(part, encoder.length)
                encoder.write(part)
            encoder.close()
            os.fsync(file.fileno())
        beside.replace(path)
    except av.FFmpegError as error:
        raise OSError(error.errno, f"cannot be encoded: {error.strerror}") from error
    finally:
        with suppress(OSError):
            beside.unlink()
    return Finished(path=path, length=encoder.length)


def _cut(mark: Mark, until: int) -> Mark:
    return replace(mark, end=min(mark.end, until))


class _Blocks:
    """The sound of a recording in blocks, shape (samples, 2), 16 bits."""

    def __init__(self, tracks: Mapping[Speaker, Track]) -> None:
        self._tracks = tracks
        self._decoders = decoders_of(tracks)
        self.marks = marks_of(tracks, self._decoders)

    def __iter__(self) -> Iterator[NDArray[np.int16]]:
        while True:
            parts = {
                path: to_int16(decoder.read(BLOCK))
                for path, decoder in self._decoders.items()
            }
            length = max(len(part) for part in parts.values())
            if not length:
                return
            block = np.zeros((length, 2), np.int16)
            for column, speaker in enumerate(Speaker):
                track = self._tracks[speaker]
                heard = parts[track.path][:, track.channel]
                block[: len(heard), column] = heard
            yield block
