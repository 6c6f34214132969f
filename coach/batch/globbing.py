"""Patterns of file names on this machine, as shells with ``**`` have them.

Unlike the standard library's: a folder that cannot be read is named rather than passed
over, and links to folders are not followed, so that a loop of links has an end.
"""

import fnmatch
import os
from collections.abc import Callable, Iterator
from pathlib import Path

from coach.errors import InputError

MAGIC = frozenset("*?[")
"""What makes a pattern of a path."""


def has_magic(text: str) -> bool:
    """Return whether a text is a pattern."""
    return not MAGIC.isdisjoint(text)


def files_matching(pattern: str, complain: Callable[[InputError], None]) -> list[str]:
    """Return the files that a pattern matches, by name.

    ``*``, ``?`` and ``[…]`` match within a name, and no dot at its beginning; ``**`` is
    any number of folders.

    Args:
        pattern: Of a path.
        complain: Told of each folder that cannot be read.
    """
    parts = Path(pattern).parts
    fixed = next((i for i, part in enumerate(parts) if has_magic(part)), len(parts))
    base = Path(*parts[:fixed])
    wanted = tuple(
        part
        for i, part in enumerate(parts)
        if i >= fixed and (part != "**" or i == fixed or parts[i - 1] != "**")
    )
    faults: dict[str, InputError] = {}
    found = set(_below(base, wanted, lambda error: faults.update({str(error): error})))
    for error in faults.values():  # a folder may have been asked twice
        complain(error)
    return sorted(map(str, found))


def _below(
    folder: Path, parts: tuple[str, ...], complain: Callable[[InputError], None]
) -> Iterator[Path]:
    """Yield the files below a folder that the parts of a pattern match."""
    part, rest = parts[0], parts[1:]
    if not has_magic(part):  # a plain name after a pattern: monday/*/calls/…
        path = folder / part
        if rest and path.is_dir():
            yield from _below(path, rest, complain)
        elif not rest and path.is_file():
            yield path
        return
    if part == "**":
        yield from _below(folder, rest or ("*",), complain)
    for entry in _entries(folder, complain):
        path = folder / entry.name
        if part == "**":
            if entry.is_dir(follow_symlinks=False) and not entry.name.startswith("."):
                yield from _below(path, parts, complain)
        elif _is_match(entry.name, part):
            if not rest:
                if not _is_folder(entry):
                    yield path
            elif entry.is_dir():
                yield from _below(path, rest, complain)


def _entries(
    folder: Path, complain: Callable[[InputError], None]
) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            return sorted(entries, key=lambda entry: entry.name)
    except FileNotFoundError:
        return []
    except OSError as error:
        reason = f"folder cannot be read ({error.strerror})"
        complain(InputError(str(folder), reason))
        return []


def _is_match(name: str, part: str) -> bool:
    if name.startswith(".") and not part.startswith("."):
        return False
    return fnmatch.fnmatch(name, part)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link in a loop
        return False
