import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from coach.audio import system as audio_system
from coach.audio.devices import Device, DeviceKind, numbered
from coach.cli import app
from coach.preferences import load_preferences, remember
from tests.audio.sound_devices import device

runner = CliRunner()
DEVICES = numbered(
    [
        device("Jabra microphone", is_headset=True, card="jabra"),
        device("Camera", is_default=True),
        device(
            "Monitor of Jabra", DeviceKind.LOOPBACK, card="jabra", loopback_of="out"
        ),
        device("Jabra", DeviceKind.PLAYBACK, id="out", card="jabra", is_default=True),
    ]
)


class FakeSystem:
    """A listing."""

    def __init__(self, devices: list[Device]) -> None:
        self._devices = devices

    def devices(self) -> list[Device]:
        """Those it was given."""
        return self._devices


@pytest.fixture
def path(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The preferences' file, and a desk with a headset and a camera."""
    path = tmp_path / "preferences.toml"
    monkeypatch.setattr("coach.preferences.preferences_file", lambda: path)
    use(monkeypatch, DEVICES)
    return path


def use(monkeypatch: pytest.MonkeyPatch, devices: list[Device]) -> None:
    """Have these devices."""
    monkeypatch.setattr(audio_system, "device_system", lambda: FakeSystem(devices))


def test_listing_says_what_each_is_good_for_and_which_two_are_taken(
    path: Path,
) -> None:
    """And why."""
    output = runner.invoke(app, ["devices"], env={"COLUMNS": "140"}).output
    assert "agent: microphone" in output
    assert "not usable alone: pick its loopback, 3" in output
    assert "agent    2 Jabra microphone: a headset's microphone" in output
    assert "customer 3 Monitor of Jabra: the output of the agent's own" in output


def test_a_device_may_be_named(path: Path) -> None:
    """JSON has its id and the reason; nothing is remembered by looking."""
    result = runner.invoke(app, ["devices", "--agent-device", "camera", "--json"])
    form = json.loads(result.output)
    assert form["agent"] == {"id": "camera", "reason": "you named it"}
    assert form["customer"]["id"] == "monitor-of-jabra"
    assert [d["number"] for d in form["devices"]] == [1, 2, 3, 4]
    assert form["devices"][0]["purpose"] == "agent: microphone"
    assert form["advice"] == []
    assert not path.exists()


@pytest.mark.parametrize("name", ["sennheiser", "a"])
def test_a_name_that_is_not_clear_is_wrong_use(path: Path, name: str) -> None:
    """A line with the candidates."""
    result = runner.invoke(app, ["devices", "--agent-device", name])
    assert result.exit_code == 2
    assert result.output.startswith("error: ")
    assert "Camera" in result.output


def test_a_remembered_device_is_taken_and_can_be_forgotten(path: Path) -> None:
    """The analyst's name stays."""
    remember({"agent_device": "camera", "analyst": "Ana"}, path)
    first = json.loads(runner.invoke(app, ["devices", "--json"]).output)
    second = json.loads(runner.invoke(app, ["devices", "--json", "--forget"]).output)
    assert first["agent"]["id"] == "camera"
    assert second["agent"]["id"] == "jabra-microphone"
    assert load_preferences(path).analyst == "Ana"


def test_a_remembered_device_that_is_not_here_is_passed_over(path: Path) -> None:
    """With a warning: the headset is at home today."""
    remember({"agent_device": "old-headset"}, path)
    result = runner.invoke(app, ["devices"])
    assert result.exit_code == 0
    assert "warning: the remembered device of the agent is not here" in result.output
    assert "Jabra microphone" in result.output


def test_without_devices_there_is_advice(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And no empty table."""
    use(monkeypatch, [])
    result = runner.invoke(app, ["devices"])
    assert result.exit_code == 0
    assert result.output.startswith("advice: ")
