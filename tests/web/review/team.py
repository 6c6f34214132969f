"""People, browsers and calls for tests of the review server."""

import contextlib
import shutil
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any, Self
from unittest.mock import patch

from anyio.from_thread import start_blocking_portal
from argon2 import PasswordHasher
from starlette.testclient import TestClient

from coach.store.accounts import Role, add_account
from coach.store.calls import add_call
from coach.store.database import Database
from coach.store.passwords import hash_password
from coach.store.peaks import Peaks, peaks_of_file
from coach.store.places import audio_folder
from coach.web.pages import PageFile
from coach.web.review.app import review_app
from coach.web.review.audio_file import AudioFiles
from coach.web.review.password_desk import PasswordDesk
from coach.web.review.services import Services
from coach.web.review.sessions import Sessions
from coach.web.review.site import Site
from coach.web.review.store_desk import StoreDesk
from tests.store.samples import CALLS, kept, policy

ORIGIN = "http://127.0.0.1:8766"
API = f"{ORIGIN}/review/api"
TOKEN = "the tökén of this machine"
COOKIE = "coach-review-8766"
QUICK = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
"""As weak as Argon2id can be, so that tests take no time."""

PASSWORD = "a password of theirs"
PEOPLE = {
    "Nora Berg": Role.ANALYST,
    "Max Stein": Role.ANALYST,
    "Rita Vogel": Role.REVIEWER,
    "Adam Frey": Role.ADMIN,
}
NORA, MAX, RITA, ADAM = PEOPLE

PAGE = {
    "index.html": PageFile(
        body=b"<!doctype html>", content_type="text/html", etag='"1"'
    ),
    "main.js": PageFile(body=b"1;", content_type="text/javascript", etag='"2"'),
}


@cache
def _peaks(name: str) -> Peaks:
    """Return the waveform of a sample, which takes a third of a second to make."""
    return peaks_of_file(CALLS / name)


class Browser:
    """Somebody's browser.

    Args:
        team: Whose server it goes to.
        origin: Where that is.
    """

    def __init__(self, team: "Team", origin: str = ORIGIN) -> None:
        self.client = TestClient(team.app, base_url=origin, follow_redirects=False)
        self.client.portal = team.portal  # one event loop for all of them
        self.csrf: str | None = None

    def ask(
        self,
        method: str,
        path: str,
        *,
        json: object = None,
        headers: Mapping[str, str] | None = None,
        has_csrf: bool = True,
        **others: Any,  # noqa: ANN401 (the client's)
    ) -> Any:  # noqa: ANN401 (the client's answer)
        """Ask something below the API, or at a path of its own."""
        sent = dict(headers or {})
        if self.csrf is not None and has_csrf:
            sent.setdefault("X-Coach-CSRF", self.csrf)
        where = path if path.startswith("/") else f"/review/api/{path}"
        return self.client.request(method, where, json=json, headers=sent, **others)

    def get(self, path: str, **others: Any) -> Any:  # noqa: ANN401 (the client's)
        """Ask for something."""
        return self.ask("GET", path, **others)

    def sign_in(self, **shown: str) -> Any:  # noqa: ANN401 (the client's answer)
        """Sign in, and keep what has to go with changes."""
        answer = self.ask("POST", "session", json=shown)
        if answer.status_code == 200:
            self.csrf = answer.json()["csrf"]
        return answer


class Team(contextlib.AbstractContextManager["Team"]):
    """The server over a store, and who goes there.

    Args:
        db: The store.
        site: Where it is reached.
    """

    def __init__(self, db: Database, site: Site | None = None) -> None:
        self.db = db
        self.now = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
        desk, passwords = StoreDesk(db), PasswordDesk(QUICK)
        files = AudioFiles(audio_folder())
        self._parts = (desk, passwords, files)
        self.services = Services(
            desk=desk,
            sessions=Sessions(token=TOKEN, clock=lambda: self.now),
            passwords=passwords,
            policy=policy(),
            site=site or Site(),
            audio_folder=audio_folder(),
            cookie=COOKIE,
        )
        self.app = review_app(self.services, files=files, page=PAGE)
        self._samples = 0
        self._loop = start_blocking_portal()
        self.portal = self._loop.__enter__()

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(self, *args: object) -> None:
        """End its threads."""
        self._loop.__exit__(None, None, None)
        for part in self._parts:
            part.close()

    def hire(self) -> None:
        """Give everybody their account."""
        with self.db.session() as session:
            for name in reversed(PEOPLE):  # the first has to be an admin
                add_account(
                    session,
                    name=name,
                    role=PEOPLE[name],
                    password=hash_password(PASSWORD, QUICK),
                    now=self.now,
                )

    def pass_time(self, **time: float) -> None:
        """Let time pass."""
        self.now += timedelta(**time)

    def browser(self, name: str | None = None) -> Browser:
        """Return a browser in which somebody has signed in, or nobody."""
        browser = Browser(self)
        if name is not None:
            assert browser.sign_in(name=name, password=PASSWORD).status_code == 200
        return browser

    def own_browser(self) -> Browser:
        """Return the browser of a personal install."""
        browser = Browser(self)
        assert browser.sign_in(token=TOKEN).status_code == 200
        return browser

    def call(
        self,
        analyst: str | None = NORA,
        *,
        audio: bool = False,
        has_findings: bool = False,
        **others: object,
    ) -> str:
        """Keep a call; return its uid.  One with its sound has findings too."""
        self._samples += 1
        name = "angry-upgrade" if audio or has_findings else "clean-password-reset"
        sound = None
        if audio:
            sound = audio_folder().parent / f"{name}.flac"
            shutil.copy(CALLS / f"{name}.flac", sound)
        about = {"agent": analyst, "id": f"call {self._samples}", **others}
        with patch("coach.store.adding.peaks_of_file", lambda path: _peaks(path.name)):
            return add_call(self.db, kept(name, call=about, audio=sound)).uid

    def audio_of(self, uid: str) -> Path:
        """Return the file of a call's sound."""
        return audio_folder() / f"{uid}.flac"

    def trail(self) -> list[tuple[str, str, str | None, str]]:
        """Return the audit trail, oldest first: actor, action, call, about."""
        from sqlalchemy import select

        from coach.store.tables import AuditRow

        with self.db.reading() as session:
            rows = session.scalars(select(AuditRow).order_by(AuditRow.key))
            return [(row.actor, row.action, row.call, row.about) for row in rows]
