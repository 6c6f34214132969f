from typing import get_args

from coach.audio.formats import SUFFIXES, AudioFormat


def test_every_format_has_its_ending() -> None:
    """By which the review server knows what to call it."""
    assert SUFFIXES == {"flac": ".flac", "opus": ".ogg"}
    assert set(get_args(AudioFormat)) == set(SUFFIXES)
