"""The keeper: what becomes of a call that is over."""

import logging
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from coach.audio.finishing import finish_recording
from coach.audio.formats import SUFFIXES
from coach.audio.marks import Mark
from coach.audio.recording import two_channel
from coach.audio_time import samples
from coach.errors import CoachError, RecordingError, StoreError
from coach.events import CallEnded
from coach.followed import Followed
from coach.keeping.flagging import flags_of, is_to_be_kept
from coach.keeping.notes import About
from coach.keeping.purging import purge_once
from coach.keeping.recording import CallRecording
from coach.keeping.working import WorkingFiles
from coach.policy.policy import Policy
from coach.scoring.report import CallInfo
from coach.store.kept import KeptCall, silenced

if TYPE_CHECKING:
    from coach.store.database import Database

logger = logging.getLogger(__name__)

CUT_OFF = "cut-off"
"""The flag of a call in whose middle the coach died, and the problem in its report."""


class Store(Protocol):
    """Where calls are kept."""

    def add(self, kept: KeptCall) -> str:
        """Add a call; return its uid there."""
        ...

    def has(self, call: CallInfo) -> bool:
        """Return whether a call of that id and moment is there."""
        ...

    def open(self) -> "Database":
        """Return the open store."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A call that is in the store now."""

    uid: str
    flags: tuple[str, ...]
    """Why it is kept."""


class Keeper:
    """Have calls recorded, and keep those that the policy wants kept.

        call ends ─▶ flags? ──no──▶ the recording is deleted
                       │yes
                       ▼
                  written anew, silenced ─▶ store ─▶ the recording is deleted

    Whatever fails leaves the recording where it is: the next start tries again.

    Args:
        policy: What is kept, for how long, as what.
        folder: Says where recordings are that are not finished.
        store: Puts a call into the store; by default the machine's own.
    """

    def __init__(
        self,
        policy: Policy,
        *,
        folder: Callable[[], Path] | None = None,
        store: Store | None = None,
    ) -> None:
        self._policy = policy
        self._settings = policy.keeping
        self.folder = folder or _recording_folder
        """Says where recordings are that are not finished; may make the folder."""
        self.store = store or LocalStore()
        """Where calls are kept."""
        # One recording is finished at a time, so that the next call has the machine.
        self._lock = threading.Lock()

    @property
    def keeps_any(self) -> bool:
        """Whether the policy lets any call be kept."""
        return self._settings.keep != "nothing"

    def record(
        self, about: About, *, on_failure: Callable[[str], None]
    ) -> CallRecording | None:
        """Begin to record a call, if it may be kept; never blocks.

        Args:
            about: What is known about the call.
            on_failure: Told once, in a line and in another thread, that no more or not
                all of it is recorded.
        """
        if not self.keeps_any:
            return None
        return CallRecording(self.folder, about, on_failure=on_failure)

    def keep(self, followed: Followed, recording: CallRecording | None) -> Kept | None:
        """Keep a call that is over if the policy wants it; its recording goes.

        Takes some seconds for an hour's call: to be called in a thread.

        Args:
            followed: The call.
            recording: Its sound, if it was recorded.

        Returns:
            None where the call is not kept.

        Raises:
            StoreError: It is to be kept and cannot be, for example because the disk
                is full; its recording is left to the next start.
        """
        flags = flags_of(followed.report, self._settings)
        if not is_to_be_kept(flags, self._settings):
            if recording is not None:
                with_reason(recording.drop, followed)
            return None
        if recording is None:
            return Kept(uid=self._add(followed, None, flags), flags=flags)
        try:
            files = recording.end(length_of(followed))
            uid = self._keep_sound(followed, files, flags, marks=recording.marks)
        except OSError as error:
            raise _cannot(followed, error) from error
        finally:
            recording.leave()
        return Kept(uid=uid, flags=flags)

    def keep_left(
        self, followed: Followed, files: WorkingFiles, *, sound: Path, is_cut_off: bool
    ) -> Kept | None:
        """Keep a call that an earlier start has left, like :meth:`keep`.

        One that was cut off is kept whatever was found in it: nobody could judge it.

        Args:
            followed: What was heard of it now.
            files: What was left; it goes when the call is kept or not wanted.
            sound: Its repaired sound.
            is_cut_off: Whether it had not ended.

        Raises:
            StoreError: It cannot be kept.
        """
        flags = flags_of(followed.report, self._settings)
        if is_cut_off and self.keeps_any:
            flags = (*flags, CUT_OFF)
        elif not is_to_be_kept(flags, self._settings):
            with_reason(files.remove, followed)
            return None
        try:
            uid = self._keep_sound(
                followed, files, flags, sound=sound, is_cut_off=is_cut_off
            )
        except OSError as error:
            raise _cannot(followed, error) from error
        return Kept(uid=uid, flags=flags)

    def purge(self) -> None:
        """Delete what has been kept for long enough; to be called in a thread.

        Raises:
            StoreError: The store cannot be opened or written to.
        """
        if not self._settings.days:
            return
        purge_once(
            self.store.open(), self._settings, self.folder(), now=datetime.now(UTC)
        )

    def _keep_sound(
        self,
        followed: Followed,
        files: WorkingFiles | None,
        flags: Sequence[str],
        *,
        marks: Sequence[Mark] = (),
        sound: Path | None = None,
        is_cut_off: bool = False,
    ) -> str:
        """Finish the sound, add the call with it and remove the recording."""
        if files is None:
            return self._add(followed, None, flags)
        audio: Path | None
        format = self._settings.format
        audio = files.beside("kept", SUFFIXES[format])
        with self._lock:
            try:
                finish_recording(
                    two_channel(sound or files.sound),
                    audio,
                    format=format,
                    marks=[*marks, *silenced(followed.redactions)],
                    until=length_of(followed),
                )
            except RecordingError:  # it failed before the first sound was written
                audio = None
        uid = self._add(followed, audio, flags, is_cut_off=is_cut_off)
        files.remove()
        return uid

    def _add(
        self,
        followed: Followed,
        audio: Path | None,
        flags: Sequence[str],
        *,
        is_cut_off: bool = False,
    ) -> str:
        return self.store.add(
            KeptCall(
                report=followed.report,
                record=followed.record,
                redactions=followed.redactions,
                policy=self._policy,
                origin="live",
                audio=audio,
                is_cut_off=is_cut_off,
                flags=flags,
            )
        )


