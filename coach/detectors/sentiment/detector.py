"""Customer sentiment: how each utterance sounds, and sharp turns for the worse."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import ClassVar

from coach import settings
from coach.audio_time import milliseconds, samples
from coach.detectors import Untimed
from coach.detectors.sentiment.findings import Spoken, spike_finding
from coach.detectors.sentiment.reader import FURIOUS, SentimentReader, in_context
from coach.detectors.sentiment.settings import SentimentSettings
from coach.detectors.sentiment.valence import score_of
from coach.detectors.sentiment.witnesses import (
    ALONE,
    ANGRY_WORDS,
    FEW_WORDS,
    STRONG,
    TURN_WORDS,
    UsualVoice,
    of_kind,
    sureness,
    weighed,
    with_voice,
)
from coach.events import (
    Event,
    Finding,
    FindingChanged,
    FindingRaised,
    FindingWithdrawn,
    PartialRecognised,
    SentimentScored,
    Speaker,
    Utterance,
    UtteranceDisregarded,
    UtteranceFailed,
    UtteranceFinalised,
)
from coach.language.text import Sentence, sentences, words

_SAME_TURN = samples(6_000)
"""A pause up to which the customer's next utterance goes on with the last one."""
_MERE_SOUND = 3
"""An agent's utterance of fewer words does not end the customer's turn."""


_SETTLED_WORDS = 8
"""A partial of fewer settled words is judged by its words alone."""
_MEANT = -2.6
"""What an utterance means at or below this is a sign by itself, on VADER's scale."""

_KNOWS = 0.5
"""How sure the words must be for their meaning to decide what kind they are, 0..1."""

_ROUGH = frozenset({"profanity", "threat"})
"""Kinds of findings that are evidence here too, by the policy's own word lists."""


@lru_cache(maxsize=4)
def _reader_of(chosen: SentimentSettings) -> SentimentReader:
    """Return the reader of these settings; made once, not once a call."""
    return SentimentReader(chosen)


@dataclass(slots=True)
class _Episode:
    """A spike and what followed."""

    finding: Finding
    baseline: float
    last_bad: int
    """End of the last negative utterance."""
    calm: int = 0
    """Calm utterances since."""
    recovered: bool = False


