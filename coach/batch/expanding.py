"""What a typed path stands for: files, folders and patterns, here or elsewhere."""

from collections.abc import Callable
from pathlib import Path

from coach.batch import remote as places
from coach.batch.addresses import (
    WEB,
    Remote,
    ending_of,
    is_transcript_address,
    local_path,
    remote,
    shown,
)
from coach.batch.fetching import check_file
from coach.batch.forms import Format, endings_of
from coach.batch.globbing import files_matching, has_magic
from coach.errors import InputError
from coach.inputs import RECORDING_ENDINGS, REPORT, find_inputs
from coach.transcript import may_be_transcript

OURS = (REPORT, *endings_of(Format))
"""How files are called that a run writes: a pattern that takes in their folder does not
mean them."""

Complain = Callable[[InputError], None]
"""Is told of what is wrong."""


def expanded(typed: str, complain: Complain) -> list[str]:
    """Return the addresses of the calls that a typed path stands for.

    * A folder: the recordings in it, by name, and here the transcripts; not what is in
      folders of it.
    * A pattern: the files it matches but for reports; where it leaves their ending open
      (``calls/**``), those that a folder would stand for.  A file of that very name
      comes first.
    * Anything else: itself, whatever it turns out to be.

    Args:
        typed: A path, or an address that fsspec knows.
        complain: Told of what cannot be read beside what can.

    Raises:
        InputError: It stands for no call, or cannot be read.
    """
    if not typed:
        raise InputError("''", "is an empty path")
    parts = remote(typed)
    if parts is not None:
        return _elsewhere(typed, parts, complain)
    path = local_path(typed)
    if path.is_dir():
        return [str(call.path) for call in find_inputs([path])]
    if has_magic(str(path)) and not path.exists():
        found = files_matching(str(path), complain)
        return _wanted(typed, found, lambda one: may_be_transcript(Path(one)))
    check_file(path, typed)
    return [str(path)]


def _elsewhere(typed: str, parts: Remote, complain: Complain) -> list[str]:
    if parts.protocol in WEB:
        return [typed]  # whose folders are pages, and whose "?" begins a query
    if has_magic(parts.path):
        found = _addresses(parts, places.matches(typed), complain)
        return _wanted(typed, found, is_transcript_address)
    if ending_of(typed) in (*RECORDING_ENDINGS, ".json"):
        return [typed]  # not asked for twice: it is when it is scored
    entries = places.entries(typed)
    if entries is None:
        return [typed]
    folder = parts.path.rstrip("/")
    files = [f"{folder}/{name}" for name, is_file in entries if is_file]
    recordings = [path for path in files if ending_of(path) in RECORDING_ENDINGS]
    if not recordings:
        reason = "holds no recording (transcripts there are found by …/*.json)"
        raise InputError(shown(typed), reason)
    return _addresses(parts, recordings, complain)


def _wanted(
    pattern: str, found: list[str], is_words: Callable[[str], bool]
) -> list[str]:
    """Return what of the files that a pattern matches is a call."""
    ending = ending_of(pattern)
    if not ending or has_magic(ending):
        found = [
            one
            for one in found
            if ending_of(one) in RECORDING_ENDINGS
            or (ending_of(one) == ".json" and is_words(one))
        ]
    found = [one for one in found if not one.endswith(OURS) or is_words(one)]
    if not found:
        raise InputError(shown(pattern), "matches no recording and no transcript")
    return found


def _addresses(parts: Remote, paths: list[str], complain: Complain) -> list[str]:
    """Return the addresses of what was found in a place.

    A key may be called anything; one that would chain protocols is not asked for.
    """
    fit: list[str] = []
    for path in paths:
        address = parts.at(path)
        if "::" in path:
            complain(InputError(shown(address), "its name holds ::, a chain elsewhere"))
        else:
            fit.append(address)
    return fit
