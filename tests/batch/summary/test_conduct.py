"""Holds, talk and silence, greeting and closing."""

from coach.batch.summary.conduct import EDGES_S, elements, holds, talk
from coach.batch.summary.words import NBSP
from tests.batch.reports import hold
from tests.batch.summary.made import call, tally


def test_holds_stand_in_their_column() -> None:
    """At the limit in the longer one; none is too long."""
    lengths = [0, 9_999, 10_000, 300_000, 9_000_000]
    found = tally(call(holds=[hold(0, length) for length in lengths]))
    page = holds(found).replace(NBSP, " ")
    assert len(EDGES_S) == 10
    row = '<th scope="row">{}</th><td>0</td><td>0</td><td>{}</td>'
    assert row.format("0 to 10 s", 2) in page
    assert row.format("10 s to 20 s", 1) in page
    assert row.format("5 min and more", 2) in page
    assert "5 holds in 1 call; half of them lasted 10 s or less." in page
    assert "promised (across)" not in page


def test_promises_are_compared_with_what_was() -> None:
    """Kept and not kept, and where nothing was promised."""
    found = tally(
        call(holds=[hold(0, 20_000, 30_000), hold(0, 31_000, 30_000), hold(0, 5_000)])
    )
    page = holds(found).replace(NBSP, " ")
    assert "1 of 2 holds are above the diagonal" in page
    assert (
        '<th scope="row">30 s or less</th><td>2</td><td>31 s</td><td>50 %</td>' in page
    )
    assert "Promise kept" in page


def test_without_a_hold_that_is_said() -> None:
    """No empty picture."""
    assert "There was no hold." in holds(tally(call(holds=[])))


def test_talk_is_told_by_where_most_calls_lie() -> None:
    """Also of one call."""
    calls = [
        call(number, metrics={"talk_share_of_speech": number / 10})
        for number in range(11)
    ]
    page = talk(tally(*calls)).replace(NBSP, " ")
    assert ">50 %<" in page
    assert ">25–75 %<" in page
    assert ">10–90 %<" in page
    assert '<th scope="row">90 to 100 %</th><td>2</td>' in page
    assert ">51 %<" in talk(tally(call())).replace(NBSP, " ")
    assert "No figures of it." in talk(tally())


def test_elements_are_shares_of_the_calls_that_could_have_them() -> None:
    """A closing only where the call began to close."""
    found = tally(
        call(), call(2, closing={"reached": False}, greeting={"welcomed": False})
    )
    page = elements(found).replace(NBSP, " ")
    assert "the closing in 1 call that began to close" in page
    assert page.count(">50 %<") == 1
    assert page.count(">100 %<") == 4
    assert "No call was scored." in elements(tally())
