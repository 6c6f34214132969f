import dataclasses

import pytest

from coach.audio_time import samples
from coach.speech.decoding import Decoding
from coach.speech.phantoms import SpeechEvidence, phantom_reason, plain
from coach.speech.settings import SpeechSettings

STRONG = SpeechEvidence(length=samples(600), probability=0.95, over_noise_db=30.0)
THANKS = Decoding(text="Thank you.", confidence=0.7, no_speech=0.1, compression=0.6)


def reason(
    text: str = "Thank you.",
    *,
    confidence: float = 0.7,
    no_speech: float = 0.1,
    compression: float = 0.6,
    evidence: SpeechEvidence = STRONG,
    vocabulary: tuple[str, ...] = (),
) -> str | None:
    """Return why such a decode would be dropped."""
    decoding = Decoding(
        text=text, confidence=confidence, no_speech=no_speech, compression=compression
    )
    return phantom_reason(decoding, evidence, SpeechSettings(vocabulary=vocabulary))


class TestPhantomReason:
    def test_said_clearly(self) -> None:
        """People do say "thank you": with good evidence it stays."""
        assert reason() is None

    @pytest.mark.parametrize(
        "weaker",
        [
            {"length": samples(255)},
            {"probability": 0.74},
            {"over_noise_db": 7.9},
        ],
    )
    def test_phantom_phrases_need_evidence(self, weaker: dict[str, float]) -> None:
        """Hardly any sound, doubtful or hardly over the noise: it was never said."""
        evidence = dataclasses.replace(STRONG, **weaker)  # type: ignore[arg-type]
        assert reason(evidence=evidence) == "phantom"
        assert reason("My printer is broken.", evidence=evidence) is None

    def test_evidence_at_the_threshold_is_enough(self) -> None:
        """The thresholds themselves are good evidence."""
        edge = SpeechEvidence(length=samples(256), probability=0.75, over_noise_db=8.0)
        assert reason(evidence=edge) is None

    def test_the_model_itself_says_no_speech(self) -> None:
        """Whisper's own doubt makes a phantom phrase one."""
        assert reason(no_speech=0.61) == "phantom"
        assert reason(no_speech=0.6) is None

    def test_vocabulary_read_back(self) -> None:
        """A name from the prompt alone, on weak evidence, was read, not heard."""
        weak = dataclasses.replace(STRONG, probability=0.5)
        assert reason("Citrix.", evidence=weak, vocabulary=("Citrix",)) == "phantom"
        assert reason("Citrix.", vocabulary=("Citrix",)) is None

    @pytest.mark.parametrize("text", ["", " ", "...", "♪"])
    def test_no_words(self, text: str) -> None:
        """Punctuation alone is nothing said."""
        assert reason(text) == "no-words"

    def test_repetition(self) -> None:
        """Over a compression ratio of 2.4 the recogniser repeats itself."""
        assert reason("No no no", compression=2.41) == "repetition"
        assert reason("No no no", compression=2.4) is None

    def test_low_confidence(self) -> None:
        """Under a quarter, words are guesses."""
        assert reason("The harbour.", confidence=0.249) == "low-confidence"
        assert reason("The harbour.", confidence=0.25) is None

    def test_lyrics(self) -> None:
        """Words of which most lie in music are sung, not said."""
        sung = dataclasses.replace(STRONG, music=0.51)
        assert reason("Hold me now.", evidence=sung) == "music"


def test_plain() -> None:
    """Case, punctuation and spaces do not matter."""
    assert plain(" Thank  you, SO much! ") == "thank you so much"
