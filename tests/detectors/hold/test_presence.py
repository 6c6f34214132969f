from coach.detectors.hold.presence import RETURN_SLACK, Presence
from coach.events import Speaker

AGENT, CUSTOMER = Speaker.AGENT, Speaker.CUSTOMER


def presence(*spoken: tuple[Speaker, int, int | None]) -> Presence:
    """Return what is known after some speech."""
    made = Presence()
    for speaker, start, end in spoken:
        made.start(speaker, start)
        if end is not None:
            made.stop(speaker, end)
    return made


def test_nobody_is_absent_before_the_agent_spoke() -> None:
    """An agent who has not come yet is not away."""
    assert presence((CUSTOMER, 0, 10)).absent_since is None


def test_absent_since_the_last_word_of_anybody() -> None:
    """The absence begins where the last speech ended."""
    assert presence((AGENT, 0, 10), (CUSTOMER, 20, 30)).absent_since == 30


def test_the_reply_belongs_to_the_exchange() -> None:
    """A reply that begins in time is part of the exchange, a later word is not."""
    assert presence((AGENT, 0, 10), (CUSTOMER, 15, 30)).exchange_end(5) == 30
    assert presence((AGENT, 0, 10), (CUSTOMER, 16, 30)).exchange_end(5) == 10
    assert presence((AGENT, 0, 10), (CUSTOMER, 12, None)).exchange_end(5) is None


def test_music_is_no_speech() -> None:
    """What voice activity hears in the music is kept apart."""
    made = presence((AGENT, 0, 100_000), (AGENT, 200_000, None))
    made.begin_music(AGENT, 200_000)

    assert made.is_quiet
    assert not made.start(AGENT, 250_000)
    assert made.absent_since == 100_000


def test_a_voice_that_outlasts_the_music() -> None:
    """Speech that goes on after the music is the agent, from the music's end."""
    made = presence((AGENT, 0, 10))
    made.begin_music(AGENT, 100)
    made.start(AGENT, 200)

    assert made.end_music(AGENT, 1_000) == (1_000, None)
    assert made.agent.is_speaking


def test_music_that_leaves_nothing() -> None:
    """Speech that ends with the music was the music."""
    made = presence((AGENT, 0, 10))
    made.begin_music(AGENT, 100)
    made.start(AGENT, 200)
    made.stop(AGENT, 1_000 + RETURN_SLACK)

    assert made.end_music(AGENT, 1_000) is None


def test_a_gap_is_no_silence() -> None:
    """Nothing is known of a gap, so silence begins after it."""
    made = presence((AGENT, 0, 10))
    made.lose(AGENT, 20)
    assert not made.is_quiet
    made.restore(AGENT, 500)

    assert made.is_quiet
    assert made.absent_since == 500
