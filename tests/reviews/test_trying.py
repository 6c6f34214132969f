"""What another policy would have found in a call."""

import pytest

from coach.reviews.held import Held
from coach.reviews.overlap import Spot
from coach.reviews.trying import Tried, compared, likeness
from tests.scoring.reports import found

NOTHING = Held(verdicts={}, missed=())
EARLY = found("dead-air", start_ms=1_000, end_ms=9_000)
LATE = found("dead-air", start_ms=20_000, end_ms=30_000)


def ids(tried: Tried) -> tuple[list[str], list[str]]:
    """What vanishes and what appears, by id."""
    return (
        [str(one.finding["id"]) for one in tried.vanished],
        [str(one.finding["id"]) for one in tried.appeared],
    )


def test_the_same_findings_are_no_difference() -> None:
    """In any order."""
    tried = compared([EARLY, LATE], [EARLY, LATE], [LATE, EARLY], NOTHING)
    assert ids(tried) == ([], [])


def test_what_is_found_by_one_only_vanishes_or_appears() -> None:
    """Before and after."""
    assert ids(compared([EARLY], [EARLY], [LATE], NOTHING)) == (
        ["dead-air-1000"],
        ["dead-air-20000"],
    )


def test_one_that_begins_elsewhere_is_the_same() -> None:
    """Its id has changed; it overlaps."""
    moved = found("dead-air", start_ms=2_000, end_ms=9_000)
    assert ids(compared([EARLY], [EARLY], [moved], NOTHING)) == ([], [])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (found("threat"), found("profanity")),
        (found("threat", speaker="agent"), found("threat", speaker="customer")),
        (
            found("threat", start_ms=1_000, end_ms=2_000),
            found("threat", start_ms=2_000, end_ms=3_000),
        ),
    ],
)
def test_another_kind_speaker_or_time_is_another_finding(
    one: dict[str, object], other: dict[str, object]
) -> None:
    """However near."""
    assert likeness(one, other) == 0
    assert likeness(one, one) > 0


def test_two_in_one_place_are_matched_one_to_one() -> None:
    """The same id before all else."""
    wide = found("dead-air", start_ms=500, end_ms=9_500)
    tried = compared([EARLY], [EARLY], [wide, EARLY], NOTHING)
    assert ids(tried) == ([], ["dead-air-500"])


def test_what_vanishes_has_what_reviewers_hold_of_it() -> None:
    """Nothing, where nobody judged it."""
    held = Held(verdicts={"dead-air-1000": "wrong"}, missed=())
    tried = compared([EARLY, LATE], [EARLY, LATE], [], held)

    assert [one.held for one in tried.vanished] == ["wrong", None]


def test_what_appears_may_be_what_a_reviewer_missed() -> None:
    """Of the same kind and speaker, overlapping."""
    held = Held(
        verdicts={},
        missed=(Spot(of=("dead-air", None), start_ms=29_000, end_ms=40_000),),
    )
    tried = compared([], [], [EARLY, LATE], held)

    assert [one.held for one in tried.appeared] == [None, "missed"]
    assert [one.is_right for one in tried.appeared] == [False, True]


def test_what_appears_may_have_been_judged_under_the_call_s_own_policy() -> None:
    """Where the comparison is with a third one."""
    held = Held(verdicts={"dead-air-1000": "right"}, missed=())
    tried = compared([EARLY], [], [EARLY], held)
    assert [one.held for one in tried.appeared] == ["right"]


def test_verdicts_follow_a_finding_that_has_moved() -> None:
    """The stored one was judged; the same one, found a little later, is it."""
    moved = found("dead-air", start_ms=2_000, end_ms=9_000)
    held = Held(verdicts={"dead-air-1000": "wrong"}, missed=())
    tried = compared([EARLY], [EARLY], [moved], held)
    assert [one.is_wrong for one in tried.after] == [True]
