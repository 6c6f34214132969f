"""Reports that were made without masking."""

import json
from typing import Any

from coach.events import Speaker
from coach.redaction import RedactionSettings
from coach.store.masking import redact_report
from tests.schemas import REPORT, violations
from tests.store import samples

CARD = "4111 1111 1111 1111"


def _report() -> dict[str, Any]:
    """Return a report in which a card number is said, quoted and noted."""
    report = samples.report("angry-upgrade")
    said = report["utterances"][3]
    said["text"] = f"My card is {CARD}, okay?"
    report["findings"][0]["evidence"]["words"] = f"card is {CARD}"
    report["findings"][0]["explanation"] = f"They said {CARD}."
    report["call"]["metadata"] = {"note": f"paid with {CARD}"}
    return report


def test_what_was_said_and_where_it_is_quoted_is_masked() -> None:
    """Everywhere, and nothing else changes its form."""
    report = _report()
    masked, redactions = redact_report(report, RedactionSettings())
    text = json.dumps(masked)
    assert "4111" not in text
    assert text.count("[card number]") == 4
    assert violations(masked, REPORT) == []
    (one,) = redactions
    assert (one.speaker, one.kind) == (
        Speaker(report["utterances"][3]["speaker"]),
        "card",
    )


def test_the_given_report_is_not_changed() -> None:
    """It is somebody else's."""
    report = _report()
    redact_report(report, RedactionSettings())
    assert report == _report()


def test_masking_again_changes_nothing() -> None:
    """Reports of ours are masked already."""
    masked, _ = redact_report(_report(), RedactionSettings())
    assert redact_report(masked, RedactionSettings()) == (masked, ())


def test_an_answer_is_masked_where_it_is_quoted_too() -> None:
    """Alone it would look like any word; the question before tells what it is."""
    report = samples.report("angry-upgrade")
    first, second, *_ = report["utterances"]
    first["text"] = "What is your password?"
    second["text"] = "It is Sunflower77."
    report["findings"][0]["explanation"] = "The customer said sunflower77."
    masked, redactions = redact_report(report, RedactionSettings())
    assert [one.kind for one in redactions] == ["password"]
    assert "unflower77" not in json.dumps(masked)


def test_ids_and_names_stay() -> None:
    """A call's id may look like anything."""
    report = samples.report("angry-upgrade", id="5551234567", agent="Nora Berg")
    masked, _ = redact_report(report, RedactionSettings())
    assert masked["call"]["id"] == "5551234567"
    assert masked["call"]["agent"] == "Nora Berg"
