"""Two channels into a file, FLAC or Ogg Opus."""

from collections.abc import Mapping
from typing import BinaryIO

import av
import numpy as np
from av.audio.stream import AudioStream
from numpy.typing import NDArray

from coach.audio.formats import AudioFormat
from coach.audio_time import SAMPLE_RATE

_CONTAINERS: Mapping[AudioFormat, str] = {"flac": "flac", "opus": "ogg"}
_CODECS: Mapping[AudioFormat, str] = {"flac": "flac", "opus": "libopus"}

OPUS_BITS = 48_000
"""Bits a second of Opus, both channels: speech of a wide band at 24,000 each is hard to
tell from the original.  Source: RFC 7587, section 3.1.1, 16 to 20 kbit/s each."""

PAGE_US = 200_000
"""Length of an Ogg page, in microseconds: what a reader who comes in meets first."""


class Encoder:
    """Write 16-bit sound of two channels, 16 kHz, to an open file.

    Each packet is passed on to the file as soon as there is one: some 0.1 s of FLAC and
    0.3 s of Opus after its last sample.  An error of the file comes out of the call
    that met it.  Performs file I/O and takes CPU time: not for an event loop.

    Args:
        file: Open for writing, seekable, without a buffer of its own.
        format: What to write.
        tags: What the file says about itself.
    """

    def __init__(
        self, file: BinaryIO, format: AudioFormat, tags: Mapping[str, str] | None = None
    ) -> None:
        # Without this option seconds of sound wait in FFmpeg's own buffer.
        options = {"flush_packets": "1"}
        if format == "opus":
            options["page_duration"] = str(PAGE_US)
        self._container = av.open(
            file, "w", format=_CONTAINERS[format], options=options
        )
        stream = self._container.add_stream(
            _CODECS[format], rate=SAMPLE_RATE, layout="stereo", format="s16"
        )
        assert isinstance(stream, AudioStream)
        self._stream = stream
        if format == "opus":
            stream.bit_rate = OPUS_BITS
        # Ogg has its tags on the stream, FLAC on the whole.
        stream.metadata.update(tags or {})
        self._container.metadata.update(tags or {})
        self.length = 0
        """Samples of each channel taken so far."""

    def write(self, block: NDArray[np.int16]) -> None:
        """Take the next samples.

        Args:
            block: Shape (samples, 2).

        Raises:
            OSError: The file cannot be written to; :meth:`abandon` it.
        """
        if not len(block):
            return
        packed = np.ascontiguousarray(block).reshape(1, -1)
        frame = av.AudioFrame.from_ndarray(packed, format="s16", layout="stereo")
        frame.sample_rate = SAMPLE_RATE
        frame.pts = self.length
        self.length += len(block)
        for packet in self._stream.encode(frame):
            self._container.mux(packet)

    def close(self) -> None:
        """Write what is left, and the true length into the file's head.

        Raises:
            OSError: The file cannot be written to.
        """
        for packet in self._stream.encode(None):
            self._container.mux(packet)
        self._container.close()
