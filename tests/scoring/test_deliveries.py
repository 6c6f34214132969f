import pytest

from coach.audio_time import samples
from coach.events import Nudge, Severity
from coach.scoring.deliveries import Deliveries, Outcome


def nudge(number: int, kind: str = "dead-air") -> Nudge:
    """A nudge with an id of its own."""
    return Nudge(
        id=f"nudge-{number}",
        at=0,
        kind=kind,
        finding_id=None,
        severity=Severity.NOTICE,
        title="Say what you are doing",
        body="",
        lifetime=samples(8_000),
    )


class TestDeliveries:
    def test_a_nudge_that_nobody_answers_was_shown(self) -> None:
        """It is listed with the audio time it was sent at."""
        deliveries = Deliveries()
        deliveries.sent(nudge(1), samples(1_500))

        assert deliveries.rows() == (
            {"nudge": "nudge-1", "sent_ms": 1_500, "outcome": "shown"},
        )

    @pytest.mark.parametrize("outcome", ["acknowledged", "dismissed", "withdrawn"])
    def test_the_first_answer_stands(self, outcome: Outcome) -> None:
        """A nudge dismissed and then withdrawn was dismissed."""
        deliveries = Deliveries()
        deliveries.sent(nudge(1), 0)
        deliveries.answered("nudge-1", outcome)
        deliveries.answered("nudge-1", "withdrawn")

        assert deliveries.rows()[0]["outcome"] == outcome

    def test_a_nudge_sent_again_is_one_nudge(self) -> None:
        """New wording under the same id keeps the first time."""
        deliveries = Deliveries()
        deliveries.sent(nudge(1), samples(1_000))
        deliveries.sent(nudge(1), samples(2_000))

        assert [row["sent_ms"] for row in deliveries.rows()] == [1_000]

    def test_snoozing_a_kind_answers_its_latest_nudge(self) -> None:
        """Earlier nudges of the kind, and other kinds, keep what became of them."""
        deliveries = Deliveries()
        deliveries.sent(nudge(1), 0)
        deliveries.sent(nudge(2), 0)
        deliveries.sent(nudge(3, kind="threat"), 0)
        deliveries.snoozed("dead-air")

        assert [row["outcome"] for row in deliveries.rows()] == [
            "shown",
            "snoozed",
            "shown",
        ]

    def test_what_was_never_sent_is_passed_over(self) -> None:
        """An answer to an unknown nudge changes nothing."""
        deliveries = Deliveries()
        deliveries.answered("nudge-9", "dismissed")
        deliveries.snoozed("dead-air")

        assert deliveries.rows() == ()
