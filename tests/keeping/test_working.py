import os
import stat
import sys
from pathlib import Path

import pytest

from coach.keeping.notes import ended_line
from coach.keeping.working import NOTES, SOUND, WorkingFiles, find_left


def make(folder: Path, sound: bytes = b"fLaC") -> WorkingFiles:
    """Return a recording with some sound."""
    files = WorkingFiles.make(folder)
    with files.open_sound() as file:
        file.write(sound)
    return files


def names(folder: Path) -> set[str]:
    """Return what is in a folder, by ending."""
    return {path.suffix for path in folder.iterdir()}


def test_what_a_living_coach_records_is_not_left(tmp_path: Path) -> None:
    """It is once that has let go of it."""
    files = make(tmp_path)
    assert find_left(tmp_path) == []

    files.release()
    (left,) = find_left(tmp_path)
    assert left.sound == files.sound
    assert find_left(tmp_path) == []
    left.release()


@pytest.mark.skipif(sys.platform == "win32", reason="there are no modes")
def test_only_the_owner_can_read_it(tmp_path: Path) -> None:
    """The sound and the notes."""
    files = make(tmp_path)
    modes = {stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()}

    assert modes == {0o600}
    files.release()


def test_notes_are_read_as_they_were_written(tmp_path: Path) -> None:
    """Also by the next start."""
    files = make(tmp_path)
    files.note(ended_line(5))
    assert files.read().ended == 5
    files.note(ended_line(7))
    files.release()

    (left,) = find_left(tmp_path)
    assert left.read().ended == 7
    left.remove()
    assert list(tmp_path.iterdir()) == []


def test_sound_without_notes_is_left_all_the_same(tmp_path: Path) -> None:
    """Somebody may have removed them."""
    (tmp_path / f"abc{SOUND}").write_bytes(b"fLaC")

    (left,) = find_left(tmp_path)
    assert left.read().about is None
    left.remove()


def test_notes_without_sound_are_removed(tmp_path: Path) -> None:
    """The process died before it had recorded anything."""
    files = WorkingFiles.make(tmp_path)
    files.note(ended_line(5))
    files.release()

    assert find_left(tmp_path) == []
    assert list(tmp_path.iterdir()) == []


def test_notes_that_are_just_being_begun_are_another_s(tmp_path: Path) -> None:
    """Old ones are nobody's."""
    place = tmp_path / f"abc{NOTES}"
    place.touch()
    age = place.stat().st_mtime

    assert find_left(tmp_path, now=lambda: age + 1) == []
    assert place.exists()
    assert find_left(tmp_path, now=lambda: age + 100) == []
    assert not place.exists()


def test_removing_takes_what_was_made_of_it_too(tmp_path: Path) -> None:
    """And nothing of another recording's."""
    files, other = make(tmp_path), make(tmp_path)
    files.beside("kept", ".ogg").write_bytes(b"x")
    made = files.beside("repaired")
    made.with_name(f".{made.name}.0a1b.part").write_bytes(b"x")
    other.beside("kept").write_bytes(b"x")
    files.remove()

    assert len(list(tmp_path.iterdir())) == 3
    other.release()
    (left,) = find_left(tmp_path)
    assert left.sound == other.sound
    left.remove()


def test_what_is_set_aside_is_not_found_again(tmp_path: Path) -> None:
    """Its sound stays, under another name."""
    aside = make(tmp_path, b"xyz").set_aside()

    assert aside.read_bytes() == b"xyz"
    assert find_left(tmp_path) == []
    assert names(tmp_path) == {".damaged"}


def test_left_ones_come_oldest_first(tmp_path: Path) -> None:
    """In the order in which they were recorded."""
    made = [make(tmp_path) for _ in range(3)]
    for age, files in enumerate(made):
        files.release()
        for path in (files.sound, files.sound.with_suffix(NOTES)):
            os.utime(path, (1_000 - age, 1_000 - age))

    left = find_left(tmp_path)
    assert [files.sound for files in left] == [files.sound for files in made[::-1]]
    for files in left:
        files.release()
