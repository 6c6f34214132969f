"""``coach policy try`` and ``coach labels``."""

import io
import json
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from coach import engine
from coach.cli import app
from coach.engine import Engine
from coach.events import Event
from coach.policy.policy import Policy
from coach.reviews.commands import Progress
from coach.reviews.verdicts import judge
from coach.store.calls import add_call
from coach.store.database import Database, open_database
from tests.reviews.making import minute
from tests.store import samples

QUIET = "chatty-dead-air"
FINDING = "dead-air-48330"


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Database]:
    """The store that the commands open, with one call in it."""
    monkeypatch.setenv("COACH_DATA", str(tmp_path / "data"))
    monkeypatch.delenv("COACH_DATABASE_URL", raising=False)
    with open_database() as database:
        uid = add_call(database, samples.kept(QUIET)).uid
        with database.session() as session:
            for row in samples.report(QUIET)["findings"]:
                judge(
                    session,
                    uid,
                    row["id"],
                    reviewer="rob",
                    verdict="wrong",
                    policy=samples.policy(),
                    at=minute(1),
                )
        yield database


@pytest.fixture
def desk(tmp_path: Path) -> str:
    """A policy in which dead air takes 20 s."""
    path = tmp_path / "desk.toml"
    path.write_text('name = "desk"\n[detectors.dead-air]\nsilence_ms = 20_000\n')
    return str(path)


def run(*arguments: str) -> Result:
    """Run the command line."""
    return CliRunner().invoke(app, arguments, catch_exceptions=False)


class TestTry:
    def test_it_says_what_would_vanish(self, kept: Database, desk: str) -> None:
        """And how that was judged."""
        result = run("policy", "try", desk)

        assert result.exit_code == 0
        assert "0:48.3  vanishes  dead-air          judged wrong" in result.stdout
        assert "the policy of each call → desk@" in result.stdout

    def test_as_json(self, kept: Database, desk: str) -> None:
        """For another program."""
        form = json.loads(run("policy", "try", desk, "--json").stdout)

        assert form["kinds"]["dead-air"]["vanished"]["wrong"] == 1
        assert form["look_at"][0]["vanished"][0]["id"] == FINDING

    def test_compared_with_another_policy_from_a_day_on(
        self, kept: Database, desk: str
    ) -> None:
        """With itself nothing changes; tomorrow there is no call."""
        form = json.loads(run("policy", "try", desk, "--policy", desk, "--json").stdout)
        assert form["calls"]["differing"] == 0
        later = run("policy", "try", desk, "--from", "2999-01-01")
        assert later.stdout == "no kept call can be run again\n"

    def test_a_policy_with_a_mistake_is_wrong_use(
        self, kept: Database, tmp_path: Path
    ) -> None:
        """Each mistake is a line."""
        path = tmp_path / "bad.toml"
        path.write_text("[detectors.dead-air]\nsilense_ms = 1\n")
        result = run("policy", "try", str(path))

        assert result.exit_code == 2
        assert "silense_ms: unknown key; nearest: silence_ms" in result.stderr

    def test_ctrl_c_shows_what_was_done(
        self, kept: Database, desk: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Status 130."""
        add_call(kept, samples.kept("clean-password-reset"))
        runs: list[Policy] = []

        def interrupted(record: Iterable[Event], policy: Policy) -> Engine:
            runs.append(policy)
            if len(runs) == 4:  # under the second policy of the second call
                raise KeyboardInterrupt
            return engine.run(record, policy)

        monkeypatch.setattr("coach.reviews.rerunning.run", interrupted)
        result = run("policy", "try", desk)

        assert result.exit_code == 130
        assert "of 1" in result.stdout

    def test_ctrl_c_before_the_first_call_shows_nothing(
        self, kept: Database, desk: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """There may well be calls: nothing is said of them."""

        def interrupted(record: object, policy: Policy) -> Engine:
            raise KeyboardInterrupt

        monkeypatch.setattr("coach.reviews.rerunning.run", interrupted)
        result = run("policy", "try", desk)
        assert (result.exit_code, result.stdout) == (130, "")

    def test_a_call_that_is_left_out_is_named(self, kept: Database, desk: str) -> None:
        """Status 1."""
        report = samples.report("clean-password-reset")
        report["engine"]["policy"] = "other@ffffffffffff"
        add_call(kept, samples.kept(report=report, policy=None))
        result = run("policy", "try", desk)

        assert result.exit_code == 1
        assert "not kept; name one with --policy; left out" in result.stderr


class TestLabels:
    def test_it_says_what_was_written(self, kept: Database, tmp_path: Path) -> None:
        """And what was not, and why."""
        add_call(kept, samples.kept("interrupting-vpn"))
        out = tmp_path / "labels"
        result = run("labels", "--out", str(out))

        assert result.exit_code == 0
        assert result.stdout.splitlines() == [
            f"{out}: labels of 1 call, 0 with their sound",
            "left out: 1 call: not every finding is judged right or wrong",
        ]
        assert len(list(out.glob("*.json"))) == 1

    def test_a_place_that_cannot_be_written_is_wrong_use(
        self, kept: Database, tmp_path: Path
    ) -> None:
        """With the place."""
        (tmp_path / "file").write_text("")
        result = run("labels", "--out", str(tmp_path / "file"))
        assert result.exit_code == 2
        assert "cannot be written" in result.stderr


class TestProgress:
    def test_a_terminal_sees_one_line(self) -> None:
        """Written over, and gone at the end."""

        class Terminal(io.StringIO):
            def isatty(self) -> bool:
                return True

        stream = Terminal()
        progress = Progress(stream)
        progress.count(1, 2)
        progress.end()
        assert stream.getvalue() == "\r1 of 2\r\x1b[K"

    def test_a_file_sees_nothing(self) -> None:
        """Nor does a pipe."""
        stream = io.StringIO()
        progress = Progress(stream)
        progress.count(1, 2)
        progress.end()
        assert stream.getvalue() == ""
