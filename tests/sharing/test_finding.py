from datetime import UTC, datetime, timedelta

import pytest

from coach.errors import StoreError
from coach.sharing.finding import find_uid
from coach.store.calls import add_call
from coach.store.database import Database
from tests.store.samples import NAMES, kept

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


def test_a_call_is_found_by_what_a_person_has_of_it(db: Database) -> None:
    """Its uid, the beginning of it, its report's id, or that it was the last."""
    first = add_call(db, kept(NAMES[0]), now=NOW).uid
    second = add_call(db, kept(NAMES[1]), now=NOW + timedelta(minutes=1)).uid
    for name, uid in (
        (first, first),
        (first[:8], first),
        (NAMES[0], first),
        ("last", second),
    ):
        assert find_uid(db, name)[1] == uid


@pytest.mark.parametrize("name", ["nothing", "", "a", "%", "last"])
def test_what_is_no_call_is_said(db: Database, name: str) -> None:
    """A line."""
    with pytest.raises(StoreError, match="there is no such call"):
        find_uid(db, name)


def test_a_name_of_two_calls_is_not_guessed(db: Database) -> None:
    """The uid tells them apart."""
    for agent in ("Nora", "Max"):
        add_call(db, kept(call={"agent": agent, "id": "printer"}))
    with pytest.raises(StoreError, match="more than one"):
        find_uid(db, "printer")
