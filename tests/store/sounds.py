"""Short recordings with two channels."""

from pathlib import Path

import av
import numpy as np

RATE = 16_000


def write_sound(
    path: Path, *, seconds: float = 1.0, loudness: float = 0.8, channels: int = 2
) -> Path:
    """Write a FLAC: the agent speaks in its first half, at half the loudness."""
    count = int(RATE * seconds)
    wave = np.sin(np.arange(count) * 0.3) * loudness
    agent = np.where(np.arange(count) < count // 2, wave * 0.5, 0.0)
    customer = np.where(np.arange(count) < count // 2, 0.0, wave)
    both = np.stack([agent, customer][:channels], axis=1)
    layout = "stereo" if channels == 2 else "mono"
    with av.open(str(path), "w") as container:
        stream = container.add_stream("flac", rate=RATE, layout=layout)
        assert isinstance(stream, av.AudioStream)
        packed = (both * 32_767).astype(np.int16).reshape(1, -1)
        frame = av.AudioFrame.from_ndarray(packed, format="s16", layout=layout)
        frame.sample_rate = RATE
        for packet in [*stream.encode(frame), *stream.encode(None)]:
            container.mux(packet)
    return path
