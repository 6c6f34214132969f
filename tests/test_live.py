from pathlib import Path

import pytest
from typer.testing import CliRunner

from coach.cli import app


@pytest.fixture
def _no_sound(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A machine without a sound server, and a user without preferences."""
    monkeypatch.setenv("PULSE_SERVER", f"unix:{tmp_path}/nobody")
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))


@pytest.mark.usefixtures("_no_sound")
def test_a_machine_without_sound_is_told_in_a_line() -> None:
    """With the status of a command that cannot be begun."""
    result = CliRunner().invoke(app, ["live", "--port", "0"])

    assert result.exit_code == 2
    (line,) = result.stderr.splitlines()
    assert line.startswith("error: ")
    assert "PulseAudio" in line or "is not installed" in line


@pytest.mark.usefixtures("_no_sound")
def test_a_folder_that_cannot_be_written_is_told_before_the_shift(
    tmp_path: Path,
) -> None:
    """Not after the first call."""
    (tmp_path / "plain").write_text("")
    place = str(tmp_path / "plain" / "reports")
    result = CliRunner().invoke(app, ["live", "--port", "0", "--report", place])

    assert result.exit_code == 2
    assert "plain" in result.stderr
