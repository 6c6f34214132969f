"""Customer sentiment: how each utterance sounds, and sharp turns for the worse."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import ClassVar

from pydantic import Field

from coach import settings
from coach.audio_time import milliseconds, samples
from coach.detectors.profanity.detector import ProfanityFinder
from coach.detectors.profanity.threats import ThreatFinder
from coach.detectors.sentiment import words as sentiment_words
from coach.detectors.sentiment.valence import Valence, normalised
from coach.events import (
    Event,
    Finding,
    FindingChanged,
    FindingRaised,
    FindingWithdrawn,
    PartialRecognised,
    SentimentScored,
    Severity,
    Speaker,
    Utterance,
    UtteranceFailed,
    UtteranceFinalised,
)
from coach.language.phrases import Phrase, Phrases, searchable
from coach.language.text import Sentence, sentences, words


class SentimentSettings(settings.Settings):
    """When a customer's turn for the worse is worth telling the analyst.

    Scores run from −1 (furious) to 1 (delighted).
    """

    strong: float = Field(default=-0.6, ge=-1, le=0)
    """A score at or below this is strongly negative.  Source: service-desk sentences
    written for the purpose; polite questions stay above it."""

    opening: float = Field(default=-0.75, ge=-1, le=0)
    """The same for the customer's first turn: people call because something is broken,
    and there is nothing yet to compare with."""

    sour: float = Field(default=-0.45, ge=-1, le=0)
    """Two utterances in a row at or below this are a spike too."""

    drop: float = Field(default=0.35, ge=0, le=2)
    """How far below the customer's own baseline a spike must be."""

    baseline_prior: float = Field(default=-0.1, ge=-1, le=1)
    """The baseline before anything was said: callers have a problem."""

    carry: float = Field(default=0.6, ge=0, le=1)
    """How much of one sentence's anger adds to the next one's in the same turn."""

    calm_again_ms: int = Field(default=30_000, ge=0)
    """After this long and one calm utterance, a new outburst is a new spike even before
    two calm utterances made the recovery certain."""

    lexicon: tuple[str, ...] = sentiment_words.LEXICON
    """Words with their valence −4..4, as "unacceptable -3.3"; 0 takes a word out of
    VADER's lexicon."""

    blanked: tuple[Phrase, ...] = sentiment_words.BLANKED
    """Phrases that mean nothing bad; what is in them is not weighed."""

    outrage: tuple[Phrase, ...] = sentiment_words.OUTRAGE
    """Phrases that are strong on their own."""

    complaint: tuple[Phrase, ...] = sentiment_words.COMPLAINT
    """Phrases that are clearly angry."""

    strain: tuple[Phrase, ...] = sentiment_words.STRAIN
    """Phrases of repetition, waiting and what is at stake."""

    sarcasm: tuple[Phrase, ...] = sentiment_words.SARCASM
    """Kind words that are not meant kindly."""


_WEIGHTS: Mapping[str, float] = {
    "outrage": -3.1,
    "complaint": -2.3,
    "strain": -1.1,
    "sarcasm": -3.1,
}
"""What one phrase of each kind adds, on VADER's scale."""

_SWEARING = {"mild": -0.8, "strong": -1.4, "slur": -2.5}
_SWORN_AT = -3.0
_THREATENED = -3.8
_CLAUSE_END = re.compile(r"[,;:.!?]+(?:\s|$)|\s[-–—]+\s")
_PRAISE = 1.2
"""Good words that outweigh a phrase: "you people have been wonderful"."""
_WARM = 3.4
"""Good words that outweigh even what sounds sarcastic: "just perfect, thank you"."""
_MAX_OF_A_KIND = 2
_SAME_TURN = samples(6_000)
"""A pause up to which the customer's next utterance goes on with the last one."""
_FEW_WORDS = 3
"""An agent's utterance of fewer words does not end the customer's turn."""


_IRONY = -1.8
"""Praise that opens or follows a complaint makes it worse."""
_INSISTS = -2.4
"""Saying the last words again: "it's been two weeks. Two weeks!"."""
_PRAISED = re.compile(
    r"(?:oh |well |so |just )*(?:great|wonderful|fantastic|perfect|brilliant|lovely|"
    r"super|marvelous|terrific|awesome|excellent) "
)


@dataclass(frozen=True, slots=True)
class Feeling:
    """How one sentence sounds."""

    total: float
    """On VADER's scale: negative is bad, −3 is strong."""
    signs: tuple[str, ...]
    """The kinds of evidence: ``outrage``, ``strain``, ``swearing`` …"""


