"""Files that are there whole or not at all."""

import errno
import os
import time
from pathlib import Path

import pytest

from coach.whole_file import ABANDONED_S, beside, sweep, whole_file


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


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    """What it leads to is replaced."""
    link, place = tmp_path / "link", tmp_path / "elsewhere" / "file"
    link.symlink_to(place)
    place.parent.mkdir()
    with whole_file(link) as path:
        path.write_text("new")
    assert link.is_symlink()
    assert place.read_text() == "new"


def test_a_long_name_is_no_longer_beside_its_place(tmp_path: Path) -> None:
    """Where the name itself just fits."""
    place = tmp_path / ("x" * 255)
    with whole_file(place) as path:
        path.write_text("new")
    assert place.read_text() == "new"


@pytest.mark.parametrize(("is_private", "mode"), [(True, 0o600), (False, 0o644)])
def test_who_may_read_it(tmp_path: Path, is_private: bool, mode: int) -> None:
    """A private file is its owner's alone before there is anything in it."""
    before = os.umask(0o022)
    try:
        with whole_file(tmp_path / "file", is_private=is_private) as path:
            assert path.stat().st_mode & 0o777 == mode
    finally:
        os.umask(before)


def test_a_full_disk_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As the system says it, though only on the way to the disk; nothing is left."""

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with (
        pytest.raises(OSError, match="No space"),
        whole_file(tmp_path / "file") as path,
    ):
        path.write_text("new")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_in_its_place_is_told(tmp_path: Path) -> None:
    """It is not moved away."""
    (tmp_path / "table.csv").mkdir()
    with pytest.raises(OSError), whole_file(tmp_path / "table.csv") as path:  # noqa: PT011 (which one, depends on the system)
        path.write_text("new")
    assert (tmp_path / "table.csv").is_dir()


def test_what_a_killed_process_left_is_swept(tmp_path: Path) -> None:
    """Not what may still be written, what others named, or what a link leads to."""
    old = time.time() - ABANDONED_S - 10
    left, fresh, linked = (beside(tmp_path / "a.json") for _ in range(3))
    kept = tmp_path / ".coach-notes.part"
    elsewhere = tmp_path / "b.json"
    for path in (left, fresh, kept, elsewhere):
        path.write_text("{")
        os.utime(path, (old, old))
    os.utime(fresh)
    linked.symlink_to(elsewhere)
    os.utime(linked, (old, old), follow_symlinks=False)

    sweep(tmp_path)
    sweep(tmp_path / "missing")
    assert not left.exists()
    assert {*tmp_path.iterdir()} == {fresh, linked, kept, elsewhere}
