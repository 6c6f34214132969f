"""Which addresses a manifest may name.

Whoever typed a command may name what they like.  A manifest was often written by
somebody else: it is a list of recordings, and must not become a way to reach what its
writer could not.

* One protocol, never a chain: ``simplecache::`` would leave copies, ``zip://…::`` and
  ``reference://`` would read files that the row does not show.
* A manifest of this machine names files of this machine, and places in :data:`PLACES`.
* A manifest elsewhere names what is in the same kind of place: never a file of this
  machine, and another host only where hosts are buckets, for which the user's own
  credentials decide.
"""

import posixpath
import re
from pathlib import Path, PureWindowsPath

from coach.batch.addresses import Remote, local_path, remote
from coach.errors import InputError

BUCKETS = frozenset(
    ("abfs", "abfss", "adl", "az", "gcs", "gs", "memory", "oci", "oss", "s3", "s3a")
)
"""Protocols whose addresses begin with a bucket rather than a host."""

PLACES = BUCKETS | frozenset(
    ("ftp", "hdfs", "hf", "http", "https", "sftp", "smb", "ssh", "webhdfs")
)
"""Protocols that stand for a place of their own, not for a way through another."""

_PROTOCOL = re.compile(r"[a-z][a-z0-9+._-]+(::|://)", re.IGNORECASE)


def row_address(text: str, manifest: str) -> str:
    """Return the address that a row of a manifest names.

    Args:
        text: As it stands in the row: an address, or a path relative to the manifest.
        manifest: The manifest's own address.

    Raises:
        InputError: The row may not name it; its source is the text.
    """
    if "\0" in text:
        raise InputError(text.replace("\0", "\ufffd"), "is no name of a file")
    base, named = remote(manifest), remote(text)
    if named is not None:
        return _place(text, named, base)
    if base is not None:
        return _beside(text, base)
    if _PROTOCOL.match(text):
        return str(local_path(text))
    return str(local_path(manifest).parent / Path(text))


def _place(text: str, named: Remote, base: Remote | None) -> str:
    if named.is_chained:
        raise InputError(text, "a manifest may not chain protocols with ::")
    if base is None:
        if named.protocol not in PLACES:
            reason = f"a manifest may not name {named.protocol}:// addresses"
            raise InputError(text, reason)
        return text
    is_near = named.protocol == base.protocol and not base.is_chained
    if is_near and (named.protocol in BUCKETS or named.host == base.host):
        return text
    reason = "a manifest that is elsewhere may name only what is in the same place"
    raise InputError(text, reason)


def _beside(text: str, base: Remote) -> str:
    """Return the address of a path relative to a remote manifest."""
    if _PROTOCOL.match(text) or text.startswith("/") or PureWindowsPath(text).drive:
        reason = "a manifest that is elsewhere may not name files of this machine"
        raise InputError(text, reason)
    if "::" in text:
        raise InputError(text, "a manifest may not chain protocols with ::")
    path = posixpath.normpath(posixpath.join(posixpath.dirname(base.path), text))
    has_host = "/" in base.path
    if path.startswith("../") or (has_host and path.partition("/")[0] != base.host):
        raise InputError(text, "leads out of the place where the manifest is")
    return base.at(path)
