"""Sharing a call with the team's server from the page of a personal install."""

from datetime import datetime

from sqlalchemy.orm import Session
from starlette.responses import Response

from coach.sharing.ledger import ask_to_share, ask_to_withdraw
from coach.web.review.answers import conflict, json_answer, not_found
from coach.web.review.gate import Asked, Endpoint
from coach.web.review.rights import API
from coach.web.review.services import Services, SharingDesk

SHARE = f"{API}/calls/{{uid}}/share"


class ShareApi:
    """Answer ``calls/UID/share``.

    Args:
        services: What the server's parts share.
    """

    def __init__(self, services: Services) -> None:
        self._services = services

    def endpoints(self) -> list[Endpoint]:
        """Return what is answered here."""
        return [
            Endpoint(method="POST", path=SHARE, handler=self.share),
            Endpoint(method="DELETE", path=SHARE, handler=self.withdraw),
        ]

    async def share(self, asked: Asked) -> Response:
        """Have a call shared; it is sent behind the page's back."""
        desk = self._the_desk()
        key, now = asked.call.key, self._services.sessions.clock()
        state = await self._services.desk.change(
            lambda session: ask_to_share(session, key, desk.address.url, now=now)
        )
        desk.kick()
        return json_answer({"server": desk.address.url, "state": state}, status=202)

    async def withdraw(self, asked: Asked) -> Response:
        """Have a call withdrawn."""
        desk = self._the_desk()
        key, now = asked.call.key, self._services.sessions.clock()
        url = desk.address.url

        def leave(session: Session, at: datetime = now) -> str:
            state = ask_to_withdraw(session, key, url, now=at)
            if state is None:
                raise not_found()
            return state

        state = await self._services.desk.change(leave)
        desk.kick()
        return json_answer({"server": url, "state": state}, status=202)

    def _the_desk(self) -> SharingDesk:
        desk = self._services.sharing
        if desk is None:
            raise conflict("no server is set up: coach share --server URL does that")
        return desk
