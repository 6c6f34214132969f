"""The measured precision of detectors."""

import pytest
from sqlalchemy.orm import Session

from coach.evaluation.tally import wilson
from coach.reviews.missed import add_missed
from coach.reviews.precision import (
    Detected,
    Judged,
    precision_json,
    precision_of,
    verdict_of,
)
from coach.reviews.verdicts import judge
from tests.reviews.making import UID, add_call, minute, policy

OTHER = "1" * 32
SPIKE, CUT_IN = "sentiment-spike-5000", "interruption-9000"


def say(session: Session, finding: str, *verdicts: str, uid: str = UID) -> None:
    """Let so many reviewers judge a finding."""
    for number, verdict in enumerate(verdicts):
        judge(
            session,
            uid,
            finding,
            reviewer=f"r{number}",
            verdict=verdict,
            policy=policy(),
            at=minute(1),
        )


def miss(session: Session, start_ms: int, by: str = "rob") -> None:
    """Say that an interruption was missed."""
    add_missed(
        session,
        UID,
        reviewer=by,
        kind="interruption",
        speaker="agent",
        start_ms=start_ms,
        end_ms=start_ms + 1_000,
        policy=policy(),
        at=minute(1),
    )


SEVERAL = [
    (["right"], "right"),
    (["wrong", "wrong", "right"], "wrong"),
    (["wrong", "right"], "unsure"),
    (["right", "unsure"], "unsure"),
    (["unsure", "unsure", "wrong"], "unsure"),
    (["right", "right", "unsure"], "right"),
    (["right", "right", "wrong", "wrong", "unsure"], "unsure"),
]
"""What several reviewers say of a finding, and what they hold of it together."""


@pytest.mark.parametrize(("verdicts", "held"), SEVERAL)
def test_several_reviewers_hold_what_most_of_them_say(
    verdicts: list[str], held: str
) -> None:
    """Where two answers come equally often, nobody is sure."""
    assert verdict_of(verdicts) == held


def test_the_database_counts_as_that_does(session: Session) -> None:
    """Each case in a call of its own."""
    for number, (verdicts, _) in enumerate(SEVERAL):
        uid = f"{number + 1:032}"
        add_call(session, uid=uid)
        say(session, SPIKE, *verdicts, uid=uid)

    (spike,) = precision_of(session)
    held = [held for _, held in SEVERAL]
    assert spike.judged == Judged(
        right=held.count("right"),
        wrong=held.count("wrong"),
        unsure=held.count("unsure"),
    )


def test_nothing_judged_is_nothing() -> None:
    """No precision, and bounds that say nothing."""
    assert Judged().precision is None
    assert Judged().interval == (0.0, 1.0)


def test_findings_are_counted_by_kind(session: Session) -> None:
    """Each once, however many judged it; what nobody judged is left out."""
    add_call(session, uid=OTHER)
    say(session, SPIKE, "right", "right")
    say(session, SPIKE, "wrong", uid=OTHER)
    say(session, CUT_IN, "right", "wrong", uid=OTHER)

    cut_in, spike = precision_of(session)
    assert (cut_in.kind, cut_in.judged) == ("interruption", Judged(unsure=1))
    assert (spike.kind, spike.judged) == ("sentiment-spike", Judged(right=1, wrong=1))
    assert spike.judged.precision == 0.5


def test_policies_are_told_apart(session: Session) -> None:
    """A change shows in what is found after it."""
    add_call(session, uid=OTHER, policy_id="desk@ffffffffffff")
    say(session, SPIKE, "wrong")
    say(session, SPIKE, "right", uid=OTHER)

    (spike,) = precision_of(session)
    assert spike == Detected(
        kind="sentiment-spike",
        judged=Judged(right=1, wrong=1),
        by_policy={
            "default@0123456789ab": Judged(wrong=1),
            "desk@ffffffffffff": Judged(right=1),
        },
    )


def test_only_calls_of_the_time_count(session: Session) -> None:
    """From its first moment to just before its last."""
    add_call(session, uid=OTHER, at=minute(10))
    say(session, SPIKE, "right")
    say(session, SPIKE, "wrong", uid=OTHER)

    assert precision_of(session, since=minute(10))[0].judged == Judged(wrong=1)
    assert precision_of(session, until=minute(10))[0].judged == Judged(right=1)
    assert precision_of(session, since=minute(11)) == []


def test_what_several_missed_counts_once(session: Session) -> None:
    """Beside the findings, also of a kind that was never found."""
    miss(session, 20_000)
    miss(session, 20_500, by="ria")
    miss(session, 40_000)

    (cut_in,) = precision_of(session)
    assert cut_in.judged == Judged(missed=2)
    assert cut_in.judged.precision is None


def test_as_the_pages_have_it(session: Session) -> None:
    """Bounds by Wilson's score."""
    say(session, SPIKE, "right")
    (row,) = precision_json(precision_of(session))["detectors"]

    low, _ = wilson(1, 1)
    figures = {
        "judged": 1,
        "right": 1,
        "wrong": 0,
        "unsure": 0,
        "precision": 1.0,
        "low": round(low, 3),
        "high": 1.0,
        "missed": 0,
    }
    by_policy = [{"policy": "default@0123456789ab", **figures}]
    assert row == {"kind": "sentiment-spike", **figures, "by_policy": by_policy}
