"""The API for softphones and scripts on this machine: calls begin and end, and pauses.

It is described, with examples, in docs/api.md.  Nothing of a request is ever logged.
"""

import asyncio
import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass

from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from coach.web.call_details import CallDetails, parse_details
from coach.web.hub import OverlayHub
from coach.web.listening import Listening
from coach.web.messages import BeginCall, EndCall, HeadsetCommand, Pause, Resume
from coach.web.socket import RateLimit

METHODS: Mapping[str, tuple[str, ...]] = {
    "listening": ("GET", "HEAD"),
    "listening/pause": ("POST",),
    "listening/resume": ("POST",),
    "call/start": ("POST",),
    "call/end": ("POST",),
}
"""What can be asked, by the path below ``/api/``."""

MAX_BODY_BYTES = 16 * 1024
"""Of a request: room for thirty texts of their full length, not for a document."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiLimits:
    """What those who know the token may take of the server."""

    body_s: float = 5.0
    """Seconds in which a request's body must have come."""
    burst: int = 20
    """Commands at once, and as many questions."""
    per_second: float = 10.0
    """Commands a second, and as many questions, on average: no telephone needs more."""


class _Refused(Exception):
    """A request is answered with a status of 400 or more."""

    def __init__(self, status: int, code: str, message: str, **headers: str) -> None:
        super().__init__(code)
        # What is left of the body stays unread, so the connection cannot be used again.
        headers["connection"] = "close"
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self.answer = _json(status, {"code": code, "message": message}, named)


class _Gone(Exception):
    """Who asked hung up before the end of the request."""


class HeadsetApi:
    """Answer what is asked below ``/api/``; an ASGI application.

    Args:
        hub: Where the status of the headset is, and where commands go.
        token: What who asks must know.
        limits: What they may take.
    """

    def __init__(
        self, hub: OverlayHub, *, token: str, limits: ApiLimits | None = None
    ) -> None:
        self._hub = hub
        self._token = token.encode()
        self._limits = limits or ApiLimits()
        # One of their own each: who asks often must not keep anybody from pausing.
        self._rates: dict[bool, RateLimit] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request whose path is in ``path_params["name"]``."""
        name, method = scope["path_params"]["name"], scope["method"]
        headers = Headers(scope=scope)
        try:
            _check_path(name, method)
            _check_page(headers)
            self._check_token(headers)
            self._check_rate(is_command=method == "POST")
            if method == "POST":
                details = await self._details(headers, receive)
                answer = self._obey(_command(name, details))
            else:
                answer = _status(200, self._listening())
        except _Refused as refused:
            answer = refused.answer
        except _Gone:
            return
        await answer(scope, receive, send)

    def _check_token(self, headers: Headers) -> None:
        given = [value for name, value in headers.raw if name == b"authorization"]
        scheme, _, token = given[0].partition(b" ") if len(given) == 1 else (b"",) * 3
        # Bytes, since one that is compared as text has to be ASCII.
        is_right = hmac.compare_digest(token.strip(b" "), self._token)
        if scheme.lower() != b"bearer" or not is_right:
            raise _Refused(
                401,
                "unauthorised",
                "Authorization: Bearer TOKEN, with the right token, is missing",
                www_authenticate="Bearer",
            )

    def _check_rate(self, *, is_command: bool) -> None:
        now = asyncio.get_running_loop().time()
        rate = self._rates.setdefault(
            is_command, RateLimit(self._limits.burst, self._limits.per_second, now)
        )
        if not rate.allows(now):
            raise _Refused(429, "too-many", "too many requests", retry_after="1")

    async def _details(self, headers: Headers, receive: Receive) -> CallDetails:
        try:
            async with asyncio.timeout(self._limits.body_s):
                body = await _body(headers, receive)
        except TimeoutError:
            raise _Refused(408, "too-slow", "the body did not come in time") from None
        if body and not _is_json(headers.get("content-type", "")):
            raise _Refused(415, "no-json", "the body has to be application/json")
        try:
            return parse_details(body)
        except ValueError as wrong:
            raise _Refused(400, "malformed", str(wrong)[:300]) from None

    def _listening(self) -> Listening:
        if self._hub.listening is None:
            raise _Refused(409, "not-live", "no headset is followed here")
        return self._hub.listening

    def _obey(self, command: HeadsetCommand) -> Response:
        listening = self._listening()
        if isinstance(command, EndCall) and not self._hub.may_be_in_call:
            raise _Refused(409, "no-call", "no call goes on")
        if isinstance(command, BeginCall) and not self._hub.may_begin_call:
            raise _Refused(409, "paused", "no call begins while listening is paused")
        # Even what is so already is passed on: a command on its way, which the status
        # does not show yet, may be about to change it.
        if not self._hub.command(command):
            raise _Refused(503, "busy", "too many commands wait", retry_after="1")
        return _status(200 if _is_so(command, listening) else 202, listening)


def _check_path(name: str, method: str) -> None:
    methods = METHODS.get(name)
    if methods is None:
        raise _Refused(404, "not-found", "there is no such path")
    if method not in methods:
        allow = ", ".join(methods)
        raise _Refused(405, "no-such-method", f"use {allow}", allow=allow)


def _check_page(headers: Headers) -> None:
    # The guard knows foreign pages by their Origin, which a plain GET does not bear.
    if headers.get("sec-fetch-site", "none") not in {"none", "same-origin"}:
        raise _Refused(403, "foreign-page", "no other page can use this")


async def _body(headers: Headers, receive: Receive) -> bytes:
    """Return the body; read no more than is allowed."""
    announced = headers.get("content-length", "0")
    # Its first digits do: a longer number that begins with zeros is counted below.
    is_too_large = announced.isdecimal() and int(announced[:9]) > MAX_BODY_BYTES
    body, has_more = bytearray(), True
    while has_more and not is_too_large:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise _Gone
        body += message.get("body", b"")
        has_more = message.get("more_body", False)
        is_too_large = len(body) > MAX_BODY_BYTES
    if is_too_large:
        raise _Refused(413, "too-large", f"at most {MAX_BODY_BYTES} bytes are read")
    return bytes(body)


def _is_json(content_type: str) -> bool:
    return content_type.partition(";")[0].strip().lower() == "application/json"


def _command(name: str, details: CallDetails) -> HeadsetCommand:
    """Return what a path commands.

    Raises:
        _Refused: It takes no details, and some were given.
    """
    if name == "call/start":
        return BeginCall(agent=details.agent, metadata=details.metadata)
    if details.model_fields_set:
        given = min(details.model_fields_set)
        raise _Refused(400, "malformed", f"{given}: only the start of a call takes it")
    if name == "call/end":
        return EndCall()
    return Pause() if name == "listening/pause" else Resume()


def _is_so(command: HeadsetCommand, listening: Listening) -> bool:
    """Whether a command asks for what is so already."""
    match command:
        case BeginCall():
            return listening.in_call
        case EndCall():
            return False  # where there is no call, it was refused
        case Pause():
            return listening.state == "paused"
        case Resume():
            return listening.state != "paused"


def _status(status: int, listening: Listening) -> Response:
    return _json(status, {"listening": listening.to_json()})


def _json(
    status: int, content: object, headers: Mapping[str, str] | None = None
) -> Response:
    # ASCII: a name may hold half a surrogate pair, which has no form in UTF-8.
    text = json.dumps(content, allow_nan=False) + "\n"
    return Response(text, status, headers, media_type="application/json")
