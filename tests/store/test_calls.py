"""A call goes in, is found, and comes out again."""

import json
from datetime import timedelta
from pathlib import Path

import pytest

from coach.store import calls
from coach.store.database import Database
from tests.store import samples
from tests.store.sounds import write_sound


def test_every_name_is_there() -> None:
    """What the others use is what is exported."""
    assert all(hasattr(calls, name) for name in calls.__all__)


@pytest.mark.parametrize("name", samples.NAMES)
def test_the_report_comes_back_letter_for_letter(db: Database, name: str) -> None:
    """The report is put together again from its rows."""
    kept = samples.kept(name)
    added = calls.add_call(db, kept)
    stored = calls.call_of(db, added.uid)
    assert json.dumps(calls.report_of(stored)) == json.dumps(kept.report)


@pytest.mark.parametrize("name", samples.NAMES)
def test_the_detectors_find_the_same_again(db: Database, name: str) -> None:
    """What is kept is enough to run them without the sound."""
    kept = samples.kept(name)
    stored = calls.call_of(db, calls.add_call(db, kept).uid)
    record = calls.record_of(stored)
    assert record is not None
    call = {"id": name, "source": f"{name}.json"}
    assert samples.report_from(record, **call) == kept.report


def test_a_call_is_found_with_what_is_shown_of_it(db: Database) -> None:
    """A list shows the call without reading what is large."""
    kept = samples.kept(call={"agent": "Nora Berg"}, flags=["interruption"])
    added = calls.add_call(db, kept)
    page = calls.find_calls(db)
    assert page.total == 1
    assert page.next is None
    (found,) = page.calls
    assert found.uid == added.uid
    assert found.analyst == "Nora Berg"
    assert found.flags == ["interruption"]
    assert sum(found.findings.values()) == len(kept.report["findings"])


def test_a_call_comes_in_once(db: Database) -> None:
    """The same report is the same call."""
    first = calls.add_call(db, samples.kept())
    again = calls.add_call(db, samples.kept())
    assert first.is_new
    assert not again.is_new
    assert again.uid == first.uid
    assert calls.find_calls(db).total == 1


def test_the_sound_is_moved_in(db: Database, data: Path, tmp_path: Path) -> None:
    """It is in the store, under the call's name, and no longer where it was."""
    sound = write_sound(tmp_path / "call.flac")
    content = sound.read_bytes()
    added = calls.add_call(db, samples.kept(audio=sound))
    stored = calls.call_of(db, added.uid)
    assert stored.audio == data / "audio" / f"{added.uid}.flac"
    assert stored.audio.read_bytes() == content
    assert stored.has_peaks
    assert not sound.exists()


def test_pages_follow_one_another(db: Database) -> None:
    """Newest first; what began at the same moment is on one page or the next."""
    for number in range(5):
        at = samples.STARTED + timedelta(hours=number // 2)
        call = {"id": f"call-{number}", "started_at": at.isoformat()}
        calls.add_call(db, samples.kept(call=call))
    first = calls.find_calls(db, limit=2)
    second = calls.find_calls(db, cursor=first.next, limit=2)
    third = calls.find_calls(db, cursor=second.next, limit=2)
    names = [one.call_id for page in (first, second, third) for one in page.calls]
    assert names == ["call-4", "call-3", "call-2", "call-1", "call-0"]
    assert third.next is None


def test_words_are_found_where_they_were_said(db: Database) -> None:
    """A match names the utterance and the characters."""
    calls.add_call(db, samples.kept("profanity-email"))
    calls.add_call(db, samples.kept("angry-upgrade"))
    page = calls.find_calls(db, calls.CallFilter(words='"service desk" IRIS'))
    (found,) = page.calls
    assert page.total == 1
    assert found.call_id == "angry-upgrade"
    match = found.matches[0]
    assert [match.text[start:end].lower() for start, end in match.spans] == [
        "service desk",
        "iris",
    ]
