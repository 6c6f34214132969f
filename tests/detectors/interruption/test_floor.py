from coach.audio_time import samples
from coach.detectors.interruption.floor import Floor, Overlap
from coach.detectors.interruption.settings import InterruptionSettings
from coach.events import Speaker

AGENT, CUSTOMER = Speaker.AGENT, Speaker.CUSTOMER


def floor_after(*segments: tuple[Speaker, int, int]) -> Floor:
    """Return the floor after segments in milliseconds."""
    floor = Floor(InterruptionSettings())
    for speaker, start, end in segments:
        floor.start(speaker, samples(start))
        floor.stop(speaker, samples(end))
    return floor


def test_who_starts_over_whom() -> None:
    """The one who starts later is the one who cuts in."""
    floor = Floor(InterruptionSettings())
    assert floor.start(CUSTOMER, samples(1_000)) is None

    overlap = floor.start(AGENT, samples(3_000))

    assert isinstance(overlap, Overlap)
    assert overlap.speaker is AGENT
    assert overlap.at == samples(3_000)
    assert overlap.floor == samples(2_000)


def test_a_turn_outlasts_pauses_and_grunts() -> None:
    """Only when the other has really spoken does a new turn begin."""
    for grunt_ms, since_ms in ((249, 1_000), (250, 5_000)):
        floor = floor_after((CUSTOMER, 1_000, 3_000), (AGENT, 3_500, 3_500 + grunt_ms))
        floor.start(CUSTOMER, samples(5_000))
        overlap = floor.start(AGENT, samples(6_000))

        assert overlap is not None
        assert overlap.floor == samples(6_000 - since_ms)


def test_both_start_after_a_silence() -> None:
    """Who starts within 250 ms of the other did not hear them yet."""
    for delay_ms, is_over_somebody in ((249, False), (250, True)):
        floor = Floor(InterruptionSettings())
        floor.start(CUSTOMER, samples(1_000))

        overlap = floor.start(AGENT, samples(1_000 + delay_ms))

        assert (overlap is not None) is is_over_somebody


def test_a_lost_channel_has_no_turn() -> None:
    """After a gap a turn begins with what is heard first."""
    floor = floor_after((CUSTOMER, 1_000, 3_000))
    floor.lose(CUSTOMER, samples(3_000))
    floor.start(CUSTOMER, samples(5_000))
    overlap = floor.start(AGENT, samples(6_000))

    assert overlap is not None
    assert overlap.floor == samples(1_000)