class LocalStore:
    """This machine's store, opened when the first call is added."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._database: Database | None = None

    def add(self, kept: KeptCall) -> str:
        """Add a call; return its uid.

        Raises:
            coach.errors.StoreError: It cannot be added, or the store not be opened.
        """
        from coach.store.calls import add_call

        return add_call(self.open(), kept).uid

    def has(self, call: CallInfo) -> bool:
        """Return whether a call of that id and moment is there.

        Raises:
            coach.errors.StoreError: The store cannot be opened.
        """
        from sqlalchemy import select

        from coach.store.tables import CallRow

        if call.started_at is None:
            return False
        there = select(CallRow.key).where(
            CallRow.call_id == call.id, CallRow.started_at == call.started_at
        )
        with self.open().reading() as session:
            return session.scalars(there).first() is not None

    def open(self) -> "Database":
        """Return the open store.

        Raises:
            coach.errors.StoreError: It cannot be opened.
        """
        from coach.store.database import open_database

        with self._lock:
            if self._database is None:
                self._database = open_database()
            return self._database


def length_of(followed: Followed) -> int:
    """Return the length of a call, in canonical samples: what came later is no part."""
    for event in reversed(followed.record):
        if isinstance(event, CallEnded):
            return event.at
    return samples(int(followed.report["call"]["duration_ms"]))


def with_reason(work: Callable[[], None], followed: Followed) -> None:
    """Do something with files.

    Raises:
        StoreError: It cannot be done, and why.
    """
    try:
        work()
    except OSError as error:
        raise _cannot(followed, error) from error


def _cannot(followed: Followed, error: OSError) -> CoachError:
    reason = (error.strerror or type(error).__name__).lower()
    return StoreError(str(followed.report["call"]["id"]), reason)


def _recording_folder() -> Path:
    from coach.store.places import recording_folder

    return recording_folder()
