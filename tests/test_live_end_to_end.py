"""``coach live`` on the sound of a real PulseAudio server, from outside."""

import contextlib
import json
import os
import re
import signal
import subprocess
import sys
import threading
import time
import urllib.request
import wave
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from websockets.sync.client import ClientConnection, connect

from coach.audio.decoding import Decoder
from coach.audio_time import SAMPLE_RATE, samples
from coach.store.calls import StoredCall, call_of, find_calls
from coach.store.database import open_database
from tests.data import CALLS
from tests.pulse import PulseServer, pulse_server

pytestmark = [pytest.mark.pulse, pytest.mark.model, pytest.mark.alone]

Report = dict[str, Any]

CALL = CALLS / "interrupting-vpn.flac"
FROM_S, SECONDS = 10, 20
"""The part of the call: seven utterances, two interruptions.  A replay finds both
whatever silence is before it (40 lengths tried); the next one, of which the recogniser
loses the "okay" at some, is left out."""

APART_MS = 400
"""How far the same finding may lie live and in a replay, beside where the call begins:
resampling twice, and windows of voice activity that begin elsewhere, move an edge by a
few of them."""

POLICY = """
[calls]
silence_ms = 20000

[keeping]
keep = "all"
format = "opus"
"""


def write(path: Path, audio: NDArray[np.float32]) -> Path:
    """Write sound, shape (samples, channels), as a WAV file."""
    with wave.open(str(path), "wb") as file:
        file.setnchannels(audio.shape[1])
        file.setsampwidth(2)
        file.setframerate(SAMPLE_RATE)
        file.writeframes((audio * 32767).astype("<i2").tobytes())
    return path


@pytest.fixture(scope="module")
def sound() -> NDArray[np.float32]:
    """That part of the sample call, the agent's channel first."""
    start, end = samples(FROM_S * 1000), samples((FROM_S + SECONDS) * 1000)
    return Decoder(CALL, channels=2).read(end)[start:]


@pytest.fixture(scope="module")
def channels(
    sound: NDArray[np.float32], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Path]:
    """The same, a file for each side."""
    folder = tmp_path_factory.mktemp("channels")
    sides = {"agent": sound[:, :1], "customer": sound[:, 1:]}
    return {name: write(folder / f"{name}.wav", part) for name, part in sides.items()}


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[PulseServer]:
    """A sound server whose two outputs are the two ends of a line."""
    with pulse_server(monkeypatch) as server:
        yield server


