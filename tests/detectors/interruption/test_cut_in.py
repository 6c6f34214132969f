from coach.detectors.interruption.cut_in import CutIn
from coach.detectors.stretches import Stretch
from coach.events import Speaker
from tests.detectors.scripts import AGENT, utterance


def cut_in(own: tuple[int, int | None], other: tuple[int, int | None]) -> CutIn:
    """Return a cut-in of two segments, in samples."""
    return CutIn(
        speaker=Speaker.AGENT,
        own=Stretch([own]),
        other=Stretch([other]),
        start=own[0],
        floor=own[0] - other[0],
    )


def test_overtalk() -> None:
    """As long as both speak, open segments reaching to now."""
    assert cut_in((100, None), (0, None)).overtalk(150, ending=20) == 50
    assert cut_in((100, None), (0, 140)).overtalk(150, ending=20) == 40


def test_the_other_was_just_ending() -> None:
    """Up to the threshold they were, one sample later not."""
    assert cut_in((100, None), (0, 120)).overtalk(150, ending=20) == 0
    assert cut_in((100, None), (0, 121)).overtalk(150, ending=20) == 21


def test_near() -> None:
    """Words that touch the cut-in may be its words."""
    made = cut_in((16_000, 32_000), (0, None))

    assert made.is_near(utterance(AGENT, 1_500, 3_000, "no"), 40_000)
    assert not made.is_near(utterance(AGENT, 2_000, 3_000, "no"), 40_000)
    assert not made.is_near(utterance(AGENT, 500, 1_000, "no"), 40_000)
