"""The socket of sharing: requests to one server and to no other."""

import contextlib
import ssl
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

import httpx2

from coach import __version__
from coach.errors import ShareError
from coach.sharing.address import ServerAddress
from coach.sharing.protocol import (
    LENGTH,
    MAX_ANSWER_BYTES,
    OFFSET,
    Request,
    Response,
    Span,
)

CONNECT_S = 10.0
"""Seconds to reach a server; it is in the building or not far from it."""

ANSWER_S = 60.0
"""Seconds without a byte either way; at the end the server reads the sound once."""

_HEADERS = ("retry-after", OFFSET, LENGTH)
"""What of an answer's headers is looked at."""


class TeamServer(contextlib.AbstractContextManager["TeamServer"]):
    """A team's server, as an analyst's token opens it.

    No redirect is followed, no proxy asked, nothing of the environment but
    ``SSL_CERT_FILE`` and ``SSL_CERT_DIR`` minded: what is sent goes to this server.
    For one thread at a time.

    Args:
        address: Where it is.
        token: The analyst's.
        ca: A file with the certificates to trust in place of the system's.

    Raises:
        ShareError: The file with the certificates cannot be used.
    """

    def __init__(
        self, address: ServerAddress, token: str, *, ca: Path | None = None
    ) -> None:
        self._host = address.host
        timeout = httpx2.Timeout(ANSWER_S, connect=CONNECT_S)
        self._client = httpx2.Client(
            base_url=address.url,
            verify=_trust(address, ca),
            trust_env=False,
            follow_redirects=False,
            timeout=timeout,
            headers={
                "authorization": f"Bearer {token}",
                "user-agent": f"call-coach/{__version__}",
                "accept": "application/json",
                "accept-encoding": "identity",  # so that an answer's bound is one
            },
        )

    def __enter__(self) -> Self:
        """Nothing is sent yet."""
        return self

    def __exit__(
        self,
        exc_type: type[BaseException] | None,
        exc: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Hang up."""
        self._client.close()

    def ask(self, request: Request, sound: BinaryIO | None = None) -> Response:
        """Send a request and return its answer, whatever its status.

        Args:
            request: What to send.
            sound: Where the bytes of a span are.

        Raises:
            ShareError: No answer came, or one that is too long; where
                ``is_passing``, it may come next time.
        """
        body = request.body
        if isinstance(body, Span):
            body = self._piece(sound, body)
        try:
            with self._client.stream(
                request.method,
                request.path,
                headers=dict(request.headers),
                content=body or None,
            ) as answer:
                content = self._bounded(answer)
        except httpx2.HTTPError as error:
            raise self._unanswered(error) from error
        headers = {n: answer.headers[n] for n in _HEADERS if n in answer.headers}
        return Response(status=answer.status_code, headers=headers, body=content)

    def _piece(self, sound: BinaryIO | None, span: Span) -> bytes:
        if sound is None:
            raise ValueError("a span is of some sound")
        try:
            sound.seek(span.start)
            piece = sound.read(span.end - span.start)
        except OSError as error:
            reason = f"the call's sound cannot be read ({error.strerror})"
            raise ShareError(self._host, reason) from error
        if len(piece) != span.end - span.start:
            raise ShareError(self._host, "the call's sound is cut short")
        return piece

    def _bounded(self, answer: httpx2.Response) -> bytes:
        content = bytearray()
        for part in answer.iter_raw():
            content += part
            if len(content) > MAX_ANSWER_BYTES:
                raise ShareError(self._host, "answers like no coach: far too long")
        return bytes(content)

    def _unanswered(self, error: httpx2.HTTPError) -> ShareError:
        """Return the one line that says why there was no answer."""
        tls = _cause(error, ssl.SSLError)
        if isinstance(tls, ssl.SSLCertVerificationError):
            why = (tls.verify_message or "not to be trusted").rstrip(".")
            advice = "name your company's own certificate with --ca FILE"
            return ShareError(
                self._host, f"its certificate is refused: {why}; {advice}"
            )
        if tls is not None:
            return ShareError(self._host, "speaks no HTTPS that can be trusted")
        match error:
            case httpx2.ConnectTimeout():
                reason = f"cannot be reached within {CONNECT_S:g} s"
            case httpx2.TimeoutException():
                reason = f"does not answer within {ANSWER_S:g} s"
            case httpx2.ConnectError():
                reason = f"cannot be reached ({_os_reason(error)})"
            case httpx2.RemoteProtocolError():
                reason = "broke off without an answer"
            case _:
                reason = f"the connection broke ({_os_reason(error)})"
        return ShareError(self._host, reason, is_passing=True)


def _trust(address: ServerAddress, ca: Path | None) -> ssl.SSLContext | bool:
    if address.url.startswith("http://"):
        return True  # to this machine itself: nothing is encrypted, nothing verified
    try:
        if ca is None:
            return httpx2.create_ssl_context()
        return ssl.create_default_context(cafile=ca)
    except (OSError, ssl.SSLError) as error:
        name = "SSL_CERT_FILE" if ca is None else str(ca)
        why = error.strerror if isinstance(error, OSError) else None
        if isinstance(error, ssl.SSLError):
            why = "holds no certificates"
        reason = f"{name}: {(why or 'cannot be read').lower()}"
        raise ShareError(address.host, reason) from error


def _cause(error: BaseException, kind: type[BaseException]) -> BaseException | None:
    """Return the exception of a kind that lies beneath another, if one does."""
    beneath: BaseException | None = error
    for _ in range(10):
        if beneath is None or isinstance(beneath, kind):
            return beneath
        beneath = beneath.__cause__ or beneath.__context__
    return None


def _os_reason(error: BaseException) -> str:
    below = _cause(error, OSError)
    text = getattr(below, "strerror", None) or type(error).__name__
    return str(text).lower()
