"""Why a place that is not on this machine gave nothing: one line for any error.

What fsspec's protocols raise is not agreed among them; some of it can be told by its
class, the rest by its name.
"""

import errno
from collections.abc import Iterator

from coach.batch.addresses import WEB, remote, shown

_CREDENTIALS = frozenset(
    (
        "ClientAuthenticationError",
        "CredentialRetrievalError",
        "DefaultCredentialsError",
        "NoCredentialsError",
        "PartialCredentialsError",
        "ProfileNotFound",
        "SSOTokenLoadError",
        "TokenRetrievalError",
        "UnauthorizedSSOTokenError",
    )
)
"""What botocore, Google's and Azure's libraries raise where they know no key."""

_UNREACHABLE = frozenset(
    (
        "ClientConnectorError",
        "ConnectTimeoutError",
        "ConnectionError",
        "EndpointConnectionError",
        "ServerDisconnectedError",
    )
)
"""What aiohttp, botocore and requests raise where nobody answers at an address."""

LONGEST = 200
"""Of another library's words in a message, in characters."""


def reason_of(error: BaseException, address: str) -> str:
    """Return in a few words why an address could not be read.

    Args:
        error: What its library raised.
        address: Which one; what it holds of secrets is not in the reason.
    """
    causes = list(_causes(error))
    kinds = {kind.__name__ for one in causes for kind in type(one).__mro__}
    if isinstance(error, ImportError):
        return f"needs a package that is not installed: {_short(str(error))}"
    if isinstance(error, ValueError) and "Protocol not known" in str(error):
        parts = remote(address)
        return f"protocol {parts.protocol if parts else '?'}:// is not known"
    if any(getattr(one, "errno", None) == errno.ENOSPC for one in causes):
        return "no room for a copy of it: the disk for temporary files is full"
    if kinds & _CREDENTIALS:
        return "no credentials are known for it"
    if isinstance(error, FileNotFoundError):
        return "no such file, folder or bucket"
    if isinstance(error, PermissionError) or getattr(error, "status", 0) in (401, 403):
        return f"may not be read with these credentials ({_words(error, address)})"
    if isinstance(error, IsADirectoryError):
        return "is a folder, not a recording"
    if kinds & _UNREACHABLE:
        refused = any(isinstance(one, ConnectionRefusedError) for one in causes)
        return f"cannot be reached{' (connection refused)' if refused else ''}"
    if isinstance(error, TimeoutError) or "FSTimeoutError" in kinds:
        return "did not answer in time"
    return f"cannot be read ({_words(error, address)})"


def _words(error: BaseException, address: str) -> str:
    """Return what an error says, on one line and without secrets."""
    status = getattr(error, "status", None)
    parts = remote(address)
    if parts is not None and (parts.protocol in WEB or shown(address) != address):
        return f"HTTP status {status}" if status else type(error).__name__
    return _short(str(error)) or type(error).__name__


def _short(text: str) -> str:
    """Return a text on one line, and not too much of it."""
    line = " ".join(text.split())
    return line if len(line) <= LONGEST else f"{line[:LONGEST]}…"


def _causes(error: BaseException) -> Iterator[BaseException]:
    """Yield an error and what it came from."""
    seen: set[int] = set()
    found: BaseException | None = error
    while found is not None and id(found) not in seen:
        seen.add(id(found))
        yield found
        found = found.__cause__ or found.__context__ or getattr(found, "os_error", None)
