"""Whisper on short windows: an utterance in, its words out.

    utterance   ▐██████████▌                       2.1 s of speech
    window      ▐██████████▌░░░░░░░░░░░░░░░░░░▌   10 s: a third of the work of 30 s

A window is ten seconds, or a second longer than the utterance; what Whisper makes of
it is taken unless it shows signs of failure, and then the full thirty seconds that
Whisper was trained on are tried.  Measured with tiny.en, the words of ten-second
windows are as good as those of full ones (one point of word error rate); those of
shorter ones are not.
"""

import math
import zlib
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from coach.audio_time import SAMPLE_RATE, samples
from coach.errors import ModelError, RecognitionError
from coach.events import Word
from coach.speech.decoding import Decoding
from coach.speech.models import find_model

SHORT_WINDOW_S = 10
"""Seconds of audio that Whisper is given at least."""

FULL_WINDOW_S = 30
"""Seconds of audio that Whisper was trained on, and can hear at most."""

MARGIN_S = 1
"""Silence after a long utterance, in seconds."""

HOP = 160
"""Samples a spectrogram column."""

TOKENS_BASE = 12
TOKENS_A_SECOND = 7.5
"""Tokens expected at most, for an utterance of no length and for each second.  Fast
speech has five words a second, each 1.3 tokens."""

BEAMS = 2
"""Hypotheses followed at once, except for partials.  Source: measured with tiny.en on
two of the sample calls, 7.6 % of words wrong rather than 8.1 % with one and 7.4 % with
three, which take 15 % longer."""

SHORTEST_RETRY = SAMPLE_RATE
"""Audio shorter than this is not tried again on the full window, in samples: it would
take four times as long, and mumbling stays mumbling."""

MIN_LOG_PROBABILITY = -1.0
"""Mean token log-probability under which a decode failed.  Source: Whisper."""

MAX_COMPRESSION = 2.4
"""Compression ratio over which a decode failed.  Source: Whisper."""


class SpeechRecogniser(Protocol):
    """What the decode queue asks of a recogniser."""

    def decode(
        self, audio: NDArray[np.float32], *, words: bool, thorough: bool
    ) -> Decoding:
        """Return the words of some audio; blocks, and may be called by two threads."""
        ...


@dataclass(frozen=True, slots=True)
class _Attempt:
    encoded: Any
    tokens: list[int]
    text: str
    log_probability: float
    no_speech: float
    compression: float
    is_cut: bool

    @property
    def failed(self) -> bool:
        return (
            self.is_cut
            or self.log_probability < MIN_LOG_PROBABILITY
            or self.compression > MAX_COMPRESSION
        )

    @property
    def rank(self) -> tuple[bool, float]:
        """What to compare attempts by: best last."""
        repeats = self.is_cut or self.compression > MAX_COMPRESSION
        return (not repeats, self.log_probability)


