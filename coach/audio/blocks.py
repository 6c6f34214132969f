"""What a sound device delivers: blocks of samples with a time stamp."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Block:
    """A run of samples as a device's callback had it."""

    samples: NDArray[np.float32]
    """Shape (frames, channels), −1..1, at the device's own rate; a copy."""
    stamp: float
    """When its last sample had been captured: seconds of the host's monotonic clock,
    as the callback knew it.  It comes late by whatever kept the callback waiting, and
    hardly ever early."""
    overflowed: bool = False
    """Samples before this block were lost: nobody took them in time."""
