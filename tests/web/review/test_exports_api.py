"""Exports over the API."""

import io
import wave

import pytest

from coach.store.calls import call_of
from tests.web.review.team import NORA, RITA, Team

FORMS = ("report.json", "words.vtt", "findings.csv", "contact-lens.json")


@pytest.mark.parametrize("name", FORMS)
def test_a_call_is_saved_in_each_form(team: Team, name: str) -> None:
    """Under a name that a file may have; and it is noted."""
    uid = team.call(NORA, id='../a "call" of\r\nmine')
    answer = team.browser(NORA).get(f"calls/{uid}/exports/{name}")
    assert answer.status_code == 200
    assert (
        answer.headers["content-disposition"]
        == f'attachment; filename="a-call-of-mine.{name}"'
    )
    assert team.trail()[-1] == (NORA, "export-call", uid, name)


def test_the_report_is_the_one_that_was_stored(team: Team) -> None:
    """Letter for letter."""
    uid = team.call(NORA)
    answer = team.browser(NORA).get(f"calls/{uid}/exports/report.json")
    assert answer.json() == call_of(team.db, uid).report


def test_findings_bear_what_is_held_of_them(team: Team) -> None:
    """By reviewers."""
    uid = team.call(NORA, audio=True)
    finding = call_of(team.db, uid).report["findings"][0]["id"]
    rita = team.browser(RITA)
    given = {"verdict": "unsure"}
    rita.ask("PUT", f"calls/{uid}/verdicts/{finding}", json=given)
    assert "unsure" in rita.get(f"calls/{uid}/exports/findings.csv").text


def test_a_clip_is_a_finding_s_sound(team: Team) -> None:
    """With both channels."""
    uid = team.call(NORA, audio=True)
    finding = call_of(team.db, uid).report["findings"][0]["id"]
    answer = team.browser(NORA).get(f"calls/{uid}/clips/{finding}")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "audio/wav"
    assert answer.headers["content-disposition"].startswith("attachment")
    with wave.open(io.BytesIO(answer.content)) as sound:
        assert sound.getnchannels() == 2
        assert sound.getnframes() > sound.getframerate()
    assert team.trail()[-1] == (NORA, "export-clip", uid, finding)


def test_a_clip_of_what_is_not_there(team: Team) -> None:
    """No such finding, or no sound any more: nothing is noted."""
    uid = team.call(NORA, audio=True)
    nora = team.browser(NORA)
    assert nora.get(f"calls/{uid}/clips/none").status_code == 404
    finding = call_of(team.db, uid).report["findings"][0]["id"]
    team.audio_of(uid).unlink()
    answer = nora.get(f"calls/{uid}/clips/{finding}")
    assert (answer.status_code, answer.json()["code"]) == (404, "no-audio")
    team.audio_of(uid).write_bytes(b"no sound")
    assert nora.get(f"calls/{uid}/clips/{finding}").status_code == 404
    assert "export-clip" not in [entry[1] for entry in team.trail()]


def test_another_form_is_not_there(team: Team) -> None:
    """There are four."""
    uid = team.call(NORA)
    assert team.browser(NORA).get(f"calls/{uid}/exports/words.txt").status_code == 404
