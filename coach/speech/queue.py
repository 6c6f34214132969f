"""The decode queue: one recogniser for all channels and calls, served fairly."""

import asyncio
import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from types import TracebackType

from coach.errors import RecognitionError
from coach.speech.decoding import DecodeRequest, Decoding
from coach.speech.whisper import SpeechRecogniser

logger = logging.getLogger(__name__)

MAX_FINALS = 32
"""Finals that may be queued, unless more is asked for: minutes of talk."""

Result = Decoding | RecognitionError

Answer = tuple[DecodeRequest, Result]


@dataclass(slots=True, eq=False)
class _Job:
    request: DecodeRequest
    line: "DecodeLine"

    @property
    def urgency(self) -> int:
        """Finals first, then what may become one, then partials."""
        return {"final": 0, "candidate": 1, "partial": 2}[self.request.purpose]


class DecodeLine:
    """One call's way to the recogniser.  Made by :meth:`DecodeQueue.line`.

    Requests go in with :meth:`submit`, answers come out of :meth:`answer` in the order
    in which they are ready.
    """

    def __init__(self, queue: "DecodeQueue") -> None:
        self._queue = queue
        self._answers: asyncio.Queue[Answer] = asyncio.Queue()
        self._is_closed = False
        self.served = 0
        """Decodes begun for this call: what fairness goes by."""
        self.dropped_partials = 0
        """Partials given up because newer ones came or finals had to go first."""

    async def submit(self, request: DecodeRequest) -> None:
        """Hand in a request; wait while the queue is full of finals.

        Partials never wait: one that has no room is dropped and counted.  Cancelling
        this call leaves the request out.
        """
        await self._queue._submit(_Job(request, self))

    async def answer(self) -> Answer:
        """Wait for the next answer.

        Safe to cancel: an answer is either returned or stays in the queue.
        """
        return await self._answers.get()

    def close(self) -> None:
        """Forget what is queued; the answers of decodes that run are dropped."""
        self._is_closed = True
        self._queue._forget(self)

    def _deliver(self, request: DecodeRequest, result: Result) -> None:
        if not self._is_closed:
            self._answers.put_nowait((request, result))


