"""Feeds of words that somebody else recognised: transcripts, whole or live."""

import asyncio
import time
from collections.abc import AsyncIterator
from typing import Literal

from coach.audio_time import SAMPLE_RATE, samples
from coach.errors import TranscriptError
from coach.events import (
    CallEnded,
    HeardEvent,
    PartialRecognised,
    Speaker,
    SpeechStarted,
    SpeechStopped,
    Utterance,
    UtteranceFinalised,
)
from coach.feeds import Listener
from coach.feeds.lines import MAX_LINE_BYTES
from coach.quality import Problem, counted
from coach.transcript import Transcript, parse_line, record_of, transcript_of

TICK_MS = 100
"""Between ticks while nothing is said, in milliseconds: smooth enough for a deadline
to be noticed within the 0.4 s that a nudge may take."""

REST_EVERY_MS = 10
"""How long a transcript without a pace may keep the event loop from others, in
milliseconds: an overlay does not notice."""

MAX_FAULTS = 100
"""Wrong lines of a live transcript that are told one by one; the others are counted, so
that a stream of anything else neither floods a report nor fills memory."""


class TranscriptFeed:
    """Hear a whole transcript, at a pace or at once.

    Args:
        transcript: What was said.
        name: What to call it in the report.
        speed: 1 for the pace of the call, 2 for twice that, 0 for no pace at all.
    """

    input: Literal["stereo", "mono", "transcript"] = "transcript"

    def __init__(
        self, transcript: Transcript, *, name: str, speed: float = 1.0
    ) -> None:
        self.name = name
        self._transcript = transcript
        self._speed = speed
        self._stopped = asyncio.Event()
        self._heard: list[HeardEvent] = []

    async def listen(self, listener: Listener) -> None:
        """Tell every event when its time has come; see :class:`coach.feeds.Feed`."""
        listener.begin()
        pace = Pace(self._speed)
        for event in record_of(self._transcript.utterances):
            if not await pace.reach(event.known_at, listener, self._stopped):
                break
            self._heard.append(event)
            listener.hear(event)
            listener.tick(event.known_at)
        else:
            return
        end = CallEnded(at=pace.now, known_at=pace.now)
        self._heard.append(end)
        listener.hear(end)

    def stop(self) -> None:
        """End the call where it is."""
        self._stopped.set()

    def record(self) -> tuple[HeardEvent, ...]:
        """Return what has been told so far, which is in canonical order."""
        return tuple(self._heard)

    def problems(self) -> tuple[Problem, ...]:
        """Return what had to be put right in the transcript."""
        return self._transcript.problems


class Pace:
    """Lets audio time pass at a pace of wall time.

    Args:
        speed: Seconds of the call in a second; 0 for as fast as possible.
    """

    def __init__(self, speed: float) -> None:
        self._speed = speed
        self._started = self._rested = time.monotonic()
        self.now = 0
        """Canonical samples passed."""

    async def reach(
        self, target: int, listener: Listener, stopped: asyncio.Event
    ) -> bool:
        """Wait until audio time is ``target``, ticking; return whether it came to it.

        False when ``stopped`` was set before.
        """
        while self._speed > 0 and self.now < target and not stopped.is_set():
            at = min(target, self.now + samples(TICK_MS))
            due = self._started + at / SAMPLE_RATE / self._speed
            await asyncio.sleep(max(0.0, due - time.monotonic()))
            self.now = at
            listener.tick(at)
        if stopped.is_set():
            return False
        self.now = max(self.now, target)
        if time.monotonic() - self._rested >= REST_EVERY_MS / 1000:
            await asyncio.sleep(0)
            self._rested = time.monotonic()
        return True


class LiveTranscriptFeed:
    """Hear utterances as another recogniser writes them, a JSON line each.

    The times in the lines move the clock; with ``is_paced``, so does wall time between
    the lines, so that a silence is noticed while it lasts.

    Args:
        lines: The lines, without or with their line ends; blank ones are passed over.
        name: What to call the stream in the report and in errors.
        is_paced: Whether wall time passes as audio time between lines.
    """

    input: Literal["stereo", "mono", "transcript"] = "transcript"

    def __init__(
        self, lines: AsyncIterator[bytes | str], *, name: str, is_paced: bool = False
    ) -> None:
        self.name = name
        self._lines = lines
        self._is_paced = is_paced
        self._now = 0
        self._open: dict[Speaker, int] = {}
        self._said: list[Utterance] = []
        self._wrong = 0
        self._reading: asyncio.Task[None] | None = None

    async def listen(self, listener: Listener) -> None:
        """Tell every line as it comes; see :class:`coach.feeds.Feed`.

        A line that is no utterance is a fault and costs that line; after the first
        :data:`MAX_FAULTS` they are counted, and told in one at the end.
        """
        listener.begin()
        async with asyncio.TaskGroup() as tasks:
            self._reading = tasks.create_task(self._read(listener), name="read-lines")
            if self._is_paced:
                pacing = tasks.create_task(self._pass_time(listener), name="pass-time")
                self._reading.add_done_callback(lambda _: pacing.cancel())
        if (more := self._wrong - MAX_FAULTS) > 0:
            reason = f"… and {counted(more, 'more wrong line')}"
            listener.fault(TranscriptError(self.name, reason))
        listener.hear(CallEnded(at=self._now, known_at=self._now))

    def stop(self) -> None:
        """Read no more lines."""
        if self._reading is not None:
            self._reading.cancel()

    def record(self) -> tuple[HeardEvent, ...]:
        """Return what a transcript of the final lines would have made heard."""
        utterances = transcript_of(self._said).utterances
        return tuple(record_of(utterances, ended_at=self._now))

    def problems(self) -> tuple[Problem, ...]:
        """Return what had to be put right in the lines."""
        return transcript_of(self._said).problems

    async def _read(self, listener: Listener) -> None:
        number = 0
        async for line in self._lines:
            number += 1
            if not line.strip():
                continue
            try:
                if len(line) > MAX_LINE_BYTES:
                    reason = f"line {number}: longer than {MAX_LINE_BYTES >> 20} MiB"
                    raise TranscriptError(self.name, reason)
                utterance, is_final = parse_line(line, source=self.name, number=number)
            except TranscriptError as error:
                self._wrong += 1
                if self._wrong <= MAX_FAULTS:
                    listener.fault(error)
                continue
            self._tell(utterance, is_final, listener)

    def _tell(self, utterance: Utterance, is_final: bool, listener: Listener) -> None:
        """Tell an utterance, and the speech it implies, in the order of a recording."""
        speaker = utterance.speaker
        if self._open.get(speaker) != utterance.start:
            self._open[speaker] = utterance.start
            at = utterance.start
            listener.hear(SpeechStarted(speaker=speaker, at=at, known_at=at))
        self._now = max(self._now, utterance.end)
        if is_final:
            self._said.append(utterance)
            del self._open[speaker]
            end = utterance.end
            listener.hear(SpeechStopped(speaker=speaker, at=end, known_at=end))
            listener.hear(UtteranceFinalised(utterance=utterance, known_at=end))
        else:
            listener.hear(
                PartialRecognised(utterance=utterance, stable=0, known_at=self._now)
            )
        listener.tick(self._now)

    async def _pass_time(self, listener: Listener) -> None:
        """Let wall time pass as audio time, from the last line on."""
        step = samples(TICK_MS)
        while True:
            await asyncio.sleep(TICK_MS / 1000)
            self._now += step
            listener.tick(self._now)
