"""Whisper on short windows: utterances in, their words out.

Each is encoded by itself, with silence after it (:mod:`coach.speech.windows`), several
are decoded at once, and then the times of each one's words are found.  Where a decode
shows signs of failure, a longer window is encoded after all.
"""

import math
import zlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits

from coach.audio_time import SAMPLE_RATE, samples
from coach.errors import ModelError, RecognitionError
from coach.events import Word
from coach.speech.decoding import Decoding
from coach.speech.features import COLUMNS_A_SECOND, HOP, log_mel
from coach.speech.models import find_model
from coach.speech.windows import (
    FULL_WINDOW_S,
    SHORT_WINDOW_S,
    STATES_A_SECOND,
    batches,
    short_window,
    with_silence,
)

TOKENS_BASE = 12
TOKENS_A_SECOND = 7.5
"""Tokens expected at most, for an utterance of no length and for each second.  Fast
speech has five words a second, each 1.3 tokens."""

BEAMS = 2
"""Hypotheses followed at once, except for partials.  Source: measured with tiny.en on
two of the sample calls, 7.6 % of words wrong rather than 8.1 % with one and 7.4 % with
three, which take 15 % longer."""

SHORTEST_RETRY = SAMPLE_RATE
"""Audio shorter than this is tried again on a longer window only if what came of it
goes round in circles, in samples: mumbling stays mumbling."""

MIN_LOG_PROBABILITY = -1.0
"""Mean token log-probability under which a decode failed.  Source: Whisper."""

MAX_COMPRESSION = 2.4
"""Compression ratio over which a decode failed.  Source: Whisper."""


class SpeechRecogniser(Protocol):
    """What the decode queue asks of a recogniser."""

    def decode_many(
        self, audios: Sequence[NDArray[np.float32]], *, words: bool, thorough: bool
    ) -> list[Decoding]:
        """Return the words of each; blocks, and may be called by two threads."""
        ...


