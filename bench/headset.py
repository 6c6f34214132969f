"""How far behind the overlay is with a headset, and what waiting for a call costs.

A recording is played into the two null sinks of a PulseAudio server of our own, and
``coach live`` listens to their monitors: devices, clocks, the call's own beginning, and
then all that ``bench.live`` measures.

    python -m bench.headset [RECORDING]
"""

import argparse
import asyncio
import contextlib
import json
import os
import re
import subprocess
import sys
import tempfile
import time
import urllib.request
import wave
from collections.abc import AsyncIterator
from pathlib import Path

import numpy as np
import psutil
import websockets

from bench.live import SAMPLE, Measured, cpu_name, note, show
from coach.audio.decoding import Decoder
from coach.audio_time import SAMPLE_RATE, samples
from tests.pulse import PulseServer

IDLE_S = 20
"""How long the cost of waiting is measured, in seconds."""

LONGEST_S = 900
SIDES = ("agent", "customer")


def main() -> None:
    """Measure, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("recording", nargs="?", type=Path, default=SAMPLE)
    recording = parser.parse_args().recording
    print(f"machine: {psutil.cpu_count()} cores, {cpu_name()}")
    with tempfile.TemporaryDirectory(prefix="pulse-") as folder:
        place = Path(folder)
        seconds = _split(recording, place)
        with PulseServer(place, SIDES) as server:
            found, idle = asyncio.run(_measure(server, place, seconds))
    show(f"{recording.name}, through PulseAudio", found)
    print(f"waiting for a call: {idle:.3f} of a core")


def _split(recording: Path, folder: Path) -> float:
    """Write a file for each side; return the length in seconds."""
    audio = Decoder(recording, channels=2).read(samples(LONGEST_S * 1000))
    for index, side in enumerate(SIDES):
        with wave.open(str(folder / f"{side}.wav"), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(SAMPLE_RATE)
            file.writeframes((audio[:, index] * 32767).astype("<i2").tobytes())
    return len(np.asarray(audio)) / SAMPLE_RATE


async def _measure(
    server: PulseServer, folder: Path, seconds: float
) -> tuple[Measured, float]:
    found, started = Measured(), time.monotonic()
    async with _live(server, folder) as (process, host, token):
        found.served_ms = (time.monotonic() - started) * 1000
        async with websockets.connect(f"ws://{host}/overlay/socket") as socket:
            await socket.send(json.dumps({"type": "hello", "token": token}))
            await socket.recv()  # the headset is listened to
            found.listening_ms = (time.monotonic() - started) * 1000
            await asyncio.sleep(3)
            idle = await _share(process.pid, IDLE_S)
            with contextlib.ExitStack() as players:
                for side in SIDES:
                    players.enter_context(server.playing(folder / f"{side}.wav", side))
                begun = time.monotonic(), _cpu(process.pid)
                await _listen(socket, found, seconds)
            found.wall_s = time.monotonic() - begun[0]
            found.cpu_s = _cpu(process.pid) - begun[1]
            found.memory_mib = psutil.Process(process.pid).memory_info().rss / 2**20
        await asyncio.to_thread(_end_call, host, token)
    return found, idle


@contextlib.asynccontextmanager
async def _live(
    server: PulseServer, folder: Path
) -> AsyncIterator[tuple[asyncio.subprocess.Process, str, str]]:
    """Run ``coach live`` meanwhile; yield it, and where its overlay is."""
    command = [sys.executable, "-m", "coach", "live", "--port", "0"]
    command += ["--agent-device", "agent.monitor"]
    command += ["--customer-device", "customer.monitor"]
    configuration = {"XDG_CONFIG_HOME": str(folder / "config")}
    process = await asyncio.create_subprocess_exec(
        *command,
        env={**os.environ, **server.environment, **configuration},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    assert process.stdout is not None
    line = (await process.stdout.readline()).decode()
    match = re.search(r"http://(\S+)/overlay/#token=(\S+)", line)
    if match is None:
        sys.exit(f"the command failed: {line}")
    draining = asyncio.create_task(process.stdout.read())
    try:
        yield process, match[1], match[2]
    finally:
        process.terminate()
        await process.wait()
        await draining


async def _listen(
    socket: websockets.ClientConnection, found: Measured, seconds: float
) -> None:
    """Take note of all that the overlay is told until the recording is over."""
    wall_ms = 0
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(seconds + 1):
            async for text in socket:
                now_ms = time.time_ns() / 1e6
                message = json.loads(text)
                if message["type"] == "call-started":
                    wall_ms = message["wall_ms"]
                else:
                    note(found, message, now_ms - wall_ms)


async def _share(pid: int, seconds: float) -> float:
    """Return the share of a core that a process takes."""
    before = _cpu(pid)
    await asyncio.sleep(seconds)
    return (_cpu(pid) - before) / seconds


def _cpu(pid: int) -> float:
    times = psutil.Process(pid).cpu_times()
    return float(times.user + times.system)


def _end_call(host: str, token: str) -> None:
    request = urllib.request.Request(
        f"http://{host}/api/call/end",
        method="POST",
        headers={"Authorization": f"Bearer {token}"},
    )
    with contextlib.suppress(OSError):
        urllib.request.urlopen(request).close()


if __name__ == "__main__":
    main()
