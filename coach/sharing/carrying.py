"""Carrying one call over, answer by answer, with patience for what passes."""

from collections.abc import Callable
from typing import BinaryIO, Protocol

from coach.errors import ShareError
from coach.sharing.protocol import RefusedError, Request, Response, Sharing

TRIES = 3
"""Failures in a row that are waited out before the call is left for another time."""

FIRST_PAUSE_S = 1.0
"""Seconds before the first new try; before each further one twice as many."""

MAX_PAUSE_S = 30.0
"""Longest that a server may ask to be left alone within one try, in seconds."""


class Server(Protocol):
    """What answers requests: :class:`coach.sharing.client.TeamServer`, or a fake."""

    def ask(self, request: Request, sound: BinaryIO | None = None) -> Response:
        """Return the answer.

        Raises:
            ShareError: None came.
        """


def carry(
    sharing: Sharing,
    server: Server,
    sound: BinaryIO | None,
    *,
    host: str,
    pause: Callable[[float], bool],
    go_on: Callable[[], bool] = lambda: True,
    tell: Callable[[int], None] = lambda _: None,
) -> bool:
    """Bring a call to the server; return whether it got there.

    Args:
        sharing: Where the call is on its way.
        server: Where it goes.
        sound: Its sound, where it has some.
        host: How errors name the server.
        pause: Waits so many seconds; false when the call is to be left where it is.
        go_on: Asked before each request: false leaves the call where it is.
        tell: Told how many bytes of the sound are there, after each answer.

    Raises:
        ShareError: It cannot be shared; where ``is_passing``, not now.
    """
    failures, best = 0, sharing.offset
    while (request := sharing.request()) is not None:
        if not go_on():
            return False
        try:
            _step(sharing, server, request, sound, host)
        except ShareError as error:
            failures += 1
            if not error.is_passing or failures > TRIES:
                raise
            wanted = error.retry_after_s or FIRST_PAUSE_S * 2 ** (failures - 1)
            if wanted > MAX_PAUSE_S:
                raise
            if not pause(wanted):
                return False
        else:
            tell(sharing.offset)
        if sharing.offset > best:
            best, failures = sharing.offset, 0
    return True


def refusal(host: str, refused: RefusedError) -> ShareError:
    """Return the error of a server's refusal."""
    return ShareError(
        host,
        refused.reason,
        is_passing=refused.is_passing,
        retry_after_s=refused.retry_after_s,
    )


def _step(
    sharing: Sharing,
    server: Server,
    request: Request,
    sound: BinaryIO | None,
    host: str,
) -> None:
    try:
        response = server.ask(request, sound)
    except ShareError:
        sharing.lost()
        raise
    try:
        sharing.receive(response)
    except RefusedError as refused:
        raise refusal(host, refused) from refused
