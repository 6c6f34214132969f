"""Filing calls: the keeper, from an event loop that must not wait."""

import asyncio
import logging
from collections.abc import Callable

from coach.errors import CoachError
from coach.followed import Followed
from coach.keeping.keeper import Keeper
from coach.keeping.notes import About
from coach.keeping.recording import CallRecording

logger = logging.getLogger(__name__)


class Filing:
    """Have calls recorded and kept; what goes wrong with that is a line, and no more.

    Args:
        keeper: What records and keeps.
        say: Told in a line what the analyst may want to know; on the event loop.
    """

    def __init__(self, keeper: Keeper, *, say: Callable[[str], None]) -> None:
        self.keeper = keeper
        self._say = say

    def record(self, about: About) -> CallRecording | None:
        """Begin to record a call, if it may be kept; to be called on the event loop."""
        loop = asyncio.get_running_loop()

        def fail(why: str) -> None:
            line = f"the recording of this call: {why}; the call goes on"
            loop.call_soon_threadsafe(self._say, line)

        return self.keeper.record(about, on_failure=fail)

    async def keep(self, followed: Followed, recording: CallRecording | None) -> None:
        """Keep a call that is over, if the policy wants it.

        Not to be cancelled: the recording would be left to the next start.
        """
        try:
            kept = await asyncio.to_thread(self.keeper.keep, followed, recording)
        except CoachError as error:
            self._say(f"not kept for review: {error}; the next start tries again")
        except Exception as error:  # noqa: BLE001 (a call's outer edge: its recording stays, the shift goes on)
            logger.error("call not kept", extra={"why": type(error).__name__})
            self._say("not kept for review: the next start tries again")
        else:
            if kept is not None:
                why = f" ({', '.join(kept.flags)})" if kept.flags else ""
                self._say(f"kept for review{why}")

    async def drop(self, recording: CallRecording | None) -> None:
        """Remove the recording of what was no call."""
        if recording is None:
            return
        try:
            await asyncio.to_thread(recording.drop)
        except OSError as error:
            self._say(f"a recording cannot be removed: {error}")

    async def leave(self, recording: CallRecording | None) -> None:
        """Leave to the next start the recording of what could not be followed."""
        if recording is not None:
            await asyncio.to_thread(recording.leave)
