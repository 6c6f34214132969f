"""What nudge rules may rely on: the evidence of each kind of finding and advice.

A detector that comes with the product promises these keys (``docs/detectors.md``); a
rule for such a kind is checked against them.  A kind that is not listed here belongs to
somebody else's detector: its rules are taken at their word.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Form = Literal["duration", "moment", "count", "score", "flag", "choice", "list", "text"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One key of a finding's evidence."""

    form: Form
    """``duration`` and ``moment``: whole milliseconds; ``count``: a whole number;
    ``score``: −1..1; ``flag``: true or false; ``choice``: one of ``values``; ``list``:
    some of ``values``; ``text``: anything else, such as words as they were said."""
    values: tuple[str, ...] = ()
    """What a choice may be, or a list hold."""
    grows: bool = False
    """A duration that goes on while what it measures goes on."""


_DURATION = Evidence(form="duration")
_GROWING = Evidence(form="duration", grows=True)
_MOMENT = Evidence(form="moment")
_COUNT = Evidence(form="count")
_FLAG = Evidence(form="flag")
_SCORE = Evidence(form="score")
_TEXT = Evidence(form="text")
_TARGET = Evidence(form="choice", values=("situation", "agent", "customer"))

EVIDENCE: Mapping[str, Mapping[str, Evidence]] = {
    "interruption": {
        "overtalk_ms": _DURATION,
        "floor_ms": _DURATION,
        "interrupter_ms": _DURATION,
        "other_stopped": _FLAG,
        "words": _TEXT,
    },
    "hold-limit-near": {
        "hold_start_ms": _MOMENT,
        "held_ms": _GROWING,
        "limit_ms": _DURATION,
        "promised_ms": _DURATION,
    },
    "hold-overrun": {
        "hold_start_ms": _MOMENT,
        "held_ms": _GROWING,
        "limit_ms": _DURATION,
        "promised_ms": _DURATION,
        "repeat": _COUNT,
    },
    "hold-etiquette": {
        "missing": Evidence(
            form="list", values=("announced", "permission", "estimate", "thanked")
        ),
        "hold_start_ms": _MOMENT,
    },
    "dead-air": {"silence_ms": _GROWING},
    "sentiment-spike": {
        "score": _SCORE,
        "baseline": _SCORE,
        "drop": _SCORE,
        "words": _TEXT,
        "signs": _TEXT,
        "utterance": _TEXT,
        "recovered_ms": _MOMENT,
    },
    "missing-acknowledgement": {
        "spike": _TEXT,
        "upset_ms": _MOMENT,
        "words": _TEXT,
        "utterances": _TEXT,
    },
    "profanity": {
        "level": Evidence(form="choice", values=("mild", "strong", "slur")),
        "target": _TARGET,
        "words": _TEXT,
        "utterance": _TEXT,
        "count": _COUNT,
    },
    "threat": {
        "level": Evidence(form="choice", values=("threat",)),
        "target": _TARGET,
        "threat_kind": Evidence(
            form="choice", values=("person", "property", "legal", "job", "unnamed")
        ),
        "words": _TEXT,
        "utterance": _TEXT,
    },
    "missing-recap": {
        "missing": Evidence(
            form="list", values=("resolution", "next_steps", "questions", "thanks")
        )
    },
    "commitment": {
        "text": _TEXT,
        "due": _TEXT,
        "utterance": _TEXT,
        "start_ms": _MOMENT,
        "end_ms": _MOMENT,
    },
}
"""By kind: the keys of its evidence."""
