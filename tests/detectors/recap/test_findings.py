"""The finding that a closing lacks something."""

from coach.audio_time import samples
from coach.detectors.recap.findings import missing_recap
from coach.events import Severity


def test_what_is_missing_is_in_evidence_and_in_the_explanation() -> None:
    """A reviewer can check it in five seconds."""
    finding = missing_recap(
        start=samples(60_000),
        at=samples(62_000),
        missing=("next_steps", "thanks"),
        heard={"resolution": ("agent-50000",)},
    )

    assert finding.id == "missing-recap-60000"
    assert finding.severity is Severity.NOTICE
    assert finding.end is None
    assert finding.evidence == {
        "missing": ["next_steps", "thanks"],
        "heard": {"resolution": ["agent-50000"]},
    }
    assert finding.explanation == (
        "The call began to close at 60.0 s without: what happens next, thanks."
    )
