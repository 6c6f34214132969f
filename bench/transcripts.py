"""What scoring transcripts costs: calls of five minutes a CPU second, in one process.

    python -m bench.transcripts [--calls N] [--runs N] [--word-times] [--without-model]
    python -m bench.transcripts --profile [LINES]   # where the CPU time goes
    python -m bench.transcripts --digest            # SHA-256 of all reports

Everything counts that a batch does to a transcript: reading and checking it, the
record, redaction, the engine with all detectors, the report, its JSON and its file.

The calls are put together from the sample calls of tests/data/calls: the opening of
one, stretches of several, in their order and with their pauses, the closing of one,
each utterance moved to its new time, with other things, names and figures.  What the
meaning model remembers of earlier calls is forgotten before each: all calls are new.
"""

import argparse
import asyncio
import cProfile
import hashlib
import json
import pstats
import random
import re
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

from bench.detectors import CALLS, forget, policy_of
from bench.live import cpu_name
from coach.batch.call import BatchCall, Setup
from coach.batch.worker import Worker
from coach.language.text import sentence_texts
from coach.scoring.writing import write_bytes

LENGTH_S = 300
"""Of a call."""

STRETCH = (4, 9)
"""Utterances of one sample call that follow each other in a generated one."""

LONGEST_PAUSE_S = 12.0
"""Longer pauses of the samples are cut: a hold of 95 s leaves little to be said."""

OTHERS = (
    ("printer", "scanner", "copier", "plotter", "projector", "label printer"),
    ("computer", "laptop", "notebook", "workstation", "machine", "tablet"),
    ("password", "sign-in", "login", "account", "profile", "badge"),
    ("email", "calendar", "inbox", "message", "newsletter", "attachment"),
    ("logistics", "accounting", "marketing", "purchasing", "sales", "payroll"),
    ("VPN", "network", "Wi-Fi", "intranet", "gateway", "proxy"),
    ("ticket", "case", "request", "order", "incident", "report"),
    ("trucks", "vans", "customers", "drivers", "visitors", "suppliers"),
    ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday"),
    ("Daniel", "Brandt", "Miriam", "Keller", "Tobias", "Okafor", "Lindqvist", "Rossi"),
)
"""Words any of which may stand for another of its row."""

_PLACE = {word.lower(): row for row in OTHERS for word in row}
_WORD = re.compile(r"[A-Za-z-]+|\d")

Line = dict[str, Any]


