"""Segments: from speech probabilities to who speaks when.

A segment begins with the first of enough windows of speech in a row, and ends before
the first of enough windows of silence in a row (32 ms each):

    probability   .1 .2 .7 .9 .8 .9 .4 .2 .7 .8 .1 .2 .1 .1 .0 .1 .0
    speech               ██ ██ ██ ██ ██    ██ ██
    certain                    ▲ started                       ▲ stopped
"""

from coach.audio_time import samples
from coach.events import Speaker, SpeechStarted, SpeechStopped
from coach.speech.settings import SpeechSettings
from coach.speech.voice_activity import WINDOW


def whole_windows(ms: int) -> int:
    """Return how many windows ``ms`` milliseconds fill, rounded up, at least one."""
    return max(1, -(-samples(ms) // WINDOW))


class Segmenter:
    """Hysteresis over the windows of one channel.

    Args:
        speaker: Whose channel it is.
        settings: Thresholds.
    """

    def __init__(self, speaker: Speaker, settings: SpeechSettings) -> None:
        self._speaker = speaker
        self._settings = settings
        self._speech_windows = whole_windows(settings.min_speech_ms)
        self._music_windows = whole_windows(settings.min_speech_in_music_ms)
        self._silence_windows = whole_windows(settings.min_silence_ms)
        self._run = 0
        self._quiet = 0
        self.is_speaking = False
        """A segment goes on, as far as is certain."""
        self.speech_end = 0
        """First sample after the last window of speech."""

    @property
    def is_undecided(self) -> bool:
        """Speech may just have begun, but is not certain yet."""
        return not self.is_speaking and self._run > 0

    def feed(
        self, start: int, probability: float, *, in_music: bool = False
    ) -> SpeechStarted | SpeechStopped | None:
        """Take the next window; return what it makes certain.

        Args:
            start: First sample of the window.
            probability: Speech probability, 0..1.
            in_music: Music is heard on the channel.
        """
        end = start + WINDOW
        if not self.is_speaking:
            return self._listen(end, probability, in_music)
        if probability >= self._settings.offset:
            self._quiet = 0
            self.speech_end = end
            return None
        self._quiet += 1
        return self.stop(end) if self._quiet >= self._silence_windows else None

    def stop(self, now: int) -> SpeechStopped | None:
        """End the segment, as at a gap or the end of the call; none if none goes on."""
        self._run = self._quiet = 0
        if not self.is_speaking:
            return None
        self.is_speaking = False
        return SpeechStopped(speaker=self._speaker, at=self.speech_end, known_at=now)

    def _listen(
        self, end: int, probability: float, in_music: bool
    ) -> SpeechStarted | None:
        settings = self._settings
        # Once begun, the lower threshold is enough to go on.
        if probability < (settings.offset if self._run else settings.onset):
            self._run = 0
            return None
        self._run += 1
        if self._run < (self._music_windows if in_music else self._speech_windows):
            return None
        first = end - self._run * WINDOW
        self.is_speaking, self.speech_end = True, end
        self._run = self._quiet = 0
        return SpeechStarted(speaker=self._speaker, at=first, known_at=end)