class SentimentDetector(Untimed):
    """Report each sharp turn for the worse once, and the recovery from it.

    An utterance is a spike when it is strongly negative and clearly below where this
    customer has been, or the second in a row that is clearly negative.  Being mildly
    unhappy throughout is none.  The agent's feelings are never inferred::

        score      ·  ·     ·        ·   · ·
        baseline ─────────────  (rests while the episode lasts)
        strong   ┄┄┄┄┄┄┄┄█┄┄█┄┄┄┄┄┄┄┄┄┄┄┄┄     one episode, one spike
                         ▲              ▲ two calm utterances: recovered
                         start of the sentence that turned

    Args:
        chosen: This detector's section of the policy.
    """

    name: ClassVar[str] = "sentiment"
    Settings: ClassVar[type[settings.Settings]] = SentimentSettings
    definitions: ClassVar[Mapping[str, str]] = {"sentiment-spike": "sentiment-spike/1"}
    after: ClassVar[tuple[str, ...]] = ("profanity",)

    def __init__(self, chosen: SentimentSettings | None = None) -> None:
        self._chosen = chosen or SentimentSettings()
        self._reader = _reader_of(self._chosen)
        self._scores: list[float] = []  # of utterances outside episodes
        self._last: Spoken | None = None
        self._usual = UsualVoice()
        self._turn: list[str] = []  # what the customer said in their turn so far
        self._disregarded: set[str] = set()
        self._is_opening = True  # the customer's first turn goes on
        self._episode: _Episode | None = None
        self._rough: dict[str, dict[str, Finding]] = {}  # by utterance, by id
        self._provisional: dict[str, Finding] = {}  # by utterance, from partials

    def feed(self, event: Event) -> Iterable[Event]:
        """Score the customer's words; the agent's only end the customer's turn."""
        match event:
            case UtteranceDisregarded(utterance_id=utterance_id):
                self._disregarded.add(utterance_id)
            case UtteranceFinalised(utterance=said) if said.id in self._disregarded:
                return ()
            case UtteranceFinalised(utterance=said) if said.speaker is Speaker.AGENT:
                if self._last is not None and len(words(said.text)) >= _MERE_SOUND:
                    self._last = replace(self._last, level=0.0)
                    self._turn.clear()
                    self._is_opening = False
            case UtteranceFinalised(utterance=said, known_at=known_at):
                events = self._take(said, known_at)
                self._rough.pop(said.id, None)
                return events
            case FindingRaised(finding=finding) | FindingChanged(finding=finding):
                if finding.kind in _ROUGH and finding.speaker is Speaker.CUSTOMER:
                    self._note(finding)
            case FindingWithdrawn(finding_id=name):
                for found in self._rough.values():
                    found.pop(name, None)
            case PartialRecognised(utterance=said, stable=stable, known_at=known_at):
                if said.speaker is Speaker.CUSTOMER:
                    settled = replace(said, text=said.text[:stable])
                    return self._suspect(settled, known_at)
            case UtteranceFailed(utterance=said, known_at=known_at):
                return self._settle(said.id, None, known_at)
        return ()

    def will_read(self, said: Utterance) -> Iterable[str]:
        """Each utterance of the customer is read as a whole."""
        is_read = said.speaker is Speaker.CUSTOMER and self._reader.has_meaning
        return (said.text,) if is_read else ()

    def _note(self, finding: Finding) -> None:
        """Remember what was found in an utterance whose words come next."""
        utterance_id = str(finding.evidence.get("utterance"))
        self._rough.setdefault(utterance_id, {})[finding.id] = finding

    def _take(self, said: Utterance, known_at: int) -> list[Event]:
        spoken = self._score(said)
        if spoken is None:
            return self._settle(said.id, None, known_at)
        finding = self._judge(spoken)
        events: list[Event] = [
            SentimentScored(
                utterance_id=said.id, score=round(spoken.score, 3), known_at=known_at
            )
        ]
        events += self._settle(said.id, finding, known_at)
        if finding is not None:
            self._episode = _Episode(finding, self._baseline(), said.end)
        elif self._episode is not None:
            events += self._follow(self._episode, spoken, known_at)
        if self._episode is None or self._episode.recovered:
            self._scores.append(spoken.score)
        self._turn = [*self._turn_before(said), said.text]
        self._last = spoken
        if len(words(said.text)) >= FEW_WORDS:
            self._usual.learn(said.voice)
        return events

    def _suspect(self, said: Utterance, known_at: int) -> list[Event]:
        """Raise, provisionally, what a partial suggests; the final will settle it."""
        if said.id in self._provisional:
            return []
        # Of half a sentence the meaning may be anything, its words are what they are.
        is_settled = len(words(said.text)) >= _SETTLED_WORDS
        spoken = self._score(said, by_meaning=is_settled)
        finding = self._judge(spoken) if spoken is not None else None
        if finding is None:
            return []
        self._provisional[said.id] = finding
        return [FindingRaised(finding=finding, known_at=known_at)]

    def _settle(
        self, utterance_id: str, finding: Finding | None, known_at: int
    ) -> list[Event]:
        earlier = self._provisional.pop(utterance_id, None)
        if finding is not None and earlier is None:
            return [FindingRaised(finding=finding, known_at=known_at)]
        if finding is not None and earlier != finding:
            return [FindingChanged(finding=finding, known_at=known_at)]
        if finding is None and earlier is not None:
            return [FindingWithdrawn(finding_id=earlier.id, known_at=known_at)]
        return []

    def _score(self, said: Utterance, *, by_meaning: bool = True) -> Spoken | None:
        by_words = self._by_words(said)
        if by_words is None:
            return None
        reader = self._reader
        raised = self._usual.raised(said.voice) if self._chosen.voice else 0.0
        heard = ("raised",) if raised else ()
        if not (by_meaning and reader.has_meaning):
            return replace(
                by_words,
                score=score_of(with_voice(ALONE * by_words.score, raised)),
                worst=score_of(with_voice(ALONE * by_words.worst, raised)),
                signs=by_words.signs + heard,
            )
        meant = reader.meant(said.text)
        sure = sureness(said.confidence)
        signs = by_words.signs
        if not signs and meant * sure <= _MEANT:
            signs = ("meaning",)
        # How it sounds is its own; whether it turned, the turn has a say in.
        score = weighed(by_words.score, meant, meant, said.confidence)
        if sure > _KNOWS and score > STRONG:
            score = of_kind(score, reader.kind(said.text))
        return replace(
            by_words,
            score=score_of(with_voice(score, raised)),
            worst=self._worst_in_turn(by_words, meant, raised),
            is_meant=by_words.worst > ANGRY_WORDS and meant * sure < 0,
            signs=signs + heard,
        )

    def _worst_in_turn(self, by_words: Spoken, meant: float, raised: float) -> float:
        """Return how the worst of an utterance sounds, its turn having a say in it.

        The turn is not read where even a furious one would make no difference: then
        the utterance is all it goes by.

        Args:
            by_words: The utterance as its words sound.
            meant: What it means by itself, on VADER's scale.
            raised: How raised the voice was, 0..1.
        """
        said, chosen = by_words.said, self._chosen

        def sounds(in_turn: float) -> float:
            worst = weighed(by_words.worst, meant, in_turn, said.confidence)
            return score_of(with_voice(worst, raised))

        # While an episode lasts, this is no other one; and it is over only two calm
        # utterances later, when this is not the last one any more.
        episode = self._episode
        is_inside = episode is not None and not (episode.recovered or episode.calm)
        least = sounds(FURIOUS)
        if is_inside or least > max(chosen.strong, chosen.opening, chosen.sour):
            return sounds(meant)
        turn = " ".join([*self._turn_before(said), said.text]).split()[-TURN_WORDS:]
        return sounds(self._reader.meant(" ".join(turn)))

    def _turned(self, spoken: Spoken) -> Sentence:
        """Return the sentence at which an utterance turned."""
        if not spoken.is_meant:
            return spoken.turned
        said = sentences(spoken.said)
        return min(said, key=lambda one: self._reader.meant(one.text))

    def _turn_before(self, said: Utterance) -> Sequence[str]:
        """Return what the customer said before in this turn."""
        last = self._last
        if last is None or said.start - last.said.end > _SAME_TURN:
            return ()
        return self._turn

    def _by_words(self, said: Utterance) -> Spoken | None:
        """Return an utterance as its words sound; scores on VADER's scale."""
        level, whole = 0.0, 0.0
        worst, worst_at = 0.0, None
        since: Sentence | None = None  # where the run of bad sentences began
        last = self._last
        if last is not None and said.start - last.said.end <= _SAME_TURN:
            level = last.level
        signs: list[str] = []
        rough = self._rough.get(said.id, {}).values()
        before: tuple[list[str], float] = ([], 0.0)
        for sentence in sentences(said):
            feeling = in_context(
                self._reader.read(sentence.text, _within(rough, sentence)),
                sentence,
                *before,
            )
            before = (words(sentence.text), feeling.total)
            whole += feeling.total
            signs += [sign for sign in feeling.signs if sign not in signs]
            level = feeling.total + self._chosen.carry * min(level, 0.0)
            if feeling.total > -1.0:
                since = None
            elif since is None:
                since = sentence
            if level < worst or worst_at is None:
                worst, worst_at = level, since or sentence
        if worst_at is None:
            return None
        return Spoken(
            said=said,
            score=whole,
            worst=worst,
            turned=worst_at,
            is_meant=False,
            level=level,
            signs=tuple(signs),
        )

    def _baseline(self) -> float:
        """Return where this customer has been: the mean, the prior counting twice."""
        mean = (2 * self._chosen.baseline_prior + sum(self._scores[-8:])) / (
            2 + len(self._scores[-8:])
        )
        return max(-0.5, min(0.3, mean))

    def _judge(self, spoken: Spoken) -> Finding | None:
        """Return the spike that this utterance is, if it is one."""
        chosen, episode = self._chosen, self._episode
        if episode is not None and not episode.recovered:
            rest = spoken.said.start - episode.last_bad
            if not (episode.calm and rest >= samples(chosen.calm_again_ms)):
                return None
        baseline = self._baseline()
        is_strong = spoken.worst <= (
            chosen.opening if self._is_opening else chosen.strong
        )
        turned, score = spoken, spoken.worst
        last = self._last
        if (
            not is_strong
            and last is not None
            and (episode is None or episode.recovered)
            and max(last.worst, spoken.worst) <= chosen.sour
            and any(score > chosen.sour for score in self._scores[:-1])
        ):
            is_strong, turned = True, last
            score = min(last.worst, spoken.worst)
        if not is_strong or baseline - score < chosen.drop:
            return None
        return spike_finding(spoken, self._turned(turned), score, baseline)

    def _follow(self, episode: _Episode, spoken: Spoken, known_at: int) -> list[Event]:
        """Watch an episode: more of it, or the way back."""
        if episode.recovered:
            return []
        if spoken.score <= self._chosen.sour:
            episode.last_bad, episode.calm = spoken.said.end, 0
            return []
        if spoken.score < min(episode.baseline, 0.0) - 0.1:
            return []
        episode.calm += 1
        if episode.calm < 2:
            return []
        episode.recovered = True
        recovered = {
            **episode.finding.evidence,
            "recovered_ms": milliseconds(spoken.said.end),
        }
        episode.finding = replace(episode.finding, evidence=recovered)
        return [FindingChanged(finding=episode.finding, known_at=known_at)]


def _within(rough: Iterable[Finding], sentence: Sentence) -> list[Finding]:
    """Return the findings that stand in a sentence."""
    return [finding for finding in rough if finding.start == sentence.start]
