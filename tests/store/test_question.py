"""What somebody types to find words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.store.question import MOST_TERMS, Term, may_be_in, spans_in, terms_of


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
def test_what_is_said_is_not_passed_over(text: str, typed: str) -> None:
    """The quick answer is never a wrong no."""
    terms = terms_of(typed)
    if spans_in(text, terms):
        assert may_be_in(text, terms)
