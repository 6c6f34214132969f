"""Running the detectors again on stored calls."""

from datetime import timedelta
from typing import Any

import pytest

from coach.policy.policy import Policy, effective_id
from coach.reviews import rerunning
from coach.reviews.rerunning import Waiting, try_policy, untried
from coach.reviews.trial import LeftOut
from coach.reviews.verdicts import judge
from coach.store.calls import add_call
from coach.store.database import Database
from coach.store.tables import CallRow
from tests.reviews.making import minute
from tests.store import samples

QUIET = "chatty-dead-air"


def policy(detector: str, **changes: object) -> Policy:
    """The default policy with changes to a detector's settings."""
    default = samples.policy()
    settings = default.detectors[detector].model_copy(update=changes)
    detectors = {**default.detectors, detector: settings}
    return default.model_copy(update={"name": "desk", "detectors": detectors})


def keep(db: Database, name: str = QUIET, **others: Any) -> str:  # noqa: ANN401
    """Put a sample call into the store; others as :class:`KeptCall` has them."""
    return add_call(db, samples.kept(name, **others)).uid


def test_the_same_policy_finds_the_same(local: Database) -> None:
    """What was heard is kept whole."""
    keep(local)
    trial = try_policy(local, samples.policy())

    (call,) = trial.calls
    stored = samples.report(QUIET)["findings"]
    assert [one.finding for one in call.tried.before] == stored
    assert not call.differs
    assert call.tried.nudges_before == call.tried.nudges_after
    assert trial.new == effective_id(samples.policy())


def test_another_policy_says_what_vanishes_and_how_it_was_judged(
    local: Database,
) -> None:
    """Dead air only from 20 s on: that of 18 s goes."""
    uid = keep(local)
    with local.session() as session:
        judge(
            session,
            uid,
            "dead-air-48330",
            reviewer="rob",
            verdict="wrong",
            policy=samples.policy(),
            at=minute(1),
        )
    trial = try_policy(local, policy("dead-air", silence_ms=20_000))

    (seen,) = trial.calls[0].tried.vanished
    assert (seen.finding["id"], seen.held) == ("dead-air-48330", "wrong")
    assert trial.total.judged_before.precision == 0.0
    assert trial.total.judged_after.precision is None


def test_it_may_be_compared_with_a_third_policy(local: Database) -> None:
    """From 20 s back to 10 s: the dead air appears."""
    keep(local)
    old = policy("dead-air", silence_ms=20_000)
    trial = try_policy(local, samples.policy(), old=old)

    assert trial.old == effective_id(old)
    assert [one.kind for one in trial.calls[0].tried.appeared] == ["dead-air"]


def test_calls_from_before_are_left_alone(local: Database) -> None:
    """From a day on."""
    keep(local, call={"started_at": "2026-03-02T09:00:00+00:00"})
    since = samples.STARTED + timedelta(days=1)
    assert try_policy(local, samples.policy(), since=since).calls == []


def test_bare_reports_are_counted(local: Database) -> None:
    """The detectors cannot run on them again."""
    keep(local, record=None)
    trial = try_policy(local, samples.policy())
    assert (trial.calls, trial.without_record) == ([], 1)


def test_a_policy_that_is_not_kept_is_asked_for(local: Database) -> None:
    """The call is left out, and the others go on."""
    report = samples.report(QUIET)
    report["engine"]["policy"] = "other@ffffffffffff"
    keep(local, report=report, policy=None)
    keep(local, "clean-password-reset")
    told: list[LeftOut] = []
    trial = try_policy(local, samples.policy(), fail=told.append)

    assert len(trial.calls) == 1
    (left,) = trial.left_out
    assert left == told[0]
    assert left.reason == rerunning.NO_POLICY
    assert try_policy(local, samples.policy(), old=samples.policy()).left_out == []


def test_a_damaged_record_is_left_out(local: Database) -> None:
    """With why."""
    uid = keep(local)
    with local.session() as session:
        row = session.query(CallRow).filter_by(uid=uid).one()
        row.record = {"schema": "coach.record/9", "events": []}
    (left,) = try_policy(local, samples.policy()).left_out

    assert left.uid == uid
    assert "coach.record/1" in left.reason


def test_an_interrupt_keeps_what_was_done(local: Database) -> None:
    """Ctrl-C before the second of two calls."""
    keep(local)
    keep(local, "clean-password-reset")

    def begin(number: int, whole: int, one: Waiting) -> None:
        assert whole == 2
        if number == 2:
            raise KeyboardInterrupt

    trial = try_policy(local, samples.policy(), begin=begin)
    assert trial.is_interrupted
    assert len(trial.calls) == 1


@pytest.mark.parametrize(
    ("section", "key", "value"),
    [("speech", "endpoint_ms", 1_234), ("redaction", "emails", False)],
)
def test_what_cannot_be_tried_is_noted(section: str, key: str, value: int) -> None:
    """It changes what is heard, and that is kept as it was."""
    default = samples.policy()
    changed = getattr(default, section).model_copy(update={key: value})
    (note,) = untried(default, default.model_copy(update={section: changed}))

    assert note.startswith(f"[{section}] differs")
    assert untried(default, default) == []
