"""How fast each speaker has talked of late: calm background for the overlay."""

from collections import deque
from collections.abc import Collection
from typing import NamedTuple

from coach.audio_time import samples
from coach.events import Speaker, Utterance
from coach.language.text import words

WINDOW_MS = 180_000
"""How far back words count, in milliseconds.  Source: pace changes with the matter at
hand, which takes a few minutes; shorter spans are a speaker's mood of one sentence."""

LEAST_MS = 15_000
"""Speech without which there is no pace, in milliseconds.  Source: some 40 words; one
more or fewer then changes it by 2 %, not by 10 %."""

_MINUTE = samples(60_000)


class _Said(NamedTuple):
    end: int
    length: int
    words: int
    id: str


class Pace:
    """Words per minute of speech, of each speaker's final utterances of late."""

    def __init__(self) -> None:
        self._said: dict[Speaker, deque[_Said]] = {who: deque() for who in Speaker}

    def note(self, utterance: Utterance) -> None:
        """Take note of final words."""
        said = self._said[utterance.speaker]
        length = utterance.end - utterance.start
        count = len(words(utterance.text))
        if count:
            said.append(_Said(utterance.end, length, count, utterance.id))
        # What comes late may be left a little longer; it is not counted for that.
        while said and said[0].end <= utterance.end - samples(WINDOW_MS):
            said.popleft()

    def of(self, speaker: Speaker, at: int, without: Collection[str]) -> int | None:
        """Return a speaker's words per minute, or None before there is enough.

        Args:
            speaker: Whose.
            at: The audio time to show, in samples.
            without: Ids of utterances that do not count.
        """
        earliest = at - samples(WINDOW_MS)
        counted = [
            said
            for said in self._said[speaker]
            if said.end > earliest and said.id not in without
        ]
        length = sum(said.length for said in counted)
        if length < samples(LEAST_MS):
            return None
        return round(sum(said.words for said in counted) * _MINUTE / length)
