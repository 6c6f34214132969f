"""Which bytes of a file are asked for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.web.review.byte_ranges import ByteRange, UnsatisfiableError, parse_range


@pytest.mark.parametrize(
    ("value", "start", "end"),
    [
        ("bytes=0-0", 0, 1),
        ("bytes=0-", 0, 100),
        ("bytes=10-19", 10, 20),
        ("bytes=99-", 99, 100),
        ("bytes=99-99", 99, 100),
        ("bytes=90-1000", 90, 100),
        ("bytes=-1", 99, 100),
        ("bytes=-100", 0, 100),
        ("bytes=-1000", 0, 100),
        ("Bytes= 5-6 ", 5, 7),
    ],
)
def test_one_range_is_sent(value: str, start: int, end: int) -> None:
    """Of a file of 100 bytes; what goes beyond the end is cut."""
    found = parse_range(value, 100)
    assert found == ByteRange(start, end)
    assert found is not None
    assert found.length == end - start


@pytest.mark.parametrize(
    "value",
    [
        None,
        "",
        "bytes",
        "bytes=",
        "bytes=-",
        "bytes=a-b",
        "bytes=5-4",
        "items=0-1",
        "bytes=0-1,5-6",
        "bytes=0-1,",
        "bytes=--1",
        "bytes=+1-2",
        "bytes=１-２",
    ],
)
def test_what_is_not_understood_is_passed_over(value: str | None) -> None:
    """The whole file is sent, as RFC 9110 says; so it is of several ranges."""
    assert parse_range(value, 100) is None


@pytest.mark.parametrize(
    "value",
    [
        "bytes=100-",
        "bytes=100-200",
        "bytes=-0",
        "bytes=99999999999999999999-",
        "bytes=0-99999999999999999999",
        "bytes=-99999999999999999999",
    ],
)
def test_what_is_behind_the_end_cannot_be_sent(value: str) -> None:
    """Nor a number that no file is as long as."""
    with pytest.raises(UnsatisfiableError):
        parse_range(value, 100)


@pytest.mark.parametrize("value", ["bytes=0-", "bytes=-1", "bytes=0-0"])
def test_an_empty_file_has_no_byte(value: str) -> None:
    """Whichever is asked for."""
    with pytest.raises(UnsatisfiableError):
        parse_range(value, 0)


@given(
    st.text(max_size=40) | st.from_regex(r"bytes=[0-9]{0,25}-[0-9]{0,25}"),
    st.integers(0, 10**9),
)
def test_whatever_is_asked_the_answer_is_within_the_file(value: str, size: int) -> None:
    """Nothing else is raised."""
    try:
        found = parse_range(value, size)
    except UnsatisfiableError:
        return
    assert found is None or 0 <= found.start < found.end <= size
