"""What people hold of a call over the API."""

import pytest

from coach.store.calls import call_of
from tests.web.review.team import ADAM, NORA, RITA, Team


@pytest.fixture
def uid(team: Team) -> str:
    """A call of Nora's, with findings."""
    return team.call(NORA, has_findings=True)


@pytest.fixture
def finding(team: Team, uid: str) -> str:
    """A finding of it."""
    found: str = call_of(team.db, uid).report["findings"][0]["id"]
    return found


def test_a_verdict_is_kept_changed_and_taken_back(
    team: Team, uid: str, finding: str
) -> None:
    """Each is an entry of the trail."""
    rita, path = team.browser(RITA), f"calls/{uid}/verdicts/{finding}"
    for verdict in ("wrong", "right"):
        answer = rita.ask("PUT", path, json={"verdict": verdict, "note": "heard"})
        assert answer.json()["verdict"] == verdict
    assert len(rita.get(f"calls/{uid}").json()["verdicts"]) == 1
    assert rita.ask("DELETE", path).status_code == 200
    assert rita.ask("DELETE", path).status_code == 404
    assert [entry[1:] for entry in team.trail()][-4:] == [
        ("judge-finding", uid, finding),
        ("judge-finding", uid, finding),
        ("view-call", uid, ""),
        ("withdraw-verdict", uid, finding),
    ]


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"verdict": "maybe"},
        {"verdict": "right", "note": "x" * 4_001},
        {"verdict": "right", "note": 1},
        {"verdict": "right", "more": 1},
    ],
)
def test_what_is_no_verdict(
    team: Team, uid: str, finding: str, given: dict[str, object]
) -> None:
    """It is refused, and nothing is noted."""
    answer = team.browser(RITA).ask(
        "PUT", f"calls/{uid}/verdicts/{finding}", json=given
    )
    assert answer.status_code == 400
    assert team.trail()[-1][1] == "sign-in"


def test_a_verdict_needs_its_finding(team: Team, uid: str) -> None:
    """Of this call."""
    answer = team.browser(RITA).ask(
        "PUT", f"calls/{uid}/verdicts/none", json={"verdict": "right"}
    )
    assert answer.status_code == 404


def test_a_missed_one_is_added_and_removed(team: Team, uid: str) -> None:
    """By who added it."""
    rita, adam = team.browser(RITA), team.browser(ADAM)
    given = {"kind": "dead-air", "start_ms": 1_000, "end_ms": 2_000}
    answer = rita.ask("POST", f"calls/{uid}/missed", json=given)
    assert answer.status_code == 201
    path = f"calls/{uid}/missed/{answer.json()['id']}"
    assert adam.ask("DELETE", path).status_code == 404
    assert rita.ask("DELETE", path).status_code == 200
    assert rita.ask("DELETE", f"calls/{uid}/missed/x").status_code == 404


@pytest.mark.parametrize(
    "change",
    [
        {"kind": "boredom"},
        {"speaker": "somebody"},
        {"start_ms": -1},
        {"end_ms": 0},
        {"end_ms": 2**31},
        {"start_ms": 1.5},
    ],
)
def test_what_cannot_be_missed(team: Team, uid: str, change: dict[str, object]) -> None:
    """It has to be a kind, and within the call."""
    given = {"kind": "dead-air", "start_ms": 0, "end_ms": 10, **change}
    answer = team.browser(RITA).ask("POST", f"calls/{uid}/missed", json=given)
    assert answer.status_code == 400


def question(team: Team) -> str:
    """Return a question of the scorecard."""
    card = team.browser(RITA).get("session").json()["scorecard"]
    found: str = card["sections"][0]["questions"][0]["id"]
    return found


def test_a_scorecard_is_saved_submitted_and_opened_again(team: Team, uid: str) -> None:
    """The list shows how far it is."""
    rita = team.browser(RITA)
    given = {
        "answers": {question(team): {"answer": "no", "comment": "not at all"}},
        "comment": "to be talked about",
    }
    assert rita.ask("PUT", f"calls/{uid}/review", json=given).status_code == 200
    assert rita.get("calls?reviewed=open").json()["total"] == 1
    submitted = rita.ask("POST", f"calls/{uid}/review/submit").json()
    assert 0 <= submitted["score"] <= 100
    assert rita.get("calls?reviewed=submitted").json()["total"] == 1
    assert rita.ask("PUT", f"calls/{uid}/review", json=given).status_code == 409
    assert rita.ask("POST", f"calls/{uid}/review/submit").status_code == 409
    assert rita.ask("POST", f"calls/{uid}/review/reopen").status_code == 200
    assert rita.ask("POST", f"calls/{uid}/review/reopen").status_code == 409


def test_autosaving_is_noted_once_an_hour(team: Team, uid: str) -> None:
    """It happens with every few words."""
    team.now = team.now.replace(minute=0)
    rita = team.browser(RITA)
    for _ in range(3):
        rita.ask("PUT", f"calls/{uid}/review", json={"comment": "so far"})
    assert [entry[1] for entry in team.trail()].count("save-review") == 1
    team.pass_time(minutes=60)
    rita.ask("PUT", f"calls/{uid}/review", json={"comment": "so far"})
    assert [entry[1] for entry in team.trail()].count("save-review") == 2


@pytest.mark.parametrize(
    "given",
    [
        {"answers": {"no-such-question": {"answer": "yes"}}},
        {"comment": "x" * 4_001},
        {"answers": {"x": {"answer": "perhaps"}}},
        {"answers": []},
    ],
)
def test_what_is_no_scorecard(team: Team, uid: str, given: dict[str, object]) -> None:
    """Its questions are those of the policy."""
    answer = team.browser(RITA).ask("PUT", f"calls/{uid}/review", json=given)
    assert answer.status_code == 400


def test_the_analyst_disputes_and_the_reviewer_answers(
    team: Team, uid: str, finding: str
) -> None:
    """The list shows what waits for an answer."""
    nora, rita, path = team.browser(NORA), team.browser(RITA), f"calls/{uid}/messages"
    given = {"kind": "dispute", "finding": finding, "text": "That was the caller."}
    assert nora.ask("POST", path, json=given).status_code == 201
    assert rita.get("calls?reviewed=disputed").json()["total"] == 1
    given = {"kind": "answer", "finding": finding, "text": "So it was."}
    assert rita.ask("POST", path, json=given).status_code == 201
    assert rita.get("calls?reviewed=disputed").json()["total"] == 0
    assert [entry[:2] for entry in team.trail() if "to-review" in entry[1]] == [
        (NORA, "dispute-to-review"),
        (RITA, "answer-to-review"),
    ]


@pytest.mark.parametrize(
    ("name", "kind"), [(NORA, "answer"), (RITA, "reply"), (ADAM, "dispute")]
)
def test_nobody_speaks_for_another(
    team: Team, uid: str, finding: str, name: str, kind: str
) -> None:
    """The analyst replies, the reviewer answers."""
    given = {"kind": kind, "finding": finding, "text": "x"}
    answer = team.browser(name).ask("POST", f"calls/{uid}/messages", json=given)
    assert answer.status_code == 403
    assert answer.json()["code"] == "not-allowed"


def test_one_alone_speaks_for_both(alone: Team) -> None:
    """They are both."""
    uid = alone.call(None, has_findings=True)
    finding = call_of(alone.db, uid).report["findings"][0]["id"]
    browser = alone.own_browser()
    for kind in ("dispute", "answer"):
        given = {"kind": kind, "finding": finding, "text": "x"}
        answer = browser.ask("POST", f"calls/{uid}/messages", json=given)
        assert answer.status_code == 201
