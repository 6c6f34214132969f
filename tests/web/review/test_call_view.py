"""All of a call that somebody may see."""

from datetime import timedelta
from typing import Any

import pytest

from coach.reviews.calibration import begin
from coach.reviews.scorecards import save_draft, submit
from coach.reviews.verdicts import judge
from coach.store.accounts import Role
from coach.store.tables import ShareRow
from coach.web.review.call_view import call_view
from coach.web.review.rights import Actor
from coach.web.review.sessions import THIS_PERSON
from tests.store.samples import policy
from tests.web.review.team import ADAM, NORA, RITA, Team

ANALYST = Actor(name=NORA, role=Role.ANALYST)
REVIEWER = Actor(name=RITA, role=Role.REVIEWER)
ADMIN = Actor(name=ADAM, role=Role.ADMIN)


def view(team: Team, uid: str, actor: Actor) -> dict[str, Any]:
    """Return what somebody sees of a call."""
    return call_view(team.db, uid, actor=actor, policy=policy())


def test_what_was_heard_is_all_there(team: Team) -> None:
    """As the page draws it."""
    uid = team.call(NORA, audio=True)
    seen = view(team, uid, ANALYST)
    assert seen["call"]["uid"] == uid
    assert seen["report"]["schema"] == "coach.report/1"
    assert seen["segments"].keys() == {"agent", "customer"}
    assert seen["audio"] == {
        "url": f"/review/api/calls/{uid}/audio",
        "type": "audio/flac",
    }
    assert seen["peaks"] == f"/review/api/calls/{uid}/peaks"
    kinds = {one["kind"] for one in seen["report"]["findings"]}
    assert seen["definitions"].keys() == kinds
    assert seen["prefilled"]
    assert seen["share"] is None


def test_without_sound_there_is_no_address_of_it(team: Team) -> None:
    """The page says so."""
    seen = view(team, team.call(NORA), ANALYST)
    assert seen["audio"] is None
    assert seen["peaks"] is None


@pytest.mark.parametrize(
    ("actor", "may"),
    [
        (ANALYST, {"reply", "dispute", "export"}),
        (REVIEWER, {"judge", "review", "answer", "export", "calibrate"}),
        (ADMIN, {"judge", "review", "answer", "export", "calibrate", "delete"}),
        (
            THIS_PERSON,
            {"judge", "review", "answer", "export", "delete", "reply", "dispute"},
        ),
    ],
)
def test_what_each_may_do_with_it(team: Team, actor: Actor, may: set[str]) -> None:
    """The page shows no more; the server decides by itself."""
    seen = view(team, team.call(NORA), actor)
    assert {right for right, is_given in seen["may"].items() if is_given} == may


def test_a_reviewer_may_dispute_what_is_said_of_their_own_call(team: Team) -> None:
    """Who takes calls and reviews others' is both."""
    seen = view(team, team.call(RITA), REVIEWER)
    assert seen["may"]["dispute"]
    assert seen["may"]["judge"]


def review(team: Team, uid: str, reviewer: str, *, is_submitted: bool) -> None:
    """Have a reviewer begin, or submit, a review."""
    with team.db.session() as session:
        save_draft(
            session,
            uid,
            reviewer=reviewer,
            answers={},
            comment="of mine",
            policy=policy(),
            at=team.now,
        )
        if is_submitted:
            submit(session, uid, reviewer=reviewer, policy=policy(), at=team.now)


def test_a_draft_is_its_reviewer_s_alone(team: Team) -> None:
    """The analyst and others see what is submitted."""
    uid = team.call(NORA)
    review(team, uid, RITA, is_submitted=False)
    assert len(view(team, uid, REVIEWER)["reviews"]) == 1
    assert view(team, uid, ADMIN)["reviews"] == []
    assert view(team, uid, ANALYST)["reviews"] == []
    review(team, uid, ADAM, is_submitted=True)
    assert [one["reviewer"] for one in view(team, uid, ANALYST)["reviews"]] == [ADAM]


def test_a_calibration_is_nothing_for_the_analyst(team: Team) -> None:
    """And blind for those who take part."""
    uid = team.call(NORA)
    with team.db.session() as session:
        begin(session, uid, reviewers=[RITA, ADAM], by=ADAM, at=team.now)
    review(team, uid, ADAM, is_submitted=True)
    assert view(team, uid, ANALYST)["calibration"] is None
    assert view(team, uid, ANALYST)["reviews"] == []
    seen = view(team, uid, REVIEWER)
    assert seen["calibration"]["mine"]
    assert not seen["calibration"]["is_closed"]
    assert seen["reviews"] == []
    review(team, uid, RITA, is_submitted=True)
    seen = view(team, uid, REVIEWER)
    assert seen["calibration"]["is_closed"]
    assert len(seen["reviews"]) == 2
    assert view(team, uid, ANALYST)["reviews"] == []


def test_verdicts_are_seen_by_the_analyst(team: Team) -> None:
    """They are about their call."""
    uid = team.call(NORA, has_findings=True)
    finding = view(team, uid, ANALYST)["report"]["findings"][0]["id"]
    with team.db.session() as session:
        judge(
            session,
            uid,
            finding,
            reviewer=RITA,
            verdict="wrong",
            note="a cough",
            policy=policy(),
            at=team.now,
        )
    (verdict,) = view(team, uid, ANALYST)["verdicts"]
    assert verdict == {
        "finding": finding,
        "reviewer": RITA,
        "verdict": "wrong",
        "note": "a cough",
        "at": team.now.isoformat(),
    }


def test_where_it_is_shared_is_told(alone: Team) -> None:
    """The last that became of it."""
    uid = alone.call(NORA)
    key = view_key(alone, uid)
    with alone.db.session() as session:
        for later, state in enumerate(("withdrawn", "shared")):
            session.add(
                ShareRow(
                    call_key=key,
                    server=f"https://{state}.example",
                    state=state,
                    changed_at=alone.now + timedelta(hours=later),
                )
            )
    seen = view(alone, uid, THIS_PERSON)
    assert seen["share"] == {"server": "https://shared.example", "state": "shared"}


def view_key(team: Team, uid: str) -> int:
    """Return the key of a call."""
    from coach.store.calls import call_of

    return call_of(team.db, uid).key
