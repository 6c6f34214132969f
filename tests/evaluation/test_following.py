import asyncio
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from coach.errors import InputError, ReportError
from coach.evaluation.following import (
    FollowedCalls,
    FollowOptions,
    follow_all,
    true_transcript,
)
from coach.evaluation.labels import truth_of
from coach.evaluation.truth import Truth

from .making import AGENT, CUSTOMER, LABELS, line, truth

WORDS = FollowOptions(is_audio=False)


def called(name: str) -> Truth:
    """Return the labels under another name."""
    return truth_of(LABELS, path=Path(f"calls/{name}.json"))


def names_in(folder: Path) -> list[str]:
    """Return the names of the files in a folder."""
    return sorted(path.name for path in folder.iterdir())


@dataclass
class Follower:
    """Follows calls, and notes what it is told."""

    interrupted: asyncio.Event = field(default_factory=asyncio.Event)
    begun: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    interrupts_in: str = ""
    """The call during which the user wants an end."""

    async def follow(
        self, truths: Sequence[Truth], options: FollowOptions = WORDS
    ) -> FollowedCalls:
        """Follow them all."""
        return await follow_all(
            truths,
            options,
            interrupted=self.interrupted,
            begin=self.begin,
            fail=self.fail,
        )

    def begin(self, truth: Truth) -> None:
        """Note that a call begins."""
        self.begun.append(truth.call)
        if truth.call == self.interrupts_in:
            self.interrupted.set()

    def fail(self, error: InputError) -> None:
        """Note that a call cannot be followed."""
        self.failed.append(str(error))


def test_true_transcript_has_the_labels_words_and_times() -> None:
    """In order of time, in whole milliseconds."""
    lines = (line(CUSTOMER, 3.505, 6.0, "It is pink."), line(AGENT, 0.5, 3.0, "Hello."))

    transcript = true_transcript(truth(lines=lines))

    assert [(u.speaker, u.start, u.text) for u in transcript.utterances] == [
        (AGENT, 8_000, "Hello."),
        (CUSTOMER, 56_080, "It is pink."),
    ]


async def test_each_call_gets_its_report() -> None:
    """Made by the engine, of the labels' words."""
    follower = Follower()

    followed = await follower.follow([called("a"), called("b")])

    assert [(one.call, form["call"]["id"]) for one, form in followed.reports] == [
        ("a", "a"),
        ("b", "b"),
    ]
    assert followed.left_out == []
    assert followed.policy.startswith("default@")
    assert (follower.begun, follower.failed) == (["a", "b"], [])


async def test_reports_are_kept_where_they_are_wanted(tmp_path: Path) -> None:
    """The same ones that are compared."""
    options = FollowOptions(is_audio=False, reports=tmp_path / "reports")

    followed = await Follower().follow([called("a")], options)

    written = (tmp_path / "reports" / "a.report.json").read_text()
    assert json.loads(written) == followed.reports[0][1]


async def test_a_place_that_cannot_be_written_is_told_first(tmp_path: Path) -> None:
    """Before any call is followed."""
    (tmp_path / "file").touch()
    follower = Follower()

    with pytest.raises(ReportError):
        await follower.follow(
            [called("a")], FollowOptions(is_audio=False, reports=tmp_path / "file")
        )

    assert follower.begun == []


async def test_a_call_that_cannot_be_followed_is_left_out() -> None:
    """It would look as if nothing had been found in it."""
    endless = truth(call="endless", lines=(line(AGENT, 0.0, 9.0, "so " * 9_000),))
    follower = Follower()

    followed = await follower.follow([endless, called("a")])

    assert [one.call for one in followed.left_out] == ["endless"]
    assert [one.call for one, _ in followed.reports] == ["a"]
    assert len(follower.failed) == 1
    assert "utterances 1: text has" in follower.failed[0]


async def test_an_interrupt_leaves_the_rest_out(tmp_path: Path) -> None:
    """The call that it cut short as well; half a call's report is not kept."""
    follower = Follower(interrupts_in="b")
    options = FollowOptions(is_audio=False, reports=tmp_path)

    followed = await follower.follow([called("a"), called("b"), called("c")], options)

    assert [one.call for one, _ in followed.reports] == ["a"]
    assert [(one.call, one.reason) for one in followed.left_out] == [
        ("b", "interrupted"),
        ("c", "interrupted"),
    ]
    assert follower.begun == ["a", "b"]
    assert names_in(tmp_path) == ["a.report.json"]


async def test_reports_never_replace_labels(tmp_path: Path) -> None:
    """Labels are hand-made, and may have any name."""
    labels = tmp_path / "one.report.json"
    labels.write_text(json.dumps(LABELS))
    other = truth_of(LABELS, path=labels)
    mine = truth_of(LABELS, path=tmp_path / "one.json")

    with pytest.raises(ReportError, match="is a file of labels"):
        await Follower().follow(
            [mine, other], FollowOptions(is_audio=False, reports=tmp_path)
        )
    assert json.loads(labels.read_text()) == LABELS


async def test_a_full_disk_loses_nothing_that_was_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The call is left out, and the others count."""

    def write(report: object, path: Path) -> None:
        if path.name.startswith("two"):
            raise ReportError(str(path), "no space left")

    monkeypatch.setattr("coach.evaluation.following.write_report", write)
    follower = Follower()
    followed = await follower.follow(
        [called("one"), called("two"), called("three")],
        FollowOptions(is_audio=False, reports=tmp_path),
    )

    assert [truth.call for truth, _ in followed.reports] == ["one", "three"]
    assert [left.call for left in followed.left_out] == ["two"]
    assert len(follower.failed) == 1
