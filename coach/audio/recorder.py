"""The recorder: the sound of a call into a file, while the call goes on."""

import logging
import os
import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from typing import BinaryIO

from coach.audio.encoding import Encoder
from coach.audio.joining import Joiner
from coach.audio.marks import Mark
from coach.audio.source import Piece
from coach.audio_time import samples

logger = logging.getLogger(__name__)

MAX_WAITING = 6_000
"""Pieces that may wait for the disk: a minute of both sides.  What finds no room is
lost from the recording, not from the call."""

SYNC_EVERY = samples(2_000)
"""How often what was written is pushed to the disk itself, in samples: what the machine
may lose when its power goes.  A process that dies loses none of it."""


class Recorder:
    """Write what is put in to a file, as FLAC, from a thread of its own.

        call ─put─▶ queue ─▶ joined channels ─▶ encoder ─▶ file ─every 2 s─▶ disk

    FLAC whatever the recording is to become: it loses nothing, is cheap, and what a
    process that dies leaves of it can be read up to the last tenth of a second.

    A disk that is slow or full never holds the call up.  When writing fails, what was
    written is left as it is, and nothing more is.

    Args:
        opened: Opens where to, for writing, empty, seekable and unbuffered; called in
            the recorder's thread, which closes it.
        on_failure: Told once, in a few words, why no more is recorded, or that some of
            it was not; called in the recorder's thread or in that of :meth:`put`.
        on_mark: Told of what was lost or paused, every two seconds of the call: of what
            goes on, what has come since; called in the recorder's thread.
        sync: Pushes what was written to the disk; by default ``os.fsync``.
    """

    def __init__(
        self,
        opened: Callable[[], BinaryIO],
        *,
        on_failure: Callable[[str], None],
        on_mark: Callable[[Mark], None] = lambda _: None,
        sync: Callable[[BinaryIO], None] | None = None,
    ) -> None:
        self._opened = opened
        self._on_failure = on_failure
        self._on_mark = on_mark
        self._sync = sync or _fsync
        self._pieces: queue.Queue[Piece | Callable[[], None] | None] = queue.Queue()
        self._joiner = Joiner()
        self._dropped = 0
        self.failure: str | None = None
        """Why no more is recorded; None while all is well."""
        self._thread = threading.Thread(target=self._run, name="recorder", daemon=True)
        self._thread.start()

    @property
    def marks(self) -> tuple[Mark, ...]:
        """What was lost or paused; complete once the recorder has been joined."""
        return self._joiner.marks

    def put(self, piece: Piece) -> None:
        """Take the next piece of a channel; never blocks."""
        if self.failure is not None:
            return
        if self._pieces.qsize() >= MAX_WAITING:
            if not self._dropped:
                self._on_failure("the disk is too slow: parts of it are missing")
            self._dropped += 1
            return
        self._pieces.put(piece)

    def call(self, work: Callable[[], None]) -> None:
        """Have something done in the recorder's thread, after what was put in before.

        It is not done when writing has failed by then.
        """
        self._pieces.put(work)

    def close(self) -> None:
        """Take no more; what was put in before is still written."""
        self._pieces.put(None)

    def join(self, timeout_s: float | None = None) -> bool:
        """Wait until all is written and the file is closed; blocks.

        Returns:
            False where the disk took longer than ``timeout_s``.
        """
        self._thread.join(timeout_s)
        return not self._thread.is_alive()

    # --- in the thread ---------------------------------------------------------------

    def _run(self) -> None:
        try:
            with (
                self._opened() as file,
                ThreadPoolExecutor(1, "recorder-sync") as pool,
            ):
                self._record(file, pool)
        except Exception as error:  # noqa: BLE001 (the thread's edge: the call goes on)
            self._fail(error)

    def _record(self, file: BinaryIO, pool: ThreadPoolExecutor) -> None:
        encoder = Encoder(file, "flac")
        syncing: Future[None] | None = None
        synced = marked = 0
        while (piece := self._pieces.get()) is not None:
            if callable(piece):
                piece()
                continue
            self._joiner.put(piece)
            self._write(encoder)
            if encoder.length - synced >= SYNC_EVERY and (
                syncing is None or syncing.done()
            ):
                if syncing is not None:
                    syncing.result()
                synced = encoder.length
                # A disk may take seconds for this; what comes is written meanwhile.
                syncing = pool.submit(self._sync, file)
                marked = self._tell(marked)
        self._joiner.finish()
        self._write(encoder)
        self._tell(marked)
        if syncing is not None:
            syncing.result()
        encoder.close()

    def _tell(self, told: int) -> int:
        """Tell the marks of what was joined since; return until where."""
        until = self._joiner.length
        for mark in self._joiner.marks:
            start, end = max(mark.start, told), min(mark.end, until)
            if start < end:
                self._on_mark(replace(mark, start=start, end=end))
        return until

    def _write(self, encoder: Encoder) -> None:
        while (block := self._joiner.take()) is not None:
            encoder.write(block)

    def _fail(self, error: Exception) -> None:
        if self.failure is not None:
            return
        reason = type(error).__name__
        if isinstance(error, OSError) and error.strerror:
            reason = error.strerror.lower()
        self.failure = reason
        logger.error("recording ended early", extra={"why": type(error).__name__})
        self._on_failure(f"it cannot be written any more: {reason}")


def _fsync(file: BinaryIO) -> None:
    os.fsync(file.fileno())