class DecodeQueue(AbstractAsyncContextManager["DecodeQueue"]):
    """Runs the decodes of all calls on a few threads.

    Finals go before candidates, candidates before partials, and among equals the call
    that was served least.  A newer request of the same utterance replaces a queued
    partial or candidate; a final rides on its candidate's decode where that has the
    same audio.  Finals are never dropped; when too many wait, :meth:`DecodeLine.submit`
    does.

    Leaving the ``async with`` block drops what is queued and waits for the decodes
    that run, a fraction of a second each: a thread cannot be stopped.

    Args:
        recogniser: Its ``decode_many`` blocks and may be called from several threads.
        decodes: How many run at once.
        batch: How many finals one decode may take together, which is cheaper, and
            later for the first of them: for calls that nobody waits for.
        max_finals: Finals that may be queued before :meth:`DecodeLine.submit` waits.
        max_partials: Partials and candidates that may be queued, all calls together.
    """

    def __init__(
        self,
        recogniser: SpeechRecogniser,
        *,
        decodes: int = 2,
        batch: int = 1,
        max_finals: int = MAX_FINALS,
        max_partials: int = 16,
    ) -> None:
        self._recogniser = recogniser
        self._decodes = decodes
        self._batch = batch
        self._max_finals = max_finals
        self._max_partials = max_partials
        self._queued: list[_Job] = []
        self._running: list[_Job] = []
        self._waiters: set[asyncio.Future[None]] = set()
        self._threads: ThreadPoolExecutor | None = None
        self._tasks: list[asyncio.Task[None]] = []

    async def __aenter__(self) -> "DecodeQueue":
        """Start the threads."""
        self._threads = ThreadPoolExecutor(self._decodes, "decode")
        self._tasks = [
            asyncio.create_task(self._serve(), name=f"decode-{number}")
            for number in range(self._decodes)
        ]
        return self

    async def __aexit__(
        self,
        exc_type: type[BaseException] | None,
        exc: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Drop what is queued, wait for what runs, end the threads."""
        self._queued.clear()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        if self._threads is not None:
            threads, self._threads = self._threads, None
            await asyncio.to_thread(threads.shutdown)

    def line(self) -> DecodeLine:
        """Return a new call's way to the recogniser."""
        return DecodeLine(self)

    # --- for lines -----------------------------------------------------------------

    async def _submit(self, job: _Job) -> None:
        if job.request.purpose == "final":
            await self._until(self._has_room)
        self._supersede(job)
        if self._ride(job):
            return
        if job.request.purpose != "final" and not self._make_room(job):
            return
        self._queued.append(job)
        self._wake()

    def _forget(self, line: DecodeLine) -> None:
        self._queued = [job for job in self._queued if job.line is not line]
        self._wake()

    async def _until(self, condition: Callable[[], bool]) -> None:
        """Wait until something holds; whoever changes anything calls `_wake`."""
        # One loop and no await in between: what holds now holds for the caller, too.
        while not condition():
            waiter = asyncio.get_running_loop().create_future()
            self._waiters.add(waiter)
            try:
                await waiter
            finally:
                self._waiters.discard(waiter)

    def _wake(self) -> None:
        for waiter in self._waiters:
            if not waiter.done():
                waiter.set_result(None)

    def _has_room(self) -> bool:
        finals = sum(job.request.purpose == "final" for job in self._queued)
        return finals < self._max_finals

    def _supersede(self, newer: _Job) -> None:
        """Drop queued early requests of the same utterance."""
        for job in [job for job in self._queued if _same_utterance(job, newer)]:
            if job.request.purpose != "final":
                self._drop(job)

    def _ride(self, final: _Job) -> bool:
        """Let a final take over the running decode of its candidate."""
        if final.request.purpose != "final":
            return False
        for job in self._running:
            if (
                _same_utterance(job, final)
                and job.request.purpose == "candidate"
                and job.request.end == final.request.end
            ):
                job.request = final.request
                return True
        return False

    def _make_room(self, newer: _Job) -> bool:
        """Drop the least urgent early request when there are too many."""
        early = [job for job in self._queued if job.request.purpose != "final"]
        if len(early) < self._max_partials:
            return True
        least = max([newer, *early], key=lambda job: job.urgency)
        if least is newer:
            self._count(newer)
            return False
        self._drop(least)
        return True

    def _drop(self, job: _Job) -> None:
        self._queued.remove(job)
        self._count(job)

    def _count(self, job: _Job) -> None:
        if job.request.purpose == "partial":
            job.line.dropped_partials += 1
            logger.debug("partial dropped", extra={"queued": len(self._queued)})

    # --- threads -------------------------------------------------------------------

    def _next(self) -> list[_Job]:
        """Return the jobs to begin, if any may be begun: one, or a batch of finals.

        Partials never take every thread: a final that comes up meanwhile would have to
        wait for one of them.
        """
        partials = sum(job.request.purpose == "partial" for job in self._running)
        may_be_partial = partials < max(1, self._decodes - 1)
        jobs = sorted(
            (
                job
                for job in self._queued
                if may_be_partial or job.request.purpose != "partial"
            ),
            key=lambda job: (job.urgency, job.line.served),
        )
        finals = [job for job in jobs if job.request.purpose == "final"]
        return finals[: self._batch] or jobs[:1]

    async def _serve(self) -> None:
        while True:
            await self._until(lambda: bool(self._next()))
            jobs = self._next()
            for job in jobs:
                self._queued.remove(job)
                job.line.served += 1
            self._running += jobs
            self._wake()
            results = await self._decode([job.request for job in jobs])
            for job, result in zip(jobs, results, strict=True):
                self._running.remove(job)
                # The job's request may have become the final meanwhile.
                job.line._deliver(job.request, result)

    async def _decode(self, requests: list[DecodeRequest]) -> list[Result]:
        assert self._threads is not None
        loop = asyncio.get_running_loop()
        running = loop.run_in_executor(self._threads, self._blocking, requests)
        try:
            return await asyncio.shield(running)
        except asyncio.CancelledError:
            # The thread cannot be stopped: wait for it, so that none outlives us.
            await asyncio.wait([running])
            raise

    def _blocking(self, requests: list[DecodeRequest]) -> list[Result]:
        """Decode requests of one purpose, or a batch of finals."""
        first = requests[0]
        try:
            return [
                *self._recogniser.decode_many(
                    [request.audio for request in requests],
                    words=first.words,
                    thorough=first.purpose != "partial",
                )
            ]
        except Exception as error:  # a decode that fails costs its utterance only
            if len(requests) > 1:
                return [self._blocking([request])[0] for request in requests]
            if isinstance(error, RecognitionError):
                return [error]
            logger.exception("decode failed")
            failed = RecognitionError(f"the recogniser failed: {type(error).__name__}")
            failed.__cause__ = error
            return [failed]


def _same_utterance(one: _Job, other: _Job) -> bool:
    return (
        one.line is other.line
        and one.request.utterance_id == other.request.utterance_id
    )
