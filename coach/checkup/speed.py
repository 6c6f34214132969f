"""Whether the recogniser keeps up on this machine, and which model would."""

import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from coach.audio_time import SAMPLE_RATE
from coach.speech.whisper import SpeechRecogniser
from coach.speech.windows import MARGIN, SHORT_WINDOW_S

DECODES = 4
"""Windows that are decoded to take the time: two on each of two channels."""

SECONDS_A_DECODE = 1.5
"""Speech of a channel that comes between two decodes, in seconds.  Source: the policy's
``partial_interval_ms``."""

COMFORT = 0.5
"""Share of the time that decoding may take for words to come at once.  Source: our
choice; the rest is for pauses, which are decoded once more, and other programs."""

COSTS = {"tiny": 1.0, "base": 2.0, "small": 6.0}
"""What a decode costs beside tiny's.  Source: OpenAI's first model card of Whisper, 39,
74 and 244 million parameters at relative speeds of 32, 16 and 6."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Speed:
    """How fast a model decodes here."""

    model: str
    decode_s: float
    """Median time of decoding a window of 10 s while another is decoded, in seconds."""
    load: float
    """Share of the time that decoding takes while both speak; over 1 it falls
    behind."""
    recommended: str | None
    """The largest model that keeps up with ease, by its size; None where none does."""

    @property
    def real_time_factor(self) -> float:
        """Seconds a second of sound takes when each is decoded once."""
        return self.decode_s / SHORT_WINDOW_S


def measure_speed(
    recogniser: SpeechRecogniser,
    audio: NDArray[np.float32],
    *,
    model: str,
    clock: Callable[[], float] = time.perf_counter,
) -> Speed:
    """Decode windows of both channels at once, as in a call, and take the time.

    Blocks for a few seconds.

    Args:
        recogniser: The model.
        audio: Speech; float32, shape (samples,), −1..1, 16 kHz; its beginning is used.
        model: Its name.
        clock: Seconds.

    Raises:
        coach.errors.RecognitionError: The model failed.
    """
    window = audio[: SHORT_WINDOW_S * SAMPLE_RATE - MARGIN]

    def decode(_: int) -> float:
        begin = clock()
        recogniser.decode_many([window], words=False, thorough=False)
        return clock() - begin

    decode(0)  # the first one warms up
    with ThreadPoolExecutor(2, "check-speed") as pool:
        times = list(pool.map(decode, range(DECODES)))
    return rate_speed(times, model=model)


def rate_speed(times: Sequence[float], *, model: str) -> Speed:
    """Return what the times of decodes, two at once, come to.

    Args:
        times: In seconds; not empty.
        model: Its name; one of unknown size is compared with no other.
    """
    decode_s = float(np.median(times))
    load = decode_s / SECONDS_A_DECODE
    size = size_of(model)
    if size is None:
        recommended = model if load <= COMFORT else None
    else:
        tiny = load / COSTS[size]
        fitting = [name for name, cost in COSTS.items() if tiny * cost <= COMFORT]
        recommended = fitting[-1] if fitting else None
    return Speed(model=model, decode_s=decode_s, load=load, recommended=recommended)


def size_of(model: str) -> str | None:
    """Return the size that a model's name tells, such as ``base`` of ``base.en``."""
    parts = model.lower().replace("-", ".").split(".")
    return next((size for size in COSTS if size in parts), None)
