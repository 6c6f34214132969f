"""Patterns with named groups: what a file's name says of its call.

A pattern is a regular expression that the whole name has to match, with its ending or
without.  One with a slash in it matches the end of the path: folders speak too.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from coach.batch.addresses import local_path, remote
from coach.errors import InputError


@dataclass(frozen=True, slots=True, kw_only=True)
class Matched:
    """What a pattern found in an address."""

    before: str
    """The folders before what the pattern matched."""
    groups: Mapping[str, str]
    """What the named groups that took part hold."""


class NamePattern:
    """A pattern for the names of files.

    Args:
        pattern: A regular expression with at least one named group.
        option: Where it comes from, for errors.
        needed: Groups that it must have.

    Raises:
        InputError: It is none.
    """

    def __init__(self, pattern: str, option: str, needed: Sequence[str] = ()) -> None:
        try:
            own = re.compile(pattern)
        except (re.error, RecursionError, OverflowError) as error:
            reason = f"not a regular expression: {error}"
            raise InputError(f"{option} {pattern}", reason) from error
        if not own.groupindex:
            reason = "has no named group, such as (?P<agent>[a-z]+)"
            raise InputError(f"{option} {pattern}", reason)
        missing = [group for group in needed if group not in own.groupindex]
        if missing:
            reason = f"has no group {missing[0]}: (?P<{missing[0]}>…)"
            raise InputError(f"{option} {pattern}", reason)
        self._own = own
        self._has_folders = "/" in pattern

    def match(self, address: str) -> Matched | None:
        """Return what the pattern finds in an address; None where it does not match."""
        parts = remote(address)
        path = local_path(address).as_posix() if parts is None else parts.path
        starts = [i + 1 for i, c in enumerate(path) if c == "/"]
        starts = [0, *starts] if self._has_folders else [0, *starts][-1:]
        ending = len(PurePosixPath(path).suffix)
        for start in reversed(starts):
            for text in (path[start:], path[start : len(path) - ending]):
                if (found := self._own.fullmatch(text)) is not None:
                    groups = {k: v for k, v in found.groupdict().items() if v}
                    return Matched(before=path[:start], groups=groups)
        return None
