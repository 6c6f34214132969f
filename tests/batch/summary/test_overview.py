"""The head of the page, and how often what happens."""

from datetime import UTC, datetime

from coach.batch.failure import Failure
from coach.batch.reading import Scored
from coach.batch.summary.overview import head, how_often, tiles
from coach.batch.summary.words import NBSP
from tests.batch.reports import finding
from tests.batch.summary.made import call, tally

MADE_AT = datetime(2026, 11, 28, 21, 14, tzinfo=UTC)


def test_the_head_says_how_many_and_what_scored_them() -> None:
    """Of a model in a folder only its name: the path may be somebody's."""
    dated = call(call={"started_at": "2026-11-02T09:30:00+01:00"})
    other = call(2, engine={"model": "/home/nora/models/base.en"})
    page = head(tally(dated, other), MADE_AT).replace(NBSP, " ")
    assert "What happened in 2 calls" in page
    assert "4 min 16 s of talk on the line. 2 Nov 2026." in page
    assert "Coach 0.1.0, model tiny.en, policy default@074025a8eca1 (1 call)" in page
    assert "model base.en" in page
    assert "nora" not in page
    assert "28 Nov 2026, 21:14 UTC" in page


def test_without_a_time_that_is_said() -> None:
    """And of no calls at all nothing is made up."""
    assert "not known when" in head(tally(call()), MADE_AT)
    assert "nobody" in head(tally(), MADE_AT)
    assert "–" in tiles(tally())


def test_the_first_figures() -> None:
    """Calls, scored, with an alert, without, failed."""
    failed = Scored(number=9, name="x", report=None, failure=Failure(error="x: y"))
    found = tally(call(), call(2, findings=[]), failed)
    page = tiles(found).replace(NBSP, " ")
    for told in (">2<", ">100 %<", ">50 %<", "1 call", "named below"):
        assert told in page


def test_kinds_are_told_per_hundred_calls() -> None:
    """The most frequent first; what nobody knows by its own name."""
    findings = [finding(), finding("too-loud", 50_000, severity="alert")]
    found = tally(
        call(findings=[*findings, finding(start_ms=90_000)]), call(2, findings=[])
    )
    page = how_often(found)
    assert page.index(">Dead air<") < page.index(">Too loud<")
    assert ">100.0<" in page
    assert ">50.0<" in page
    assert "Defined by too-loud/1." in page


def test_nothing_found_is_said() -> None:
    """In words, without an empty table."""
    page = how_often(tally(call(findings=[])))
    assert "Nothing was found." in page
    assert "<table" not in page
