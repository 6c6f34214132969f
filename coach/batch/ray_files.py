"""How a worker on another machine comes by the recordings of this one.

    driver                                  worker
    looks at the file: path, size, time ──▶ has the same file there (this machine, or a
                                            folder that both share): reads it
                                            has not: says so
    sends it, a block at a time ──────────▶ keeps it in a file without a name, which is
                                            gone when it has been scored, or the process
                                            has ended, however it ends

Either way the worker reads it by a name of its own; the outcome tells of it by the
address that the run knows, so that reports are the same wherever they are made.
"""

import json
import os
import secrets
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO

from coach.batch.addresses import is_remote, local_path
from coach.batch.call import BatchCall, Outcome
from coach.batch.held_folders import held_folder, sweep

BLOCK_BYTES = 4 << 20
"""Of a file on its way to another machine: so much of each call is in memory."""

PREFIX = "coach-links-"
"""Of the folders of workers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A file as the driver sees it."""

    path: str
    """From the root."""
    size: int | None
    """In bytes; None where it cannot be seen, and is to be looked for all the same."""
    modified_ns: int = 0

    def is_here(self) -> bool:
        """Return whether this machine has the same file, as far as can be told."""
        if self.size is None:
            return True  # what is wrong with it is found where it is scored
        try:
            there = os.stat(self.path)  # noqa: PTH116 (beside st_ of the other)
        except OSError:
            return False
        return (there.st_size, there.st_mtime_ns) == (self.size, self.modified_ns)


def look(call: BatchCall) -> dict[str, Seen]:
    """Return the files of this machine that a call is scored from, by address.

    Blocks; those at addresses elsewhere are fetched by whoever scores the call.

    Raises:
        InputError: An address names a file of another machine.
    """
    seen: dict[str, Seen] = {}
    for address in call.addresses:
        if is_remote(address):
            continue
        path = local_path(address).absolute()
        try:
            there = path.stat()
        except (OSError, ValueError):
            seen[address] = Seen(path=str(path), size=None)
        else:
            seen[address] = Seen(
                path=str(path), size=there.st_size, modified_ns=there.st_mtime_ns
            )
    return seen


def blocks(path: str) -> Iterator[bytes]:
    """Yield a file, a block at a time.

    Raises:
        OSError: It cannot be read.
    """
    with Path(path).open("rb") as file:
        while block := file.read(BLOCK_BYTES):
            yield block


class Shelf:
    """Where a worker finds files by names of its own: links, each for one call."""

    def __init__(self) -> None:
        sweep(PREFIX)
        self._stack = ExitStack()
        self._folder = self._stack.enter_context(held_folder(PREFIX))
        self._taken: dict[str, IO[bytes]] = {}

    def take(self, key: str, block: bytes) -> None:
        """Take in the next block of a file that is sent.

        Args:
            key: The file's, chosen by the sender.
            block: What comes next in it.

        Raises:
            OSError: The disk is full.
        """
        if key not in self._taken:
            self._taken[key] = tempfile.TemporaryFile(prefix="coach-")  # noqa: SIM115
        self._taken[key].write(block)

    def drop(self, key: str) -> None:
        """Let go of a file that was sent, if there is one."""
        if file := self._taken.pop(key, None):
            file.close()

    def link(self, files: Mapping[str, Seen | str]) -> dict[str, Path]:
        """Return a path for each address, good until it is unlinked.

        Args:
            files: By address, a file of this machine or the key of one that was sent.

        Raises:
            OSError: The disk is full.
        """
        links: dict[str, Path] = {}
        for address, file in files.items():
            link = self._folder / (secrets.token_hex(8) + _ending(address))
            target = self._target(file)
            if isinstance(file, str) or os.path.lexists(target):
                link.symlink_to(target)  # else it is missed under the call's own name
            links[address] = link
        return links

    def unlink(
        self, files: Mapping[str, Seen | str], links: Mapping[str, Path]
    ) -> None:
        """Take the links away, and let go of the files that were sent."""
        for link in links.values():
            link.unlink(missing_ok=True)
        for file in files.values():
            if isinstance(file, str):
                self.drop(file)

    def _target(self, file: Seen | str) -> str:
        if isinstance(file, Seen):
            return file.path
        self.take(file, b"")  # an empty file is sent in no blocks
        taken = self._taken[file]
        taken.flush()
        return f"/proc/self/fd/{taken.fileno()}"

    def close(self) -> None:
        """Let go of everything."""
        for key in list(self._taken):
            self.drop(key)
        self._stack.close()


def as_here(call: BatchCall, links: Mapping[str, Path]) -> BatchCall:
    """Return a call whose files are where the links are."""
    return replace(
        call,
        address=str(links.get(call.address, call.address)),
        customer=None
        if call.customer is None
        else str(links.get(call.customer, call.customer)),
    )


def as_there(outcome: Outcome, call: BatchCall, links: Mapping[str, Path]) -> Outcome:
    """Return what came of a call as it would be without links."""
    report, error = outcome.report, outcome.error
    for address, link in links.items():
        if report is not None:
            # Nobody says the name of a link, so that it stands for the file alone.
            report = report.replace(_json(str(link)), _json(address))
        if error is not None:
            error = error.replace(str(link), address)
    return replace(outcome, call=call, report=report, error=error)


def _json(text: str) -> bytes:
    """Return text as it stands between the quotes of a report."""
    return json.dumps(text, ensure_ascii=False)[1:-1].encode(errors="backslashreplace")


def _ending(address: str) -> str:
    """Return an ending that is safe in a path; it says what the file is."""
    ending = Path(address).suffix
    return ending if ending[1:].isascii() and ending[1:].isalnum() else ""
