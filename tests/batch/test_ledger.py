"""The ledger: nothing is scored twice, and nothing is taken for scored that is not."""

import errno
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from io import FileIO
from pathlib import Path
from typing import Any

import pytest

from coach.batch.call import BatchCall, Kept, Setup
from coach.batch.content import content_of, input_of
from coach.batch.ledger import LEDGER, Entry, Keys, Ledger
from coach.errors import ReportError
from coach.inputs import report_name
from tests.batch.calls import call, outcome, setup


@pytest.fixture
def talk(tmp_path: Path) -> BatchCall:
    """A call whose transcript is there."""
    path = tmp_path / "talk.json"
    path.write_text("{}")
    return call("talk", str(path), agent="Nora")


@pytest.fixture
def out(tmp_path: Path, talk: BatchCall) -> Path:
    """A folder into which the talk has been scored."""
    folder = tmp_path / "out"
    score(talk, folder)
    return folder


def score(of: BatchCall, out: Path, *, kept: Kept | None = None) -> None:
    """Write a report and note it, as a run does."""
    came = replace(outcome(of), kept=kept)
    with Ledger(out) as ledger:
        assert came.report is not None
        (out / report_name(of.name)).write_bytes(came.report)
        ledger.add(came, Keys(setup(), None).key(of, content_of(input_of(of))))


def done(out: Path, *calls: BatchCall, by: Setup | None = None) -> dict[str, Entry]:
    """Return the entries of calls that need not be scored again."""
    by = by or setup()
    with Ledger(out) as ledger:
        return ledger.find_done(calls, Keys(by, None), setup=by)


def test_what_has_been_scored_is_done(out: Path, talk: BatchCall) -> None:
    """Others are not."""
    assert set(done(out, talk, call("other"))) == {"talk"}


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda talk: Path(talk.address).write_text("{ }"), id="content"),
        pytest.param(lambda talk: Path(talk.address).unlink(), id="gone"),
    ],
)
def test_a_file_that_has_changed_is_to_be_scored(
    out: Path, talk: BatchCall, change: Callable[[BatchCall], None]
) -> None:
    """Its name alone says nothing."""
    change(talk)
    assert not done(out, talk)


@pytest.mark.parametrize(
    "changes",
    [
        {"agent": "Iris"},
        {"id": "other"},
        {"started_at": datetime(2026, 1, 2, tzinfo=UTC)},
        {"metadata": {"team": "2"}},
        {"customer": __file__},
    ],
)
def test_what_is_known_of_a_call_counts(
    out: Path, talk: BatchCall, changes: dict[str, Any]
) -> None:
    """It is in the report."""
    assert not done(out, replace(talk, **changes))


@pytest.mark.parametrize("changes", [{"language": "de"}, {"agent_channel": 1}])
def test_how_calls_are_scored_counts(
    out: Path, talk: BatchCall, changes: dict[str, Any]
) -> None:
    """Another way gives another report."""
    assert not done(out, talk, by=setup(**changes))


def test_the_policy_counts(out: Path, talk: BatchCall) -> None:
    """By what is in it."""
    policy = setup().policy
    keeping = policy.keeping.model_copy(update={"days": 31})
    changed = policy.model_copy(update={"keeping": keeping})
    assert not done(out, talk, by=setup(policy=changed))


def test_the_model_counts_for_recordings() -> None:
    """Words that are there already need none."""
    tiny, base = Keys(setup(), "tiny.en"), Keys(setup(), "base.en")
    assert tiny.key(call("a", "a.wav"), "x") != base.key(call("a", "a.wav"), "x")
    assert tiny.key(call("a", "a.json"), "x") == base.key(call("a", "a.json"), "x")


def test_so_does_the_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    """A newer one may find more."""
    before = Keys(setup(), None).key(call("a"), "x")
    monkeypatch.setattr("coach.batch.ledger.__version__", "99")
    assert Keys(setup(), None).key(call("a"), "x") != before


def test_a_report_that_is_not_whole_is_to_be_written(
    out: Path, talk: BatchCall
) -> None:
    """Or is not there at all."""
    report = out / report_name("talk")
    report.write_bytes(report.read_bytes()[:-1])
    assert not done(out, talk)
    report.unlink()
    assert not done(out, talk)


