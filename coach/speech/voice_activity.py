"""Voice activity: Silero, window by window, one state a channel.

    window    ▐ 64 ▌▐████████████████ 512 ████████████████▌      576 samples
    frames    ▐█████ 256 █████▌                                  128 apart
                      ▐█████ 256 █████▌
                               ▐█████ 256 █████▌
                                        ▐█████ 256 █████░░▌      the end mirrored

The model is Silero's, its convolutions written as matrices; its card lies beside it in
``silero/``.
"""

from functools import lru_cache
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from coach.onnx_model import load_onnx

WINDOW = 512
"""Samples in a window, 32 ms.  Source: what the Silero model was trained on."""

CONTEXT = 64
"""Samples of the window before that the model is shown as well.  Source: Silero."""

FRAMES, FRAME, STEP = 4, 256, 128
"""Frames of a window, the samples of one, and from one to the next.  Source: Silero."""

MIRRORED = (FRAMES - 1) * STEP + FRAME - (CONTEXT + WINDOW)
"""Samples of the last frame that are beyond the window."""

STATE_SHAPE = (1, 1, 128)
"""Shape of each of the two state vectors of the model."""

MODEL = Path(__file__).parent / "silero" / "model.onnx"
"""The converted model."""

DIGEST = "e29dfe3b7b74345637d40fd4d24791fddf149a430375dcce10f05f2d033b9736"
"""SHA-256 of the model, hexadecimal."""

STRETCH = 32
"""Windows in a stretch, about a second: the model may be made to forget between two."""

SILENT_STRETCHES = 2
"""Stretches in a row without speech after which the model is made to forget.  Left to
itself it goes deaf to a voice after a loud call of minutes.  Source: measured with
Silero v6 on a real telephone call, where it found half of one speaker's windows without
this (11 % of them rather than 22 %); on six sample calls, recall rose from 0.74 to 0.78
of the windows with talk and precision stayed at 0.99."""

INAUDIBLE = 1e-12
"""A sample no larger is zero to the model, −240 dBFS.  A muted microphone is digital
silence, which a resampler lets fade into numbers too small to be normal; with those a
processor is fifteen times slower (measured: 2.7 ms a window)."""

SILENT = 0.35
"""Probability under which a window is without speech.  Source: Silero's own
hysteresis."""


class SpeechProbabilities(Protocol):
    """What hearing asks of a voice-activity model, one of them a channel."""

    def probabilities(self, samples: NDArray[np.float32]) -> NDArray[np.float32]:
        """Return the speech probability of each of the windows that come next."""
        ...

    def reset(self) -> None:
        """Forget what was heard, as after a gap."""
        ...


@lru_cache(maxsize=1)
def silero_session() -> Any:  # noqa: ANN401 (onnxruntime ships no types)
    """Return the one onnxruntime session that all channels and calls share.

    It holds no state of a channel, so sharing is safe.

    Raises:
        coach.errors.ModelError: The model is missing or damaged.
    """
    return load_onnx(MODEL, DIGEST, "voice-activity model")


def frames_of(windows: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return the frames that the model sees of windows: each a step after the last.

    The end of the last one is the mirror image of what is before it.

    Args:
        windows: With the context before each: float32, shape (n, 576).

    Returns:
        float32, shape (n, 4, 256).
    """
    frames = np.empty((len(windows), FRAMES, FRAME), np.float32)
    for number in range(FRAMES - 1):
        frames[:, number] = windows[:, number * STEP : number * STEP + FRAME]
    frames[:, -1, :-MIRRORED] = windows[:, (FRAMES - 1) * STEP :]
    frames[:, -1, -MIRRORED:] = windows[:, -2 : -2 - MIRRORED : -1]
    return frames


class VoiceActivity:
    """The speech probability of each window of one channel.

    Windows are counted from the start of the call.  Any number of them may be handed
    in at once: the result is the same, bit by bit, as one by one, only cheaper.

    Raises:
        coach.errors.ModelError: The model is missing or damaged.
    """

    def __init__(self) -> None:
        self._session = silero_session()
        self.reset()

    def reset(self) -> None:
        """Forget what was heard, as after a gap."""
        self._h = np.zeros(STATE_SHAPE, np.float32)
        self._c = np.zeros(STATE_SHAPE, np.float32)
        self._context = np.zeros(CONTEXT, np.float32)
        self._heard = 0
        self._silent = 0
        self._loudest = 0.0

    def probabilities(self, samples: NDArray[np.float32]) -> NDArray[np.float32]:
        """Return the speech probability of each window.

        Args:
            samples: The windows that come next: float32, shape (n × 512,), −1..1,
                16 kHz mono.

        Returns:
            float32, shape (n,), 0..1.

        Raises:
            ValueError: The samples are not whole windows.
        """
        count, rest = divmod(len(samples), WINDOW)
        if rest:
            raise ValueError(f"{len(samples)} samples are not whole windows")
        if not count:
            return np.zeros(0, np.float32)
        found: list[NDArray[np.float32]] = []
        at = 0
        while at < count:
            run = min(count - at, self._until_it_may_forget)
            found.append(self._run(samples[at * WINDOW : (at + run) * WINDOW], run))
            at += run
            self._take_note(found[-1])
        return np.concatenate(found)

    @property
    def _until_it_may_forget(self) -> int:
        """Windows that may be run at once: none of them can come after a reset."""
        stretches = max(1, SILENT_STRETCHES - self._silent)
        return stretches * STRETCH - self._heard

    def _take_note(self, chances: NDArray[np.float32]) -> None:
        """Count the stretches that were silent, and forget after enough of them."""
        while len(chances):
            rest = STRETCH - self._heard
            self._heard += len(chances[:rest])
            self._loudest = max(self._loudest, float(chances[:rest].max()))
            self._end_stretch_if_over()
            chances = chances[rest:]

    def _end_stretch_if_over(self) -> None:
        if self._heard < STRETCH:
            return
        self._silent = self._silent + 1 if self._loudest < SILENT else 0
        self._heard, self._loudest = 0, 0.0
        if self._silent >= SILENT_STRETCHES:
            self.reset()

    def _run(self, samples: NDArray[np.float32], count: int) -> NDArray[np.float32]:
        windows = np.empty((count, CONTEXT + WINDOW), np.float32)
        audible = np.abs(samples) > INAUDIBLE
        windows[:, CONTEXT:] = np.where(audible, samples, 0.0).reshape(count, WINDOW)
        windows[0, :CONTEXT] = self._context
        windows[1:, :CONTEXT] = windows[:-1, -CONTEXT:]
        self._context = windows[-1, -CONTEXT:].copy()
        inputs = {"frames": frames_of(windows), "h": self._h, "c": self._c}
        found, self._h, self._c = self._session.run(None, inputs)
        return np.asarray(found, np.float32).reshape(count)
