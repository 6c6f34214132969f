"""The blocks of one sound device as canonical pieces on the clock of the host.

    blocks ─▶ Arrivals ─▶ one channel ─▶ Varispeed ─▶ chunks
                 │  late or lost?           ▲
                 ▼                          │ speed
             DeviceClock ───────────────────┘ where each sample belongs

Canonical sample n was captured at ``origin`` + n / 16000, whatever the device's clock
makes of a second.  Small errors are made good by speed, too little to be heard; a loss
becomes a gap; what is out of place by more is put right at once.
"""

import math

import numpy as np
from numpy.typing import NDArray

from coach.audio.arrivals import Arrival, Arrivals
from coach.audio.blocks import Block
from coach.audio.device_clock import DeviceClock
from coach.audio.source import Chunk, Gap, Piece
from coach.audio.varispeed import Varispeed
from coach.audio_time import SAMPLE_RATE, milliseconds, samples
from coach.events import Speaker

CORRECTION_S = 5.0
"""Time constant in which an error is made good by speed, in seconds: the clock moves by
a tenth of a millisecond at a time, which is then 20 millionths of the speed."""

MAX_CORRECTION = 0.002
"""Greatest change of speed, as a share: 3.5 cents, where trained listeners tell 5
(H. Fastl and E. Zwicker, "Psychoacoustics", 2007, ch. 7)."""

MISPLACED_S = 0.015
"""An error above this is put right at once, in seconds; speed would take longer than
the 20 ms that the channels may be apart allow."""

START_GAP = samples(250)
"""Longest time before the first sound that is silence, in samples.  A device takes
about that long to start, and nobody speaks before there is a call; beyond, it was not
heard and is a gap."""

BRIEF = samples(40)
"""A loss shorter than this is filled with silence, in samples.  It is less than a
sound of speech, and a gap would cut the utterance in two and lose the words round it;
it is counted all the same."""


