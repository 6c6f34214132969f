"""The daily purge: what has been kept for long enough is deleted."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from coach.keeping.settings import KeepingSettings
from coach.keeping.working import DAMAGED

if TYPE_CHECKING:
    from coach.store.database import Database

logger = logging.getLogger(__name__)

DAY_S = 24 * 3600.0
"""Between two purges, in seconds."""


def purge_once(
    database: "Database", settings: KeepingSettings, folder: Path, *, now: datetime
) -> int:
    """Delete what has been kept for longer than the policy says.

    Calls, with all that belongs to them, and recordings that were set aside; files
    without a call, and calls without their file, are put right.  To be called in a
    thread.

    Args:
        database: The store.
        settings: For how long; with 0 days no call is deleted.
        folder: Where recordings are that are not finished.
        now: The moment.

    Returns:
        How many calls were deleted.

    Raises:
        coach.errors.StoreError: They cannot be deleted.
    """
    from coach.store.audit import COACH
    from coach.store.calls import purge
    from coach.store.orphans import NEVER, mend_files

    if not settings.days:
        mend_files(database, now, oldest=NEVER)
        return 0

    oldest = now - timedelta(days=settings.days)
    for path in folder.glob(f"*{DAMAGED}"):
        with suppress(OSError):
            if datetime.fromtimestamp(path.stat().st_mtime, UTC) < oldest:
                path.unlink()
    return len(purge(database, now, settings.days, COACH).calls)


def patient(database: "Database", settings: KeepingSettings) -> KeepingSettings:
    """Return settings that delete no call sooner than its own policy does.

    For who was given no policy of the desk's: the defaults would delete what that
    wants kept.  Takes the longest of the times in the policies that calls of the store
    were followed by.

    Args:
        database: The store.
        settings: What goes where the store knows no policy.
    """
    from sqlalchemy import select

    from coach.store.tables import CallRow, PolicyRow

    used = select(CallRow.policy)
    with database.reading() as session:
        policies = session.scalars(
            select(PolicyRow.content).where(PolicyRow.id.in_(used))
        ).all()
    days = [policy.get("keeping", {}).get("days") for policy in policies]
    known = [one for one in days if isinstance(one, int)]
    if not known:
        return settings
    return settings.model_copy(update={"days": 0 if 0 in known else max(known)})


async def every_day(
    work: Callable[[], object],
    *,
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
) -> None:
    """Do something now and then once a day, in a thread, until cancelled.

    A day on which it fails is told in the log; the next is tried all the same.

    Args:
        work: What to do.
        sleep: Waits so many seconds.
    """
    while True:
        try:
            await asyncio.to_thread(work)
        except Exception as error:  # noqa: BLE001 (a task's outer edge: the shift goes on, and tomorrow it is tried again)
            logger.warning("purge failed", extra={"why": type(error).__name__})
        await sleep(DAY_S)
