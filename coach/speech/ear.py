"""An ear: everything that is heard on one channel before there are words."""

from collections import deque
from typing import NamedTuple

from coach.audio.source import Gap
from coach.events import (
    CaptureLost,
    CaptureRestored,
    MusicStarted,
    MusicStopped,
    Speaker,
    SpeechStarted,
    SpeechStopped,
)
from coach.speech.endpointing import Endpointer, UtteranceMark
from coach.speech.levels import EchoGate, NoiseFloor
from coach.speech.music import MusicDetector
from coach.speech.phantoms import SpeechEvidence
from coach.speech.segments import Segmenter
from coach.speech.settings import SpeechSettings
from coach.speech.voice_activity import WINDOW

HELD_WINDOWS = 64
"""Windows remembered while nobody speaks: two seconds, many times what a beginning
takes to be certain."""

Sound = (
    SpeechStarted
    | SpeechStopped
    | MusicStarted
    | MusicStopped
    | CaptureLost
    | CaptureRestored
)
"""What an ear hears, without words."""


class Window(NamedTuple):
    """What was measured of one window of a channel."""

    start: int
    """First sample."""
    probability: float
    """Speech probability, 0..1."""
    level: float
    """RMS in dBFS."""
    flatness: float
    """Spectral flatness, 0 (a tone) .. 1 (noise)."""

    @property
    def end(self) -> int:
        """First sample after the window."""
        return self.start + WINDOW


class _Heard(NamedTuple):
    end: int
    probability: float
    over_noise_db: float
    music: bool


class Ear:
    """Turns the windows of one channel into sounds and utterance marks.

    Args:
        speaker: Whose channel it is.
        settings: Thresholds.
    """

    def __init__(self, speaker: Speaker, settings: SpeechSettings) -> None:
        self.speaker = speaker
        self._settings = settings
        self._gate = EchoGate(settings)
        self._noise = NoiseFloor()
        self._music = MusicDetector(speaker, settings)
        self._endpointer = Endpointer(settings)
        self._lost_until: int | None = None
        self._is_paused = False
        self._heard: deque[_Heard] = deque()
        self.segmenter = Segmenter(speaker, settings)

    def feed(
        self, window: Window, other_level: float
    ) -> tuple[list[Sound], list[UtteranceMark]]:
        """Take the next window.

        Args:
            window: What was measured of it.
            other_level: Level of the same window of the other channel, dBFS.

        Returns:
            What it makes certain: sounds, and where utterances begin and end.
        """
        sounds: list[Sound] = []
        end = window.end
        if self._lost_until is not None:
            at, self._lost_until = self._lost_until, None
            sounds.append(CaptureRestored(speaker=self.speaker, at=at, known_at=end))
        is_busy = self.segmenter.is_speaking or self._music.is_playing
        over_noise = window.level - self._noise.feed(window.level, is_busy=is_busy)
        echo = self._gate.is_echo(window.level, other_level, window.probability)
        probability = 0.0 if echo else window.probability
        music = self._music.feed(
            window.start,
            level=window.level,
            flat=window.flatness,
            over_noise_db=over_noise,
            # An echo is neither speech nor music of this channel.
            probability=1.0 if echo else window.probability,
        )
        in_music = self._music.is_heard(window.start)
        self._heard.append(_Heard(end, probability, over_noise, in_music))
        self._forget(end)
        change = self.segmenter.feed(window.start, probability, in_music=in_music)
        marks = self._endpointer.feed(end, window.level, self.segmenter, change)
        sounds += [sound for sound in (change, music) if sound is not None]
        return sounds, marks

    def lose(
        self, window_end: int, gaps: list[Gap]
    ) -> tuple[list[Sound], list[UtteranceMark]]:
        """Take a window of which something is missing: nothing is heard in it.

        A window may have a loss and a pause in it; where one follows on the other, with
        no whole window between, that is told as another :class:`CaptureLost`.

        Args:
            window_end: First sample after the window.
            gaps: The gaps that touch it, in order.
        """
        sounds: list[Sound] = []
        marks: list[UtteranceMark] = []
        if self._lost_until is None:
            sounds, marks = self.finish(window_end)
        for gap in gaps:
            if self._lost_until is None or gap.is_pause != self._is_paused:
                lost = CaptureLost(
                    speaker=self.speaker,
                    at=gap.start,
                    known_at=window_end,
                    is_pause=gap.is_pause,
                )
                sounds.append(lost)
            self._lost_until, self._is_paused = gap.end, gap.is_pause
        return sounds, marks

    def finish(self, now: int) -> tuple[list[Sound], list[UtteranceMark]]:
        """End whatever goes on, as at a gap or the end of the call."""
        sounds: list[Sound] = []
        marks: list[UtteranceMark] = []
        stopped = self.segmenter.stop(now)
        if stopped is not None:
            sounds.append(stopped)
            marks += self._endpointer.feed(now, 0.0, self.segmenter, stopped)
        marks += self._endpointer.close(now)
        music = self._music.stop(now)
        if music is not None:
            sounds.append(music)
        return sounds, marks

    def evidence(self, start: int, end: int) -> SpeechEvidence:
        """Return what speaks for words in ``[start, end)``, of what is remembered."""
        spoken = [
            heard
            for heard in self._heard
            if start < heard.end <= end and heard.probability >= self._settings.offset
        ]
        count = max(1, len(spoken))
        return SpeechEvidence(
            length=len(spoken) * WINDOW,
            probability=sum(heard.probability for heard in spoken) / count,
            over_noise_db=sum(heard.over_noise_db for heard in spoken) / count,
            music=sum(heard.music for heard in spoken) / count,
        )

    def _forget(self, end: int) -> None:
        oldest = end - HELD_WINDOWS * WINDOW
        if self._endpointer.start is not None:
            oldest = min(oldest, self._endpointer.start)
        while self._heard[0].end <= oldest:
            self._heard.popleft()
