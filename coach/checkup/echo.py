"""How much of one side is heard on the other, and how much later.

    customer     ████████░░░░░░░░          what the output plays
    microphone   ░▒▒▒▒▒▒▒▒░░░░░░░          the same, 30 dB fainter, 40 ms later

The delay is that at which the two sound most alike, found by the cross-correlation of
their whitened spectra (GCC-PHAT), which a voice's pitch does not mislead; the echo's
level is what a least-squares fit of the one at that delay explains in the other.
Moments in which the microphone is hardly fainter than the customer are left out where
they hide the echo: there the analyst speaks.

Measured on the sample calls, ten seconds at a time: between sides that have nothing to
do with one another one echo of 192 was made up, 45 dB down; of one 30 dB down beside
another's voice 27 of 32 were found, within 2 dB; 40 dB down 25 of 32.
"""

from dataclasses import dataclass, replace

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from coach.checkup.levels import FRAME_S, SPEECH_MIN_DBFS, decibels

LONGEST_S = 0.3
"""The longest delay that is searched, in seconds: headsets take a few milliseconds,
conference bridges up to 200, loudspeakers over Bluetooth up to 300."""

SPREAD_S = 0.008
"""How long an echo's own sound lasts, in seconds: the near part of a headset's or a
room's response; a longer fit would find echo in noise."""

EARLY_S = 0.05
"""How much before its source an echo may seem to be, in seconds: the two devices'
stamps are each a buffer of some 40 ms late at most."""

PEAK = 6.0
"""How far the highest correlation rises over its own spread where there is an echo.
Source: measured; for unrelated noise the highest of 350 ms is at most 5 times the
spread in sixty trials."""

SAME_S = 0.004
"""Delays that differ by no more are the same, in seconds: a room's response has more
than one peak."""

OWN_VOICE_DB = -12.0
"""A microphone within this of the customer's loudest of the last 300 ms has more than
an echo, in decibels.  Source: as ``speech.echo_own_db``."""

SHORTEST_S = 1.0
"""The least sound, in seconds, that an echo is looked for in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Echo:
    """An echo that was found."""

    coupling_db: float
    """Its power beside that of what it is the echo of, in decibels."""
    delay_s: float
    """How much later it comes, in seconds; by the devices' stamps, perhaps below 0."""


def find_echo(
    source: NDArray[np.float32], heard: NDArray[np.float32], rate: int
) -> Echo | None:
    """Return the echo of one side in the other; None where there is none.

    Args:
        source: What is played; float32, shape (samples,), −1..1.
        heard: What may hold its echo, from the same moment on, of the same rate.
        rate: In hertz.
    """
    length = min(len(source), len(heard))
    early = round(rate * EARLY_S)
    far, near = _centred(source[:length]), _centred(heard[:length])
    near = np.concatenate([np.zeros(early), near])[:length]
    power = float(np.square(far).mean()) if length else 0.0
    if length < rate * SHORTEST_S or decibels(power) < SPEECH_MIN_DBFS:
        return None
    if not np.any(near):
        return None
    found = _echo(far, near, np.ones(length), rate)
    # One that is too loud to be told from a voice by its loudness is taken as it is.
    if found is None or found.coupling_db <= OWN_VOICE_DB:
        found = _echo(far, near, _without_own_voice(far, near, rate), rate) or found
    return replace(found, delay_s=found.delay_s - early / rate) if found else None


