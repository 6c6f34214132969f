"""The review server: uvicorn for as long as a block lasts."""

import asyncio
import contextlib
import ssl
from pathlib import Path
from types import TracebackType
from urllib.parse import quote

import uvicorn
from argon2 import PasswordHasher

from coach.errors import ServerError
from coach.policy.policy import Policy
from coach.store.accounts import has_accounts
from coach.store.database import Database
from coach.store.passwords import HASHER
from coach.store.places import audio_folder
from coach.web.binding import QuietServer, bind, ended
from coach.web.pages import PageFile, page_folder
from coach.web.review.app import review_app
from coach.web.review.audio_file import AudioFiles
from coach.web.review.guard import MAX_HEAD_BYTES
from coach.web.review.pages import load_pages
from coach.web.review.password_desk import PasswordDesk
from coach.web.review.patience import PatientProtocol
from coach.web.review.plan import ReviewPlan
from coach.web.review.services import Services, SharingDesk
from coach.web.review.sessions import Sessions
from coach.web.review.site import Site
from coach.web.review.store_desk import StoreDesk

MAX_CONNECTIONS = 64
"""Connections at once on a personal install."""

MAX_TEAM_CONNECTIONS = 512
"""Connections at once on a team's server: six of each of some eighty browsers."""


class ReviewServer(contextlib.AbstractAsyncContextManager["ReviewServer"]):
    """Serve the review pages while the block lasts.

    Entering binds the port, so that afterwards the address can be told.

    Args:
        db: The store; it stays the caller's to close.
        policy: Has the scorecard.
        token: What lets somebody in where there are no accounts.
        plan: Where and how it is reached.
        page: The folder of the pages; by default the one of the package.
        hasher: Of passwords.
        sharing: What sends calls to a team's server, from a personal install.
    """

    def __init__(
        self,
        db: Database,
        *,
        policy: Policy,
        token: str,
        plan: ReviewPlan | None = None,
        page: Path | None = None,
        hasher: PasswordHasher = HASHER,
        sharing: SharingDesk | None = None,
    ) -> None:
        self._db = db
        self._policy = policy
        self._token = token
        self._plan = plan or ReviewPlan()
        self._page = page
        self._hasher = hasher
        self._sharing = sharing
        self._tasks = asyncio.TaskGroup()
        self._open = contextlib.ExitStack()
        self._server: QuietServer | None = None
        self._serving: asyncio.Task[None] | None = None
        self._site = Site()
        self._is_team = False
        self.port = self._plan.port
        """The port asked for; inside the block, the one that is served."""

    @property
    def url(self) -> str:
        """The address of the list; on a personal install with what lets one in."""
        scheme = "https" if self._site.is_https else "http"
        host = f"[{self._plan.host}]" if ":" in self._plan.host else self._plan.host
        origin = self._site.address or f"{scheme}://{host}:{self.port}"
        token = "" if self._is_team else f"#token={quote(self._token, safe='')}"
        return f"{origin}/review/{token}"

    async def __aenter__(self) -> "ReviewServer":
        """Bind the port and start to serve.

        Raises:
            ServerError: The port cannot be had, it may not be reached so, or the files
                of the pages or of the certificate are missing.
        """
        with contextlib.ExitStack() as opened:
            page, folder = await asyncio.to_thread(self._look)
            listener = bind(
                self.port, waiting=MAX_TEAM_CONNECTIONS, host=self._plan.host
            )
            opened.callback(listener.close)
            self.port = listener.getsockname()[1]
            services, files = self._services(opened, folder)
            app = review_app(services, files=files, page=page)
            self._server = QuietServer(self._config(app))
            self._open = opened.pop_all()
        await self._tasks.__aenter__()
        self._serving = self._tasks.create_task(
            self._server.serve(sockets=[listener]), name="review server"
        )
        return self

    async def __aexit__(
        self,
        exc_type: type[BaseException] | None,
        exc: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Close every connection and stop, within a second or so."""
        if self._server is None or self._serving is None:
            return
        cancelled = exc if isinstance(exc, asyncio.CancelledError) else None
        try:
            await ended(self._server, self._serving)
        finally:
            # Whatever still runs in the threads is waited for; it is short.
            await asyncio.to_thread(self._open.close)
            # The group is there for the server's own failure, which cancels the block.
            # Other exceptions of the block pass it by: it would wrap them.
            await self._tasks.__aexit__(
                None if cancelled is None else type(cancelled), cancelled, None
            )

    def _look(self) -> tuple[dict[str, PageFile], Path]:
        """See how it may be reached; return the pages and the folder of sound."""
        with self._db.reading() as session:
            self._is_team = has_accounts(session)
        self._site = self._plan.site(is_team=self._is_team)
        if self._plan.certificate is not None and self._plan.key is not None:
            check_certificate(self._plan.certificate, self._plan.key)
        return load_pages(self._page or page_folder("review")), audio_folder()

    def _services(
        self, opened: contextlib.ExitStack, folder: Path
    ) -> tuple[Services, AudioFiles]:
        desk, passwords = StoreDesk(self._db), PasswordDesk(self._hasher)
        files = AudioFiles(folder)
        for part in (desk, passwords, files):
            opened.callback(part.close)
        services = Services(
            desk=desk,
            sessions=Sessions(token=self._token),
            passwords=passwords,
            policy=self._policy,
            site=self._site,
            audio_folder=folder,
            cookie=f"coach-review-{self.port}",
            sharing=None if self._is_team else self._sharing,
        )
        return services, files

    def _config(self, app: object) -> uvicorn.Config:
        most = MAX_TEAM_CONNECTIONS if self._is_team else MAX_CONNECTIONS
        return uvicorn.Config(
            app,  # type: ignore[arg-type]  # Starlette's types are wider than uvicorn's
            http=PatientProtocol,
            ws="none",
            lifespan="off",
            log_config=None,
            log_level="critical",  # the guard logs what goes wrong inside a request
            access_log=False,
            server_header=False,
            proxy_headers=False,  # coach.web.review.site knows what may be believed
            h11_max_incomplete_event_size=MAX_HEAD_BYTES,
            limit_concurrency=most,
            timeout_graceful_shutdown=1,
            ssl_certfile=self._plan.certificate,
            ssl_keyfile=self._plan.key,
        )


def check_certificate(certificate: Path, key: Path) -> None:
    """See whether a certificate and its key can be used.

    Raises:
        ServerError: They cannot.
    """
    for path in (certificate, key):
        try:
            path.read_bytes()
        except OSError as error:
            raise ServerError(f"{path}: {error.strerror}") from error
    try:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate, key, password=lambda: b"")
    except (ssl.SSLError, OSError, ValueError) as error:
        raise ServerError(
            f"{certificate}: is no certificate that goes with the key {key} (both PEM, "
            "the key without a password)"
        ) from error
