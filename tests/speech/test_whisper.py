import re
from pathlib import Path

import numpy as np
import pytest

from coach.audio.decoding import Decoder
from coach.errors import ModelError
from coach.speech.whisper import Recogniser, compression
from tests.speech.fakes import Samples

CALL = Path(__file__).parents[1] / "data" / "calls" / "interrupting-vpn.flac"


def test_compression() -> None:
    """Talk hardly compresses, repetition does, nothing is nothing."""
    assert compression("") == 0
    assert compression("Did you restart your laptop? Because that helps.") < 1.2
    assert compression("you know " * 30) > 2.4


@pytest.fixture(scope="module")
def recogniser() -> Recogniser:
    """Return the packaged model."""
    return Recogniser.load()


@pytest.fixture(scope="module")
def question() -> Samples:
    """Return "Did you restart your laptop? Because that usually helps."."""
    audio = Decoder(CALL, channels=2).read(18 * 16_000)
    return np.ascontiguousarray(audio[int(14.6 * 16_000) :, 0])


@pytest.mark.model
class TestRecogniser:
    def test_words_and_their_times(
        self, recogniser: Recogniser, question: Samples
    ) -> None:
        """Every word has a time, in order and inside the audio."""
        found = recogniser.decode(question, words=True)
        assert re.match(r"(?i)did you restart your laptop\W+because", found.text)
        assert found.confidence > 0.6
        assert " ".join(word.text for word in found.words) == found.text
        starts = [word.start for word in found.words]
        assert starts == sorted(starts)
        assert all(0 <= w.start <= w.end <= len(question) for w in found.words)
        because = next(word for word in found.words if word.text.lower() == "because")
        assert 1.2 < because.start / 16_000 < 2.2

    def test_a_single_sentence_has_word_times_too(
        self, recogniser: Recogniser, question: Samples
    ) -> None:
        """By them a word is found in the sound, and silenced there."""
        found = recogniser.decode(question[: int(1.6 * 16_000)], words=True)

        assert found.text
        assert " ".join(word.text for word in found.words) == found.text

    def test_exactly_the_tokens_that_are_allowed_may_be_generated(
        self, recogniser: Recogniser, question: Samples, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Not half of them, which would cut fast talk short unnoticed."""
        whole = recogniser.decode(question, thorough=False).text
        needed = len(recogniser._tokenizer.encode(f" {whole}"))
        texts: dict[int, str] = {}
        for allowed in (needed - 1, needed + 1):
            monkeypatch.setattr(
                "coach.speech.whisper.most_tokens",
                lambda _, allowed=allowed: allowed,
            )
            texts[allowed] = recogniser.decode(question, thorough=False).text

        assert texts[needed + 1] == whole
        assert whole.startswith(texts[needed - 1])
        assert texts[needed - 1] != whole

    def test_together_they_give_the_same_as_each_by_itself(
        self, recogniser: Recogniser, question: Samples
    ) -> None:
        """Bit by bit: what is scored in bulk is what was heard live."""
        lengths = (0.3, 1.2, 1.6, 1.6, 3.1, 3.33)
        audios = [question[: int(seconds * 16_000)] for seconds in lengths]
        audios[3] = audios[3][::-1].copy()  # nonsense, which fails and is tried again

        together = recogniser.decode_many(audios, words=True)

        assert together == [recogniser.decode(audio, words=True) for audio in audios]

    def test_a_long_vocabulary_takes_no_word_away(self, question: Samples) -> None:
        """It is longer than what is said, and still a batch is single decodes."""
        ends = ("soft", "ware", "desk", "mark", "point", "view", "line", "cast")
        starts = ("Acme", "Brio", "Calder", "Dunmore", "Elvet")
        names = tuple(start + end for start in starts for end in ends)
        knowing = Recogniser.load(vocabulary=names)
        audios = [question[: int(seconds * 16_000)] for seconds in (0.3, 1.6, 3.33)]

        together = knowing.decode_many(audios)

        assert re.match(r"(?i)did you restart your laptop\W+because", together[2].text)
        assert together == [knowing.decode(audio) for audio in audios]

    def test_the_same_audio_gives_the_same_words(
        self, recogniser: Recogniser, question: Samples
    ) -> None:
        """Nothing is carried over, and nothing is left to chance."""
        first = recogniser.decode(question)
        recogniser.decode(question[::-1].copy(), thorough=False)
        assert recogniser.decode(question) == first
        assert first.words == ()

    def test_silence_and_noise_run_on_for_no_longer_than_they_last(
        self, recogniser: Recogniser
    ) -> None:
        """Tokens are bounded by the length of the audio."""
        rng = np.random.default_rng(1)
        noise = (rng.standard_normal(16_000) * 0.01).astype(np.float32)
        for audio in (noise, np.zeros(16_000, np.float32)):
            assert len(recogniser.decode(audio).text.split()) <= 19

    def test_only_what_whisper_can_hear(self, recogniser: Recogniser) -> None:
        """No audio, or more than thirty seconds, is the caller's mistake."""
        for length in (0, 30 * 16_000 + 1):
            with pytest.raises(ValueError, match="cannot recognise"):
                recogniser.decode(np.zeros(length, np.float32))

    def test_a_language_the_model_does_not_know(self) -> None:
        """An English model says so instead of writing nonsense."""
        with pytest.raises(ModelError, match=r"tiny\.en: knows only English"):
            Recogniser.load(language="de")

    def test_a_damaged_model(self, tmp_path: Path) -> None:
        """One line, whatever the library says."""
        (tmp_path / "model.bin").write_bytes(b"not a model")
        with pytest.raises(ModelError, match=r"cannot be loaded: .+") as caught:
            Recogniser.load(tmp_path)
        assert "\n" not in str(caught.value)
