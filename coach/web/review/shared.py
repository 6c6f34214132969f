"""What analysts' machines share with a team's server, over the token of their account.

It is described in docs/sharing.md; nothing here is for browsers.
"""

import asyncio
import errno
import re
import shutil
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from coach.errors import StoreError
from coach.sharing.form import SCHEMA, parse_shared_call, unpack
from coach.sharing.incoming import DiskFullError
from coach.sharing.protocol import (
    API,
    LENGTH,
    MAX_FORM_BYTES,
    MAX_PACKED_BYTES,
    OFFSET,
    PIECE_BYTES,
)
from coach.sharing.receiving import (
    DamagedSoundError,
    NoSuchUploadError,
    Received,
    Standing,
    TooMuchSoundError,
    WrongOffsetError,
    look_at,
    standing_of,
    take_call,
    take_piece,
    withdraw,
)
from coach.store.places import incoming_folder
from coach.web.review.answers import RefusedError, json_answer, malformed, not_found
from coach.web.review.gate import Asked, Endpoint
from coach.web.review.requests import CLOSE
from coach.web.review.services import Services
from coach.web.socket import RateLimit

CALL = f"{API}/calls/{{digest}}"

RESERVE_BYTES = 256 << 20
"""Room on the disk that no sound may take: the store needs some to go on."""

MAX_ACCOUNTS = 10_000
"""Whose requests are counted at once."""

_DIGEST = re.compile(r"[0-9a-f]{64}")
_NUMBER = re.compile(r"[0-9]{1,15}")

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareLimits:
    """What one account's programs may take of the server."""

    body_s: float = 60.0
    """Seconds in which a body must have come: a piece over a slow line."""
    calls: tuple[int, float] = (30, 1.0)
    """Calls at once, and a second on average."""
    pieces: tuple[int, float] = (120, 40.0)
    """Pieces, and questions, at once, and a second on average."""
    forms_at_once: int = 2
    """Calls of all accounts that are read at the same time; others wait."""


class SharedApi:
    """Answer what is asked below ``/share/api``.

    Args:
        services: What the server's parts share.
        limits: What one account may take.
    """

    def __init__(self, services: Services, limits: ShareLimits | None = None) -> None:
        self._services = services
        self._limits = limits or ShareLimits()
        self._rates: dict[tuple[str, bool], RateLimit] = {}
        self._forms = asyncio.Semaphore(self._limits.forms_at_once)

    def endpoints(self) -> list[Endpoint]:
        """Return what is answered here."""
        return [
            Endpoint(method="GET", path=API, handler=self.whose),
            Endpoint(method="PUT", path=CALL, handler=self.take),
            Endpoint(method="DELETE", path=CALL, handler=self.withdraw),
            Endpoint(method="GET", path=f"{CALL}/sound", handler=self.show),
            Endpoint(method="PATCH", path=f"{CALL}/sound", handler=self.append),
        ]

    async def whose(self, asked: Asked) -> Response:
        """Say whose the token is."""
        self._count(asked)
        return json_answer(
            {
                "account": asked.actor.name,
                "role": asked.actor.role.value,
                "form": SCHEMA,
                "piece_bytes": PIECE_BYTES,
            }
        )

    async def take(self, asked: Asked) -> Response:
        """Take a call, but for its sound."""
        digest = _digest(asked)
        self._count(asked, is_call=True)
        async with self._forms:
            body = await self._body(asked.request, MAX_PACKED_BYTES)
            received = await self._services.desk.work(lambda: self._read(asked, body))
            db, name = self._services.desk.db, asked.actor.name
            policy, now = self._services.policy, self._services.sessions.clock()

            def keep() -> Standing:
                try:
                    return take_call(db, name, digest, received, policy=policy, now=now)
                except StoreError as error:
                    if _is_disk_full(error):
                        raise _disk_full() from None
                    raise RefusedError(422, "unfit", error.reason[:300]) from None

            standing = await self._services.desk.change_work(keep)
        return _standing(standing, status=201 if standing.is_new else 200)

    async def append(self, asked: Asked) -> Response:
        """Take a piece of a call's sound."""
        digest = _digest(asked)
        self._count(asked)
        at = _offset(asked.request)
        piece = await self._body(asked.request, PIECE_BYTES)
        db, name = self._services.desk.db, asked.actor.name
        now = self._services.sessions.clock()

        def put() -> Standing:
            return _as_answers(
                lambda: take_piece(db, name, digest, piece, at=at, now=now)
            )

        # A thread of its own: the last piece has the whole read and checked, and
        # nobody else's change should wait for that.
        return _standing(await self._services.desk.work(put))

    async def show(self, asked: Asked) -> Response:
        """Say how much of a call's sound is here."""
        digest = _digest(asked)
        self._count(asked)
        db, name = self._services.desk.db, asked.actor.name

        def look() -> Standing:
            return _as_answers(lambda: standing_of(db, name, digest))

        standing = await self._services.desk.work(look)
        if standing.offset is None:
            raise RefusedError(404, "no-audio", "no sound is waited for")
        return _standing(standing)

    async def withdraw(self, asked: Asked) -> Response:
        """Delete a call; of one that is not here that is true already."""
        digest = _digest(asked)
        self._count(asked)
        db, name = self._services.desk.db, asked.actor.name
        now = self._services.sessions.clock()
        await self._services.desk.change_work(
            lambda: withdraw(db, name, digest, now=now)
        )
        return json_answer({"state": "withdrawn"})

    def _read(self, asked: Asked, body: bytes) -> Received:
        try:
            if _encoding(asked.request) == "gzip":
                body = unpack(body, most_bytes=MAX_FORM_BYTES)
            call = parse_shared_call(body)
            if call.sound is not None:
                _check_room(call.sound.bytes)
            return look_at(call, asked.actor.name, self._services.policy.redaction)
        except ValueError as wrong:
            raise malformed(str(wrong)) from None
        except StoreError as error:
            raise malformed(f"record: {error.reason}") from None

    async def _body(self, request: Request, most_bytes: int) -> bytes:
        announced = request.headers.get("content-length", "0")
        is_too_large = announced.isdecimal() and int(announced[:12]) > most_bytes
        body = bytearray()
        try:
            async with asyncio.timeout(self._limits.body_s):
                if not is_too_large:
                    async for part in request.stream():
                        body += part
                        if len(body) > most_bytes:
                            is_too_large = True
                            break
        except TimeoutError:
            raise RefusedError(
                408, "too-slow", "the body did not come in time", CLOSE
            ) from None
        except ClientDisconnect:
            raise malformed("the body broke off") from None
        if is_too_large:
            raise RefusedError(
                413, "too-large", f"at most {most_bytes} bytes are read", CLOSE
            )
        return bytes(body)

    def _count(self, asked: Asked, *, is_call: bool = False) -> None:
        now = asyncio.get_running_loop().time()
        key = (asked.actor.name, is_call)
        if key not in self._rates:
            if len(self._rates) >= MAX_ACCOUNTS:
                self._rates.clear()
            limits = self._limits.calls if is_call else self._limits.pieces
            self._rates[key] = RateLimit(*limits, now)
        if not self._rates[key].allows(now):
            raise RefusedError(
                429, "too-many", "too many requests", {"Retry-After": "1", **CLOSE}
            )


