"""How profanity and threats are told: evidence and the sentence that explains it."""

from collections.abc import Mapping
from typing import Literal

from coach.audio_time import milliseconds
from coach.detectors.profanity.finder import Level, Swearing
from coach.detectors.profanity.threats import Threat
from coach.events import Finding, Severity, Speaker, Utterance
from coach.language.text import Sentence

Target = Literal["situation", "agent", "customer"]

_SEVERITY: Mapping[Level, Severity] = {
    "mild": Severity.INFO,
    "strong": Severity.ALERT,
    "slur": Severity.ALERT,
}


def swearing_finding(
    said: Utterance, index: int, sentence: Sentence, found: Swearing, count: int
) -> tuple[str, Finding]:
    """Return the finding of a sentence with profanity, after its id.

    Args:
        said: The utterance.
        index: Which of its profane sentences this is, from 0.
        sentence: The sentence.
        found: What is in it.
        count: How many utterances of this speaker were profane, this included.
    """
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


def threat_finding(
    said: Utterance, index: int, sentence: Sentence, found: Threat
) -> tuple[str, Finding]:
    """Return the finding of a sentence with a threat, after its id.

    Args:
        said: The utterance.
        index: Which of its threatening sentences this is, from 0.
        sentence: The sentence.
        found: The threat.
    """
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
    "unnamed": "in words of their own",
}
