from coach.engine import run
from coach.events import Utterance
from coach.policy.policy import Policy
from coach.redaction import RedactionSettings, redact_report
from coach.scoring.report import CallInfo, EngineInfo, report_of
from coach.transcript import record_of
from tests.redaction.talk import utterances

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
