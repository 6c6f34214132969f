import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from coach.audio import system as audio_system
from coach.audio.devices import Device, DeviceKind, numbered
from coach.audio.system import Take
from coach.checkup import commands
from coach.checkup.speed import Speed, rate_speed
from coach.cli import app
from coach.errors import DeviceError, ModelError
from tests.audio.conftest import WriteWav, write_wav
from tests.audio.sound_devices import device
from tests.checkup.signals import RATE, hiss, talk
from tests.pulse import pulse_server

__all__ = ["write_wav"]

runner = CliRunner()
MICROPHONE = device("Headset")
LOOPBACK = device("Monitor", DeviceKind.LOOPBACK)


class FakeSystem:
    """Devices that cannot be opened."""

    def __init__(self, *devices: Device) -> None:
        self._devices = numbered(devices)

    def devices(self) -> list[Device]:
        """Those it was given."""
        return self._devices

    def open(self, device: Device, take: Take) -> None:
        """Refuse."""
        raise DeviceError(device.name, "cannot be opened")


@pytest.fixture(autouse=True)
def at_home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No preferences, and a model that takes no time."""
    monkeypatch.setattr(
        "coach.preferences.preferences_file", lambda: tmp_path / "preferences.toml"
    )

    def fast(model: str | None) -> Speed:
        return rate_speed([0.1], model=model or "tiny.en")

    monkeypatch.setattr(commands, "time_model", fast)


def use(monkeypatch: pytest.MonkeyPatch, *devices: Device) -> None:
    """Have these devices and no others."""
    monkeypatch.setattr(audio_system, "device_system", lambda: FakeSystem(*devices))


def test_without_a_loopback_it_cannot_run(monkeypatch: pytest.MonkeyPatch) -> None:
    """The line says which side is missing and what to do."""
    use(monkeypatch, MICROPHONE)
    result = runner.invoke(app, ["check"])
    assert result.exit_code == 2
    assert "error: the customer: no loopback" in result.output


def test_without_any_device_it_cannot_run(monkeypatch: pytest.MonkeyPatch) -> None:
    """As on a server without sound."""
    use(monkeypatch)
    result = runner.invoke(app, ["check"])
    assert result.exit_code == 2
    assert "error: both sides" in result.output


def test_a_device_that_does_not_open_is_no_verdict(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Status 2, not 1: nothing was measured."""
    use(monkeypatch, MICROPHONE, LOOPBACK)
    result = runner.invoke(app, ["check", "--seconds", "3"])
    assert result.exit_code == 2
    assert "error: Headset: cannot be opened" in result.output


def test_a_model_that_is_missing_is_told_before_the_user_speaks(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Nobody talks to a recorder for nothing."""

    def fail(model: str | None) -> Speed:
        raise ModelError(f"{model}: no such model folder")

    use(monkeypatch, MICROPHONE, LOOPBACK)
    monkeypatch.setattr(commands, "time_model", fail)
    result = runner.invoke(app, ["check", "--model", "./none"])
    assert result.exit_code == 2
    assert "speak" not in result.output


@pytest.mark.parametrize("seconds", ["2.9", "121", "nan"])
def test_a_length_out_of_range_is_refused(seconds: str) -> None:
    """Less tells nothing, more nobody waits for."""
    assert runner.invoke(app, ["check", "--seconds", seconds]).exit_code == 2


@pytest.mark.model
def test_the_packaged_model_is_timed_on_the_sample_call(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A real decode takes some time and gives a figure."""
    monkeypatch.undo()
    speed = commands.time_model(None)
    assert speed.model == "tiny.en"
    assert 0.01 < speed.decode_s < 30


@pytest.mark.pulse
def test_a_whole_check_with_a_real_server(
    monkeypatch: pytest.MonkeyPatch, write_wav: WriteWav
) -> None:
    """Two sinks play; the verdict has their levels and no problem of either's."""
    files = {
        name: write_wav(f"{name}.wav", (talk(20, seed) + hiss(-60, 20))[:, None], RATE)
        for seed, name in enumerate(("agent", "customer"))
    }
    arguments = ["check", "--agent-device", "agent", "--customer-device", "customer"]
    with (
        pulse_server(monkeypatch) as server,
        server.playing(files["agent"], "agent"),
        server.playing(files["customer"], "customer"),
    ):
        result = runner.invoke(app, [*arguments, "--seconds", "4", "--json"])
    form = json.loads(result.output)
    lines = {line["topic"]: line for line in form["lines"]}
    assert form["agent_device"] == "agent.monitor"
    assert form["customer_device"] == "customer.monitor"
    for side in ("agent", "customer"):
        level = lines[f"{side} level"]
        assert level["grade"] == "ok"
        measured = float(level["finding"].split()[2])
        assert measured == pytest.approx(-20, abs=1)
        assert lines[f"{side} clipping"]["grade"] == "ok"
    assert lines["echo"]["finding"].startswith("none")
    assert result.exit_code == (0 if form["is_fine"] else 1)
