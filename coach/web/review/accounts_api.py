"""The accounts of a team's server, for admins."""

from typing import Annotated, Any

from pydantic import StringConstraints
from sqlalchemy.orm import Session
from starlette.responses import Response

from coach.errors import AccountError
from coach.store.accounts import (
    Role,
    add_account,
    all_accounts,
    disable,
    enable,
    find_account,
    set_password,
    set_role,
)
from coach.store.audit import note
from coach.store.passwords import MAX_CHARACTERS, password_problem
from coach.store.sign_ins import drop_tokens, has_token, new_token
from coach.store.tables import AccountRow
from coach.web.review.answers import conflict, json_answer, malformed, not_found
from coach.web.review.gate import Asked, Endpoint
from coach.web.review.requests import Form, read_form
from coach.web.review.rights import API
from coach.web.review.services import Services

Password = Annotated[str, StringConstraints(max_length=MAX_CHARACTERS)]


class NewAccount(Form):
    """An account that is to be added."""

    name: Annotated[str, StringConstraints(max_length=200)]
    role: Role
    password: Password


class ChangedAccount(Form):
    """What is to be otherwise with an account."""

    role: Role | None = None
    is_disabled: bool | None = None
    password: Password | None = None


class AccountsApi:
    """Answer ``accounts`` and what is below it.

    Args:
        services: What the server's parts share.
    """

    def __init__(self, services: Services) -> None:
        self._services = services

    def endpoints(self) -> list[Endpoint]:
        """Return what is answered here."""
        path = f"{API}/accounts"
        one = f"{path}/{{name}}"
        return [
            Endpoint(method="GET", path=path, handler=self.show),
            Endpoint(method="POST", path=path, handler=self.add),
            Endpoint(method="PATCH", path=one, handler=self.change),
            Endpoint(method="POST", path=f"{one}/token", handler=self.give_token),
            Endpoint(method="DELETE", path=f"{one}/token", handler=self.drop_token),
        ]

    async def show(self, asked: Asked) -> Response:
        """List the accounts, by name."""
        del asked

        def look(session: Session) -> list[dict[str, Any]]:
            return [_account_json(session, row) for row in all_accounts(session)]

        return json_answer({"accounts": await self._services.desk.read(look)})

    async def add(self, asked: Asked) -> Response:
        """Add an account."""
        given = await read_form(asked.request, NewAccount)
        _check_password(given.password, given.name)
        password = await self._services.passwords.hash(given.password)
        now, actor = self._services.sessions.clock(), asked.actor.name

        def add(session: Session) -> dict[str, Any]:
            try:
                row = add_account(
                    session,
                    name=given.name,
                    role=given.role,
                    password=password,
                    now=now,
                )
            except AccountError as error:
                raise conflict(str(error)) from None
            note(session, at=now, actor=actor, action="add-account", about=given.name)
            return _account_json(session, row)

        return json_answer(await self._services.desk.change(add), status=201)

    async def change(self, asked: Asked) -> Response:
        """Change role or password, disable or enable; sessions of it end."""
        given = await read_form(asked.request, ChangedAccount)
        name, actor = asked.request.path_params["name"], asked.actor.name
        if given == ChangedAccount():
            raise malformed("nothing is to be changed")
        password = None
        if given.password is not None:
            _check_password(given.password, name)
            password = await self._services.passwords.hash(given.password)
        now = self._services.sessions.clock()

        def change(session: Session) -> dict[str, Any]:
            row = _found(session, name)
            done = []
            try:
                if given.role is not None and given.role != row.role:
                    set_role(session, row, given.role)
                    done.append("set-role")
                if given.is_disabled is True and not row.is_disabled:
                    disable(session, row)
                    done.append("disable-account")
                if given.is_disabled is False and row.is_disabled:
                    enable(row)
                    done.append("enable-account")
            except AccountError as error:
                raise conflict(str(error)) from None
            if password is not None:
                set_password(session, row, password)
                done.append("set-password")
            for action in done:
                note(session, at=now, actor=actor, action=action, about=name)
            return _account_json(session, row)

        return json_answer(await self._services.desk.change(change))

    async def give_token(self, asked: Asked) -> Response:
        """Give an account's programs a new token, which is shown this once."""
        name, actor = asked.request.path_params["name"], asked.actor.name
        now = self._services.sessions.clock()

        def give(session: Session) -> str:
            row = _found(session, name)
            if row.is_disabled:
                raise conflict(f"{name}: is disabled")
            note(session, at=now, actor=actor, action="give-token", about=name)
            return new_token(session, row, now)

        token = await self._services.desk.change(give)
        return json_answer({"token": token}, status=201)

    async def drop_token(self, asked: Asked) -> Response:
        """Take an account's token back."""
        name, actor = asked.request.path_params["name"], asked.actor.name
        now = self._services.sessions.clock()

        def drop(session: Session) -> None:
            if not drop_tokens(session, _found(session, name)):
                raise not_found()
            note(session, at=now, actor=actor, action="take-token", about=name)

        await self._services.desk.change(drop)
        return json_answer({})


def _found(session: Session, name: str) -> AccountRow:
    row = find_account(session, name)
    if row is None:
        raise not_found()
    return row


def _check_password(password: str, name: str) -> None:
    if problem := password_problem(password, name):
        raise malformed(f"password: {problem}")


def _account_json(session: Session, row: AccountRow) -> dict[str, Any]:
    return {
        "name": row.name,
        "role": row.role,
        "is_disabled": row.is_disabled,
        "has_token": has_token(session, row),
        "created_at": row.created_at.isoformat(timespec="milliseconds"),
    }
