"""Masking a whole report: what was said in it, and where it is quoted."""

import re
from collections.abc import Mapping
from typing import Any

from coach.audio_time import samples
from coach.events import Speaker, Utterance, UtteranceFinalised
from coach.redaction import Redaction, RedactionSettings, redact, redact_value
from coach.redaction.kinds import MASKS
from coach.scoring.forms import Form

SHORTEST = 3
"""Characters of a secret that is looked for where it may be quoted."""

_MASK = re.compile("|".join(map(re.escape, MASKS.values())))


def redact_report(
    report: Form, settings: RedactionSettings
) -> tuple[Form, tuple[Redaction, ...]]:
    """Mask what must not last in a report that was made without that.

    The utterances are read in their context; what is masked there is masked as well
    where findings, nudges and what is known of the call quote it.

    Args:
        report: ``coach.report/1``; it is not changed.
        settings: What is to be masked.

    Returns:
        The report, and when what is masked was said.
    """
    record = [_finalised(one) for one in report["utterances"]]
    record.sort(key=lambda event: event.known_at)
    redacted = redact(record, settings)
    texts = {
        event.utterance.id: event.utterance.text
        for event in redacted.record
        if isinstance(event, UtteranceFinalised)
    }
    secrets: dict[str, str] = {}
    for one in report["utterances"]:
        secrets |= _secrets(one["text"], texts[one["id"]])

    def mask(value: object) -> Any:  # noqa: ANN401 – JSON has no narrower type
        return redact_value(_without(value, secrets), settings)

    masked = {
        **report,
        "call": {**report["call"], "metadata": mask(report["call"]["metadata"])},
        "utterances": [
            {**one, "text": texts[one["id"]]} for one in report["utterances"]
        ],
        "findings": [
            {
                **one,
                "evidence": mask(one["evidence"]),
                "explanation": mask(one["explanation"]),
            }
            for one in report["findings"]
        ],
        "nudges": [
            {**one, "title": mask(one["title"]), "body": mask(one["body"])}
            for one in report["nudges"]
        ],
    }
    return masked, redacted.redactions


# -------------------------------------------------------------------------------------


def _finalised(form: Form) -> UtteranceFinalised:
    end = samples(form["end_ms"])
    utterance = Utterance(
        id=form["id"],
        speaker=Speaker(form["speaker"]),
        start=samples(form["start_ms"]),
        end=end,
        text=form["text"],
    )
    return UtteranceFinalised(utterance=utterance, known_at=end)


def _secrets(said: str, masked: str) -> dict[str, str]:
    """Return what was masked in a text, with the mask of each."""
    masks = _MASK.findall(masked)
    kept = [re.escape(part) for part in _MASK.split(masked)]
    match = re.fullmatch("(.+?)".join(kept), said, re.DOTALL)
    if match is None:
        return {}
    pairs = zip(match.groups(), masks, strict=True)
    return {
        secret: mask
        for secret, mask in pairs
        if len(secret) >= SHORTEST and secret != mask
    }


def _without(value: object, secrets: Mapping[str, str]) -> Any:  # noqa: ANN401 – as above
    match value:
        case str():
            for secret, mask in secrets.items():
                value = re.sub(re.escape(secret), mask, value, flags=re.IGNORECASE)
            return value
        case Mapping():
            return {key: _without(one, secrets) for key, one in value.items()}
        case list():
            return [_without(one, secrets) for one in value]
    return value
