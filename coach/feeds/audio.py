"""The feed of sound: a source's pieces through hearing and the shared recogniser."""

import asyncio
from collections.abc import Iterable
from typing import Literal

from coach.audio.source import Source
from coach.errors import InputError
from coach.events import CallEnded, HeardEvent, UtteranceFailed
from coach.feeds import Listener
from coach.quality import Problem
from coach.record import Record
from coach.speech.decoding import DecodeRequest
from coach.speech.hearing import Heard, Hearing
from coach.speech.queue import DecodeLine, DecodeQueue
from coach.speech.settings import SpeechSettings


class AudioFeed:
    """Listen to two channels of sound.

    Making one loads the voice-activity model, some 0.1 s the first time: not for the
    event loop.

    Args:
        source: Where the sound comes from.
        queue: The recogniser, shared with the other calls of this process.
        settings: Thresholds of voice activity and recognition.
        is_live: Whether to tell things as soon as they are heard, words late and
            partials in between.  Otherwise everything is told in the order of the
            record, which suits a source that does not wait for wall time.

    Raises:
        coach.errors.ModelError: The voice-activity model is missing or damaged.
    """

    input: Literal["stereo", "mono", "transcript"] = "stereo"

    def __init__(
        self,
        source: Source,
        queue: DecodeQueue,
        settings: SpeechSettings,
        *,
        is_live: bool = True,
    ) -> None:
        self.name = source.name
        self._source = source
        self._queue = queue
        self._is_live = is_live
        self._hearing = Hearing(settings, early=is_live)
        self._record = Record()
        self._waiting = Record()
        self._pumping: asyncio.Task[None] | None = None
        self._awaits_sound = False
        self._failed = 0
        self._is_ended = False
        self._ended_at: int | None = None
        self._settled = 0
        self.dropped_partials = 0
        """Partials given up because the recogniser was behind."""

    async def listen(self, listener: Listener) -> None:
        """Tell what is heard until the source ends; see :class:`coach.feeds.Feed`."""
        line = self._queue.line()
        try:
            async with asyncio.TaskGroup() as tasks:
                self._pumping = tasks.create_task(
                    self._pump(line, listener), name="pump"
                )
                answers = tasks.create_task(self._answer(line, listener), name="words")
                await asyncio.wait([self._pumping])
                if not self._pumping.cancelled() and self._pumping.exception():
                    return  # the group raises it
                await self._take(self._hearing.finish(), line, listener)
                if not self._is_ended:
                    await answers
                answers.cancel()
        finally:
            self.dropped_partials = line.dropped_partials
            line.close()

    def stop(self) -> None:
        """Take in no more sound; what was heard is still recognised."""
        if self._pumping is not None:
            self._pumping.cancel()

    def end_record_at(self, at: int) -> None:
        """Let the record end before what was heard last: the call was over by then.

        Args:
            at: The call's end, in canonical samples.
        """
        self._ended_at = at

    @property
    def clock(self) -> int:
        """Canonical samples up to which both channels have been heard."""
        return self._hearing.clock

    @property
    def awaits_words(self) -> bool:
        """Whether it waits for the recogniser, rather than for sound."""
        return not self._awaits_sound

    def record(self) -> tuple[HeardEvent, ...]:
        """Return what was certainly heard so far, in canonical order."""
        if self._ended_at is None:
            return self._record.in_order()
        return self._record.ended_at(self._ended_at)

    def problems(self) -> tuple[Problem, ...]:
        """Return what stood in the way of hearing well."""
        if not self._failed:
            return ()
        detail = f"the recogniser failed on {self._failed} utterances"
        return (Problem(code="recognition-error", detail=detail),)

    async def _pump(self, line: DecodeLine, listener: Listener) -> None:
        listener.begin()
        self._awaits_sound = True
        try:
            async for piece in self._source.pieces():
                self._awaits_sound = False
                await self._take(self._hearing.feed(piece), line, listener)
                self._awaits_sound = True
        except InputError as error:
            listener.fault(error)
        finally:
            self._awaits_sound = False

    async def _answer(self, line: DecodeLine, listener: Listener) -> None:
        """Turn the recogniser's answers into events until the call has ended."""
        while not self._is_ended:
            request, result = await line.answer()
            self._tell(self._hearing.decoded(request, result), listener)

    async def _take(
        self, heard: Iterable[Heard], line: DecodeLine, listener: Listener
    ) -> None:
        """Tell the events, then the time, then send the requests on their way.

        In this order: while a request waits for room, an answer may be told, and
        everything that was heard before it must have been told by then.
        """
        heard = tuple(heard)
        requests = [item for item in heard if isinstance(item, DecodeRequest)]
        self._tell(
            (item for item in heard if not isinstance(item, DecodeRequest)), listener
        )
        if self._is_live:
            listener.tick(self._hearing.clock)
        for request in requests:
            await line.submit(request)

    def _tell(self, events: Iterable[HeardEvent], listener: Listener) -> None:
        for event in events:
            self._record.append(event)
            self._is_ended |= isinstance(event, CallEnded)
            if isinstance(event, UtteranceFailed):
                self._failed += event.reason == "recognition-error"
            if self._is_live:
                listener.hear(event)
            else:
                self._waiting.append(event)
        if not self._is_live:
            self._tell_what_is_settled(listener)

    def _tell_what_is_settled(self, listener: Listener) -> None:
        """Tell, in the record's order, what no awaited word can come before."""
        self._settled = max(self._settled, self._hearing.settled)
        for event in self._waiting.take_until(self._settled):
            listener.hear(event)
        listener.tick(self._settled)
