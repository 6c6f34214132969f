"""The review pages: one page for every address, and its files."""

from collections.abc import Mapping
from pathlib import Path

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from coach.errors import ServerError
from coach.web.pages import PageFile, answer, load_page
from coach.web.review.answers import not_found
from coach.web.review.gate import Asked, Endpoint

PAGES = (
    "/review/",
    "/review/call/{uid}",
    "/review/precision",
    "/review/calibrations",
    "/review/accounts",
    "/review/audit",
    "/review/help",
)
"""Addresses of the page; what it shows at which it knows itself."""

MAX_FILES = 300
"""Of the page, those in its folders included."""


class ReviewPages:
    """Answer with the page or a file of it.

    Args:
        files: By name; of those in a folder, with it in front.
    """

    def __init__(self, files: Mapping[str, PageFile]) -> None:
        self._files = files

    def endpoints(self) -> list[Endpoint]:
        """Return what is answered here."""
        return [
            *(Endpoint(method="GET", path=path, handler=self.page) for path in PAGES),
            Endpoint(method="GET", path="/", handler=self.to_list),
            Endpoint(method="GET", path="/review", handler=self.to_list),
            Endpoint(
                method="GET", path="/review/static/{name:path}", handler=self.file
            ),
        ]

    async def page(self, asked: Asked) -> Response:
        """Send the page; nothing in it is of a call."""
        return self._answer("index.html", asked.request)

    async def file(self, asked: Asked) -> Response:
        """Send a file of the page."""
        return self._answer(asked.request.path_params["name"], asked.request)

    async def to_list(self, asked: Asked) -> Response:
        """Show the way."""
        del asked
        return RedirectResponse("/review/")

    def _answer(self, name: str, request: Request) -> Response:
        if name not in self._files:
            raise not_found()
        return answer(self._files, name, request)


def load_pages(folder: Path) -> dict[str, PageFile]:
    """Read the files of the page, and those in its folders.

    Raises:
        ServerError: One of them cannot be read, or they are too many to be a page's.
    """
    files = dict(load_page(folder))
    for inside in sorted(path for path in folder.rglob("*") if path.is_dir()):
        where = inside.relative_to(folder).as_posix()
        files |= {f"{where}/{name}": one for name, one in load_page(inside).items()}
    if len(files) > MAX_FILES:
        raise ServerError(f"{folder}: there are more than {MAX_FILES} files")
    return files
