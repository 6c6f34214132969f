"""Reports that were made without masking."""

import json
from typing import Any

from coach.engine import run
from coach.events import Speaker, Utterance
from coach.policy.policy import Policy
from coach.redaction import RedactionSettings, redact_report
from coach.scoring.report import CallInfo, EngineInfo, report_of
from coach.transcript import record_of
from tests.redaction.talk import utterances
from tests.schemas import REPORT, violations
from tests.store import samples

SETTINGS = RedactionSettings()


def report(*said: Utterance) -> dict[str, object]:
    """A report of a call, made without redaction."""
    return report_of(
        run(record_of(said), Policy()).ledger,
        call=CallInfo(
            id="a", source="a.json", input="transcript", metadata={"n": "x@y.com"}
        ),
        engine=EngineInfo(version="1", model=None, policy="test@0"),
    )


def test_the_utterances_of_a_report_are_masked_in_context() -> None:
    """As those of a record are."""
    before = report(*utterances(("a", "The PIN?"), ("c", "Four eight two one.")))
    after, [when] = redact_report(before, SETTINGS)

    assert [row["text"] for row in after["utterances"]] == ["The PIN?", "[code]."]
    assert after["call"]["metadata"] == {"n": "[e-mail address]"}
    assert when.kind == "code"


def test_what_quotes_them_is_masked_too() -> None:
    """In a finding's evidence and explanation, whole or broken off."""
    before = report(*utterances(("c", "my password is sunflower22")))
    before["findings"] = [
        {
            "id": "profanity-customer-0",
            "explanation": "Said “is sunflower22”, then “my password is sunfl…”",
            "evidence": {"utterance": "customer-0", "words": ["sunflower22", 3]},
        }
    ]
    after, _ = redact_report(before, SETTINGS)

    assert after["findings"] == [
        {
            "id": "profanity-customer-0",
            "explanation": "Said “is [password]”, then “my password is [password]…”",
            "evidence": {"utterance": "customer-0", "words": ["[password]", 3]},
        }
    ]


def test_a_report_without_secrets_stays_the_same() -> None:
    """Letter for letter, and redacting twice changes nothing."""
    before = report(*utterances(("a", "Hello."), ("c", "My PIN is 4821.")))
    after, _ = redact_report(before, SETTINGS)

    assert redact_report(after, SETTINGS) == (after, ())


def test_what_is_no_utterance_is_passed_over() -> None:
    """A foreign report is checked elsewhere."""
    before = {"utterances": [{"text": "x"}, 3]}
    assert redact_report(before, SETTINGS) == (before, ())


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
