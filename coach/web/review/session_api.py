"""Signing in and out, and who one is."""

import asyncio
from typing import Annotated, Any

from pydantic import StringConstraints
from sqlalchemy.orm import Session
from starlette.requests import Request
from starlette.responses import Response

from coach.scoring.forms import Form as Json
from coach.store.accounts import find_account, has_accounts, set_password
from coach.store.audit import THIS_MACHINE, note
from coach.store.passwords import MAX_CHARACTERS, password_problem
from coach.store.sign_ins import NewSession, begin_session, digest, end_session
from coach.web.review.answers import RefusedError, json_answer, malformed
from coach.web.review.gate import Asked, Endpoint
from coach.web.review.requests import Form, read_form
from coach.web.review.rights import API, Actor
from coach.web.review.services import Services
from coach.web.review.sessions import THIS_PERSON, actor_of

Password = Annotated[str, StringConstraints(max_length=MAX_CHARACTERS)]

NOBODY: Json = {"account": None, "csrf": None, "kinds": None, "scorecard": None}


class SignIn(Form):
    """What somebody shows who wants to be let in: a token, or name and password."""

    token: Annotated[str, StringConstraints(max_length=MAX_CHARACTERS)] | None = None
    name: Annotated[str, StringConstraints(max_length=200)] | None = None
    password: Password | None = None


class NewPassword(Form):
    """A change of one's own password."""

    old: Password
    new: Password


