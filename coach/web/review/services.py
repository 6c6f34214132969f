"""What the parts of the review server share."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from starlette.requests import Request

from coach.policy.policy import Policy
from coach.sharing.address import ServerAddress
from coach.store.audit import note
from coach.web.review.attempts import Attempts
from coach.web.review.password_desk import PasswordDesk
from coach.web.review.sessions import Sessions
from coach.web.review.site import Site
from coach.web.review.store_desk import StoreDesk


class SharingDesk(Protocol):
    """What sends calls: :class:`coach.sharing.outbox.Outbox`, or a fake."""

    @property
    def address(self) -> ServerAddress:
        """The server that calls are shared with."""
        ...

    def kick(self) -> None:
        """Say that there is something to be shared, or withdrawn."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Services:
    """What the parts of the review server share."""

    desk: StoreDesk
    sessions: Sessions
    passwords: PasswordDesk
    policy: Policy
    site: Site
    audio_folder: Path
    """Where the sound of calls is."""
    cookie: str
    """The name of the cookie: browsers do not tell the ports of a host apart."""
    attempts: Attempts = field(default_factory=Attempts)
    sharing: SharingDesk | None = None
    """What sends calls to the team's server; None where none is set up here."""

    def cookie_of(self, request: Request) -> str | None:
        """Return what the browser was given when it signed in."""
        return request.cookies.get(self.cookie)

    async def note(
        self, actor: str, action: str, *, call: str | None = None, about: str = ""
    ) -> None:
        """Put a view into the audit trail; it is there before anything is answered.

        Raises:
            coach.web.review.answers.RefusedError: The store does not take it.
        """
        at = self.sessions.clock()
        await self.desk.change(
            lambda session: note(
                session, at=at, actor=actor, action=action, call=call, about=about
            )
        )
