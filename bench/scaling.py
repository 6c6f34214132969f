"""How scoring in bulk grows with workers: on this machine, and on a Ray cluster.

Scores the same calls with each crew, one after the other, and compares the reports byte
for byte.  CPU seconds are those of all processes of the crew, from when its workers are
ready to when the last report is there: on a machine that others use too they say more
than the time that passed.

    python -m bench.scaling [PATH ...] [--copies N] [--workers 1,2] [--crews local,ray]

Without paths: transcripts of five minutes, made of the sample calls' labels.
"""

import argparse
import asyncio
import json
import os
import platform
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path

import psutil

from bench.live import cpu_name
from coach.batch.call import BatchCall, Outcome, Setup
from coach.batch.crew import Crew
from coach.batch.local import LocalCrew
from coach.batch.ray_crew import RayCrew
from coach.inputs import CallInput, find_inputs
from coach.policy.loading import load_policy

CALLS = Path(__file__).parent.parent / "tests" / "data" / "calls"

LENGTH_MS = 300_000
"""Of the transcripts that are made: five minutes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """What one crew took."""

    start_s: float
    """Until all workers were ready."""
    wall_s: float
    """From then to the last report."""
    workers_s: float
    """CPU time of the workers meanwhile."""
    rest_s: float
    """CPU time of this process, and of all that Ray runs besides, meanwhile."""
    peak_mib: int
    """Memory of the largest worker at the end, resident."""


def main() -> None:
    """Measure, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("paths", nargs="*", type=Path)
    parser.add_argument("--copies", type=int, default=20, metavar="N")
    parser.add_argument("--workers", default="1,2", metavar="N,...")
    parser.add_argument("--crews", default="local,ray", metavar="NAME,...")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        found = find_inputs(args.paths) if args.paths else made(Path(folder))
        calls = [
            BatchCall(
                address=str(one.path),
                name=f"{one.path.stem}-{copy}",
                id=f"{one.path.stem}-{copy}",
            )
            for copy in range(args.copies)
            for one in found
        ]
        setup = Setup(
            policy=load_policy(None),
            needs_recogniser=not all(one.is_transcript for one in found),
        )
        print(f"machine: {platform.machine()}, {os.cpu_count()} cores, {cpu_name()}")
        measure(calls, setup, args.crews.split(","), map(int, args.workers.split(",")))


def measure(
    calls: Sequence[BatchCall],
    setup: Setup,
    crews: Sequence[str],
    workers: Iterator[int],
) -> None:
    """Score with each crew of each size; print what it took, and whether all agree."""
    first: list[Outcome] | None = None
    audio_s = 0.0
    row = "{:>6} {:>8} {:>9} {:>8} {:>9} {:>13} {:>8} {:>8} {:>12}".format
    heads = ("crew", "workers", "start, s", "wall, s", "calls/s", "call s/CPU s")
    print(row(*heads, "CPU, s", "rest, s", "largest, MiB"))
    for count in workers:
        for name in crews:
            load = os.getloadavg()[0]
            outcomes, took = asyncio.run(
                score(calls, crew_of(name, setup, count), count)
            )
            if first is None:
                first = outcomes
            audio_s = sum(one.audio_s for one in outcomes)
            print(
                row(
                    name,
                    count,
                    f"{took.start_s:.1f}",
                    f"{took.wall_s:.1f}",
                    f"{len(calls) / took.wall_s:.2f}",
                    f"{audio_s / (took.workers_s + took.rest_s):.1f}",
                    f"{took.workers_s:.1f}",
                    f"{took.rest_s:.1f}",
                    took.peak_mib,
                ),
                f"  load before: {load:.1f}",
                flush=True,
            )
            if outcomes != first:
                sys.exit("the reports are not the same")
    assert first is not None, "nothing was measured"
    sizes = [len(one.report) for one in first if one.report]
    print(
        f"{len(calls)} calls, {audio_s / 3600:.2f} h; {len(sizes)} reports, the same "
        f"bytes from every crew; a report has {sum(sizes) / len(sizes) / 1024:.0f} KiB"
    )


def crew_of(name: str, setup: Setup, workers: int) -> Crew:
    """Return a crew by its name."""
    if name == "local":
        return LocalCrew(setup, workers=workers)
    return RayCrew(setup, workers=workers)


async def score(
    calls: Sequence[BatchCall], crew: Crew, workers: int
) -> tuple[list[Outcome], Figures]:
    """Score calls as a run does, once all workers are ready."""
    begun = time.monotonic()
    async with crew:
        await crew.ready()
        # One each, for whatever is only loaded once it is needed.
        await asyncio.gather(*(crew.score(calls[0]) for _ in range(workers)))
        ready = time.monotonic()
        before = cpu_s()
        room = asyncio.Semaphore(workers * 4)

        async def one(call: BatchCall) -> Outcome:
            async with room:
                return await crew.score(call)

        outcomes = await asyncio.gather(*(one(call) for call in calls))
        done = time.monotonic()
        after = cpu_s()
        largest = max(process.memory_info().rss for process in worker_processes())
    workers_s, all_s = (after[n] - before[n] for n in (0, 1))
    return outcomes, Figures(
        start_s=ready - begun,
        wall_s=done - ready,
        workers_s=workers_s,
        rest_s=all_s - workers_s,
        peak_mib=largest >> 20,
    )


def cpu_s() -> tuple[float, float]:
    """Return the CPU time of the workers, and of all our processes, in seconds."""
    us = psutil.Process()
    workers = {process.pid for process in worker_processes()}
    spent = [(0.0, 0.0)]
    for process in (us, *us.children(recursive=True)):
        times = process.cpu_times()
        used = times.user + times.system
        spent.append((used if process.pid in workers else 0.0, used))
    return sum(one for one, _ in spent), sum(every for _, every in spent)


def worker_processes() -> list[psutil.Process]:
    """Return the processes that score."""
    found = []
    for process in psutil.Process().children(recursive=True):
        command = " ".join(process.cmdline())
        if "spawn_main" in command or command.startswith("ray::RayWorker"):
            found.append(process)
    return found


def made(folder: Path) -> list[CallInput]:
    """Write transcripts of five minutes, of what is said in the sample calls."""
    for path in sorted(CALLS.glob("*.json")):
        labels = json.loads(path.read_text())
        said = [one for one in labels["utterances"] if one["text"].strip()]
        again_ms = round(1_000 * labels["duration"]) + 2_000
        talk = []
        for number, one in enumerate(cycle(said)):
            shift_ms = number // len(said) * again_ms
            start, end = (
                round(1_000 * one[key]) + shift_ms for key in ("start", "end")
            )
            if end > LENGTH_MS:
                break
            times = {"start_ms": start, "end_ms": end}
            talk.append({"speaker": one["who"], "text": one["text"], **times})
        text = json.dumps({"schema": "coach.transcript/1", "utterances": talk})
        (folder / path.name).write_text(text)
    return find_inputs([folder])


if __name__ == "__main__":
    main()
