"""The first pass over a real call."""

import numpy as np
import pytest
from numpy.typing import NDArray

from coach.speakers.division import divide
from coach.speakers.encoder import voice_encoder
from coach.speakers.survey import ENDING, OPENING, Survey, Surveyor
from coach.speech.settings import SpeechSettings

pytestmark = pytest.mark.model

SAID = [
    ("agent", 0.9, 6.64),
    ("customer", 7.24, 17.8),
    ("agent", 18.4, 22.83),
    ("customer", 23.23, 28.88),
]
"""Who speaks when at the start of the call, by its labels, in seconds."""


def _surveyed(sound: NDArray[np.float32], *, step: int = 480_000) -> Survey:
    surveyor = Surveyor(SpeechSettings(), voice_encoder())
    for start in range(0, len(sound), step):
        surveyor.feed(sound[start : start + step])
    return surveyor.finish()


@pytest.fixture(scope="module")
def survey(mixed: NDArray[np.float32]) -> Survey:
    """Of the sample call."""
    return _surveyed(mixed)


def test_speech_is_seen_and_music_is_not(survey: Survey) -> None:
    """Glimpses lie in what is said; hold music begins at 52 s."""
    assert abs(survey.starts[0] / 16_000 - 0.9) < 0.2
    assert 50 < survey.ends[-1] / 16_000 < 52.3
    assert len(survey.voices) == len(survey.starts) == len(survey.segments)
    assert len(survey.opening) == survey.length < OPENING
    assert len(survey.ending) == survey.length < ENDING


def test_two_people_are_told_apart(survey: Survey) -> None:
    """In the first four turns nearly all of the speech has the right voice."""
    division = divide(survey)

    voices: dict[str, set[int]] = {"agent": set(), "customer": set()}
    for who, start, end in SAID:
        for span in division.spans:
            middle = (span.start + span.end) / 32_000
            if start < middle < end and span.end - span.start > 8_000:
                voices[who].add(span.voice)

    assert sorted(map(len, voices.values())) == [1, 1]
    assert voices["agent"] != voices["customer"]
    assert division.sureness.doubt is None


def test_however_it_is_cut_it_is_the_same(
    survey: Survey, mixed: NDArray[np.float32]
) -> None:
    """Blocks of any length: the same glimpses, and the same voices in them."""
    part = _surveyed(mixed[: 12 * 16_000], step=7_001)

    count = len(part.starts) - 3  # what is open when a call ends is cut there
    assert np.array_equal(part.starts[:count], survey.starts[:count])
    close = (part.voices[:count] * survey.voices[:count]).sum(axis=1)
    assert close.min() > 0.999


def test_somebody_who_never_pauses_is_looked_at_on_the_way(
    mixed: NDArray[np.float32],
) -> None:
    """Six seconds at most are held: memory stays flat."""
    talk = np.tile(mixed[8 * 16_000 : 12 * 16_000], 5)
    surveyor = Surveyor(SpeechSettings(), voice_encoder(), activity=lambda: _Always())

    surveyor.feed(talk)
    found = surveyor.finish()

    assert set(found.segments.tolist()) == {0}
    assert found.starts[0] == 0
    assert found.ends[-1] == len(talk) // 512 * 512
    assert np.diff(found.starts).max() <= 26_000


class _Always:
    """Voice activity that never ends."""

    def probabilities(self, samples: NDArray[np.float32]) -> NDArray[np.float32]:
        return np.ones(len(samples) // 512, np.float32)

    def reset(self) -> None: ...


def test_silence_has_no_voices() -> None:
    """Nor has a recording of nothing."""
    for sound in (np.zeros(32_000, np.float32), np.zeros(0, np.float32)):
        found = _surveyed(sound)
        assert len(found.voices) == 0
        assert divide(found).spans == ()
