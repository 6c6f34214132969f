"""One channel resampled to the canonical rate, at a speed that may change all the time.

soxr in its variable-rate mode: measured with 8 to 48 kHz, everything below 7.2 kHz is
passed within 0.1 dB, and what the changes of speed add is 90 dB down.
"""

import numpy as np
import soxr
from numpy.typing import NDArray

from coach.audio_time import SAMPLE_RATE

HEADROOM = 1.005
"""How much faster than nominal the speed may become: the fastest device (1.001) and the
strongest correction (1.002), and some.  soxr has to know beforehand."""


class Varispeed:
    """Resample, and know which input frame each output sample was.

    Args:
        rate: Nominal rate of the input, frames a second.
    """

    def __init__(self, rate: int) -> None:
        self._ratio = rate / SAMPLE_RATE
        self._stream = soxr.ResampleStream(
            rate * HEADROOM, SAMPLE_RATE, 1, dtype="float32", vr=True
        )
        self.position = 0.0
        """The input frame at which the next output sample is, counted as
        :meth:`start` was told.  Lies behind what was fed by 10 to 30 ms."""

    def start(self, frame: int) -> None:
        """Begin a new run of sound, whose first frame has this number."""
        self._stream.clear()
        self.position = float(frame)

    def feed(
        self, audio: NDArray[np.float32], frames_per_sample: float
    ) -> NDArray[np.float32]:
        """Return what can be told of the output now.

        Args:
            audio: The next frames, shape (frames,), −1..1.
            frames_per_sample: Input frames to one output sample from here on, near the
                nominal ratio of the rates.

        Returns:
            float32, shape (samples,), −1..1, 16 kHz; often a little less or more than
            was fed.
        """
        # The output that is on its way already keeps the old ratio.  That makes the
        # position wrong by at most the change of the ratio times what is on its way,
        # 500 samples, and a change back makes it right again.
        self._ratio = frames_per_sample
        self._stream.set_io_ratio(frames_per_sample, 1.0)
        return self._count(self._stream.resample_chunk(audio))

    def finish(self) -> NDArray[np.float32]:
        """Return the rest of the run; :meth:`start` comes next."""
        return self._count(
            self._stream.resample_chunk(np.zeros(0, np.float32), last=True)
        )

    def _count(self, out: NDArray[np.float32]) -> NDArray[np.float32]:
        self.position += self._ratio * len(out)
        # A filter overshoots at edges.
        return np.clip(out, -1.0, 1.0)
