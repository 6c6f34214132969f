"""Writing labels, and reading them again with ``coach evaluate``."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from coach.cli import app
from coach.errors import ReportError
from coach.reviews import labels_export
from coach.reviews.labels_export import export_labels
from coach.reviews.missed import add_missed
from coach.reviews.scorecards import submit
from coach.reviews.verdicts import judge
from coach.store.calls import add_call
from coach.store.database import Database
from tests.reviews.making import minute
from tests.store import samples

QUIET, CUT_IN = "chatty-dead-air", "interrupting-vpn"


def keep(db: Database, name: str, **others: Any) -> str:  # noqa: ANN401
    """Put a sample call into the store; others as :class:`KeptCall` has them."""
    return add_call(db, samples.kept(name, **others)).uid


def judge_all(
    db: Database, uid: str, name: str, wrong: tuple[str, ...] = (), unsure: str = ""
) -> None:
    """Judge every finding of a sample call right, but for those that are not."""
    with db.session() as session:
        for row in samples.report(name)["findings"]:
            verdict = "wrong" if row["id"] in wrong else "right"
            judge(
                session,
                uid,
                row["id"],
                reviewer="rob",
                verdict="unsure" if row["id"] == unsure else verdict,
                policy=samples.policy(),
                at=minute(1),
            )


def review(db: Database, uid: str) -> None:
    """Submit a review."""
    with db.session() as session:
        submit(session, uid, reviewer="rob", policy=samples.policy(), at=minute(2))


def test_a_judged_call_is_written(local: Database, tmp_path: Path) -> None:
    """Under its uid, in a folder that is made."""
    uid = keep(local, QUIET)
    judge_all(local, uid, QUIET)
    exported = export_labels(local, tmp_path / "labels")

    assert exported.written == (tmp_path / "labels" / f"{uid}.json",)
    form = json.loads(exported.written[0].read_text())
    assert form["dead_air"] == [{"start": 48.33, "end": 66.33}]


def test_a_call_with_an_unjudged_finding_is_left_out(
    local: Database, tmp_path: Path
) -> None:
    """So is one of which a reviewer is not sure."""
    keep(local, QUIET)
    uid = keep(local, CUT_IN)
    judge_all(local, uid, CUT_IN, unsure="interruption-agent-14730")
    exported = export_labels(local, tmp_path)

    assert exported.written == ()
    assert exported.left_out == {labels_export.NOT_JUDGED: 2}
    assert list(tmp_path.iterdir()) == []


def test_a_call_without_findings_needs_a_review(
    local: Database, tmp_path: Path
) -> None:
    """Otherwise nobody has heard that there is nothing."""
    uid = keep(local, "clean-password-reset")
    left = export_labels(local, tmp_path).left_out
    assert left == {labels_export.NOT_REVIEWED: 1}

    review(local, uid)
    form = json.loads(export_labels(local, tmp_path).written[0].read_text())
    assert form["greeting"] == {
        "thanks_or_hello": True,
        "gave_name": True,
        "offered_help": True,
    }


def test_only_reviewed_calls_may_be_wanted(local: Database, tmp_path: Path) -> None:
    """Those whose reviewer has heard the whole."""
    uid = keep(local, QUIET)
    judge_all(local, uid, QUIET)

    assert export_labels(local, tmp_path, reviewed_only=True).written == ()
    review(local, uid)
    assert len(export_labels(local, tmp_path, reviewed_only=True).written) == 1


def test_calls_from_before_are_left_alone(local: Database, tmp_path: Path) -> None:
    """From a day on."""
    uid = keep(local, QUIET, call={"started_at": samples.STARTED.isoformat()})
    judge_all(local, uid, QUIET)
    since = samples.STARTED + timedelta(days=1)

    exported = export_labels(local, tmp_path, since=since)
    assert (exported.written, dict(exported.left_out)) == ((), {})


def test_the_sound_is_copied_beside_the_labels(
    local: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where it is kept and wanted."""
    monkeypatch.setenv("COACH_DATA", str(tmp_path / "data"))
    sound = tmp_path / "call.flac"
    sound.write_bytes((samples.CALLS / f"{QUIET}.flac").read_bytes())
    uid = keep(local, QUIET, audio=sound)
    judge_all(local, uid, QUIET)

    assert export_labels(local, tmp_path / "a", with_sound=False).with_sound == 0
    assert export_labels(local, tmp_path / "b").with_sound == 1
    names = sorted(path.name for path in (tmp_path / "b").iterdir())
    assert names == [f"{uid}.flac", f"{uid}.json"]


def test_a_place_that_cannot_be_written_is_said_first(
    local: Database, tmp_path: Path
) -> None:
    """Before any call."""
    (tmp_path / "file").write_text("")
    with pytest.raises(ReportError, match="cannot be written"):
        export_labels(local, tmp_path / "file")


def test_evaluating_the_labels_gives_what_the_verdicts_say(
    local: Database, tmp_path: Path
) -> None:
    """Five interruptions, two of them judged wrong and one that was missed."""
    quiet, cut_in = keep(local, QUIET), keep(local, CUT_IN)
    judge_all(local, quiet, QUIET, wrong=("dead-air-48330",))
    wrong = ("interruption-agent-14730", "interruption-agent-31040")
    judge_all(local, cut_in, CUT_IN, wrong=wrong)
    with local.session() as session:
        add_missed(
            session,
            cut_in,
            reviewer="rob",
            kind="interruption",
            speaker="customer",
            start_ms=70_000,
            end_ms=71_000,
            policy=samples.policy(),
            at=minute(1),
        )
    export_labels(local, tmp_path)
    result = CliRunner().invoke(
        app, ["evaluate", str(tmp_path), "--from", "transcripts", "--json"]
    )
    rows = json.loads(result.stdout)["detectors"]

    found = {name: [row[k] for k in ("tp", "fp", "fn")] for name, row in rows.items()}
    assert found["interruption"] == [3, 2, 1]
    assert rows["interruption"]["precision"] == 0.6
    assert found["dead-air"] == [0, 1, 0]
    assert found["sentiment-spike"] == [0, 0, 0]