class Live:
    """A ``coach live`` that runs, seen from its overlay, its API and its reports."""

    def __init__(self, folder: Path, server: PulseServer) -> None:
        self.reports = folder / "reports"
        policy = folder / "desk.toml"
        policy.write_text(POLICY)
        command = [sys.executable, "-m", "coach", "live", "--port", "0"]
        command += ["--agent-device", "agent.monitor", "--policy", str(policy)]
        command += ["--customer-device", "customer.monitor", "--analyst", "Nora"]
        self.process = subprocess.Popen(
            [*command, "--report", str(self.reports)],
            env={
                **os.environ,
                **server.environment,
                "XDG_CONFIG_HOME": str(folder / "config"),
            },
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.lines: list[str] = []
        self._reader = threading.Thread(target=self._read)
        self._reader.start()
        address = self.until(lambda: self.said(r"overlay: (http\S+)/overlay/#token="))
        self.address = str(address)
        self.token = str(self.said(r"#token=(\S+)"))
        self.until(lambda: self.said("^(listening)$"))

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.lines.append(line.rstrip())

    def said(self, pattern: str) -> str | None:
        """Return what a line of the terminal has to say."""
        for line in [*self.lines]:
            if found := re.search(pattern, line):
                return found[1]
        return None

    def until(self, check: Callable[[], Any], *, seconds: float = 60) -> Any:  # noqa: ANN401
        """Wait until something is so; return what it is."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            if found := check():
                return found
            time.sleep(0.05)
        pytest.fail("\n".join(["it did not come:", *self.lines[-20:]]))

    def post(self, path: str) -> int:
        """Tell the coach something, as a telephone would."""
        request = urllib.request.Request(
            f"{self.address}/api/{path}",
            method="POST",
            headers={"Authorization": f"Bearer {self.token}"},
        )
        with urllib.request.urlopen(request) as answer:
            return int(answer.status)

    @contextlib.contextmanager
    def overlay(self) -> Iterator[ClientConnection]:
        """Connect as an overlay does."""
        socket = f"{self.address.replace('http', 'ws')}/overlay/socket"
        with connect(socket) as overlay:
            overlay.send(json.dumps({"type": "hello", "token": self.token}))
            yield overlay

    def report(self) -> Report:
        """Wait for the one report, and return it."""
        path = self.until(lambda: next(self.reports.glob("*.json"), None))
        report: Report = json.loads(path.read_text())
        return report

    def kept(self) -> StoredCall:
        """Wait for the one call in the store, and return it."""
        with open_database() as db:
            row = self.until(lambda: next(iter(find_calls(db).calls), None))
            return call_of(db, row.uid)

    def end(self) -> None:
        """End it the hard way, if it still runs."""
        self.process.kill()
        self.process.wait()
        self._reader.join()
        assert self.process.stdout is not None
        self.process.stdout.close()

    def stop(self) -> int:
        """Press Ctrl-C; return the exit status."""
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(20)


@pytest.fixture
def live(tmp_path: Path, server: PulseServer) -> Iterator[Live]:
    """A coach that listens to the monitors of both outputs."""
    live = Live(tmp_path, server)
    try:
        yield live
    finally:
        live.end()


def replayed(path: Path, folder: Path) -> Report:
    """Return what a replay makes of the same sound."""
    out = folder / "replayed.json"
    command = [sys.executable, "-m", "coach", "replay", str(path), "--speed", "0"]
    subprocess.run(
        [*command, "--report", str(out), "--port", "0"], check=True, capture_output=True
    )
    report: Report = json.loads(out.read_text())
    return report


def likeness(kept: NDArray[np.float32], played: NDArray[np.float32]) -> float:
    """Return how like what was played the sound that was kept is: 1.0 for the same.

    The median over the louder half seconds of what was played, each where it fits best:
    two clocks, and a player that stumbles, move them a little.
    """
    length = samples(500)
    parts = [played[at : at + length] for at in range(0, len(played) - length, length)]
    parts.sort(key=lambda part: float(np.linalg.norm(part)), reverse=True)
    size = 1 << (len(kept) + length).bit_length()
    spectrum = np.fft.rfft(kept, size)
    energy = np.concatenate([[0.0], np.cumsum(kept.astype(np.float64) ** 2)])
    norms = np.sqrt(np.maximum(energy[length:] - energy[:-length], 1e-9))
    fits = []
    for part in parts[: len(parts) // 4]:
        product = np.fft.irfft(spectrum * np.conj(np.fft.rfft(part, size)), size)
        fit = product[: len(norms)] / norms / float(np.linalg.norm(part))
        fits.append(float(fit.max()))
    return float(np.median(fits))


def found(report: Report) -> list[tuple[str, str, int]]:
    """Return kind, speaker and start of what was found, by time."""
    return [
        (finding["kind"], finding["speaker"], finding["start_ms"])
        for finding in report["findings"]
    ]


def test_a_call_that_is_played_is_found_what_a_replay_finds(
    live: Live,
    server: PulseServer,
    sound: NDArray[np.float32],
    channels: dict[str, Path],
    tmp_path: Path,
) -> None:
    """Begun by its own sound, followed on both monitors, ended by the telephone."""
    time.sleep(1)
    with server.playing_together(channels) as players:
        for player in players:
            player.wait(SECONDS + 30)
    time.sleep(2)
    assert live.post("call/end") == 202
    report = live.report()
    assert live.stop() == 0

    expected = replayed(write(tmp_path / "both.wav", sound), tmp_path)
    ours, theirs = found(report), found(expected)
    assert [row[:2] for row in ours] == [row[:2] for row in theirs]
    assert len(ours) >= 2
    later = [here[2] - there[2] for here, there in zip(ours, theirs, strict=True)]
    apart = [abs(one - median(later)) for one in later]
    assert max(apart) <= APART_MS
    assert report["call"]["agent"] == "Nora"
    assert report["call"]["started_at"] is not None
    assert report["quality"]["problems"] == []
    assert report["metrics"]["talk_ms"]["agent"] > 4_000

    kept = live.kept()
    assert kept.report == report
    assert kept.audio is not None
    assert kept.audio.suffix == ".ogg"
    audio = Decoder(kept.audio, channels=2).read(samples(120_000))
    assert abs(len(audio) // 16 - report["call"]["duration_ms"]) <= 1
    for channel in (0, 1):
        assert likeness(audio[:, channel], sound[:, channel]) > 0.8
    timed = [u["id"] for u in report["utterances"] if u["id"] in kept.words]
    assert len(timed) == len(report["utterances"])


def test_a_call_that_is_killed_is_there_at_the_next_start(
    server: PulseServer, channels: dict[str, Path], tmp_path: Path
) -> None:
    """Marked as cut off, all but its last two seconds; it was said to be recorded."""
    first = Live(tmp_path, server)
    try:
        with (
            first.overlay() as overlay,
            server.playing(channels["agent"], "agent"),
            server.playing(channels["customer"], "customer"),
        ):
            while not (message := json.loads(overlay.recv(timeout=30))).get(
                "is_recording"
            ):
                pass
            assert message["state"] == "call"
            began = time.monotonic()
            time.sleep(6)
            first.process.kill()
            lasted_ms = (time.monotonic() - began) * 1000
    finally:
        first.end()
    second = Live(tmp_path, server)
    try:
        second.until(lambda: second.said("(cut off is kept now)"))
        kept = second.kept()
        assert second.stop() == 0
    finally:
        second.end()

    assert kept.summary.is_cut_off
    assert kept.report["call"]["agent"] == "Nora"
    assert kept.report["call"]["started_at"] is not None
    assert kept.report["call"]["duration_ms"] > lasted_ms - 2_000
    assert "cut-off" in {one["code"] for one in kept.report["quality"]["problems"]}
    assert kept.report["utterances"]
    assert kept.audio is not None


def test_a_sink_that_goes_in_mid_call_is_told_and_taken_back(
    live: Live, server: PulseServer, channels: dict[str, Path]
) -> None:
    """On the overlay within two seconds; the call goes on, and nobody was silent."""

    def until(overlay: ClientConnection, state: str) -> float:
        started = time.monotonic()
        while time.monotonic() - started < 20:
            message = json.loads(overlay.recv(timeout=20))
            is_status = message["type"] == "listening"
            if is_status and message["channels"]["customer"] == state:
                return time.monotonic() - started
        pytest.fail(f"the customer's channel was not {state}")

    with live.overlay() as overlay, server.playing(channels["agent"], "agent"):
        with server.playing(channels["customer"], "customer"):
            until(overlay, "ok")
            time.sleep(6)
            server.remove("customer")
            assert until(overlay, "lost") < 2
        time.sleep(12)
        server.add("customer")
        assert until(overlay, "ok") < 6
        with server.playing(channels["customer"], "customer"):
            time.sleep(5)
            assert live.post("call/end") == 202
    report = live.report()
    assert live.stop() == 0

    problems = {problem["code"] for problem in report["quality"]["problems"]}
    assert "capture-lost" in problems
    assert "dead-air" not in {finding["kind"] for finding in report["findings"]}
    ends = [u["end_ms"] for u in report["utterances"] if u["speaker"] == "customer"]
    assert min(ends) < 7_000
    assert max(ends) > 19_000
