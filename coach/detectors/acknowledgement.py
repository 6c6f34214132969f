"""Acknowledgement: what the agent said first after a customer had turned upset.

    customer  ▆▆▆ "… and I still can't work!"    ░░░                ░░░
                ┗ sentiment-spike
    agent            ████ first turn                ████ second turn
                     ┗ "I'm sorry, that must …"  → acknowledged
                     ┗ "What's your number?"        ┗ "Click on …"  → missing

The practice is LEAD (listen, empathise, apologise, discover the source): what upset
somebody can be mended once they know that it was heard.  Words are looked for, in the
agent's next two turns; how the agent feels is nobody's business.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from pydantic import Field

from coach.audio_time import milliseconds
from coach.events import (
    CallEnded,
    Event,
    Finding,
    FindingChanged,
    FindingRaised,
    FindingWithdrawn,
    Severity,
    Speaker,
    Utterance,
    UtteranceDisregarded,
    UtteranceFinalised,
)
from coach.language.backchannels import backchannels
from coach.language.phrases import Phrase, compiled, searchable
from coach.language.text import sentence_texts, words
from coach.meaning.heads import heads
from coach.settings import Settings

KIND = "missing-acknowledgement"

_FEELINGS = (
    "frustrating|frustrated|annoying|annoyed|upset|upsetting|angry|cross|stressful|"
    "stressed|worrying|worried|awful|horrible|terrible|dreadful|rotten|unfair|"
    "infuriating|maddening|exhausting|embarrassing|disappointing|disappointed|"
    "inconvenient|unacceptable|tiring|disheartening|hard|difficult|painful"
)

ACKNOWLEDGEMENTS = (
    "(sorry|apologise|apologize|apologies|apology|regret|forgive)",
    "(i|we) [do|can|fully|totally|completely|absolutely|quite] "
    "(understand|appreciate|realise|realize|sympathise|sympathize|feel for)",
    "i hear you",
    "(i|we) [can|could] [only|quite|well|really] (see|imagine|hear|tell|picture) "
    "(how|why|that's|you're|you are|you must)",
    f"must [have|be|feel] [been|so|very|really|quite] ({_FEELINGS})",
    f"(that's|that is|it's|it is|sounds|you're|you sound) "
    f"[really|very|so|quite|just|completely|truly|absolutely] ({_FEELINGS})",
    "every (right|reason) to",
    "(you're|you are) [quite|absolutely|completely|perfectly|dead] right",
    "(don't|can't|cannot|couldn't) blame you",
    "(our|my|all our) [own] (fault|mistake|error|doing)",
    "(let you down|failed you|dropped the ball)",
    "(shouldn't|should not|should never|should've never) have (happened|been|had)",
    "(put|make) (it|this|that|things) right",
    "(drive|drives|send) (anyone|anybody|me) (up|mad|crazy|round)",
    "(oh no|oh dear|oh my|goodness me|good grief|bless you)",
)
"""Words of understanding or apology."""


class AcknowledgementSettings(Settings):
    """What counts as an answer to a customer who has turned upset."""

    turns: int = Field(default=2, ge=1, le=10)
    """Within how many of the agent's turns it must come.  Source: the LEAD practice as
    service desks train it."""
    acknowledgements: tuple[Phrase, ...] = ACKNOWLEDGEMENTS
    """Words of understanding or apology."""
    semantic: bool = True
    """Whether a small model that knows sentences as a whole is asked, too."""
    meant: float = Field(default=0.5, ge=0, le=1)
    """The model's chance from which it acknowledges, 0..1.  Source: the sentences that
    were kept back when it was taught (its card)."""


@dataclass(slots=True)
class _Awaited:
    """A spike to which the agent has not yet answered."""

    spike: Finding
    turns: list[list[Utterance]] = field(default_factory=list)
    """The agent's turns since, each of one or more utterances."""
    is_floor_theirs: bool = False
    """The agent's last turn goes on."""


