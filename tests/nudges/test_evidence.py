import json
import re

import pytest

from coach.audio_time import samples
from coach.engine import run
from coach.events import Speaker, Utterance
from coach.nudges.evidence import EVIDENCE
from coach.policy.policy import Policy
from coach.transcript import record_of, transcript_of
from tests.data import CALLS


def labelled(name: str) -> list[Utterance]:
    """Return the true utterances of a sample call."""
    call = json.loads((CALLS / f"{name}.json").read_text(encoding="utf-8"))
    return [
        Utterance(
            id=f"{number}",
            speaker=Speaker(line["who"]),
            start=samples(round(line["start"] * 1000)),
            end=samples(round(line["end"] * 1000)),
            text=line["text"],
        )
        for number, line in enumerate(call["utterances"])
    ]


def test_times_and_only_times_end_in_ms() -> None:
    """The unit of a time is in its name, and in no other name."""
    for keys in EVIDENCE.values():
        for key, evidence in keys.items():
            is_time = evidence.form in ("duration", "moment")
            assert key.endswith("_ms") == is_time
            assert re.fullmatch(r"[a-z][a-z_]*", key)


def test_choices_and_lists_say_what_they_may_hold() -> None:
    """A rule can only be checked against values that are named."""
    for keys in EVIDENCE.values():
        for evidence in keys.values():
            assert bool(evidence.values) == (evidence.form in ("choice", "list"))


@pytest.mark.parametrize("name", sorted(path.stem for path in CALLS.glob("*.json")))
def test_detectors_keep_what_is_promised(name: str) -> None:
    """Every finding of the sample calls has the evidence that rules may ask for."""
    record = record_of(transcript_of(labelled(name)).utterances)

    for finding in run(record, Policy()).ledger.findings:
        promised = EVIDENCE[finding.kind]
        assert set(promised) <= set(finding.evidence), finding.kind
        for key, evidence in promised.items():
            value = finding.evidence[key]
            if evidence.values and value is not None:
                given = value if isinstance(value, list) else [value]
                assert set(given) <= set(evidence.values), (finding.kind, key)
