"""What has been scored into a folder already: nothing is scored twice.

A line of JSON for each report, in a hidden file beside the reports.  It is only ever
added to; a last line that a crash cut short is passed over, and its call scored again.
"""

import errno
import hashlib
import json
import os
import threading
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from io import FileIO
from pathlib import Path
from types import TracebackType
from typing import Any, Literal, Self

from coach import __version__
from coach.batch.call import BatchCall, Kept, Outcome, Setup
from coach.batch.content import identity_of
from coach.errors import InputError, ReportError
from coach.inputs import report_name
from coach.keeping.locking import lock
from coach.policy.policy import effective_id
from coach.scoring.writing import writing

LEDGER = ".coach-score.jsonl"
"""The name of the file; who has it locked is the only one to write into the folder."""

THREADS = 8
"""How many files are read at once to see whether they have changed."""

Identify = Callable[[BatchCall], str | None]
"""Returns what changes when the recording or the transcript of a call does, None where
nobody knows; raises InputError where it cannot be read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A report that was written."""

    name: str
    """Of the report, without ``.report.json``."""
    key: str
    """Of the call and of all that its report depends on; see :class:`Keys`."""
    report: str
    """SHA-256 of the report, hexadecimal."""
    error: str | None = None
    """What was wrong with the call, where it was scored only in part."""
    kept: Kept | None = None
    """What the store has of it."""


class Keys:
    """Keys of calls: the same where scoring again would give the same report.

    Args:
        setup: How calls are scored.
        model: The name of the model that recordings are recognised by.
    """

    def __init__(self, setup: Setup, model: str | None) -> None:
        self.policy = effective_id(setup.policy)
        """The policy, as reports name it."""
        self._setup = {
            "engine": __version__,
            "policy": self.policy,
            "language": setup.language,
            "agent_channel": setup.agent_channel,
        }
        self._model = model

    def key(self, call: BatchCall, identity: str) -> str:
        """Return the key of a call.

        Args:
            call: Everything that is known of it counts, for it is in the report.
            identity: Of what it is scored from.
        """
        model = None if call.is_transcript else self._model
        known = {**asdict(call), **self._setup, "model": model, "identity": identity}
        text = json.dumps(known, sort_keys=True, default=str)
        return hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()


class Ledger:
    """The ledger of a folder, locked until it is closed.  May be used by threads.

    Args:
        out: The folder of the reports; it is made where it is missing.
        is_for_reading: Whether nothing will be added: then the ledger has to be there,
            it is not locked, and another run may go on writing.

    Raises:
        ReportError: The folder cannot be written to, or another run writes into it.
    """

    def __init__(self, out: Path, *, is_for_reading: bool = False) -> None:
        self._out = out
        self._writing = threading.Lock()
        self._file = _open(out, "rb" if is_for_reading else "a+b")
        if not is_for_reading and not lock(self._file):
            self._file.close()
            raise ReportError(str(out), "another coach score is writing into it")
        self._entries: dict[str, Entry] = {}
        self.results: str | None = None
        """The key of the tables and the page that were written last."""
        self._read()

    def __enter__(self) -> Self:
        """Return itself: it is open already."""
        return self

    def __exit__(
        self,
        exc_type: type[BaseException] | None,
        exc: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Let others write into the folder."""
        self._file.close()

    def add(self, outcome: Outcome, key: str) -> None:
        """Note a report that has been written.

        Raises:
            ReportError: The disk is full.
        """
        assert outcome.report is not None, "what has no report is not done"
        entry = Entry(
            name=outcome.call.name,
            key=key,
            report=hashlib.sha256(outcome.report).hexdigest(),
            error=outcome.error,
            kept=outcome.kept,
        )
        self._put(asdict(entry))
        self._entries[entry.name] = entry

    def note_results(self, key: str) -> None:
        """Note that tables and a page have been written.

        Args:
            key: Another where they would come out otherwise.

        Raises:
            ReportError: The disk is full.
        """
        self._put({"results": key})
        self.results = key

    def digest(self, name: str) -> str | None:
        """Return the SHA-256 of a report that is there, as far as is known."""
        entry = self._entries.get(name)
        return None if entry is None else entry.report

    def find_done(
        self,
        calls: Sequence[BatchCall],
        keys: Keys,
        *,
        identify: Identify = identity_of,
        setup: Setup,
    ) -> dict[str, Entry]:
        """Return the entries of calls that need not be scored again, by name.

        Reads their files and their reports, several at once; blocks for that.

        Args:
            calls: Those to look up.
            keys: Of this run.
            identify: Tells whether a file has changed.
            setup: What is to be kept of a call must have been kept, too.
        """

        def find(call: BatchCall) -> Entry | None:
            entry = self._entries.get(call.name)
            if entry is None or not _is_kept(entry, call, setup):
                return None
            if _digest(self._out / report_name(call.name)) != entry.report:
                return None
            try:
                identity = identify(call)
            except InputError:
                return None
            if identity is None or keys.key(call, identity) != entry.key:
                return None
            return entry

        with ThreadPoolExecutor(THREADS, "look-up") as pool:
            found = pool.map(find, calls)
            return {entry.name: entry for entry in found if entry is not None}

    def _put(self, said: Mapping[str, Any]) -> None:
        line = json.dumps(said).encode() + b"\n"
        with self._writing, writing(self._out):
            self._file.write(line)

    def _read(self) -> None:
        """Take in what the file says; the next line begins where one may."""
        self._file.seek(0)
        said = self._file.readall()
        for line in said.splitlines():
            self._take(line)
        if said and not said.endswith(b"\n") and self._file.writable():
            self._file.write(b"\n")

    def _take(self, line: bytes) -> None:
        """Take in a line, unless it was cut short or is of another form."""
        try:
            told = json.loads(line)
            if told.keys() == {"results"}:
                self.results = told["results"]
                return
            entry = Entry(**told)
        except (ValueError, TypeError, AttributeError):
            return
        self._entries[entry.name] = entry


def _is_kept(entry: Entry, call: BatchCall, setup: Setup) -> bool:
    """Whether the store has of a call what this run would put there."""
    if not setup.store:
        return True
    has_no_sound = call.is_transcript or not setup.keeps_audio
    return entry.kept is not None and (entry.kept != "words" or has_no_sound)


def _digest(path: Path) -> str | None:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return None


def _open(out: Path, mode: Literal["rb", "a+b"]) -> FileIO:
    if mode == "rb":
        try:
            return (out / LEDGER).open(mode, buffering=0)
        except OSError as error:
            reason = (
                f"its ledger cannot be read: {error.strerror or type(error).__name__}"
            )
            raise ReportError(str(out), reason) from error
    with writing(out):
        _make_folder(out)
        # Unbuffered: what could not be written must not be tried again at the end.
        return (out / LEDGER).open(mode, buffering=0)


def _make_folder(out: Path) -> None:
    try:
        out.mkdir(parents=True, exist_ok=True)
    except FileExistsError as error:
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR)) from error
