"""A call that is being recorded, until it is known whether it is kept."""

import logging
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from coach.audio.marks import Mark
from coach.audio.recorder import Recorder
from coach.audio.source import Piece
from coach.keeping.notes import About, about_line, ended_line, mark_line
from coach.keeping.working import WorkingFiles

logger = logging.getLogger(__name__)

PATIENCE_S = 30.0
"""How long the disk may take for what is still to be written when a call is over, in
seconds; after that the recording is left to the next start."""


class CallRecording:
    """The recording of one call.

    :meth:`put`, :meth:`describe` and :meth:`close` never wait, and suit an event loop;
    the other methods wait for the disk.

    Args:
        folder: Says where recordings are; called in the recorder's thread.
        about: What is known about the call.
        on_failure: Told once, in a line, that no more or not all is recorded; called in
            another thread.
    """

    def __init__(
        self,
        folder: Callable[[], Path],
        about: About,
        *,
        on_failure: Callable[[str], None],
    ) -> None:
        self._folder = folder
        self._about = about
        self._files: WorkingFiles | None = None
        self._is_closed = threading.Event()
        self._recorder = Recorder(
            self._open, on_failure=on_failure, on_mark=self._note_mark
        )

    @property
    def is_going_on(self) -> bool:
        """Whether what is put in is recorded."""
        return self._recorder.failure is None and not self._is_closed.is_set()

    def put(self, piece: Piece) -> None:
        """Take the next piece of a channel, on the call's own clock."""
        self._recorder.put(piece)

    def describe(self, about: About) -> None:
        """Take note of what has become known about the call."""
        if about != self._about:
            self._about = about
            self._recorder.call(lambda: self._note(about_line(about)))

    def close(self) -> None:
        """Take no more; nothing happens the second time."""
        if not self._is_closed.is_set():
            self._is_closed.set()
            self._recorder.close()

    # --- these wait for the disk -----------------------------------------------------

    def end(self, at: int) -> WorkingFiles | None:
        """Wait until all is written, and note that the call was over.

        Args:
            at: The call's end, in canonical samples.

        Returns:
            Its files; None where not even they could be made.

        Raises:
            OSError: The disk takes too long.
        """
        self.close()
        if not self._recorder.join(PATIENCE_S):
            raise OSError(5, "the disk takes too long")
        if self._files is not None:
            # On a full disk the call is one that was cut off, at the next start.
            with suppress(OSError):
                self._files.note(ended_line(at))
        return self._files

    @property
    def marks(self) -> tuple[Mark, ...]:
        """What was lost or paused, once the recording has ended."""
        return self._recorder.marks

    def drop(self) -> None:
        """Remove it: the call is not kept.

        Raises:
            OSError: It cannot be removed.
        """
        self.close()
        if self._recorder.join(PATIENCE_S) and self._files is not None:
            self._files.remove()

    def leave(self) -> None:
        """Leave it to the next start."""
        self.close()
        if self._recorder.join(PATIENCE_S) and self._files is not None:
            self._files.release()

    # --- in the recorder's thread ----------------------------------------------------

    def _open(self) -> BinaryIO:
        self._files = WorkingFiles.make(self._folder())
        self._files.note(about_line(self._about))
        return self._files.open_sound()

    def _note_mark(self, mark: Mark) -> None:
        self._note(mark_line(mark))

    def _note(self, line: str) -> None:
        if self._files is not None:
            self._files.note(line)
