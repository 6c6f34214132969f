import errno
import hashlib
import os
import stat
import sys
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from coach.sharing.incoming import (
    KEPT,
    DiskFullError,
    Incoming,
    alone_with,
    new_name,
    remove_stale,
)
from coach.store.places import incoming_folder

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


def aged(name: str, age: timedelta) -> Path:
    """A file that was last touched so long ago."""
    path = incoming_folder() / name
    path.write_bytes(b"x")
    at = (NOW - age).timestamp()
    os.utime(path, (at, at))
    return path


def test_pieces_become_the_file() -> None:
    """One behind the other; whole is what has the size and the digest."""
    incoming = Incoming(new_name(".flac"))
    assert incoming.size == 0
    incoming.append(b"abc", at=0)
    digest = hashlib.sha256(b"abcdef").hexdigest()
    assert not incoming.is_whole(total=6, sha256=digest)
    incoming.append(b"def", at=3)
    assert incoming.size == 6
    assert incoming.is_whole(total=6, sha256=digest)
    assert not incoming.is_whole(total=6, sha256=hashlib.sha256(b"x").hexdigest())
    incoming.drop()
    incoming.drop()
    assert incoming.size == 0


@pytest.mark.skipif(sys.platform == "win32", reason="has no such permissions")
def test_nobody_else_can_read_it() -> None:
    """It is somebody's voice."""
    incoming = Incoming(new_name(".ogg"))
    incoming.append(b"abc", at=0)
    assert stat.S_IMODE(incoming.path.stat().st_mode) == 0o600


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT])
def test_a_full_disk_keeps_nothing_of_a_piece(
    monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    """What was there before it is still there."""
    incoming = Incoming(new_name(".flac"))
    incoming.append(b"abc", at=0)

    really = os.fdopen

    class Full:
        def __init__(self, descriptor: int, mode: str) -> None:
            self._file = really(descriptor, mode)

        def __enter__(self) -> "Full":
            return self

        def __exit__(self, *_: object) -> None:
            self._file.close()

        def seek(self, at: int) -> None:
            self._file.seek(at)

        def write(self, piece: bytes) -> None:
            self._file.write(piece[:1])
            self._file.flush()
            raise OSError(number, "no room")

        def truncate(self, at: int) -> None:
            self._file.truncate(at)

    monkeypatch.setattr("coach.sharing.incoming.os.fdopen", Full)
    with pytest.raises(DiskFullError):
        incoming.append(b"def", at=3)
    assert incoming.path.read_bytes() == b"abc"


def test_what_comes_no_further_goes_after_a_week() -> None:
    """And what belongs to no call after an hour; the rest stays."""
    fresh = aged("fresh.flac", KEPT - timedelta(minutes=1))
    stale = aged("stale.flac", KEPT + timedelta(minutes=1))
    nobody = aged("nobody.flac", timedelta(hours=2))
    new = aged("new.flac", timedelta(minutes=1))
    gone = remove_stale(NOW, known={fresh.name, stale.name})
    assert sorted(gone) == ["nobody.flac", "stale.flac"]
    assert [p.exists() for p in (fresh, stale, nobody, new)] == [
        True,
        False,
        False,
        True,
    ]


def test_two_take_turns_with_one_file_and_none_with_another() -> None:
    """Of the same name."""
    order: list[str] = []
    entered, leave = threading.Event(), threading.Event()

    def first() -> None:
        with alone_with("a"):
            entered.set()
            leave.wait(5)
            order.append("first")

    def second() -> None:
        with alone_with("a"):
            order.append("second")

    threads = [threading.Thread(target=first), threading.Thread(target=second)]
    threads[0].start()
    assert entered.wait(5)
    threads[1].start()
    with alone_with("b"):
        order.append("other")
    leave.set()
    for thread in threads:
        thread.join(5)
    assert order == ["other", "first", "second"]