class SentimentReader:
    """Read the feeling in a sentence.  Pure; made once and shared.

    Args:
        chosen: Word lists.
    """

    def __init__(self, chosen: SentimentSettings | None = None) -> None:
        chosen = chosen or SentimentSettings()
        pairs = (entry.rsplit(" ", 1) for entry in chosen.lexicon)
        self._valence = Valence({word.lower(): float(value) for word, value in pairs})
        self._blanked = Phrases(chosen.blanked)
        self._signs = {
            "outrage": Phrases(chosen.outrage),
            "complaint": Phrases(chosen.complaint),
            "strain": Phrases(chosen.strain),
            "sarcasm": Phrases(chosen.sarcasm),
        }
        self._profanity = ProfanityFinder()
        self._threats = ThreatFinder()

    def read(self, text: str) -> Feeling:
        """Return the feeling in one sentence.

        Args:
            text: As it was recognised.
        """
        clauses = [words(clause) for clause in _CLAUSE_END.split(text)]
        spoken = searchable(word for clause in clauses for word in clause)
        plain = self._blanked.blank(spoken)
        if plain != spoken:
            clauses = [clause.split() for clause in plain.split("_")]
        signs: list[str] = []
        evidence = 0.0
        for kind, pattern in self._signs.items():
            count = 0
            for _ in pattern.find_all(plain):
                count += 1
                if count == _MAX_OF_A_KIND:
                    break
            if count:
                signs.append(kind)
                # A second phrase of the same kind says much the same again.
                evidence += _WEIGHTS[kind] * (1 + 0.5 * (count - 1))
        valence = self._valence.total(clauses)
        if evidence and "sarcasm" not in signs and _PRAISED.match(spoken):
            signs.append("sarcasm")  # "great, so I waited an hour for nothing"
            evidence += _IRONY
        if signs and valence >= (_WARM if "sarcasm" in signs else _PRAISE):
            signs.clear()
            evidence = 0.0
        elif evidence < 0:
            valence = min(valence, 0.0)
        evidence += self._rough_tone(text, signs)
        total = valence + evidence
        if total < 0:
            total -= 0.3 * min(text.count("!"), 2)
        return Feeling(total, tuple(signs))

    def _rough_tone(self, text: str, signs: list[str]) -> float:
        weight = 0.0
        if (swearing := self._profanity.find(text)) is not None:
            signs.append("swearing")
            weight += _SWORN_AT if swearing.is_aimed else _SWEARING[swearing.level]
        if self._threats.find(text, Speaker.CUSTOMER) is not None:
            signs.append("threat")
            weight += _THREATENED
        return weight


def _in_context(
    feeling: Feeling, sentence: Sentence, before: list[str], total: float
) -> Feeling:
    """Return a sentence's feeling in the light of the one before it.

    Args:
        feeling: Of the sentence by itself.
        sentence: A sentence.
        before: The words of the sentence before.
        total: That sentence's feeling.
    """
    spoken = words(sentence.text)
    if total <= -1.0 and len(spoken) <= 2 and _PRAISED.match(searchable(spoken)):
        return Feeling(_IRONY, ("sarcasm",))
    insists = 2 <= len(spoken) <= 4 and spoken == before[-len(spoken) :]
    if insists and total <= -1.0:
        return Feeling(min(feeling.total, 0.0) + _INSISTS, (*feeling.signs, "strain"))
    return feeling


@lru_cache(maxsize=4)
def _reader_of(chosen: SentimentSettings) -> SentimentReader:
    """Return the reader of these settings; made once, not once a call."""
    return SentimentReader(chosen)


@dataclass(frozen=True, slots=True)
class _Spoken:
    """A customer's utterance, scored."""

    said: Utterance
    score: float
    """Of the whole, −1..1."""
    worst: float
    """Of its worst sentence, with what carried over from those before."""
    turned: Sentence
    """The sentence at which it turned."""
    level: float
    """What carries over to the next utterance of the turn, on VADER's scale."""
    signs: tuple[str, ...]


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


