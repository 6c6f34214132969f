"""What the detectors cost: an utterance, a window of voice activity, an hour of talk.

Everything after the recogniser and before the screen runs: the engine with all
detectors, the nudges and the ledger.  Times are CPU time of this process.

    python -m bench.detectors [TRANSCRIPT|FOLDER ...] [--runs N]

Without transcripts: the sample calls of tests/data/calls, made of their labels.
"""

import argparse
import json
import platform
import statistics
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path

import psutil

from bench.live import cpu_name
from coach.audio_time import SAMPLE_RATE, samples
from coach.engine import Engine, Part, run
from coach.events import (
    Event,
    HeardEvent,
    Speaker,
    SpeechStarted,
    Utterance,
    UtteranceFinalised,
)
from coach.meaning import reading
from coach.policy.policy import Policy
from coach.transcript import (
    may_be_transcript,
    read_transcript,
    record_of,
    transcript_of,
)

CALLS = Path(__file__).parent.parent / "tests" / "data" / "calls"

WINDOW = samples(32)
"""One window of voice activity, in samples."""

WINDOWS = 280
"""Windows of one measurement: 9 s, in which nothing becomes due."""

Record = Sequence[HeardEvent]


def main() -> None:
    """Measure, and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("transcripts", nargs="*", type=Path, default=[CALLS])
    parser.add_argument("--runs", type=int, default=7, metavar="N")
    args = parser.parse_args()
    records = [record for path in args.transcripts for record in read(path)]
    count = sum(isinstance(e, UtteranceFinalised) for r in records for e in r)
    if not count:
        sys.exit("no transcripts there")
    talk_s = sum(record[-1].known_at for record in records) / SAMPLE_RATE
    print(f"machine: {platform.machine()}, {psutil.cpu_count()} cores, {cpu_name()}")
    print(f"{len(records)} calls, {count} utterances, {talk_s / 60:.0f} min")
    for is_semantic in (False, True):
        policy = policy_of(is_semantic=is_semantic)
        together_s = median(partial(follow, records, policy), args.runs)
        print(f"\n{'with' if is_semantic else 'without'} the meaning model")
        row("together, ms an utterance", 1000 * together_s / count)
        for name, spent_s in by_detector(records, policy, args.runs).items():
            row(f"  {name}", 1000 * spent_s / count)
        row("an hour of talk, s", together_s * 3600 / talk_s)
    policy = policy_of(is_semantic=False)
    print("\na window in which nothing happens, µs")
    row("silence", 1e6 * median(lambda: wait(policy, speaking=()), args.runs))
    row("one speaks", 1e6 * median(lambda: wait(policy, (Speaker.AGENT,)), args.runs))
    row("both speak", 1e6 * median(lambda: wait(policy, tuple(Speaker)), args.runs))


def read(path: Path) -> list[Record]:
    """Return the records of a transcript, of labels, or of all in a folder.

    Args:
        path: A file that is neither is passed over.
    """
    if path.is_dir():
        return [
            record for file in sorted(path.rglob("*.json")) for record in read(file)
        ]
    if may_be_transcript(path):
        return [record_of(read_transcript(path).utterances)]
    form = json.loads(path.read_text())
    if not isinstance(form, dict) or "utterances" not in form:
        return []
    labelled = (
        Utterance(
            id=f"{line['who']}-{round(line['start'] * 1000)}",
            speaker=Speaker(line["who"]),
            start=samples(round(line["start"] * 1000)),
            end=samples(round(line["end"] * 1000)),
            text=line["text"],
        )
        for line in form["utterances"]
    )
    return [record_of(transcript_of(labelled).utterances)]


def policy_of(*, is_semantic: bool) -> Policy:
    """Return the default policy with or without the meaning model."""
    policy = Policy()
    return policy.model_copy(
        update={
            "detectors": {
                name: chosen.model_copy(update={"semantic": is_semantic})
                if "semantic" in type(chosen).model_fields
                else chosen
                for name, chosen in policy.detectors.items()
            }
        }
    )


def follow(records: Iterable[Record], policy: Policy) -> float:
    """Return the seconds that following all the calls takes."""
    forget()
    begun = time.process_time()
    for record in records:
        run(record, policy)
    return time.process_time() - begun


def forget() -> None:
    """Forget what the meaning model has read, so that it reads each text anew."""
    reading._remembered.clear()


class Timed:
    """A detector, and the time spent in it.

    Args:
        name: What to book it under.
        part: The detector.
        spent: Seconds by name.
    """

    def __init__(self, name: str, part: Part, spent: defaultdict[str, float]) -> None:
        self._name = name
        self._part = part
        self._spent = spent

    def feed(self, event: Event) -> Iterable[Event]:
        """Pass an event on."""
        begun = time.process_time()
        followed = tuple(self._part.feed(event))
        self._spent[self._name] += time.process_time() - begun
        return followed

    def due(self) -> int | None:
        """Ask when it wants to be woken."""
        begun = time.process_time()
        due = self._part.due()
        self._spent[self._name] += time.process_time() - begun
        return due

    def advance(self, now: int) -> Iterable[Event]:
        """Wake it."""
        begun = time.process_time()
        followed = tuple(self._part.advance(now))
        self._spent[self._name] += time.process_time() - begun
        return followed


def by_detector(
    records: Sequence[Record], policy: Policy, runs: int
) -> dict[str, float]:
    """Return the median seconds spent in each detector, the costliest first."""
    rounds: list[dict[str, float]] = []
    for _ in range(runs):
        forget()
        spent: defaultdict[str, float] = defaultdict(float)
        for record in records:
            parts = policy.build_detectors()
            timed = {name: Timed(name, part, spent) for name, part in parts.items()}
            engine = Engine(policy, timed)
            for event in record:
                engine.feed(event)
        rounds.append(spent)
    medians = {
        name: statistics.median(spent[name] for spent in rounds) for name in rounds[0]
    }
    return dict(sorted(medians.items(), key=lambda item: -item[1]))


def wait(policy: Policy, speaking: Iterable[Speaker]) -> float:
    """Return the seconds that one window takes while nothing happens.

    Args:
        policy: Settings.
        speaking: Who speaks meanwhile, after an exchange of a few words.
    """
    engine = Engine(policy)
    exchange = (
        Utterance(id="a", speaker=Speaker.AGENT, start=0, end=32_000, text="Hello."),
        Utterance(
            id="b",
            speaker=Speaker.CUSTOMER,
            start=40_000,
            end=72_000,
            text="The printer is broken.",
        ),
    )
    for event in record_of(exchange)[:-1]:  # all but the end of the call
        engine.feed(event)
    for speaker in speaking:
        at = engine.now + WINDOW
        engine.feed(SpeechStarted(speaker=speaker, at=at, known_at=at))
    now = engine.now
    begun = time.process_time()
    for _ in range(WINDOWS):
        now += WINDOW
        engine.advance(now)
    return (time.process_time() - begun) / WINDOWS


def median(measure: Callable[[], float], runs: int) -> float:
    """Return the median of some measurements; a first one that is not counted warms."""
    measure()
    return statistics.median(measure() for _ in range(runs))


def row(name: str, value: float) -> None:
    """Print a figure."""
    print(f"{name:<28}{value:>9.3f}")


if __name__ == "__main__":
    main()
