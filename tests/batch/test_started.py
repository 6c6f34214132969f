import time
from collections.abc import Iterator

import pytest

from coach.batch.started import started_at, zone_of


@pytest.fixture(autouse=True)
def berlin(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The machine's own zone."""
    with monkeypatch.context() as patch:
        patch.setenv("TZ", "CET-1CEST,M3.5.0,M10.5.0/3")
        time.tzset()
        yield
    time.tzset()


@pytest.mark.parametrize(
    ("text", "iso", "has_zone"),
    [
        ("2026-01-31T09:30:00Z", "2026-01-31T09:30:00+00:00", True),
        ("2026-01-31 09:30:00.250-05:00", "2026-01-31T09:30:00.250000-05:00", True),
        ("2026-01-31T09:30:00", "2026-01-31T09:30:00+01:00", False),
        ("2026-07-31 09:30", "2026-07-31T09:30:00+02:00", False),
        ("2026-01-31", "2026-01-31T00:00:00+01:00", False),
        ("20260131T093000", "2026-01-31T09:30:00+01:00", False),
        ("20260131T093000Z", "2026-01-31T09:30:00+00:00", True),
        ("20260131093000", "2026-01-31T09:30:00+01:00", False),
        ("20260131-0930", "2026-01-31T09:30:00+01:00", False),
        ("2026_01_31__09.30.15", "2026-01-31T09:30:15+01:00", False),
        ("2026-01-31_09h30m15", "2026-01-31T09:30:15+01:00", False),
    ],
)
def test_times(text: str, iso: str, has_zone: bool) -> None:
    """ISO 8601, and what file names make of it; the zone is the machine's otherwise."""
    found, given = started_at(text)
    assert (found.isoformat(), given) == (iso, has_zone)


@pytest.mark.parametrize(
    "text", ["", "yesterday", "31.01.2026", "20261331", "20260131T253000", "1769848200"]
)
def test_what_is_no_time(text: str) -> None:
    """Days before months, and seconds since 1970, are not guessed at."""
    with pytest.raises(ValueError, match=r"."):
        started_at(text)


def test_a_time_outside_of_all_zones_is_none() -> None:
    """The machine has no zone for the first year."""
    with pytest.raises(ValueError, match=r"."):
        started_at("0001-01-01T00:00:00")


def test_zones_in_words() -> None:
    """With the distance that was taken."""
    assert zone_of(started_at("2026-07-31T09:30:00")[0]) == "CEST, UTC+02:00"
    assert zone_of(started_at("2026-07-31T09:30:00Z")[0]) == "UTC"
