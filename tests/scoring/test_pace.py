"""How fast each speaker has talked of late."""

import pytest

from coach.audio_time import samples
from coach.events import Speaker, Utterance
from coach.scoring.pace import LEAST_MS, WINDOW_MS, Pace

AGENT, CUSTOMER = Speaker.AGENT, Speaker.CUSTOMER


def said(start_ms: int, length_ms: int, words: int, who: Speaker = AGENT) -> Utterance:
    """Return so many words."""
    return Utterance(
        id=f"{who}-{start_ms}",
        speaker=who,
        start=samples(start_ms),
        end=samples(start_ms + length_ms),
        text="word " * words,
    )


def pace_of(*utterances: Utterance) -> Pace:
    """Return the pace of some utterances, as they came."""
    pace = Pace()
    for utterance in utterances:
        pace.note(utterance)
    return pace


@pytest.mark.parametrize(("length_ms", "pace"), [(LEAST_MS, 160), (LEAST_MS - 1, None)])
def test_none_before_there_is_enough(length_ms: int, pace: int | None) -> None:
    """Fifteen seconds of speech, not a millisecond less."""
    assert pace_of(said(0, length_ms, 40)).of(AGENT, samples(20_000), ()) == pace


def test_each_speaker_has_their_own() -> None:
    """Words of the one say nothing of the other."""
    pace = pace_of(said(0, 20_000, 40), said(20_000, 20_000, 60, CUSTOMER))

    assert pace.of(AGENT, samples(40_000), ()) == 120
    assert pace.of(CUSTOMER, samples(40_000), ()) == 180


def test_only_of_late() -> None:
    """What ended three minutes ago counts no more."""
    pace = pace_of(said(0, 20_000, 40), said(30_000, 20_000, 80))
    gone = samples(20_000 + WINDOW_MS)

    assert pace.of(AGENT, gone - 1, ()) == 180
    assert pace.of(AGENT, gone, ()) == 240


def test_what_does_not_count_does_not_count() -> None:
    """Words said while away."""
    pace = pace_of(said(0, 20_000, 40), said(20_000, 20_000, 80))

    assert pace.of(AGENT, samples(40_000), {"agent-20000"}) == 120


def test_keeps_no_more_than_it_needs() -> None:
    """A call of hours costs no more than one of minutes."""
    pace = pace_of(*(said(20_000 * n, 15_000, 40) for n in range(1_000)))

    assert len(pace._said[AGENT]) <= WINDOW_MS // 20_000 + 1


def test_utterances_without_words_are_none() -> None:
    """Breath has no pace."""
    assert pace_of(said(0, 20_000, 0)).of(AGENT, samples(20_000), ()) is None
