"""How a spike is told."""

from coach.audio_time import samples
from coach.detectors.sentiment.findings import Spoken, spike_finding
from coach.language.text import sentences
from tests.detectors.scripts import CUSTOMER, utterance


def test_a_spike_begins_at_the_sentence_that_turned() -> None:
    """A long utterance may begin calmly: the finding says where it turned."""
    said = utterance(CUSTOMER, 1_000, 5_000, "Hello there. This is unacceptable!")
    turned = sentences(said)[1]
    spoken = Spoken(
        said=said,
        score=-0.5,
        worst=-0.7,
        turned=turned,
        is_meant=False,
        level=-3.8,
        signs=("outrage",),
    )

    finding = spike_finding(spoken, turned, -0.7, -0.1)

    assert finding.start == turned.start > samples(1_000)
    assert finding.at == finding.end == samples(5_000)
    assert finding.evidence["drop"] == 0.6
    assert "fell from -0.10 to -0.70" in finding.explanation
    assert "(outrage)" in finding.explanation
