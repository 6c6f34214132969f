import threading
from collections.abc import Sequence

import numpy as np
import pytest
from numpy.typing import NDArray

from coach.checkup.speed import COMFORT, SECONDS_A_DECODE, measure_speed, rate_speed
from coach.speech.decoding import Decoding


class FakeRecogniser:
    """Counts its decodes, and how many run at once."""

    def __init__(self) -> None:
        self.lengths: list[int] = []
        self.meeting = threading.Barrier(2, timeout=5)

    def decode_many(
        self, audios: Sequence[NDArray[np.float32]], *, words: bool, thorough: bool
    ) -> list[Decoding]:
        return [self.decode(audio, words=words, thorough=thorough) for audio in audios]

    def decode(
        self, audio: NDArray[np.float32], *, words: bool, thorough: bool
    ) -> Decoding:
        """Wait for the other decode, except at the first, which is alone."""
        if self.lengths:
            self.meeting.wait()
        self.lengths.append(len(audio))
        return Decoding(text="", confidence=1, no_speech=0, compression=1, words=())


def test_two_windows_of_ten_seconds_are_decoded_at_once() -> None:
    """Nine seconds of speech, and the second that every window leaves."""
    recogniser = FakeRecogniser()
    speed = measure_speed(recogniser, np.zeros(400_000, np.float32), model="tiny.en")
    assert recogniser.lengths == [144_000] * 5
    assert speed.model == "tiny.en"


@pytest.mark.parametrize(
    ("model", "load", "recommended"),
    [
        ("tiny.en", COMFORT, "tiny"),
        ("tiny.en", COMFORT * 1.01, None),
        ("tiny.en", COMFORT / 2, "base"),
        ("tiny.en", COMFORT / 6.01, "small"),
        ("base", COMFORT, "base"),
        ("Systran-faster-whisper-small.en", COMFORT * 3, "base"),
        ("our-own-model", COMFORT, "our-own-model"),
        ("our-own-model", COMFORT * 1.01, None),
    ],
)
def test_the_largest_model_that_keeps_up_is_recommended(
    model: str, load: float, recommended: str | None
) -> None:
    """By the known costs of the sizes; of others nothing is known."""
    speed = rate_speed([load * SECONDS_A_DECODE] * 3, model=model)
    assert speed.load == pytest.approx(load)
    assert speed.recommended == recommended
    assert speed.real_time_factor == pytest.approx(load * SECONDS_A_DECODE / 10)
