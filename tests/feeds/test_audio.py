import asyncio
from collections.abc import AsyncIterator, Sequence

import numpy as np
from numpy.typing import NDArray

from coach.audio.recording import RecordingSource, two_channel
from coach.audio.source import Chunk, Piece
from coach.audio_time import samples
from coach.errors import RecognitionError, RecordingError
from coach.events import (
    CallEnded,
    HeardEvent,
    PartialRecognised,
    Speaker,
    UtteranceFailed,
    UtteranceFinalised,
)
from coach.feeds.audio import AudioFeed
from coach.record import Record
from coach.speech.decoding import Decoding
from coach.speech.queue import DecodeQueue
from coach.speech.settings import SpeechSettings
from tests.data import CALLS

from .heard import Notebook

CALL = CALLS / "interrupting-vpn.flac"
"""A lively call; what is recognised is made up here, what is heard is real."""

SECONDS = 24


class Clip:
    """The first seconds of a call, as fast as it is taken, and perhaps an error."""

    name = "clip"

    def __init__(self, *, seconds: int = SECONDS, chunk: int = 4_000) -> None:
        self._seconds = seconds
        self._chunk = chunk
        self.fails = False

    async def pieces(self) -> AsyncIterator[Piece]:
        end = samples(self._seconds * 1000)
        source = await asyncio.to_thread(RecordingSource, two_channel(CALL), speed=0)
        async for piece in source.pieces():
            assert isinstance(piece, Chunk)
            for start in range(0, len(piece.samples), self._chunk):
                if piece.start + start >= end:
                    break
                part = piece.samples[start : start + self._chunk]
                yield Chunk(
                    speaker=piece.speaker, start=piece.start + start, samples=part
                )
            if piece.start >= end:
                break
        if self.fails:
            raise RecordingError(self.name, "the file is cut short")


class Unhurried(Clip):
    """A clip that waits after each piece until the recogniser has nothing to do."""

    def __init__(self, queue: DecodeQueue) -> None:
        super().__init__()
        self._queue = queue

    async def pieces(self) -> AsyncIterator[Piece]:
        async for piece in super().pieces():
            yield piece
            while self._queue._queued or self._queue._running:
                await asyncio.sleep(0.001)


class Counting:
    """A recogniser that tells how long what it was given is."""

    def __init__(self, *, fails_on: int = -1) -> None:
        self.calls = 0
        self._fails_on = fails_on

    def decode_many(
        self, audios: Sequence[NDArray[np.float32]], *, words: bool, thorough: bool
    ) -> list[Decoding]:
        return [self.decode(audio, words=words, thorough=thorough) for audio in audios]

    def decode(
        self, audio: NDArray[np.float32], *, words: bool = False, thorough: bool = True
    ) -> Decoding:
        self.calls += 1
        if self.calls - 1 == self._fails_on:
            raise RecognitionError("the model failed")
        text = f"heard {len(audio)} samples"
        return Decoding(text=text, confidence=0.9, no_speech=0.0, compression=1.0)


async def hear(
    source: Clip, recogniser: Counting, *, is_live: bool
) -> tuple[Notebook, AudioFeed]:
    """Listen to a source to its end."""
    notes = Notebook()
    async with asyncio.timeout(60), DecodeQueue(recogniser) as queue:
        feed = await asyncio.to_thread(
            AudioFeed, source, queue, SpeechSettings(), is_live=is_live
        )
        await feed.listen(notes)
    return notes, feed


class TestAudioFeed:
    async def test_the_call_ends_once_all_words_are_there(self) -> None:
        """The end comes last, and what is told is what is recorded."""
        notes, feed = await hear(Clip(), Counting(), is_live=False)

        assert isinstance(notes.events[-1], CallEnded)
        assert notes.events[-1].at == samples(SECONDS * 1000)
        assert any(isinstance(event, UtteranceFinalised) for event in notes.events)
        assert tuple(notes.events) == feed.record()
        assert notes.begun == 1

    async def test_live_and_fast_give_the_same_record(self) -> None:
        """Partials and late words are for the screen only."""
        live = Notebook()
        async with asyncio.timeout(60), DecodeQueue(Counting()) as queue:
            live_feed = await asyncio.to_thread(
                AudioFeed, Unhurried(queue), queue, SpeechSettings()
            )
            await live_feed.listen(live)
        _, fast_feed = await hear(Clip(chunk=512), Counting(), is_live=False)

        assert live_feed.record() == fast_feed.record()
        assert any(isinstance(event, PartialRecognised) for event in live.events)

    async def test_fast_tells_everything_in_the_order_of_the_record(self) -> None:
        """Words are waited for before anything later is told, time included."""
        notes, _ = await hear(Clip(), Counting(), is_live=False)
        ordered = Record()
        for event in notes.events:
            ordered.append(event)

        assert tuple(notes.events) == ordered.in_order()
        assert notes.ticks == sorted(notes.ticks)

    async def test_a_failed_utterance_costs_that_utterance(self) -> None:
        """It is marked, counted as a problem, and the rest is recognised."""
        notes, feed = await hear(Clip(), Counting(fails_on=1), is_live=False)

        failed = [e for e in notes.events if isinstance(e, UtteranceFailed)]
        assert [event.reason for event in failed] == ["recognition-error"]
        assert [problem.code for problem in feed.problems()] == ["recognition-error"]

    async def test_a_source_that_breaks_off_is_heard_to_there(self) -> None:
        """The fault is told once, and the call still ends with its words."""
        source = Clip()
        source.fails = True
        notes, _ = await hear(source, Counting(), is_live=False)

        assert [str(fault) for fault in notes.faults] == ["clip: the file is cut short"]
        assert isinstance(notes.events[-1], CallEnded)

    async def test_stopping_ends_the_call_with_what_was_heard(self) -> None:
        """A source that never ends is left, and its words are still recognised."""
        notes = Notebook()

        class Endless(Clip):
            async def pieces(self) -> AsyncIterator[Piece]:
                async for piece in super().pieces():
                    yield piece
                await asyncio.Event().wait()

        async with asyncio.timeout(60), DecodeQueue(Counting()) as queue:
            feed = await asyncio.to_thread(
                AudioFeed, Endless(), queue, SpeechSettings()
            )
            async with asyncio.TaskGroup() as tasks:
                tasks.create_task(feed.listen(notes))
                while not notes.ticks or notes.ticks[-1] < samples(20_000):
                    await asyncio.sleep(0.01)
                feed.stop()

        ends: list[HeardEvent] = [e for e in notes.events if isinstance(e, CallEnded)]
        assert len(ends) == 1
        assert Speaker.CUSTOMER in {
            event.utterance.speaker
            for event in notes.events
            if isinstance(event, UtteranceFinalised)
        }
