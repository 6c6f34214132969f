"""The PortAudio library itself, through sounddevice: loaded when it is needed.

It allows one thread at a time to list, open or close; whoever does holds ``lock``.
"""

import ctypes
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType

from coach.errors import DeviceError

lock = threading.RLock()
"""Held while PortAudio lists, opens or closes."""

open_streams: set[int] = set()
"""The streams that are open, by a number of each."""

_silencers: list[object] = []


LOCK_S = 5.0
"""How long one waits for another to have opened or closed a device, in seconds."""


@contextmanager
def held() -> Iterator[None]:
    """Hold the lock.

    Raises:
        DeviceError: Another thread holds it and hangs, for its device does not answer.
    """
    if not lock.acquire(timeout=LOCK_S):
        raise DeviceError("PortAudio", "another device does not answer")
    try:
        yield
    finally:
        lock.release()


def library() -> ModuleType:
    """Return sounddevice; the first time takes some 0.2 s.

    Raises:
        DeviceError: The PortAudio library is not installed.
    """
    with held():
        if "sounddevice" not in sys.modules:
            _silence_alsa()
        try:
            import sounddevice
        except OSError as error:
            raise DeviceError(
                "PortAudio",
                "is not installed (Debian and Ubuntu: apt install libportaudio2)",
            ) from error
        module: ModuleType = sounddevice
        return module


def refresh() -> None:
    """Have PortAudio look for devices anew; it can only while nothing is open."""
    with held():
        sounddevice = library()
        if not open_streams:
            sounddevice._terminate()
            sounddevice._initialize()


def _silence_alsa() -> None:
    """Keep ALSA from writing to standard error about cards that are not there."""
    if sys.platform != "linux":
        return
    try:
        alsa = ctypes.CDLL("libasound.so.2")
    except OSError:
        return
    kind = ctypes.CFUNCTYPE(
        None, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p, ctypes.c_int
    )
    silent = kind(lambda *_: None)
    _silencers.append(silent)  # ALSA keeps the address only
    alsa.snd_lib_error_set_handler(silent)
