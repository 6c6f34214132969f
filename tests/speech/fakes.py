"""Hand-written stand-ins for the models."""

import threading
from collections.abc import Callable, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from coach.audio.source import Chunk, Gap, Piece
from coach.events import Speaker
from coach.speech.decoding import DecodeRequest, Decoding
from coach.speech.hearing import Heard, Hearing
from coach.speech.settings import SpeechSettings
from coach.speech.voice_activity import WINDOW

Samples = NDArray[np.float32]


class LoudIsSpeech:
    """Voice activity that takes every loud window for speech."""

    def probabilities(self, samples: Samples) -> Samples:
        """Return 0.9 for a loud window, else 0."""
        peaks = np.abs(samples.reshape(-1, WINDOW)).max(axis=1)
        return np.where(peaks > 0.05, 0.9, 0.0).astype(np.float32)

    def reset(self) -> None:
        """Forget nothing: there is no state."""


class ScriptedRecogniser:
    """A recogniser that answers by the length of the audio, when it is let.

    Args:
        answer: Makes the text, or raises.
    """

    def __init__(self, answer: Callable[[Samples], str] | None = None) -> None:
        self._answer = answer or (lambda audio: f"{len(audio)} samples")
        self.free = threading.Event()
        self.free.set()
        self.decoded: list[int] = []
        self.at_once = 0
        self.most_at_once = 0
        self._lock = threading.Lock()

    def decode_many(
        self, audios: Sequence[Samples], *, words: bool, thorough: bool
    ) -> list[Decoding]:
        return [self.decode(audio, words=words, thorough=thorough) for audio in audios]

    def decode(self, audio: Samples, *, words: bool, thorough: bool) -> Decoding:
        """Wait until free, then answer."""
        del words, thorough
        with self._lock:
            self.decoded.append(len(audio))
            self.at_once += 1
            self.most_at_once = max(self.most_at_once, self.at_once)
        try:
            assert self.free.wait(10)
            return decoding(self._answer(audio))
        finally:
            with self._lock:
                self.at_once -= 1


def decoding(text: str) -> Decoding:
    """Return a confident decode of this text."""
    return Decoding(text=text, confidence=0.9, no_speech=0.0, compression=1.0)


def talk(*runs: int) -> Samples:
    """Return runs of windows: loud (positive), quiet (negative)."""
    parts = [np.full(abs(run) * WINDOW, 0.1 if run > 0 else 0.001) for run in runs]
    audio = np.concatenate(parts).astype(np.float32)
    audio[1::2] *= -1
    return audio


def hear(
    agent: Samples,
    customer: Samples,
    *,
    settings: SpeechSettings | None = None,
    cut: int = 1600,
    early: bool = True,
    lost: dict[Speaker, tuple[int, int]] | None = None,
) -> list[Heard]:
    """Return all that hearing makes of two channels, in chunks of one size."""
    hearing = Hearing(settings or SpeechSettings(), activity=LoudIsSpeech, early=early)
    found: list[Heard] = []
    for piece in pieces(agent, customer, cut=cut, lost=lost or {}):
        found += hearing.feed(piece)
    return found + hearing.finish()


def pieces(
    agent: Samples,
    customer: Samples,
    *,
    cut: int,
    lost: dict[Speaker, tuple[int, int]],
) -> list[Piece]:
    """Return the two channels in chunks, with at most one gap each."""
    found: list[Piece] = []
    for speaker, audio in ((Speaker.AGENT, agent), (Speaker.CUSTOMER, customer)):
        first, last = lost.get(speaker, (len(audio), len(audio)))
        edges = sorted({*range(0, len(audio), cut), first, last, len(audio)})
        for start, end in pairwise(edges):
            if first <= start < last:
                found.append(Gap(speaker=speaker, start=start, end=end))
            else:
                found.append(
                    Chunk(speaker=speaker, start=start, samples=audio[start:end])
                )
    return sorted(found, key=lambda piece: piece.start)


def facts(request: DecodeRequest) -> tuple[object, ...]:
    """Return all there is to compare of a request."""
    return (
        request.utterance_id,
        request.speaker,
        request.start,
        request.end,
        request.audio_start,
        request.purpose,
        request.audio.tobytes(),
    )
