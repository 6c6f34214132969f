"""A listening socket and a uvicorn that stays in its block: what our servers share."""

import asyncio
import contextlib
import errno
import socket
import sys
from collections.abc import Iterator
from ipaddress import ip_address

import uvicorn

from coach.errors import ServerError

LOOPBACK = "127.0.0.1"
"""Where only this machine can connect to."""


class QuietServer(uvicorn.Server):
    """A server that leaves the signals to whoever runs it."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Capture none."""
        yield


def bind(port: int, *, waiting: int, host: str = LOOPBACK) -> socket.socket:
    """Return a listening socket.

    Args:
        port: 0 for any free one.
        waiting: Connections that may wait to be taken.
        host: An address of this machine, as a number.

    Raises:
        ServerError: The port is taken, forbidden or none, or the host is none of ours.
    """
    try:
        is_v6 = ip_address(host).version == 6
    except ValueError:
        raise ServerError(
            f"{host} is no address of this machine: use 127.0.0.1, or 0.0.0.0 for all"
        ) from None
    family = socket.AF_INET6 if is_v6 else socket.AF_INET
    # Named TCP: only then does asyncio send small answers at once (TCP_NODELAY).
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        if sys.platform == "win32":
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        else:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
        listener.listen(waiting)
        listener.setblocking(False)
    except (OSError, OverflowError) as error:
        listener.close()
        raise ServerError(_advice(host, port, error)) from error
    return listener


async def ended(server: QuietServer, serving: "asyncio.Task[None]") -> None:
    """Have a server end, and wait until it has."""
    server.should_exit = True
    await asyncio.wait({serving})


def _advice(host: str, port: int, error: OSError | OverflowError) -> str:
    other = "choose another with --port, or --port 0 for any that is free"
    if isinstance(error, OverflowError):
        return f"port {port} does not exist: ports go from 0 to 65535"
    if error.errno == errno.EADDRINUSE:
        return f"port {port} is in use, perhaps by another coach: {other}"
    if error.errno == errno.EACCES:
        return f"port {port} is not allowed for this account: {other}"
    if error.errno == errno.EADDRNOTAVAIL:
        return f"{host} is no address of this machine: 0.0.0.0 stands for all it has"
    return f"port {port} cannot be opened ({error.strerror}): {other}"
