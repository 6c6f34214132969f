"""A run compared with an older one."""

import csv
from pathlib import Path

import pytest
from pyarrow import parquet

from coach.batch.against import CHANGE_COLUMNS, check_old, compare, write_changes
from coach.batch.reading import report_path
from coach.errors import InputError
from coach.policy.loading import load_policy
from tests.batch.reports import finding, put, report

DOCS = Path(__file__).parent.parent.parent / "docs" / "batch.md"


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """An older run: a call that is the same now, one that is not, and two others."""
    folder = tmp_path / "old"
    less = report(findings=report()["findings"][:-1], engine={"version": "0.0.9"})
    put(folder, same=report(), other=less, gone=report(), bad=report())
    (folder / "notes.txt").write_text("not ours")
    return folder


@pytest.fixture
def new(tmp_path: Path) -> Path:
    """This run."""
    put(tmp_path / "new", same=report(), other=report(), fresh=report(), bad=report())
    report_path(tmp_path / "new", "bad").write_text("{")
    return tmp_path / "new"


NAMES = ["same", "other", "fresh", "bad"]


def test_calls_are_compared_by_name(old: Path, new: Path) -> None:
    """Those that only one run has, and those that are damaged, are named."""
    found = compare(old, new, NAMES)
    assert found.calls == 2
    (call,) = found.changed
    assert (call.name, call.old[0], call.new[0]) == ("other", "0.0.9", "0.1.0")
    assert [change.kind for change in call.changes] == ["missing-recap"]
    assert [one.name for one in found.only_old] == ["gone"]
    assert [one.name for one in found.only_new] == ["fresh"]
    assert len(found.damaged) == 1
    assert (found.before["missing-recap"], found.after["missing-recap"]) == (1, 2)


def test_one_scorecard_scores_both(old: Path, new: Path) -> None:
    """The policy's of this run."""
    kinds = ("dead-air", "interruption", "profanity")
    rude = [finding(kind, speaker="agent", severity="alert") for kind in kinds]
    put(new, same=report(findings=rude))
    found = compare(old, new, ["same"], policy=load_policy(None))
    assert "score" in {change.about for change in found.changed[0].changes}


def test_all_changes_are_in_a_table(old: Path, new: Path) -> None:
    """A row each, with what made both reports."""
    write_changes(new, compare(old, new, NAMES))
    rows = parquet.read_table(new / "changes.parquet").to_pylist()
    assert [(row["name"], row["about"], row["change"]) for row in rows] == [
        ("other", "finding", "new"),
        ("gone", "call", "gone"),
        ("fresh", "call", "new"),
    ]
    assert (rows[0]["old_engine_version"], rows[0]["engine_version"]) == (
        "0.0.9",
        "0.1.0",
    )
    assert (rows[1]["old_policy"], rows[1]["policy"]) == ("default@074025a8eca1", None)
    with (new / "changes.csv").open(newline="", encoding="utf-8") as file:
        assert len(list(csv.reader(file))) == 4


def test_what_cannot_be_compared_with_is_told_before_the_run(
    tmp_path: Path, old: Path
) -> None:
    """One line that names it."""
    check_old(old, tmp_path / "new")
    with pytest.raises(InputError, match="missing: cannot be compared with"):
        check_old(tmp_path / "missing", tmp_path)
    (tmp_path / "empty").mkdir()
    with pytest.raises(InputError, match="empty: holds no report"):
        check_old(tmp_path / "empty", tmp_path / "new")
    (tmp_path / "link").symlink_to(old)
    with pytest.raises(InputError, match="old: cannot be compared with itself"):
        check_old(old, tmp_path / "link")


def test_every_column_is_documented_with_its_type() -> None:
    """In the tables of docs/batch.md."""
    section = DOCS.read_text().partition("### changes")[2]
    missing = [
        column.name
        for column in CHANGE_COLUMNS
        if f"| `{column.name}` | {column.type.value} |" not in section
    ]
    assert missing == []
