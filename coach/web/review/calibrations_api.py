"""Calibrations: several reviewers score one call blind, and see how far they agree."""

from typing import Annotated, Any

from pydantic import Field, StringConstraints
from sqlalchemy import select
from sqlalchemy.orm import Session
from starlette.responses import Response

from coach.reviews.calibration import begin, calibration, calibrations
from coach.reviews.calibration_form import calibration_json
from coach.store.accounts import Role
from coach.store.audit import note
from coach.store.tables import AccountRow
from coach.web.review.answers import json_answer, malformed
from coach.web.review.gate import Asked, Endpoint
from coach.web.review.requests import Form, read_form
from coach.web.review.review_api import key_of
from coach.web.review.rights import API
from coach.web.review.services import Services

PATH = f"{API}/calibrations"

Name = Annotated[str, StringConstraints(max_length=200)]


class NewCalibration(Form):
    """Who is to score which call."""

    call: Annotated[str, StringConstraints(max_length=32)]
    reviewers: Annotated[list[Name], Field(max_length=20)]


class CalibrationsApi:
    """Answer ``calibrations`` and what is below it.

    Args:
        services: What the server's parts share.
    """

    def __init__(self, services: Services) -> None:
        self._services = services

    def endpoints(self) -> list[Endpoint]:
        """Return what is answered here."""
        return [
            Endpoint(method="GET", path=PATH, handler=self.show_all),
            Endpoint(method="POST", path=PATH, handler=self.begin),
            Endpoint(method="GET", path=f"{PATH}/{{id}}", handler=self.show),
        ]

    async def show_all(self, asked: Asked) -> Response:
        """List calibrations, newest first, and who could take part in one."""
        del asked

        def look(session: Session) -> dict[str, Any]:
            found = [calibration_json(one) for one in calibrations(session)]
            return {"calibrations": found, "reviewers": _reviewers(session)}

        return json_answer(await self._services.desk.read(look))

    async def begin(self, asked: Asked) -> Response:
        """Begin one."""
        given = await read_form(asked.request, NewCalibration)
        now, name = self._services.sessions.clock(), asked.actor.name

        def change(session: Session) -> dict[str, Any]:
            if unknown := set(given.reviewers) - set(_reviewers(session)):
                raise malformed(f"reviewers: {min(unknown)[:40]} is no reviewer here")
            row = begin(session, given.call, reviewers=given.reviewers, by=name, at=now)
            note(
                session,
                at=now,
                actor=name,
                action="begin-calibration",
                call=given.call,
                about=str(row.key),
            )
            return calibration_json(calibration(session, row.key))

        return json_answer(await self._services.desk.change(change), status=201)

    async def show(self, asked: Asked) -> Response:
        """Show one; once it is closed, with what was answered."""
        key = key_of(asked)
        return json_answer(
            await self._services.desk.read(
                lambda session: calibration_json(calibration(session, key))
            )
        )


def _reviewers(session: Session) -> list[str]:
    """Return who may score calls."""
    return list(
        session.scalars(
            select(AccountRow.name)
            .where(
                AccountRow.role != Role.ANALYST.value, AccountRow.is_disabled.is_(False)
            )
            .order_by(AccountRow.name)
        )
    )
