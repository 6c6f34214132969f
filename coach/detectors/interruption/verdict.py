"""What the words of a cut-in make of it.

"Mm-hm, right."                                    → none: it only acknowledges
"Yet, yet."     wholly under the other's words     → none: harmless, whatever it is
the other's words, a moment later                  → none: an echo
"Did you restart it?"                              → confirmed
"""

from collections import deque
from enum import Enum, auto

from coach.audio_time import samples
from coach.detectors.interruption.cut_in import CutIn
from coach.detectors.interruption.settings import InterruptionSettings
from coach.events import Utterance
from coach.language.backchannels import backchannels
from coach.language.floor_claims import claims_floor
from coach.language.text import said_between, words

UTTERANCES_KEPT = 16
"""The latest utterances, to tell an echo from an answer."""

ECHO_SLACK = samples(1_500)
"""How far apart the words of a voice and of its echo may seem to be, in samples: word
times by share of characters are off by about a second in long utterances."""

ECHO_WORDS = 3
"""Fewer words are the same by chance."""

ECHO_SHARE = 0.75
"""Share of the words that an echo has in common with the voice: recognisers hear the
fainter of the two a little differently."""


UNCLEAR, UNCLEAR_MS = 0.5, 1_000
"""Of what is shorter than this, in milliseconds, and understood with less confidence
the words say nothing: it is most likely a listener's sound.  Source: of 101
backchannels in synthetic calls 32 were understood with less, of 17 short beginnings of
interruptions one was."""


class Verdict(Enum):
    """What a cut-in is by its words."""

    NONE = auto()
    """No interruption."""
    BACKCHANNEL_SO_FAR = auto()
    """They only acknowledge or claim nothing, but may be how somebody begins to talk
    over the other."""
    CONFIRMED = auto()
    """More than a backchannel."""


class Judge:
    """Tells interruptions by their words.

    Args:
        settings: Thresholds and words.
    """

    def __init__(self, settings: InterruptionSettings) -> None:
        self._own_speech = samples(settings.own_speech_ms)
        self._backchannel = samples(settings.backchannel_ms)
        self._murmur = samples(settings.murmur_ms)
        self._ending = samples(settings.ending_ms)
        self._breath = samples(settings.breath_ms)
        self._backchannels = backchannels(settings.acknowledgements)
        self._utterances: deque[Utterance] = deque(maxlen=UTTERANCES_KEPT)

    def hear(self, utterance: Utterance) -> None:
        """Remember a final utterance of either speaker."""
        self._utterances.append(utterance)

    def heard(self, utterance_id: str) -> list[Utterance]:
        """Return the utterance of an id, if it is still remembered."""
        return [u for u in self._utterances if u.id == utterance_id]

    def judge(self, cut_in: CutIn, utterance: Utterance, now: int) -> Verdict:
        """Return what the final words of the interrupter make of a cut-in.

        The words that overlap are noted in it.

        Args:
            cut_in: It.
            utterance: Of its speaker, and near it.
            now: The audio time reached.
        """
        end = min(cut_in.own.end_by(now), cut_in.other.end_by(now) + self._ending)
        ended = cut_in.other.end
        if (
            ended is not None
            and utterance.start >= ended
            and cut_in.words
            and self._backchannels.only_acknowledge(cut_in.words)
        ):
            # "Right" under their words, and a turn of one's own once they were done.
            return Verdict.NONE
        spoken = words(utterance.text)
        overlapping = said_between(utterance, cut_in.start - self._ending, end)
        cut_in.words = tuple(overlapping or spoken)
        # While the other goes on, a few words may be how a longer cut-in begins.
        goes_on = ended is None or now - ended <= self._breath
        so_far = Verdict.BACKCHANNEL_SO_FAR if goes_on else Verdict.NONE
        if self.only_acknowledges(cut_in, utterance):
            return so_far
        overtalk = cut_in.overtalk(now, ending=self._ending)
        only = self._backchannels.only_acknowledge
        if only(cut_in.words) and overtalk < self._own_speech:
            # "Mm-hm" under their last words, and then a turn in its own right.
            return Verdict.NONE
        if self.is_echo(cut_in, now):
            return Verdict.NONE
        if not cut_in.is_confirmed and self._is_murmur(cut_in, utterance, now):
            return so_far
        return Verdict.CONFIRMED

    def only_acknowledges(self, cut_in: CutIn, utterance: Utterance) -> bool:
        """Whether an utterance is a backchannel by its words, and short enough."""
        length = utterance.end - max(cut_in.own.start, utterance.start)
        if utterance.confidence is not None and utterance.confidence < UNCLEAR:
            # "Mm-hm" comes out as "I'm M.H.M.H.".
            return length <= samples(UNCLEAR_MS)
        return (
            self._backchannels.only_acknowledge(words(utterance.text))
            and length <= self._backchannel
        )

    def _is_murmur(self, cut_in: CutIn, utterance: Utterance, now: int) -> bool:
        """Whether a few words leave the other undisturbed and claim nothing."""
        return (
            cut_in.other.end_by(now) >= utterance.end
            and cut_in.own.spoken_by(utterance.end) < self._murmur
            and not claims_floor(utterance.text, self._backchannels)
        )

    def is_echo(self, cut_in: CutIn, now: int) -> bool:
        """Whether the interrupter's words are those the other said at that time."""
        if cut_in.words is None or len(cut_in.words) < ECHO_WORDS:
            return False
        start, end = cut_in.start, cut_in.own.end_by(now)
        theirs = [
            word
            for utterance in self._utterances
            if utterance.speaker is cut_in.speaker.other
            and utterance.start < end
            and utterance.end > start
            for word in said_between(utterance, start - ECHO_SLACK, end + ECHO_SLACK)
        ]
        same = 0
        for word in cut_in.words:
            if word in theirs:
                theirs.remove(word)
                same += 1
        return same >= ECHO_SHARE * len(cut_in.words)