class SentimentDetector:
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
    after: ClassVar[tuple[str, ...]] = ()

    def __init__(self, chosen: SentimentSettings | None = None) -> None:
        self._chosen = chosen or SentimentSettings()
        self._reader = _reader_of(self._chosen)
        self._scores: list[float] = []  # of utterances outside episodes
        self._last: _Spoken | None = None
        self._is_opening = True  # the customer's first turn goes on
        self._episode: _Episode | None = None
        self._provisional: dict[str, Finding] = {}  # by utterance, from partials

    def feed(self, event: Event) -> Iterable[Event]:
        """Score the customer's words; the agent's only end the customer's turn."""
        match event:
            case UtteranceFinalised(utterance=said) if said.speaker is Speaker.AGENT:
                if self._last is not None and len(words(said.text)) >= _FEW_WORDS:
                    self._last = replace(self._last, level=0.0)
                    self._is_opening = False
            case UtteranceFinalised(utterance=said, known_at=known_at):
                return self._take(said, known_at)
            case PartialRecognised(utterance=said, stable=stable, known_at=known_at):
                if said.speaker is Speaker.CUSTOMER:
                    settled = replace(said, text=said.text[:stable])
                    return self._suspect(settled, known_at)
            case UtteranceFailed(utterance=said, known_at=known_at):
                return self._settle(said.id, None, known_at)
        return ()

    def due(self) -> int | None:
        """Nothing is ever awaited."""
        return None

    def advance(self, now: int) -> Iterable[Event]:  # noqa: ARG002 - the shape
        """Time alone changes nothing."""
        return ()

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
        self._last = spoken
        return events

    def _suspect(self, said: Utterance, known_at: int) -> list[Event]:
        """Raise, provisionally, what a partial suggests; the final will settle it."""
        spoken = self._score(said)
        finding = self._judge(spoken) if spoken is not None else None
        if finding is None or said.id in self._provisional:
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

    def _score(self, said: Utterance) -> _Spoken | None:
        level, whole = 0.0, 0.0
        worst, worst_at = 0.0, None
        since: Sentence | None = None  # where the run of bad sentences began
        last = self._last
        if last is not None and said.start - last.said.end <= _SAME_TURN:
            level = last.level
        signs: list[str] = []
        before: tuple[list[str], float] = ([], 0.0)
        for sentence in sentences(said):
            feeling = _in_context(self._reader.read(sentence.text), sentence, *before)
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
        return _Spoken(
            said, normalised(whole), normalised(worst), worst_at, level, tuple(signs)
        )

    def _baseline(self) -> float:
        """Return where this customer has been: the mean, the prior counting twice."""
        mean = (2 * self._chosen.baseline_prior + sum(self._scores[-8:])) / (
            2 + len(self._scores[-8:])
        )
        return max(-0.5, min(0.3, mean))

    def _judge(self, spoken: _Spoken) -> Finding | None:
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
        turned, score = spoken.turned, spoken.worst
        last = self._last
        if (
            not is_strong
            and last is not None
            and (episode is None or episode.recovered)
            and max(last.worst, spoken.worst) <= chosen.sour
            and any(score > chosen.sour for score in self._scores[:-1])
        ):
            is_strong, turned = True, last.turned
            score = min(last.worst, spoken.worst)
        if not is_strong or baseline - score < chosen.drop:
            return None
        return _finding(spoken, turned, score, baseline)

    def _follow(self, episode: _Episode, spoken: _Spoken, known_at: int) -> list[Event]:
        """Watch an episode: more of it, or the way back."""
        if episode.recovered:
            return []
        if spoken.worst <= self._chosen.sour:
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


_SAID_OF_SIGNS: Mapping[str, str] = {
    "outrage": "outrage",
    "complaint": "a clear complaint",
    "strain": "repetition, waiting or stakes",
    "sarcasm": "sarcasm",
    "swearing": "swearing",
    "threat": "a threat",
}


def _finding(
    spoken: _Spoken, turned: Sentence, score: float, baseline: float
) -> Finding:
    said = spoken.said
    signs = ", ".join(_SAID_OF_SIGNS[sign] for sign in spoken.signs) or "the words"
    return Finding(
        id=f"sentiment-spike-{said.id}",
        kind="sentiment-spike",
        speaker=Speaker.CUSTOMER,
        start=turned.start,
        end=said.end,
        at=said.end,
        severity=Severity.ALERT,
        definition="sentiment-spike/1",
        evidence={
            "score": round(score, 2),
            "baseline": round(baseline, 2),
            "drop": round(baseline - score, 2),
            "words": turned.text,
            "signs": list(spoken.signs),
            "utterance": said.id,
            "recovered_ms": None,
        },
        explanation=(
            f"The customer fell from {baseline:+.2f} to {score:+.2f} with "
            f"“{turned.text}” ({signs})."
        ),
    )
