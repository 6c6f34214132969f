import errno

import pytest

from coach.batch.reasons import LONGEST, reason_of


class NoCredentialsError(Exception):
    """As botocore has it."""


class EndpointConnectionError(Exception):
    """As botocore has it."""


class ResponseError(Exception):
    """As aiohttp has it."""

    status = 403


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (FileNotFoundError("x"), "no such file, folder or bucket"),
        (PermissionError("Denied"), "may not be read with these credentials (Denied)"),
        (ResponseError(), "may not be read with these credentials (ResponseError)"),
        (ImportError("Install s3fs"), "needs a package that is not installed: Install"),
        (ValueError("Protocol not known: s3"), "protocol s3:// is not known"),
        (OSError(errno.ENOSPC, "No space"), "no room for a copy of it"),
        (NoCredentialsError(), "no credentials are known for it"),
        (EndpointConnectionError("…"), "cannot be reached"),
        (ConnectionRefusedError(), "cannot be reached (connection refused)"),
        (TimeoutError(), "did not answer in time"),
        (IsADirectoryError(), "is a folder, not a recording"),
        (RuntimeError("two\nlines"), "cannot be read (two lines)"),
        (RuntimeError(), "cannot be read (RuntimeError)"),
    ],
)
def test_reasons(error: Exception, reason: str) -> None:
    """One line in plain words, whatever the library."""
    assert reason_of(error, "s3://bucket/a.wav").startswith(reason)


def test_the_cause_is_looked_at_too() -> None:
    """Libraries wrap what happened."""
    error = OSError("wrapped")
    error.__cause__ = NoCredentialsError()
    assert reason_of(error, "s3://b/a.wav") == "no credentials are known for it"


def test_no_words_of_a_library_where_an_address_holds_a_secret() -> None:
    """It may say the address again."""
    error = RuntimeError("https://host/a.wav?sig=5ecret")
    assert "5ecret" not in reason_of(error, "https://host/a.wav?sig=5ecret")


def test_long_words_are_cut() -> None:
    """Some libraries quote whole pages."""
    assert len(reason_of(RuntimeError("x" * 9_999), "s3://b/a")) < LONGEST + 30