@dataclass(frozen=True, slots=True)
class _Attempt:
    states: NDArray[np.float32]
    """What the decoder saw: shape (states, width)."""
    tokens: list[int]
    text: str
    log_probability: float
    no_speech: float
    compression: float
    is_cut: bool
    encoded: int = 0
    """How many of the states are of its own window, not of silence that was at hand."""

    @property
    def repeats(self) -> bool:
        """Whether it went round in circles."""
        return self.is_cut or self.compression > MAX_COMPRESSION

    @property
    def failed(self) -> bool:
        return self.repeats or self.log_probability < MIN_LOG_PROBABILITY

    @property
    def rank(self) -> tuple[bool, float]:
        """What to compare attempts by: best last."""
        return (not self.repeats, self.log_probability)


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
        self._filters = np.asarray(model.feature_extractor.mel_filters, np.float32)
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

        Keeps numpy's matrix products on one thread, in the whole process: on several,
        those of a spectrogram take eight times the processor time.

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
        threadpool_limits(1, user_api="blas")
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
        """Return the words of some audio; see :meth:`decode_many`."""
        return self.decode_many(
            [audio], words=words, thorough=thorough, window_s=window_s
        )[0]

    def decode_many(
        self,
        audios: Sequence[NDArray[np.float32]],
        *,
        words: bool = False,
        thorough: bool = True,
        window_s: int | None = None,
    ) -> list[Decoding]:
        """Return the words of each of some utterances.

        The same, bit by bit, as of each by itself, only cheaper.  Blocks for some
        0.1 s an utterance with tiny.en.  Safe to call from several threads; cannot be
        interrupted.

        Args:
            audios: Each float32, shape (samples,), −1..1, 16 kHz mono, at most 30 s.
            words: Whether to find the times of the words.
            thorough: Whether to follow several hypotheses, and to try longer windows
                where the short one failed; otherwise it is quicker.
            window_s: Seconds of the first window; none for what suits the length.

        Raises:
            coach.errors.RecognitionError: The model failed.
            ValueError: An audio is empty or longer than 30 s.
        """
        for audio in audios:
            if not 0 < len(audio) <= FULL_WINDOW_S * SAMPLE_RATE:
                raise ValueError(f"cannot recognise {len(audio)} samples")
        beams = BEAMS if thorough else 1
        try:
            found = self._attempts(audios, window_s, beams)
            if thorough:
                self._retry(audios, found)
            times = self._align(audios, found) if words else [()] * len(found)
        except RuntimeError as error:
            raise RecognitionError(f"the speech model failed: {error}") from error
        return [
            Decoding(
                text=attempt.text,
                confidence=math.exp(min(0.0, attempt.log_probability)),
                no_speech=attempt.no_speech,
                compression=attempt.compression,
                words=timed,
            )
            for attempt, timed in zip(found, times, strict=True)
        ]

    def _retry(
        self, audios: Sequence[NDArray[np.float32]], attempts: list[_Attempt]
    ) -> None:
        """Try those that failed once more on a longer window, and keep the better."""
        longer: dict[int, list[int]] = defaultdict(list)
        for at, attempt in enumerate(attempts):
            # Of short ones, mumbling stays mumbling.
            is_worth_it = attempt.repeats or len(audios[at]) >= SHORTEST_RETRY
            is_full = attempt.encoded == FULL_WINDOW_S * STATES_A_SECOND
            if attempt.failed and is_worth_it and not is_full:
                is_short = attempt.encoded < SHORT_WINDOW_S * STATES_A_SECOND
                longer[SHORT_WINDOW_S if is_short else FULL_WINDOW_S].append(at)
        for seconds, places in longer.items():
            again = self._attempts([audios[at] for at in places], seconds, BEAMS)
            for at, attempt in zip(places, again, strict=True):
                attempts[at] = max(attempts[at], attempt, key=lambda one: one.rank)

    # --- encoding --------------------------------------------------------------------

    def _attempts(
        self,
        audios: Sequence[NDArray[np.float32]],
        window_s: int | None,
        beams: int,
    ) -> list[_Attempt]:
        """Decode each once, in batches of those that the decoder is shown alike."""
        states = [self._encoded(audio, window_s) for audio in audios]
        shown = [with_silence(one, self._silence) for one in states]
        found: dict[int, _Attempt] = {}
        for batch in batches(shown, audios):
            made = self._generate(
                [shown[at] for at in batch], [len(audios[at]) for at in batch], beams
            )
            for at, attempt in zip(batch, made, strict=True):
                found[at] = replace(attempt, encoded=len(states[at]))
        return [found[at] for at in range(len(audios))]

    def _encoded(
        self, audio: NDArray[np.float32], window_s: int | None
    ) -> NDArray[np.float32]:
        """Return the encoder's states of an utterance: shape (states, width)."""
        columns = short_window(len(audio))
        if window_s is not None:
            columns = window_s * COLUMNS_A_SECOND
        spectrogram = log_mel(audio, columns, self._filters)
        view = _storage_view(spectrogram[None])
        states: NDArray[np.float32]
        (states,) = np.array(self._model.model.encode(view, to_cpu=True))
        return states

    @cached_property
    def _silence(self) -> NDArray[np.float32]:
        """What the encoder makes of silence, as long as it can hear."""
        return self._encoded(np.zeros(HOP, np.float32), FULL_WINDOW_S)

    # --- decoding --------------------------------------------------------------------

    def _generate(
        self, seen: list[NDArray[np.float32]], lengths: list[int], beams: int
    ) -> list[_Attempt]:
        """Decode utterances at once, from what their decoder sees and their samples."""
        room = self._model.max_length // 2
        limits = [min(most_tokens(length), room) for length in lengths]
        most = max(limits)
        results = self._model.model.generate(
            _storage_view(np.stack(seen)),
            [self._prompt] * len(seen),
            beam_size=beams,
            num_hypotheses=beams,
            # CTranslate2 lets a half of this be generated, and no more of it than is
            # left after the prompt.
            max_length=most + max(most, len(self._prompt)),
            return_scores=True,
            return_no_speech_prob=True,
            suppress_blank=True,
            suppress_tokens=self._suppressed,
        )
        found: list[_Attempt] = []
        for states, length, limit, result in zip(
            seen, lengths, limits, results, strict=True
        ):
            tokens = result.sequences_ids[0]
            if max(map(len, result.sequences_ids)) >= limit < most:
                # By itself it, or what lost against it, would have been cut: so that
                # it is the same, it is.
                found += self._generate([states], [length], beams)
                continue
            text = self._tokenizer.decode(tokens).strip()
            found.append(
                _Attempt(
                    states=states,
                    tokens=tokens,
                    text=text,
                    # The end token counts as well; the score leaves it out of the mean.
                    log_probability=result.scores[0] * len(tokens) / (len(tokens) + 1),
                    no_speech=result.no_speech_prob,
                    compression=compression(text),
                    is_cut=len(tokens) >= limit,
                )
            )
        return found

    def _align(
        self, audios: Sequence[NDArray[np.float32]], attempts: Sequence[_Attempt]
    ) -> list[tuple[Word, ...]]:
        """Return the words of each attempt with their times."""
        return [
            self._words(audio, attempt) if attempt.text else ()
            for audio, attempt in zip(audios, attempts, strict=True)
        ]

    def _words(self, audio: NDArray[np.float32], attempt: _Attempt) -> tuple[Word, ...]:
        spoken = [token for token in attempt.tokens if token < self._tokenizer.eot]
        (parts,) = self._model.find_alignment(
            self._tokenizer,
            [spoken],
            _storage_view(attempt.states[None, : attempt.encoded]),
            [len(audio) // HOP],
        )
        return _whole_words(parts, len(audio))


def _whole_words(parts: Iterable[dict[str, Any]], length: int) -> tuple[Word, ...]:
    """Return aligned parts of words as whole words; times are within ``length``."""
    words: list[Word] = []
    for part in parts:
        start, end = (
            min(length, max(0, samples(round(1000 * float(part[key])))))
            for key in ("start", "end")
        )
        text = part["word"]
        if words and not text.startswith(" "):
            # Punctuation, or the rest of a word.
            words[-1] = Word(
                start=words[-1].start,
                end=max(words[-1].end, end) if text[:1].isalnum() else words[-1].end,
                text=words[-1].text + text,
            )
        elif text.strip():
            words.append(Word(start=start, end=max(start, end), text=text.strip()))
    return tuple(words)


def _storage_view(array: NDArray[np.float32]) -> Any:  # noqa: ANN401 (as above)
    import ctranslate2

    return ctranslate2.StorageView.from_array(np.ascontiguousarray(array, np.float32))


def most_tokens(length: int) -> int:
    """Return the tokens expected at most in an utterance of that many samples."""
    return TOKENS_BASE + round(TOKENS_A_SECOND * length / SAMPLE_RATE)


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
