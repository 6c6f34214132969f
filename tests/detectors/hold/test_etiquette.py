from dataclasses import replace

from coach.audio_time import samples
from coach.detectors.hold.etiquette import etiquette_finding
from coach.events import Hold, Severity

GOOD = Hold(
    id="hold-1000",
    start=samples(1_000),
    end=samples(21_000),
    announced=True,
    permission=True,
    promised=samples(30_000),
    limit=samples(30_000),
    checked_back=False,
    thanked=True,
    music="none",
)
CALL_END = samples(100_000)


def test_a_hold_by_the_book() -> None:
    """A hold that lacks nothing is not mentioned."""
    assert etiquette_finding(GOOD, CALL_END) is None


def test_what_is_missing_is_named() -> None:
    """Everything that was missing is named, in order."""
    bare = replace(
        GOOD, announced=False, permission=False, promised=None, thanked=False
    )
    finding = etiquette_finding(bare, CALL_END)

    assert finding is not None
    assert finding.severity is Severity.INFO
    assert finding.end == samples(21_000)
    assert finding.at == CALL_END
    assert finding.evidence["missing"] == [
        "announced",
        "permission",
        "estimate",
        "thanked",
    ]
    assert finding.explanation.startswith("A hold of 20 s: not announced")


def test_nobody_to_thank() -> None:
    """No thanks are due at a check-back, or when the call ended in the hold."""
    unthanked = replace(GOOD, thanked=False)

    assert etiquette_finding(unthanked, CALL_END) is not None
    assert etiquette_finding(replace(unthanked, checked_back=True), CALL_END) is None
    assert etiquette_finding(unthanked, samples(21_000)) is None
