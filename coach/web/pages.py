"""The static files of a page, read once: no request ever names a path on the disk."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

import coach
from coach.errors import ServerError

CONTENT_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".webmanifest": "application/manifest+json",
}
"""What is served, by the ending of its name; other files are none of a page's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageFile:
    """One file as it is served."""

    body: bytes
    content_type: str
    etag: str
    """Made of its content, so that it changes when the file does."""


Page = Mapping[str, PageFile]
"""The files of a page by their names; ``index.html`` is the page itself."""


def page_folder(name: str) -> Path:
    """Return where the files of a page are: in the wheel, or at the top of a checkout.

    Raises:
        ServerError: They are in neither place.
    """
    package = Path(coach.__file__).parent
    for folder in (package / name, package.parent / name):
        if (folder / "index.html").is_file():
            return folder
    raise ServerError(
        f"the files of the {name} page are missing: install call-coach again"
    )


def load_page(folder: Path) -> Page:
    """Read the files of a page.

    Raises:
        ServerError: One of them cannot be read.
    """
    try:
        return {
            path.name: _page_file(path)
            for path in sorted(folder.iterdir())
            if path.suffix in CONTENT_TYPES
        }
    except OSError as error:
        raise ServerError(f"{folder}: {error.strerror}") from error


def answer(page: Page, name: str, request: Request) -> Response:
    """Return the answer to a request for a file of a page.

    Args:
        page: The files there are.
        name: The file's, or empty for the page itself.
        request: A GET or HEAD.
    """
    file = page.get(name or "index.html")
    if file is None:
        return PlainTextResponse("There is no such page.\n", status_code=404)
    headers = {"ETag": file.etag, "Cache-Control": "no-cache"}
    if request.headers.get("if-none-match") == file.etag:
        return Response(status_code=304, headers=headers)
    return Response(file.body, headers=headers, media_type=file.content_type)


def _page_file(path: Path) -> PageFile:
    body = path.read_bytes()
    return PageFile(
        body=body,
        content_type=CONTENT_TYPES[path.suffix],
        etag=f'"{hashlib.sha256(body).hexdigest()[:16]}"',
    )
