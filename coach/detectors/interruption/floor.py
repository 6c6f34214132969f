"""The floor: who speaks, since when in their turn, and who starts over whom.

customer  ██████  ██████            ████
agent                      ██                  a grunt: the turn goes on
          ┗━━━━━━━━━━━ one turn ━━━━━━━━
"""

from dataclasses import dataclass

from coach.audio_time import samples
from coach.detectors.interruption.settings import InterruptionSettings
from coach.detectors.stretches import Stretch, StretchLog
from coach.events import Speaker

COMES_BACK = samples(800)
"""Who was answered as they ended, and speaks again later than this, had ended."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Overlap:
    """Somebody speaks while the other does."""

    speaker: Speaker
    """Who started later."""
    own: Stretch
    other: Stretch
    at: int
    """Where both speak, in samples."""
    floor: int
    """How long the other had been speaking in their turn, in samples."""


class Floor:
    """Keeps who speaks, and whose turn it is.

    Args:
        settings: Thresholds.
    """

    def __init__(self, settings: InterruptionSettings) -> None:
        self._simultaneous = samples(settings.simultaneous_ms)
        self._open_floor = samples(settings.open_floor_ms)
        self._pause = samples(settings.pause_ms)
        self._ending = samples(settings.ending_ms)
        self._breath = max(self._pause, samples(settings.breath_ms))
        self._speech = {speaker: StretchLog(self._breath) for speaker in Speaker}
        self._turns: dict[Speaker, int | None] = dict.fromkeys(Speaker)

    def start(
        self, speaker: Speaker, at: int, *, is_afresh: bool = False
    ) -> Overlap | None:
        """Take in that somebody speaks; return over whom, if it is over somebody.

        Args:
            speaker: Who speaks.
            at: Since when.
            is_afresh: What they said just before was nothing: a cough, a murmur.
        """
        mine, other = self._speech[speaker], self._speech[speaker.other]
        previous = mine.last
        silent_since = mine.last_end
        longest = 0 if is_afresh else self._longest_pause(other, silent_since, at)
        stretch = mine.start(at, longest)
        if stretch is previous:
            return self._started_at_a_pause(speaker, stretch, silent_since, at)
        if previous is None or self._spoke_between(other, silent_since or 0, at):
            self._turns[speaker] = at
        interrupted = other.at(at, at + 1)
        if interrupted is None or self._is_simultaneous(other, at):
            return None
        return self._overlap(speaker, stretch, interrupted, at)

    def stop(self, speaker: Speaker, at: int) -> Stretch | None:
        """Take in that somebody stopped; return what they had been saying."""
        return self._speech[speaker].stop(at)

    def lose(self, speaker: Speaker, at: int) -> None:
        """Take in that a channel is not heard any more: nothing is known of turns."""
        self._speech[speaker].stop(at)
        self._turns[speaker] = None

    def _started_at_a_pause(
        self, speaker: Speaker, stretch: Stretch, silent_since: int | None, at: int
    ) -> Overlap | None:
        """See whether the other started in a speaker's short pause, and goes on.

        speaker  ██████████ ██████████
        other              ██████████       started at a comma: cuts in all the same
        """
        starter = self._speech[speaker.other].last
        if (
            starter is not None
            and starter.end is None
            and silent_since is not None
            and silent_since <= starter.start < at
        ):
            return self._overlap(speaker.other, starter, stretch, at)
        return None

    def _longest_pause(
        self, other: StretchLog, silent_since: int | None, at: int
    ) -> int:
        """Return how long a speaker's pause may be for their speech to be one.

        speaker  ██████████         ██████████    a breath: one
        other               ███████████           an answer to it: two
        """
        began = other.last.start if other.last is not None else None
        if began is None or silent_since is None:
            return self._breath
        is_answer = silent_since <= began < at - self._simultaneous
        is_early_answer = (
            silent_since - self._ending <= began < silent_since
            and at - silent_since > COMES_BACK
        )
        return self._pause if is_answer or is_early_answer else self._breath

    def _is_simultaneous(self, other: StretchLog, at: int) -> bool:
        """Whether the other began just now, after a silence in which anybody might."""
        *_, before, last = [None, None, *other]
        if last is None or at - last.start >= self._simultaneous:
            return False
        return before is None or last.start - before.end_by(at) >= self._open_floor

    def _spoke_between(self, log: StretchLog, start: int, end: int) -> bool:
        """Whether somebody spoke in the other's silence for longer than a grunt."""
        spoken = sum(
            min(stretch.end_by(end), end) - max(stretch.start, start)
            for stretch in log
            if stretch.start < end and stretch.end_by(end) > start
        )
        return spoken >= self._simultaneous

    def _overlap(
        self, speaker: Speaker, own: Stretch, other: Stretch, at: int
    ) -> Overlap:
        turn = self._turns[speaker.other]
        since = other.start if turn is None else turn
        return Overlap(
            speaker=speaker, own=own, other=other, at=at, floor=own.start - since
        )
