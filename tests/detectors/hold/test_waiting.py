from coach.audio_time import samples
from coach.detectors.hold.waiting import Return
from tests.detectors.scripts import AGENT, utterance


def test_a_sound_that_goes_on_is_the_return() -> None:
    """After the least length it is certain."""
    assert Return(1_000).due(500) == 1_500


def test_words_are_waited_for() -> None:
    """For five seconds after the sound; not when the hold has ended by its length."""
    assert Return(0, stop=samples(1_000)).due(500) == samples(6_000)
    assert Return(0, stop=samples(1_000), has_ended_hold=True).due(500) is None


def test_a_mere_okay_is_waited_on() -> None:
    """The agent must go on within three seconds of it."""
    okay = utterance(AGENT, 1_000, 1_400, "Okay.")

    assert Return(0, stop=okay.end, brief=okay).due(500) == samples(4_400)


def test_two_sounds_far_apart() -> None:
    """After a second's pause the later one is the return, if there is one."""
    near = Return(0, stop=samples(1_000))
    near.go_on(samples(2_000))
    far = Return(0, stop=samples(1_000))
    far.go_on(samples(2_000) + 1)

    assert near.start == 0
    assert far.start == samples(2_000) + 1
    assert far.stop is None
