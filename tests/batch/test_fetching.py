import os
import tempfile
import time
from pathlib import Path

import fsspec
import pytest

from coach.batch import fetching
from coach.batch.fetching import PREFIX, fetched
from coach.errors import InputError, RecordingError


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for temporary files of the test's own."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    monkeypatch.setattr(fetching, "_has_swept", False)
    return folder


class TestLocal:
    def test_a_file_is_used_where_it_is(self, tmp_path: Path) -> None:
        """No copy is made of it."""
        path = tmp_path / "a.wav"
        path.touch()
        with fetched(str(path)) as found:
            assert found == path
        with fetched(path.as_uri()) as found:
            assert found == path
        assert path.exists()

    def test_what_is_no_file_is_named(self, tmp_path: Path) -> None:
        """A pipe would be waited for for ever."""
        os.mkfifo(tmp_path / "pipe.wav")
        (tmp_path / "folder.wav").mkdir()
        (tmp_path / "loop.wav").symlink_to("loop.wav")
        (tmp_path / "device.wav").symlink_to(os.devnull)
        (tmp_path / "linked.wav").symlink_to("pipe.wav")
        reasons = {
            "pipe.wav": "is not an ordinary file",
            "folder.wav": "is a folder, not a recording",
            "loop.wav": "is a link that leads nowhere",
            "device.wav": "is a link that leads to no ordinary file",
            "linked.wav": "is a link that leads to no ordinary file",
            "none.wav": "no such file",
        }
        for name, reason in reasons.items():
            path = tmp_path / name
            with pytest.raises(InputError) as caught, fetched(str(path)):
                pass
            assert str(caught.value) == f"{path}: {reason}"


class TestRemote:
    def test_the_copy_goes_whatever_happens(
        self, memory: fsspec.AbstractFileSystem, temporary: Path
    ) -> None:
        """Also when what used it failed."""
        memory.pipe("/a.wav", b"a")
        with pytest.raises(KeyError), fetched("memory://a.wav"):
            raise KeyError
        assert list(temporary.iterdir()) == []

    def test_an_error_of_the_copy_names_the_address(
        self, memory: fsspec.AbstractFileSystem
    ) -> None:
        """The name of a temporary file says nothing to anybody."""
        memory.pipe("/a.wav", b"a")
        with pytest.raises(RecordingError) as caught, fetched("memory://a.wav") as path:
            raise RecordingError(str(path), "is damaged")
        assert str(caught.value) == "memory://a.wav: is damaged"

    def test_an_error_of_something_else_stays(
        self, memory: fsspec.AbstractFileSystem
    ) -> None:
        """Of a pair, each side is told apart."""
        memory.pipe({"/a.wav": b"a", "/b.wav": b"b"})
        with (
            pytest.raises(RecordingError, match=r"^memory://a.wav: bad"),
            fetched("memory://a.wav") as path,
            fetched("memory://b.wav"),
        ):
            raise RecordingError(str(path), "bad")


class TestSweep:
    def test_happens_before_the_first_copy(
        self, memory: fsspec.AbstractFileSystem, temporary: Path
    ) -> None:
        """Calls of other people do not stay on the disk."""
        left = temporary / f"{PREFIX}left"
        left.mkdir()
        os.utime(left, times=(time.time() - 3_600,) * 2)
        memory.pipe("/a.wav", b"a")
        with fetched("memory://a.wav"):
            assert not left.exists()
