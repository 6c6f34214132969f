"""Calls that are shared by a program that means no good."""

import copy
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import reduce
from itertools import count
from operator import getitem
from typing import Any

import pytest
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from coach.errors import StoreError
from coach.redaction import RedactionSettings
from coach.sharing.form import parse_shared_call, unpack
from coach.sharing.preparing import prepare
from coach.sharing.receiving import look_at, take_call
from coach.store.calls import CallFilter, add_call, call_of, find_calls
from coach.store.database import Database, open_database
from coach.store.tables import CallRow, FindingRow, UtteranceRow
from tests.sharing.calls import with_words
from tests.store.samples import NAMES, kept, policy, record

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
NORA = "Nora Berg"

GONE = object()
"""In place of a value: its key is left out."""

TEXTS = [
    "",
    "\0",
    "a\0b",
    "\ud800",
    "\udfff\ud800",
    "x" * 200_000,
    "\u202e\u0000\x1b[2J",
    "😀" * 300,
    "2026-03-02",
    "0001-01-01T00:00:00+23:59",
    "9999-12-31T23:59:59-23:59",
    "2026-02-30T25:61:00Z",
    "2026-03-02T09:30:00+24:00",
    "../../../etc/passwd",
    "'; DROP TABLE calls; --",
]
ODD = TEXTS[:8]
"""Those that are odd whatever they stand for."""

NUMBERS = [
    *(0, -1, 1, 2**31, 2**53 + 1, 2**63, 10**30, 10**400, -(10**30)),
    *(0.1, -0.0, 1e308, 5e-324, float("nan"), float("inf"), float("-inf")),
]
OTHERS = [
    *(None, True, [], {}, [[]], {"\0": "\0"}, {"\ud800": 1}, {"": {"": []}}),
    json.loads("[" * 300 + "]" * 300),
    GONE,
]
Path = tuple[str | int, ...]


def hostile(value: object) -> st.SearchStrategy[object]:
    """Something in the place of a value: as a rule of its kind, which gets further."""
    match value:
        case str():
            alike: list[object] = [
                *TEXTS,
                value + "\0",
                value + "\ud800",
                value.upper(),
            ]
        case bool() | None:
            alike = [True, False, None]
        case int() | float():
            alike = [*NUMBERS, value + 1, value - 1, 2 * value]
        case list():
            alike = [[], value[::-1], value + value, value[:1]]
        case _:
            alike = [{}, {**value, "\0": 1}] if isinstance(value, dict) else OTHERS
    anything = st.sampled_from([*TEXTS, *NUMBERS, *OTHERS])
    return st.one_of(st.sampled_from(alike), st.sampled_from(alike), anything)


def paths(form: object, path: Path = ()) -> Iterator[Path]:
    """Every place in a form; of lists only the first two."""
    if path:
        yield path
    if isinstance(form, dict):
        for key, value in form.items():
            yield from paths(value, (*path, key))
    elif isinstance(form, list):
        for index, value in enumerate(form[:2]):
            yield from paths(value, (*path, index))


def changed(form: Any, path: Path, value: object) -> None:  # noqa: ANN401 (JSON)
    """Put a value in its place, where the place is there still."""
    *outer, last = path
    for key in outer:
        try:
            form = form[key]
        except (KeyError, IndexError, TypeError):
            return
    if value is GONE and isinstance(form, dict):
        form.pop(last, None)
    elif value is not GONE and isinstance(form, dict):
        form[last] = value
    elif isinstance(form, list) and isinstance(last, int) and last < len(form):
        form[last] = value if value is not GONE else form[-1]


@pytest.fixture(scope="module")
def travelling(tmp_path_factory: pytest.TempPathFactory) -> Any:  # noqa: ANN401 (JSON)
    """A call as it travels."""
    folder = tmp_path_factory.mktemp("analyst")
    with open_database(f"sqlite:///{folder / 'store.sqlite'}") as db:
        call = kept(NAMES[2], record=with_words(record(NAMES[2])))
        return json.loads(unpack(prepare(db, add_call(db, call).uid, SETTINGS).form))


SETTINGS = RedactionSettings()
digests = (f"{number:064x}" for number in count())


def counts(db: Database) -> list[int | None]:
    """How much there is."""
    with db.reading() as session:
        tables = (CallRow, UtteranceRow, FindingRow)
        return [session.scalar(select(func.count()).select_from(t)) for t in tables]


def refused(db: Database, text: bytes) -> bool:
    """Take a call as the server does; return whether it was refused."""
    try:
        call = parse_shared_call(text)
    except ValueError:
        return True
    try:
        received = look_at(call, NORA, SETTINGS)
        standing = take_call(
            db, NORA, next(digests), received, policy=policy(), now=NOW
        )
    except StoreError:
        return True
    stored = call_of(db, standing.uid)
    assert stored.analyst == NORA
    json.dumps(stored.report, allow_nan=False).encode()
    return False


@settings(
    max_examples=25,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(data=st.data())
def test_it_is_taken_or_refused_and_nothing_else(
    db: Database,
    travelling: Any,  # noqa: ANN401 (JSON)
    data: st.DataObject,
) -> None:
    """Whatever stands where: by its own error, and the store is as whole as before."""
    form = copy.deepcopy(travelling)
    places = list(paths(travelling))
    for _ in range(data.draw(st.integers(1, 3))):
        path = data.draw(st.sampled_from(places))
        changed(form, path, data.draw(hostile(reduce(getitem, path, travelling))))
    before = counts(db)

    is_refused = refused(db, json.dumps(form).encode())
    event("refused" if is_refused else "taken")

    assert (counts(db) == before) is is_refused
    page = find_calls(db, CallFilter(words="the"), limit=500)
    assert page.total == len(page.calls)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(at=st.integers(0, 1_000_000), octets=st.binary(max_size=4))
def test_damaged_text_is_taken_or_refused(
    db: Database,
    travelling: Any,  # noqa: ANN401 (JSON)
    at: int,
    octets: bytes,
) -> None:
    """As a line or a disk damages it."""
    text = json.dumps(travelling).encode()
    at %= len(text)
    before = counts(db)
    is_refused = refused(db, text[:at] + octets + text[at + len(octets) :])
    assert (counts(db) == before) is is_refused


@pytest.mark.parametrize("where", ["text", "explanation", "source"])
def test_odd_words_are_kept_or_refused(
    db: Database,
    travelling: Any,  # noqa: ANN401 (JSON)
    where: str,
) -> None:
    """In what was said, what is shown of it, and what the call is called."""
    taken = 0
    for text in ODD:
        form = copy.deepcopy(travelling)
        report = form["report"]
        match where:
            case "text":
                report["utterances"][0]["text"] = text
                form |= {"record": None, "words": {}}  # which would belong to others
            case "explanation":
                report["findings"][0]["explanation"] = text
            case _:
                report["call"]["source"] = text
        taken += not refused(db, json.dumps(form).encode())
    assert taken >= len(ODD) - 3
    assert find_calls(db, CallFilter(words="x"), limit=500).total <= taken
