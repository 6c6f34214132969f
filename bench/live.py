"""How far behind the overlay is, and what that costs: one call, or several at once.

Each call is replayed at speed 1 through the whole product: the command in a process of
its own, its messages received over the socket as an overlay would.  The latency of a
message is the moment it is received less the moment in the call that it tells of.

    python -m bench.live [RECORDING ...] [--model NAME|FOLDER] [--seconds N]
    python -m bench.live --together 4 [RECORDING ...]      several calls in one process
"""

import argparse
import asyncio
import json
import platform
import re
import statistics
import subprocess
import sys
import time
import urllib.request
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psutil
import websockets

from coach.audio.recording import RecordingSource, two_channel
from coach.audio_time import milliseconds
from coach.errors import InputError
from coach.events import Event, PartialRecognised, UtteranceFinalised
from coach.feeds.audio import AudioFeed
from coach.policy.policy import Policy
from coach.scoring.report import CallInfo, EngineInfo
from coach.session import CallSession
from coach.speech.queue import DecodeQueue
from coach.speech.whisper import Recogniser

SAMPLE = Path(__file__).parent.parent / "coach" / "samples" / "angry-upgrade.flac"


@dataclass
class Measured:
    """What one run showed; times in milliseconds."""

    served_ms: float = 0.0
    listening_ms: float = 0.0
    lag: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    first_partial: dict[str, float] = field(default_factory=dict)
    final_ids: set[str] = field(default_factory=set)
    cpu_s: float = 0.0
    wall_s: float = 0.0
    memory_mib: float = 0.0


