"""``coach export``."""

import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from coach.cli import app
from coach.store.calls import add_call, find_calls
from coach.store.database import Database, open_database
from tests.store import samples

QUIET = "chatty-dead-air"


@dataclass(frozen=True)
class Kept:
    """A store with a call in it."""

    db: Database
    uid: str


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a store with one call and its sound, to be copied."""
    folder = tmp_path_factory.mktemp("exported") / "data"
    sound = folder.parent / "call.flac"
    shutil.copyfile(samples.CALLS / f"{QUIET}.flac", sound)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COACH_DATA", str(folder))
        with open_database() as db:
            add_call(db, samples.kept(QUIET, audio=sound))
    return folder


@pytest.fixture
def kept(
    exported: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Kept]:
    """The store that the command opens, with one call and its sound."""
    shutil.copytree(exported, tmp_path / "data")
    monkeypatch.setenv("COACH_DATA", str(tmp_path / "data"))
    with open_database() as db:
        yield Kept(db, find_calls(db).calls[0].uid)


def run(*arguments: str) -> Result:
    """Run the command line."""
    return CliRunner().invoke(app, ["export", *arguments], catch_exceptions=False)


def test_the_report_is_as_it_came(kept: Kept) -> None:
    """By default, on standard output."""
    result = run(kept.uid)

    assert result.exit_code == 0
    assert json.loads(result.stdout) == samples.report(QUIET)


def test_subtitles_go_to_a_file(kept: Kept, tmp_path: Path) -> None:
    """By the beginning of the uid."""
    out = tmp_path / "call.vtt"
    assert run(kept.uid[:6], "--as", "vtt", "--out", str(out)).exit_code == 0
    assert out.read_text(encoding="utf-8").startswith("WEBVTT\n\n1\n00:00:")


def test_the_findings_are_a_table(kept: Kept) -> None:
    """By the call's id."""
    assert "dead-air-48330,dead-air," in run(QUIET, "--as", "csv").stdout


def test_contact_lens_has_voice_activity_for_its_silences(kept: Kept) -> None:
    """As the store has it."""
    form = json.loads(run(kept.uid, "--as", "contact-lens").stdout)
    instances = form["ConversationCharacteristics"]["NonTalkTime"]["Instances"]
    assert 48_330 in [one["BeginOffsetMillis"] for one in instances]


def test_a_clip_is_a_wav(kept: Kept, tmp_path: Path) -> None:
    """Of 3 s before to 2 s after 18 s of dead air."""
    out = tmp_path / "clip.wav"
    result = run(
        kept.uid, "--as", "clip", "--finding", "dead-air-48330", "--out", str(out)
    )
    assert result.exit_code == 0
    assert out.read_bytes()[:4] == b"RIFF"
    assert out.stat().st_size == pytest.approx(23 * 8_000 * 4, abs=100)


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (("nothing",), "nothing: there is no such call"),
        ((QUIET, "--as", "clip", "--finding", "x"), "has no finding x"),
        ((QUIET, "--out", "/dev/null/x"), "cannot be written"),
    ],
)
def test_what_cannot_be_exported_is_a_line(
    kept: Kept, arguments: tuple[str, ...], problem: str
) -> None:
    """And status 2."""
    result = run(*arguments)
    assert result.exit_code == 2
    assert problem in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_a_call_without_its_sound_has_no_clip(kept: Kept) -> None:
    """It is said."""
    add_call(kept.db, samples.kept("no-recap-install"))
    finding = samples.report("no-recap-install")["findings"][0]["id"]
    result = run("no-recap-install", "--as", "clip", "--finding", finding)
    assert "its sound is not kept" in result.stderr


def test_a_name_of_several_calls_stands_for_none(kept: Kept) -> None:
    """As with the other commands: which are meant is told, and nothing is written."""
    other = add_call(kept.db, samples.kept(QUIET, call={"agent": "Nora"})).uid
    result = run(QUIET)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert other[:8] in result.stderr
