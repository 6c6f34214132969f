"""The one clock: samples of canonical audio since the call started."""

SAMPLE_RATE = 16_000
"""Canonical rate in hertz; every source resamples to it before anything else runs."""

SAMPLES_PER_MS = SAMPLE_RATE // 1000


def samples(ms: int) -> int:
    """Return the number of canonical samples in ``ms`` milliseconds."""
    return ms * SAMPLES_PER_MS


def milliseconds(at: int) -> int:
    """Return the whole milliseconds in ``at`` canonical samples, rounded down."""
    return at // SAMPLES_PER_MS