class Alignment:
    """Bring one device to 16 kHz and to the clock of the host.

    Performs no I/O and reads no clock.  The pieces follow on one another without a hole
    from canonical sample 0.

    Args:
        speaker: Whose channel the device is.
        rate: Its nominal rate, frames a second.
        origin: Host time of canonical sample 0, in seconds.

    Raises:
        ValueError: The rate is not above zero.
    """

    def __init__(self, speaker: Speaker, *, rate: int, origin: float) -> None:
        self.speaker = speaker
        self._origin = origin
        self._end = 0
        self._gaps = 0
        self._lost = 0
        self._error = 0.0
        self._gap: Gap | None = None
        """What :meth:`lose` told last, while nothing has been heard since."""
        self._is_running = False
        self._open(rate)

    def _open(self, rate: int) -> None:
        self._clock = DeviceClock(rate)
        self._arrivals = Arrivals(self._clock)
        self._varispeed = Varispeed(rate)

    @property
    def end(self) -> int:
        """First canonical sample that has not been delivered."""
        return self._end

    @property
    def gaps(self) -> int:
        """How many times samples were lost; pauses do not count."""
        return self._gaps

    @property
    def lost_samples(self) -> int:
        """Canonical samples that were lost in all; pauses do not count."""
        return self._lost

    @property
    def lost_ms(self) -> int:
        """The same in whole milliseconds."""
        return milliseconds(self._lost)

    @property
    def drift_ppm(self) -> float:
        """How much faster than its nominal rate the device runs, in millionths."""
        return self._clock.drift_ppm

    @property
    def error_ms(self) -> float:
        """How far the latest sound is from its place, in milliseconds.

        By what the clock knows now; above zero where it is delivered before its time.
        """
        return self._error * 1000

    def feed(self, block: Block) -> list[Piece]:
        """Take the next block of the device.

        Args:
            block: One or more channels, which are mixed down.  Not a number counts as
                zero, and what is beyond −1..1 is clipped.

        Returns:
            The pieces that are certain now, in order.  None while it is open whether a
            late block was kept waiting or others before it were lost: half a second at
            the start, later about a second after a loss.

        Raises:
            ValueError: The block's stamp is no time.
        """
        if len(block.samples) == 0:
            return []
        pieces: list[Piece] = []
        for arrival in self._arrivals.feed(block):
            pieces += self._hear(arrival)
        return pieces

    def lose(self, until: float, *, is_pause: bool = False) -> list[Piece]:
        """Let the clock go on where no blocks come: the device is lost, or a pause.

        To be called as often as the clock should go on meanwhile, and to end a call.
        What comes after is placed anew by its own stamps; what was captured before
        ``until`` is passed over.

        Args:
            until: Host time up to which nothing is heard, in seconds.
            is_pause: The analyst paused listening; otherwise the device was lost.

        Returns:
            What was still on its way, and the gap; no gap where ``until`` is past.
        """
        pieces: list[Piece] = []
        for arrival in self._arrivals.flush():
            pieces += self._hear(arrival)
        pieces += self._stop()
        self._arrivals.resume()
        length = round((until - self._origin) * SAMPLE_RATE) - self._end
        if length > 0:
            pieces.append(self._skip(length, is_pause=is_pause))
        return pieces

    def restart(self, rate: int) -> None:
        """Begin anew with a device of its own rate and clock, after :meth:`lose`.

        Args:
            rate: Its nominal rate, frames a second.

        Raises:
            ValueError: The rate is not above zero, or sound is still on its way:
                nothing was said to be lost.
        """
        if self._is_running:
            raise ValueError("a device is replaced only after it was lost")
        self._open(rate)

    # --- sound -----------------------------------------------------------------------

    def _hear(self, arrival: Arrival) -> list[Piece]:
        audio, first = _mixed(arrival.block.samples), arrival.first
        pieces: list[Piece] = []
        if self._is_running:
            error = self._error_at(self._varispeed.position)
            if arrival.is_after_loss or abs(error) > MISPLACED_S:
                pieces += self._stop()
        if not self._is_running:
            ahead = self._error_at(first)
            if ahead < 0:
                passed = math.ceil(-ahead / self._clock.period)
                audio, first = audio[passed:], first + passed
                if len(audio) == 0:
                    return pieces
            pieces += self._fill(round(self._error_at(first) * SAMPLE_RATE))
            self._varispeed.start(first)
            self._is_running = True
        return [*pieces, *self._chunk(self._varispeed.feed(audio, self._speed()))]

    def _error_at(self, frame: float) -> float:
        """Return how much later than the next canonical sample a frame was captured."""
        place = self._origin + self._end / SAMPLE_RATE
        return self._clock.time(frame) - place

    def _speed(self) -> float:
        """Return the input frames to an output sample that lead to the right place."""
        self._error = self._error_at(self._varispeed.position)
        share = self._error / CORRECTION_S
        share = max(-MAX_CORRECTION, min(share, MAX_CORRECTION))
        return (1.0 - share) / (SAMPLE_RATE * self._clock.period)

    def _stop(self) -> list[Piece]:
        """End the run of sound that goes on; return the rest of it."""
        if not self._is_running:
            return []
        self._is_running, self._error = False, 0.0
        return self._chunk(self._varispeed.finish())

    # --- pieces ----------------------------------------------------------------------

    def _chunk(self, audio: NDArray[np.float32]) -> list[Piece]:
        if len(audio) == 0:
            return []
        self._gap = None
        start, self._end = self._end, self._end + len(audio)
        return [Chunk(speaker=self.speaker, start=start, samples=audio)]

    def _fill(self, length: int) -> list[Piece]:
        """Return what stands for the time before the sound that comes now."""
        if length <= 0:
            return []
        if self._end == 0 and length <= START_GAP:
            return self._chunk(np.zeros(length, np.float32))
        if self._gap is not None:
            # The device starts again: that belongs to what stopped it.
            is_pause = self._gap.is_pause and length <= START_GAP
            return [self._skip(length, is_pause=is_pause)]
        if length < BRIEF:
            self._gaps += 1
            self._lost += length
            return self._chunk(np.zeros(length, np.float32))
        return [self._skip(length, is_pause=False)]

    def _skip(self, length: int, *, is_pause: bool) -> Gap:
        gap = Gap(
            speaker=self.speaker,
            start=self._end,
            end=self._end + length,
            is_pause=is_pause,
        )
        if not is_pause:
            self._gaps += self._gap is None or self._gap.is_pause
            self._lost += length
        self._end, self._gap = gap.end, gap
        return gap


def _mixed(block: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return all channels as one, finite and within −1..1."""
    sound = np.nan_to_num(block, nan=0.0, posinf=0.0, neginf=0.0)
    np.clip(sound, -1.0, 1.0, out=sound)
    if sound.ndim == 1:
        return np.ascontiguousarray(sound, np.float32)
    return np.ascontiguousarray(sound.mean(axis=1), np.float32)
