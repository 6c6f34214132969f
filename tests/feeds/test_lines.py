import io
import os

import pytest

from coach.feeds.lines import lines_of


async def read(stream: io.BytesIO | io.BufferedReader | None) -> list[bytes]:
    """All lines of a stream, the longest of eight bytes."""
    return [line async for line in lines_of(stream, most_bytes=8)]


class TestLinesOf:
    @pytest.mark.parametrize(
        ("content", "lines"),
        [
            (b"", []),
            (b"one\n\xff\n", [b"one\n", b"\xff\n"]),
            (b"one\r\nlast", [b"one\r\n", b"last"]),
            (b"12345678", [b"12345678"]),
            (b"1234567\n2\n", [b"1234567\n", b"2\n"]),
            (b"12345678\n2\n", [b"12345678\n", b"2\n"]),
        ],
    )
    async def test_yields_every_line(self, content: bytes, lines: list[bytes]) -> None:
        """Whatever its bytes, and the last one without an end too."""
        assert await read(io.BytesIO(content)) == lines

    @pytest.mark.parametrize("length", [9, 17, 18, 19, 100])
    async def test_a_long_line_is_cut(self, length: int) -> None:
        """Of one too long there is a beginning, and the next line is whole again."""
        content = b"x" * length + b"\nnext\n"

        assert await read(io.BytesIO(content)) == [b"x" * 9, b"next\n"]

    async def test_no_stream_has_no_lines(self) -> None:
        """A program may be started with its input closed."""
        assert await read(None) == []

    async def test_a_stream_that_cannot_be_read_has_ended(self) -> None:
        """Closed on purpose or because what wrote it has gone."""
        reader, writer = os.pipe()
        os.close(writer)
        stream = os.fdopen(reader, "rb")
        stream.close()

        assert await read(stream) == []
