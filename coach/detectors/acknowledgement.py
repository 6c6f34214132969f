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

from collections import deque
from collections.abc import Iterable, Mapping
from typing import ClassVar

from pydantic import Field

from coach.audio_time import milliseconds
from coach.detectors import Untimed
from coach.events import (
    CallEnded,
    Event,
    Finding,
    FindingAnswered,
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
from coach.meaning.reading import reader
from coach.settings import Settings

KIND = "missing-acknowledgement"

_FEELINGS = (
    "frustrating|annoying|upsetting|stressful|worrying|awful|horrible|terrible|"
    "dreadful|rotten|unfair|infuriating|maddening|exhausting|embarrassing|"
    "disappointing|disheartening"
)

ACKNOWLEDGEMENTS = (
    "(apologise|apologize|apologies|apology)",
    "(i'm|i am|we're|we are|so|very|really) [so|very|really|truly|terribly|awfully] "
    "sorry",
    "^sorry (about|for|to hear|that)",
    "i hear you$",
    "i [do|can|fully|totally|completely|absolutely|quite] understand "
    "(how|why|your|completely|entirely)",
    "^[yes|okay|well] i [do|can|fully|totally|completely|quite] understand$",
    f"must [have|be|feel] [been|so|very|really|quite] ({_FEELINGS})",
    f"(that's|that is|sounds) [really|so|very|quite|just|truly] ({_FEELINGS})",
    "every (right|reason) to (be|feel|complain)",
    "(don't|can't|cannot|couldn't) blame you",
    "let you down",
    "(shouldn't|should not|should never|should've never) have (happened|been|had)",
    "no wonder you",
    "^(oh no|oh dear|goodness me|good grief|bless you)",
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


SPIKES_KEPT = 4
"""Spikes that may await an answer at once; of more the oldest is given up."""

UTTERANCES_KEPT = 64
"""The latest utterances of both, by which the turns after a spike are told."""


class AcknowledgementDetector(Untimed):
    """Reports when a customer turned upset and nothing acknowledged it.

    In the report, and explained; never a nudge of its own: the spike's has said it.

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
        self._meaning = reader("acknowledgement") if settings.semantic else None
        self._meant = settings.meant
        self._backchannels = backchannels()
        self._awaited: dict[str, Finding] = {}  # spikes, by id
        self._said: deque[Utterance] = deque(maxlen=UTTERANCES_KEPT)
        self._disregarded: deque[str] = deque(maxlen=UTTERANCES_KEPT)

    def feed(self, event: Event) -> Iterable[Event]:
        """Follow the spikes, and what the agent says after each."""
        match event:
            case FindingRaised(finding=finding) if finding.kind == "sentiment-spike":
                self._awaited[finding.id] = finding
                if len(self._awaited) > SPIKES_KEPT:
                    del self._awaited[next(iter(self._awaited))]
            case FindingChanged(finding=finding) if finding.id in self._awaited:
                self._awaited[finding.id] = finding
            case FindingWithdrawn(finding_id=name):
                self._awaited.pop(name, None)
            case UtteranceDisregarded(utterance_id=name):
                # Known before its words come, or only when the agent is back.
                self._disregarded.append(name)
            case UtteranceFinalised(utterance=said, known_at=known_at):
                if words(said.text):
                    self._said.append(said)
                if said.speaker is Speaker.CUSTOMER:
                    return self._judge(known_at)
                return self._answered(said, known_at)
            case CallEnded(known_at=known_at):
                return self._judge(known_at, is_over=True)
        return ()

    def acknowledges(self, text: str) -> bool:
        """Tell whether an agent's words hold understanding or an apology."""
        said = sentence_texts(text)
        if any(self._phrases.search(searchable(words(one))) for one in said):
            return True
        if self._meaning is None:
            return False
        read = self._meaning.read_all({text, *said})
        return any(chances["acknowledges"] >= self._meant for chances in read)

    def _answered(self, said: Utterance, known_at: int) -> Iterable[Event]:
        """Tell of each spike that the agent's words answer, while they are fresh."""
        awaited = [spike for spike in self._awaited.values() if said.end > spike.at]
        if not awaited or said.id in self._disregarded:
            return ()
        if not self.acknowledges(said.text):
            return ()
        return tuple(
            FindingAnswered(finding_id=spike.id, known_at=known_at) for spike in awaited
        )

    def _judge(self, known_at: int, *, is_over: bool = False) -> Iterable[Event]:
        """Report what is missing, once the agent has had their turns."""
        events: list[Event] = []
        for spike in tuple(self._awaited.values()):
            turns, goes_on = self._turns_after(spike)
            whole = len(turns) - (goes_on and not is_over)
            turns = turns[: self._most]
            if any(self.acknowledges(said.text) for turn in turns for said in turn):
                del self._awaited[spike.id]
            elif whole >= self._most:
                del self._awaited[spike.id]
                finding = self._finding(spike, turns)
                events.append(FindingRaised(finding=finding, known_at=known_at))
        return events

    def _turns_after(self, spike: Finding) -> tuple[list[list[Utterance]], bool]:
        """Return the agent's turns after a spike, and whether the last one goes on."""
        turns: list[list[Utterance]] = []
        goes_on = False
        for said in sorted(self._said, key=lambda said: (said.start, said.id)):
            if said.id in self._disregarded:
                continue  # said while away, to somebody else
            only = self._backchannels.only_acknowledge(words(said.text))
            if said.speaker is Speaker.CUSTOMER:
                # "Okay" leaves the floor to the agent, unless it answers a question.
                is_answer = goes_on and turns[-1][-1].text.rstrip().endswith("?")
                goes_on = goes_on and only and not is_answer
            elif said.end > spike.at and (not only or self.acknowledges(said.text)):
                if not goes_on:
                    turns.append([])
                turns[-1].append(said)
                goes_on = True
        return turns, goes_on

    def _finding(self, spike: Finding, turns: list[list[Utterance]]) -> Finding:
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
