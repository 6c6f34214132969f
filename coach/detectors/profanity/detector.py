"""Profanity and threats, by either speaker, and whom they are aimed at."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import ClassVar, Literal

from coach import settings
from coach.audio_time import milliseconds
from coach.detectors.profanity.threats import Threat, ThreatFinder
from coach.detectors.profanity.words import (
    INNOCENT_PHRASES,
    MASKABLE,
    MILD_WORDS,
    NAMES_FOR_PEOPLE,
    SLURS,
    STRONG_WORDS,
)
from coach.events import (
    Event,
    Finding,
    FindingChanged,
    FindingRaised,
    FindingWithdrawn,
    PartialRecognised,
    Severity,
    Speaker,
    Utterance,
    UtteranceDisregarded,
    UtteranceFailed,
    UtteranceFinalised,
)
from coach.language.text import Sentence, sentences
from coach.language.word_list import Match, Token, WordList, tokens

Level = Literal["mild", "strong", "slur"]
Target = Literal["situation", "agent", "customer"]

_SEVERITY: Mapping[Level, Severity] = {
    "mild": Severity.INFO,
    "strong": Severity.ALERT,
    "slur": Severity.ALERT,
}
_RANK: Mapping[Level, int] = {"mild": 0, "strong": 1, "slur": 2}


class ProfanitySettings(settings.Settings):
    """What counts as profanity, and at which level.

    Words may be phrases, and ``*`` at either end of a word stands for any letters.
    Stretched ("shiiit") and masked ("f***") forms are found by themselves; a word is
    never found inside another one.
    """

    mild: tuple[str, ...] = MILD_WORDS
    """Mild words.  Source: the published definition and Ofcom's ranking (2021)."""

    strong: tuple[str, ...] = STRONG_WORDS
    """Strong words.  Source: as above."""

    slurs: tuple[str, ...] = SLURS
    """Words that attack what somebody is.  Source: as above."""

    innocent: tuple[str, ...] = INNOCENT_PHRASES
    """Phrases in which a listed word means something else: names, places, idioms."""

    threats: tuple[str, ...] = ()
    """More phrases that are threats to a person, besides those known by meaning."""

    harmless: tuple[str, ...] = ()
    """Phrases that are never a threat, whatever else the sentence says."""


@dataclass(frozen=True, slots=True)
class Swearing:
    """Profanity in one sentence."""

    level: Level
    """The worst level in it."""
    words: str
    """The matched words, as they were said."""
    is_aimed: bool
    """It is aimed at the person at the other end, not at the situation."""


class ProfanityFinder:
    """Find profanity in a sentence.  Pure; made once and shared.

    Args:
        chosen: The word lists.
    """

    def __init__(self, chosen: ProfanitySettings | None = None) -> None:
        chosen = chosen or ProfanitySettings()
        self._level: dict[str, Level] = {}
        lists: tuple[tuple[Level, tuple[str, ...]], ...] = (
            ("mild", chosen.mild),
            ("strong", chosen.strong),
            ("slur", chosen.slurs),
        )
        for level, phrases in lists:
            self._level |= {" ".join(p.lower().split()): level for p in phrases}
        self._book = WordList((*self._level, *chosen.innocent), MASKABLE)
        self._names = WordList(NAMES_FOR_PEOPLE, MASKABLE)

    def find(self, text: str) -> Swearing | None:
        """Return the profanity in a sentence, or None.

        Args:
            text: One sentence as it was recognised.
        """
        said = tokens(text)
        found = [
            match
            for match in self._book.find(said)
            if match.phrase in self._level
            and not _is_quoted(text, said[match.first].start)
        ]
        if not found:
            return None
        worst = max(
            (self._level[match.phrase] for match in found), key=_RANK.__getitem__
        )
        return Swearing(
            level=worst,
            words=", ".join(_as_said(text, said, match) for match in found),
            is_aimed=self._is_aimed(text, said, found),
        )

    def _is_aimed(self, text: str, said: Sequence[Token], found: list[Match]) -> bool:
        if _AT_YOU.search(text.lower().replace("’", "'")):
            return True
        profane = {index for match in found for index in range(match.first, match.last)}
        for name in self._names.find(said):
            if name.first in profane or name.first - 1 in profane:
                before = [
                    token.text for token in said[max(0, name.first - 7) : name.first]
                ]
                if _YOU.intersection(before) and not _NOT_YOU.intersection(before):
                    return True
        return False


