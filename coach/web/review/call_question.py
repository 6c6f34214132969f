"""What calls are asked for: the question part of a list's address."""

from collections.abc import Collection
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Annotated, Literal
from zoneinfo import ZoneInfo, available_timezones

from pydantic import Field, StringConstraints

from coach.events import Severity
from coach.store.calls import CallFilter
from coach.web.review.answers import malformed
from coach.web.review.requests import Form

Name = Annotated[str, StringConstraints(max_length=200)]
Day = Annotated[str, StringConstraints(pattern=r"^\d{4}-\d{2}-\d{2}$")]
Score = Annotated[float, Field(ge=0, le=100, allow_inf_nan=False)]
Cursor = Annotated[str, StringConstraints(max_length=60)]
Zone = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_+/-]{1,60}$")]


class Days(Form):
    """Some days, as the reader has them."""

    since: Day | None = Field(default=None, alias="from")
    """The first of them."""
    until: Day | None = Field(default=None, alias="to")
    """The last of them."""
    zone: Zone | None = None
    """The reader's time zone, ``Europe/Berlin``; without it the server's."""

    def span(self) -> tuple[datetime | None, datetime | None]:
        """Return the first moment of the days, and the first after them.

        Reads the time zones, and so is nothing for the event loop.

        Raises:
            coach.web.review.answers.RefusedError: There is no such day.
        """
        since = None if self.since is None else self._midnight("from", self.since, 0)
        until = None if self.until is None else self._midnight("to", self.until, 1)
        return since, until

    def _midnight(self, key: str, day: str, later: int) -> datetime:
        try:
            midnight = datetime.combine(  # its zone comes next
                date.fromisoformat(day) + timedelta(days=later), time()
            )
            # Only of those that are there: no text of a request names a file.
            if self.zone is not None and self.zone in _zones():
                return midnight.replace(tzinfo=ZoneInfo(self.zone))
            return midnight.astimezone()
        except (ValueError, OverflowError, OSError):
            raise malformed(f"{key}: there is no such day") from None


@cache
def _zones() -> frozenset[str]:
    return frozenset(available_timezones())


class CallQuestion(Days):
    """Which calls somebody asks for."""

    analyst: Name | None = None
    kind: Annotated[str, StringConstraints(max_length=60)] | None = None
    severity: Severity | None = None
    score_min: Score | None = None
    score_max: Score | None = None
    reviewed: Literal["none", "open", "submitted", "disputed"] | None = None
    q: Annotated[str, StringConstraints(max_length=200)] = ""
    cursor: Cursor | None = None
    limit: Annotated[int, Field(ge=1, le=200)] = 50

    def filter(
        self, only_analyst: str | None, blind_to: Collection[int] = ()
    ) -> CallFilter:
        """Return what the store is asked for; see :meth:`span`.

        Args:
            only_analyst: Whose calls may be seen at all; None for everybody's.
            blind_to: Keys of the calls that whoever asks is to score blind.

        Raises:
            coach.web.review.answers.RefusedError: There is no such day.
        """
        since, until = self.span()
        return CallFilter(
            since=since,
            until=until,
            analyst=self.analyst,
            only_analyst=only_analyst,
            kind=self.kind,
            severity=self.severity,
            score_min=self.score_min,
            score_max=self.score_max,
            review=self.reviewed,
            blind_to=blind_to,
            words=self.q,
        )
