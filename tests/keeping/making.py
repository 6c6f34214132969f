"""Calls that are over, made without a recogniser, and a store that takes them down."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from coach.audio_time import samples
from coach.errors import StoreError
from coach.events import CallEnded, Speaker
from coach.followed import Followed
from coach.keeping.keeper import Keeper
from coach.keeping.notes import About
from coach.keeping.recording import CallRecording
from coach.keeping.settings import KeepingSettings
from coach.keeping.working import WorkingFiles
from coach.policy.policy import Policy
from coach.redaction import Redaction
from coach.scoring.report import CallInfo
from coach.store.database import Database
from coach.store.kept import KeptCall
from tests.audio.test_encoding import tone
from tests.audio.test_recorder import pieces
from tests.keeping.test_notes import ABOUT

SECRET = Redaction(speaker=Speaker.CUSTOMER, start=16_000, end=24_000, kind="password")
"""What is masked in every call made here."""


def followed(severity: str | None = "alert", *, seconds: int = 3) -> Followed:
    """Return a call with one finding, or none."""
    findings = [{"kind": "threat", "severity": severity}] if severity else []
    end = samples(seconds * 1000)
    return Followed(
        report={
            "call": {"id": "call-1", "duration_ms": seconds * 1000},
            "findings": findings,
        },
        faults=(),
        record=(CallEnded(at=end, known_at=end),),
        redactions=(SECRET,),
    )


class Shelf:
    """A store that takes down what it is given; its sound is moved in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.calls: list[KeptCall] = []
        self.sounds: list[Path] = []
        self.is_full = False
        self.there: list[str] = []

    def add(self, kept: KeptCall) -> str:
        if self.is_full:
            raise StoreError("the store", "the disk is full")
        self.calls.append(kept)
        if kept.audio is not None:
            self.folder.mkdir(exist_ok=True)
            self.sounds.append(kept.audio.replace(self.folder / kept.audio.name))
        return f"uid-{len(self.calls)}"

    def has(self, call: CallInfo) -> bool:
        return call.id in self.there

    def open(self) -> Database:
        raise NotImplementedError


class Office:
    """A keeper with its shelf, and the folder it records in."""

    def __init__(self, folder: Path, policy: Policy, **keeping: Any) -> None:  # noqa: ANN401
        self.recording_folder = folder / "recording"
        self.recording_folder.mkdir(exist_ok=True)
        self.shelf = Shelf(folder / "audio")
        self.failures: list[str] = []
        self.keeper = Keeper(
            policy.model_copy(update={"keeping": KeepingSettings(**keeping)}),
            folder=lambda: self.recording_folder,
            store=self.shelf,
        )

    def record(self, about: About = ABOUT, *, seconds: float = 4) -> CallRecording:
        """Return the recording of a call, all of it put in."""
        made = self.keeper.record(about, on_failure=self.failures.append)
        assert made is not None
        for piece in pieces(tone(seconds)):
            made.put(piece)
        return made

    def left_over(self) -> list[str]:
        """Return the endings of what is in the folder of recordings."""
        return sorted(path.suffix for path in self.recording_folder.iterdir())


def leave(folder: Path, sound: Path, *lines: str, length: float = 1.0) -> WorkingFiles:
    """Leave a recording in a folder, as a process that died would.

    Args:
        folder: Where.
        sound: What was recorded.
        *lines: Its notes.
        length: The share of the file that was written by then.
    """
    files = WorkingFiles.make(folder)
    data = sound.read_bytes()
    with files.open_sound() as file:
        file.write(data[: round(len(data) * length)])
    for line in lines:
        files.note(line)
    files.release()
    return files


Make = Callable[..., Office]


def office_maker(folder: Path, policy: Policy) -> Iterator[Make]:
    """Yield what makes an office with settings for keeping."""
    yield lambda **keeping: Office(folder, policy, **keeping)