class SessionApi:
    """Answer ``session`` and what is below it.

    Args:
        services: What the server's parts share.
        kinds: What the pages say of each kind of finding.
        scorecard: The scorecard of the policy, for the pages.
    """

    def __init__(self, services: Services, *, kinds: Json, scorecard: Json) -> None:
        self._services = services
        self._kinds = kinds
        self._scorecard = scorecard

    def endpoints(self) -> list[Endpoint]:
        """Return what is answered here."""
        path = f"{API}/session"
        return [
            Endpoint(method="GET", path=path, handler=self.show),
            Endpoint(method="POST", path=path, handler=self.sign_in),
            Endpoint(method="DELETE", path=path, handler=self.sign_out),
            Endpoint(method="PUT", path=f"{path}/password", handler=self.change),
        ]

    async def show(self, asked: Asked) -> Response:
        """Say who one is; to nobody, only whether there are accounts."""
        cookie = self._services.cookie_of(asked.request)

        def look(session: Session) -> tuple[bool, Json | None]:
            who = self._services.sessions.find(session, cookie)
            is_team = has_accounts(session)
            if who is None:
                return is_team, None
            return is_team, self._session_json(who.actor, who.csrf)

        is_team, shown = await self._services.desk.read(look)
        return json_answer(shown or {"mode": _mode(is_team), **NOBODY, "may": None})

    async def sign_in(self, asked: Asked) -> Response:
        """Let somebody in who shows the token, or a name and its password."""
        given = await read_form(asked.request, SignIn)
        is_team = await self._services.desk.read(has_accounts)
        if is_team:
            if given.name is None or given.password is None or given.token is not None:
                raise malformed("sign in with a name and its password")
            return await self._with_password(asked.request, given.name, given.password)
        if given.token is None or given.name is not None or given.password is not None:
            raise malformed("sign in with the token that coach review prints")
        return await self._with_token(asked.request, given.token)

    async def sign_out(self, asked: Asked) -> Response:
        """End a session, and have the browser forget it."""
        who = asked.who
        assert who is not None, "only who has signed in can sign out"
        now = self._services.sessions.clock()

        def leave(session: Session) -> None:
            end_session(session, who.id)
            note(session, at=now, actor=who.actor.name, action="sign-out")

        self._services.sessions.end_personal(who.id)
        await self._services.desk.change(leave)
        response = json_answer({})
        response.delete_cookie(
            self._services.cookie,
            path="/review",
            secure=self._services.site.is_https,
            httponly=True,
            samesite="strict",
        )
        return response

    async def change(self, asked: Asked) -> Response:
        """Change one's own password: every other session ends, this one is renewed."""
        given = await read_form(asked.request, NewPassword)
        name = asked.actor.name
        if asked.actor.is_alone:
            raise malformed("there is no password on this machine")
        if problem := password_problem(given.new, name):
            raise malformed(f"new: {problem}")
        await self._count(asked.request, name)
        kept = await self._services.desk.read(lambda s: _kept(s, name))
        found = await self._services.passwords.verify(kept, given.old)
        if not found.is_right:
            raise RefusedError(403, "wrong-credentials", "old: is not your password")
        renewed = await self._services.passwords.hash(given.new)
        now = self._services.sessions.clock()

        def keep(session: Session) -> NewSession:
            account = find_account(session, name)
            if account is None or account.is_disabled or account.password != kept:
                raise _wrong()
            set_password(session, account, renewed)
            note(session, at=now, actor=name, action="change-password", about=name)
            return begin_session(session, account, now)

        new = await self._services.desk.change(keep)
        return self._welcome(new, asked.actor)

    async def _with_token(self, request: Request, token: str) -> Response:
        await self._count(request, THIS_MACHINE)
        if not self._services.sessions.is_token(token):
            raise RefusedError(401, "wrong-credentials", "that is not the token")
        self._succeeded(request, THIS_MACHINE)
        if (before := self._services.cookie_of(request)) is not None:
            self._services.sessions.end_personal(digest(before))
        await self._services.note(THIS_MACHINE, "sign-in")
        return self._welcome(self._services.sessions.begin_personal(), THIS_PERSON)

    async def _with_password(
        self, request: Request, name: str, password: str
    ) -> Response:
        await self._count(request, name)
        kept = await self._services.desk.read(lambda session: _kept(session, name))
        found = await self._services.passwords.verify(kept, password)
        before = self._services.cookie_of(request)
        now = self._services.sessions.clock()

        def enter(session: Session) -> tuple[NewSession, Actor]:
            # Asked again: it may have been disabled, or changed, a moment ago.
            account = find_account(session, name)
            if account is None or account.is_disabled or account.password != kept:
                raise _wrong()
            if found.renewed is not None:
                account.password = found.renewed
            if before is not None:
                end_session(session, digest(before))
            note(session, at=now, actor=name, action="sign-in")
            return begin_session(session, account, now), actor_of(account)

        if not found.is_right:
            raise _wrong()
        new, actor = await self._services.desk.change(enter)
        self._succeeded(request, name)
        return self._welcome(new, actor)

    async def _count(self, request: Request, name: str) -> None:
        now = asyncio.get_running_loop().time()
        address = self._services.site.client(request.scope)
        if not self._services.attempts.allows(address, name, now):
            raise RefusedError(
                429,
                "too-many",
                "too many attempts to sign in; wait a minute",
                {"Retry-After": "60"},
            )

    def _succeeded(self, request: Request, name: str) -> None:
        address = self._services.site.client(request.scope)
        self._services.attempts.succeeded(address, name)

    def _welcome(self, new: NewSession, actor: Actor) -> Response:
        response = json_answer(self._session_json(actor, new.csrf))
        response.set_cookie(
            self._services.cookie,
            new.cookie,
            path="/review",
            secure=self._services.site.is_https,
            httponly=True,
            samesite="strict",
        )
        return response

    def _session_json(self, actor: Actor, csrf: str) -> dict[str, Any]:
        return {
            "mode": _mode(not actor.is_alone),
            "account": {"name": actor.name, "role": actor.role.value},
            "csrf": csrf,
            "kinds": self._kinds,
            "scorecard": self._scorecard,
            "may": {
                "accounts": actor.may_keep_accounts,
                "audit": actor.may_administer,
                "calibrate": actor.may_calibrate,
                "precision": actor.may_review,
                "delete": actor.may_administer,
            },
        }


def _mode(is_team: bool) -> str:
    return "team" if is_team else "personal"


def _kept(session: Session, name: str) -> str | None:
    """Return the password of somebody who may sign in."""
    account = find_account(session, name)
    return None if account is None or account.is_disabled else account.password


def _wrong() -> RefusedError:
    return RefusedError(
        401, "wrong-credentials", "name and password do not go together"
    )
