"""Calibrations over the API."""

import pytest

from tests.web.review.team import ADAM, MAX, NORA, RITA, Team


def test_two_score_a_call_blind(team: Team) -> None:
    """Only when both have submitted is told what they answered."""
    uid = team.call(NORA)
    adam, rita = team.browser(ADAM), team.browser(RITA)
    given = {"call": uid, "reviewers": [ADAM, RITA]}
    answer = adam.ask("POST", "calibrations", json=given)
    assert answer.status_code == 201
    key = answer.json()["id"]
    assert (ADAM, "begin-calibration", uid, str(key)) in team.trail()
    adam.ask("POST", f"calls/{uid}/review/submit")
    seen = rita.get(f"calibrations/{key}").json()
    assert (seen["submitted"], seen["reviews"], seen["agreement"]) == ([ADAM], [], {})
    rita.ask("POST", f"calls/{uid}/review/submit")
    seen = rita.get(f"calibrations/{key}").json()
    assert len(seen["reviews"]) == 2
    assert seen["agreement"]
    assert [one["id"] for one in rita.get("calibrations").json()["calibrations"]] == [
        key
    ]


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"reviewers": [RITA]}, 400),
        ({"reviewers": [RITA, RITA]}, 400),
        ({"reviewers": [RITA, NORA]}, 400),
        ({"reviewers": [RITA, "Nobody"]}, 400),
        ({"call": "0" * 32}, 404),
    ],
)
def test_what_cannot_be_begun(
    team: Team, change: dict[str, object], status: int
) -> None:
    """It takes two who may score calls, and a call."""
    given = {"call": team.call(NORA), "reviewers": [ADAM, RITA], **change}
    answer = team.browser(ADAM).ask("POST", "calibrations", json=given)
    assert answer.status_code == status


def test_who_may_take_part_is_told(team: Team) -> None:
    """Reviewers and admins who can sign in."""
    adam = team.browser(ADAM)
    assert adam.get("calibrations").json()["reviewers"] == [ADAM, RITA]
    adam.ask("PATCH", f"accounts/{RITA}", json={"is_disabled": True})
    assert adam.get("calibrations").json()["reviewers"] == [ADAM]
    assert MAX not in adam.get("calibrations").text


@pytest.mark.parametrize("key", ["0", "x", "-1", "1.0", "9" * 10, "²"])
def test_what_is_no_calibration_is_not_there(team: Team, key: str) -> None:
    """Whatever its name."""
    assert team.browser(RITA).get(f"calibrations/{key}").status_code == 404


def test_nothing_else_tells_what_the_other_holds(team: Team) -> None:
    """No score of an earlier review, however asked for, and no precision of a day."""
    uid = team.call(NORA, has_findings=True, started_at="2026-03-02T09:30:00+00:00")
    adam, rita = team.browser(ADAM), team.browser(RITA)
    finding = rita.get(f"calls/{uid}").json()["report"]["findings"][0]["id"]
    rita.ask("PUT", f"calls/{uid}/verdicts/{finding}", json={"verdict": "wrong"})
    score = rita.ask("POST", f"calls/{uid}/review/submit").json()["score"]
    given = {"call": uid, "reviewers": [ADAM, RITA]}
    key = adam.ask("POST", "calibrations", json=given).json()["id"]

    def told() -> list[object]:
        return [
            adam.get(f"calls/{uid}").json()["call"]["score"],
            adam.get("calls").json()["calls"][0]["score"],
            adam.get(f"calls?score_min={score}&score_max={score}").json()["total"],
            len(adam.get("precision?from=2026-03-02").json()["detectors"]),
        ]

    assert told() == [None, None, 0, 0]
    for one in (adam, rita):
        one.ask("POST", f"calls/{uid}/review/submit")
    assert adam.get(f"calibrations/{key}").json()["closed_at"] is not None
    assert told() == [score, score, 1, 1]
