"""Audio files decoded to the canonical rate, a block at a time, with clear errors."""

from collections.abc import Iterator
from pathlib import Path

import av
import numpy as np
import soxr
from av.audio.codeccontext import AudioCodecContext
from av.audio.frame import AudioFrame
from av.container import InputContainer
from numpy.typing import NDArray

from coach.audio_time import SAMPLE_RATE
from coach.errors import RecordingError

SHORTFALL_S = 0.5
"""A file that ends this much before the length it declares was cut short, in seconds.
Containers round their length, some codecs by a few 20 ms packets."""

UNKNOWN_RIFF_SIZE = 0xFFFF_FF00
"""A RIFF header that declares so many bytes was written before its writer knew
how long the file would be."""

LOCAL_ONLY = {"protocol_whitelist": "file"}
"""A playlist posing as a recording must not make FFmpeg ask another host."""

PLAYLISTS = frozenset(("concat", "dash", "hls"))
"""FFmpeg's names of the formats that stand for other files, which nobody named."""

MAX_RATE = 384_000
"""Sample rates above this are a damaged header, in hertz."""


class Decoder:
    """Decode one audio file to 16 kHz float32.

    Performs file I/O and takes CPU time: call :meth:`read` from a worker thread.

    Args:
        path: The file, in any container and codec that FFmpeg reads.
        channels: The number of channels it must have.

    Raises:
        RecordingError: It is missing, unreadable, no audio, or has another number
            of channels.
    """

    def __init__(self, path: Path, *, channels: int) -> None:
        self._path = path
        self._channels = channels
        self._container = open_recording(path)
        self._stream = self._container.streams.audio[0]
        self._check_channels()
        self._decoded_samples = 0
        self._kept = np.zeros((0, channels), np.float32)
        self._parts = self._decode()
        self.failure: RecordingError | None = None
        """What cut the decoding short, once :meth:`read` has returned nothing."""

    @property
    def tags(self) -> dict[str, str]:
        """What the file says about itself; an Ogg has it on its stream."""
        return {**self._container.metadata, **self._stream.metadata}

    def read(self, count: int) -> NDArray[np.float32]:
        """Return the next samples of all channels.

        Args:
            count: How many samples of each channel to return, 16 kHz.

        Returns:
            float32, shape (samples, channels), −1..1, 16 kHz; fewer than ``count`` only
            at the end of the file, and none after it.
        """
        blocks, have = [self._kept], len(self._kept)
        while have < count and (part := next(self._parts, None)) is not None:
            blocks.append(part)
            have += len(part)
        audio = np.concatenate(blocks)
        self._kept = audio[count:]
        return audio[:count]

    def _check_channels(self) -> None:
        found = self._stream.codec_context.channels
        if found == self._channels:
            return
        if self._channels == 2 and found == 1:
            advice = (
                "has one channel; a call needs two, agent and customer"
                " (for two files use --agent and --customer)"
            )
        else:
            advice = f"has {found} channels where {self._channels} are needed"
        raise RecordingError(str(self._path), advice)

    def _decode(self) -> Iterator[NDArray[np.float32]]:
        """Yield resampled parts, shape (samples, channels), to the end or a fault."""
        rate = self._stream.codec_context.sample_rate
        to_float = av.AudioResampler(format="flt")
        to_rate = soxr.ResampleStream(
            rate, SAMPLE_RATE, self._channels, dtype="float32"
        )
        try:
            for frame in self._container.decode(self._stream):
                yield self._resampled(to_rate, to_float.resample(frame))
        except av.FFmpegError as error:
            self.failure = self._fault((error.strerror or "unreadable data").lower())
        yield to_rate.resample_chunk(
            np.zeros((0, self._channels), np.float32), last=True
        )
        if self.failure is None and self._is_short(rate):
            self.failure = self._fault("the file is cut short")
        self._container.close()

    def _resampled(
        self, to_rate: soxr.ResampleStream, frames: list[AudioFrame]
    ) -> NDArray[np.float32]:
        parts = [frame.to_ndarray().reshape(-1, self._channels) for frame in frames]
        self._decoded_samples += sum(len(part) for part in parts)
        audio = np.concatenate(parts)
        # A file of floats may hold anything; one sample that is no number would make
        # the resampler, and with it all that follows, deaf to the rest.
        if not np.isfinite(audio).all():
            np.nan_to_num(audio, copy=False, nan=0.0)
        np.clip(audio, -1.0, 1.0, out=audio)
        resampled: NDArray[np.float32] = to_rate.resample_chunk(audio)
        return resampled

    def _is_short(self, rate: int) -> bool:
        if is_short_wav(self._path):
            return True
        stream = self._stream
        if stream.duration is None or stream.time_base is None:
            return False
        declared = float(stream.duration * stream.time_base)
        return self._decoded_samples / rate < declared - SHORTFALL_S

    def _fault(self, reason: str) -> RecordingError:
        rate = self._stream.codec_context.sample_rate
        heard = self._decoded_samples / rate
        return RecordingError(str(self._path), f"damaged after {heard:.1f} s: {reason}")


def channels_of(path: Path) -> int:
    """Return how many channels a recording has.

    Raises:
        RecordingError: It is missing, unreadable or no audio.
    """
    container = open_recording(path)
    try:
        found: int = container.streams.audio[0].codec_context.channels
        return found
    finally:
        container.close()


def open_recording(path: Path) -> InputContainer:
    """Open a file that holds audio.

    Raises:
        RecordingError: It is missing, unreadable, or no audio.
    """
    name = str(path)
    if not path.exists():
        raise RecordingError(name, "no such file")
    if path.is_dir():
        raise RecordingError(name, "is a folder, not a recording")
    if not path.is_file():  # a pipe nobody writes to would be waited for for ever
        raise RecordingError(name, "is not an ordinary file")
    try:
        container = av.open(name, metadata_errors="replace", options=LOCAL_ONLY)
    except PermissionError as error:
        raise RecordingError(name, "may not be read (permission denied)") from error
    except (av.FFmpegError, OSError, ValueError) as error:
        empty = path.stat().st_size == 0
        reason = "is empty" if empty else "is not a recording that can be decoded"
        raise RecordingError(name, reason) from error
    check_container(container, name)
    return container


def check_container(container: InputContainer, name: str) -> None:
    """Find out whether there is audio in an opened file; closed where there is none.

    Args:
        container: As PyAV opened it.
        name: What to call it in an error.

    Raises:
        RecordingError: It is a playlist, or holds no audio that can be decoded.
    """
    if container.format.name in PLAYLISTS:
        container.close()
        raise RecordingError(name, "is a playlist, not a recording")
    if not container.streams.audio:
        container.close()
        raise RecordingError(name, "holds no audio")
    # FFmpeg itself gives no context to a stream whose codec it does not know.
    context: AudioCodecContext | None = container.streams.audio[0].codec_context
    if context is None:
        container.close()
        raise RecordingError(name, "holds audio of an unknown kind")
    rate = context.sample_rate
    if not 1_000 <= rate <= MAX_RATE:
        container.close()
        raise RecordingError(name, f"declares a sample rate of {rate} Hz")


def is_short_wav(path: Path) -> bool:
    """Return whether a WAV file holds less than its header says.

    FFmpeg does not tell.
    """
    with path.open("rb") as file:
        header = file.read(8)
    declared = int.from_bytes(header[4:8], "little")
    if header[:4] != b"RIFF" or declared >= UNKNOWN_RIFF_SIZE:
        return False
    return path.stat().st_size < declared + len(header)
