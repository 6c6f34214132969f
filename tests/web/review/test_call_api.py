"""One call over the API."""

import pytest
from sqlalchemy import update

from coach.store.tables import CallRow
from tests.web.review.team import ADAM, NORA, RITA, Team


def test_a_view_is_noted(team: Team) -> None:
    """By whom, and of which call."""
    uid = team.call(NORA)
    answer = team.browser(RITA).get(f"calls/{uid}")
    assert answer.status_code == 200
    assert answer.json()["call"]["uid"] == uid
    assert team.trail()[-1] == (RITA, "view-call", uid, "")


@pytest.mark.parametrize(
    "uid", ["0" * 32, "x", "..", "%2e%2e%2fstore.sqlite", "\ud7ff"]
)
def test_what_is_no_call_is_not_there(team: Team, uid: str) -> None:
    """Whatever the name."""
    for path in ("", "/audio", "/peaks", "/exports/report.json"):
        assert team.browser(RITA).get(f"calls/{uid}{path}").status_code == 404


def test_sound_comes_from_the_call_s_own_file(team: Team) -> None:
    """Whole, with its type, and never kept by the browser."""
    uid = team.call(NORA, audio=True)
    answer = team.browser(NORA).get(f"calls/{uid}/audio")
    assert answer.status_code == 200
    assert answer.content == team.audio_of(uid).read_bytes()
    assert answer.headers["content-type"] == "audio/flac"
    assert answer.headers["accept-ranges"] == "bytes"
    assert answer.headers["cache-control"] == "no-store"


def test_hearing_is_noted_once_an_hour(team: Team) -> None:
    """Not with every part that the browser asks for, and not for its head."""
    uid = team.call(NORA, audio=True)
    nora, rita = team.browser(NORA), team.browser(RITA)
    team.now = team.now.replace(minute=30)
    nora.ask("HEAD", f"calls/{uid}/audio")
    for _ in range(3):
        nora.get(f"calls/{uid}/audio", headers={"Range": "bytes=0-9"})
    rita.get(f"calls/{uid}/audio", headers={"Range": "bytes=0-9"})
    team.pass_time(minutes=31)
    nora.get(f"calls/{uid}/audio", headers={"Range": "bytes=0-9"})
    heard = [entry for entry in team.trail() if entry[1] == "hear-call"]
    assert heard == [(name, "hear-call", uid, "") for name in (NORA, RITA, NORA)]


def test_sound_that_was_not_kept_is_told(team: Team) -> None:
    """Or that is gone from the disk."""
    without, gone = team.call(NORA), team.call(NORA, audio=True)
    team.audio_of(gone).unlink()
    nora = team.browser(NORA)
    for uid in (without, gone):
        answer = nora.get(f"calls/{uid}/audio")
        assert answer.status_code == 404
        assert answer.json()["code"] == "no-audio"
    assert not [entry for entry in team.trail() if entry[1] == "hear-call"]


def test_a_name_in_the_store_leads_nowhere_else(team: Team) -> None:
    """Even if somebody changed it there."""
    uid = team.call(NORA, audio=True)
    with team.db.session() as session:
        session.execute(
            update(CallRow).where(CallRow.uid == uid).values(audio="../store.sqlite")
        )
    assert team.browser(NORA).get(f"calls/{uid}/audio").status_code == 404


def test_the_waveform_is_in_few_steps(team: Team) -> None:
    """Of both channels, 0 to 255."""
    uid = team.call(NORA, audio=True)
    peaks = team.browser(NORA).get(f"calls/{uid}/peaks").json()
    assert 0 < len(peaks["agent"]) == len(peaks["customer"]) <= 4_000
    assert max(peaks["agent"] + peaks["customer"]) == 255


def test_without_sound_there_is_no_waveform(team: Team) -> None:
    """The page draws voice activity then."""
    uid = team.call(NORA)
    answer = team.browser(NORA).get(f"calls/{uid}/peaks")
    assert answer.json()["code"] == "no-peaks"


def test_deleting_leaves_the_trail_alone(team: Team) -> None:
    """The file goes, and that it was deleted stays."""
    uid = team.call(NORA, audio=True)
    adam = team.browser(ADAM)
    assert adam.ask("DELETE", f"calls/{uid}").status_code == 200
    assert not team.audio_of(uid).exists()
    assert adam.get(f"calls/{uid}").status_code == 404
    assert adam.ask("DELETE", f"calls/{uid}").status_code == 404
    assert team.trail()[-1][:3] == (ADAM, "delete-call", uid)