class Recogniser:
    """A Whisper model that turns utterances into words.

    Deterministic: the same audio gives the same words.  Nothing is carried from one
    utterance into the next.  Make one with :meth:`load` and share it.

    Args:
        model: A loaded ``faster_whisper.WhisperModel``.
        name: What to call it in a report.
        language: Whisper's code of the language that is spoken.
        vocabulary: Names to expect.
    """

    def __init__(
        self,
        model: Any,  # noqa: ANN401 (faster-whisper ships no types)
        *,
        name: str,
        language: str,
        vocabulary: tuple[str, ...],
    ) -> None:
        from faster_whisper.tokenizer import Tokenizer
        from faster_whisper.transcribe import get_suppressed_tokens

        self.name = name
        self.language = language
        self._model = model
        self._tokenizer = Tokenizer(
            model.hf_tokenizer,
            model.model.is_multilingual,
            task="transcribe",
            language=language,
        )
        self._suppressed = list(get_suppressed_tokens(self._tokenizer, [-1]))
        self._prompt = model.get_prompt(
            self._tokenizer,
            [],
            without_timestamps=True,
            hotwords=", ".join(vocabulary) or None,
        )

    @classmethod
    def load(
        cls,
        model: str | Path | None = None,
        *,
        language: str = "en",
        vocabulary: tuple[str, ...] = (),
        decodes: int = 2,
        device: str = "cpu",
    ) -> "Recogniser":
        """Load a model; takes about a second.

        Args:
            model: See :func:`coach.speech.models.find_model`.
            language: Whisper's code of the language that is spoken, such as ``en``.
            vocabulary: Names of products and people to expect.
            decodes: How many decodes run at once, each on one thread.
            device: ``cpu``, or ``cuda`` for a GPU; what is heard may then differ in a
                word here and there, for other numbers are computed with.

        Raises:
            coach.errors.ModelError: There is no such model, it is damaged, or it does
                not know the language.
        """
        place = find_model(model)
        # Hashing lets go of the interpreter lock, so it costs no time beside loading.
        with ThreadPoolExecutor(1, "check-model") as pool:
            check = pool.submit(place.check)
            loaded = _load(str(place.folder), decodes, device)
            check.result()
        _check_language(loaded, place.name, language)
        return cls(loaded, name=place.name, language=language, vocabulary=vocabulary)

    def decode(
        self,
        audio: NDArray[np.float32],
        *,
        words: bool = False,
        thorough: bool = True,
        window_s: int | None = None,
    ) -> Decoding:
        """Return the words of some audio.

        Blocks for some 0.2 s with tiny.en.  Safe to call from several threads; cannot
        be interrupted.

        Args:
            audio: float32, shape (samples,), −1..1, 16 kHz mono, at most 30 s.
            words: Whether to find the times of the words.
            thorough: Whether to follow several hypotheses, and to try the full window
                where the short one failed; otherwise it is quicker.
            window_s: Seconds of the first window; none for what suits the length.

        Raises:
            coach.errors.RecognitionError: The model failed.
            ValueError: The audio is empty or longer than 30 s.
        """
        if not 0 < len(audio) <= FULL_WINDOW_S * SAMPLE_RATE:
            raise ValueError(f"cannot recognise {len(audio)} samples")
        try:
            seconds = window_s or short_window_s(len(audio))
            beams = BEAMS if thorough else 1
            best = self._attempt(audio, seconds, beams)
            is_worth_it = seconds < FULL_WINDOW_S and len(audio) >= SHORTEST_RETRY
            if thorough and best.failed and is_worth_it:
                full = self._attempt(audio, FULL_WINDOW_S, beams)
                best = max(best, full, key=lambda attempt: attempt.rank)
            timed = words and best.text
            return Decoding(
                text=best.text,
                confidence=math.exp(min(0.0, best.log_probability)),
                no_speech=best.no_speech,
                compression=best.compression,
                words=self._align(best, len(audio)) if timed else (),
            )
        except RuntimeError as error:
            raise RecognitionError(f"the speech model failed: {error}") from error

    def _attempt(
        self, audio: NDArray[np.float32], seconds: int, beams: int
    ) -> _Attempt:
        encoded = self._model.encode(self._features(audio, seconds))
        allowed = TOKENS_BASE + round(TOKENS_A_SECOND * len(audio) / SAMPLE_RATE)
        longest = min(len(self._prompt) + allowed, self._model.max_length)
        result = self._model.model.generate(
            encoded,
            [self._prompt],
            beam_size=beams,
            max_length=longest,
            return_scores=True,
            return_no_speech_prob=True,
            suppress_blank=True,
            suppress_tokens=self._suppressed,
        )[0]
        tokens = result.sequences_ids[0]
        text = self._tokenizer.decode(tokens).strip()
        return _Attempt(
            encoded=encoded,
            tokens=tokens,
            text=text,
            # The end token counts as well; the score leaves it out of the mean.
            log_probability=result.scores[0] * len(tokens) / (len(tokens) + 1),
            no_speech=result.no_speech_prob,
            compression=compression(text),
            is_cut=len(self._prompt) + len(tokens) >= longest,
        )

    def _features(
        self, audio: NDArray[np.float32], seconds: int
    ) -> NDArray[np.float32]:
        padded = np.zeros(seconds * SAMPLE_RATE, np.float32)
        padded[: len(audio)] = audio
        features = self._model.feature_extractor(padded)
        return np.asarray(features[:, : len(padded) // HOP], np.float32)

    def _align(self, attempt: _Attempt, length: int) -> tuple[Word, ...]:
        tokens = [token for token in attempt.tokens if token < self._tokenizer.eot]
        found = self._model.find_alignment(
            self._tokenizer, [tokens], attempt.encoded, length // HOP
        )[0]
        words: list[Word] = []
        for part in found:
            start, end = (
                min(length, max(0, samples(round(1000 * float(part[key])))))
                for key in ("start", "end")
            )
            text = part["word"]
            if words and not text.startswith(" "):
                # Punctuation, or the rest of a word.
                words[-1] = Word(
                    start=words[-1].start,
                    end=max(words[-1].end, end)
                    if text[:1].isalnum()
                    else words[-1].end,
                    text=words[-1].text + text,
                )
            elif text.strip():
                words.append(Word(start=start, end=max(start, end), text=text.strip()))
        return tuple(words)


def short_window_s(length: int) -> int:
    """Return the seconds of the window for an utterance of that many samples."""
    needed = math.ceil(length / SAMPLE_RATE) + MARGIN_S
    return min(FULL_WINDOW_S, max(SHORT_WINDOW_S, needed))


def compression(text: str) -> float:
    """Return how well the text compresses: over 2.4 it is mostly repetition."""
    data = text.encode()
    return len(data) / len(zlib.compress(data)) if data else 0.0


def _load(folder: str, decodes: int, device: str) -> Any:  # noqa: ANN401 (untyped)
    from faster_whisper import WhisperModel

    try:
        return WhisperModel(
            folder,
            device=device,
            compute_type="int8" if device == "cpu" else "auto",
            cpu_threads=1,
            num_workers=decodes,
        )
    except Exception as error:
        reason = (str(error).strip().splitlines() or [type(error).__name__])[0]
        raise ModelError(f"{folder}: cannot be loaded: {reason}") from error


def _check_language(
    model: Any,  # noqa: ANN401 (as above)
    name: str,
    language: str,
) -> None:
    multilingual = model.model.is_multilingual
    if language in model.supported_languages:
        return
    if not multilingual:
        raise ModelError(
            f"{name}: knows only English; language {language!r} needs a multilingual "
            "model, such as --model base"
        )
    raise ModelError(f"{name}: does not know the language {language!r}")
