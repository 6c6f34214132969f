"""What to look at first, and what could not be scored."""

from coach.batch.failure import Failure
from coach.batch.reading import Scored
from coach.batch.summary.care import MOST_FAILURES, failures, moments, problems
from coach.batch.summary.moments import Moments
from coach.batch.summary.naming import Naming
from tests.batch.reports import finding
from tests.batch.summary.made import call, tally


def shown(*, shows_names: bool) -> str:
    """Return the moments of a call of Iris's."""
    found, naming = Moments(), Naming(shows_names=shows_names)
    words = "The customer said “Iris, <damn>”."
    spike = finding("profanity", 65_000, speaker="customer", explanation=words)
    found.add(call(7, findings=[spike]))
    naming.learn("Iris")
    return moments(found.gravest(), naming)


def test_a_moment_has_its_call_its_time_and_why() -> None:
    """And nobody's name."""
    page = shown(shows_names=False)
    for told in (">Profanity<", ">Notice<", "by the customer", ">Call 7<", ">at 1:05<"):
        assert told in page
    assert "“[analyst], &lt;damn&gt;”" in page
    assert "Iris" not in page
    assert "call-7" not in page


def test_names_come_where_they_are_asked_for() -> None:
    """The call's, and the analyst's."""
    page = shown(shows_names=True)
    assert ">call-7<" in page
    assert page.count("Iris") == 2


def test_no_moment_is_good_news() -> None:
    """And said."""
    assert "There is none" in moments([], Naming(shows_names=False))


def test_problems_say_what_they_mean() -> None:
    """A new one is left to the reports."""
    codes = [{"code": "too-short", "detail": "x"}, {"code": "brand-new", "detail": "x"}]
    page = problems(tally(call(quality={"scored": False, "problems": codes})))
    assert "Hardly anybody spoke" in page
    assert "The reports of these calls say more." in page
    assert "1 call is not scored" in page
    assert "Nothing stood in the way." in problems(tally(call()))


def test_failures_are_named_with_why() -> None:
    """Not by their addresses; many are counted."""
    one = Scored(
        number=3, name="a", report=None, failure=Failure(error="a.wav: no sound")
    )
    naming = Naming(shows_names=False)
    page = failures(tally(one), naming)
    assert "Call 3" in page
    assert "no sound" in page
    assert "a.wav" not in page
    many = failures(tally(*[one] * (MOST_FAILURES + 5)), naming)
    assert "And 5 more: see error in calls.csv." in many
    assert "Most often: no sound (200)" in many
    assert "Every input could be scored." in failures(tally(), naming)
