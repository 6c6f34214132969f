"""Withdrawing a call that has just been deleted here from where it was shared."""

from collections.abc import Iterator

from coach.errors import CoachError
from coach.policy.policy import Policy
from coach.preferences import load_preferences
from coach.sharing.address import ServerAddress
from coach.sharing.ledger import shares
from coach.sharing.sender import Manners
from coach.sharing.setup import OpensSender, opens_sender, plan_of
from coach.store.database import Database


def withdraw_deleted(db: Database, uid: str, policy: Policy) -> Iterator[str]:
    """Withdraw what is left of a deleted call; yield a line for each server.

    What cannot be done now is done later, by whoever shares calls next.

    Args:
        db: The store.
        uid: What the call was called here.
        policy: The desk's, which may name the server.
    """
    with db.reading() as session:
        left = [one for one in shares(session) if one.is_gone and one.uid == uid]
    if not left:
        return
    opened = _way(db, policy)
    for share in left:
        host = share.server.partition("://")[2]
        try:
            if opened is None or opened[0].url != share.server:
                raise _NoWayError
            with opened[1](Manners(pause=lambda _: False)) as sender:
                sender.bring(share)
        except CoachError as error:
            yield f"still shared, and withdrawn later: {error}"
        except _NoWayError:
            yield f"still shared with {host}, which is not set up here any more"
        else:
            yield f"withdrawn from {host}"


class _NoWayError(Exception):
    """Nobody here knows how to reach the server."""


def _way(db: Database, policy: Policy) -> tuple[ServerAddress, OpensSender] | None:
    try:
        plan = plan_of(load_preferences(), policy.sharing)
    except CoachError:
        return None
    if plan is None:
        return None
    return plan.address, opens_sender(db, plan, policy.redaction)
