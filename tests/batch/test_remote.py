"""Buckets of a real S3 server, and fsspec's memory."""

import functools
import http.server
import sys
import threading
import zipfile
from collections.abc import Iterator
from pathlib import Path

import fsspec
import pytest

from coach.batch import remote
from coach.batch.expanding import expanded
from coach.batch.fetching import fetched
from coach.errors import InputError

from .conftest import S3


def faultless(error: InputError) -> None:
    """Nothing is to be complained of."""
    raise error


@pytest.fixture(scope="module")
def bucket(s3: S3) -> S3:
    """A bucket with four recordings, a transcript and something else."""
    for key in ("jan/a.wav", "jan/b.wav", "feb/c.flac", "notes.txt", "d.mp3"):
        s3.put(f"2026/{key}", key.encode())
    s3.put("2026/t.json", b"{}")
    return s3


@pytest.mark.usefixtures("bucket")
class TestS3:
    def test_a_prefix_stands_for_the_recordings_in_it(self) -> None:
        """Not for those further down, nor for what is none."""
        assert expanded("s3://calls/2026/", faultless) == ["s3://calls/2026/d.mp3"]
        assert expanded("s3://calls/2026/jan", faultless) == [
            "s3://calls/2026/jan/a.wav",
            "s3://calls/2026/jan/b.wav",
        ]

    def test_a_pattern_stands_for_what_it_matches(self) -> None:
        """Within a folder, and in all below."""
        assert expanded("s3://calls/2026/*/*.wav", faultless) == [
            "s3://calls/2026/jan/a.wav",
            "s3://calls/2026/jan/b.wav",
        ]
        assert expanded("s3://calls/**", faultless) == [
            "s3://calls/2026/d.mp3",
            "s3://calls/2026/feb/c.flac",
            "s3://calls/2026/jan/a.wav",
            "s3://calls/2026/jan/b.wav",
            "s3://calls/2026/t.json",
        ]

    def test_an_object_that_has_changed_is_known(self, bucket: S3) -> None:
        """By its tag: without being fetched."""
        address = "s3://calls/2026/stamp.wav"
        files, _ = remote._opened(address)
        bucket.put("2026/stamp.wav", b"first")
        files.invalidate_cache()  # as in a new process: earlier tests have listed
        before = remote.stamp(address)
        assert before is not None
        assert remote.stamp(address) == before
        bucket.put("2026/stamp.wav", b"other")
        files.invalidate_cache()
        assert remote.stamp(address) != before
        with pytest.raises(InputError, match="no such"):
            remote.stamp("s3://calls/2026/gone.wav")

    def test_an_object_is_fetched_and_gone_afterwards(self) -> None:
        """To a folder that nobody else can read, with its ending."""
        with fetched("s3://calls/2026/feb/c.flac") as path:
            assert path.read_bytes() == b"feb/c.flac"
            assert path.suffix == ".flac"
            assert path.parent.stat().st_mode & 0o777 == 0o700
        assert not path.parent.exists()

    @pytest.mark.parametrize(
        "address",
        ["s3://calls/2026/none.wav", "s3://no-bucket/a.wav", "s3://calls/2026"],
    )
    def test_a_missing_object_is_named(self, address: str) -> None:
        """As is a missing bucket, and a prefix that is no object."""
        with pytest.raises(InputError) as caught, fetched(address):
            pass
        assert str(caught.value) == f"{address}: no such file, folder or bucket"

    @pytest.mark.parametrize("prefix", ["s3://calls/2031/", "s3://no-bucket/"])
    def test_a_missing_prefix_is_named(self, prefix: str) -> None:
        """There is nothing to list."""
        with pytest.raises(InputError, match="no such file, folder or bucket"):
            expanded(prefix, faultless)

    def test_a_key_that_is_not_known_is_named(self, bucket: S3) -> None:
        """It is no missing file."""
        bucket.check_keys(True)
        try:
            with pytest.raises(InputError, match="may not be read with these cred"):
                expanded("s3://calls/2026/none/", faultless)
            with (
                pytest.raises(InputError, match="may not be read with these cred"),
                fetched("s3://calls/2026/d.mp3"),
            ):
                pass
        finally:
            bucket.check_keys(False)

    def test_without_a_key_that_is_said(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """The one that the environment had is gone."""
        for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
            monkeypatch.delenv(name)
        s3fs = fsspec.get_filesystem_class("s3")
        s3fs.clear_instance_cache()
        with (
            pytest.raises(InputError, match=r"d\.mp3: no credentials are known for it"),
            fetched("s3://calls/2026/d.mp3"),
        ):
            pass
        s3fs.clear_instance_cache()

    def test_a_name_cannot_chain_protocols(self, bucket: S3) -> None:
        """Whoever may write into a bucket does not read files of this machine."""
        key = "odd/zip::file:/etc/passwd.wav"
        bucket.put(key, b"")
        fit = bucket.put("odd/a.wav", b"")
        faults: list[InputError] = []
        assert expanded("s3://calls/odd/**", faults.append) == [fit]
        assert [fault.source for fault in faults] == [f"s3://calls/{key}"]


class TestMemory:
    def test_is_listed_and_fetched(self, memory: fsspec.AbstractFileSystem) -> None:
        """Like any other place."""
        memory.pipe({"/calls/b.wav": b"b", "/calls/a.wav": b"a", "/calls/x/c.wav": b""})
        assert expanded("memory://calls", faultless) == [
            "memory://calls/a.wav",
            "memory://calls/b.wav",
        ]
        assert expanded("memory://calls/**/*.wav", faultless)[-1:] == [
            "memory://calls/x/c.wav"
        ]
        with fetched("memory://calls/b.wav") as path:
            assert path.read_bytes() == b"b"

    def test_a_bracket_may_be_in_a_name(
        self, memory: fsspec.AbstractFileSystem
    ) -> None:
        """A file of that very name comes before what a pattern would match."""
        memory.pipe({"/calls/a[1].wav": b"", "/calls/a1.wav": b""})
        assert expanded("memory://calls/a[1].wav", faultless) == [
            "memory://calls/a[1].wav"
        ]
        memory.rm_file("/calls/a[1].wav")
        assert expanded("memory://calls/a[1].wav", faultless) == [
            "memory://calls/a1.wav"
        ]

    def test_a_typed_chain_is_read(
        self, memory: fsspec.AbstractFileSystem, tmp_path: Path
    ) -> None:
        """What is typed is the person's own choice."""
        with zipfile.ZipFile(tmp_path / "c.zip", "w") as archive:
            archive.writestr("a.wav", b"a")
        memory.put(str(tmp_path / "c.zip"), "/c.zip")
        (found,) = expanded("zip://*.wav::memory://c.zip", faultless)
        assert found == "zip://a.wav::memory://c.zip"
        with fetched(found) as path:
            assert path.read_bytes() == b"a"


class Handler(http.server.SimpleHTTPRequestHandler):
    """Serves a folder, if one knows the signature."""

    def do_GET(self) -> None:
        """Answer, or say that one may not."""
        if "sig=right" in self.path:
            super().do_GET()
        else:
            self.send_error(403)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def web(tmp_path: Path) -> Iterator[str]:
    """A web server with one recording, ``a.wav``."""
    (tmp_path / "a.wav").write_bytes(b"a")
    handler = functools.partial(Handler, directory=str(tmp_path))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


class TestWeb:
    def test_a_signed_address_is_fetched(self, web: str) -> None:
        """As it was typed."""
        with fetched(f"{web}/a.wav?sig=right") as path:
            assert path.read_bytes() == b"a"
            assert path.name == "call.wav"

    @pytest.mark.parametrize(
        ("file", "reason"),
        [
            ("b.wav?sig=right", "no such file, folder or bucket"),
            ("a.wav?sig=wr0ng", "may not be read with these credentials"),
        ],
    )
    def test_a_signature_is_not_told(self, web: str, file: str, reason: str) -> None:
        """What is wrong is."""
        with (
            pytest.raises(InputError, match=reason) as caught,
            fetched(f"{web}/{file}"),
        ):
            pass
        assert "sig=" not in str(caught.value)


class TestPatience:
    def test_a_place_that_says_nothing_is_given_up(
        self, memory: fsspec.AbstractFileSystem, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """After a time in which nothing moved."""
        memory.pipe("/a.wav", b"a")
        forever = threading.Event()
        monkeypatch.setattr(remote, "STALL_S", 0.05)
        monkeypatch.setattr(type(memory), "get_file", lambda *_, **__: forever.wait(9))
        with pytest.raises(InputError) as caught, fetched("memory://a.wav"):
            pass
        forever.set()
        assert str(caught.value) == (
            "memory://a.wav: nothing came of it for 0.05 s: given up"
        )

    def test_too_large_a_file_is_given_up(
        self, memory: fsspec.AbstractFileSystem, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """It would fill the disk."""
        memory.pipe("/a.wav", bytes(5_000))
        monkeypatch.setattr(remote, "MOST_BYTES", 4_999)
        with (
            pytest.raises(InputError, match="larger than 4,999 bytes"),
            fetched("memory://a.wav"),
        ):
            pass


def test_is_opened_here_and_there(memory: fsspec.AbstractFileSystem) -> None:
    """Not fetched as a whole."""
    memory.pipe("/a.wav", b"0123456789")
    with remote.open_remote("memory://a.wav") as file:
        file.seek(7)
        assert file.read(2) == b"78"


def test_without_fsspec_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files of this machine need none."""
    monkeypatch.setitem(sys.modules, "fsspec.core", None)
    reason = r"needs fsspec: pip install 'call-coach\[batch\]'"
    with pytest.raises(InputError, match=reason):
        expanded("memory://calls/", faultless)
    with pytest.raises(InputError, match=reason), fetched("memory://a.wav"):
        pass
