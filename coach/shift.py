"""An analyst's shift: call after call from one headset, each followed by itself."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from datetime import UTC, datetime
from typing import Any

from coach.audio.headset import Headset
from coach.audio.line import LineSource
from coach.audio.source import Piece
from coach.calls.ending import CallEnding, CallOver
from coach.calls.going_on import CallGoingOn
from coach.calls.standby import Standby
from coach.complaint import complain
from coach.desk import Desk
from coach.errors import CoachError, DeviceError, InputError
from coach.events import Event, Speaker
from coach.feeds.audio import AudioFeed
from coach.followed import Followed
from coach.keeping.filing import Filing
from coach.keeping.notes import About
from coach.scoring.report import CallInfo
from coach.speech.voice_activity import VoiceActivity
from coach.web.headset_news import news
from coach.web.hub import OverlayHub
from coach.web.listening import Control, Listening, ListeningChannel
from coach.web.messages import BeginCall, EndCall, HeadsetCommand, Pause, Resume

logger = logging.getLogger(__name__)

Keep = Callable[[Followed], Awaitable[None]]
"""What becomes of a call that was followed to its end, beside its being kept."""


class Shift:
    """Wait for a call, follow it, wait for the next, until told to stop.

        headset ─pieces─▶ standby ──a call begins──▶ call ──over──▶ keep
                             ▲                         │
                             └─────────────────────────┘

    Between calls nothing is transcribed or kept; while listening is paused nothing is
    heard at all.

    Args:
        desk: What follows calls.
        headset: Both sides of the line.
        hub: Where the overlays are: they are told what goes on, and command it.
        keep: What becomes of each call, once it is over.
        filing: Has calls recorded, and keeps them for review; None where nothing is
            recorded or kept.
        say: Told in a line what the analyst may want to see in the terminal.
        analyst: Whose shift it is.
        language: What is spoken.
    """

    def __init__(
        self,
        desk: Desk,
        headset: Headset,
        hub: OverlayHub,
        *,
        keep: Keep,
        filing: Filing | None = None,
        say: Callable[[str], None] = lambda _: None,
        analyst: str | None = None,
        language: str = "en",
    ) -> None:
        self._desk = desk
        self._headset = headset
        self._hub = hub
        self._keep = keep
        self._filing = filing
        self._say = say
        self._told: Listening | None = None
        self._analyst = analyst
        self._language = language
        self._settings = desk.policy.calls
        self._ends = dict.fromkeys(Speaker, 0)
        self._standby: Standby | None = None
        self._needs_quiet = False
        self._ids: set[str] = set()
        self._call: _Call | None = None
        self._following: asyncio.Task[None] | None = None
        self._failure: DeviceError | None = None
        self._tasks = asyncio.TaskGroup()
        self._is_idle = asyncio.Event()
        self._is_idle.set()

    async def run(self, interrupted: asyncio.Event) -> None:
        """Follow every call until interrupted; the one that goes on is then ended.

        Raises:
            coach.errors.ModelError: There is no such model, or it is damaged.
            coach.errors.DeviceError: The sound cannot be followed any more; the call
                that went on has been kept.
        """
        await self._desk.recogniser()
        await asyncio.to_thread(VoiceActivity)  # read from the disk once, shared then
        async with self._tasks:
            self._stand_by()
            self._desk.follow_headset(self.obey)
            listening = self._tasks.create_task(self._listen(), name="listen")
            ending = self._tasks.create_task(interrupted.wait(), name="interrupt")
            await asyncio.wait([listening, ending], return_when=asyncio.FIRST_COMPLETED)
            if self._failure is not None and self._call is not None:
                self._end(None, needs_quiet=True)
            if self._following is not None:
                await asyncio.wait([self._following])
            listening.cancel()
            ending.cancel()
        self._hub.tell_listening(None)
        if self._failure is not None:
            raise self._failure

    async def idle(self) -> None:
        """Wait until no call goes on."""
        await self._is_idle.wait()

    def obey(self, command: HeadsetCommand) -> None:
        """Do what the analyst, or their telephone, asks for."""
        match command:
            case BeginCall() if self._call is None and not self._headset.is_paused:
                self._begin(max(self._ends.values()), command)
            case BeginCall() if self._call is not None and self._call.asked is None:
                # It began by itself just before; what the telephone knows is its own.
                self._call.asked = command
                if self._call.going_on.recording is not None:
                    self._call.going_on.recording.describe(self._about(self._call))
            case EndCall() if self._call is not None:
                self._end(None, needs_quiet=True)
            case Pause():
                self._headset.pause()
                if self._standby is not None:
                    self._needs_quiet = self._standby.needs_quiet
                    self._standby = None
            case Resume() if self._headset.is_paused:
                self._headset.resume()
                if self._call is None:
                    self._stand_by()
            case _:
                pass
        self._tell()

    # --- sound -----------------------------------------------------------------------

    async def _listen(self) -> None:
        try:
            await self._hear()
        except Exception as error:  # noqa: BLE001 (the edge of the sound: the call is kept)
            why = type(error).__name__
            logger.error("headset not followed", extra={"why": why})
            reason = f"cannot be followed any more ({why}); start coach live again"
            self._failure = DeviceError("the headset", reason)

    async def _hear(self) -> None:
        async for pieces in self._headset.pieces():
            for piece in pieces:
                self._take(piece)
            if self._call is not None:
                over = self._call.over()
                if over is not None:
                    logger.info("call over", extra={"why": over.reason})
                    self._end(over.at, needs_quiet=over.reason == "hang-up")
            self._tell()

    def _take(self, piece: Piece) -> None:
        self._ends[piece.speaker] = piece.end
        if self._call is not None:
            self._call.going_on.put(piece)
        elif self._standby is not None:
            start = self._standby.feed(piece)
            if start is not None:
                self._begin(start)

    def _stand_by(self) -> None:
        self._headset.may_switch = True
        self._standby = Standby(
            self._settings,
            self._desk.policy.speech,
            start=max(self._ends.values()),
            needs_quiet=self._needs_quiet,
        )

    # --- calls -----------------------------------------------------------------------

    def _begin(self, start: int, asked: BeginCall | None = None) -> None:
        """Begin a call at a sample of the listening; what is held of it comes along."""
        self._headset.may_switch = False
        devices = self._headset.devices.values()
        source = LineSource(" + ".join(d.name for d in devices if d is not None))
        going_on = CallGoingOn(self._settings, start=start, source=source)
        call = _Call(going_on, asked, wall_ms=self._headset.wall_ms(start))
        if self._filing is not None:
            going_on.recording = self._filing.record(self._about(call))
        standby, self._standby = self._standby, None
        for piece in standby.held(start) if standby is not None else ():
            going_on.put(piece)
        self._is_idle.clear()
        self._call = call
        before = self._following
        self._following = self._tasks.create_task(
            self._follow(self._call, before), name="follow call"
        )

    def _end(self, at: int | None, *, needs_quiet: bool) -> None:
        """End the call that goes on; ``at`` where that was before what came last."""
        call, self._call = self._call, None
        if call is not None:
            call.end(at)
            self._is_idle.set()
        self._needs_quiet = needs_quiet
        if not self._headset.is_paused:
            self._stand_by()

    async def _follow(self, call: "_Call", before: asyncio.Task[None] | None) -> None:
        """Follow a call to its end and keep it; its failure costs this call only."""
        if before is not None:
            await asyncio.wait([before])
        recording, is_filed = call.going_on.recording, False
        try:
            queue = await self._desk.recogniser()
            feed = await asyncio.to_thread(
                AudioFeed, call.going_on.source, queue, self._desk.policy.speech
            )
            call.attach(feed)
            followed = await self._desk.follow(
                feed,
                self._info(call),
                wall_ms=call.wall_ms,
                screens=(_EndWatch(call.going_on.ending),),
                describe=lambda: self._info(call),
            )
            if dropped := call.going_on.source.dropped:
                self._say(
                    f"this machine is too slow: {dropped} bits of sound were lost"
                )
            is_filed = True
            if call.asked is None and is_one_sided(followed.report):
                self._say("only one side spoke: no call, and nothing was kept")
                self._file(lambda filing: filing.drop(recording))
            else:
                self._file(lambda filing: filing.keep(followed, recording))
                await self._keep(followed)
        except Exception as error:  # noqa: BLE001 (a call's outer edge: the next may do)
            if isinstance(error, CoachError):
                complain(error)
            else:
                logger.error("call not followed", extra={"why": type(error).__name__})
            if not is_filed:
                self._file(lambda filing: filing.leave(recording))
        finally:
            if self._call is call:
                self._end(None, needs_quiet=True)

    def _file(self, work: Callable[[Filing], Coroutine[None, None, None]]) -> None:
        """Have a call filed beside the next one, which does not wait for the disk."""
        if self._filing is not None:
            self._tasks.create_task(work(self._filing), name="file call")

    def _about(self, call: "_Call") -> About:
        return About(call=self._info(call), is_asked=call.asked is not None)

    def _info(self, call: "_Call") -> CallInfo:
        started = datetime.fromtimestamp(call.wall_ms / 1000, UTC).astimezone()
        asked = call.asked or BeginCall()
        call.name = call.name or self._id(started)
        return CallInfo(
            id=call.name,
            source=call.going_on.source.name,
            input="stereo",
            agent=asked.agent or self._analyst,
            started_at=started.replace(microsecond=0),
            language=self._language,
            metadata=asked.metadata or {},
        )

    def _id(self, started: datetime) -> str:
        """Return an id that no other call of the shift has."""
        first = name = f"call-{started:%Y%m%d-%H%M%S}"
        number = 1
        while name in self._ids:
            number += 1
            name = f"{first}-{number}"
        self._ids.add(name)
        return name

    # --- the overlays ----------------------------------------------------------------

    def _tell(self) -> None:
        in_call, is_paused = self._call is not None, self._headset.is_paused
        channels, devices = self._headset.channels, self._headset.devices
        sides = {
            speaker: ListeningChannel(
                state=channels[speaker], device=device.name if device else None
            )
            for speaker, device in devices.items()
        }
        listening = Listening(
            state="paused" if is_paused else "call" if in_call else "standby",
            in_call=in_call,
            controls=controls(in_call=in_call, is_paused=is_paused),
            agent=sides[Speaker.AGENT],
            customer=sides[Speaker.CUSTOMER],
            is_recording=self._is_recording(),
            analyst=self._analyst,
        )
        if listening != self._told:
            for line in news(self._told, listening):
                self._say(line)
            self._told = listening
            self._hub.tell_listening(listening)

    def _is_recording(self) -> bool:
        if self._call is None or self._headset.is_paused:
            return False
        return self._call.going_on.is_recording


class _Call:
    """A call that goes on, and what hears it once that is ready.

    Args:
        going_on: Its sound, and its end.
        asked: What its beginning was asked for with; None while nobody has, for it
            began by itself.
        wall_ms: Unix time of its first sample, in milliseconds.
    """

    def __init__(
        self, going_on: CallGoingOn, asked: BeginCall | None, *, wall_ms: int
    ) -> None:
        self.going_on = going_on
        self.asked = asked
        self.wall_ms = wall_ms
        self.name = ""
        """Its id, once it has one."""
        self._feed: AudioFeed | None = None
        self._ended_at: int | None = None

    def attach(self, feed: AudioFeed) -> None:
        """Take note of what hears it."""
        self._feed = feed
        if self._ended_at is not None:
            feed.end_record_at(self._ended_at)

    def over(self) -> CallOver | None:
        """Return its end, if what was heard of it so far makes that certain."""
        return None if self._feed is None else self.going_on.end_by(self._feed.clock)

    def end(self, at: int | None) -> None:
        """Take in no more; the record ends at a sample, or with what came last."""
        self._ended_at = at
        if self._feed is not None and at is not None:
            self._feed.end_record_at(at)
        self.going_on.close()


class _EndWatch:
    """A screen that shows nothing: it tells the ending what goes on in the call.

    Args:
        ending: What is told every event.
    """

    is_watched = False

    def __init__(self, ending: CallEnding) -> None:
        self._ending = ending

    def begin(self, call: CallInfo, wall_ms: int) -> None:
        """Nothing has been heard yet."""

    def show(self, events: Sequence[Event]) -> None:
        """Pass on what was heard and noticed."""
        for event in events:
            self._ending.feed(event)

    def update(self, state: dict[str, Any]) -> None:
        """The state is made of the events."""

    def fault(self, error: InputError) -> None:
        """A fault of the source says nothing about the call."""

    def end(self, report: dict[str, Any]) -> None:
        """It is over already."""


def controls(*, in_call: bool, is_paused: bool) -> tuple[Control, ...]:
    """Return the commands that make sense now."""
    found: list[Control] = []
    if in_call:
        found.append("end-call")
    elif not is_paused:
        found.append("begin-call")
    found.append("resume" if is_paused else "pause")
    return tuple(found)


def is_one_sided(report: dict[str, Any]) -> bool:
    """Return whether only one side was heard in a call: then it was none."""
    talk = report["metrics"]["talk_ms"]
    return not all(talk.values())
