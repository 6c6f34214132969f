"""The headset: both sides of the line, all day, whatever its devices do meanwhile."""

import asyncio
import contextlib
import logging
import math
import time
from collections import deque
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from types import TracebackType

from coach.audio.advice import both_sides
from coach.audio.blocks import Block
from coach.audio.devices import Choice, Device, choose
from coach.audio.side import ChannelStatus, Side
from coach.audio.source import Piece
from coach.audio.system import DeviceSystem
from coach.audio_time import SAMPLE_RATE
from coach.errors import DeviceError
from coach.events import Speaker

logger = logging.getLogger(__name__)

TICK_S = 0.02
"""How often what the callbacks copied is taken, in seconds: one telephony chunk."""

WATCH_S = 0.5
"""How often lost devices are looked for, in seconds."""

FALL_BACK_S = 5.0
"""How long a device that was not named by anybody is waited for before another may take
its place, in seconds: a cable that is pulled and put back."""

REST_AFTER_S, REST_EVERY_S = 3.0, 15.0
"""Where a device is only listed while none is open, in seconds: how long one is lost
before both are closed for a moment, and how often.  It costs the other side half a
second of sound."""

HELD_BLOCKS = 3_000
"""Blocks kept between two ticks at most: a minute of 20 ms; older ones are dropped and
become a gap."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which devices to listen to, as a person names them; None for the best."""

    agent: str | None = None
    customer: str | None = None

    def choice(self, devices: Sequence[Device]) -> Choice:
        """Return the two devices; see :func:`coach.audio.devices.choose`."""
        return choose(devices, agent=self.agent, customer=self.customer)


