"""The gravest moments of a run."""

from coach.batch.summary.moments import MOST, MOST_OF_A_CALL, MOST_OF_A_KIND, Moments
from tests.batch.reports import finding
from tests.batch.summary.made import call


def test_the_gravest_come_first() -> None:
    """By severity, then kind, then how much of it; infos are no moments."""
    found = Moments()
    found.add(
        call(
            findings=[
                finding("dead-air", 1_000),
                finding("dead-air", 30_000, end_ms=70_000),
                finding(
                    "sentiment-spike", 5_000, severity="alert", evidence={"drop": 0.6}
                ),
                finding("commitment", 80_000, severity="info"),
            ]
        )
    )
    spike = finding("sentiment-spike", 9_000, severity="alert", evidence={"drop": 0.9})
    found.add(call(2, findings=[finding("threat", 2_000, severity="critical"), spike]))
    shown = [(one.finding["kind"], one.call.number) for one in found.gravest()]
    assert shown == [
        ("threat", 2),
        ("sentiment-spike", 2),
        ("sentiment-spike", 1),
        ("dead-air", 1),
        ("dead-air", 1),
    ]


def test_they_are_few_and_of_many_calls_and_kinds() -> None:
    """As long as there are others."""
    found = Moments()
    swearing = [
        finding("profanity", 1_000 * at, severity="alert") for at in range(1, 40)
    ]
    for number in range(1, 40):
        found.add(call(number, findings=swearing if number == 1 else [finding()]))
    shown = found.gravest()
    assert len(shown) == MOST
    swears = sum(one.finding["kind"] == "profanity" for one in shown)
    assert swears >= MOST_OF_A_CALL
    assert len({one.call.number for one in shown}) > MOST_OF_A_KIND


def test_where_there_is_only_one_kind_it_fills_the_page() -> None:
    """There is nothing else to show."""
    found = Moments()
    for number in range(1, 40):
        found.add(call(number, findings=[finding()]))
    assert len(found.gravest()) == MOST


def test_a_call_that_is_not_scored_has_none() -> None:
    """What was found in it is not to be relied on."""
    found = Moments()
    found.add(call(quality={"scored": False, "problems": []}))
    assert found.gravest() == []
