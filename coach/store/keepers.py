"""What puts calls into the store as they are followed, where that is wanted."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from coach.followed import Followed
from coach.inputs import CallInput
from coach.options import CallOptions
from coach.policy.policy import Policy

if TYPE_CHECKING:
    from coach.store.followed import FollowedKeeper
    from coach.store.kept import Origin


@asynccontextmanager
async def keeper_of(
    options: CallOptions, policy: Policy, origin: "Origin"
) -> "AsyncIterator[FollowedKeeper | None]":
    """Have what puts calls into the store, where the options want that.

    Raises:
        StoreError: The store cannot be opened: said before anything is heard.
    """
    if not options.store:
        yield None
        return
    keeper = await asyncio.to_thread(_open_keeper, options, policy, origin)
    try:
        yield keeper
    finally:
        await asyncio.to_thread(keeper.db.close)


def _open_keeper(
    options: CallOptions, policy: Policy, origin: "Origin"
) -> "FollowedKeeper":
    # Half a second that only those who keep calls have to wait.
    from coach.store.database import open_database
    from coach.store.followed import FollowedKeeper

    return FollowedKeeper(
        db=open_database(),
        policy=policy,
        origin=origin,
        agent_channel=options.agent_channel,
        keeps_audio=options.keeps_audio,
    )


async def put_into_store(
    keeper: "FollowedKeeper", call: CallInput, followed: Followed
) -> str:
    """Put a call into the store, if there is anything in it; return what to say.

    Raises:
        StoreError: It cannot be kept.
        RecordingError: Its sound cannot be decoded.
    """
    if not followed.has_speech:
        return "not kept: nobody speaks in it"
    if followed.is_unsure:
        return "not kept: it is not certain who speaks in it"
    added = await asyncio.to_thread(keeper.keep, call, followed)
    return f"kept: {added.uid}" if added.is_new else f"kept already: {added.uid}"
