"""The measured precision of each detector, for reviewers."""

from starlette.responses import Response

from coach.reviews.calibration import blind_calls
from coach.reviews.precision import precision_json, precision_of
from coach.web.review.answers import json_bytes
from coach.web.review.call_question import Days
from coach.web.review.gate import Asked, Endpoint
from coach.web.review.requests import read_question
from coach.web.review.rights import API
from coach.web.review.services import Services


class PrecisionApi:
    """Answer ``precision``.

    Args:
        services: What the server's parts share.
    """

    def __init__(self, services: Services) -> None:
        self._services = services

    def endpoints(self) -> list[Endpoint]:
        """Return what is answered here."""
        return [Endpoint(method="GET", path=f"{API}/precision", handler=self.show)]

    async def show(self, asked: Asked) -> Response:
        """Say what reviewers held of the findings of calls of some days."""
        days, db = read_question(asked.request, Days), self._services.desk.db
        viewer = asked.actor.name

        def look() -> bytes:
            since, until = days.span()
            with db.reading() as session:
                found = precision_of(
                    session,
                    since=since,
                    until=until,
                    without=blind_calls(session, viewer),
                )
            return json_bytes(precision_json(found))

        found = await self._services.desk.work(look)
        return Response(found, media_type="application/json")
