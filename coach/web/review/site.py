"""Where the review server is reached, and so whose requests it answers."""

import re
from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import Scope

_LOOPBACK = re.compile(r"(?:127\.0\.0\.1|localhost|\[::1\])(?P<port>:[0-9]{1,5})?")

_DEFAULT_PORTS = {"http": ":80", "https": ":443"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """What the server is to its browsers."""

    address: str | None = None
    """Its origin, ``https://calls.example``; None for this machine's own names."""
    is_https: bool = False
    """Whether browsers reach it over TLS, be it ended here or before."""
    is_behind_proxy: bool = False
    """Whether a proxy of ours stands before it, whose word about the client counts."""

    def is_host(self, host: str | None) -> bool:
        """Whether a ``Host`` header is a name of this server."""
        if host is None:
            return False
        if self.address is None:
            return _LOOPBACK.fullmatch(host.lower()) is not None
        return _origin(f"{self._scheme}://{host}") == _origin(self.address)

    def is_origin(self, origin: str | None, host: str) -> bool:
        """Whether an ``Origin`` is that of a page of ours.

        Args:
            origin: None where the client is no browser, or it is no change.
            host: A ``Host`` header that :meth:`is_host` accepts.
        """
        if origin is None:
            return True
        if self.address is not None:
            return _origin(origin) == _origin(self.address)
        scheme, _, name = origin.lower().partition("://")
        theirs, ours = _LOOPBACK.fullmatch(name), _LOOPBACK.fullmatch(host.lower())
        return (
            scheme == self._scheme
            and theirs is not None
            and ours is not None
            and theirs["port"] == ours["port"]
        )

    def client(self, scope: Scope) -> str:
        """Return where a request comes from, as far as that can be believed.

        Of IPv6 it is the network: whoever has one address of it has them all.
        """
        client = scope.get("client")
        found = str(client[0]) if client else ""
        if self.is_behind_proxy:
            # The last of them is what our proxy saw; those before it are hearsay.
            told = Headers(scope=scope).getlist("x-forwarded-for")
            found = told[-1].rpartition(",")[2].strip() if told else found
        try:
            address = ip_address(found)
        except ValueError:
            return found[:50]
        if isinstance(address, IPv6Address):
            if address.ipv4_mapped is not None:
                return str(address.ipv4_mapped)
            return str(IPv6Address(int(address) >> 64 << 64))
        return str(address)

    @property
    def _scheme(self) -> str:
        return "https" if self.is_https else "http"


def parse_address(text: str) -> str:
    """Return an address as an origin.

    Raises:
        ValueError: It is none that a browser could reach this server at.
    """
    origin = _origin(text.rstrip("/"))
    if origin is None or not origin.startswith("https://"):
        raise ValueError("an address is https://NAME or https://NAME:PORT, no more")
    return origin


def _origin(text: str) -> str | None:
    """Return an origin in one form, without a default port; None where it is none."""
    try:
        parts = urlsplit(text.lower())
        port = parts.port
    except ValueError:
        return None
    extra = parts.path or parts.query or parts.fragment or parts.username
    if not parts.scheme or not parts.hostname or (extra is not None and extra != ""):
        return None
    if "@" in parts.netloc or not re.fullmatch(r"[a-z0-9.\-\[\]:]+", parts.netloc):
        return None
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    shown = "" if port is None else f":{port}"
    if shown == _DEFAULT_PORTS.get(parts.scheme):
        shown = ""
    return f"{parts.scheme}://{host}{shown}"
