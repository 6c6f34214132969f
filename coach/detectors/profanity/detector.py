"""Profanity and threats, by either speaker, and whom they are aimed at."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import lru_cache
from typing import ClassVar

from coach import settings
from coach.detectors import Untimed
from coach.detectors.profanity.finder import ProfanityFinder, Swearing
from coach.detectors.profanity.findings import swearing_finding, threat_finding
from coach.detectors.profanity.settings import ProfanitySettings
from coach.detectors.profanity.threats import Threat, ThreatFinder
from coach.events import (
    Event,
    Finding,
    FindingChanged,
    FindingRaised,
    FindingWithdrawn,
    PartialRecognised,
    Speaker,
    Utterance,
    UtteranceDisregarded,
    UtteranceFailed,
    UtteranceFinalised,
)
from coach.language.text import Sentence, sentences
from coach.meaning.reading import reader


@lru_cache(maxsize=4)
def _finders_of(chosen: ProfanitySettings) -> tuple[ProfanityFinder, ThreatFinder]:
    """Return the finders of these settings; made once, not once a call."""
    threats = ThreatFinder(
        chosen.threats,
        chosen.harmless,
        meaning=reader("threat") if chosen.semantic else None,
        meant=chosen.threat_meant,
        doubted=chosen.threat_doubted,
    )
    return ProfanityFinder(chosen), threats


class ProfanityDetector(Untimed):
    """Report each sentence that holds profanity, and each that holds a threat.

    Partials raise findings provisionally; the final words of the same utterance
    confirm, correct or withdraw them under the same id.  What an agent says while
    away is disregarded, whether that is known before the words or after them::

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
    after: ClassVar[tuple[str, ...]] = ("hold",)

    def __init__(self, chosen: ProfanitySettings | None = None) -> None:
        chosen = chosen or ProfanitySettings()
        self._profanity, self._threats = _finders_of(chosen)
        self._raised: dict[str, dict[str, Finding]] = {}  # by utterance, by id
        self._disregarded: set[str] = set()
        self._profane: dict[Speaker, list[str]] = {who: [] for who in Speaker}

    def feed(self, event: Event) -> Iterable[Event]:
        """Look through words; forget those of utterances that do not count."""
        match event:
            case PartialRecognised(utterance=said, stable=stable, known_at=known_at):
                return self._look(_settled(said, stable), known_at)
            case UtteranceFinalised(utterance=said, known_at=known_at):
                if said.id not in self._disregarded:
                    return self._look(said, known_at)
            case UtteranceFailed(utterance=said, known_at=known_at):
                return self._replace(said, {}, known_at)
            case UtteranceDisregarded(utterance_id=utterance_id, known_at=known_at):
                self._disregarded.add(utterance_id)
                return self._forget(utterance_id, known_at)
        return ()

    def will_read(self, said: Utterance) -> Iterable[str]:
        """What the customer says is read for what is built like no threat."""
        return self._threats.to_read(said)

    def _look(self, said: Utterance, known_at: int) -> list[Event]:
        swearing: list[tuple[Sentence, Swearing]] = []
        threats: list[tuple[Sentence, Threat]] = []
        is_hinted = self._threats.is_hinted(said)
        for sentence in sentences(said):
            if (profane := self._profanity.find(sentence.text)) is not None:
                swearing.append((sentence, profane))
            threat = self._threats.find(
                sentence.text, said.speaker, is_hinted=is_hinted
            )
            if threat is not None:
                threats.append((sentence, threat))
        if not swearing and not threats and said.id not in self._raised:
            return []
        count = self._count(said, is_profane=bool(swearing))
        found = {
            **dict(
                swearing_finding(said, n, *it, count) for n, it in enumerate(swearing)
            ),
            **dict(threat_finding(said, n, *it) for n, it in enumerate(threats)),
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
