from dataclasses import replace

import pytest

from coach.audio_time import samples
from coach.detectors.interruption.cut_in import CutIn
from coach.detectors.interruption.settings import InterruptionSettings
from coach.detectors.interruption.verdict import Judge, Verdict
from coach.detectors.stretches import Stretch
from coach.events import Speaker
from tests.detectors.scripts import AGENT, CUSTOMER, utterance

NOW = samples(20_000)


def verdict(
    text: str,
    *,
    length_ms: int,
    other_end_ms: int | None,
    confidence: float | None = None,
) -> Verdict:
    """Return what an agent's words at 5 s make of cutting into a long story."""
    judge = Judge(InterruptionSettings())
    judge.hear(utterance(CUSTOMER, 1_000, 9_000, "and then the lamp went blue again"))
    said = utterance(AGENT, 5_000, 5_000 + length_ms, text)
    said = replace(said, confidence=confidence)
    judge.hear(said)
    other_end = None if other_end_ms is None else samples(other_end_ms)
    made = CutIn(
        speaker=Speaker.AGENT,
        own=Stretch([(said.start, said.end)]),
        other=Stretch([(samples(1_000), other_end)]),
        start=said.start,
        floor=samples(4_000),
    )
    return judge.judge(made, said, NOW)


@pytest.mark.parametrize(
    ("text", "length_ms", "other_end_ms", "expected"),
    [
        ("Did you restart it?", 1_000, 9_000, Verdict.CONFIRMED),
        ("Yet, yet.", 1_000, 9_000, Verdict.NONE),
        ("Yet, yet.", 1_000, 5_900, Verdict.CONFIRMED),
        ("Mm-hm, right.", 1_000, 9_000, Verdict.NONE),
        ("Mm-hm, right.", 1_000, None, Verdict.BACKCHANNEL_SO_FAR),
        ("The lamp went blue again.", 2_000, 9_000, Verdict.NONE),
    ],
)
def test_verdicts(
    text: str, length_ms: int, other_end_ms: int | None, expected: Verdict
) -> None:
    """Claims are confirmed; acknowledgements, murmurs and echoes are none."""
    got = verdict(text, length_ms=length_ms, other_end_ms=other_end_ms)

    assert got is expected


@pytest.mark.parametrize(
    ("confidence", "length_ms", "expected"),
    [
        (0.47, 900, Verdict.NONE),
        (0.47, 1_001, Verdict.CONFIRMED),
        (0.50, 900, Verdict.CONFIRMED),
        (None, 900, Verdict.CONFIRMED),
    ],
)
def test_a_short_unclear_sound_is_a_listeners(
    confidence: float | None, length_ms: int, expected: Verdict
) -> None:
    """A listener's "mm-hm" may come out as anything, but not with confidence."""
    got = verdict(
        "Wait, I have it.",
        length_ms=length_ms,
        other_end_ms=9_000,
        confidence=confidence,
    )

    assert got is expected


def test_right_and_then_a_turn_of_ones_own() -> None:
    """What begins when the other is done does not make a backchannel a cut-in."""
    judge = Judge(InterruptionSettings())
    right = utterance(AGENT, 5_000, 5_600, "Right.")
    turn = utterance(AGENT, 6_450, 9_000, "And now I'm sending it a test ticket.")
    made = CutIn(
        speaker=Speaker.AGENT,
        own=Stretch([(right.start, right.end), (turn.start, turn.end)]),
        other=Stretch([(samples(1_000), samples(6_400))]),
        start=right.start,
        floor=samples(4_000),
    )
    for said in (right, turn):
        judge.hear(said)

    assert judge.judge(made, right, samples(6_000)) is Verdict.BACKCHANNEL_SO_FAR
    assert judge.judge(made, turn, NOW) is Verdict.NONE
