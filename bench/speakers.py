"""How well two speakers on one channel are told apart, and how well that is known.

    python -m bench.speakers RECORDING ...          # as they are, and as the telephone,
                                                    # noise and MP3 leave them
    python -m bench.speakers --words RECORDING ...  # their words: takes far longer

Two-channel recordings, agent first, are mixed to mono; the truth is who speaks in the
labels beside a recording (``utterances`` with ``who``, ``start`` and ``end``), or voice
activity on its channels.  What must be found uncertain is made of them as well: one
channel alone, and three people (a call, and after it the customer of the next one).
"""

import argparse
import asyncio
import io
import json
import tempfile
import time
import wave
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import av
import numpy as np
import soxr
from numpy.typing import NDArray

from coach.audio.decoding import Decoder
from coach.events import Speaker, UtteranceFinalised
from coach.language.text import words
from coach.speakers.division import Division, divide
from coach.speakers.encoder import voice_encoder
from coach.speakers.feed import mono_feed
from coach.speakers.sureness import Sureness
from coach.speakers.survey import Surveyor
from coach.speech.queue import DecodeQueue
from coach.speech.settings import SpeechSettings
from coach.speech.voice_activity import WINDOW, VoiceActivity
from coach.speech.whisper import Recogniser

Sound = NDArray[np.float32]
Truth = NDArray[np.bool_]
"""Whether agent and customer speak in each 10 ms, shape (n, 2)."""

RATE = 16_000
STEP = RATE // 100
NEAR = 0.6
"""Seconds by which the time of a word may be off."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """A recording with known speakers."""

    name: str
    channels: Sound
    """Shape (samples, 2)."""
    truth: Truth
    lines: tuple[tuple[int, float, float, frozenset[str]], ...] = ()
    """Speaker, start, end and words of what is said, where labels tell."""

    @property
    def mono(self) -> Sound:
        """Both channels on one."""
        mixed = np.clip(self.channels.sum(axis=1), -1, 1)
        return np.asarray(mixed, np.float32)


def load(path: Path) -> Call:
    """Return a recording and who speaks in it."""
    decoder = Decoder(path, channels=2)
    blocks = [np.zeros((0, 2), np.float32)]
    while len(block := decoder.read(60 * RATE)):
        blocks.append(block)
    channels = np.concatenate(blocks)
    truth = np.zeros((len(channels) // STEP + 1, 2), np.bool_)
    labels = path.with_suffix(".json")
    if not labels.exists():
        for index in range(2):
            whole = np.ascontiguousarray(
                channels[: len(channels) // WINDOW * WINDOW, index]
            )
            heard = np.repeat(VoiceActivity().probabilities(whole) > 0.5, WINDOW)
            truth[: len(heard) // STEP, index] = heard[::STEP][: len(heard) // STEP]
        return Call(name=path.stem, channels=channels, truth=truth)
    lines = []
    for row in json.loads(labels.read_text())["utterances"]:
        who = int(row["who"] == "customer")
        truth[int(row["start"] * 100) : int(row["end"] * 100), who] = True
        said = frozenset(words(row["text"]))
        lines.append((who, float(row["start"]), float(row["end"]), said))
    return Call(name=path.stem, channels=channels, truth=truth, lines=tuple(lines))


# --- what happens to sound on its way -------------------------------------------------


def telephone(sound: Sound) -> Sound:
    """300 to 3,400 Hz, µ-law."""
    narrow = np.fft.rfft(np.asarray(soxr.resample(sound, RATE, 8_000), np.float64))
    hertz = np.linspace(0, 4_000, len(narrow))
    narrow[(hertz < 300) | (hertz > 3_400)] = 0
    audio = np.fft.irfft(narrow)
    coded = np.rint(np.sign(audio) * np.log1p(255 * np.abs(audio)) / np.log(256) * 127)
    audio = np.sign(coded) * (256 ** (np.abs(coded) / 127) - 1) / 255
    return np.asarray(soxr.resample(audio, 8_000, RATE), np.float32)


def noisy(sound: Sound) -> Sound:
    """White noise 15 dB under the speech."""
    loudness = np.sqrt(np.mean(sound[np.abs(sound) > 0.01] ** 2))
    noise = np.random.default_rng(1).standard_normal(len(sound)) * loudness * 0.18
    return np.asarray(sound + noise, np.float32)


def faint(sound: Sound) -> Sound:
    """26 dB quieter."""
    return sound * np.float32(0.05)


def mp3(sound: Sound) -> Sound:
    """MP3 at 16 kbit/s."""
    file = io.BytesIO()
    with av.open(file, "w", format="mp3") as container:
        stream = container.add_stream("mp3", rate=RATE)
        stream.bit_rate, stream.layout = 16_000, "mono"
        whole = (np.clip(sound, -1, 1) * 32_767).astype(np.int16)
        frame = av.AudioFrame.from_ndarray(whole[None], format="s16p", layout="mono")
        frame.sample_rate = RATE
        for packet in [*stream.encode(frame), *stream.encode(None)]:
            container.mux(packet)
    file.seek(0)
    with av.open(file, "r") as coded:
        frames = [one.to_ndarray().reshape(-1) for one in coded.decode(audio=0)]
    return np.concatenate(frames).astype(np.float32)[: len(sound)]


WAYS: dict[str, Callable[[Sound], Sound]] = {
    "as it is": lambda sound: sound,
    "telephone": telephone,
    "noise": noisy,
    "faint": faint,
    "mp3": mp3,
}

# --- measuring ------------------------------------------------------------------------


def divided(sound: Sound) -> tuple[Division, float]:
    """Return the division of a mono sound, and the CPU seconds it took."""
    before = time.process_time()
    surveyor = Surveyor(SpeechSettings(), voice_encoder())
    for start in range(0, len(sound), 30 * RATE):
        surveyor.feed(sound[start : start + 30 * RATE])
    division = divide(surveyor.finish())
    return division, time.process_time() - before


def right_time(division: Division, truth: Truth) -> float:
    """Return the share of speech that was given to who speaks, where one does."""
    right = np.zeros((2, 2))
    alone = truth[:, 0] != truth[:, 1]
    for span in division.spans:
        part = slice(span.start // STEP, span.end // STEP)
        right[span.voice] += truth[part][alone[part]].sum(axis=0)
    straight, crossed = right.trace(), right[::-1].trace()
    return float(max(straight, crossed) / max(1, right.sum()))


def negatives(calls: list[Call]) -> Iterator[tuple[str, Sound]]:
    """Yield what is no call of two people."""
    for call in calls:
        for index, side in enumerate(("agent", "customer")):
            spoken = np.repeat(call.truth[:, index], STEP)[: len(call.channels)]
            sound = call.channels[: len(spoken), index]
            if spoken.sum() > 25 * RATE:
                yield f"{call.name}: {side} only", np.ascontiguousarray(sound)
    for call, other in pairwise(calls):
        third = other.channels[:, 1]
        yield f"{call.name} + a third", np.concatenate([call.mono, third])


async def words_of(
    call: Call, sound: Sound, queue: DecodeQueue
) -> tuple[float, int, str | None, float]:
    """Return the share of words given to who said them, how many, doubt, CPU s."""
    before = time.process_time()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "mono.wav"
        with wave.open(str(path), "wb") as file:
            file.setparams((1, 2, RATE, 0, "NONE", ""))
            file.writeframes((np.clip(sound, -1, 1) * 32_767).astype("<i2").tobytes())
        feed = await mono_feed(path, queue, SpeechSettings())
        looked = time.process_time() - before
        await feed.listen(_Nobody())
    right = wrong = 0
    for event in feed.record():
        if isinstance(event, UtteranceFinalised):
            who = int(event.utterance.speaker is Speaker.CUSTOMER)
            for word in event.utterance.words:
                middle = (word.start + word.end) / 2 / RATE
                verdict = _is_right(call, who, middle, word.text)
                right += verdict is True
                wrong += verdict is False
    doubt = next(
        (one.detail for one in feed.problems() if one.code.endswith("unsure")), None
    )
    return right / max(1, right + wrong), right + wrong, doubt, looked


def _is_right(call: Call, who: int, at: float, text: str) -> bool | None:
    """Return whether a word is who's; None where nobody, or both, may have said it."""
    said = words(text)
    near = [line for line in call.lines if line[1] - NEAR < at < line[2] + NEAR]
    sayers = {line[0] for line in near if any(word in line[3] for word in said)}
    if len(sayers) == 1:
        return who in sayers
    first, last = int((at - 0.15) * 100), int((at + 0.15) * 100)
    speaking = call.truth[max(0, first) : last].sum(axis=0)
    if not speaking.any() or speaking.all():
        return None
    return bool(speaking[who])


