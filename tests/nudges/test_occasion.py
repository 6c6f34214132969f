from coach.nudges.occasion import Occasion
from tests.nudges.making import advice, at_ms, finding


class TestOccasion:
    def test_is_made_of_a_finding(self) -> None:
        """A finding that goes on is an occasion that has not ended."""
        occasion = Occasion.of(finding("dead-air", 5_000, end=False, silence_ms=10_000))

        assert occasion.id == "dead-air-5000"
        assert occasion.at == at_ms(5_000)
        assert occasion.is_finding
        assert not occasion.has_ended

    def test_is_made_of_advice(self) -> None:
        """Advice is no finding, and never ends by itself."""
        occasion = Occasion.of(advice("hold-limit-near", 24_000, held_ms=24_000))

        assert not occasion.is_finding
        assert not occasion.has_ended

    def test_is_provisional_only_if_the_evidence_says_so(self) -> None:
        """Anything but true means that it is certain."""
        assert Occasion.of(finding("x", 1, provisional=True)).is_provisional
        assert not Occasion.of(finding("x", 1, provisional=False)).is_provisional
        assert not Occasion.of(finding("x", 1)).is_provisional

    def test_knows_when_it_was_recovered_from(self) -> None:
        """No recovery is none, not zero."""
        assert Occasion.of(finding("x", 1, recovered_ms=9)).recovered_ms == 9
        assert Occasion.of(finding("x", 1, recovered_ms=None)).recovered_ms is None
        assert Occasion.of(finding("x", 1)).recovered_ms is None
