"""The files of sound of the store: each comes in with its call's row, or not at all.

A file that is coming in has a mark beside it until its row is kept, so that one whose
row never was is known, whenever the machine stopped.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from coach.errors import StoreError
from coach.store.places import audio_folder

ENDINGS = frozenset((".flac", ".ogg"))
"""Of the files that are kept: FLAC, and Opus in Ogg."""

MARK = ".adding"
"""What the mark of a file that is coming in ends with."""


def audio_name(uid: str, source: Path) -> str:
    """Return what a call's file is called in the store.

    Raises:
        StoreError: It is of a kind that is not kept.
    """
    ending = source.suffix.lower()
    if ending not in ENDINGS:
        raise StoreError(str(source), "sound is kept as .flac or .ogg")
    return f"{uid}{ending}"


def audio_path(name: str) -> Path:
    """Return where a file of the store is."""
    return audio_folder() / name


@contextmanager
def brought_in(source: Path, name: str) -> Iterator[Callable[[], None]]:
    """Have a block in which a file is put into the store: yields what puts it there.

    When the block ends well the file is no longer where it came from; when it does not,
    or the machine stops in it, it still is, and the one in the store goes.

    Args:
        source: The file, finished.
        name: What it is called in the store.

    Raises:
        StoreError: It cannot be put there; raised by what is yielded.
    """
    place = audio_path(name)
    mark = place.with_name(name + MARK)

    def put() -> None:
        try:
            mark.touch(mode=0o600)
            _place(source, place)
        except OSError as error:
            reason = f"cannot be moved in: {error.strerror or type(error).__name__}"
            raise StoreError(str(source), reason) from error

    try:
        yield put
    except BaseException:
        for path in (place, mark):
            with suppress(OSError):
                path.unlink()
        raise
    # It is kept: what is left over now is a file too many, which costs no call.
    for path in (mark, source):
        with suppress(OSError):
            path.unlink()


def _place(source: Path, place: Path) -> None:
    """Put a file in its place, whole and on the disk."""
    try:
        place.hardlink_to(source)
    except FileNotFoundError:
        raise
    except OSError:  # another disk, or one without links
        shutil.copyfile(source, place)
    place.chmod(0o600)
    with place.open("rb") as file:
        os.fsync(file.fileno())