_YOU = frozenset({"you", "you're", "youre", "ya", "u"})
_NOT_YOU = frozenset({"he", "he's", "she", "she's", "they", "they're", "that", "it's"})
_OATH = r"(?:hell|heil|heel|hail|hill|fuck|f\*+|devil|frick)"
_AT_YOU = re.compile(
    rf"\b(?:what|why|who|where|how) the {_OATH}\b(?:\W+\w+){{0,3}}?\W+"
    r"(?:(?:are|were|did|do|have|is wrong with|was wrong with|is the matter with)"
    r"\s+(?:all )?(?:of )?you\b|you(?:'re| are| were| people| guys| lot| think|'ve)\b)"
    r"|\b(?:fuck|f\*+|damn|screw|goddamn|eff|f|sod|bugger) (?:all of )?(?:you|u|off)\b"
    r"|\b(?:fuck|f\*+|piss|sod|bugger|screw|eff)(?:ing)? off\b(?! (?:of|with it))"
    r"|\bshut the \S+ up\b|\bgo to h[ei]ll\b|\bto hell with you\b"
    r"|\byou(?:'re| are)? (?:\w+ ){0,3}(?:piece|pieces|sack|load|bag) of "
    r"|\b(?:kiss|suck|lick|bite) my\b|\bgo (?:fuck|f\*+|screw|eff) your"
    r"|\byou(?:'re| are|r)?(?: all| guys are| people are| lot are| just| really| so| "
    r"completely)* full of "
    r"|\byou (?:people |guys |really |have |'ve |all )*(?:fuck|f\*+|screw|piss)\S* "
    r"(?:up|it|this|us|me|my|over|everything)"
    r"|\b(?:are|r) (?:you|ya) (?:\S+ )?\S*(?:ing|\*+)\S* (?:kidding|joking|serious|"
    r"stupid|deaf|insane|crazy|dumb|blind|listening)"
    r"|\bare you (?:shitting|bullshitting|pissing)\b|\bget off your \S+\b"
    r"|\byou (?:\S+ ){0,2}(?:fuck|shit|bastard|bitch|ass|prick|dick|damn|goddamn)\S* "
    r"(?:people|guys|lot|clowns|idiots?|morons?|liars?|amateurs|monkeys)\b"
    r"|\bstop (?:bitching|bullshitting|fucking|pissing)\b"
)
"""Ways in which a person, not the situation, is sworn at."""

_QUOTE_MARKS = "\"“«'‘"
_QUOTING = re.compile(
    r"\b(?:screen|messages?|error|dialog\w*|page|pop-?up|window|prompt|note|sticker|"
    r"label|e-?mail|subject(?: line)?|comment|post|file ?name|file|folder|password|"
    r"user ?name|log|caption|title|filter|sign|text|document|ticket|it|word|words|hint|"
    r"banner|network|device|song|spelled)\b[^.?!]{0,24}?\b(?:says?|said|reads?|saying|"
    r"called|named|titled|spelled|spells|contains?|containing|flagged|blocked|like)\W+"
    r"(?:(?:as|the|a|an|in|word|words|something|like|just|literally|oh|what|quote|it's|"
    r"is|this|aw)\W+){0,3}$"
    r"|\b(?:called|calling|calls) (?:me|him|her|us|them) (?:an? )?(?:\w+ )?$"
    r"|\b(?:wrote|written|typed|typing|texted)\W+(?:\w+\W+){0,2}$"
    r"|\b(?:the|swear|curse|bad|f|c) words?,? (?:like |is |was )?$",
    re.IGNORECASE,
)
"""What comes before words that are read out or reported, not meant."""

_REPORTING = re.compile(
    r"\b(?:says?|said|reads?|wrote|called|word|typed|named|quote)\b"
)


def _is_quoted(text: str, offset: int) -> bool:
    before = text[:offset]
    if before.rstrip()[-1:] in _QUOTE_MARKS and _REPORTING.search(before.lower()):
        return bool(before.rstrip()[-1:])
    return _QUOTING.search(before) is not None


def _as_said(text: str, said: Sequence[Token], match: Match) -> str:
    return text[said[match.first].start : said[match.last - 1].end]


@lru_cache(maxsize=4)
def _finders_of(chosen: ProfanitySettings) -> tuple[ProfanityFinder, ThreatFinder]:
    """Return the finders of these settings; made once, not once a call."""
    return ProfanityFinder(chosen), ThreatFinder(chosen.threats, chosen.harmless)


