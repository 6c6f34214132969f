"""Files that are there whole or not at all."""

import errno
from pathlib import Path

import pytest

from coach.batch.whole_file import whole_file
from coach.errors import ReportError


def test_it_takes_the_place_of_what_was_there(tmp_path: Path) -> None:
    """When it is complete, and not before; folders are made."""
    place = tmp_path / "new" / "table.csv"
    for text in ("one", "two"):
        with whole_file(place) as path:
            path.write_text(text)
            assert not place.exists() or place.read_text() == "one"
        assert place.read_text() == text
    assert [one.name for one in place.parent.iterdir()] == ["table.csv"]


def test_after_an_error_the_old_one_stays(tmp_path: Path) -> None:
    """And nothing is left beside it."""
    place = tmp_path / "table.csv"
    place.write_text("old")

    def stop() -> None:
        with whole_file(place) as path:
            path.write_text("half")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        stop()
    assert place.read_text() == "old"
    assert list(tmp_path.iterdir()) == [place]


def test_a_full_disk_is_told(tmp_path: Path) -> None:
    """By the name of the place."""
    place = tmp_path / "table.csv"
    with pytest.raises(ReportError) as caught, whole_file(place):
        raise OSError(errno.ENOSPC, "No space left on device")
    assert str(caught.value) == f"{place}: cannot be written: No space left on device"


def test_a_folder_in_its_place_is_told(tmp_path: Path) -> None:
    """It is not moved away."""
    (tmp_path / "table.csv").mkdir()
    with (
        pytest.raises(ReportError, match=r"table\.csv: cannot be written"),
        whole_file(tmp_path / "table.csv") as path,
    ):
        path.write_text("new")
