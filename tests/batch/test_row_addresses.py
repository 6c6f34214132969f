import pytest

from coach.batch.row_addresses import row_address
from coach.errors import InputError


@pytest.mark.parametrize(
    ("text", "manifest", "address"),
    [
        ("a.wav", "m.csv", "a.wav"),
        ("x/a.wav", "monday/m.csv", "monday/x/a.wav"),
        ("/calls/a.wav", "monday/m.csv", "/calls/a.wav"),
        ("a::b.wav", "monday/m.csv", "monday/a::b.wav"),
        ("file:///calls/a%20b.wav", "m.csv", "/calls/a b.wav"),
        ("s3://calls/a.wav", "m.csv", "s3://calls/a.wav"),
        ("https://host/a.wav?key=1", "m.csv", "https://host/a.wav?key=1"),
        ("x/a.wav", "s3://b/monday/m.csv", "s3://b/monday/x/a.wav"),
        ("../a.wav", "s3://b/monday/m.csv", "s3://b/a.wav"),
        ("a.wav", "memory://m.csv", "memory://a.wav"),
        ("s3://other/a.wav", "s3://b/m.csv", "s3://other/a.wav"),
        ("a.wav", "https://host/m.csv?key=1", "https://host/a.wav"),
        ("https://host/x/a.wav", "https://host/m.csv", "https://host/x/a.wav"),
    ],
)
def test_what_a_row_may_name(text: str, manifest: str, address: str) -> None:
    """What is relative is relative to the manifest."""
    assert row_address(text, manifest) == address


@pytest.mark.parametrize(
    ("text", "manifest", "reason"),
    [
        ("simplecache::s3://b/a.wav", "m.csv", "may not chain protocols"),
        ("zip://a.wav::file:///etc/c.zip", "m.csv", "may not chain protocols"),
        ("reference://x", "m.csv", "may not name reference://"),
        ("/etc/passwd", "s3://b/m.csv", "files of this machine"),
        ("file:///etc/passwd", "s3://b/m.csv", "files of this machine"),
        (r"C:\calls\a.wav", "s3://b/m.csv", "files of this machine"),
        ("local::/etc/passwd", "s3://b/m.csv", "files of this machine"),
        ("a::file:///etc/passwd", "s3://b/m.csv", "may not chain protocols"),
        ("x/zip::../a.wav", "s3://b/m.csv", "may not chain protocols"),
        ("../../c/a.wav", "s3://b/monday/m.csv", "leads out of the place"),
        ("../a.wav", "memory://m.csv", "leads out of the place"),
        ("http://10.0.0.1/", "s3://b/m.csv", "only what is in the same place"),
        ("https://other/a.wav", "https://host/m.csv", "only what is in the same place"),
        ("s3://b/a.wav", "zip://m.csv::s3://b/c.zip", "only what is in the same place"),
        ("a\0.wav", "m.csv", "no name of a file"),
    ],
)
def test_what_a_row_may_not_name(text: str, manifest: str, reason: str) -> None:
    """A list of recordings is no way to reach what its writer could not."""
    with pytest.raises(InputError, match=reason):
        row_address(text, manifest)
