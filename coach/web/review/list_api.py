"""The list of calls: those that whoever asks may see."""

from starlette.responses import Response

from coach.reviews.calibration import blind_calls
from coach.store.calls import find_analysts, find_calls
from coach.web.review.answers import json_answer, json_bytes, malformed
from coach.web.review.call_json import row_json
from coach.web.review.call_question import CallQuestion
from coach.web.review.gate import Asked, Endpoint
from coach.web.review.requests import Form, read_question
from coach.web.review.rights import API, Actor
from coach.web.review.services import Services


class Nothing(Form):
    """No question is asked."""


class ListApi:
    """Answer ``calls`` and ``analysts``.

    Args:
        services: What the server's parts share.
    """

    def __init__(self, services: Services) -> None:
        self._services = services

    def endpoints(self) -> list[Endpoint]:
        """Return what is answered here."""
        return [
            Endpoint(method="GET", path=f"{API}/calls", handler=self.calls),
            Endpoint(method="GET", path=f"{API}/analysts", handler=self.analysts),
        ]

    async def calls(self, asked: Asked) -> Response:
        """List calls, newest first."""
        question = read_question(asked.request, CallQuestion)
        only, viewer = _only(asked.actor), asked.actor.name
        db = self._services.desk.db

        def look() -> bytes:
            with db.reading() as session:
                blind_to = blind_calls(session, viewer)
            wanted = question.filter(only, blind_to)
            try:
                page = find_calls(db, wanted, question.cursor, question.limit)
            except ValueError as wrong:
                raise malformed(f"cursor: {wrong}") from None
            calls = [row_json(call) for call in page.calls]
            return json_bytes({"calls": calls, "next": page.next, "total": page.total})

        found = await self._services.desk.work(look)
        if question.q.strip() and question.cursor is None:
            # Not for what: that may be words of people.
            await self._services.note(asked.actor.name, "search-calls")
        return Response(found, media_type="application/json")

    async def analysts(self, asked: Asked) -> Response:
        """List those who took the calls."""
        read_question(asked.request, Nothing)
        if (only := _only(asked.actor)) is not None:
            return json_answer({"analysts": [only]})
        db = self._services.desk.db
        names = await self._services.desk.work(lambda: find_analysts(db))
        return json_answer({"analysts": names})


def _only(actor: Actor) -> str | None:
    """Return whose calls alone somebody sees; None for everybody's."""
    return None if actor.may_review else actor.name
