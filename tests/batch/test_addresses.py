from pathlib import Path

import pytest

from coach.batch.addresses import (
    ending_of,
    identity,
    is_remote,
    is_transcript_address,
    local_path,
    name_of,
    remote,
    shown,
    source_of,
)
from coach.errors import InputError


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("calls/a.wav", False),
        ("/calls/zip::a.wav", False),
        ("C:/calls/a.wav", False),
        ("C://calls/a.wav", False),
        ("file:///calls/a.wav", False),
        ("s3://bucket/a.wav", True),
        ("MEMORY://a.wav", True),
        ("zip://a.wav::s3://bucket/c.zip", True),
        ("simplecache::file:///calls/a.wav", True),
    ],
)
def test_what_is_remote(address: str, expected: bool) -> None:
    """What has a protocol of more than a letter, but for files."""
    assert is_remote(address) == expected


def test_parts_of_a_chain() -> None:
    """The path is that of the first protocol which has one."""
    parts = remote("zip://x/a.wav::s3://bucket/c.zip")
    assert parts is not None
    assert (parts.protocol, parts.path, parts.is_chained) == ("zip", "x/a.wav", True)
    assert parts.at("b.wav") == "zip://b.wav::s3://bucket/c.zip"
    cached = remote("simplecache::s3://bucket/a.wav")
    assert cached is not None
    assert (cached.protocol, cached.path, cached.is_chained) == (
        "s3",
        "bucket/a.wav",
        True,
    )


class TestLocalPath:
    @pytest.mark.parametrize(
        ("address", "path"),
        [
            ("calls/100%25.wav", "calls/100%25.wav"),
            ("file:///calls/a%20b.wav", "/calls/a b.wav"),
            ("file://localhost/calls/a.wav", "/calls/a.wav"),
            ("file:///calls/what?.wav", "/calls/what?.wav"),
        ],
    )
    def test_is_the_file_that_is_meant(self, address: str, path: str) -> None:
        """Only an address with a protocol is in percent signs."""
        assert local_path(address) == Path(path)

    def test_another_machine_is_refused(self) -> None:
        """A folder was forgotten, or a slash."""
        with pytest.raises(InputError, match="names another machine"):
            local_path("file://calls/a.wav")


def test_names_and_endings() -> None:
    """The query of a web address is no part of them."""
    assert name_of("s3://bucket/x/a.b.WAV") == "a.b.WAV"
    assert ending_of("s3://bucket/x/a.b.WAV") == ".wav"
    assert ending_of("https://host/a.mp3?key=b.wav") == ".mp3"
    assert ending_of("zip://x/a.ogg::s3://bucket/c.zip") == ".ogg"
    assert ending_of("calls/a") == ""
    assert is_transcript_address("memory://a.JSON")


def test_the_same_file_has_one_identity() -> None:
    """However its address is written."""
    assert identity("calls/../calls/a.wav") == identity(f"{Path.cwd()}/calls/a.wav")
    assert identity("file:///x/a.wav") == identity("/x/a.wav")
    assert identity("S3://b/a.wav") == identity("s3://b/a.wav")
    assert identity("s3://b/A.wav") != identity("s3://b/a.wav")


def test_what_is_shown_holds_no_secret() -> None:
    """Neither a password nor the signature of a web address."""
    assert shown("sftp://nora:pa55@host/a.wav") == "sftp://nora@host/a.wav"
    assert shown("https://host/a.wav?X-Signature=5ecret") == "https://host/a.wav"
    assert shown("zip://a::https://u:p@host/c.zip") == "zip://a::https://u@host/c.zip"
    assert shown("calls/a:b@c.wav") == "calls/a:b@c.wav"


def test_a_pair_is_named_by_both_files() -> None:
    """As the report has it."""
    assert source_of("a.wav", "b.wav") == "a.wav + b.wav"
    assert source_of("memory://a.wav") == "memory://a.wav"
