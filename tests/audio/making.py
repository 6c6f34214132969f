"""Recordings in the forms that telephony uses, made on the spot."""

from fractions import Fraction
from pathlib import Path

import av
import numpy as np

RATE = 16_000
HERTZ = (300, 700)
"""The tones of the two channels: each is known by its own."""

FORMS = {
    "pcm-16.wav": ("pcm_s16le", 8_000, "wav"),
    "pcm-24.wav": ("pcm_s24le", 16_000, "wav"),
    "float.wav": ("pcm_f32le", 48_000, "wav"),
    "mu-law.wav": ("pcm_mulaw", 8_000, "wav"),
    "a-law.wav": ("pcm_alaw", 8_000, "wav"),
    "a.mp3": ("libmp3lame", 16_000, "mp3"),
    "a.m4a": ("aac", 16_000, "ipod"),
    "a.ogg": ("libopus", 48_000, "ogg"),
    "a.opus": ("libopus", 48_000, "ogg"),
    "a.flac": ("flac", 16_000, "flac"),
    "a.webm": ("libopus", 48_000, "webm"),
}
"""Codec, sample rate and container of each, by file name."""

MONO = {"a.amr": ("libopencore_amrnb", 8_000, "amr")}
"""The same of forms that hold one channel only."""


def make(path: Path, *, seconds: float = 2.0, channels: int = 2) -> Path:
    """Write a recording with a tone on each channel; its name says in which form.

    Args:
        path: Whose name is one of :data:`FORMS` or :data:`MONO`.
        seconds: How long it is.
        channels: How many it has.
    """
    codec, rate, container = {**FORMS, **MONO}[path.name]
    layout = "stereo" if channels == 2 else "mono"
    t = np.arange(int(seconds * rate)) / rate
    tones = [0.5 * np.sin(2 * np.pi * hertz * t) for hertz in HERTZ[:channels]]
    frame = av.AudioFrame.from_ndarray(
        np.stack(tones).astype(np.float32), format="fltp", layout=layout
    )
    frame.sample_rate, frame.pts, frame.time_base = rate, 0, Fraction(1, rate)
    with av.open(str(path), "w", format=container) as file:
        stream = file.add_stream(codec, rate=rate, layout=layout)
        assert isinstance(stream, av.AudioStream)
        for one in (frame, None):
            file.mux(stream.encode(one))
    return path
