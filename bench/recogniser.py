"""Word error rate and cost of our path beside faster-whisper's own two.

    python -m bench.recogniser [--model NAME|FOLDER] [RECORDING…]

Without recordings: those of tests/data/calls.  Labels are read from the JSON file
beside a recording where there is one.  All four paths run in one process, one thread a
decode, greedy, on the two channels of each recording:

* ours: hearing's final utterances on short windows (10 s and more)
* ours, 30 s windows: the same utterances on full windows; what the second word error
  rate is counted against
* transcribe: ``WhisperModel.transcribe(vad_filter=True, beam_size=1)``
* batched: ``BatchedInferencePipeline.transcribe(beam_size=1)``
"""

import argparse
import asyncio
import json
import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from coach.audio.recording import RecordingSource, two_channel
from coach.audio.source import Chunk
from coach.audio_time import SAMPLE_RATE
from coach.events import Speaker, UtteranceFinalised
from coach.speech.decoding import DecodeRequest
from coach.speech.hearing import Heard, Hearing
from coach.speech.models import find_model
from coach.speech.settings import SpeechSettings
from coach.speech.whisper import Recogniser

CALLS = Path(__file__).parent.parent / "tests" / "data" / "calls"

Texts = dict[Speaker, str]


@dataclass(frozen=True, slots=True)
class Call:
    """A recording in memory, and what is really said in it where that is known."""

    name: str
    audio: dict[Speaker, NDArray[np.float32]]
    labels: Texts | None

    @property
    def seconds(self) -> float:
        """Length of the call."""
        return max(len(audio) for audio in self.audio.values()) / SAMPLE_RATE


class Tally:
    """Errors and CPU time of one path over all calls."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.cpu = 0.0
        self.against: dict[str, list[int]] = {}

    def count(self, key: str, said: Texts, heard: Texts) -> None:
        """Count the word errors of one call against a reference."""
        errors, words = self.against.setdefault(key, [0, 0])
        for speaker, text in said.items():
            reference = plain_words(text)
            errors += distance(reference, plain_words(heard.get(speaker, "")))
            words += len(reference)
        self.against[key] = [errors, words]

    def rate(self, key: str) -> str:
        """Return the word error rate in per cent, as text."""
        errors, words = self.against.get(key, [0, 0])
        return f"{100 * errors / words:.1f} %" if words else "–"


def load_call(path: Path) -> Call:
    """Read a two-channel recording and its labels."""

    async def read() -> dict[Speaker, NDArray[np.float32]]:
        parts: dict[Speaker, list[NDArray[np.float32]]] = {s: [] for s in Speaker}
        async for piece in RecordingSource(two_channel(path), speed=0).pieces():
            if isinstance(piece, Chunk):
                parts[piece.speaker].append(piece.samples)
        return {speaker: np.concatenate(found) for speaker, found in parts.items()}

    beside = path.with_suffix(".json")
    labels: Texts | None = None
    if beside.exists():
        truth = json.loads(beside.read_text())
        said = sorted(truth["utterances"], key=lambda line: line["start"])
        labels = {
            speaker: " ".join(line["text"] for line in said if line["who"] == speaker)
            for speaker in Speaker
        }
    return Call(path.stem, asyncio.run(read()), labels)


def plain_words(text: str) -> list[str]:
    """Return the words in lower case without punctuation."""
    return re.findall(r"[\w']+", text.lower().replace("’", "'"))


def distance(reference: list[str], heard: list[str]) -> int:
    """Return the substitutions, deletions and insertions between two word lists."""
    row = list(range(len(heard) + 1))
    for index, word in enumerate(reference, 1):
        before, row[0] = row[0], index
        for place, other in enumerate(heard, 1):
            before, row[place] = (
                row[place],
                min(row[place] + 1, row[place - 1] + 1, before + (word != other)),
            )
    return row[-1]


def hear(
    call: Call,
    settings: SpeechSettings,
    decode: Callable[[DecodeRequest], Any],
) -> Texts:
    """Return the final words of a call, by our path."""
    hearing = Hearing(settings, early=False)
    finals: list[UtteranceFinalised] = []

    def take(heard: list[Heard]) -> None:
        for item in heard:
            if isinstance(item, DecodeRequest):
                events = hearing.decoded(item, decode(item))
                finals.extend(e for e in events if isinstance(e, UtteranceFinalised))

    for piece in chunks(call):
        take(hearing.feed(piece))
    take(hearing.finish())
    finals.sort(key=lambda final: final.utterance.start)
    return {
        speaker: " ".join(
            final.utterance.text
            for final in finals
            if final.utterance.speaker is speaker
        )
        for speaker in Speaker
    }


def chunks(call: Call, seconds: int = 1) -> Iterator[Chunk]:
    """Yield the call in chunks of a second, channel by channel."""
    step = seconds * SAMPLE_RATE
    for start in range(0, int(call.seconds * SAMPLE_RATE) + 1, step):
        for speaker, audio in call.audio.items():
            samples = audio[start : start + step]
            if len(samples):
                yield Chunk(speaker=speaker, start=start, samples=samples)


def measure(paths: list[Path], model: str | None) -> list[Tally]:
    """Run every path over every recording."""
    from faster_whisper import BatchedInferencePipeline, WhisperModel

    recogniser = Recogniser.load(model)
    theirs = WhisperModel(
        str(find_model(model).folder),
        device="cpu",
        compute_type="int8",
        cpu_threads=1,
        num_workers=1,
    )
    batched = BatchedInferencePipeline(theirs)
    settings = SpeechSettings()

    def whole(run: Callable[..., Any], **options: object) -> Callable[[Call], Texts]:
        def texts(call: Call) -> Texts:
            return {
                speaker: " ".join(
                    segment.text for segment in run(audio, language="en", **options)[0]
                )
                for speaker, audio in call.audio.items()
            }

        return texts

    def ours(window_s: int | None) -> Callable[[Call], Texts]:
        return lambda call: hear(
            call,
            settings,
            lambda request: recogniser.decode(request.audio, window_s=window_s),
        )

    runs: dict[str, Callable[[Call], Texts]] = {
        "ours, 30 s windows": ours(30),
        "ours": ours(None),
        "transcribe": whole(theirs.transcribe, vad_filter=True, beam_size=1),
        "batched": whole(batched.transcribe, beam_size=1, batch_size=8),
    }
    tallies = {name: Tally(name) for name in runs}
    for path in paths:
        call = load_call(path)
        full: Texts = {}
        for name, run in runs.items():
            before = time.process_time()
            heard = run(call)
            tallies[name].cpu += time.process_time() - before
            full = full or heard
            tallies[name].count("full", full, heard)
            if call.labels is not None:
                tallies[name].count("labels", call.labels, heard)
    return list(tallies.values())


def main() -> None:
    """Measure, and print a table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("recordings", nargs="*", type=Path)
    parser.add_argument("--model", help="a name or a folder; default the packaged one")
    options = parser.parse_args()
    paths = options.recordings or sorted(CALLS.glob("*.flac"))
    tallies = measure(paths, options.model)
    seconds = sum(load_call(path).seconds for path in paths)
    print(f"{len(paths)} calls of {seconds:.0f} s; model {options.model or 'tiny.en'}")
    print(f"{'':20} {'CPU s':>7} {'call s/CPU s':>13} {'WER labels':>11} {'30 s':>8}")
    for tally in tallies:
        print(
            f"{tally.name:20} {tally.cpu:7.1f} {seconds / tally.cpu:13.1f} "
            f"{tally.rate('labels'):>11} {tally.rate('full'):>8}"
        )


if __name__ == "__main__":
    main()