@pytest.mark.parametrize(
    ("kept", "keeps_audio", "is_done"),
    [
        (None, True, False),
        ("nothing", True, True),
        ("sound", True, True),
        ("words", True, True),  # a transcript has no sound
    ],
)
def test_what_is_to_be_kept_must_have_been(
    tmp_path: Path, talk: BatchCall, kept: Kept, keeps_audio: bool, is_done: bool
) -> None:
    """Scored is not kept."""
    score(talk, tmp_path / "out", kept=kept)
    by = setup(store=True, keeps_audio=keeps_audio)
    assert bool(done(tmp_path / "out", talk, by=by)) is is_done


@pytest.mark.parametrize(("keeps_audio", "is_done"), [(True, False), (False, True)])
def test_a_recording_kept_without_its_sound_is_kept_with_it(
    tmp_path: Path, keeps_audio: bool, is_done: bool
) -> None:
    """Where that is wanted now."""
    sound = tmp_path / "call.wav"
    sound.write_bytes(b"RIFF")
    recorded = call("call", str(sound))
    score(recorded, tmp_path / "out", kept="words")
    by = setup(store=True, keeps_audio=keeps_audio)
    assert bool(done(tmp_path / "out", recorded, by=by)) is is_done


def test_a_torn_line_is_survived(out: Path, talk: BatchCall) -> None:
    """The one before it counts, and so does the next."""
    path = out / LEDGER
    line = path.read_bytes()
    path.write_bytes(line + line[:40])
    assert done(out, talk)
    score(replace(talk, name="again"), out)
    assert set(done(out, talk, replace(talk, name="again"))) == {"talk", "again"}


@pytest.mark.parametrize("line", [b"[]", b"7", b'{"name": 1}', b"\xff\xfe", b"null"])
def test_a_line_of_another_form_is_passed_over(
    out: Path, talk: BatchCall, line: bytes
) -> None:
    """A later version may write more."""
    path = out / LEDGER
    path.write_bytes(line + b"\n" + path.read_bytes())
    assert done(out, talk)


def test_the_last_line_of_a_name_counts(out: Path, talk: BatchCall) -> None:
    """What was wrong with it is remembered."""
    came = outcome(talk, error="talk.json: damaged")
    with Ledger(out) as ledger:
        ledger.add(came, Keys(setup(), None).key(talk, content_of(input_of(talk))))
    assert done(out, talk)["talk"].error == "talk.json: damaged"


def test_two_never_write_into_one_folder(out: Path) -> None:
    """The second is told."""
    with Ledger(out), pytest.raises(ReportError, match="another coach score"):
        Ledger(out)
    with Ledger(out):
        pass


def test_reading_disturbs_nobody(out: Path, talk: BatchCall) -> None:
    """Neither who writes nor what is there: not even a line that was cut short."""
    place = out / LEDGER
    place.write_bytes(place.read_bytes() + b'{"name": "cut')
    before = place.read_bytes()
    with Ledger(out, is_for_reading=True) as ledger:
        keys = Keys(setup(), None)
        assert list(ledger.find_done([talk], keys, setup=setup())) == ["talk"]
        with Ledger(out):
            pass
    with Ledger(out), Ledger(out, is_for_reading=True):
        pass
    assert place.read_bytes() == before + b"\n"


def test_a_folder_that_cannot_be_is_told(tmp_path: Path) -> None:
    """With the reason."""
    (tmp_path / "file").write_text("")
    for out in (tmp_path / "file", tmp_path / "file" / "out"):
        with pytest.raises(ReportError, match="cannot be written: Not a directory"):
            Ledger(out)


class _Full:
    """A file that is closed like any other, and written to like none."""

    def __init__(self, file: FileIO, full: FileIO) -> None:
        self.close = file.close
        self.write = full.write


def test_a_full_disk_is_told(
    out: Path, talk: BatchCall, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As it is for reports."""
    if not Path("/dev/full").exists():
        pytest.skip("needs a disk that is full")
    with Path("/dev/full").open("ab", buffering=0) as full, Ledger(out) as ledger:
        monkeypatch.setattr(ledger, "_file", _Full(ledger._file, full))
        with pytest.raises(ReportError, match="No space left") as failed:
            ledger.add(outcome(talk), "key")
    cause = failed.value.__cause__
    assert isinstance(cause, OSError)
    assert cause.errno == errno.ENOSPC


def test_a_line_has_no_words_of_the_call(out: Path) -> None:
    """Names and digests only."""
    (line,) = (out / LEDGER).read_text().splitlines()
    assert set(json.loads(line)) == {"name", "key", "report", "error", "kept"}
