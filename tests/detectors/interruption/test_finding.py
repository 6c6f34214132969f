from coach.audio_time import samples
from coach.detectors.interruption.cut_in import CutIn
from coach.detectors.interruption.finding import interruption_finding
from coach.detectors.stretches import Stretch
from coach.events import Speaker


def test_what_it_says() -> None:
    """It ends where the first of the two stops, and has its evidence."""
    made = CutIn(
        speaker=Speaker.CUSTOMER,
        own=Stretch([(samples(5_000), samples(8_000))]),
        other=Stretch([(samples(1_000), samples(6_000))]),
        start=samples(5_000),
        floor=samples(4_000),
        words=("no", "wait"),
    )

    finding = interruption_finding(made, samples(6_200), samples(9_000))

    assert finding.id == "interruption-customer-5000"
    assert finding.end == samples(6_000)
    assert finding.at == samples(6_200)
    assert finding.evidence == {
        "overtalk_ms": 1_000,
        "floor_ms": 4_000,
        "interrupter_ms": 3_000,
        "other_stopped": True,
        "words": "no wait",
    }
