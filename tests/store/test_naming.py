"""Which call somebody means."""

import pytest

from coach.errors import StoreError
from coach.store.calls import add_call
from coach.store.database import Database
from coach.store.naming import find_uid
from tests.store import samples


def test_a_uid_its_beginning_and_a_calls_id_are_names(db: Database) -> None:
    """Whichever is at hand."""
    uid = add_call(db, samples.kept(call={"id": "call-7"})).uid
    other = add_call(db, samples.kept(call={"id": "call-8"})).uid
    size = next(n for n in range(1, 32) if uid[:n] != other[:n])
    for name in (uid, uid.upper(), uid[:size], "call-7"):
        assert find_uid(db, name) == uid


@pytest.mark.parametrize("name", ["", "%", "_", "f" * 33, "call"])
def test_what_is_no_calls_name_is_told(db: Database, name: str) -> None:
    """Signs that a database reads otherwise are only signs."""
    add_call(db, samples.kept(call={"id": "call-7"}))
    with pytest.raises(StoreError, match="no such call"):
        find_uid(db, name)


def test_a_name_of_several_calls_is_told(db: Database) -> None:
    """With their uids, to choose from."""
    uids = [
        add_call(db, samples.kept(call={"id": "call", "source": str(n)})).uid
        for n in range(7)
    ]
    with pytest.raises(StoreError, match=r"several calls: .* …") as caught:
        find_uid(db, "call")
    assert sum(uid[:8] in str(caught.value) for uid in uids) == 5


def test_the_newest_call_is_the_last(db: Database) -> None:
    """For who has just kept it."""
    add_call(db, samples.kept("angry-upgrade"))
    newest = add_call(db, samples.kept("no-recap-install")).uid
    assert find_uid(db, "last") == newest
