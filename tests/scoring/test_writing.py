import errno
import json
import os
from pathlib import Path

import pytest

from coach.errors import ReportError
from coach.scoring.writing import check_place, write_report, writing


class TestWriteReport:
    def test_writes_readable_utf8(self, tmp_path: Path) -> None:
        """What was written is what is read, with letters as they are."""
        path = tmp_path / "deep" / "down" / "call.report.json"
        write_report({"text": "naïve 😀", "list": [1, 2.5, None]}, path)

        data = path.read_bytes()
        assert "naïve 😀".encode() in data
        assert json.loads(data) == {"text": "naïve 😀", "list": [1, 2.5, None]}
        assert data.endswith(b"}\n")

    def test_each_utterance_has_a_line(self, tmp_path: Path) -> None:
        """And all else a line for each field."""
        report = {"call": {"id": "a"}, "said": [{"n": 1}, {"n": [2]}], "none": []}
        write_report(report, tmp_path / "a.json")

        lines = (tmp_path / "a.json").read_text().splitlines()
        assert lines == [
            "{",
            ' "call": {"id": "a"},',
            ' "said": [',
            '  {"n": 1},',
            '  {"n": [2]}',
            " ],",
            ' "none": []',
            "}",
        ]

    def test_replaces_what_is_there(self, tmp_path: Path) -> None:
        """A second report takes the place of the first, and nothing else is left."""
        path = tmp_path / "call.report.json"
        write_report({"n": 1}, path)
        write_report({"n": 2}, path)

        assert json.loads(path.read_text()) == {"n": 2}
        assert list(tmp_path.iterdir()) == [path]

    def test_names_that_are_no_text(self, tmp_path: Path) -> None:
        """A file's name in bytes that are not UTF-8 does not stop the report."""
        path = tmp_path / "call.report.json"
        write_report({"source": "caf\udce9.wav"}, path)

        assert json.loads(path.read_text()) == {"source": "caf\udce9.wav"}

    def test_a_file_in_the_way(self, tmp_path: Path) -> None:
        """Where a folder is needed but a file stands, one clear line says so."""
        (tmp_path / "out").write_text("")

        with pytest.raises(
            ReportError, match=r"r\.json: cannot be written: .+"
        ) as caught:
            write_report({}, tmp_path / "out" / "r.json")
        assert "\n" not in str(caught.value)

    def test_a_folder_in_the_way(self, tmp_path: Path) -> None:
        """A folder is not replaced by a report, and nothing is left beside it."""
        folder = tmp_path / "r.json"
        folder.mkdir()

        with pytest.raises(ReportError):
            write_report({}, folder)
        assert list(tmp_path.iterdir()) == [folder]

    def test_a_pipe_is_written_to(self, tmp_path: Path) -> None:
        """What is no file is never replaced by one."""
        pipe = tmp_path / "pipe"
        os.mkfifo(pipe)
        reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
        try:
            write_report({"n": 1}, pipe)
            assert json.loads(os.read(reader, 1_000)) == {"n": 1}
        finally:
            os.close(reader)
        assert pipe.is_fifo()

    def test_a_link_stays_a_link(self, tmp_path: Path) -> None:
        """The report is where the link leads."""
        link = tmp_path / "link.json"
        link.symlink_to(tmp_path / "there" / "r.json")
        (tmp_path / "there").mkdir()
        write_report({"n": 1}, link)

        assert link.is_symlink()
        assert json.loads((tmp_path / "there" / "r.json").read_text()) == {"n": 1}

    def test_full_disk_leaves_the_old_report(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """When the disk is full the old report stays whole, and no piece is left."""
        path = tmp_path / "call.report.json"
        write_report({"n": 1}, path)

        def full(_: int) -> None:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

        monkeypatch.setattr(os, "fsync", full)
        with pytest.raises(ReportError, match="No space left on device"):
            write_report({"n": 2}, path)

        assert json.loads(path.read_text()) == {"n": 1}
        assert list(tmp_path.iterdir()) == [path]

    def test_numbers_that_json_lacks_are_a_mistake(self, tmp_path: Path) -> None:
        """A report with NaN is not written at all."""
        with pytest.raises(ValueError, match="not JSON compliant"):
            write_report({"n": float("nan")}, tmp_path / "r.json")
        assert list(tmp_path.iterdir()) == []


class TestCheckPlace:
    def test_a_good_place(self, tmp_path: Path) -> None:
        """Folders are made, an old report is left alone, and nothing is left over."""
        path = tmp_path / "deep" / "r.json"
        check_place(path)
        assert list(path.parent.iterdir()) == []

        write_report({"n": 1}, path)
        check_place(path)
        assert json.loads(path.read_text()) == {"n": 1}
        assert list(path.parent.iterdir()) == [path]

    def test_a_folder_or_a_file_in_the_way(self, tmp_path: Path) -> None:
        """What would fail after the call fails before it."""
        (tmp_path / "file").touch()

        with pytest.raises(ReportError, match="Is a directory"):
            check_place(tmp_path)
        with pytest.raises(ReportError, match=r"r\.json: cannot be written: .+"):
            check_place(tmp_path / "file" / "r.json")

    def test_a_folder_that_may_not_be_written(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """A place on a read-only disk is named."""

        def read_only(*_: object, **__: object) -> None:
            raise OSError(errno.EROFS, os.strerror(errno.EROFS))

        monkeypatch.setattr(Path, "touch", read_only)
        with pytest.raises(ReportError, match="Read-only file system"):
            check_place(tmp_path / "r.json")


def test_what_the_system_says_of_a_place_names_it(tmp_path: Path) -> None:
    """Whatever was written there."""
    place = tmp_path / "table.csv"
    with pytest.raises(ReportError) as caught, writing(place):
        raise OSError(errno.ENOSPC, "No space left on device")
    assert str(caught.value) == f"{place}: cannot be written: No space left on device"
