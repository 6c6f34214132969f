import pytest

from coach.audio import pulse, system
from coach.audio.portaudio import PortAudioSystem
from coach.audio.pulse import PulseSystem
from coach.audio.wasapi import WasapiSystem


@pytest.mark.parametrize(
    ("platform", "answers", "kind"),
    [
        ("win32", False, WasapiSystem),
        ("darwin", True, PortAudioSystem),
        ("linux", True, PulseSystem),
        ("linux", False, PortAudioSystem),
    ],
)
def test_each_platform_has_its_system(
    monkeypatch: pytest.MonkeyPatch, platform: str, answers: bool, kind: type
) -> None:
    """On Linux the sound server if there is one, else plain ALSA."""
    monkeypatch.setattr(pulse.PulseSystem, "answers", lambda _: answers)
    assert type(system.device_system(platform)) is kind
