import os
from pathlib import Path

import pytest

from coach.plain_file import read_plain_file

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