def main() -> None:
    """Measure, and print a table for each recording."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("recordings", nargs="*", type=Path, default=[SAMPLE])
    parser.add_argument("--model")
    parser.add_argument("--together", type=int, metavar="N")
    args = parser.parse_args()
    print(f"machine: {platform.machine()}, {psutil.cpu_count()} cores, {cpu_name()}")
    if args.together:
        measured = asyncio.run(together(args.recordings, args.together, args.model))
        show(f"{args.together} calls in one process", measured)
        return
    for recording in args.recordings:
        show(recording.name, asyncio.run(alone(recording, args.model)))


async def alone(recording: Path, model: str | None) -> Measured:
    """Replay one call by the command and listen at its socket."""
    command = [sys.executable, "-m", "coach", "replay", str(recording)]
    command += ["--port", "0", "--wait", *(["--model", model] if model else [])]
    found = Measured()
    started = time.monotonic()
    process = await asyncio.create_subprocess_exec(
        *command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    assert process.stdout is not None
    address = (await process.stdout.readline()).decode()
    match = re.search(r"http://(\S+)/overlay/#token=(\S+)", address)
    if match is None:
        rest = await process.stdout.read()
        sys.exit(f"the command failed: {address}{rest.decode()}")
    host, token = match.groups()
    await asyncio.to_thread(urllib.request.urlopen, f"http://{host}/overlay/")
    found.served_ms = (time.monotonic() - started) * 1000
    reading = asyncio.create_task(_read(process.stdout, found, started))
    watching = asyncio.create_task(_watch(process.pid, found))
    async with websockets.connect(f"ws://{host}/overlay/socket") as socket:
        await socket.send(json.dumps({"type": "hello", "token": token}))
        wall_ms, begun = 0, (0.0, 0.0)
        async for text in socket:
            now_ms = time.time_ns() / 1e6
            message = json.loads(text)
            if message["type"] == "call-started":
                wall_ms = message["wall_ms"]
                begun = time.monotonic(), _cpu(process.pid)
            elif message["type"] == "call-ended":
                found.wall_s = time.monotonic() - begun[0]
                found.cpu_s = _cpu(process.pid) - begun[1]
                break
            else:
                note(found, message, now_ms - wall_ms)
    await process.wait()
    watching.cancel()
    await reading
    return found


def note(found: Measured, message: dict[str, Any], at_ms: float) -> None:
    """Take note of how far behind a message is.

    Args:
        found: Where to.
        message: As the overlay receives it.
        at_ms: When it was received, since audio time zero.
    """
    match message:
        case {"type": "transcript", "final": True, "end_ms": end_ms, "text": text}:
            if text:
                found.lag["final"].append(at_ms - end_ms)
        case {"type": "transcript", "utterance": utterance, "end_ms": end_ms}:
            found.lag["partial"].append(at_ms - end_ms)
            if utterance not in found.first_partial:
                first = at_ms - message["start_ms"]
                found.first_partial[utterance] = first
        case {"type": "finding", "finding": {"id": id_, "kind": kind, "at_ms": met}}:
            if id_ not in found.final_ids:
                found.final_ids.add(id_)
                found.lag[f"finding {kind}"].append(at_ms - met)
        case {"type": "nudge", "kind": kind, "at_ms": met}:
            found.lag[f"nudge {kind}"].append(at_ms - met)
        case _:
            pass


class _Meter:
    """A screen that only measures."""

    is_watched = True

    def __init__(self, found: Measured) -> None:
        self._found = found
        self._zero = 0.0

    def begin(self, call: CallInfo, wall_ms: int) -> None:
        del call, wall_ms
        self._zero = time.monotonic()

    def show(self, events: Sequence[Event]) -> None:
        now = (time.monotonic() - self._zero) * 1000
        for event in events:
            match event:
                case UtteranceFinalised(utterance=said):
                    self._found.lag["final"].append(now - milliseconds(said.end))
                case PartialRecognised(utterance=said):
                    self._found.lag["partial"].append(now - milliseconds(said.end))
                case _:
                    pass

    def update(self, state: dict[str, Any]) -> None:
        del state

    def fault(self, error: InputError) -> None:
        sys.exit(str(error))

    def end(self, report: dict[str, Any]) -> None:
        del report


async def together(
    recordings: Sequence[Path], count: int, model: str | None
) -> Measured:
    """Follow several calls at once in this process, sharing one recogniser."""
    found = Measured()
    policy = Policy()
    await asyncio.to_thread(policy.build_detectors)
    recogniser = await asyncio.to_thread(Recogniser.load, model)
    me = psutil.Process()
    begun, cpu = time.monotonic(), _cpu(me.pid)

    async def one(number: int, queue: DecodeQueue) -> None:
        recording = recordings[number % len(recordings)]
        await asyncio.sleep(1.7 * number)  # calls do not begin in step
        feed = AudioFeed(RecordingSource(two_channel(recording)), queue, policy.speech)
        call = CallInfo(id=f"call-{number}", source=recording.name, input="stereo")
        made_by = EngineInfo(version="bench", model=recogniser.name, policy="bench")
        async with CallSession(
            feed, policy, call=call, made_by=made_by, screens=[_Meter(found)]
        ) as session:
            await session.report()
        print(f"call {number}: {feed.dropped_partials} partials dropped")

    async with DecodeQueue(recogniser) as queue, asyncio.TaskGroup() as calls:
        for number in range(count):
            calls.create_task(one(number, queue))
    found.wall_s, found.cpu_s = time.monotonic() - begun, _cpu(me.pid) - cpu
    found.memory_mib = me.memory_info().rss / 2**20
    return found


async def _read(stream: asyncio.StreamReader, found: Measured, started: float) -> None:
    async for line in stream:
        if line.strip() == b"listening" and not found.listening_ms:
            found.listening_ms = (time.monotonic() - started) * 1000


async def _watch(pid: int, found: Measured) -> None:
    process = psutil.Process(pid)
    while True:
        memory = process.memory_info().rss / 2**20
        found.memory_mib = max(found.memory_mib, memory)
        await asyncio.sleep(0.5)


def _cpu(pid: int) -> float:
    times = psutil.Process(pid).cpu_times()
    return float(times.user + times.system)


def cpu_name() -> str:
    """Return what /proc/cpuinfo calls the processor, where there is one."""
    try:
        text = Path("/proc/cpuinfo").read_text()
    except OSError:
        return platform.processor()
    match = re.search(r"model name\s*:\s*(.+)", text)
    return match.group(1) if match else platform.processor()


def show(title: str, found: Measured) -> None:
    """Print what a run showed."""
    print(f"\n{title}")
    if found.listening_ms:
        print(f"  overlay served after {found.served_ms:.0f} ms")
        print(f"  listening after      {found.listening_ms:.0f} ms")
    print(f"  core used            {found.cpu_s / max(found.wall_s, 1e-9):.2f}")
    print(f"  memory               {found.memory_mib:.0f} MiB")
    print(f"  {'behind, ms':<28}{'n':>5}{'p50':>8}{'p95':>8}{'max':>8}")
    rows = dict(found.lag)
    if found.first_partial:
        rows["first partial from start"] = list(found.first_partial.values())
    for name, lags in sorted(rows.items()):
        print(
            f"  {name:<28}{len(lags):>5}{statistics.median(lags):>8.0f}"
            f"{percentile(lags, 0.95):>8.0f}{max(lags):>8.0f}"
        )


def percentile(values: Iterable[float], share: float) -> float:
    """Return the smallest value that this share of the values does not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


if __name__ == "__main__":
    main()
