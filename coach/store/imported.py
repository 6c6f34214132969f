"""Reports made elsewhere: read, checked, masked, and kept with their sound."""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from coach.audio.recording import two_channel
from coach.errors import InputError
from coach.inputs import recording_beside
from coach.keeping.flagging import flags_of
from coach.plain_file import read_plain_file
from coach.policy.policy import Policy, effective_id
from coach.redaction import Redaction, redact_report
from coach.scoring.forms import Form
from coach.scoring.report import SCHEMA
from coach.scoring.report_form import check_report
from coach.store.adding import AddedCall, add_call
from coach.store.database import Database
from coach.store.finishing import Sound, finished_sound
from coach.store.followed import BY_HAND
from coach.store.kept import KeptCall

MOST_BYTES = 64 << 20
"""Of a report: a day of talk is a tenth of it."""

MOST_APART_MS = 2_000
"""How much longer or shorter a recording may be than its report's call, in
milliseconds: endings of files and of calls are not cut alike."""

ENDING = ".report"
"""What the names of our reports end with, before ``.json``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportInput:
    """A report that is to be kept."""

    path: Path
    audio: Path | None = None
    """The recording of its call."""


def find_reports(paths: Sequence[Path], audio: Path | None) -> list[ReportInput]:
    """Return the reports that files and folders stand for, each once, with their sound.

    A folder stands for the JSON files in it that are reports, by name.

    Args:
        paths: Files and folders.
        audio: One report's recording, or a folder with recordings of the same names.

    Raises:
        InputError: A folder holds no report, or the recording is of several.
    """
    found: dict[Path, None] = {}
    for path in paths:
        found.update(dict.fromkeys(_reports_in(path) if path.is_dir() else [path]))
    if audio is None:
        return [ReportInput(path=path) for path in found]
    if audio.is_dir():
        return [ReportInput(path=path, audio=_beside(path, audio)) for path in found]
    if len(found) != 1:
        reason = "is one recording; name a folder of recordings for several reports"
        raise InputError(str(audio), reason)
    return [ReportInput(path=path, audio=audio) for path in found]


@dataclass(frozen=True, slots=True, kw_only=True)
class Importer:
    """Keeps reports that were made elsewhere."""

    db: Database
    policy: Policy
    """Says what is masked, and how sound is kept."""
    agent_channel: int = 0
    """Of the recordings."""

    def keep(self, given: ReportInput) -> AddedCall:
        """Keep a report's call.

        Args:
            given: The report and perhaps a recording; neither is changed.

        Raises:
            InputError: The report is none, or the recording cannot be used.
            coach.errors.StoreError: It cannot be kept.
        """
        report, redactions = redact_report(
            read_report(given.path), self.policy.redaction
        )
        name = report["engine"]["policy"]
        flags = flags_of(report, self.policy.keeping)
        kept = KeptCall(
            report=report,
            record=None,
            redactions=redactions,
            policy=self.policy if name == effective_id(self.policy) else None,
            origin="import",
            flags=flags or (BY_HAND,),
            scored_by=self.policy,
        )
        with self._sound(given, report, redactions) as sound:
            return add_call(self.db, replace(kept, audio=sound.path if sound else None))

    @contextmanager
    def _sound(
        self, given: ReportInput, report: Form, redactions: Sequence[Redaction]
    ) -> Iterator[Sound | None]:
        if given.audio is None:
            yield None
            return
        tracks = two_channel(given.audio, agent_channel=self.agent_channel)
        format = self.policy.keeping.format
        with finished_sound(tracks, format=format, redactions=redactions) as sound:
            length, wanted = sound.length_ms, report["call"]["duration_ms"]
            if abs(length - wanted) > MOST_APART_MS:
                reason = (
                    f"is {length / 1000:.1f} s long, the call of {given.path.name}"
                    f" {wanted / 1000:.1f} s"
                )
                raise InputError(str(given.audio), reason)
            yield sound


def read_report(path: Path) -> Form:
    """Read a report file.

    Raises:
        InputError: It cannot be read, or is no ``coach.report/1``; the message says
            where it is wrong, and never quotes what was said.
    """
    try:
        data = read_plain_file(path, most_bytes=MOST_BYTES)
    except OSError as error:
        raise InputError(str(path), (error.strerror or "unreadable").lower()) from error
    try:
        form = json.loads(data.decode("utf-8-sig"), parse_constant=_refuse)
    except (ValueError, RecursionError) as error:
        raise InputError(str(path), "is no JSON that can be read") from error
    if not isinstance(form, dict) or form.get("schema") != SCHEMA:
        raise InputError(str(path), f"is no report ({SCHEMA})")
    try:
        return check_report(form)
    except ValueError as error:
        raise InputError(str(path), str(error)) from error


# -------------------------------------------------------------------------------------


def _refuse(name: str) -> float:
    raise ValueError(f"{name} is no JSON")


def _reports_in(folder: Path) -> list[Path]:
    try:
        files = sorted(path for path in folder.glob("*.json") if path.is_file())
        reports = [path for path in files if _is_report(path)]
    except OSError as error:
        reason = f"folder cannot be read ({error.strerror})"
        raise InputError(str(folder), reason) from error
    if not reports:
        raise InputError(str(folder), "holds no report")
    return reports


def _is_report(path: Path) -> bool:
    """Return whether a file calls itself a report, or one that is damaged."""
    if path.stem.endswith(ENDING):
        return True
    try:
        form = json.loads(read_plain_file(path, most_bytes=MOST_BYTES))
    except (OSError, ValueError, RecursionError):
        return False
    return isinstance(form, dict) and form.get("schema") == SCHEMA


def _beside(report: Path, folder: Path) -> Path | None:
    """Return the recording of a report's name in a folder."""
    name = report.stem.removesuffix(ENDING)
    return recording_beside(folder / f"{name}.json")
