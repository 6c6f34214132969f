import errno
import os
from pathlib import Path

import pytest

from coach.plain_file import read_plain_file, write_private_file

MIB = 1 << 20


class TestReadPlainFile:
    @pytest.mark.parametrize("size", [0, MIB - 1, MIB])
    def test_returns_what_is_in_it(self, tmp_path: Path, size: int) -> None:
        """Whole, up to and with the largest size."""
        path = tmp_path / "file"
        path.write_bytes(b"x" * size)

        assert read_plain_file(path, most_bytes=MIB) == b"x" * size

    def test_refuses_what_is_larger(self, tmp_path: Path) -> None:
        """One byte over is too many, and the limit is told."""
        path = tmp_path / "file"
        path.write_bytes(b"x" * (MIB + 1))

        with pytest.raises(OSError, match="larger than 1 MiB"):
            read_plain_file(path, most_bytes=MIB)
        with pytest.raises(OSError, match="larger than 64 KiB"):
            read_plain_file(path, most_bytes=64 << 10)

    def test_a_pipe_is_not_waited_for(self, tmp_path: Path) -> None:
        """Nobody may ever write to it."""
        path = tmp_path / "pipe"
        os.mkfifo(path)

        with pytest.raises(OSError, match="not an ordinary file"):
            read_plain_file(path, most_bytes=MIB)

    def test_a_folder_and_nothing_at_all(self, tmp_path: Path) -> None:
        """They keep their own errors."""
        with pytest.raises(IsADirectoryError):
            read_plain_file(tmp_path, most_bytes=MIB)
        with pytest.raises(FileNotFoundError):
            read_plain_file(tmp_path / "nowhere", most_bytes=MIB)


class TestWritePrivateFile:
    def test_only_its_owner_can_read_it(self, tmp_path: Path) -> None:
        """Whatever the old one allowed; folders that are missing are made."""
        path = tmp_path / "deep" / "file"
        write_private_file(path, "old\n")
        path.chmod(0o644)
        write_private_file(path, "née\n")
        assert path.read_bytes() == "née\n".encode()
        assert path.stat().st_mode & 0o777 == 0o600

    def test_the_old_one_stays_where_it_cannot_be_written(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """And nothing is left beside it."""
        path = tmp_path / "file"
        write_private_file(path, "old")

        def full(_: int) -> None:
            raise OSError(errno.ENOSPC, "No space left on device")

        monkeypatch.setattr(os, "fsync", full)
        with pytest.raises(OSError, match="No space"):
            write_private_file(path, "new")
        assert path.read_text() == "old"
        assert list(tmp_path.iterdir()) == [path]
