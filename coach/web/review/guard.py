"""What stands before everything else: whose requests are answered, with what headers.

See :mod:`coach.web.guard` for what a foreign page in somebody's browser could try.
"""

import logging
import traceback
from pathlib import Path

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

import coach
from coach.web.guard import SECURITY_HEADERS
from coach.web.review.answers import RefusedError, failed
from coach.web.review.rights import API
from coach.web.review.site import Site

logger = logging.getLogger(__name__)

MAX_HEAD_BYTES = 16 * 1024
"""Of a request's address and headers.  uvicorn's own limit is for those that come in
pieces."""

_PACKAGE = Path(coach.__file__).parent

CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "media-src 'self'",
        "connect-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
    )
)
"""Of every answer: all of this server, nothing of others."""


class ReviewGuard:
    """Refuse foreign hosts, origins and pages; see that nothing said is ever logged.

    Args:
        app: What is guarded.
        site: Where it is reached.
    """

    def __init__(self, app: ASGIApp, site: Site) -> None:
        self._app = app
        self._site = site

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            return  # there are no sockets here: the connection is closed
        sender = _Sender(send)
        try:
            self._check(scope)
            await self._app(scope, receive, sender)
        except RefusedError as refused:
            await refused.answer(scope, receive, sender)
        except OSError as error:
            # Who asked went away, or a file did, in the middle of an answer.
            logger.info("a review answer broke off: %s", type(error).__name__)
        except Exception as error:  # noqa: BLE001 (the outer edge of a request: the server goes on)
            logger.error("a review request failed: %s", _where(error))
            if not sender.has_begun:
                await failed().answer(scope, receive, sender)

    def _check(self, scope: Scope) -> None:
        headers = Headers(scope=scope)
        asked = len(scope.get("raw_path", b"")) + len(scope.get("query_string", b""))
        if asked + sum(len(k) + len(v) for k, v in headers.raw) > MAX_HEAD_BYTES:
            raise RefusedError(
                431,
                "too-large",
                "the head of the request is too long",
                {"Connection": "close"},
            )
        host = headers.get("host")
        if len(headers.getlist("host")) != 1 or not self._site.is_host(host):
            raise RefusedError(
                403, "foreign-host", "this server answers to its own address only"
            )
        if not self._site.is_origin(headers.get("origin"), host or ""):
            raise RefusedError(
                403, "foreign-page", "this server answers to its own pages only"
            )
        # A plain GET of a foreign page bears no Origin, but tells this much.
        site = headers.get("sec-fetch-site", "none")
        if scope["path"].startswith(API) and site not in {"none", "same-origin"}:
            raise RefusedError(
                403, "foreign-page", "this server answers to its own pages only"
            )


class _Sender:
    """Put the headers on whatever is answered, and remember that it has begun."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self.has_begun = False

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.has_begun = True
            headers = MutableHeaders(scope=message)
            headers.update(SECURITY_HEADERS)
            headers["Content-Security-Policy"] = CONTENT_SECURITY_POLICY
            headers.setdefault("Cache-Control", "no-store")
        await self._send(message)


def _where(error: Exception) -> str:
    """Return what went wrong and where; not its message, which may quote people."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if _PACKAGE in Path(frame.filename).parents]
    last = (ours or frames)[-1]
    return f"{type(error).__name__} at {Path(last.filename).name}:{last.lineno}"