def _echo(
    far: NDArray[np.float64],
    near: NDArray[np.float64],
    is_kept: NDArray[np.float64],
    rate: int,
) -> Echo | None:
    """The echo in what is kept of the near end."""
    kept = near * is_kept
    longest = min(round(rate * (LONGEST_S + EARLY_S)), len(far) // 2)
    delay = _delay(far, kept, longest, round(rate * SAME_S))
    if delay is None:
        return None
    power = _echo_power(far, kept, delay, max(1, round(rate * SPREAD_S)))
    power /= max(1e-3, _share(far, is_kept, delay)) ** 2
    if power <= 0:
        return None
    ratio = 10 * float(np.log10(power / np.square(far).mean()))
    return Echo(coupling_db=ratio, delay_s=delay / rate)


def _without_own_voice(
    far: NDArray[np.float64], near: NDArray[np.float64], rate: int
) -> NDArray[np.float64]:
    """One where the near end may be echo, zero where it is too loud for that."""
    size = max(1, round(rate * FRAME_S))
    count = len(near) // size
    powers = [
        np.square(side[: count * size].reshape(count, size)).mean(axis=1)
        for side in (far, near)
    ]
    reach = int((LONGEST_S + EARLY_S) / FRAME_S)
    padded = np.concatenate([np.zeros(reach), powers[0]])
    loudest = sliding_window_view(padded, reach + 1).max(axis=1)
    is_echo = powers[1] < loudest * 10 ** (OWN_VOICE_DB / 10)
    kept = np.zeros(len(near))
    kept[: count * size] = np.repeat(is_echo, size)
    return kept


def _share(far: NDArray[np.float64], is_kept: NDArray[np.float64], delay: int) -> float:
    """Of the far end's power, the share whose echo is in what was kept."""
    heard = np.square(far[: len(far) - delay])
    total = float(heard.sum())
    return float((heard * is_kept[delay:]).sum()) / total if total else 0.0


def _centred(samples: NDArray[np.float32]) -> NDArray[np.float64]:
    values = samples.astype(np.float64)
    return values - values.mean() if len(values) else values


def _delay(
    far: NDArray[np.float64], near: NDArray[np.float64], longest: int, within: int
) -> int | None:
    """The delay, in samples, that stands out in the whole and is that of both halves.

    A voice's pitch may make two sides alike for a moment, at some delay; an echo is
    there, at the same one, whenever there is something to be heard.
    """
    likeness = _likeness(far, near, longest)
    best = int(np.argmax(np.abs(likeness)))
    spread = float(np.median(np.abs(likeness))) / 0.6745
    if not abs(likeness[best]) > PEAK * spread > 0:
        return None
    middle = int(np.searchsorted(np.cumsum(np.square(far)), np.square(far).sum() / 2))
    for half in (slice(0, middle), slice(middle, None)):
        part = np.abs(_likeness(far[half], near[half], min(longest, middle)))
        if abs(int(np.argmax(part)) - best) > within:
            return None
    return best


def _likeness(
    far: NDArray[np.float64], near: NDArray[np.float64], longest: int
) -> NDArray[np.float64]:
    """How alike the two are at each delay, shape (longest + 1,), whitened."""
    size = 1 << (2 * max(1, len(far)) - 1).bit_length()
    far_spectrum = np.fft.rfft(far, size)
    cross = np.fft.rfft(near, size) * np.conj(far_spectrum)
    # Where there is next to nothing, a phase is only rounding.
    audible = np.abs(far_spectrum) > 1e-3 * np.abs(far_spectrum).max()
    whitened = np.where(audible, cross / (np.abs(cross) + 1e-30), 0)
    return np.fft.irfft(whitened, size)[: longest + 1]


def _echo_power(
    far: NDArray[np.float64], near: NDArray[np.float64], delay: int, taps: int
) -> float:
    """Mean square of what of ``near`` is ``far``, filtered, from the delay on.

    The normal equations are those of the autocorrelation method, as for a linear
    prediction; the noise that any fit finds in noise, its degrees of freedom, is taken
    off.
    """
    start = max(0, delay - taps // 4)
    later, size = near[start:], len(near) - start
    earlier = far[:size]
    width = 1 << (size + taps).bit_length()
    spectrum = np.fft.rfft(earlier, width)
    alike = np.fft.irfft(np.abs(spectrum) ** 2, width)[:taps]
    cross = np.fft.irfft(np.fft.rfft(later, width) * np.conj(spectrum), width)[:taps]
    places = np.abs(np.subtract.outer(np.arange(taps), np.arange(taps)))
    matrix = alike[places]
    # A voice has next to no power in some bands: that must not blow up there.
    matrix += np.eye(taps) * alike[0] * 1e-4
    fitted = float(cross @ np.linalg.solve(matrix, cross))
    total = float(np.square(later).sum())
    by_chance = (total - fitted) * taps / size
    return max(0.0, fitted - by_chance) / size
