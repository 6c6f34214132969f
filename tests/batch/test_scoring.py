"""Many recordings, a report each."""

import asyncio
import json
from pathlib import Path

import pytest

from coach.batch.scoring import Batch, score
from coach.errors import CoachError, ReportError
from coach.inputs import CallInput
from coach.options import CallOptions
from coach.store.calls import CallSummary, find_calls
from coach.store.database import open_database
from tests.schemas import REPORT, violations

TALK = {
    "schema": "coach.transcript/1",
    "utterances": [
        {
            "speaker": "agent",
            "start_ms": 500,
            "end_ms": 4_000,
            "text": "Good morning, this is Nora. My PIN is 4 7 1 1.",
        }
    ],
}


@pytest.fixture
def talk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A transcript; what is kept goes to a folder of the test's own."""
    monkeypatch.setenv("COACH_DATA", str(tmp_path / "data"))
    monkeypatch.delenv("COACH_DATABASE_URL", raising=False)
    path = tmp_path / "talk.json"
    path.write_text(json.dumps(TALK))
    return path


def _kept() -> list[CallSummary]:
    with open_database() as db:
        return list(find_calls(db).calls)


async def _score(
    paths: list[Path],
    out: Path,
    *,
    interrupted: asyncio.Event | None = None,
    store: bool = False,
) -> tuple[tuple[int, int], list[CoachError]]:
    errors: list[CoachError] = []
    batch = Batch(
        calls=[CallInput(path=path) for path in paths],
        out=out,
        begin=lambda _: None,
        fail=errors.append,
    )
    options = CallOptions(speed=0.0, store=store)
    done = await score(batch, options, interrupted or asyncio.Event())
    return done, errors


async def test_each_call_has_its_report(talk: Path, tmp_path: Path) -> None:
    """Under its name, in the published form."""
    out = tmp_path / "out"
    done, errors = await _score([talk], out)
    assert (done, errors) == ((1, 0), [])
    report = json.loads((out / "talk.report.json").read_text())
    assert violations(report, REPORT) == []


async def test_one_that_fails_is_told_and_the_others_go_on(
    talk: Path, tmp_path: Path
) -> None:
    """It has no report."""
    missing = tmp_path / "missing.json"
    done, (error,) = await _score([missing, talk], tmp_path / "out")
    assert done == (1, 1)
    assert str(error) == f"{missing}: no such file"
    names = [path.name for path in (tmp_path / "out").iterdir()]
    assert names == ["talk.report.json"]


async def test_calls_are_kept_where_that_is_wanted(talk: Path, tmp_path: Path) -> None:
    """Masked, as the report is, and told to have been scored."""
    await _score([talk], tmp_path / "out", store=True)
    (call,) = await asyncio.to_thread(_kept)
    assert call.origin == "score"
    assert call.call_id == "talk"


async def test_after_an_interrupt_nothing_is_begun(talk: Path, tmp_path: Path) -> None:
    """What was done before is there."""
    interrupted = asyncio.Event()
    interrupted.set()
    done, _ = await _score([talk], tmp_path / "out", interrupted=interrupted)
    assert done == (0, 0)


async def test_without_a_place_nothing_is_begun(talk: Path, tmp_path: Path) -> None:
    """It is told before the first call."""
    out = tmp_path / "out"
    out.write_text("")
    with pytest.raises(ReportError):
        await _score([talk], out)
