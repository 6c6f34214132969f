"""The gate: no request gets to its handler without the right that it needs."""

import hmac
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from coach.errors import ServerError
from coach.store.sign_ins import see_session
from coach.store.tables import CallRow
from coach.web.review.answers import RefusedError, not_found
from coach.web.review.rights import (
    CHANGING,
    OF_ONE_CALL,
    RIGHTS,
    Actor,
    Right,
    is_allowed,
)
from coach.web.review.services import Services
from coach.web.review.sessions import SignedIn, actor_of_token

CSRF_HEADER = "x-coach-csrf"


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownCall:
    """A call that whoever asks may see."""

    key: int
    uid: str
    analyst: str | None
    audio: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A request that passed the gate."""

    request: Request
    who: SignedIn | None
    """None where the right is one that needs no session."""
    program: Actor | None = None
    """Whose program asks, of :attr:`Right.SHARE`."""
    found: KnownCall | None = None

    @property
    def actor(self) -> Actor:
        """Who asks."""
        actor = self.program if self.who is None else self.who.actor
        assert actor is not None, "the right of this route needs nobody"
        return actor

    @property
    def call(self) -> KnownCall:
        """The call that is asked about."""
        assert self.found is not None, "the right of this route is not to a call"
        return self.found


Handler = Callable[[Asked], Awaitable[Response]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """What answers a method on a path."""

    method: str
    path: str
    handler: Handler


class Gate:
    """Make routes of endpoints, each with its right.

    Args:
        services: What they share.
    """

    def __init__(self, services: Services) -> None:
        self._services = services

    def routes(self, endpoints: Iterable[Endpoint]) -> list[Route]:
        """Return a route for each path.

        Raises:
            ServerError: An endpoint has no line in the table of rights.
        """
        by_path: dict[str, dict[str, tuple[Right, Handler]]] = {}
        for point in endpoints:
            right = RIGHTS.get((point.method, point.path))
            if right is None:
                raise ServerError(f"{point.method} {point.path} has no right")
            by_path.setdefault(point.path, {})[point.method] = (right, point.handler)
        return [
            Route(path, self._guarded(methods), methods=list(methods))
            for path, methods in by_path.items()
        ]

    def _guarded(
        self, methods: dict[str, tuple[Right, Handler]]
    ) -> Callable[[Request], Awaitable[Response]]:
        async def endpoint(request: Request) -> Response:
            method = "GET" if request.method == "HEAD" else request.method
            right, handler = methods[method]
            return await handler(await self._admit(request, right))

        return endpoint

    async def _admit(self, request: Request, right: Right) -> Asked:
        """Let a request in.

        Raises:
            RefusedError: It has not the right.
        """
        if right is Right.OPEN:
            return Asked(request=request, who=None)
        if right is Right.SHARE:
            return await self._admit_program(request)
        cookie = self._services.cookie_of(request)
        uid = request.path_params["uid"] if right in OF_ONE_CALL else None

        def look(session: Session) -> tuple[SignedIn | None, KnownCall | None]:
            who = self._services.sessions.find(session, cookie)
            if who is None or uid is None:
                return who, None
            return who, _call(session, uid)

        who, call = await self._services.desk.read(look)
        if who is None:
            raise RefusedError(401, "signed-out", "sign in first")
        if request.method in CHANGING:
            _check_csrf(request, who)
        if uid is not None and (call is None or not who.actor.sees(call.analyst)):
            raise not_found()
        if not is_allowed(right, who.actor):
            # Of what is seen it is no secret that others may do more with it.
            raise not_found() if uid is None else _not_yours()
        await self._see(who)
        return Asked(request=request, who=who, found=call)

    async def _admit_program(self, request: Request) -> Asked:
        given = request.headers.getlist("authorization")
        scheme, _, token = given[0].partition(" ") if len(given) == 1 else ("",) * 3
        actor = None
        if scheme.lower() == "bearer" and token:
            actor = await self._services.desk.read(
                lambda session: actor_of_token(session, token.strip())
            )
        if actor is None:
            raise RefusedError(
                401,
                "unauthorised",
                "Authorization: Bearer TOKEN, with a token of an account, is missing",
                {"WWW-Authenticate": "Bearer", "Connection": "close"},
            )
        return Asked(request=request, who=None, program=actor)

    async def _see(self, who: SignedIn) -> None:
        if who.is_to_be_seen:
            now = self._services.sessions.clock()
            await self._services.desk.change(
                lambda session: see_session(session, who.id, now)
            )


def _call(session: Session, uid: str) -> KnownCall | None:
    row = session.execute(
        select(CallRow.key, CallRow.uid, CallRow.analyst, CallRow.audio).where(
            CallRow.uid == uid
        )
    ).one_or_none()
    if row is None:
        return None
    return KnownCall(key=row.key, uid=row.uid, analyst=row.analyst, audio=row.audio)


def _check_csrf(request: Request, who: SignedIn) -> None:
    given = request.headers.getlist(CSRF_HEADER)
    right = who.csrf.encode()
    # Bytes, since one that is compared as text has to be ASCII.
    if len(given) != 1 or not hmac.compare_digest(given[0].encode("latin-1"), right):
        raise RefusedError(
            403,
            "no-csrf",
            "X-Coach-CSRF, with the secret of this session, is missing",
            {"Connection": "close"},
        )


def _not_yours() -> RefusedError:
    return RefusedError(403, "not-allowed", "that is for somebody else to do")
