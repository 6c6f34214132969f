"""How a call is shared, without a socket: answers go in, the next request comes out.

    analyst's machine                                 team's server
      PUT    /share/api/calls/DIGEST        form  ──▶
                          ◀──  {uid, sound_offset, state}
      PATCH  /share/api/calls/DIGEST/sound  piece ──▶   Upload-Offset: where it begins
                          ◀──  {uid, sound_offset, state}
      HEAD   /share/api/calls/DIGEST/sound        ──▶   after an answer that never came
                          ◀──  Upload-Offset
      DELETE /share/api/calls/DIGEST              ──▶   withdraws

Everything may be repeated: what the server has already costs a request and changes
nothing.  So whoever was interrupted begins again, and goes on where it broke off.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

API = "/share/api"
"""The path below which calls are shared."""

PIECE_BYTES = 1 << 20
"""Of a piece of sound, at most."""

MAX_FORM_BYTES = 32 << 20
"""Of a shared call's form, unpacked: whatever a day's call may hold."""

MAX_PACKED_BYTES = 8 << 20
"""Of the same as it travels."""

MAX_SOUND_BYTES = 1 << 30
"""Of a call's sound."""

MAX_ANSWER_BYTES = 64 << 10
"""Of an answer of the server's; a longer one is none of a coach."""

OFFSET = "upload-offset"
LENGTH = "upload-length"

MAX_FRUITLESS = 3
"""Answers in a row that bring a call no further before it is given up: a server that
forgets what it was sent would be sent it for ever."""

_PASSING = frozenset({408, 425, 429, 500, 502, 503, 504, 507})
"""Statuses of what may be different later."""


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of the sound, in bytes: ``[start, end)``; it may be empty."""

    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What to send next."""

    method: Literal["GET", "PUT", "PATCH", "HEAD", "DELETE"]
    path: str
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes | Span = b""
    """The bytes, or which bytes of the sound."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """What came back."""

    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    """Names in lower case."""
    body: bytes = b""


class RefusedError(Exception):
    """A request was answered with something else than what it asks for.

    Args:
        status: Of the answer.
        reason: What is wrong, in a few words for the analyst.
        is_passing: Whether the same may succeed later.
        retry_after_s: Seconds that the server asks to be left alone.
    """

    def __init__(
        self,
        status: int,
        reason: str,
        *,
        is_passing: bool = False,
        retry_after_s: float | None = None,
    ) -> None:
        super().__init__(status, reason)
        self.status = status
        self.reason = reason
        self.is_passing = is_passing
        self.retry_after_s = retry_after_s


def call_path(digest: str) -> str:
    """Return the path of a call, by the digest that names it."""
    return f"{API}/calls/{digest}"


class Sharing:
    """The way of one call to the server.

        introducing ──PUT──▶ sending ──PATCH…──▶ over
             ▲                │   ▲ offset
             │           lost ▼   │
             └──404──────── asking

    Args:
        digest: The call's name: the SHA-256 that the analyst's store keeps it by.
        form: Its form, gzipped JSON.
        sound_bytes: Size of its sound; None for a call without.
        piece_bytes: Of a piece, at most; no more than :data:`PIECE_BYTES`.
    """

    def __init__(
        self,
        digest: str,
        form: bytes,
        *,
        sound_bytes: int | None,
        piece_bytes: int = PIECE_BYTES,
    ) -> None:
        self._path = call_path(digest)
        self._form = form
        self._piece_bytes = min(piece_bytes, PIECE_BYTES)
        self._state: Literal["introducing", "sending", "asking", "over"] = "introducing"
        self._fruitless = 0
        self._best = -1
        self.sound_bytes = sound_bytes
        self.offset = 0
        """How much of the sound the server is known to have, in bytes."""
        self.uid: str | None = None
        """The call's name on the server, once that is known."""

    @property
    def is_over(self) -> bool:
        """Whether the server has all of the call that it wants."""
        return self._state == "over"

    def request(self) -> Request | None:
        """Return what to send next; None when nothing is left to send."""
        match self._state:
            case "introducing":
                headers = {
                    "content-type": "application/json",
                    "content-encoding": "gzip",
                }
                return Request(
                    method="PUT", path=self._path, headers=headers, body=self._form
                )
            case "sending":
                end = min(self.offset + self._piece_bytes, self.sound_bytes or 0)
                headers = {
                    "content-type": "application/offset+octet-stream",
                    OFFSET: str(self.offset),
                }
                return Request(
                    method="PATCH",
                    path=f"{self._path}/sound",
                    headers=headers,
                    body=Span(self.offset, end),
                )
            case "asking":
                return Request(method="HEAD", path=f"{self._path}/sound")
            case "over":
                return None

    def lost(self) -> None:
        """No answer came to the last request: whether it was obeyed is not known."""
        if self._state == "sending":
            self._state = "asking"

    def receive(self, response: Response) -> None:
        """Take the answer to the last request.

        Raises:
            RefusedError: The server did not do what it was asked for.  Where that is
                passing, :meth:`request` goes on from where it is.
        """
        match self._state:
            case "introducing":
                _check(response)
                self._go_on(*_standing(response))
            case "sending" if response.status == 409:
                self._resume(_offset(response))
            case "sending" if response.status in (404, 422):
                # It has forgotten the call, or what came of the sound is damaged.
                self._state = "introducing"
                self._count(None)
            case "sending":
                _check(response)
                self._go_on(*_standing(response))
            case "asking" if response.status == 404:
                self._state = "introducing"
                self._count(None)
            case "asking":
                _check(response)
                self._resume(_offset(response))
            case "over":
                raise RuntimeError("nothing was asked")

    def _go_on(self, uid: str, offset: int | None, state: str) -> None:
        self.uid = uid
        if state == "shared" or offset is None or self.sound_bytes is None:
            self._state = "over"
            self.offset = min(offset or 0, self.sound_bytes or 0)
        else:
            self._resume(offset)

    def _resume(self, offset: int) -> None:
        """Go on with the sound from an offset that the server named."""
        if offset > (self.sound_bytes or 0):
            raise RefusedError(200, "has more of the sound than there is")
        self.offset = offset
        self._state = "sending"
        self._count(offset)

    def _count(self, offset: int | None) -> None:
        """Give up a server that is brought no further by what it is sent."""
        if offset is not None and offset > self._best:
            self._best, self._fruitless = offset, 0
            return
        self._fruitless += 1
        if self._fruitless > MAX_FRUITLESS:
            raise RefusedError(200, "does not keep what it is sent")


