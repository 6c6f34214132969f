"""PulseAudio, and PipeWire's server of the same protocol: Linux.

Sources and sinks are listed by the server; a source is opened by PortAudio through
ALSA's ``pulse`` device, which takes the source's name from the environment:

    PortAudio ─▶ ALSA "pulse" ─▶ PULSE_SOURCE ─▶ source output ─▶ the wanted source?
                                                      └── watched: moved or gone → ended
"""

import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from coach.audio.devices import Device, DeviceKind
from coach.audio.portaudio_library import held, library, refresh
from coach.audio.portaudio_stream import MOST_CHANNELS, PortAudioStream, StreamOptions
from coach.audio.pulse_server import connected, gone_errors, listed, pulsectl_module
from coach.audio.system import Take
from coach.errors import DeviceError

VARIABLE = "PULSE_SOURCE"
"""The environment variable that libpulse takes the source from."""

PCMS = ("pulse", "pipewire")
"""ALSA's devices that lead to the sound server, the first that is there.  Source:
alsa-plugins names the first, PipeWire's own plugin the second."""

WATCH_S = 0.25
"""How often the server is asked where a stream is attached, in seconds."""

ATTACH_S = 2.0
"""How long the server may take to attach a stream, in seconds."""


class PulseSystem:
    """Devices as the sound server lists them; a ``DeviceSystem``."""

    lists_while_open = True

    def answers(self) -> bool:
        """Whether there is a server.

        Raises:
            DeviceError: There is one that does not answer: PortAudio would wait for it
                for ever.
        """
        with connected() as pulse:
            return pulse is not None

    def devices(self) -> list[Device]:
        """Return all sources and sinks, numbered; none without a server.

        Raises:
            DeviceError: The server went while it was asked.
        """
        with connected() as pulse:
            if pulse is None:
                return []
            with _told_if_gone("sound"):
                return listed(pulse)

    def open(self, device: Device, take: Take) -> "PulseStream":
        """Begin to listen to a source.

        Raises:
            DeviceError: It has gone, cannot be opened, or the server attached the
                stream to another.
        """
        with held(), connected() as pulse:
            if pulse is None:
                raise DeviceError(device.name, "the sound server does not answer")
            with _told_if_gone(device.name):
                source = _source(pulse, device)
                before = {output.index for output in pulse.source_output_list()}
            with _environment(VARIABLE, source.name):
                stream = PortAudioStream(_options(source), take, name=device.name)
            try:
                with _told_if_gone(device.name):
                    output = _attached(pulse, before, source, device)
            except BaseException:
                stream.close()
                raise
        return PulseStream(stream, output=output, source=source.index)


class PulseStream:
    """A source that is being listened to; a ``DeviceStream``.

    Args:
        stream: PortAudio's.
        output: The server's index of the stream.
        source: The server's index of the source it must be attached to.
    """

    def __init__(self, stream: PortAudioStream, *, output: int, source: int) -> None:
        self.rate, self.channels = stream.rate, stream.channels
        self._stream = stream
        self._output, self._source = output, source
        self._is_attached = True
        self._closing = threading.Event()
        self._watcher = threading.Thread(
            target=self._watch, name="watch-device", daemon=True
        )
        self._watcher.start()

    @property
    def is_active(self) -> bool:
        """False once the source has gone or the server has moved the stream."""
        return self._is_attached and self._stream.is_active

    def close(self) -> None:
        """Stop listening; see :class:`coach.audio.system.DeviceStream`."""
        self._closing.set()
        self._stream.close()
        self._is_attached = False

    def _watch(self) -> None:
        # The stream, or the server, has gone or hangs: told below.
        with suppress(DeviceError, *gone_errors()), connected() as pulse:
            while pulse is not None and not self._closing.wait(WATCH_S):
                output = pulse.source_output_info(self._output)
                if output.source != self._source:
                    break
        # What another source delivers is nobody's.
        self._stream.mute()
        self._is_attached = False


@contextmanager
def _told_if_gone(name: str) -> Iterator[None]:
    """Turn what pulsectl raises when the server goes into an error of ours.

    Whoever looks for lost devices asks on: a server that starts anew must not end them.
    """
    try:
        yield
    except gone_errors() as error:
        raise DeviceError(name, "the sound server has gone") from error


def _source(pulse: Any, device: Device) -> Any:  # noqa: ANN401 (pulsectl's)
    for source in pulse.source_list():
        if source.name == device.id:
            return source
    if device.kind is DeviceKind.PLAYBACK:
        raise DeviceError(device.name, "only plays; listen to its loopback")
    raise DeviceError(device.name, "is not there any more")


def _options(source: Any) -> StreamOptions:  # noqa: ANN401 (pulsectl's)
    return StreamOptions(
        index=_pcm(),
        rate=source.rate,
        channels=min(source.channel_count, MOST_CHANNELS),
        has_device_time=False,  # measured: ALSA's pulse device makes them up
    )


def _pcm() -> int:
    """PortAudio's index of the ALSA device that leads to the sound server."""
    for is_fresh in (False, True):
        if is_fresh:  # the server may have come up after PortAudio looked
            refresh()
        names = [d["name"] for d in library().query_devices()]
        for name in PCMS:
            if name in names:
                return names.index(name)
    raise DeviceError(
        "ALSA",
        "has no way to the sound server (Debian and Ubuntu: apt install "
        "libasound2-plugins; Fedora: dnf install alsa-plugins-pulseaudio)",
    )


def _attached(
    pulse: Any,  # noqa: ANN401 (pulsectl's)
    before: set[int],
    source: Any,  # noqa: ANN401 (as above)
    device: Device,
) -> int:
    """Wait until the server has attached our stream; return its index.

    A stream that a user once moved by hand is put there again by some servers: it is
    moved to where it belongs.
    """
    pulsectl = pulsectl_module()
    deadline = time.monotonic() + ATTACH_S
    while time.monotonic() < deadline:
        for output in pulse.source_output_list():
            process = output.proplist.get("application.process.id")
            if output.index in before or process != str(os.getpid()):
                continue
            if output.source == source.index:
                return int(output.index)
            try:
                pulse.source_output_move(output.index, source.index)
            except pulsectl.PulseError as error:
                reason = "the sound server attached another device"
                raise DeviceError(device.name, reason) from error
        time.sleep(0.02)
    raise DeviceError(device.name, "the sound server did not attach it")


@contextmanager
def _environment(name: str, value: str) -> Iterator[None]:
    """Have an environment variable for a while; hold the lock meanwhile."""
    old = os.environ.get(name)
    os.environ[name] = value
    try:
        yield
    finally:
        if old is None:
            del os.environ[name]
        else:
            os.environ[name] = old
