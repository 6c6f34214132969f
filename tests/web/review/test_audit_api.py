"""The audit trail over the API."""

from coach.store.audit import note
from coach.web.review.audit_api import PAGE
from tests.web.review.team import ADAM, Team


def test_pages_hold_every_entry_once(team: Team) -> None:
    """Newest first."""
    with team.db.session() as session:
        for i in range(PAGE + 5):
            note(session, at=team.now, actor="x", action="view-call", about=str(i))
    adam = team.browser(ADAM)
    first = adam.get("audit").json()
    second = adam.get(f"audit?cursor={first['next']}").json()
    assert first["entries"][0]["action"] == "sign-in"
    about = [entry["about"] for entry in first["entries"] + second["entries"]]
    assert about == ["", *(str(i) for i in reversed(range(PAGE + 5)))]
    assert second["next"] is None


def test_what_is_no_cursor_is_refused(team: Team) -> None:
    """With a code."""
    assert team.browser(ADAM).get("audit?cursor=x").json()["code"] == "malformed"


def test_one_alone_has_a_trail_too(alone: Team) -> None:
    """Of what was done on this machine."""
    entries = alone.own_browser().get("audit").json()["entries"]
    assert [(one["actor"], one["action"]) for one in entries] == [
        ("this machine", "sign-in")
    ]
