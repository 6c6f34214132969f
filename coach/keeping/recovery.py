"""Calls that an earlier start has left: repaired, followed and kept.

    left ─▶ repaired ─▶ followed like a recording ─▶ redacted ─▶ kept, as cut off
      └─ damaged: named, set aside

Between calls only: the call that goes on has the machine.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

from coach.audio.finishing import finish_recording
from coach.audio.recording import RecordingSource, two_channel
from coach.audio.source import Piece
from coach.audio_time import SAMPLE_RATE
from coach.desk import Desk
from coach.errors import CoachError, RecordingError
from coach.feeds.audio import AudioFeed
from coach.followed import Followed
from coach.keeping.keeper import CUT_OFF, Keeper, Kept
from coach.keeping.notes import About, Notes
from coach.keeping.working import WorkingFiles, find_left
from coach.quality import Problem
from coach.scoring.report import CallInfo
from coach.shift import is_one_sided

logger = logging.getLogger(__name__)

Idle = Callable[[], Awaitable[None]]
"""Waits until no call goes on."""


class Recovery:
    """Bring in the calls that were left.

    Args:
        desk: Its engine and recogniser follow them.
        keeper: What keeps them, and says where they are.
        say: Told in a line what became of each.
        idle: Waits until no call goes on.
    """

    def __init__(
        self, desk: Desk, keeper: Keeper, *, say: Callable[[str], None], idle: Idle
    ) -> None:
        self._desk = desk
        self._keeper = keeper
        self._say = say
        self._idle = idle

    async def run(self) -> int:
        """Bring in every call that no living process holds.

        Safe to cancel: what was not kept by then is left as it was.

        Returns:
            How many could not be brought in.

        Raises:
            coach.errors.ModelError: There is no such model, or it is damaged.
        """
        failed = 0
        try:
            left = await asyncio.to_thread(lambda: find_left(self._keeper.folder()))
        except (CoachError, OSError) as error:
            self._say(f"recordings that were left cannot be looked for: {error}")
            return 1
        for place, files in enumerate(left):
            try:
                await self._bring_in(files)
            except asyncio.CancelledError:
                _release(left[place + 1 :])
                raise
            except (CoachError, OSError) as error:
                failed += 1
                self._say(f"a recording that was left cannot be brought in: {error}")
            except Exception as error:  # noqa: BLE001 (a recording's outer edge: the next may do)
                failed += 1
                logger.error("not recovered", extra={"why": type(error).__name__})
            finally:
                files.release()
        return failed

    async def _bring_in(self, files: WorkingFiles) -> None:
        await self._idle()
        notes = await asyncio.to_thread(files.read)
        if not self._keeper.keeps_any or await self._is_kept(notes):
            await asyncio.to_thread(files.remove)
            return
        sound = files.beside("repaired")
        try:
            length = await asyncio.to_thread(_repair, files, notes, sound)
        except RecordingError as error:
            aside = await asyncio.to_thread(files.set_aside)
            self._say(f"a damaged recording was set aside: {aside} ({error.reason})")
            return
        if not length:  # it died before it had written anything
            await asyncio.to_thread(files.remove)
            return
        about = notes.about or _unknown(files)
        is_cut_off = notes.ended is None
        followed = await self._follow(sound, length, about.call, is_cut_off=is_cut_off)
        if not about.is_asked and is_one_sided(followed.report):
            await asyncio.to_thread(files.remove)
            return
        kept = await asyncio.to_thread(
            self._keeper.keep_left,
            followed,
            files,
            sound=sound,
            is_cut_off=is_cut_off,
        )
        self._tell(about.call, kept, is_cut_off=is_cut_off)

    async def _is_kept(self, notes: Notes) -> bool:
        """Whether it came into the store, and only the recording was not removed."""
        if notes.about is None:
            return False
        return await asyncio.to_thread(self._keeper.store.has, notes.about.call)

    async def _follow(
        self, sound: Path, length: int, call: CallInfo, *, is_cut_off: bool
    ) -> Followed:
        queue = await self._desk.recogniser()
        source = await asyncio.to_thread(_Recorded, sound, self._idle)
        feed = await asyncio.to_thread(
            AudioFeed, source, queue, self._desk.policy.speech, is_live=False
        )
        after = f"{length / SAMPLE_RATE:.0f} s"
        problem = Problem(
            code=CUT_OFF,
            detail=f"the coach, or the machine, stopped {after} into the call",
        )
        return await self._desk.follow_unseen(
            feed, call, problems=[problem] if is_cut_off else []
        )

    def _tell(self, call: CallInfo, kept: Kept | None, *, is_cut_off: bool) -> None:
        if kept is None:
            return
        when = "" if call.started_at is None else f" of {call.started_at:%d.%m. %H:%M}"
        what = "that was cut off" if is_cut_off else "that could not be kept before"
        self._say(f"a call{when} {what} is kept now")


class _Recorded(RecordingSource):
    """A recording that is heard as fast as can be, but never while a call goes on."""

    def __init__(self, sound: Path, idle: Idle) -> None:
        super().__init__(two_channel(sound), speed=0)
        self._idle = idle

    async def pieces(self) -> AsyncIterator[Piece]:
        async for piece in super().pieces():
            await self._idle()
            yield piece


def _repair(files: WorkingFiles, notes: Notes, sound: Path) -> int:
    """Write what is whole of a recording anew; return its length in samples."""
    return finish_recording(
        two_channel(files.sound),
        sound,
        format="flac",
        marks=notes.marks,
        until=notes.ended,
    ).length


def _unknown(files: WorkingFiles) -> About:
    """What is known about a call whose notes are gone: nothing."""
    name = f"call-{files.sound.stem}"
    return About(call=CallInfo(id=name, source="a recording", input="stereo"))


def _release(left: list[WorkingFiles]) -> None:
    for files in left:
        files.release()
