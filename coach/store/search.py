"""The index of what was said: FTS5 on SQLite, tsvector on PostgreSQL.

What it holds of a call is written as the call is added and taken out as it is deleted,
in the same transaction, and not by triggers: what counts as a word is told by
:mod:`coach.store.words`, so that both databases find the same, and a trigger could not
ask it.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from sqlalchemy import (
    ColumnElement,
    Integer,
    TextClause,
    TextualSelect,
    column,
    text,
)
from sqlalchemy.orm import Session

from coach.store.question import Term
from coach.store.tables import CallRow
from coach.store.words import forms_in

BETWEEN = "\ue000"
"""Stands between two utterances, so that no phrase reaches from one into the other:
a character of private use, which is a word to FTS5 and none to anybody else."""

MOST_PLACES = 250
"""How often a word may be in a row: PostgreSQL keeps 256 places of it."""

MOST_WORDS = 8_000
"""Of a row: PostgreSQL knows 16,383 places."""


def index_words(session: Session, key: int, texts: Iterable[str]) -> None:
    """Enter what was said in a call.

    Args:
        session: Where the call has just been added.
        key: The call's.
        texts: Its utterances.
    """
    rows = index_rows(key, texts, is_postgresql=_is_postgresql(session))
    if rows:
        session.execute(text(insert_sql(is_postgresql=_is_postgresql(session))), rows)


def index_rows(
    key: int, texts: Iterable[str], *, is_postgresql: bool
) -> list[dict[str, object]]:
    """Return the rows of the index for a call, as :func:`insert_sql` takes them."""
    said = [forms for one in texts if (forms := forms_in(one))]
    if not said:
        return []
    if not is_postgresql:
        return [{"key": key, "words": f" {BETWEEN} ".join(map(" ".join, said))}]
    return [{"key": key, "words": _tsvector(part)} for part in _parts(said)]


def insert_sql(*, is_postgresql: bool) -> str:
    """Return how a row of the index is written."""
    if is_postgresql:
        return (
            "INSERT INTO call_words (call_key, words)"
            " VALUES (:key, CAST(:words AS tsvector))"
        )
    return "INSERT INTO call_words (rowid, words) VALUES (:key, :words)"


def forget_words(session: Session, keys: Sequence[int]) -> None:
    """Take out what was said in calls that are being deleted."""
    column = "call_key" if _is_postgresql(session) else "rowid"
    session.execute(
        text(f"DELETE FROM call_words WHERE {column} = :key"),
        [{"key": key} for key in keys],
    )


def said(terms: Sequence[Term], *, is_postgresql: bool) -> ColumnElement[bool]:
    """Return the condition that all of the terms were said in a call.

    Args:
        terms: One or more.
        is_postgresql: Which database it is asked of.
    """
    if not is_postgresql:
        question = " AND ".join(_fts5(term) for term in terms)
        found = text("SELECT rowid FROM call_words WHERE call_words MATCH :question")
        return CallRow.key.in_(_keys(found.bindparams(question=question)))
    # Each by itself, from the index: what they are together PostgreSQL would look for
    # in the words of one call after the other.
    parts = [
        f"SELECT call_key FROM call_words WHERE words @@ CAST(:term{number} AS tsquery)"
        for number in range(len(terms))
    ]
    found = text(" INTERSECT ".join(parts) + " OFFSET 0")
    questions = {f"term{n}": _tsquery(term) for n, term in enumerate(terms)}
    return CallRow.key.in_(_keys(found.bindparams(**questions)))


def prefer_index(session: Session) -> None:
    """Have the index of words used for the rest of a transaction.

    PostgreSQL takes the table of words for a small one and would read it through; but
    what is in it lies elsewhere, compressed.
    """
    if _is_postgresql(session):
        session.execute(text("SET LOCAL enable_seqscan = off"))


# -------------------------------------------------------------------------------------


def _is_postgresql(session: Session) -> bool:
    return session.get_bind().dialect.name == "postgresql"


def _keys(found: TextClause) -> TextualSelect:
    return found.columns(column("key", Integer))


def _fts5(term: Term) -> str:
    return f'"{" ".join(term.forms)}"' + (" *" if term.is_open else "")


def _tsquery(term: Term) -> str:
    quoted = [f"'{form}'" for form in term.forms]
    return " <-> ".join(quoted) + (":*" if term.is_open else "")


def _tsvector(said: Sequence[Sequence[str]]) -> str:
    """Return utterances as PostgreSQL reads a tsvector, with a gap between them."""
    placed: list[str] = []
    place = 1
    for forms in said:
        placed.extend(f"'{form}':{place + i}" for i, form in enumerate(forms))
        place += len(forms) + 1
    return " ".join(placed)


def _parts(said: Iterable[Sequence[str]]) -> Iterator[list[Sequence[str]]]:
    """Yield the utterances by rows, so that every place of a word is kept."""
    part: list[Sequence[str]] = []
    count: Counter[str] = Counter()
    for forms in said:
        more = count + Counter(forms)
        is_full = max(more.values()) > MOST_PLACES or more.total() > MOST_WORDS
        if part and is_full:
            yield part
            part, more = [], Counter(forms)
        part.append(forms)
        count = more
    yield part
