"""The index of what was said: the same on both databases."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select, text

from coach.store.adding import add_call
from coach.store.database import Database
from coach.store.question import terms_of
from coach.store.search import MOST_PLACES, forget_words, index_rows, said
from coach.store.tables import CallRow
from tests.store import samples


def _say(db: Database, name: str, *texts: str) -> None:
    """Add a call in which this was said, an utterance each."""
    report = samples.report(samples.NAMES[0], id=name)
    one = report["utterances"][0]
    report["utterances"] = [
        {**one, "id": f"agent-{number}", "text": text}
        for number, text in enumerate(texts)
    ]
    add_call(db, samples.kept(report=report, record=None))


def _found(db: Database, typed: str) -> set[str]:
    with db.reading() as session:
        condition = said(terms_of(typed), is_postgresql=db.is_postgresql)
        return set(session.scalars(select(CallRow.call_id).where(condition)))


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("refund", {"one", "two"}),
        ("REFÚND", {"one", "two"}),
        ("refund invoice", {"one"}),
        ('"the refund"', {"one"}),
        ("ref", {"one", "two", "three"}),
        ('"ref"', set()),
        ("refund's", set()),
        ("dont", {"two"}),
        ("10.0.0", {"three"}),
        ('"invoice the"', set()),
        ("or and not", set()),
    ],
)
def test_calls_are_found_by_what_was_said(
    db: Database, typed: str, found: set[str]
) -> None:
    """All the terms somewhere in the call; a phrase in one utterance."""
    _say(db, "one", "Where is my invoice", "The refund is late")
    _say(db, "two", "Refund! Don't you dare, the.", "A refund")
    _say(db, "three", "I refused 10.0.0.1")
    assert _found(db, typed) == found


def test_a_long_call_is_found_by_its_last_words(db: Database) -> None:
    """However often a word was said before."""
    _say(db, "one", *["the cat sat on the mat"] * 4_000, "the very end")
    assert _found(db, '"the very end"') == {"one"}
    assert _found(db, "cat end") == {"one"}


def test_no_word_is_in_a_row_too_often() -> None:
    """PostgreSQL would drop its last places."""
    rows = index_rows(1, ["no no no"] * 200, is_postgresql=True)
    assert [str(row["words"]).count("'no'") for row in rows] == [249, 249, 102]
    assert MOST_PLACES == 250


def test_what_is_forgotten_is_not_found(db: Database) -> None:
    """The call is on its way out."""
    _say(db, "one", "refund")
    with db.session() as session:
        forget_words(session, [1])
        assert session.scalar(text("SELECT count(*) FROM call_words")) == 0


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
@given(typed=st.text())
def test_whatever_is_typed_is_no_error(db: Database, typed: str) -> None:
    """There is no syntax to be got wrong."""
    if terms_of(typed):
        assert _found(db, typed) == set()
