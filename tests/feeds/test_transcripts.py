import asyncio
import json
import time
from collections.abc import AsyncIterator, Sequence

import pytest

from coach.audio_time import samples
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
from coach.feeds.lines import MAX_LINE_BYTES
from coach.feeds.transcripts import (
    MAX_FAULTS,
    REST_EVERY_MS,
    LiveTranscriptFeed,
    TranscriptFeed,
)
from coach.transcript import record_of, transcript_of

from .heard import Notebook


def said(speaker: Speaker, start_ms: int, end_ms: int, text: str) -> Utterance:
    """An utterance at times in milliseconds."""
    return Utterance(
        id=f"{speaker}-{start_ms}",
        speaker=speaker,
        start=samples(start_ms),
        end=samples(end_ms),
        text=text,
    )


TALK = (
    said(Speaker.AGENT, 0, 900, "Service desk, hello."),
    said(Speaker.CUSTOMER, 1_200, 3_000, "Hello, it broke."),
    said(Speaker.AGENT, 2_800, 4_000, "Which one?"),
)


def line_of(utterance: Utterance, **more: object) -> str:
    """The utterance as another recogniser would write it."""
    form = {
        "speaker": str(utterance.speaker),
        "start_ms": utterance.start // 16,
        "end_ms": utterance.end // 16,
        "text": utterance.text,
    }
    return json.dumps({**form, **more}) + "\n"


async def stream(
    lines: Sequence[str], *, then_wait: bool = False
) -> AsyncIterator[str]:
    """The lines, and afterwards the end or an endless wait."""
    for line in lines:
        await asyncio.sleep(0)
        yield line
    if then_wait:
        await asyncio.Event().wait()


class TestTranscriptFeed:
    async def test_everything_is_told_in_the_order_of_the_record(self) -> None:
        """At speed 0 nothing is waited for and nothing is left out."""
        notes = Notebook()
        feed = TranscriptFeed(transcript_of(TALK), name="t", speed=0)

        await feed.listen(notes)

        assert notes.events == record_of(TALK)
        assert feed.record() == tuple(notes.events)
        assert notes.begun == 1

    async def test_paced_time_ticks_between_utterances(self) -> None:
        """At speed 40 the ticks are a tenth of a second of the call apart."""
        notes = Notebook()

        await TranscriptFeed(transcript_of(TALK), name="t", speed=40).listen(notes)

        steps = [b - a for a, b in zip([0, *notes.ticks], notes.ticks, strict=False)]
        assert max(steps) == samples(100)
        assert notes.ticks[-1] == samples(4_000)

    async def test_without_a_pace_others_still_have_their_turn(self) -> None:
        """However long it takes to hear all of it."""
        turns = 0

        class Slow(Notebook):
            def hear(self, event: HeardEvent) -> None:
                super().hear(event)
                begun = time.monotonic()
                while time.monotonic() - begun < REST_EVERY_MS / 1000:
                    pass

        async def other() -> None:
            nonlocal turns
            while True:
                turns += 1
                await asyncio.sleep(0)

        others = asyncio.create_task(other())
        notes = Slow()
        await TranscriptFeed(transcript_of(TALK), name="t", speed=0).listen(notes)
        others.cancel()
        assert turns >= len(notes.events) - 2

    async def test_stopping_ends_the_call_where_it_is(self) -> None:
        """The end is told, and nothing that was not reached."""
        notes = Notebook()
        feed = TranscriptFeed(transcript_of(TALK), name="t", speed=1)
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(feed.listen(notes))
            await asyncio.sleep(0.25)
            feed.stop()

        assert isinstance(notes.events[-1], CallEnded)
        assert samples(200) <= notes.events[-1].at <= samples(900)
        assert feed.record() == tuple(notes.events)


