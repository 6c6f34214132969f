"""A call that goes on: its sound, and whether it is over."""

from coach.audio.line import LineSource
from coach.audio.shifting import shifted
from coach.audio.source import Chunk, Piece
from coach.calls.ending import CallEnding, CallOver
from coach.calls.hang_up_tone import HangUpTone
from coach.calls.settings import CallSettings
from coach.events import Speaker
from coach.keeping.recording import CallRecording


class CallGoingOn:
    """Hand a call its stretch of the listening, and notice when it has ended.

    Args:
        settings: How calls end.
        start: Canonical sample of the listening at which the call begins.
        source: What the call is heard from.
        recording: What its sound is written to, if it is.
    """

    def __init__(
        self,
        settings: CallSettings,
        *,
        start: int,
        source: LineSource,
        recording: CallRecording | None = None,
    ) -> None:
        self.start = start
        self.source = source
        self.recording = recording
        self.ending = CallEnding(settings)
        """To be fed every event of the call."""
        self._tone = HangUpTone() if settings.hang_up_tone else None
        self._tone_at: int | None = None

    def put(self, piece: Piece) -> None:
        """Take the next piece of a channel, on the clock of the listening."""
        part = shifted(piece, self.start)
        if part is None:
            return
        self.source.put(part)
        if self.recording is not None:
            self.recording.put(part)
        if (
            self._tone is not None
            and self._tone_at is None
            and isinstance(part, Chunk)
            and part.speaker is Speaker.CUSTOMER
        ):
            self._tone_at = self._tone.feed(part.start, part.samples)

    def close(self) -> None:
        """Take in no more; what was put in before is still heard and recorded."""
        self.source.close()
        if self.recording is not None:
            self.recording.close()

    @property
    def is_recording(self) -> bool:
        """Whether its sound is being written down."""
        return self.recording is not None and self.recording.is_going_on

    def end_by(self, now: int) -> CallOver | None:
        """Return the end of the call if it is over.

        Args:
            now: Canonical sample of the call up to which its events are known.
        """
        if self._tone_at is not None:
            return CallOver(at=self._tone_at, reason="hang-up")
        return self.ending.end_by(now)
