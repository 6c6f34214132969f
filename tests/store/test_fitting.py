"""Whether values fit into their columns."""

import pytest

from coach.errors import StoreError
from coach.store.fitting import check_fits, fitted
from coach.store.tables import CallRow, FindingRow


def test_a_text_is_cut_to_its_column() -> None:
    """As much of it as fits."""
    assert fitted("a" * 201, CallRow, "call_id") == "a" * 200


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ({"id": "a" * 121}, "findings 1: id: is longer than 120 characters"),
        ({"start_ms": -1}, "findings 1: start_ms: is not between"),
        ({"end_ms": 2**31}, "findings 1: end_ms: is not between"),
    ],
)
def test_what_does_not_fit_is_told(row: dict[str, object], reason: str) -> None:
    """Which value of which row; never the value."""
    with pytest.raises(StoreError, match=reason):
        check_fits(FindingRow, [row])


def test_what_fits_is_fine() -> None:
    """To the last character."""
    check_fits(FindingRow, [{"id": "a" * 120, "start_ms": 0, "end_ms": 2**31 - 1}])