def main() -> None:
    """Measure, and print the figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--calls", type=int, default=40, metavar="N")
    parser.add_argument("--runs", type=int, default=3, metavar="N")
    parser.add_argument("--word-times", action="store_true")
    parser.add_argument("--without-model", action="store_true")
    parser.add_argument("--profile", type=int, nargs="?", const=45, metavar="LINES")
    parser.add_argument("--digest", action="store_true")
    args = parser.parse_args()
    setup = Setup(
        policy=policy_of(is_semantic=not args.without_model),
        needs_recogniser=False,
        calls_at_once=1,
    )
    samples = read_samples(CALLS)
    with tempfile.TemporaryDirectory() as folder:
        calls = write_calls(samples, Path(folder), args.calls, args.word_times)
        tell_of(calls)
        asyncio.run(measure(setup, calls, args))


async def measure(
    setup: Setup, calls: Sequence[BatchCall], args: argparse.Namespace
) -> None:
    """Score the calls as often as asked, and print what it took."""
    if args.profile:
        asyncio.get_running_loop().set_default_executor(Here())
    async with Worker(setup) as worker:
        await score(worker, calls[:2])  # what is made once a process is made now
        rates = []
        for _ in range(1 if args.profile or args.digest else args.runs):
            profile = cProfile.Profile(time.process_time) if args.profile else None
            begun = time.process_time()
            if profile is not None:
                profile.enable()
            reports = await score(worker, calls)
            if profile is not None:
                profile.disable()
            rates.append(len(calls) / (time.process_time() - begun))
            if args.digest:
                print(digest_of(reports))
            elif profile is not None:
                pstats.Stats(profile).sort_stats("tottime").print_stats(args.profile)
    if not (args.digest or args.profile):
        middle = statistics.median(rates)
        told = ", ".join(f"{rate:.1f}" for rate in rates)
        print(f"calls a CPU second: {middle:.1f} ({told})")
        print(f"CPU ms a call: {1000 / middle:.1f}")


class Here(ThreadPoolExecutor):
    """Does in the thread that asks what others would: a profile sees one only."""

    def submit(
        self, fn: Callable[..., Any], /, *args: object, **kwargs: object
    ) -> Future[Any]:
        """Do it at once."""
        done = Future[Any]()
        try:
            done.set_result(fn(*args, **kwargs))
        except Exception as error:  # noqa: BLE001 - it is the asker's
            done.set_exception(error)
        return done


async def score(worker: Worker, calls: Sequence[BatchCall]) -> dict[str, bytes]:
    """Score all calls, write their reports, and return these by name."""
    reports: dict[str, bytes] = {}
    for call in calls:
        forget()
        outcome = await worker.score(call)
        assert outcome.report is not None, outcome.error
        place = Path(call.address).with_suffix(".report")
        await asyncio.to_thread(write_bytes, outcome.report, place)
        reports[call.name] = outcome.report
    return reports


def digest_of(reports: Mapping[str, bytes]) -> str:
    """Return the SHA-256 of all reports, wherever the calls lay."""
    found = hashlib.sha256()
    for name in sorted(reports):
        report = json.loads(reports[name])
        report["call"]["source"] = name
        found.update(json.dumps(report).encode())
    return found.hexdigest()


# --- the calls -----------------------------------------------------------------------


def read_samples(folder: Path) -> list[list[Line]]:
    """Return the utterances of the labelled calls of a folder."""
    files = sorted(folder.glob("*.json"))
    return [json.loads(file.read_text())["utterances"] for file in files]


def write_calls(
    samples: Sequence[Sequence[Line]], folder: Path, count: int, has_word_times: bool
) -> list[BatchCall]:
    """Write generated transcripts, the same ones every time, and return them."""
    calls = []
    for number in range(count):
        path = folder / f"call-{number:04}.json"
        lines = [*call_of(samples, random.Random(number))]
        if has_word_times:
            lines = [{**line, "words": words_of(line)} for line in lines]
        form = {"schema": "coach.transcript/1", "utterances": lines}
        path.write_text(json.dumps(form))
        calls.append(BatchCall(address=str(path), name=path.stem, id=path.stem))
    return calls


def call_of(samples: Sequence[Sequence[Line]], dice: random.Random) -> Iterator[Line]:
    """Yield the utterances of one generated call of some five minutes."""
    opening, closing = dice.choice(samples)[:5], dice.choice(samples)[-6:]
    left = LENGTH_S - length_of(closing)
    clock = 0.0
    stretch = opening
    while clock + length_of(stretch) < left:
        for line in moved(stretch, clock):
            clock = max(clock, line["end_ms"] / 1000)
            yield {**line, "text": varied(line["text"], dice)}
        sample = dice.choice(samples)
        begin = dice.randrange(3, len(sample) - STRETCH[1])
        stretch = sample[begin : begin + dice.randint(*STRETCH)]
    for line in moved(closing, clock):
        yield {**line, "text": varied(line["text"], dice)}


def length_of(stretch: Sequence[Line]) -> float:
    """Return how long a stretch of a call takes, in seconds."""
    return float(max(line["end_ms"] for line in moved(stretch, 0.0)) / 1000)


def moved(stretch: Sequence[Line], clock: float) -> Iterator[Line]:
    """Yield utterances in the form of transcripts, the first soon after ``clock``."""
    before = stretch[0]["start"] - 0.5
    shift = clock - before
    last_end = stretch[0]["start"]
    for line in stretch:
        shift -= max(0.0, line["start"] - last_end - LONGEST_PAUSE_S)
        last_end = max(last_end, line["end"])
        yield {
            "speaker": line["who"],
            "start_ms": round((line["start"] + shift) * 1000),
            "end_ms": round((line["end"] + shift) * 1000),
            "text": line["text"],
        }


def varied(text: str, dice: random.Random) -> str:
    """Return a text with other things, names and figures in it."""

    def other(found: re.Match[str]) -> str:
        word = found.group()
        if word.isdigit():
            return str(dice.randrange(10))
        row = _PLACE.get(word.lower())
        return word if row is None else dice.choice(row)

    return _WORD.sub(other, text)


def words_of(line: Line) -> list[Line]:
    """Return the words of an utterance with times by their share of the characters."""
    text, begun = line["text"], line["start_ms"]
    share = (line["end_ms"] - begun) / max(1, len(text))
    return [
        {
            "start_ms": begun + round(found.start() * share),
            "end_ms": begun + round(found.end() * share),
            "text": found.group(),
        }
        for found in re.finditer(r"\S+", text)
    ]


def tell_of(calls: Sequence[BatchCall]) -> None:
    """Print what the generated calls are like."""
    texts = [json.loads(Path(call.address).read_text())["utterances"] for call in calls]
    lengths = [max(line["end_ms"] for line in lines) / 1000 for lines in texts]
    sentences = [
        one for lines in texts for line in lines for one in sentence_texts(line["text"])
    ]
    count = len(calls)
    print(f"machine: {cpu_name()}")
    print(
        f"{count} calls of {statistics.mean(lengths):.0f} s, "
        f"{sum(map(len, texts)) / count:.0f} utterances and "
        f"{len(sentences) / count:.0f} sentences each"
    )


if __name__ == "__main__":
    main()
