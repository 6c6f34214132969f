"""What a recording says of itself before any of it is decoded."""

import os
import struct
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import av
from av.container import InputContainer

from coach.audio.decoding import (
    MAX_RATE,
    UNKNOWN_RIFF_SIZE,
    check_container,
    is_short_wav,
    open_recording,
)
from coach.errors import RecordingError

NO_OTHER_FILES = {"protocol_whitelist": "none"}
"""A playlist posing as a recording elsewhere must not read files of this machine."""


HEAD = 4_096
"""Where a WAV file has its headers nearly always, in bytes."""

PLAIN = frozenset(((1, 8), (1, 16), (1, 24), (1, 32), (3, 32), (3, 64), (6, 8), (7, 8)))
"""Format and bits of WAV files whose length follows from their size: PCM, floats,
A-law and µ-law."""


EXTENSIBLE = 0xFFFE
"""A format that is told further on, in what it is extended by."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Headers:
    """Of a recording."""

    channels: int
    seconds: float | None
    """Its length, as far as it is known: of some forms it follows from the size."""
    is_short: bool = False
    """Whether the file is known to end before the recording does."""


def read_headers(path: Path) -> Headers:
    """Return what a file says of itself.

    Raises:
        RecordingError: It is missing, unreadable, or no audio.
    """
    if path.is_file():
        try:
            with path.open("rb") as file:
                plain = plain_wav(file.read(HEAD), os.fstat(file.fileno()).st_size)
        except OSError:
            plain = None  # what is wrong is said when it is opened for audio
        if plain is not None:
            return plain
    with open_recording(path) as container:
        return _headers(container, is_short=is_short_wav(path))


def read_headers_of(file: IO[bytes], name: str) -> Headers:
    """Return what an opened file says of itself.

    Args:
        file: Read from here and there, not as a whole.
        name: What to call it in an error.

    Raises:
        RecordingError: It is no audio.
    """
    head = file.read(HEAD)
    if not head:
        raise RecordingError(name, "is empty")
    if (plain := plain_wav(head, file.seek(0, os.SEEK_END))) is not None:
        return plain
    file.seek(0)
    try:
        container = av.open(
            file, mode="r", metadata_errors="replace", options=NO_OTHER_FILES
        )
    except (av.FFmpegError, ValueError) as error:
        reason = "is not a recording that can be decoded"
        raise RecordingError(name, reason) from error
    with container:
        check_container(container, name)
        return _headers(container, is_short=False)


def plain_wav(head: bytes, size: int) -> Headers | None:
    """Return what a plain WAV file says of itself; None for anything else.

    FFmpeg looks into the sound of these for other codecs, which takes it ten times as
    long as any other form.

    Args:
        head: The first :data:`HEAD` bytes of the file.
        size: Of the file, in bytes.
    """
    if head[:4] != b"RIFF" or head[8:12] != b"WAVE":
        return None
    at, form = 12, None
    while at + 8 <= len(head):
        kind, length = struct.unpack_from("<4sI", head, at)
        at += 8
        if kind == b"fmt " and at + 16 <= len(head):
            form = struct.unpack_from("<HHIIHH", head, at)
            if form[0] == EXTENSIBLE and length >= 40 and at + 26 <= len(head):
                form = (*struct.unpack_from("<H", head, at + 24), *form[1:])
        if kind == b"data":
            return _plain(form, length, size - at)
        at += length + length % 2
    return None


def _plain(form: tuple[int, ...] | None, declared: int, present: int) -> Headers | None:
    """Return what follows from a WAV file's format and the size of its sound."""
    if form is None:
        return None
    tag, channels, rate, _, _, bits = form
    if (tag, bits) not in PLAIN or channels < 1 or not 1_000 <= rate <= MAX_RATE:
        return None
    frames = min(declared, present) // (channels * bits // 8)
    return Headers(
        channels=channels,
        seconds=frames / rate if frames else None,
        is_short=present < declared < UNKNOWN_RIFF_SIZE - HEAD,
    )


def _headers(container: InputContainer, *, is_short: bool) -> Headers:
    stream = container.streams.audio[0]
    seconds = None
    if stream.duration is not None and stream.time_base is not None:
        seconds = float(stream.duration * stream.time_base)
    elif container.duration is not None:
        seconds = container.duration / av.time_base
    return Headers(
        channels=stream.codec_context.channels,
        seconds=seconds if seconds is None or seconds > 0 else None,
        is_short=is_short,
    )