class ProfanityDetector:
    """Report each sentence that holds profanity, and each that holds a threat.

    Partials raise findings provisionally; the final words of the same utterance
    confirm, correct or withdraw them under the same id::

        customer  ████ this is bull…  ██ …shit I said bull… ██| final
        finding        raised ─────────── changed ─────────── confirmed

    Args:
        chosen: This detector's section of the policy.
    """

    name: ClassVar[str] = "profanity"
    Settings: ClassVar[type[settings.Settings]] = ProfanitySettings
    definitions: ClassVar[Mapping[str, str]] = {
        "profanity": "profanity/1",
        "threat": "threat/1",
    }
    after: ClassVar[tuple[str, ...]] = ()

    def __init__(self, chosen: ProfanitySettings | None = None) -> None:
        chosen = chosen or ProfanitySettings()
        self._profanity, self._threats = _finders_of(chosen)
        self._raised: dict[str, dict[str, Finding]] = {}  # by utterance, by id
        self._profane: dict[Speaker, list[str]] = {who: [] for who in Speaker}

    def feed(self, event: Event) -> Iterable[Event]:
        """Look through words; forget those of utterances that do not count."""
        match event:
            case PartialRecognised(utterance=said, stable=stable, known_at=known_at):
                return self._look(_settled(said, stable), known_at)
            case UtteranceFinalised(utterance=said, known_at=known_at):
                return self._look(said, known_at)
            case UtteranceFailed(utterance=said, known_at=known_at):
                return self._replace(said, {}, known_at)
            case UtteranceDisregarded(utterance_id=utterance_id, known_at=known_at):
                return self._forget(utterance_id, known_at)
        return ()

    def due(self) -> int | None:
        """Nothing is ever awaited."""
        return None

    def advance(self, now: int) -> Iterable[Event]:  # noqa: ARG002 - the shape
        """Time alone changes nothing."""
        return ()

    def _look(self, said: Utterance, known_at: int) -> list[Event]:
        swearing: list[tuple[Sentence, Swearing]] = []
        threats: list[tuple[Sentence, Threat]] = []
        for sentence in sentences(said):
            if (profane := self._profanity.find(sentence.text)) is not None:
                swearing.append((sentence, profane))
            if (threat := self._threats.find(sentence.text, said.speaker)) is not None:
                threats.append((sentence, threat))
        if not swearing and not threats and said.id not in self._raised:
            return []
        count = self._count(said, is_profane=bool(swearing))
        found = {
            **dict(
                _swearing_finding(said, n, *it, count) for n, it in enumerate(swearing)
            ),
            **dict(_threat_finding(said, n, *it) for n, it in enumerate(threats)),
        }
        return self._replace(said, found, known_at)

    def _count(self, said: Utterance, *, is_profane: bool) -> int:
        """Return how many utterances of this speaker were profane, this included."""
        earlier = self._profane[said.speaker]
        if is_profane and said.id not in earlier:
            earlier.append(said.id)
        elif not is_profane and said.id in earlier:
            earlier.remove(said.id)
        return earlier.index(said.id) + 1 if is_profane else 0

    def _replace(
        self, said: Utterance, found: dict[str, Finding], known_at: int
    ) -> list[Event]:
        """Say what changed about an utterance's findings."""
        before = self._raised.pop(said.id, {})
        if found:
            self._raised[said.id] = found
        elif said.id in self._profane[said.speaker]:
            self._profane[said.speaker].remove(said.id)
        events: list[Event] = [
            FindingWithdrawn(finding_id=old, known_at=known_at)
            for old in before
            if old not in found
        ]
        for key, finding in found.items():
            if key not in before:
                events.append(FindingRaised(finding=finding, known_at=known_at))
            elif before[key] != finding:
                events.append(FindingChanged(finding=finding, known_at=known_at))
        return events

    def _forget(self, utterance_id: str, known_at: int) -> list[Event]:
        for earlier in self._profane.values():
            if utterance_id in earlier:
                earlier.remove(utterance_id)
        return [
            FindingWithdrawn(finding_id=old, known_at=known_at)
            for old in self._raised.pop(utterance_id, {})
        ]


def _settled(said: Utterance, stable: int) -> Utterance:
    """Return a partial's words that will not change, without a half word at the end."""
    text = said.text[:stable]
    if stable < len(said.text) and said.text[stable].isalnum():
        text = text[: max(text.rfind(" "), 0)]
    return replace(said, text=text)


def _swearing_finding(
    said: Utterance, index: int, sentence: Sentence, found: Swearing, count: int
) -> tuple[str, Finding]:
    other: Target = "customer" if said.speaker is Speaker.AGENT else "agent"
    target: Target = other if found.is_aimed else "situation"
    aim = f"aimed at the {target}" if found.is_aimed else "at the situation"
    finding = Finding(
        id=f"profanity-{said.id}-{index + 1}",
        kind="profanity",
        speaker=said.speaker,
        start=sentence.start,
        end=sentence.end,
        at=said.end,
        severity=_SEVERITY[found.level],
        definition="profanity/1",
        evidence={
            "level": found.level,
            "target": target,
            "words": found.words,
            "count": count,
            "utterance": said.id,
        },
        explanation=(
            f"The {said.speaker} said “{found.words}” ({found.level}, {aim}) at "
            f"{milliseconds(sentence.start) / 1000:.1f} s."
        ),
    )
    return finding.id, finding


def _threat_finding(
    said: Utterance, index: int, sentence: Sentence, found: Threat
) -> tuple[str, Finding]:
    other: Target = "customer" if said.speaker is Speaker.AGENT else "agent"
    finding = Finding(
        id=f"threat-{said.id}-{index + 1}",
        kind="threat",
        speaker=said.speaker,
        start=sentence.start,
        end=sentence.end,
        at=said.end,
        severity=Severity.CRITICAL,
        definition="threat/1",
        evidence={
            "level": "threat",
            "target": other if found.is_aimed else "situation",
            "threat_kind": found.kind,
            "words": found.words,
            "utterance": said.id,
        },
        explanation=(
            f"The {said.speaker} threatened ({_THREATENED[found.kind]}): "
            f"“{found.words}”, at {milliseconds(sentence.start) / 1000:.1f} s."
        ),
    )
    return finding.id, finding


_THREATENED: Mapping[str, str] = {
    "person": "somebody's safety",
    "property": "property",
    "legal": "legal steps",
    "job": "somebody's job",
}
