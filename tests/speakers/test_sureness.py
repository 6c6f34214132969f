"""When two voices are certain."""

from dataclasses import replace

import numpy as np
import pytest

from coach.speakers.sureness import (
    LEAST_SILHOUETTE,
    LEAST_SPEECH_S,
    LEAST_VOICE_S,
    MOST_DOUBTFUL,
    THIRD_SILHOUETTE,
    Sureness,
    sureness_of,
)
from tests.speakers.voices import voices_of

SURE = Sureness(
    speech_s=LEAST_SPEECH_S,
    voices_s=(LEAST_SPEECH_S - LEAST_VOICE_S, LEAST_VOICE_S),
    silhouette=LEAST_SILHOUETTE,
    doubtful=MOST_DOUBTFUL,
    third=THIRD_SILHOUETTE - 0.01,
)


def test_at_every_threshold_it_is_certain() -> None:
    """Each is the least, or the most, that will do."""
    assert SURE.doubt is None


@pytest.mark.parametrize(
    ("less", "why"),
    [
        (replace(SURE, speech_s=LEAST_SPEECH_S - 1), "19 s of speech"),
        (replace(SURE, voices_s=(20.0, 3.0)), "a second voice was heard for 3 s only"),
        (replace(SURE, silhouette=0.29), "separation 0.29, 0.30 is needed"),
        (replace(SURE, doubtful=0.16), "16% of the speech could be either"),
        (replace(SURE, third=THIRD_SILHOUETTE), "more than two voices"),
    ],
)
def test_what_is_missing_is_said_with_its_figures(less: Sureness, why: str) -> None:
    """In one line, without anybody's words."""
    assert less.doubt is not None
    assert why in less.doubt
    assert "\n" not in less.doubt


def _sureness(people: list[int], labels: list[int], likeness: float) -> Sureness:
    voices = voices_of(people, likeness=likeness)
    return sureness_of(voices, np.full(len(people), 1.6), np.array(labels))


def test_two_people_are_sure_and_two_like_voices_are_not() -> None:
    """The same calls, but for how alike the two sound."""
    people = [0, 0, 1, 1, 1] * 12

    assert _sureness(people, people, likeness=0.6).doubt is None
    alike = _sureness(people, people, likeness=0.95).doubt
    assert alike is not None
    assert "too much alike" in alike


def test_a_third_person_is_noticed() -> None:
    """Two of three share a label."""
    people = [0, 1, 2] * 20

    found = _sureness(people, [min(one, 1) for one in people], likeness=0.5)

    assert found.third >= THIRD_SILHOUETTE
    assert found.doubt is not None
