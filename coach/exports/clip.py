"""A bit of a call's sound: a finding and what led to it, as a WAV file."""

import io
import wave
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from av.audio.frame import AudioFrame
from av.container import InputContainer
from numpy.typing import NDArray

from coach.audio.decoding import LOCAL_ONLY
from coach.errors import RecordingError

BEFORE_MS = 3_000
"""How much of the call before a finding belongs to its clip, in milliseconds: what led
to it.  The review page starts there too."""

AFTER_MS = 2_000
"""The same after it: how it went on."""

MOST_MS = 120_000
"""The longest clip, in milliseconds: some 8 MB at 16 kHz.  Of a hold of an hour the
beginning tells."""

MOST_RATE = 48_000
"""The highest rate of a clip, in hertz."""

_SEEK_S = 1
"""How far before a clip the decoder is set, in seconds: Opus needs 80 ms to find its
feet, and FLAC begins a frame where it likes."""


def clip_span(
    start_ms: int, end_ms: int, *, duration_ms: int | None = None
) -> tuple[int, int]:
    """Return what a finding's clip is of, ``[start, end)`` in milliseconds.

    ::

        call       ├──────────────────────────────────────────┤
        finding                     ├────┤
        clip             ├─ 3 s ────┤    ├─ 2 s ──┤   120 s at most
    """
    start = max(0, start_ms - BEFORE_MS)
    end = min(end_ms + AFTER_MS, start + MOST_MS)
    if duration_ms is not None:
        end = min(end, duration_ms)
    return start, max(start, end)


def clip(audio: Path, start_ms: int, end_ms: int) -> bytes:
    """Return a part of a recording as a WAV file, 16 bit, with all its channels.

    Reads the file and takes CPU time: call it from a worker thread.

    Args:
        audio: A kept call's sound; any that FFmpeg reads.
        start_ms: Its beginning in the recording, in milliseconds.
        end_ms: Its end; the recording may be shorter.

    Raises:
        RecordingError: It cannot be read, or has no sound there.
        ValueError: It is longer than :data:`MOST_MS`, or ends before it begins.
    """
    if not 0 <= start_ms <= end_ms <= start_ms + MOST_MS:
        raise ValueError("a clip is from 0 to 120 s long")
    try:
        with av.open(str(audio), options=LOCAL_ONLY) as container:
            if not container.streams.audio:
                raise RecordingError(str(audio), "has no sound in it")
            rate, sound = _part(container, start_ms, end_ms)
    except (av.FFmpegError, OSError) as error:
        reason = (error.strerror or "cannot be read").lower()
        raise RecordingError(str(audio), reason) from error
    if not len(sound):
        raise RecordingError(str(audio), "has no sound there")
    return _wav(sound, rate)


def _part(
    container: InputContainer, start_ms: int, end_ms: int
) -> tuple[int, NDArray[np.int16]]:
    """Return the rate and the samples, int16, shape (samples, channels)."""
    stream = container.streams.audio[0]
    context = stream.codec_context
    rate = min(context.sample_rate, MOST_RATE)
    first, last = start_ms * rate // 1000, end_ms * rate // 1000
    if start_ms > 1000 * _SEEK_S:
        seconds = Fraction(start_ms, 1000) - _SEEK_S
        offset = int(seconds / (stream.time_base or Fraction(1, 1_000)))
        container.seek(offset, stream=stream)
    parts: list[NDArray[np.int16]] = []
    for at, part in _decoded(container, rate, context.channels):
        if at >= last:
            break
        parts.append(part[max(0, first - at) : max(0, last - at)])
    if not parts:
        return rate, np.zeros((0, context.channels), np.int16)
    return rate, np.concatenate(parts)


def _decoded(
    container: InputContainer, rate: int, channels: int
) -> Iterator[tuple[int, NDArray[np.int16]]]:
    """Yield where each part begins, in samples of the clip's rate, and the part."""
    stream = container.streams.audio[0]
    resampler = av.AudioResampler(format="s16", rate=rate)
    at: int | None = None
    for frame in container.decode(stream):
        if at is None:
            # Counted from here on, never from each frame's rounded time again.
            at = _begins(frame, rate)
        for piece in resampler.resample(frame):
            part = piece.to_ndarray().reshape(-1, channels).astype(np.int16)
            yield at, part
            at += len(part)


def _begins(frame: AudioFrame, rate: int) -> int:
    if frame.pts is None or frame.time_base is None:
        return 0
    return round(frame.pts * frame.time_base * rate)


def _wav(sound: NDArray[np.int16], rate: int) -> bytes:
    file = io.BytesIO()
    with wave.open(file, "wb") as writer:
        writer.setnchannels(sound.shape[1])
        writer.setsampwidth(2)
        writer.setframerate(rate)
        writer.writeframes(sound.astype("<i2").tobytes())
    return file.getvalue()
