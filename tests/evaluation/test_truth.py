import dataclasses

import pytest

from .making import truth


def test_labels_cannot_be_changed() -> None:
    """What is compared with them cannot rub off on them."""
    with pytest.raises(dataclasses.FrozenInstanceError):
        truth().call = "another"  # type: ignore[misc]
