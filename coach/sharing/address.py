"""The address of a team's server: HTTPS, or plain HTTP to this machine itself."""

import re
from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import SplitResult, urlsplit

MAX_CHARACTERS = 300
"""Of an address, as the store keeps it."""

_HOST = re.compile(r"[a-z0-9]([a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:.]+\]")
_DEFAULT_PORTS = {"https": 443, "http": 80}


@dataclass(frozen=True, slots=True)
class ServerAddress:
    """Where a team's server is, in the one form in which it is remembered."""

    url: str
    """Such as ``https://calls.example.org`` or ``http://127.0.0.1:8766``: no path, no
    slash at its end, the port only where it is not the scheme's own."""

    @property
    def host(self) -> str:
        """The host and, where it is not the scheme's own, the port: what is shown."""
        return self.url.partition("://")[2]

    def __str__(self) -> str:
        return self.url


def server_address(text: str) -> ServerAddress:
    """Return the address that a person or a policy names.

    Plain HTTP goes to this machine only: for tests, and for a reverse proxy here.

    Args:
        text: With or without a slash at its end.  A host alone stands for HTTPS.

    Raises:
        ValueError: It is none, or one that calls must not be sent to; in one line.
    """
    text = text.strip()
    if len(text) > MAX_CHARACTERS or not text.isprintable() or not text:
        raise ValueError("is no address of a server")
    try:
        parts = urlsplit(text if "://" in text else f"https://{text}")
        port = parts.port
        host = _host(parts)
    except ValueError:
        raise ValueError("is no address of a server") from None
    if parts.scheme not in _DEFAULT_PORTS or not host:
        raise ValueError("must begin with https://")
    if parts.username is not None or parts.password is not None:
        raise ValueError("must hold no name and no password: the token is asked for")
    if parts.path not in ("", "/") or parts.query or parts.fragment:
        raise ValueError("must end after its host and port")
    if parts.scheme == "http" and not is_loopback(host):
        raise ValueError("must begin with https://: calls do not travel in the clear")
    if port is None or port == _DEFAULT_PORTS[parts.scheme]:
        return ServerAddress(f"{parts.scheme}://{host}")
    return ServerAddress(f"{parts.scheme}://{host}:{port}")


def is_loopback(host: str) -> bool:
    """Whether a host is this machine by its own name; a v6 address in brackets."""
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host == "localhost"


def _host(parts: SplitResult) -> str:
    """Return the host in lower case, a v6 address in brackets.

    Raises:
        ValueError: It is none.
    """
    host = (parts.hostname or "").encode("idna").decode("ascii").lower()
    host = f"[{host}]" if ":" in host else host
    if _HOST.fullmatch(host) is None:
        raise ValueError("no host")
    return host
