"""Standard output that may be lost without losing the call."""

import io
import os
from pathlib import Path
from typing import TextIO, cast


class Outlet(io.TextIOWrapper):
    """A text stream that goes quiet when what it writes to has gone.

    A reader that ends early (``| head``) or a disk that is full takes the words off the
    screen; the call goes on, with its overlay and to its report.  What the encoding
    has no sign for is written as ``?``.

    Args:
        raw: The binary stream to write to, with a file descriptor of its own.
        encoding: Of the text.
    """

    def __init__(self, raw: io.BufferedWriter, encoding: str) -> None:
        super().__init__(raw, encoding=encoding, errors="replace", line_buffering=True)

    def write(self, text: str) -> int:
        """Write a text, or nothing any more."""
        try:
            return super().write(text)
        except OSError:
            self._give_up()
            return len(text)

    def flush(self) -> None:
        """Send on what was written, or forget it."""
        try:
            super().flush()
        except OSError:
            self._give_up()

    def _give_up(self) -> None:
        # What is still in the buffers goes nowhere too, now and when Python exits.
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, self.fileno())
        os.close(nowhere)


def outlast(stream: TextIO | None) -> TextIO:
    """Return what to write to in place of a stream that may be lost, or is missing.

    Args:
        stream: Standard output or standard error as Python found it; afterwards it is
            not to be used.
    """
    if stream is None:
        return Path(os.devnull).open("w", encoding="utf-8")
    if not isinstance(stream, io.TextIOWrapper):
        return stream  # somebody has put a stream of their own there
    encoding = stream.encoding
    return Outlet(cast(io.BufferedWriter, stream.detach()), encoding)
