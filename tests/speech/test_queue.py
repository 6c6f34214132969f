import asyncio
import threading

import numpy as np

from coach.errors import RecognitionError
from coach.events import Speaker
from coach.speech.decoding import DecodeRequest, Decoding, Purpose
from coach.speech.queue import DecodeQueue
from tests.speech.fakes import Samples, ScriptedRecogniser


def request(
    utterance: str, purpose: Purpose = "final", *, length: int = 100, end: int = 100
) -> DecodeRequest:
    """Return a request whose audio has a length to know it by."""
    return DecodeRequest(
        utterance_id=utterance,
        speaker=Speaker.AGENT,
        start=0,
        end=end,
        audio=np.zeros(length, np.float32),
        audio_start=0,
        purpose=purpose,
    )


async def started(recogniser: ScriptedRecogniser, count: int) -> None:
    """Wait until that many decodes have begun."""
    while len(recogniser.decoded) < count:
        await asyncio.sleep(0)


class TestDecodeQueue:
    async def test_answers_come_with_their_requests(self) -> None:
        """What goes in comes out, decoded."""
        async with DecodeQueue(ScriptedRecogniser()) as queue:
            line = queue.line()
            asked = request("agent-0", length=7)
            await line.submit(asked)
            answered, result = await line.answer()
        assert answered is asked
        assert isinstance(result, Decoding)
        assert result.text == "7 samples"

    async def test_finals_go_before_candidates_before_partials(self) -> None:
        """Whatever the order in which they came."""
        recogniser = ScriptedRecogniser()
        recogniser.free.clear()
        async with DecodeQueue(recogniser, decodes=1) as queue:
            line = queue.line()
            await line.submit(request("busy", length=1))
            await started(recogniser, 1)
            await line.submit(request("a", "partial", length=4))
            await line.submit(request("b", "candidate", length=3))
            await line.submit(request("c", "final", length=2))
            recogniser.free.set()
            for _ in range(4):
                await line.answer()
        assert recogniser.decoded == [1, 2, 3, 4]

    async def test_partials_leave_a_thread_to_finals(self) -> None:
        """With two threads, one partial is decoded at a time."""
        recogniser = ScriptedRecogniser()
        recogniser.free.clear()
        async with DecodeQueue(recogniser, decodes=2) as queue:
            line = queue.line()
            await line.submit(request("a", "partial", length=1))
            await line.submit(request("b", "partial", length=2))
            await started(recogniser, 1)
            await line.submit(request("c", "final", length=3))
            await started(recogniser, 2)
            recogniser.free.set()
            for _ in range(3):
                await line.answer()
        assert recogniser.decoded == [1, 3, 2]

    async def test_calls_are_served_in_turn(self) -> None:
        """A call that asks a lot does not keep another one waiting."""
        recogniser = ScriptedRecogniser()
        recogniser.free.clear()
        async with DecodeQueue(recogniser, decodes=1) as queue:
            busy, quiet = queue.line(), queue.line()
            for length in range(1, 5):
                await busy.submit(request(f"busy-{length}", length=length))
            await started(recogniser, 1)
            await quiet.submit(request("quiet", length=9))
            recogniser.free.set()
            await quiet.answer()
            for _ in range(4):
                await busy.answer()
        assert recogniser.decoded == [1, 9, 2, 3, 4]

    async def test_a_newer_partial_replaces_a_queued_one(self) -> None:
        """The old one is counted as dropped; the final clears what is left."""
        recogniser = ScriptedRecogniser()
        recogniser.free.clear()
        async with DecodeQueue(recogniser, decodes=1) as queue:
            line = queue.line()
            await line.submit(request("busy", length=1))
            await started(recogniser, 1)
            await line.submit(request("a", "partial", length=2))
            await line.submit(request("a", "partial", length=3))
            assert line.dropped_partials == 1
            await line.submit(request("a", "final", length=4))
            assert line.dropped_partials == 2
            recogniser.free.set()
            for _ in range(2):
                await line.answer()
        assert recogniser.decoded == [1, 4]

    async def test_a_final_rides_on_its_candidate(self) -> None:
        """The same audio is not decoded twice; the answer is the final's."""
        recogniser = ScriptedRecogniser()
        recogniser.free.clear()
        async with DecodeQueue(recogniser) as queue:
            line = queue.line()
            await line.submit(request("a", "candidate"))
            await started(recogniser, 1)
            final = request("a", "final")
            await line.submit(final)
            recogniser.free.set()
            answered, _ = await line.answer()
        assert answered is final
        assert len(recogniser.decoded) == 1

    async def test_a_final_of_other_audio_is_decoded_itself(self) -> None:
        """Speech went on after the candidate: its words are not the final's."""
        recogniser = ScriptedRecogniser()
        recogniser.free.clear()
        async with DecodeQueue(recogniser, decodes=1) as queue:
            line = queue.line()
            await line.submit(request("a", "candidate", end=50))
            await started(recogniser, 1)
            await line.submit(request("a", "final", end=100))
            recogniser.free.set()
            answers = [await line.answer() for _ in range(2)]
        assert [asked.purpose for asked, _ in answers] == ["candidate", "final"]

    async def test_too_many_finals_make_the_caller_wait(self) -> None:
        """They are never dropped, and never pile up."""
        recogniser = ScriptedRecogniser()
        recogniser.free.clear()
        async with DecodeQueue(recogniser, decodes=1, max_finals=2) as queue:
            line = queue.line()
            await line.submit(request("busy"))
            await started(recogniser, 1)
            for name in "ab":
                await line.submit(request(name))
            waiting = asyncio.create_task(line.submit(request("c")))
            for _ in range(10):
                await asyncio.sleep(0)
            assert not waiting.done()
            recogniser.free.set()
            await waiting
            names = [(await line.answer())[0].utterance_id for _ in range(4)]
        assert sorted(names) == ["a", "b", "busy", "c"]

    async def test_partials_never_wait(self) -> None:
        """When there are too many, the least urgent are dropped and counted."""
        recogniser = ScriptedRecogniser()
        recogniser.free.clear()
        async with DecodeQueue(recogniser, decodes=1, max_partials=1) as queue:
            line = queue.line()
            await line.submit(request("busy", length=1))
            await started(recogniser, 1)
            await line.submit(request("a", "partial", length=2))
            await line.submit(request("b", "candidate", length=3))
            await line.submit(request("c", "partial", length=4))
            assert line.dropped_partials == 2
            recogniser.free.set()
            for _ in range(2):
                await line.answer()
        assert recogniser.decoded == [1, 3]

    async def test_a_decode_that_raises_costs_its_utterance_only(self) -> None:
        """Whatever it raises becomes an answer, and the next one is served."""

        def answer(audio: Samples) -> str:
            if len(audio) == 1:
                raise MemoryError
            return "fine"

        async with DecodeQueue(ScriptedRecogniser(answer), decodes=1) as queue:
            line = queue.line()
            await line.submit(request("a", length=1))
            await line.submit(request("b", length=2))
            _, failed = await line.answer()
            _, fine = await line.answer()
        assert isinstance(failed, RecognitionError)
        assert str(failed) == "the recogniser failed: MemoryError"
        assert isinstance(fine, Decoding)

    async def test_two_decodes_at_once_and_no_more(self) -> None:
        """As many as there are threads."""
        recogniser = ScriptedRecogniser()
        recogniser.free.clear()
        async with DecodeQueue(recogniser, decodes=2) as queue:
            line = queue.line()
            for name in "abcd":
                await line.submit(request(name))
            await started(recogniser, 2)
            recogniser.free.set()
            for _ in range(4):
                await line.answer()
        assert recogniser.most_at_once == 2

    async def test_a_closed_line_hears_no_more(self) -> None:
        """What it had queued is forgotten; others are served."""
        recogniser = ScriptedRecogniser()
        recogniser.free.clear()
        async with DecodeQueue(recogniser, decodes=1) as queue:
            gone, stays = queue.line(), queue.line()
            await gone.submit(request("a", length=1))
            await started(recogniser, 1)
            await gone.submit(request("b", length=2))
            await stays.submit(request("c", length=3))
            gone.close()
            recogniser.free.set()
            await stays.answer()
        assert recogniser.decoded == [1, 3]

    async def test_nothing_outlives_the_queue(self) -> None:
        """A running decode is waited for, queued ones are not begun."""
        before = threading.active_count()
        recogniser = ScriptedRecogniser()
        recogniser.free.clear()
        async with DecodeQueue(recogniser, decodes=1) as queue:
            line = queue.line()
            await line.submit(request("a"))
            await line.submit(request("b"))
            await started(recogniser, 1)
            asyncio.get_running_loop().call_later(0.01, recogniser.free.set)
        assert len(recogniser.decoded) == 1
        assert recogniser.at_once == 0
        assert asyncio.all_tasks() == {asyncio.current_task()}
        assert not [t for t in threading.enumerate() if t.name.startswith("decode")]
        assert threading.active_count() <= before + 1  # asyncio's own, of to_thread
