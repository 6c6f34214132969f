"""Lists of calls."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy import event, update

from coach.events import Severity
from coach.store import calls
from coach.store.calls import CallFilter, add_call, find_calls
from coach.store.database import Database, open_database
from coach.store.tables import CallRow
from tests.store import samples
from tests.store.postgres import PostgresServer


def fill(db: Database) -> Database:
    """Put every sample call in a store, a day after the other, of two analysts."""
    for number, name in enumerate(samples.NAMES):
        call = {
            "agent": ("Nora", "Max")[number % 2],
            "started_at": (samples.STARTED + timedelta(days=number)).isoformat(),
        }
        add_call(db, samples.kept(name, call=call))
        with db.session() as session:
            session.execute(
                update(CallRow)
                .where(CallRow.call_id == name)
                .values(score=number * 10, review=("none", "submitted")[number % 2])
            )
    return db


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def filled(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Database]:
    """A store with them, once of each kind, that all only read."""
    if request.param == "sqlite":
        path = tmp_path_factory.mktemp("filled") / "store.sqlite"
        with open_database(f"sqlite:///{path}") as db:
            yield fill(db)
        return
    server: PostgresServer = request.getfixturevalue("server")
    with server.database() as address, open_database(address) as db:
        yield fill(db)


def _names(db: Database, wanted: CallFilter) -> list[str]:
    page = find_calls(db, wanted)
    assert page.total == len(page.calls)
    return sorted(one.call_id for one in page.calls)


def _with(kind: str) -> list[str]:
    return [
        name
        for name in samples.NAMES
        if any(one["kind"] == kind for one in samples.report(name)["findings"])
    ]


@pytest.mark.parametrize(
    ("wanted", "names"),
    [
        (CallFilter(), list(samples.NAMES)),
        (CallFilter(analyst="Nora"), list(samples.NAMES[::2])),
        (CallFilter(only_analyst="Max"), list(samples.NAMES[1::2])),
        (CallFilter(only_analyst="Max", analyst="Nora"), []),
        (
            CallFilter(since=samples.STARTED + timedelta(days=6)),
            list(samples.NAMES[6:]),
        ),
        (
            CallFilter(until=samples.STARTED + timedelta(days=2)),
            list(samples.NAMES[:2]),
        ),
        (CallFilter(kind="nonsense"), []),
        (CallFilter(score_min=20, score_max=30), list(samples.NAMES[2:4])),
        (CallFilter(review="submitted"), list(samples.NAMES[1::2])),
        (CallFilter(review="none"), list(samples.NAMES[::2])),
        (CallFilter(review="disputed"), []),
        (CallFilter(words="!?"), list(samples.NAMES)),
    ],
)
def test_filters(filled: Database, wanted: CallFilter, names: list[str]) -> None:
    """Each leaves what is wanted, and the total counts it."""
    assert _names(filled, wanted) == names


def test_a_kind_leaves_the_calls_that_have_it(filled: Database) -> None:
    """And the others have none of it."""
    found = _names(filled, CallFilter(kind="interruption"))

    assert found == _with("interruption")
    assert 0 < len(found) < len(samples.NAMES)


@pytest.mark.parametrize("severity", Severity)
def test_severity_is_at_least(filled: Database, severity: Severity) -> None:
    """Of the gravest finding."""
    ranks = list(Severity)
    at_least = ranks[ranks.index(severity) :]
    assert _names(filled, CallFilter(severity=severity)) == [
        name
        for name in samples.NAMES
        if any(one["severity"] in at_least for one in samples.report(name)["findings"])
    ]


def test_a_row_has_what_is_shown(filled: Database) -> None:
    """Findings by kind, the gravest, and what stood in the way."""
    wanted = CallFilter(
        since=samples.STARTED, until=samples.STARTED + timedelta(hours=1)
    )
    (row,) = find_calls(filled, wanted).calls
    report = samples.report("angry-upgrade")
    kinds = [one["kind"] for one in report["findings"]]
    assert row.findings == {kind: kinds.count(kind) for kind in kinds}
    assert row.problems == [one["code"] for one in report["quality"]["problems"]]
    assert row.started_at == samples.STARTED
    assert row.duration_ms == report["call"]["duration_ms"]
    assert not row.has_audio


def test_what_says_most_of_a_question_is_shown(filled: Database) -> None:
    """At most three utterances, in the order of the call."""
    page = find_calls(filled, CallFilter(words="you"))
    for one in page.calls:
        assert 1 <= len(one.matches) <= 3
        starts = [match.start_ms for match in one.matches]
        assert starts == sorted(starts)


def test_a_list_does_not_read_what_is_large(filled: Database) -> None:
    """The record, the waveform and what was said stay where they are."""
    asked: list[str] = []

    def hear(*arguments: object) -> None:
        asked.append(str(arguments[2]))

    event.listen(filled.engine, "before_cursor_execute", hear)
    find_calls(filled, CallFilter(kind="interruption"))
    event.remove(filled.engine, "before_cursor_execute", hear)
    assert asked
    for large in ("record", "peaks", "utterances"):
        assert not any(large in statement for statement in asked)


@pytest.mark.parametrize(
    "cursor",
    ["nonsense", "-", "1-", "-1", "1-x", "1-²", "9" * 40 + "-1", "1-" + "9" * 20],
)
def test_a_cursor_of_somebody_else_is_a_mistake(db: Database, cursor: str) -> None:
    """It is told, and harms nothing."""
    with pytest.raises(ValueError, match="cursor"):
        find_calls(db, cursor=cursor)


@pytest.mark.parametrize("limit", [0, 501])
def test_a_page_has_its_size(db: Database, limit: int) -> None:
    """Neither none nor all."""
    with pytest.raises(ValueError, match="limit"):
        find_calls(db, limit=limit)


def test_pages_hold_while_calls_come_in(db: Database) -> None:
    """A new one is on none that was already passed."""
    first = find_calls(fill(db), limit=3)
    at = samples.STARTED + timedelta(days=99)
    add_call(db, samples.kept(call={"id": "new", "started_at": at.isoformat()}))
    second = find_calls(db, cursor=first.next, limit=500)
    names = [one.call_id for one in (*first.calls, *second.calls)]
    assert names == list(samples.NAMES[::-1])


def test_analysts_are_listed(filled: Database) -> None:
    """Each once."""
    assert calls.find_analysts(filled) == ["Max", "Nora"]
