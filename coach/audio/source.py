"""What every source of call audio delivers: chunks of each channel, gaps included."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from coach.events import Speaker


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Chunk:
    """A run of samples of one speaker's channel."""

    speaker: Speaker
    start: int
    """Canonical sample, since the call started, of the first of ``samples``."""
    samples: NDArray[np.float32]
    """Shape (samples,), −1..1, 16 kHz mono."""

    @property
    def end(self) -> int:
        """First canonical sample after the chunk."""
        return self.start + len(self.samples)


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A run of samples of one channel that nobody heard: the clock goes on over it."""

    speaker: Speaker
    start: int
    end: int
    """First canonical sample after the gap."""
    is_pause: bool = False
    """The analyst paused listening; otherwise the samples were lost."""


Piece = Chunk | Gap
"""What a source delivers.  Of each channel the pieces follow on one another without
overlap; the two channels may be out of step by as much as the devices are."""


class Source(Protocol):
    """Something that can be listened to, once."""

    @property
    def name(self) -> str:
        """What to call it in a report: a file's name, a device's."""
        ...

    def pieces(self) -> AsyncIterator[Piece]:
        """Yield what is heard, as it is heard, until the call ends.

        Raises:
            coach.errors.InputError: The source cannot be used, or no longer.
        """
        ...
