"""A team's server in the test's own process, asked as over the network."""

import contextlib
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO, Self

from sqlalchemy import select

from coach.errors import ShareError
from coach.sharing.address import server_address
from coach.sharing.protocol import Request, Response, Span
from coach.store.database import Database, open_database
from coach.store.sign_ins import new_token
from coach.store.tables import AccountRow
from tests.web.review.team import NORA, ORIGIN, Team

ADDRESS = server_address(ORIGIN)


class TeamServer(contextlib.AbstractContextManager["TeamServer"]):
    """The server, over a store and a data folder of its own.

    Args:
        folder: The data folder, with an empty store in it.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._open = contextlib.ExitStack()
        self.deaths: list[str] = []
        """When it dies next: ``before`` or ``after`` it has obeyed, or ``no``."""
        self.asked: list[str] = []
        self.meanwhile: Callable[[Request], object] = lambda _: None
        """Called before a request is obeyed, on the analyst's machine."""

    def __enter__(self) -> Self:
        """Open it, with an account for everybody and a token for Nora's machine."""
        with self.there():
            db = self._open.enter_context(open_database())
            self.team = self._open.enter_context(Team(db))
            self.team.hire()
            self.browser = self.team.browser()
        self.token = self.token_of(NORA)
        return self

    def __exit__(self, *args: object) -> None:
        """Close it."""
        self._open.close()

    @property
    def db(self) -> Database:
        """Its store."""
        return self.team.db

    @contextlib.contextmanager
    def there(self) -> Iterator[None]:
        """Be on the server's machine."""
        here = os.environ["COACH_DATA"]
        os.environ["COACH_DATA"] = str(self._folder)
        try:
            yield
        finally:
            os.environ["COACH_DATA"] = here

    def token_of(self, name: str) -> str:
        """Give somebody a token."""
        with self.db.session() as session:
            account = session.scalars(
                select(AccountRow).where(AccountRow.name == name)
            ).one()
            return new_token(session, account, self.team.now)

    def ask(self, request: Request, sound: BinaryIO | None = None) -> Response:
        """Be asked; die when it is time to.

        Raises:
            ShareError: It died.
        """
        body = request.body
        if isinstance(body, Span):
            assert sound is not None
            sound.seek(body.start)
            body = sound.read(body.end - body.start)
        self.asked.append(request.method)
        self.meanwhile(request)
        death = self.deaths.pop(0) if self.deaths else "no"
        if death == "before":
            raise ShareError(ADDRESS.host, "died", is_passing=True)
        with self.there():
            answer = self.browser.client.request(
                request.method,
                request.path,
                headers={
                    **request.headers,
                    "authorization": f"Bearer {self.token}",
                },
                content=body,
            )
        if death == "after":
            raise ShareError(ADDRESS.host, "died", is_passing=True)
        headers = {name.lower(): value for name, value in answer.headers.items()}
        return Response(status=answer.status_code, headers=headers, body=answer.content)
