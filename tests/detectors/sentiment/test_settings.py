"""The sentiment section of the policy."""

import pytest
from pydantic import ValidationError

from coach.detectors.sentiment.detector import SentimentDetector
from coach.detectors.sentiment.settings import SentimentSettings


def test_the_first_turn_must_sound_worse_than_later_ones() -> None:
    """People call because something is broken."""
    chosen = SentimentSettings()

    assert chosen.opening < chosen.strong < chosen.sour


def test_a_phrase_with_an_open_bracket_is_refused() -> None:
    """The policy is checked when it is read, not when somebody shouts."""
    with pytest.raises(ValidationError, match="not closed"):
        SentimentSettings(outrage=("(this|that is a joke",))


def test_it_is_the_detectors_section() -> None:
    """The registry finds it there."""
    assert SentimentDetector.Settings is SentimentSettings
