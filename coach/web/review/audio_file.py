"""A file of sound as an answer: whole or in part, a piece at a time, off the loop."""

import asyncio
import hashlib
import stat
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from coach.web.review.answers import RefusedError
from coach.web.review.byte_ranges import ByteRange, UnsatisfiableError, parse_range

PIECE_BYTES = 128 * 1024
"""Read and sent at a time: some seconds of sound."""

AT_ONCE = 4
"""Pieces read at once."""

T = TypeVar("T")

CONTENT_TYPES = {".flac": "audio/flac", ".ogg": "audio/ogg"}
"""By the ending of a file of the store."""


def content_type_of(name: str) -> str:
    """Return the type of a file of the store."""
    return CONTENT_TYPES.get(Path(name).suffix, "application/octet-stream")


@dataclass(frozen=True, slots=True)
class _About:
    """What is known of a file without reading it."""

    size: int
    etag: str


class AudioFiles:
    """Answer requests for files of sound, in threads of its own.

    Args:
        folder: Where they are.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._pool = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="review sound")

    async def answer(self, request: Request, name: str) -> Response:
        """Return the answer to a GET or HEAD.

        Args:
            request: Its ``Range``, ``If-Range`` and ``If-None-Match`` are heeded.
            name: The file's, from the store and never from a request.

        Raises:
            RefusedError: The file is missing, or what is asked for is behind its end.
        """
        path = self._folder / Path(name).name
        try:
            about = await self._run(_about, path)
        except OSError:
            raise RefusedError(
                404, "no-audio", "the sound of this call is no longer there"
            ) from None
        headers = {"ETag": about.etag, "Accept-Ranges": "bytes"}
        if request.headers.get("if-none-match") == about.etag:
            return Response(status_code=304, headers=headers)
        part = _part(request, about)
        if part is not None:
            last = part.end - 1
            headers["Content-Range"] = f"bytes {part.start}-{last}/{about.size}"
        wanted = part or ByteRange(0, about.size)
        headers["Content-Length"] = str(wanted.length)
        pieces = self._pieces(path, wanted) if request.method == "GET" else _nothing()
        return StreamingResponse(
            pieces, 206 if part else 200, headers, media_type=content_type_of(name)
        )

    def close(self) -> None:
        """Wait for what is being read."""
        self._pool.shutdown(wait=True, cancel_futures=True)

    async def _pieces(self, path: Path, wanted: ByteRange) -> AsyncIterator[bytes]:
        # Opened for each piece: no file stays open for somebody who went away, however
        # they did.  One that was replaced meanwhile has another length, or none.
        at = wanted.start
        while at < wanted.end:
            size = min(PIECE_BYTES, wanted.end - at)
            piece = await self._run(_piece, path, at, size)
            yield piece
            at += len(piece)

    async def _run(self, work: Callable[..., T], *args: Any) -> T:  # noqa: ANN401 (its own)
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._pool, work, *args)


def _part(request: Request, about: _About) -> ByteRange | None:
    """Return the part that is asked for; None for the whole file."""
    same = request.headers.get("if-range")
    if same is not None and same.strip() != about.etag:
        return None
    try:
        return parse_range(request.headers.get("range"), about.size)
    except UnsatisfiableError:
        raise RefusedError(
            416,
            "no-such-range",
            "what is asked for is behind the end of the file",
            {"Content-Range": f"bytes */{about.size}"},
        ) from None


def _about(path: Path) -> _About:
    found = path.stat()
    if not stat.S_ISREG(found.st_mode):
        raise OSError(f"{path.name} is no file")
    text = f"{path.name} {found.st_size} {found.st_mtime_ns}"
    digest = hashlib.sha256(text.encode()).hexdigest()[:16]
    return _About(found.st_size, f'"{digest}"')


def _piece(path: Path, at: int, size: int) -> bytes:
    """Read some bytes.

    Raises:
        OSError: The file is gone, or has become shorter.
    """
    with path.open("rb", buffering=0) as file:
        file.seek(at)
        piece = file.read(size)
    if not piece:
        raise OSError("the file ended early")
    return piece


async def _nothing() -> AsyncIterator[bytes]:
    return
    yield b""
