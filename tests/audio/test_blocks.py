import dataclasses

import numpy as np
import pytest

from coach.audio.blocks import Block


def test_a_block_is_not_changed_after_the_callback() -> None:
    """What a callback handed over stays as it was."""
    block = Block(samples=np.zeros((3, 2), np.float32), stamp=1.5)

    with pytest.raises(dataclasses.FrozenInstanceError):
        block.stamp = 2.0  # type: ignore[misc]
    assert not block.overflowed