class TestLiveTranscriptFeed:
    async def test_lines_make_the_record_that_their_transcript_makes(self) -> None:
        """Whole lines in any order of speakers give what a file of them gives."""
        notes = Notebook()
        lines = [line_of(utterance) for utterance in TALK]
        feed = LiveTranscriptFeed(stream(lines), name="stdin")

        await feed.listen(notes)

        assert list(feed.record()) == record_of(TALK)
        assert isinstance(notes.events[-1], CallEnded)

    async def test_a_partial_starts_speech_and_its_final_stops_it(self) -> None:
        """Partials and their final are one utterance and one stretch of speech."""
        notes = Notebook()
        lines = [
            line_of(said(Speaker.CUSTOMER, 500, 1_500, "Hello it"), final=False),
            line_of(said(Speaker.CUSTOMER, 500, 2_000, "Hello, it broke."), final=True),
        ]

        await LiveTranscriptFeed(stream(lines), name="stdin").listen(notes)

        assert [type(event) for event in notes.events] == [
            SpeechStarted,
            PartialRecognised,
            SpeechStopped,
            UtteranceFinalised,
            CallEnded,
        ]

    async def test_times_in_the_lines_move_the_clock(self) -> None:
        """Without pacing, the clock stands between lines."""
        notes = Notebook()

        await LiveTranscriptFeed(stream([line_of(TALK[1])]), name="in").listen(notes)

        assert notes.ticks == [samples(3_000)]

    async def test_a_wrong_line_costs_that_line(self) -> None:
        """It is named with its number; the others are heard."""
        notes = Notebook()
        lines = [line_of(TALK[0]), "not json\n", "\n", line_of(TALK[1], speaker="bob")]
        feed = LiveTranscriptFeed(stream([*lines, line_of(TALK[2])]), name="stdin")

        await feed.listen(notes)

        assert [str(fault).split(":")[1].strip() for fault in notes.faults] == [
            "line 2",
            "line 4",
        ]
        finals = [e for e in notes.events if isinstance(e, UtteranceFinalised)]
        assert [final.utterance.text for final in finals] == [
            "Service desk, hello.",
            "Which one?",
        ]

    @pytest.mark.parametrize(
        ("more", "last"),
        [
            (0, "stdin: line 101: not JSON (line 1, column 1)"),
            (1, "stdin: … and 1 more wrong line"),
            (900, "stdin: … and 900 more wrong lines"),
        ],
    )
    async def test_a_stream_of_wrong_lines_is_counted(
        self, more: int, last: str
    ) -> None:
        """The first hundred are told, the others in one; what is right is heard."""
        notes = Notebook()
        wrong = ["no utterance\n"] * (MAX_FAULTS + more)
        feed = LiveTranscriptFeed(stream([line_of(TALK[0]), *wrong]), name="stdin")

        await feed.listen(notes)

        assert len(notes.faults) == MAX_FAULTS + (more > 0)
        assert str(notes.faults[-1]) == last
        assert isinstance(notes.events[-1], CallEnded)
        assert len(feed.record()) == len(record_of([TALK[0]]))

    async def test_a_line_without_end_costs_that_line(self) -> None:
        """The longest line allowed is read; one byte more is refused by its number."""
        notes = Notebook()
        longest = line_of(TALK[0]).strip().ljust(MAX_LINE_BYTES)
        feed = LiveTranscriptFeed(stream([longest, longest + " "]), name="stdin")

        await feed.listen(notes)

        assert len(feed.record()) == len(record_of([TALK[0]]))
        assert [str(fault) for fault in notes.faults] == [
            "stdin: line 2: longer than 1 MiB"
        ]

    async def test_paced_time_passes_between_lines(self) -> None:
        """A silence is noticed while it lasts, and counted in the record."""
        notes = Notebook()
        feed = LiveTranscriptFeed(
            stream([line_of(TALK[0])], then_wait=True), name="stdin", is_paced=True
        )
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(feed.listen(notes))
            while len(notes.ticks) < 4:
                await asyncio.sleep(0.01)
            feed.stop()

        assert notes.ticks[:4] == [samples(ms) for ms in (900, 1_000, 1_100, 1_200)]
        assert feed.record()[-1].known_at == notes.events[-1].known_at
