"""One side of the line: its device, whether it is heard, and its place in time."""

import logging
from collections import deque
from typing import Literal

from coach.audio.alignment import Alignment
from coach.audio.blocks import Block
from coach.audio.devices import Device
from coach.audio.source import Piece
from coach.audio.system import DeviceStream
from coach.events import Speaker

logger = logging.getLogger(__name__)

STALLED_S = 0.8
"""A device that delivers nothing for this long is lost, in seconds.  A busy machine
keeps a callback waiting for up to 0.3 s; the overlay is to say so within 2 s."""

OPENING_S = 4.5
"""A device that has just been opened may take this long to its first block, in seconds.
Source: measured; a sink that nothing plays on takes some two seconds."""

AWAY_S = 0.2
"""After this long between two ticks, in seconds, it was we who were away and kept the
callbacks from running: nothing is to be said about the devices."""

ChannelStatus = Literal["opening", "ok", "lost"]


class Side:
    """One side of the line: its device, what was copied of it, and its clock.

    Args:
        speaker: Whose side it is.
        is_named: Whether somebody named its device.
        origin: Host time of canonical sample zero, in monotonic seconds.
    """

    def __init__(self, speaker: Speaker, *, is_named: bool, origin: float) -> None:
        self.speaker = speaker
        self.is_named = is_named
        self.status: ChannelStatus = "opening"
        self.device: Device | None = None
        self.lost_at = origin
        self.refused: set[str] = set()
        """The devices that could not be opened, by their ids, while they are there."""
        self._is_opening = True
        self._blocks: deque[Block] = deque(maxlen=0)
        self._left: list[Piece] = []
        self._stream: DeviceStream | None = None
        self._alignment: Alignment | None = None
        self._origin = origin
        self._heard_at = self._drained_at = origin

    @property
    def is_broken(self) -> bool:
        """Whether there is no stream, or one that delivers nothing any more.

        One that was opened in place of a lost one has its time to begin: were it opened
        anew at every look, a device that is slow to begin would never come back.
        """
        stream = self._stream
        if stream is None or not stream.is_active:
            return True
        return self.status == "lost" and not self._is_opening

    def attach(
        self, device: Device, stream: DeviceStream, blocks: deque[Block], now: float
    ) -> None:
        """Listen to a device from now on: its stream fills the blocks."""
        if self._alignment is None:
            self._alignment = Alignment(
                self.speaker, rate=stream.rate, origin=self._origin
            )
        else:
            self._left += self._alignment.lose(now)
            self._alignment.restart(stream.rate)
        self._heard_at, self._is_opening = now, True
        if self.status == "ok":
            self.status = "opening"  # one that was lost is so until it is heard
        self._stream, self._blocks, self.device = stream, blocks, device

    def detach(self) -> DeviceStream | None:
        """Let go of the stream and return it, to be closed."""
        stream, self._stream = self._stream, None
        return stream

    def drain(self, now: float, *, is_paused: bool) -> list[Piece]:
        """Return what was heard since the last time, gaps included."""
        alignment = self._alignment
        if alignment is None:
            return []
        blocks = [self._blocks.popleft() for _ in range(len(self._blocks))]
        if blocks or now - self._drained_at > AWAY_S:
            self._heard_at = now
        self._drained_at = now
        self._judge(now, has_blocks=bool(blocks))
        pieces, self._left = self._left, []
        if is_paused:
            return pieces + alignment.lose(now, is_pause=True)
        pieces += [piece for block in blocks for piece in alignment.feed(block)]
        if self.status == "lost":
            pieces += alignment.lose(now)
        return pieces

    def lose(self, now: float) -> None:
        """Take note that the device is lost, if that is news."""
        if self.status != "lost":
            logger.info("device lost", extra={"speaker": str(self.speaker)})
            self.status, self.lost_at = "lost", now

    def resume(self, now: float) -> None:
        """Go on after a pause: what was copied meanwhile is forgotten."""
        self._blocks.clear()
        if self._alignment is not None:
            self._left += self._alignment.lose(now, is_pause=True)

    def _judge(self, now: float, *, has_blocks: bool) -> None:
        stream = self._stream
        is_gone = stream is None or not stream.is_active
        patience = OPENING_S if self._is_opening else STALLED_S
        if not is_gone and has_blocks:
            self.status, self._is_opening = "ok", False
        elif is_gone or now - self._heard_at > patience:
            self._is_opening = False
            self.lose(now)
