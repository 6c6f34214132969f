"""What an address is: a path of this machine, or of a place that fsspec knows.

::

    calls/a.wav                      local
    file:///calls/a.wav              local
    s3://bucket/calls/a.wav          remote
    zip://a.wav::s3://bucket/c.zip   remote, a chain of protocols
    └head─┘path  └──── tail ─────┘

Nothing here touches a file or the network.
"""

import os
import re
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit
from urllib.request import url2pathname

from coach.errors import InputError

_REMOTE = re.compile(
    r"(?P<head>(?:[a-z][a-z0-9+._-]*::)*(?P<protocol>[a-z][a-z0-9+._-]+)://)"
    r"(?P<path>.*?)(?P<tail>::.*)?",
    re.IGNORECASE | re.DOTALL,
)

_SECRET = re.compile(r"(://[^/@:]*):[^/@]*@")
"""The password in an address."""

WEB = frozenset(("http", "https"))
"""Where a question mark begins a query, which may hold a signature: never shown."""

LOCAL = frozenset(("file", "local"))
"""Protocols that stand for files of this machine."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Remote:
    """The parts of a remote address."""

    head: str
    """To the first ``://``."""
    protocol: str
    """In small letters."""
    path: str
    """In that place, bucket or host first."""
    tail: str
    """The rest: the other protocols of a chain, or the query of a web address."""

    @property
    def is_chained(self) -> bool:
        """Whether one protocol is to be read through another."""
        return "::" in self.head or self.tail.startswith("::")

    @property
    def host(self) -> str:
        """The bucket or the host."""
        return self.path.partition("/")[0]

    def at(self, path: str) -> str:
        """Return the address of another path in the same place."""
        return f"{self.head}{path}{'' if self.protocol in WEB else self.tail}"


def remote(address: str) -> Remote | None:
    """Return the parts of an address, or None where it is one of this machine."""
    found = _REMOTE.fullmatch(address)
    if found is None:
        return None
    protocol, path, tail = found["protocol"].lower(), found["path"], found["tail"] or ""
    if protocol in LOCAL and found["head"].count(":") == 1 and not tail:
        return None
    if protocol in WEB and not tail:
        path, mark, query = path.partition("?")
        tail = mark + query
    return Remote(head=found["head"], protocol=protocol, path=path, tail=tail)


def is_remote(address: str) -> bool:
    """Return whether an address is not one of this machine."""
    return remote(address) is not None


def local_path(address: str) -> Path:
    """Return the path that a local address stands for.

    Args:
        address: A path, or ``file://`` with one in the form of RFC 8089.

    Raises:
        InputError: It is on another machine.
    """
    protocol = address.partition("://")[0].lower()
    if "://" not in address or protocol not in LOCAL:
        return Path(address)
    parts = urlsplit(address)
    if parts.netloc not in ("", "localhost"):
        reason = f"names another machine; file:///{parts.netloc}… would be a path"
        raise InputError(address, reason)
    # What urlsplit takes for a query or a fragment is part of a file's name.
    return Path(url2pathname(address[len(f"{protocol}://{parts.netloc}") :]))


def name_of(address: str) -> str:
    """Return the last part of an address: a file's name, with its ending."""
    parts = remote(address)
    if parts is None:
        return local_path(address).name
    return PurePosixPath(parts.path).name


def ending_of(address: str) -> str:
    """Return the ending of an address, in small letters: ``.wav``; or nothing."""
    return PurePosixPath(name_of(address)).suffix.lower()


def is_transcript_address(address: str) -> bool:
    """Return whether an address is taken for words rather than sound."""
    return ending_of(address) == ".json"


def identity(address: str) -> str:
    """Return what two addresses of the same file have in common.

    Links are not followed: two names of one file are two files.
    """
    parts = remote(address)
    if parts is None:
        path = local_path(address) if "://" in address else address
        return os.path.abspath(path)  # noqa: PTH100 (".." is not asked of the disk)
    return address.replace(parts.head, parts.head.lower(), 1)


def shown(address: str) -> str:
    """Return an address as messages and reports may have it.

    Without a password, and of a web address without its query, which may hold a key.
    """
    parts = remote(address)
    if parts is None:
        return address
    bare = parts.head + parts.path + ("" if parts.protocol in WEB else parts.tail)
    return _SECRET.sub(r"\1@", bare)


def source_of(address: str, customer: str | None = None) -> str:
    """Return what a call is scored from, as its report names it.

    Args:
        address: Of the recording or the transcript; of a pair, the agent's side.
        customer: The customer's side of a pair.
    """
    return " + ".join(shown(one) for one in (address, customer) if one is not None)