def _as_answers(step: Callable[[], Standing]) -> Standing:
    """Return what a step comes to; what stands in its way is a refusal."""
    try:
        return step()
    except NoSuchUploadError:
        raise not_found() from None
    except WrongOffsetError as wrong:
        raise RefusedError(
            409,
            "wrong-offset",
            f"the next byte is {wrong.offset}",
            {OFFSET: str(wrong.offset)},
        ) from None
    except TooMuchSoundError:
        raise RefusedError(
            413, "too-large", "that is more sound than was announced"
        ) from None
    except DamagedSoundError:
        raise RefusedError(
            422, "sound-damaged", "the sound is not what was announced: send it again"
        ) from None
    except DiskFullError:
        raise _disk_full() from None
    except StoreError as error:
        if _is_disk_full(error):
            raise _disk_full() from None
        raise RefusedError(422, "unfit", error.reason[:300]) from None


def _standing(standing: Standing, *, status: int = 200) -> Response:
    headers = {}
    if standing.offset is not None:
        headers = {OFFSET: str(standing.offset), LENGTH: str(standing.total)}
    content = {
        "uid": standing.uid,
        "sound_offset": standing.offset,
        "state": standing.state,
    }
    return json_answer(content, status=status, headers=headers)


def _digest(asked: Asked) -> str:
    digest = str(asked.request.path_params["digest"])
    if _DIGEST.fullmatch(digest) is None:
        raise not_found()
    return digest


def _offset(request: Request) -> int:
    text = request.headers.get(OFFSET, "")
    if _NUMBER.fullmatch(text) is None:
        raise RefusedError(400, "malformed", f"{OFFSET}: has to be a number", CLOSE)
    return int(text)


def _encoding(request: Request) -> str:
    encoding = request.headers.get("content-encoding", "identity").strip().lower()
    if encoding not in ("gzip", "identity"):
        raise RefusedError(415, "no-such-encoding", "send it as it is, or as gzip")
    return encoding


def _check_room(sound_bytes: int) -> None:
    if shutil.disk_usage(incoming_folder()).free < sound_bytes + RESERVE_BYTES:
        raise _disk_full()


def _disk_full() -> RefusedError:
    message = "the server's disk is full: its keeper has to make room"
    return RefusedError(507, "disk-full", message, {"Retry-After": "600"})


def _is_disk_full(error: BaseException | None) -> bool:
    """Whether a lack of room is at the bottom of an error."""
    for _ in range(10):
        if error is None:
            return False
        if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):
            return True
        if isinstance(error, sqlite3.Error):
            return getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_FULL
        if getattr(error, "sqlstate", None) == "53100":  # PostgreSQL's disk_full
            return True
        error = getattr(error, "orig", None) or error.__cause__ or error.__context__
    return False