class AcknowledgementDetector:
    """Reports when a customer turned upset and nothing acknowledged it.

    Scored, and explained; never a nudge of its own, for the spike's has said it.

    Args:
        settings: How soon, and which words.
    """

    name: ClassVar[str] = "acknowledgement"
    Settings: ClassVar[type[Settings]] = AcknowledgementSettings
    definitions: ClassVar[Mapping[str, str]] = {KIND: f"{KIND}/1"}
    after: ClassVar[tuple[str, ...]] = ("hold", "sentiment")

    def __init__(self, settings: AcknowledgementSettings) -> None:
        self._most = settings.turns
        self._phrases = compiled(settings.acknowledgements)
        self._meaning = heads()["acknowledgement"] if settings.semantic else None
        self._meant = settings.meant
        self._backchannels = backchannels()
        self._awaited: _Awaited | None = None
        self._disregarded: set[str] = set()

    def feed(self, event: Event) -> Iterable[Event]:
        """Follow the spikes, and what the agent says after each."""
        match event:
            case FindingRaised(finding=finding) if finding.kind == "sentiment-spike":
                self._awaited = _Awaited(finding)
            case FindingChanged(finding=finding) if finding.kind == "sentiment-spike":
                if self._awaited and self._awaited.spike.id == finding.id:
                    self._awaited.spike = finding
            case FindingWithdrawn(finding_id=name):
                if self._awaited and self._awaited.spike.id == name:
                    self._awaited = None
            case UtteranceDisregarded(utterance_id=name):
                self._disregarded.add(name)
            case UtteranceFinalised(utterance=said, known_at=known_at):
                return self._hear(said, known_at)
            case CallEnded(known_at=known_at):
                return self._judge(known_at)
        return ()

    def due(self) -> int | None:
        """Nothing is ever awaited by time."""
        return None

    def advance(self, now: int) -> Iterable[Event]:  # noqa: ARG002 - the shape
        """Time alone changes nothing."""
        return ()

    def acknowledges(self, text: str) -> bool:
        """Tell whether an agent's words hold understanding or an apology."""
        said = sentence_texts(text)
        if any(self._phrases.search(searchable(words(one))) for one in said):
            return True
        return self._meaning is not None and any(
            self._meaning.read(one)["acknowledges"] >= self._meant
            for one in {text, *said}
        )

    def _hear(self, said: Utterance, known_at: int) -> Iterable[Event]:
        awaited = self._awaited
        if awaited is None or said.start < awaited.spike.start:
            return ()
        spoken = words(said.text)
        if not spoken or self._backchannels.only_acknowledge(spoken):
            return ()  # "mm-hm" is no turn
        if said.speaker is Speaker.CUSTOMER:
            awaited.is_floor_theirs = False
            return self._judge(known_at)
        if said.id in self._disregarded or said.end <= awaited.spike.at:
            return ()
        if self.acknowledges(said.text):
            self._awaited = None
            return ()
        if not awaited.is_floor_theirs:
            awaited.turns.append([])
        awaited.turns[-1].append(said)
        awaited.is_floor_theirs = True
        return ()

    def _judge(self, known_at: int) -> Iterable[Event]:
        """Report what is missing, once the agent has had their turns."""
        awaited = self._awaited
        if awaited is None or len(awaited.turns) < self._most:
            return ()
        self._awaited = None
        return (FindingRaised(finding=self._finding(awaited), known_at=known_at),)

    def _finding(self, awaited: _Awaited) -> Finding:
        spike, turns = awaited.spike, awaited.turns
        said = [utterance for turn in turns for utterance in turn]
        upset = str(spike.evidence.get("words", ""))
        return Finding(
            id=f"{KIND}-{spike.id}",
            kind=KIND,
            speaker=Speaker.AGENT,
            start=said[0].start,
            end=said[-1].end,
            at=said[-1].end,
            severity=Severity.INFO,
            definition=self.definitions[KIND],
            evidence={
                "spike": spike.id,
                "upset_ms": milliseconds(spike.start),
                "words": upset,
                "utterances": [utterance.id for utterance in said],
            },
            explanation=(
                f"After “{upset}” your next {len(turns)} turns held no word of "
                "understanding or apology."
            ),
        )
