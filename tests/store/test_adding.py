"""Adding a call."""

from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from coach.errors import RecordingError, StoreError
from coach.events import Speaker
from coach.policy.policy import effective_id
from coach.scoring.scorecard import score_of
from coach.store import adding, calls
from coach.store.adding import add_call, moment
from coach.store.database import Database
from coach.store.tables import CallRow
from tests.store import samples
from tests.store.sounds import write_sound


class Masked:
    """A stretch that was masked."""

    speaker = Speaker.CUSTOMER
    start = 16_000
    end = 32_000
    kind = "card"


def _row(db: Database) -> CallRow:
    with db.reading() as session:
        return session.scalars(select(CallRow)).one()


def test_what_lists_need_is_worked_out(db: Database) -> None:
    """The gravest finding, and when it happened."""
    add_call(db, samples.kept("angry-upgrade"), now=samples.STARTED)
    row = _row(db)
    ranks = ["info", "notice", "alert", "critical"]
    report = samples.report("angry-upgrade")
    gravest = max(ranks.index(one["severity"]) for one in report["findings"])
    assert row.severity == gravest + 1
    assert row.happened_at == row.stored_at == samples.STARTED
    assert row.started_at is None


def test_a_call_has_the_score_of_its_findings(db: Database) -> None:
    """By the policy it was followed by, or else the default one."""
    report = samples.report("angry-upgrade")
    expected = score_of(report, samples.policy())
    add_call(db, samples.kept("angry-upgrade", policy=None))

    assert _row(db).score == expected
    assert expected is not None


def test_a_call_happened_when_it_began(db: Database) -> None:
    """Where the report knows that."""
    at = datetime(2026, 2, 1, 12, tzinfo=timezone(timedelta(hours=1)))
    add_call(db, samples.kept(call={"started_at": at.isoformat()}))
    row = _row(db)
    assert row.happened_at == row.started_at == at


def test_the_policy_is_kept_once(db: Database) -> None:
    """By its name, which has its digest in it."""
    for name in ("one", "two"):
        add_call(db, samples.kept(call={"id": name}))
    content = calls.policy_of(db, effective_id(samples.policy()))
    assert content == samples.policy().model_dump(mode="json")
    assert calls.policy_of(db, "other@000000000000") is None


def test_what_was_masked_is_kept(db: Database) -> None:
    """In milliseconds."""
    uid = add_call(db, samples.kept(redactions=[Masked()])).uid
    assert calls.call_of(db, uid).redactions == [
        {"speaker": "customer", "start_ms": 1000, "end_ms": 2000, "kind": "card"}
    ]


def test_a_call_that_is_there_takes_the_sound_it_lacks(
    db: Database, tmp_path: Path
) -> None:
    """A report may come before its recording."""
    uid = add_call(db, samples.kept()).uid
    sound = write_sound(tmp_path / "call.flac", seconds=0.1)
    again = add_call(db, samples.kept(audio=sound))
    assert (again.uid, again.is_new) == (uid, False)
    stored = calls.call_of(db, uid)
    assert stored.audio
    assert stored.has_peaks


def test_a_sound_that_is_there_is_not_taken_again(db: Database, tmp_path: Path) -> None:
    """The second is dropped."""
    sounds = [write_sound(tmp_path / f"{n}.flac", seconds=0.1) for n in range(2)]
    added = [add_call(db, samples.kept(audio=sound)) for sound in sounds]
    assert not any(sound.exists() for sound in sounds)
    path = calls.call_of(db, added[0].uid).audio
    assert path
    assert [one.name for one in path.parent.iterdir()] == [path.name]


def test_what_cannot_be_heard_is_not_kept(db: Database, tmp_path: Path) -> None:
    """Neither the call nor the file is touched."""
    sound = tmp_path / "call.flac"
    sound.write_bytes(b"sound")
    with pytest.raises(RecordingError):
        add_call(db, samples.kept(audio=sound))
    assert sound.exists()
    assert calls.find_calls(db).total == 0


def test_a_call_that_cannot_be_written_leaves_its_file(
    db: Database, data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All of it or nothing."""

    def fail(*_: object) -> None:
        raise StoreError("store", "full")

    monkeypatch.setattr(adding, "index_words", fail)
    sound = write_sound(tmp_path / "call.flac", seconds=0.1)
    with pytest.raises(StoreError, match="full"):
        add_call(db, samples.kept(audio=sound))
    assert sound.exists()
    assert list((data / "audio").iterdir()) == []
    assert calls.find_calls(db).total == 0


def _change(report: dict[str, Any], what: str) -> None:
    utterance = report["utterances"][0]
    match what:
        case "twice":
            report["utterances"].append(utterance)
        case "long id":
            utterance["id"] = "a" * 81
        case "late":
            utterance["end_ms"] = 2**31
        case "long name":
            report["call"]["agent"] = "a" * 201


@pytest.mark.parametrize("what", ["twice", "long id", "late", "long name"])
def test_what_does_not_fit_is_told_without_words(db: Database, what: str) -> None:
    """The error never quotes the call."""
    report = samples.report(samples.NAMES[0])
    text = report["utterances"][0]["text"]
    _change(report, what)
    with pytest.raises(StoreError) as caught:
        add_call(db, samples.kept(report=report, record=None))
    assert text not in str(caught.value)
    assert calls.find_calls(db).total == 0


@pytest.mark.parametrize(
    "call",
    [
        {"id": "a" * 300},
        {"language": "en-" + "x" * 40},
        {"started_at": "2026-03-02T09:30:00+02:00"},
        {"started_at": "2026-03-02T09:30:00"},
        {"started_at": "last Monday"},
        {"metadata": {"z": 1, "a": [1.0, None, "é😀"]}},
    ],
)
def test_what_columns_cannot_hold_comes_back_too(
    db: Database, call: dict[str, Any]
) -> None:
    """The report is as it was."""
    kept = samples.kept(call=call)
    stored = calls.call_of(db, add_call(db, kept).uid)
    assert calls.report_of(stored) == kept.report


def test_what_no_database_holds_is_replaced(db: Database) -> None:
    """NUL, and half a pair, such as in the name of a file."""
    kept = samples.kept(call={"source": "a\0b\udcff"})
    stored = calls.call_of(db, add_call(db, kept).uid)
    assert calls.report_of(stored)["call"]["source"] == "a\ufffdb\ufffd"


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("2026-03-02T09:30:00Z", datetime(2026, 3, 2, 9, 30, tzinfo=UTC)),
        ("2026-03-02T09:30:00", None),
        ("yesterday", None),
        (None, None),
    ],
)
def test_a_moment_needs_its_zone(written: object, found: datetime | None) -> None:
    """Else it may be any hour of the day."""
    assert moment(written) == found
