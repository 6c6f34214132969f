"""What somebody types to find words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.store.question import (
    MOST_TERMS,
    Term,
    most_said,
    spans_in,
    terms_of,
    told_in,
)


@pytest.mark.parametrize(
    ("typed", "terms"),
    [
        ("refund", [Term(("refund",), True)]),
        ("refund now", [Term(("refund",)), Term(("now",), True)]),
        ('"have a nice day"', [Term(("have", "a", "nice", "day"))]),
        ('"have a" day', [Term(("have", "a")), Term(("day",), True)]),
        ('"have a ni', [Term(("have", "a", "ni"), True)]),
        ("“have a” day", [Term(("have", "a")), Term(("day",), True)]),
        ("e-mail", [Term(("e", "mail"), True)]),
        ("a OR NEAR(", [Term(("a",)), Term(("or",)), Term(("near",), True)]),
        ('"""', []),
        ("!?*:^", []),
        ("", []),
    ],
)
def test_terms(typed: str, terms: list[Term]) -> None:
    """Words, phrases, and a last word that may go on."""
    assert list(terms_of(typed)) == terms


def test_there_is_an_end_to_terms() -> None:
    """A page of text is no question."""
    assert len(terms_of(" ".join(f"w{n}" for n in range(100)))) == MOST_TERMS


@given(st.text())
def test_whatever_is_typed_is_a_question(typed: str) -> None:
    """Nothing is an error, and every term has a word."""
    assert all(term.forms for term in terms_of(typed))


@pytest.mark.parametrize(
    ("text", "typed", "found"),
    [
        ("I want a refund.", "refund", ["refund"]),
        ("Refunds!", "refund", ["Refunds"]),
        ("Refunds!", '"refund"', []),
        ("have a nice day", '"a nice"', ["a nice"]),
        ("have a, nice day", '"a nice"', ["a, nice"]),
        ("no no no", '"no no"', ["no no no"]),
        ("Don’t!", "dont", ["Don’t"]),
    ],
)
def test_spans(text: str, typed: str, found: list[str]) -> None:
    """The characters that match, as they were said."""
    spans = spans_in(text, terms_of(typed))
    assert [text[start:end] for start, end in spans] == found


PIECES = st.sampled_from(["don't", "Café", "re", "refund", "'", " ", "é", "a", "-"])


@given(st.lists(PIECES).map("".join), st.lists(PIECES).map("".join))
def test_the_quick_answer_is_never_too_low(text: str, typed: str) -> None:
    """A text that it passes over says no more than it tells."""
    terms = terms_of(typed)
    told = told_in(text, terms)
    assert told <= most_said(text, terms)
    assert bool(told) == bool(spans_in(text, terms))
