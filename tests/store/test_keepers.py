"""Keeping calls as they are followed, where that is wanted."""

import asyncio
from dataclasses import replace
from pathlib import Path

import pytest

from coach.followed import Followed
from coach.inputs import CallInput
from coach.options import CallOptions
from coach.policy.policy import Policy
from coach.store.calls import find_calls
from coach.store.database import open_database
from coach.store.keepers import keeper_of, put_into_store
from tests.store import samples

pytestmark = [pytest.mark.asyncio, pytest.mark.usefixtures("data")]

OPTIONS = CallOptions(store=True, keeps_audio=False)

TALK = CallInput(path=Path("angry-upgrade.json"))
"""Of which only the words are kept."""


@pytest.fixture
def angry() -> Followed:
    """A call in which both speak."""
    name = "angry-upgrade"
    report, record = samples.report(name), samples.record(name)
    return Followed(report=report, record=record, faults=())


@pytest.fixture
def policy() -> Policy:
    """That of the desk."""
    return samples.policy()


def kept() -> list[str]:
    """Return the names of the calls that are in the store."""
    with open_database() as db:
        return [call.uid for call in find_calls(db).calls]


def changed(followed: Followed, part: str, **changes: object) -> Followed:
    """Return a call with changes in a part of its report."""
    part_of = {**followed.report[part], **changes}
    return replace(followed, report={**followed.report, part: part_of})


async def test_nothing_is_kept_unless_it_is_wanted(policy: Policy) -> None:
    """The store is not even opened."""
    unwanted = replace(OPTIONS, store=False)
    async with keeper_of(unwanted, policy, "replay") as keeper:
        assert keeper is None


async def test_a_call_is_kept_once(angry: Followed, policy: Policy) -> None:
    """What became of it is said."""
    async with keeper_of(OPTIONS, policy, "replay") as keeper:
        assert keeper is not None
        said = await put_into_store(keeper, TALK, angry)
        (uid,) = await asyncio.to_thread(kept)
        assert said == f"kept: {uid}"
        again = await put_into_store(keeper, TALK, angry)
        assert again == f"kept already: {uid}"


async def test_what_says_nothing_is_not_kept(angry: Followed, policy: Policy) -> None:
    """Nobody speaks in it, or nobody knows who."""
    silent = changed(angry, "metrics", talk_ms={"agent": 0, "customer": 0})
    silent = changed(silent, "call", input="stereo")
    unsure = [{"code": "mono-speakers-unsure", "detail": ""}]
    async with keeper_of(OPTIONS, policy, "replay") as keeper:
        assert keeper is not None
        said = await put_into_store(keeper, TALK, silent)
        assert said == "not kept: nobody speaks in it"
        doubtful = changed(angry, "quality", problems=unsure)
        said = await put_into_store(keeper, TALK, doubtful)
        assert said == "not kept: it is not certain who speaks in it"
    assert await asyncio.to_thread(kept) == []
