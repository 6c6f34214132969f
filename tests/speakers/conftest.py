"""A real mono call, looked through once for all tests."""

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from coach.audio.decoding import Decoder

CALL = Path(__file__).parent.parent / "data" / "calls" / "angry-upgrade.flac"

SECONDS = 55
"""Hold music begins at 52 s."""


@pytest.fixture(scope="session")
def mixed() -> NDArray[np.float32]:
    """The first part of a sample call, mixed to one channel."""
    audio = Decoder(CALL, channels=2).read(SECONDS * 16_000)
    return np.ascontiguousarray(audio.mean(axis=1))
