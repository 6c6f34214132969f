"""A real PulseAudio server with null sinks, away from the user's own."""

import os
import shutil
import signal
import subprocess
import tempfile
import time
import wave
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from threading import Thread
from typing import Self

import pytest

START_S = 20.0
"""How long the server may take to answer, in seconds: CI's machines are slow."""


class PulseServer:
    """A server of our own; use as a context manager.

    Args:
        folder: Where its socket is, and its home.
        sinks: The names of its null sinks.
    """

    def __init__(self, folder: Path, sinks: Sequence[str]) -> None:
        self.environment = {
            "XDG_RUNTIME_DIR": str(folder / "run"),
            "HOME": str(folder / "home"),
            "PULSE_SERVER": f"unix:{folder}/run/pulse/native",
            "PULSE_COOKIE": str(folder / "cookie"),
        }
        self._sinks = list(sinks)
        self._log = folder / "pulse.log"
        self._process: subprocess.Popen[bytes] | None = None
        (folder / "run").mkdir(mode=0o700)
        (folder / "home").mkdir()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def start(self) -> None:
        """Start it, and wait until it answers."""
        modules = ["module-native-protocol-unix"]
        modules += [_null_sink(name) for name in self._sinks]
        command = ["pulseaudio", "-n", "--exit-idle-time=-1", "--daemonize=no"]
        command += [f"--log-target=file:{self._log}"]
        for module in modules:
            command += ["-L", module]
        environment = {**os.environ, **self.environment}
        environment.pop("PULSE_SERVER")  # it would not serve where it is a client
        self._process = subprocess.Popen(
            command,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        deadline = time.monotonic() + START_S
        while time.monotonic() < deadline and self._process.poll() is None:
            if self._pactl("info").returncode == 0:
                return
            time.sleep(0.05)
        self.stop()
        log = self._log.read_text() if self._log.exists() else ""
        pytest.fail(f"PulseAudio does not start: {log}")

    def stop(self) -> None:
        """End it; a second time does nothing."""
        process, self._process = self._process, None
        if process is None:
            return
        process.send_signal(signal.SIGCONT)
        process.kill()
        process.wait()

    def hang(self) -> None:
        """Let it answer nobody any more."""
        assert self._process is not None
        self._process.send_signal(signal.SIGSTOP)

    def add(self, sink: str) -> None:
        """Load a null sink."""
        module, *arguments = _null_sink(sink).split()
        self._pactl("load-module", module, *arguments, is_checked=True)

    def remove(self, sink: str) -> None:
        """Unload a null sink: what listens to its monitor loses it."""
        for line in self._pactl("list", "short", "modules").stdout.splitlines():
            number, _, arguments = line.partition("\t")
            if f"sink_name={sink} " in f"{arguments} ".replace("\t", " "):
                self._pactl("unload-module", number, is_checked=True)
                return
        raise LookupError(sink)

    @contextmanager
    def playing(self, path: Path, sink: str) -> Iterator[subprocess.Popen[bytes]]:
        """Play a sound file into a sink meanwhile; yields the player."""
        with self._running("paplay", "-d", sink, str(path)) as player:
            yield player

    @contextmanager
    def playing_together(
        self, paths: Mapping[str, Path]
    ) -> Iterator[list[subprocess.Popen[bytes]]]:
        """Play a mono WAV file of 16 bits into each sink, all from one moment on.

        A program may be kept waiting for long as it starts: the players get their sound
        once all of them are connected.
        """
        with ExitStack() as stack:
            players = [stack.enter_context(self._player(sink)) for sink in paths]
            self._until_connected(len(players))
            for player, path in zip(players, paths.values(), strict=True):
                feeder = Thread(target=_feed, args=(player, path))
                feeder.start()
                stack.callback(feeder.join)
                stack.callback(player.kill)
            yield players

    def _until_connected(self, players: int) -> None:
        deadline = time.monotonic() + START_S
        while len(self.pactl("list", "short", "sink-inputs").splitlines()) < players:
            if time.monotonic() > deadline:
                pytest.fail("the players do not connect")
            time.sleep(0.02)

    @contextmanager
    def _player(self, sink: str) -> Iterator[subprocess.Popen[bytes]]:
        """A player of raw sound, 16 kHz, 16 bits, mono, that waits for its sound."""
        form = ("--rate=16000", "--channels=1", "--format=s16le")
        with self._running("pacat", "--playback", "-d", sink, *form) as player:
            yield player

    @contextmanager
    def _running(self, *command: str) -> Iterator[subprocess.Popen[bytes]]:
        """A program that knows this server, until the context ends."""
        program = subprocess.Popen(
            command,
            env={**os.environ, **self.environment},
            stdin=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        try:
            yield program
        finally:
            program.kill()
            program.communicate()

    def pactl(self, *arguments: str) -> str:
        """Run ``pactl``; return what it prints."""
        return self._pactl(*arguments, is_checked=True).stdout

    def _pactl(
        self, *arguments: str, is_checked: bool = False
    ) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["pactl", *arguments],
            env={**os.environ, **self.environment},
            check=is_checked,
            capture_output=True,
            text=True,
        )


def needs_pulse() -> None:
    """Skip a test where PulseAudio is not installed; in CI, fail it."""
    missing = [name for name in ("pulseaudio", "paplay") if shutil.which(name) is None]
    if missing and os.environ.get("CI"):
        pytest.fail(f"CI must have {missing}: run tests/install-system.sh")
    if missing:
        pytest.skip(f"{missing} not installed: run tests/install-system.sh")


@contextmanager
def pulse_server(
    monkeypatch: pytest.MonkeyPatch, sinks: Sequence[str] = ("agent", "customer")
) -> Iterator[PulseServer]:
    """Run a server that this process, too, takes for the user's own."""
    needs_pulse()
    # Not in pytest's folder: the path of a socket has at most 107 characters.
    with tempfile.TemporaryDirectory(prefix="pulse-") as folder:
        server = PulseServer(Path(folder), sinks)
        for name, value in server.environment.items():
            monkeypatch.setenv(name, value)
        with server:
            yield server


def _feed(player: subprocess.Popen[bytes], path: Path) -> None:
    """Hand a player its sound, and close."""
    assert player.stdin is not None
    with wave.open(str(path)) as file:
        sound = file.readframes(file.getnframes())
    with suppress(BrokenPipeError), player.stdin as pipe:
        pipe.write(sound)


def _null_sink(name: str) -> str:
    described = f"sink_properties=device.description={name}"
    return f"module-null-sink sink_name={name} rate=48000 {described}"
