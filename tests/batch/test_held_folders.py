"""Folders that last as long as they are needed, or their process lives."""

import os
import tempfile
import time
from pathlib import Path

import pytest

from coach.batch.held_folders import LOCK, held_folder, sweep
from coach.keeping.locking import lock

PREFIX = "coach-test-"


def test_a_folder_is_gone_when_it_has_been_used() -> None:
    """With all that is in it; until then nobody else can look into it or delete it."""
    with held_folder(PREFIX) as folder:
        (folder / "a").write_bytes(b"a")
        if os.name == "posix":
            assert folder.stat().st_mode & 0o077 == 0
        with (folder / LOCK).open("ab") as file:
            assert not lock(file)
    assert not folder.exists()


def test_what_a_killed_process_left_is_deleted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a living one holds is not, nor what is only just being made."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    for name in ("left", "held", "young"):
        folder = tmp_path / f"{PREFIX}{name}"
        folder.mkdir()
        (folder / LOCK).touch()
        if name != "young":
            os.utime(folder, times=(time.time() - 3_600,) * 2)
    (tmp_path / "other").mkdir()
    with (tmp_path / f"{PREFIX}held" / LOCK).open("ab") as file:
        lock(file)
        sweep(PREFIX)
    assert {path.name for path in tmp_path.iterdir()} == {
        f"{PREFIX}held",
        f"{PREFIX}young",
        "other",
    }
