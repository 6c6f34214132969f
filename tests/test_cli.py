from pathlib import Path

import pytest
from typer.testing import CliRunner

from coach import __version__
from coach.cli import app

runner = CliRunner()


def lines(output: str) -> list[str]:
    """The lines of an output that are not empty."""
    return [line for line in output.splitlines() if line.strip()]


@pytest.mark.parametrize(
    "command",
    [
        "demo",
        "replay",
        "live",
        "score",
        "import",
        "calls",
        "delete",
        "purge",
        "evaluate",
        "labels",
        "share",
        "export",
        "devices",
        "check",
        "recover",
        "policy try",
    ],
)
def test_help_of_each_command_shows_an_example(command: str) -> None:
    """A newcomer can copy a line that works."""
    result = runner.invoke(app, [*command.split(), "--help"], env={"COLUMNS": "100"})

    assert result.exit_code == 0
    assert f"coach {command}" in result.output
    assert "Example" in result.output


def test_version_is_the_package_s() -> None:
    """One number, in one place."""
    assert runner.invoke(app, ["--version"]).output == f"coach {__version__}\n"


def test_without_a_command_there_is_help() -> None:
    """Not an error message about a missing argument."""
    assert "Usage" in runner.invoke(app, []).output


@pytest.mark.parametrize(
    "arguments",
    [
        ["replay"],
        ["replay", "--agent", "a.wav"],
        ["replay", "a.wav", "--speed", "-1"],
        ["replay", "a.wav", "--speed", "nan"],
        ["replay", "a.wav", "--agent-channel", "2"],
        ["replay", "a.wav", "--port", "70000"],
        ["live", "--paced"],
        ["live", "--transcript", "file.jsonl"],
        ["live", "--transcript", "-", "--agent-device", "jabra"],
        ["evaluate"],
        ["evaluate", "calls", "--from", "memory"],
        ["policy", "try"],
        ["policy", "try", "desk.toml", "--from", "yesterday"],
        ["labels"],
        ["export"],
        ["export", "call", "--as", "song"],
        ["export", "call", "--as", "clip"],
        ["export", "call", "--finding", "dead-air-1"],
        ["sing"],
    ],
)
def test_wrong_use_has_status_2_and_no_traceback(arguments: list[str]) -> None:
    """What cannot be begun is refused before anything starts."""
    result = runner.invoke(app, arguments)

    assert result.exit_code == 2
    assert "Traceback" not in result.output


def test_policy_problems_are_lines_and_status_2(tmp_path: Path) -> None:
    """Each problem names the file and the key."""
    policy = tmp_path / "desk.toml"
    policy.write_text("[speech]\nendpiont_ms = 400\n")
    result = runner.invoke(
        app, ["replay", "a.json", "--policy", str(policy), "--port", "0"]
    )

    assert result.exit_code == 2
    assert "speech.endpiont_ms" in result.output
    assert "endpoint_ms" in result.output
    assert len(lines(result.stderr)) == 1
