"""Reports that are read again."""

import json
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from coach.batch.call import BatchCall
from coach.batch.failure import Failure
from coach.batch.reading import read_report, report_path, scored_calls
from coach.errors import ReportError
from tests.batch.reports import put, report


def test_a_report_is_read_as_it_is(tmp_path: Path) -> None:
    """Nothing of it is lost."""
    put(tmp_path, a=report())
    read = read_report(tmp_path / "a.report.json")
    assert read is not None
    assert {key: read[key] for key in report()} | {"metrics": {}} == report() | {
        "metrics": {}
    } | {"holds": read["holds"], "nudges": read["nudges"]}
    assert read["metrics"].items() >= report()["metrics"].items()


@pytest.mark.parametrize(
    "part", ["call", "engine", "quality", "holds", "greeting", "nudges", "metrics"]
)
def test_a_report_of_an_older_version_may_lack_a_part(
    tmp_path: Path, part: str
) -> None:
    """It is there then, and empty."""
    form = report()
    del form[part]
    put(tmp_path, a=form)
    read = read_report(tmp_path / "a.report.json")
    assert read is not None
    assert part in read


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "damaged: no JSON"),
        (b'{"schema": "coach.report/1", "call"', "damaged: no JSON"),
        (b"\xff\xfe\x00", "damaged: no JSON"),
        (b"[" * 100_000, "damaged: no JSON"),
        (b"[]", "no coach.report/1"),
        (b'{"schema": "other"}', "no coach.report/1"),
        (
            b'{"schema": "coach.report/1", "holds": [{"start_ms": "x"}]}',
            "damaged: holds.0.start_ms is no whole number",
        ),
    ],
)
def test_a_damaged_report_is_named(tmp_path: Path, content: bytes, reason: str) -> None:
    """With what is wrong."""
    path = tmp_path / "a.report.json"
    path.write_bytes(content)
    with pytest.raises(ReportError) as caught:
        read_report(path)
    assert str(caught.value) == f"{path}: {reason}"


def test_there_may_be_none(tmp_path: Path) -> None:
    """A folder of that name is none either, and is named."""
    assert read_report(tmp_path / "a.report.json") is None
    (tmp_path / "b.report.json").mkdir()
    with pytest.raises(ReportError, match="cannot be read"):
        read_report(tmp_path / "b.report.json")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    """It is named instead."""
    os.mkfifo(tmp_path / "a.report.json")
    with pytest.raises(ReportError, match="cannot be read: Is not an ordinary file"):
        read_report(tmp_path / "a.report.json")


def test_calls_come_in_order_with_what_failed(tmp_path: Path) -> None:
    """What was not reached yet and what is damaged have no row, and no number."""
    put(tmp_path, a=report(), b=report(), old=report(), part=report())
    report_path(tmp_path, "bad").write_text("{")
    calls = {
        name: BatchCall(address=f"{name}.wav", name=name, id=name)
        for name in ("gone", "old", "part")
    }
    failures = [
        Failure(error="gone.wav: no such file", call=calls["gone"]),
        Failure(error="old.wav: no such file", call=calls["old"]),
        Failure(error="part.wav: ends early", call=calls["part"], has_report=True),
        Failure(error="empty: holds no recording and no transcript"),
    ]
    damaged: list[ReportError] = []
    names = ["a", "later", "bad", "gone", "b", "old", "part"]
    found = list(scored_calls(tmp_path, names, failures, damaged))
    assert [(one.number, one.name, one.report is not None) for one in found] == [
        (1, "a", True),
        (2, "gone", False),
        (3, "b", True),
        (4, "old", False),
        (5, "part", True),
    ]
    assert [Path(error.path).name for error in damaged] == ["bad.report.json"]


def test_what_was_known_of_a_call_that_failed_is_not_lost(tmp_path: Path) -> None:
    """Its address, its agent, its time."""
    moment = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)
    call = BatchCall(
        address="s3://calls/a.wav",
        name="a",
        id="17",
        agent="Nora",
        started_at=moment,
        metadata={"queue": "VIP"},
    )
    (failed,) = scored_calls(tmp_path, [], [Failure(error="…", call=call)])
    assert failed.call == {
        "id": "17",
        "source": "s3://calls/a.wav",
        "agent": "Nora",
        "started_at": "2026-11-02T09:30:00+00:00",
        "metadata": {"queue": "VIP"},
    }
    assert json.dumps(failed.call)