class Headset(AbstractAsyncContextManager["Headset"]):
    """Listen to both sides of the line while the block lasts.

    Entering opens both devices.  One that is lost is a gap on its channel, and is taken
    back when it returns; the other goes on.  Which devices are taken is decided anew
    while :attr:`may_switch` is set, so that a headset plugged in between two calls is
    the next call's.

    Args:
        system: The machine's sound system.
        wanted: Which devices.
        now: The host's monotonic clock, in seconds: that of the blocks' stamps.
    """

    def __init__(
        self,
        system: DeviceSystem,
        wanted: Wanted,
        *,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self._system = system
        self._wanted = wanted
        self._now = now
        self._tasks = asyncio.TaskGroup()
        self._watching: asyncio.Task[None] | None = None
        self._sides: dict[Speaker, Side] = {}
        self._origin = 0.0
        self._rested_at = -math.inf
        self.may_switch = False
        """Whether another device may take the place of one that works."""
        self.is_paused = False

    @property
    def channels(self) -> dict[Speaker, ChannelStatus]:
        """How each side is."""
        return {speaker: side.status for speaker, side in self._sides.items()}

    @property
    def devices(self) -> dict[Speaker, Device | None]:
        """What each side is heard on, or was."""
        return {speaker: side.device for speaker, side in self._sides.items()}

    async def __aenter__(self) -> "Headset":
        """Open both devices.

        Raises:
            coach.errors.DeviceError: One is missing, cannot be opened, or is not clear
                from its name.
        """
        devices = await asyncio.to_thread(self._system.devices)
        chosen = both_sides(self._wanted.choice(devices), devices)
        origin = self._origin = self._now()
        named = {
            Speaker.AGENT: self._wanted.agent,
            Speaker.CUSTOMER: self._wanted.customer,
        }
        for speaker, name in named.items():
            is_named = name is not None
            self._sides[speaker] = Side(speaker, is_named=is_named, origin=origin)
        try:
            for speaker, device in chosen.items():
                await self._open(self._sides[speaker], device)
        except BaseException:
            await self._close_all()
            raise
        await self._tasks.__aenter__()
        self._watching = self._tasks.create_task(self._watch(), name="watch devices")
        return self

    async def __aexit__(
        self,
        exc_type: type[BaseException] | None,
        exc: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Let go of both devices."""
        if self._watching is not None:
            self._watching.cancel()
        try:
            await self._tasks.__aexit__(exc_type, exc, traceback)
        finally:
            await self._close_all()

    async def pieces(self) -> AsyncIterator[list[Piece]]:
        """Yield what is heard, for ever, some fifty times a second.

        The pieces of each side follow on one another from sample zero on; the two sides
        are out of step by as much as their devices are.  Safe to cancel.
        """
        while True:
            await asyncio.sleep(TICK_S)
            now = self._now()
            yield [
                piece
                for side in self._sides.values()
                for piece in side.drain(now, is_paused=self.is_paused)
            ]

    def wall_ms(self, at: int) -> int:
        """Return the Unix time of a canonical sample of late, in milliseconds.

        Not reckoned from the start of the day: while the machine sleeps, the monotonic
        clock may stand still.
        """
        ago = self._now() - self._origin - at / SAMPLE_RATE
        return time.time_ns() // 1_000_000 - round(ago * 1000)

    def pause(self) -> None:
        """Hear nothing from now on; both channels have a gap that is a pause."""
        self.is_paused = True

    def resume(self) -> None:
        """Hear again."""
        if self.is_paused:
            self.is_paused = False
            for side in self._sides.values():
                side.resume(self._now())

    async def _watch(self) -> None:
        """Take back devices that return, and follow the system's choice of them."""
        while True:
            await asyncio.sleep(WATCH_S)
            broken = [side for side in self._sides.values() if side.is_broken]
            for side in broken:
                side.lose(self._now())
            if not broken and not self.may_switch:
                continue
            try:
                await self._look()
            except Exception as error:  # noqa: BLE001 (a library's; the next look may do)
                why = type(error).__name__
                logger.info("devices not looked at", extra={"why": why})

    async def _look(self) -> None:
        """Open what each side should be heard on from now on.

        Raises:
            coach.errors.DeviceError: The sound system itself is away; it may come back.
        """
        if not self._system.lists_while_open:
            await self._rest()
        devices = await asyncio.to_thread(self._system.devices)
        there = {device.id for device in devices}
        for side in self._sides.values():
            side.refused &= there
            device = self._next_device(side, devices)
            if device is None:
                continue
            try:
                await self._open(side, device)
            except DeviceError:
                side.refused.add(device.id)

    async def _rest(self) -> None:
        """Close both devices, if one has been lost for a while: the list is anew then.

        The one that works is opened again at once, by the same look.
        """
        now = self._now()
        lost = [now - side.lost_at for side in self._sides.values() if side.is_broken]
        if max(lost, default=0.0) < REST_AFTER_S:
            return
        if now - self._rested_at >= REST_EVERY_S:
            self._rested_at = now
            await self._close_all()

    def _next_device(self, side: Side, devices: Sequence[Device]) -> Device | None:
        """Return what a side should be heard on from now on; None to leave it."""
        last = side.device
        if side.is_broken:
            for device in devices:
                if last is not None and device.id == last.id:
                    return device
            if side.is_named or self._now() - side.lost_at < FALL_BACK_S:
                return None
        elif side.is_named or not self.may_switch:
            return None
        best = self._best(side, devices)
        is_last = best is not None and last is not None and best.id == last.id
        # What works is not let go of again and again for what cannot be opened.
        is_refused = best is not None and best.id in side.refused
        is_refused = is_refused and not side.is_broken
        return None if is_last or is_refused else best

    def _best(self, side: Side, devices: Sequence[Device]) -> Device | None:
        """Return the device of choice for a side that the other side is not on."""
        try:
            best = _sides_of(self._wanted.choice(devices))[side.speaker]
        except DeviceError:
            return None
        others = [one.device for one in self._sides.values() if one is not side]
        is_taken = any(one and best and one.id == best.id for one in others)
        return None if is_taken else best

    async def _open(self, side: Side, device: Device) -> None:
        """Listen to a device on a side, in place of what it was heard on.

        Raises:
            coach.errors.DeviceError: It cannot be opened.
        """
        await self._close(side)
        blocks: deque[Block] = deque(maxlen=HELD_BLOCKS)
        opening = asyncio.ensure_future(
            asyncio.to_thread(self._system.open, device, blocks.append)
        )
        try:
            stream = await asyncio.shield(opening)
        except asyncio.CancelledError:
            # The thread cannot be stopped: what it opens is closed again.
            with contextlib.suppress(DeviceError):
                await asyncio.to_thread((await opening).close)
            raise
        side.attach(device, stream, blocks, self._now())

    async def _close_all(self) -> None:
        for side in self._sides.values():
            await self._close(side)

    async def _close(self, side: Side) -> None:
        stream = side.detach()
        if stream is not None:
            await asyncio.to_thread(stream.close)


def _sides_of(choice: Choice) -> dict[Speaker, Device | None]:
    return {Speaker.AGENT: choice.agent, Speaker.CUSTOMER: choice.customer}
