"""How profanity and threats are told."""

from coach.detectors.profanity.finder import Swearing
from coach.detectors.profanity.findings import swearing_finding, threat_finding
from coach.detectors.profanity.threats import Threat
from coach.events import Severity
from coach.language.text import sentences
from tests.detectors.scripts import AGENT, CUSTOMER, utterance


def test_profanity_tells_level_aim_and_count() -> None:
    """The nudge rules match on this evidence."""
    said = utterance(CUSTOMER, 1_000, 3_000, "You're full of crap.")

    name, finding = swearing_finding(
        said, 0, sentences(said)[0], Swearing("mild", "crap", is_aimed=True), 2
    )

    assert name == finding.id
    assert finding.severity is Severity.INFO
    assert finding.evidence["target"] == "agent"
    assert finding.evidence["count"] == 2


def test_a_threat_is_critical_and_says_what_is_threatened() -> None:
    """An agent's threat is aimed at the customer."""
    said = utterance(AGENT, 1_000, 3_000, "I'll see you in court.")

    _, finding = threat_finding(
        said, 0, sentences(said)[0], Threat("legal", "see you in court", is_aimed=True)
    )

    assert finding.severity is Severity.CRITICAL
    assert finding.evidence["threat_kind"] == "legal"
    assert finding.evidence["target"] == "customer"
