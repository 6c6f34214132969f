import subprocess
import sys
import threading

import pytest

from coach.audio import portaudio_library
from coach.errors import DeviceError


def test_a_library_that_is_missing_is_a_line_of_advice(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Sounddevice says so with an OSError."""

    class Missing:
        def find_spec(self, name: str, *_: object) -> None:
            if name == "sounddevice":
                raise OSError("PortAudio library not found")

    monkeypatch.delitem(sys.modules, "sounddevice", raising=False)
    monkeypatch.setattr(sys, "meta_path", [Missing(), *sys.meta_path])
    with pytest.raises(DeviceError, match="libportaudio2"):
        portaudio_library.library()


def test_one_who_holds_the_lock_and_hangs_is_not_waited_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Opening a device fails then, in a few seconds."""
    monkeypatch.setattr(portaudio_library, "LOCK_S", 0.01)
    release, is_held = threading.Event(), threading.Event()

    def hang() -> None:
        with portaudio_library.lock:
            is_held.set()
            release.wait()

    thread = threading.Thread(target=hang)
    thread.start()
    is_held.wait()
    with (
        pytest.raises(DeviceError, match="does not answer"),
        portaudio_library.held(),
    ):
        pass
    release.set()
    thread.join()


def test_importing_the_coach_does_not_load_portaudio() -> None:
    """Demo and replay run on machines without it."""
    code = (
        "import sys, coach.cli, coach.commands, coach.audio.system, coach.audio.pulse,"
        "coach.audio.portaudio, coach.audio.wasapi\n"
        "assert not {'sounddevice', 'pulsectl', 'pyaudiowpatch'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
