"""The audit trail, for admins."""

from typing import Annotated

from pydantic import StringConstraints
from starlette.responses import Response

from coach.store.audit import entries
from coach.web.review.answers import json_answer, malformed
from coach.web.review.gate import Asked, Endpoint
from coach.web.review.requests import Form, read_question
from coach.web.review.rights import API
from coach.web.review.services import Services

PAGE = 100
"""Entries at a time."""


class TrailQuestion(Form):
    """Which entries: the newest, or those before a cursor."""

    cursor: Annotated[str, StringConstraints(max_length=20)] | None = None


class AuditApi:
    """Answer ``audit``.

    Args:
        services: What the server's parts share.
    """

    def __init__(self, services: Services) -> None:
        self._services = services

    def endpoints(self) -> list[Endpoint]:
        """Return what is answered here."""
        return [Endpoint(method="GET", path=f"{API}/audit", handler=self.show)]

    async def show(self, asked: Asked) -> Response:
        """List what was done, newest first."""
        cursor = read_question(asked.request, TrailQuestion).cursor
        try:
            page = await self._services.desk.read(
                lambda session: entries(session, cursor=cursor, limit=PAGE)
            )
        except ValueError as wrong:
            raise malformed(f"cursor: {wrong}") from None
        return json_answer({"entries": page.entries, "next": page.next})
