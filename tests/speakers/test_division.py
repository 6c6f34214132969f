"""Who speaks when, of invented voices."""

from dataclasses import replace

import numpy as np

from coach.speakers.division import divide
from tests.speakers.voices import survey_of

TURNS = [0, 0, 0, 0, 1, 1, 1, 1] * 6


def test_turns_are_found() -> None:
    """Each segment is one span, of one of two voices in turn."""
    found = divide(survey_of(TURNS))

    voices = [span.voice for span in found.spans]
    assert voices in ([0, 1] * 6, [1, 0] * 6)
    assert found.sureness.doubt is None


def test_a_change_without_a_pause_is_cut_where_it_is_quietest() -> None:
    """Between the middles of the two glimpses that differ."""
    survey = survey_of(TURNS, turns_of=8)
    change = (int(survey.starts[3]) + int(survey.ends[4])) // 2
    levels = survey.levels.copy()
    levels[change // 512] = -60

    first, second, *_ = divide(replace(survey, levels=levels)).spans

    assert first.voice != second.voice
    assert first.end == second.start
    assert abs(first.end - change) <= 512


def test_a_stray_glimpse_does_not_break_a_turn() -> None:
    """A laugh may sound like anybody."""
    people = [*TURNS]
    people[2] = 1

    spans = divide(survey_of(people, likeness=0.7)).spans

    assert len(spans) == 12


def test_one_person_is_one_voice_or_in_doubt() -> None:
    """And so is nobody."""
    assert divide(survey_of([0] * 48)).sureness.doubt is not None
    empty = replace(
        survey_of([0]),
        starts=np.zeros(0, np.int64),
        ends=np.zeros(0, np.int64),
        segments=np.zeros(0, np.int64),
        voices=np.zeros((0, 256), np.float32),
    )
    found = divide(empty)
    assert found.spans == ()
    assert found.sureness.doubt is not None
    assert found.sureness.doubt.startswith("0 s of speech")
