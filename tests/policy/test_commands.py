from pathlib import Path

from typer.testing import CliRunner, Result

from coach.policy.commands import app
from coach.policy.loading import load_policy
from coach.policy.policy import Policy, effective_id


def run(*arguments: str | Path) -> Result:
    """Run ``coach policy`` with these arguments."""
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def default_id() -> str:
    """Return the id of the default policy of what is installed."""
    return effective_id(Policy())


class TestInit:
    def test_writes_a_file_that_changes_nothing(self, tmp_path: Path) -> None:
        """The default policy, with comments."""
        path = tmp_path / "desk.toml"

        result = run("init", path)

        assert result.exit_code == 0
        assert effective_id(load_policy(path)) == default_id()

    def test_prints_to_standard_output(self) -> None:
        """For a look at it, or a pipe."""
        result = run("init", "-")

        assert result.exit_code == 0
        assert 'name = "default"' in result.stdout

    def test_spares_a_file_that_is_there(self, tmp_path: Path) -> None:
        """Unless it is told to overwrite it."""
        path = tmp_path / "desk.toml"
        path.write_text("mine")

        result = run("init", path)

        assert result.exit_code == 2
        assert result.stderr == f"{path}: is there already; --force overwrites it\n"
        assert path.read_text() == "mine"
        assert run("init", path, "--force").exit_code == 0
        assert path.read_text() != "mine"

    def test_says_that_it_cannot_write(self, tmp_path: Path) -> None:
        """One line, no traceback."""
        path = tmp_path / "none" / "desk.toml"

        result = run("init", path)

        assert result.exit_code == 2
        assert (
            result.stderr == f"{path}: cannot be written: no such file or directory\n"
        )


class TestShow:
    def test_prints_the_policy_in_effect(self, tmp_path: Path) -> None:
        """As TOML, under its id, with the changes marked."""
        path = tmp_path / "desk.toml"
        path.write_text('name = "desk"\n[nudges]\nper_call = 4\n')

        result = run("show", "--policy", path)

        assert result.exit_code == 0
        first = result.stdout.splitlines()[0]
        assert first == f"# {effective_id(load_policy(path))}"
        assert "per_call = 4  # default: 6" in result.stdout
        path.write_text(result.stdout)
        assert run("check", path).exit_code == 0

    def test_prints_only_the_changes(self, tmp_path: Path) -> None:
        """One line each, below the id."""
        path = tmp_path / "desk.toml"
        path.write_text("[nudges]\nper_call = 4\n")

        result = run("show", "--policy", path, "--changes")

        assert result.stdout.splitlines()[1:] == ["nudges.per_call = 4  # default: 6"]

    def test_without_a_file_shows_the_default(self) -> None:
        """Nothing is changed there."""
        result = run("show", "--changes")

        assert result.stdout == f"# {default_id()}\n"


class TestCheck:
    def test_a_good_file(self, tmp_path: Path) -> None:
        """Says which policy it is."""
        path = tmp_path / "desk.toml"
        path.write_text("[nudges]\nper_call = 4\n")

        result = run("check", path)

        assert result.exit_code == 0
        name = effective_id(load_policy(path))
        assert result.stdout == f"{path}: fine: {name}, 1 value differs from default\n"

    def test_a_bad_file(self, tmp_path: Path) -> None:
        """Each mistake on a line of its own, and exit status 2."""
        path = tmp_path / "desk.toml"
        path.write_text("[nudges]\nper_cal = 4\nspacing_ms = -1\n")

        result = run("check", path)

        assert result.exit_code == 2
        assert result.stdout == ""
        assert sorted(result.stderr.splitlines()) == [
            f"{path}: nudges.per_cal: unknown key; nearest: per_call",
            f"{path}: nudges.spacing_ms: got -1; "
            "allowed: a whole number from 0 to 600000",
        ]

    def test_a_missing_file(self, tmp_path: Path) -> None:
        """Wrong use."""
        result = run("check", tmp_path / "none.toml")

        assert result.exit_code == 2
        assert "cannot be read: no such file or directory" in result.stderr
