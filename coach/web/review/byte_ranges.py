"""Which bytes of a file a request asks for (RFC 9110, section 14)."""

import re
from dataclasses import dataclass

_RANGE = re.compile(r"bytes=[ \t]*(?P<first>[0-9]*)-(?P<last>[0-9]*)[ \t]*", re.ASCII)

MAX_DIGITS = 18


@dataclass(frozen=True, slots=True)
class ByteRange:
    """Bytes ``[start, end)`` of a file."""

    start: int
    end: int

    @property
    def length(self) -> int:
        """How many they are."""
        return self.end - self.start


class UnsatisfiableError(Exception):
    """No byte of the file is asked for."""


def parse_range(value: str | None, size: int) -> ByteRange | None:
    """Return the bytes that a ``Range`` header asks for.

    Args:
        value: The header; None where there is none.
        size: Of the file, in bytes.

    Returns:
        None where the whole file is to be sent: nothing is asked, or something that is
        not understood, such as several ranges at once.

    Raises:
        UnsatisfiableError: What is asked for lies behind the end.
    """
    asked = None if value is None else _RANGE.fullmatch(value.strip().lower())
    if asked is None:
        return None
    first, last = asked["first"], asked["last"]
    if len(first) > MAX_DIGITS or len(last) > MAX_DIGITS:
        raise UnsatisfiableError
    if not first:
        return _suffix(last, size)
    start = int(first)
    if last and int(last) < start:
        return None
    if start >= size:
        raise UnsatisfiableError
    return ByteRange(start, min(int(last) + 1, size) if last else size)


def _suffix(length: str, size: int) -> ByteRange | None:
    if not length:
        return None
    if int(length) == 0 or size == 0:
        raise UnsatisfiableError
    return ByteRange(max(0, size - int(length)), size)
