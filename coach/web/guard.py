"""Who may talk to the server: pages of its own, on this machine.

A foreign page in the analyst's browser can reach a loopback port.  Its requests carry
its own ``Origin``; and where it has pointed a name of its own at 127.0.0.1 (DNS
rebinding), that name as ``Host``.  Both are refused here, before anything else runs.
"""

import logging
import re

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from starlette.websockets import WebSocket

logger = logging.getLogger(__name__)

_HOST = re.compile(r"(?:127\.0\.0\.1|localhost|\[::1\])(?P<port>:[0-9]{1,5})?")

SECURITY_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
"""On every answer, besides the Content-Security-Policy and Cache-Control."""


def content_security_policy(host: str) -> str:
    """Return the policy of our pages: everything of this host, nothing of others.

    Args:
        host: A ``Host`` header that :func:`is_our_host` accepts.
    """
    # Not every browser takes 'self' to include the socket.
    return "; ".join(
        (
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "img-src 'self'",
            "manifest-src 'self'",
            f"connect-src 'self' ws://{host}",
            "base-uri 'none'",
            "form-action 'none'",
            "frame-ancestors 'none'",
        )
    )


def is_our_host(host: str | None) -> bool:
    """Whether a ``Host`` header names this machine by one of its loopback names."""
    return host is not None and _HOST.fullmatch(host.lower()) is not None


def is_our_origin(origin: str | None, host: str) -> bool:
    """Whether an ``Origin`` is that of a page of ours.

    Args:
        origin: None where the client is no browser, which is allowed.
        host: A ``Host`` header that :func:`is_our_host` accepts.
    """
    if origin is None:
        return True
    scheme, _, origin_host = origin.lower().partition("://")
    theirs = _HOST.fullmatch(origin_host)
    ours = _HOST.fullmatch(host.lower())
    return (
        scheme == "http"
        and theirs is not None
        and ours is not None
        and theirs["port"] == ours["port"]
    )


class Guard:
    """Refuse foreign hosts and origins, and put the security headers on every answer.

    Args:
        app: What is guarded.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request or carry one socket."""
        host = Headers(scope=scope).get("host")
        app = self._app
        if not is_our_host(host):
            app = _refusal("This server answers to this machine's own name only.\n")
        elif not is_our_origin(Headers(scope=scope).get("origin"), host or ""):
            app = _refusal("This server answers to its own pages only.\n")
        try:
            await app(scope, receive, _with_headers(send, host or ""))
        except Exception:  # the outer edge of a request: the call goes on
            logger.exception("overlay request failed")


def _refusal(reason: str) -> ASGIApp:
    async def refuse(scope: Scope, receive: Receive, send: Send) -> None:
        response = PlainTextResponse(reason, status_code=403)
        if scope["type"] == "websocket":
            await WebSocket(scope, receive, send).send_denial_response(response)
        else:
            await response(scope, receive, send)

    return refuse


def _with_headers(send: Send, host: str) -> Send:
    policy = content_security_policy(host if is_our_host(host) else "127.0.0.1")

    async def send_with_headers(message: Message) -> None:
        if message["type"].endswith("http.response.start"):
            headers = MutableHeaders(scope=message)
            headers.update(SECURITY_HEADERS)
            headers["Content-Security-Policy"] = policy
            headers.setdefault("Cache-Control", "no-store")
        await send(message)

    return send_with_headers
