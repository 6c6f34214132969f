from typing import Any

import pytest

from coach.keeping.flagging import flags_of, is_to_be_kept
from coach.keeping.settings import KeepingSettings


def report(*findings: tuple[str, str]) -> dict[str, Any]:
    """Return what of a report is looked at."""
    return {"findings": [{"kind": kind, "severity": grave} for kind, grave in findings]}


def test_a_call_is_flagged_by_what_is_grave_enough() -> None:
    """Each kind once, in the order of the call."""
    found = report(
        ("sentiment-spike", "alert"),
        ("dead-air", "notice"),
        ("threat", "critical"),
        ("sentiment-spike", "critical"),
    )

    assert flags_of(found, KeepingSettings()) == ("sentiment-spike", "threat")


def test_how_grave_is_the_policy_s() -> None:
    """At the threshold it counts, one step below it does not."""
    found = report(("missing-recap", "notice"), ("missing-acknowledgement", "info"))

    assert flags_of(found, KeepingSettings()) == ()
    at_notice = KeepingSettings(flag_severity="notice")
    assert flags_of(found, at_notice) == ("missing-recap",)


def test_what_is_nobody_s_fault_does_not_count() -> None:
    """A commitment says that something went well."""
    settings = KeepingSettings(flag_severity="info")

    assert flags_of(report(("commitment", "info")), settings) == ()


@pytest.mark.parametrize(
    ("keep", "flags", "kept"),
    [
        ("flagged", (), False),
        ("flagged", ("threat",), True),
        ("all", (), True),
        ("all", ("threat",), True),
        ("nothing", (), False),
        ("nothing", ("threat",), False),
    ],
)
def test_what_is_kept(keep: Any, flags: tuple[str, ...], kept: bool) -> None:  # noqa: ANN401
    """All, flagged calls, or nothing."""
    assert is_to_be_kept(flags, KeepingSettings(keep=keep)) is kept