class _Nobody:
    """Listens to nothing of it: the record tells."""

    def begin(self) -> None: ...
    def hear(self, event: object) -> None: ...
    def tick(self, now: int) -> None: ...
    def fault(self, error: Exception) -> None: ...


def print_time(calls: list[Call]) -> None:
    """Print how much of the time is right, and what was found uncertain."""
    spent = length = 0.0
    for call in calls:
        for way, change in WAYS.items():
            sound = change(call.mono)
            division, took = divided(sound)
            spent, length = spent + took, length + len(sound) / RATE
            known = division.sureness
            print(
                f"{call.name:32s} {way:10s}"
                f" right {right_time(division, call.truth):.3f} {_figures(known)}",
                flush=True,
            )
    for name, sound in negatives(calls):
        known = divided(sound)[0].sureness
        print(f"{name:43s} should be doubted {_figures(known)}", flush=True)
    print(f"{spent / length * 3600:.0f} CPU s to look through an hour")


def _figures(known: Sureness) -> str:
    return (
        f"separation {known.silhouette:.2f} doubtful {known.doubtful:.2f}"
        f" third {known.third:.2f}  {known.doubt or 'scored'}"
    )


async def print_words(calls: list[Call]) -> None:
    """Print how many of the words are right."""
    async with DecodeQueue(Recogniser.load()) as queue:
        for call in calls:
            share, count, doubt, took = await words_of(call, call.mono, queue)
            print(
                f"{call.name:32s} {share:.3f} of {count} words right, looked through"
                f" in {took:.1f} CPU s  {doubt or 'scored'}",
                flush=True,
            )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("recordings", nargs="+", type=Path)
    parser.add_argument("--words", action="store_true")
    asked = parser.parse_args()
    calls = [load(path) for path in asked.recordings]
    if asked.words:
        asyncio.run(print_words(calls))
    else:
        print_time(calls)


if __name__ == "__main__":
    main()
