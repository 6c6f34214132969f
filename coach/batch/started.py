"""When a call began, as manifests and file names have it."""

import re
from datetime import datetime

_DIGITS = re.compile(
    r"(\d{4})[-_.]?(\d\d)[-_.]?(\d\d)"
    r"(?:[-_.T ]*(\d\d)[-_.:h]?(\d\d)(?:[-_.:m]?(\d\d))?)?"
)
"""A date, and a time of day where there is one, in the forms of file names."""


def started_at(text: str) -> tuple[datetime, bool]:
    """Return a time with its zone, and whether the zone was given.

    Args:
        text: ISO 8601 in any of its forms, or year, month, day, hour, minute and
            second in this order with any of ``-_.`` or nothing between them.  A date
            alone is its midnight; without a zone the machine's own is taken.

    Raises:
        ValueError: It is no time.
    """
    try:
        time = datetime.fromisoformat(text)
    except ValueError:
        found = _DIGITS.fullmatch(text)
        if found is None:
            raise
        time = datetime(*(int(part or 0) for part in found.groups()))  # type: ignore[arg-type]  # noqa: DTZ001 (its zone comes next)
    return with_zone(time)


def with_zone(time: datetime) -> tuple[datetime, bool]:
    """Return a time with its zone, and whether it had one.

    Raises:
        ValueError: It is so early or late that no zone is known for it.
    """
    if time.tzinfo is not None:
        return time, True
    try:
        return time.astimezone(), False
    except (OverflowError, OSError) as error:
        raise ValueError(str(error)) from error


def zone_of(time: datetime) -> str:
    """Return a zone in words: ``CET, UTC+01:00``."""
    distance = f"{time:%z}"
    if not int(distance[:5]):
        return "UTC"
    return f"{time.tzname()}, UTC{distance[:3]}:{distance[3:5]}"
