from coach.audio_time import SAMPLE_RATE, milliseconds, samples


def test_a_second_is_the_sample_rate() -> None:
    """Milliseconds and samples agree about a second."""
    assert samples(1_000) == SAMPLE_RATE
    assert milliseconds(SAMPLE_RATE) == 1_000


def test_milliseconds_round_down() -> None:
    """A millisecond counts once it is over."""
    assert [milliseconds(at) for at in (15, 16, 31, 32)] == [0, 1, 1, 2]
