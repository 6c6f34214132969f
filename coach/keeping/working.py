"""Recordings that are not finished: their files, and whose they are.

    recording/5f0c….flac      the sound so far
    recording/5f0c….notes     what it does not tell; locked while its process lives

Only the owner can read them.  What is in the folder and not locked was left by a
process that died, or that could not keep its call.
"""

import io
import os
import secrets
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from coach.keeping.locking import lock
from coach.keeping.notes import MOST_BYTES, Notes, read_notes

SOUND, NOTES = ".flac", ".notes"
"""Endings of the two files of a recording."""

DAMAGED = ".damaged"
"""What is put after the name of one that cannot be used."""

YOUNG_S = 60.0
"""Empty notes younger than this are just being begun by another process, in seconds:
between making and locking them lie microseconds."""

BINARY: int = getattr(os, "O_BINARY", 0)
"""Without this flag Windows changes line ends in what is written."""


class WorkingFiles:
    """The two files of a recording, locked while they are held.

    Not for an event loop: every method but :attr:`sound` and :meth:`beside` waits for
    the disk.

    Args:
        sound: The file of sound; the notes are beside it.
        notes: The notes, open and locked.
    """

    def __init__(self, sound: Path, notes: BinaryIO) -> None:
        self.sound = sound
        self._notes = notes

    @classmethod
    def make(cls, folder: Path) -> "WorkingFiles":
        """Make the files of a new recording.

        Raises:
            OSError: The folder cannot be written to.
        """
        sound = folder / f"{secrets.token_hex(8)}{SOUND}"
        notes = _open(sound.with_suffix(NOTES), os.O_RDWR | os.O_CREAT | os.O_EXCL)
        if not lock(notes):
            notes.close()
            raise OSError(11, "cannot be locked")
        return cls(sound, notes)

    def open_sound(self) -> BinaryIO:
        """Open the sound to be written.

        Raises:
            OSError: It cannot be made.
        """
        return _open(self.sound, os.O_RDWR | os.O_CREAT | os.O_EXCL)

    def note(self, line: str) -> None:
        """Write a line into the notes, and to the disk.

        Raises:
            OSError: It cannot be written.
        """
        self._notes.seek(0, io.SEEK_END)
        self._notes.write(line.encode(errors="backslashreplace"))
        os.fsync(self._notes.fileno())

    def read(self) -> Notes:
        """Return what the notes say."""
        self._notes.seek(0)
        data = self._notes.read(MOST_BYTES)
        return read_notes(data.decode(errors="replace").splitlines())

    def beside(self, what: str, ending: str = SOUND) -> Path:
        """Return a place for something made of this recording; it goes when this does.

        Args:
            what: A word for it.
            ending: Of its name.
        """
        return self.sound.with_name(f"{self.sound.stem}-{what}{ending}")

    def clear(self) -> None:
        """Remove what was made of this recording and is not needed any more."""
        for path in self.sound.parent.iterdir():
            name = path.name.removeprefix(".")
            if name.startswith(f"{self.sound.stem}-"):
                path.unlink(missing_ok=True)

    def remove(self) -> None:
        """Remove all of it.

        Raises:
            OSError: It cannot be removed.
        """
        self.clear()
        self.sound.unlink(missing_ok=True)
        # The notes last: without them nobody would know whose the sound is.
        self.release()
        self.sound.with_suffix(NOTES).unlink(missing_ok=True)

    def set_aside(self) -> Path:
        """Put a recording that cannot be used out of the way; return where it is.

        Raises:
            OSError: It cannot be renamed.
        """
        self.clear()
        aside = self.sound.with_name(self.sound.name + DAMAGED)
        self.sound.replace(aside)
        self.release()
        self.sound.with_suffix(NOTES).unlink(missing_ok=True)
        return aside

    def release(self) -> None:
        """Let go of it; the files stay, and the next start finds them."""
        with suppress(OSError):
            self._notes.close()


def find_left(
    folder: Path, *, now: Callable[[], float] = time.time
) -> list[WorkingFiles]:
    """Return the recordings that no living process holds, oldest first.

    They are held by this one then; each is to be removed, set aside or released.

    Args:
        folder: Where recordings are.
        now: The wall clock, Unix time in seconds.

    Raises:
        OSError: The folder cannot be read.
    """
    stems = {
        path.stem: path.stat().st_mtime
        for path in sorted(folder.iterdir(), reverse=True)
        if path.suffix in (SOUND, NOTES) and "-" not in path.stem
    }
    left: list[WorkingFiles] = []
    for stem in sorted(stems, key=lambda stem: stems[stem]):
        found = _take(folder / f"{stem}{SOUND}", now())
        if found is not None:
            left.append(found)
    return left


def _take(sound: Path, now: float) -> WorkingFiles | None:
    """Hold a recording that nobody else does; one without sound is removed."""
    place = sound.with_suffix(NOTES)
    try:
        notes = _open(place, os.O_RDWR | os.O_CREAT)
    except OSError:  # somebody else has just finished with it, or it is not ours
        return None
    if not lock(notes):
        notes.close()
        return None
    files = WorkingFiles(sound, notes)
    about = os.fstat(notes.fileno())
    has_sound = sound.exists() and sound.stat().st_size > 0
    if not about.st_size and not has_sound and now - about.st_mtime < YOUNG_S:
        files.release()
        return None
    if not has_sound:
        files.remove()
        return None
    return files


def _open(path: Path, flags: int) -> BinaryIO:
    descriptor = os.open(path, flags | BINARY, 0o600)
    return os.fdopen(descriptor, "r+b", buffering=0)
