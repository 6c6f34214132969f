"""What a long run takes of the machine: cores kept busy, memory from start to end.

    python -m bench.long_run [RECORDING …] [--files N] [--seconds S] [--workers N]

Cuts so many recordings out of those given (without any, of tests/data/calls), each from
another moment on, and has the real ``coach score`` score them, in processes of its own,
looking on from outside.  Memory is resident, of the largest worker and of the process
that was started, at the end of each tenth of the run.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
import wave
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import numpy as np
import psutil
from numpy.typing import NDArray

from bench.live import cpu_name
from bench.recogniser import CALLS, load_call
from coach.audio_time import SAMPLE_RATE

LOOK_S = 0.25
"""Between two looks at the processes."""

STEP_S = 7
"""From where one cutting of a recording begins to where its next one does."""


@dataclass(frozen=True, slots=True)
class Look:
    """What the processes had taken at one moment."""

    done: int
    """Reports that were there."""
    at_s: float
    cpu_s: float
    worker_mib: float
    """Of the largest worker."""
    parent_mib: float


def cuttings(paths: Sequence[Path], seconds: int) -> Iterator[NDArray[np.float32]]:
    """Yield pieces of two channels, each from another moment on, without end."""
    calls = [load_call(path) for path in paths]
    sounds = [np.stack(list(call.audio.values()), axis=1) for call in calls]
    start = 0
    while True:
        for sound in sounds:
            first = start % max(1, len(sound) - seconds * SAMPLE_RATE)
            yield sound[first : first + seconds * SAMPLE_RATE]
        start += STEP_S * SAMPLE_RATE


def write_wav(path: Path, sound: NDArray[np.float32]) -> None:
    """Write two channels of 16 bits."""
    with wave.open(str(path), "wb") as file:
        file.setnchannels(2)
        file.setsampwidth(2)
        file.setframerate(SAMPLE_RATE)
        file.writeframes((np.clip(sound, -1, 1) * 32_767).astype("<i2").tobytes())


def score(folder: Path, out: Path, workers: int) -> list[Look]:
    """Have a folder scored; return what was seen meanwhile.

    Raises:
        subprocess.CalledProcessError: The run failed; that nobody speaks in some of
            its calls, and a few cuttings are of a hold, does not count.
    """
    command = [sys.executable, "-m", "coach", "score", str(folder), "--out", str(out)]
    command += ["--workers", str(workers)]
    begun, looks = time.monotonic(), list[Look]()
    with subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as running:
        parent = psutil.Process(running.pid)
        while running.poll() is None:
            seen = look(parent, out, begun)
            # What ended takes its CPU time with it: then it is over.
            if seen is not None and seen.cpu_s >= (looks[-1].cpu_s if looks else 0):
                looks.append(seen)
            time.sleep(LOOK_S)
    if running.returncode not in (0, 1):
        raise subprocess.CalledProcessError(running.returncode, command)
    return looks


def look(parent: psutil.Process, out: Path, begun: float) -> Look | None:
    """Look at a run; None where one of its processes has just gone."""
    try:
        children = parent.children(recursive=True)
        sizes = [child.memory_info().rss for child in children]
        times = [process.cpu_times() for process in (parent, *children)]
        return Look(
            done=sum(1 for _ in out.glob("*.report.json")),
            at_s=time.monotonic() - begun,
            cpu_s=sum(spent.user + spent.system for spent in times),
            worker_mib=max(sizes, default=0) / 2**20,
            parent_mib=parent.memory_info().rss / 2**20,
        )
    except psutil.NoSuchProcess:
        return None


def print_table(looks: Sequence[Look], files: int) -> None:
    """Print memory and cores at each tenth."""
    print(f"{'calls':>6} {'s':>7} {'cores':>6} {'worker MiB':>11} {'parent MiB':>11}")
    before = next((seen for seen in looks if seen.done), looks[-1])
    for tenth in range(1, 11):
        wanted = files * tenth // 10
        # The last ones are written while nobody looks.
        seen = next((one for one in looks if one.done >= wanted), looks[-1])
        if seen is before:
            continue
        cores = (seen.cpu_s - before.cpu_s) / (seen.at_s - before.at_s)
        print(
            f"{seen.done:6} {seen.at_s:7.1f} {cores:6.2f} {seen.worker_mib:11.0f} "
            f"{seen.parent_mib:11.0f}"
        )
        before = seen
    most = max(seen.worker_mib for seen in looks)
    print(f"largest worker at any time: {most:.0f} MiB")


def main() -> None:
    """Measure, and print a table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("recordings", nargs="*", type=Path)
    parser.add_argument("--files", type=int, default=1_000, metavar="N")
    parser.add_argument("--seconds", type=int, default=10, metavar="S")
    parser.add_argument("--workers", type=int, default=os.cpu_count(), metavar="N")
    args = parser.parse_args()
    paths = args.recordings or sorted(CALLS.glob("*.flac"))
    print(f"machine: {os.cpu_count()} cores, {cpu_name()}")
    with tempfile.TemporaryDirectory(prefix="bench-") as place:
        folder, out = Path(place, "calls"), Path(place, "reports")
        folder.mkdir()
        pieces = islice(cuttings(paths, args.seconds), args.files)
        for number, piece in enumerate(pieces):
            write_wav(folder / f"{number:05}.wav", piece)
        print_table(score(folder, out, args.workers), args.files)


if __name__ == "__main__":
    main()
