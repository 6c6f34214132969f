"""Scoring in bulk beside faster-whisper's own batched pipeline, in one run.

    python -m bench.batch [RECORDING…] [--windows] [--rounds N]

Without recordings: those of tests/data/calls.  In turn, in one process, one thread a
decode, with the same model and files:

* ours: :class:`coach.batch.worker.Worker`, from file to report, four calls at once
* batched, beam 5: ``BatchedInferencePipeline.transcribe(batch_size=8)`` on each channel
  of the decoded file, its defaults
* batched, beam 1: the same, greedy

``--windows`` recognises the utterances on full windows of 30 s besides, to count word
errors against.
"""

import argparse
import asyncio
import json
import statistics
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bench.recogniser import CALLS, Call, Tally, Texts, hear, load_call
from coach.batch.call import BatchCall, Setup
from coach.batch.worker import Worker
from coach.events import Speaker
from coach.policy.policy import Policy
from coach.speech.models import find_model
from coach.speech.settings import SpeechSettings
from coach.speech.whisper import Recogniser

SETUP = Setup(policy=Policy())


async def score_all(worker: Worker, paths: list[Path]) -> list[Texts]:
    """Score recordings, some at once; return the words of each."""
    room = asyncio.Semaphore(SETUP.calls_at_once)

    async def score(path: Path) -> Texts:
        async with room:
            call = BatchCall(address=str(path), name=path.stem, id=path.stem)
            outcome = await worker.score(call)
        assert outcome.report is not None, outcome.error
        lines = json.loads(outcome.report)["utterances"]
        return {
            speaker: " ".join(
                line["text"] for line in lines if line["speaker"] == speaker
            )
            for speaker in Speaker
        }

    return await asyncio.gather(*map(score, paths))


def theirs(
    run: Callable[..., Any], calls: list[Call], **options: object
) -> list[Texts]:
    """Return the words of each call by a pipeline that hears one channel."""
    return [
        {
            speaker: " ".join(
                segment.text for segment in run(audio, language="en", **options)[0]
            )
            for speaker, audio in call.audio.items()
        }
        for call in calls
    ]


async def measure(
    calls: list[Call], paths: list[Path], rounds: int, *, windows: bool
) -> None:
    """Run every path over every recording in turn, and print a table."""
    from faster_whisper import BatchedInferencePipeline, WhisperModel

    model = WhisperModel(
        str(find_model(None).folder),
        device="cpu",
        compute_type="int8",
        cpu_threads=1,
        num_workers=1,
    )
    batched = BatchedInferencePipeline(model).transcribe
    cpu: dict[str, list[float]] = {}
    heard: dict[str, list[Texts]] = {}
    async with Worker(SETUP) as worker:
        await worker.ready()
        await score_all(worker, paths[:1])  # the first one of a process takes longer
        for _ in range(rounds):
            for beams in (5, 1):
                name, before = f"batched, beam {beams}", time.process_time()
                heard[name] = theirs(batched, calls, batch_size=8, beam_size=beams)
                cpu.setdefault(name, []).append(time.process_time() - before)
            before = time.process_time()
            heard["ours"] = await score_all(worker, paths)
            cpu.setdefault("ours", []).append(time.process_time() - before)
    if windows:
        recogniser, settings = Recogniser.load(decodes=1), SpeechSettings()
        heard["ours, 30 s windows"] = [
            hear(
                call,
                settings,
                lambda request: recogniser.decode(request.audio, window_s=30),
            )
            for call in calls
        ]
    print_table(calls, cpu, heard)


def print_table(
    calls: list[Call], cpu: dict[str, list[float]], heard: dict[str, list[Texts]]
) -> None:
    """Print cost and word errors of every path."""
    seconds = sum(call.seconds for call in calls)
    print(f"{len(calls)} calls of {seconds:.0f} s")
    print(f"{'':20} {'CPU s':>7} {'call s/CPU s':>13} {'WER labels':>11} {'30 s':>8}")
    full = heard.get("ours, 30 s windows", [])
    for name, texts in heard.items():
        tally = Tally(name)
        for call, found in zip(calls, texts, strict=True):
            if call.labels is not None:
                tally.count("labels", call.labels, found)
        for said, found in zip(full, texts, strict=False):
            tally.count("full", said, found)
        took = statistics.median(cpu[name]) if name in cpu else 0.0
        rate = f"{seconds / took:13.1f}" if took else f"{'':13}"
        print(
            f"{name:20} {took:7.1f} {rate} {tally.rate('labels'):>11} "
            f"{tally.rate('full'):>8}"
        )
    for name, times in cpu.items():
        pairs = zip(times, cpu["ours"], strict=True)
        ratio = statistics.median(their / our for their, our in pairs)
        print(f"ours is {ratio:.2f} times as quick as {name}")


def main() -> None:
    """Measure."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("recordings", nargs="*", type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--windows", action="store_true")
    options = parser.parse_args()
    paths = options.recordings or sorted(CALLS.glob("*.flac"))
    calls = [load_call(path) for path in paths]
    asyncio.run(measure(calls, paths, options.rounds, windows=options.windows))


if __name__ == "__main__":
    main()
