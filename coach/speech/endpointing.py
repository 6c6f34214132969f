"""Endpointing: segments joined over short pauses into utterances.

    speech      ██████   ████████                ██████
    pause              ▲ 220 ms   ▲ 192 ms paused: a candidate for the end
                                     ▲ 416 ms closed: the endpoint
    utterance   ┗━━━━━━━━━━━━━━━━┛               ┗━━━━

How long a pause must be adapts to the speaker: a little longer than their own pauses
between two bits of a sentence usually are.  It rests on voice activity alone, never on
words or on how fast the machine is, so the same audio always gives the same utterances.
"""

from collections import deque
from dataclasses import dataclass

from coach.audio_time import samples
from coach.events import SpeechStarted, SpeechStopped
from coach.speech.segments import Segmenter
from coach.speech.settings import SpeechSettings
from coach.speech.voice_activity import WINDOW

REMEMBERED_PAUSES = 16
"""How many of a speaker's latest pauses are remembered: about a minute of talk."""

ENOUGH_PAUSES = 5
"""How many pauses tell how somebody speaks."""

LONGEST_PAUSE = samples(1_000)
"""A silence longer than this is no pause inside a sentence, in samples.  Source:
Heldner and Edlund (2010), "Pauses, gaps and overlaps in conversations": the pauses
within a speaker's turn are mostly shorter than a second."""

PAUSES_BRIDGED = 0.75
"""Share of a speaker's pauses that shall not end an utterance."""

CUT_SEARCH = samples(1_000)
"""An utterance that gets too long is cut at the quietest moment of this last stretch,
in samples.  Its words are late by as much."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UtteranceOpened:
    """Somebody began an utterance."""

    start: int
    """First sample of its first speech window."""
    is_cut: bool
    """It follows at once on one that got too long."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UtterancePaused:
    """The speaker fell silent; the utterance may be over."""

    start: int
    end: int
    """First sample after the last speech window so far."""
    known_at: int


@dataclass(frozen=True, slots=True, kw_only=True)
class UtteranceClosed:
    """The utterance is over."""

    start: int
    end: int
    """First sample after its last speech window."""
    is_cut: bool
    """It got too long, and the speaker goes on."""
    known_at: int


UtteranceMark = UtteranceOpened | UtterancePaused | UtteranceClosed


class Endpointer:
    """The utterances of one channel.

    Args:
        settings: Lengths of silence and of utterances.
    """

    def __init__(self, settings: SpeechSettings) -> None:
        self._default = samples(settings.endpoint_ms)
        self._shortest = samples(settings.endpoint_min_ms)
        self._longest = samples(settings.endpoint_max_ms)
        self._silence = samples(settings.min_silence_ms)
        self._long = samples(settings.long_utterance_ms)
        self._max = samples(settings.max_utterance_ms)
        self._pauses: deque[int] = deque(maxlen=REMEMBERED_PAUSES)
        self._levels: deque[tuple[int, float]] = deque(maxlen=CUT_SEARCH // WINDOW)
        self._last_end: int | None = None
        self.start: int | None = None
        """First sample of the utterance that is going on, or none."""

    def limit(self, length: int) -> int:
        """Return the silence that ends an utterance of this length, both in samples."""
        base = self._default
        if len(self._pauses) >= ENOUGH_PAUSES:
            usual = sorted(self._pauses)[int(len(self._pauses) * PAUSES_BRIDGED)]
            base = min(self._longest, max(self._shortest, usual + WINDOW))
        over = length - self._long
        if over <= 0:
            return base
        share = min(1.0, over / max(1, self._max - self._long))
        return round(base + (self._silence - base) * share)

    def feed(
        self,
        now: int,
        level: float,
        segmenter: Segmenter,
        change: SpeechStarted | SpeechStopped | None,
    ) -> list[UtteranceMark]:
        """Take the next window.

        Args:
            now: First sample after the window.
            level: Its level in dBFS.
            segmenter: The segments of the channel, this window included.
            change: What this window made certain about them.
        """
        self._levels.append((now, level))
        match change:
            case SpeechStarted(at=at):
                return self._begin(at)
            case SpeechStopped(at=at) if self.start is not None:
                self._last_end = at
                paused = UtterancePaused(start=self.start, end=at, known_at=now)
                return [paused, *self._close_if_over(now, segmenter)]
            case _:
                pass
        if segmenter.is_speaking:
            return self._cut_if_too_long(now, segmenter)
        return self._close_if_over(now, segmenter)

    def close(self, now: int) -> list[UtteranceMark]:
        """End the utterance, as at a gap or the end of the call.

        The segment must have been stopped before.
        """
        return self._closed(now) if self.start is not None else []

    def _begin(self, at: int) -> list[UtteranceMark]:
        if self._last_end is not None and at - self._last_end <= LONGEST_PAUSE:
            self._pauses.append(at - self._last_end)
        self._last_end = None
        if self.start is not None:
            return []
        self.start = at
        return [UtteranceOpened(start=at, is_cut=False)]

    def _close_if_over(self, now: int, segmenter: Segmenter) -> list[UtteranceMark]:
        if self.start is None or self._last_end is None or segmenter.is_undecided:
            return []
        if now - self._last_end < self.limit(self._last_end - self.start):
            return []
        return self._closed(now)

    def _closed(self, now: int) -> list[UtteranceMark]:
        assert self.start is not None
        assert self._last_end is not None
        start, self.start = self.start, None
        return [
            UtteranceClosed(start=start, end=self._last_end, is_cut=False, known_at=now)
        ]

    def _cut_if_too_long(self, now: int, segmenter: Segmenter) -> list[UtteranceMark]:
        if self.start is None or now - self.start < self._max:
            return []
        # At least one window of speech must be left for what follows.
        last = segmenter.speech_end - WINDOW
        first = max(self.start + WINDOW, now - CUT_SEARCH)
        places = [(level, at) for at, level in self._levels if first <= at <= last]
        cut = min(places)[1] if places else last
        start, self.start = self.start, cut
        return [
            UtteranceClosed(start=start, end=cut, is_cut=True, known_at=now),
            UtteranceOpened(start=cut, is_cut=True),
        ]
