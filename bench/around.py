"""What everything around the recogniser costs: CPU seconds an hour of recording.

    python -m bench.around [RECORDING ...] [--runs N]

The recordings are scored by a batch's worker whose recogniser answers the same few
words at once, and without the meaning model: what is left is decoding, voice activity,
hearing, redaction, the engine and the report.  Parts are of this process's CPU time, as
its functions take it; voice activity, levels and voices are a part of hearing.
"""

import argparse
import asyncio
import statistics
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path
from pkgutil import resolve_name
from typing import Any
from unittest.mock import patch

from bench.detectors import CALLS, policy_of
from bench.live import cpu_name
from coach.batch.call import BatchCall, Setup
from coach.batch.worker import Worker
from coach.speech.decoding import Decoding

PARTS = {
    "coach.audio.decoding.Decoder.read": "decoding, resampling",
    "coach.speech.hearing.Hearing.feed": "hearing",
    "coach.speech.voice_activity.VoiceActivity.probabilities": "- voice activity",
    "coach.speech.hearing.window_levels": "- levels",
    "coach.speech.hearing.flatness": "- flatness",
    "coach.speech.hearing.voice_of": "- voices",
    "coach.session.CallSession.hear": "for screens",
    "coach.session.CallSession.tick": "for screens",
    "coach.session.redact": "redaction",
    "coach.session.run": "engine",
    "coach.session.report_of": "report",
}
"""What is measured, and the part it belongs to."""


class Constant:
    """A recogniser that always hears the same."""

    name = "constant"

    @classmethod
    def load(cls, *_: object, **__: object) -> "Constant":
        """Return one at once."""
        return cls()

    def decode_many(self, audios: Sequence[object], **_: object) -> list[Decoding]:
        """Return the words of each."""
        return [self.decode() for _ in audios]

    def decode(self, *_: object, **__: object) -> Decoding:
        """Return the few words."""
        return Decoding(
            text="Okay, I see that now.", confidence=0.9, no_speech=0.0, compression=1.0
        )


def main() -> None:
    """Measure, and print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    files = sorted(CALLS.glob("*.flac"))
    parser.add_argument("recordings", nargs="*", type=Path, default=files)
    parser.add_argument("--runs", type=int, default=4, metavar="N")
    args = parser.parse_args()
    rounds = asyncio.run(measure(args.recordings, args.runs))
    print(f"machine: {cpu_name()}\nCPU s an hour of two channels, medians")
    for part in rounds[0]:
        print(f"{part:<24}{statistics.median(spent[part] for spent in rounds):>8.2f}")


async def measure(recordings: Sequence[Path], runs: int) -> list[dict[str, float]]:
    """Return the CPU seconds an hour of each part, and of all, a run each."""
    spent: defaultdict[str, float] = defaultdict(float)
    rounds: list[dict[str, float]] = []
    with patch("coach.desk.Recogniser", Constant):
        for name, part in PARTS.items():
            patch(name, timed(resolve_name(name), part, spent)).start()
        async with Worker(Setup(policy=policy_of(is_semantic=False))) as worker:
            for _ in range(runs):
                spent.clear()
                begun, heard_s = time.process_time(), 0.0
                for path in recordings:
                    call = BatchCall(address=str(path), name=path.stem, id=path.stem)
                    heard_s += (await worker.score(call)).audio_s
                spent["all"] = time.process_time() - begun
                share = 3_600 / heard_s
                rounds.append({part: took * share for part, took in spent.items()})
    patch.stopall()
    return rounds


def timed(
    measured: Callable[..., Any], part: str, spent: defaultdict[str, float]
) -> Callable[..., Any]:
    """Return a function that books the CPU time it takes under a part."""

    def call(*args: object, **kwargs: object) -> object:
        begun = time.process_time()
        try:
            return measured(*args, **kwargs)
        finally:
            spent[part] += time.process_time() - begun

    return call


if __name__ == "__main__":
    main()