def withdrawal(digest: str) -> Request:
    """Return the request that withdraws a call."""
    return Request(method="DELETE", path=call_path(digest))


def check_withdrawn(response: Response) -> None:
    """Take the answer to a withdrawal.

    Raises:
        RefusedError: The call may still be there.
    """
    _check(response)
    if _content(response).get("state") != "withdrawn":
        raise _stranger(response)


def question() -> Request:
    """Return the request that asks whose the token is."""
    return Request(method="GET", path=API)


def account_of(response: Response) -> str:
    """Return the name of the account that a token belongs to.

    Raises:
        RefusedError: It belongs to none, or there is no coach at that address.
    """
    _check(response)
    account = _content(response).get("account")
    if not isinstance(account, str) or not account:
        raise _stranger(response)
    return account


def _standing(response: Response) -> tuple[str, int | None, str]:
    """Return the uid, the sound's offset and the state that an answer holds."""
    match _content(response):
        case {"uid": str(uid), "sound_offset": None, "state": "shared" as state}:
            return uid, None, state
        case {
            "uid": str(uid),
            "sound_offset": int(offset),
            "state": ("sending" | "shared") as state,
        } if offset >= 0:
            return uid, offset, state
    raise _stranger(response)


def _offset(response: Response) -> int:
    text = response.headers.get(OFFSET, "")
    if not (text.isascii() and text.isdecimal() and len(text) <= 15):
        raise _stranger(response)
    return int(text)


def _content(response: Response) -> Mapping[str, Any]:
    try:
        content = json.loads(response.body)
    except ValueError:  # which errors of JSON and of Unicode are
        raise _stranger(response) from None
    if not isinstance(content, dict):
        raise _stranger(response)
    return content


def _check(response: Response) -> None:
    """Take an answer that has to be a success.

    Raises:
        RefusedError: It is not.
    """
    status = response.status
    if status in (200, 201):
        return
    if 300 <= status < 400:
        raise RefusedError(status, "points elsewhere, and calls go nowhere else")
    if status in _PASSING:
        raise RefusedError(
            status,
            _said(response) or f"cannot do it now (status {status})",
            is_passing=True,
            retry_after_s=_retry_after(response),
        )
    raise RefusedError(status, _said(response) or f"answers with status {status}")


def _said(response: Response) -> str | None:
    """Return the message of an answer that is a coach's own."""
    try:
        content = json.loads(response.body)
    except ValueError:
        return None
    match content:
        case {"code": str(), "message": str(message)} if message:
            return message[:300]
    return None


def _retry_after(response: Response) -> float | None:
    text = response.headers.get("retry-after", "")
    is_number = text.isascii() and text.isdecimal() and len(text) <= 6
    return float(text) if is_number else None


def _stranger(response: Response) -> RefusedError:
    return RefusedError(response.status, "answers like no coach: is that its address?")
