"""What every test stands under: no blocked event loop, no hurry on slow machines."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from blockbuster import BlockBuster, blockbuster_ctx
from hypothesis import settings

# These machines are noisy: how long an example takes says nothing.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")


@pytest.fixture(autouse=True)
def data_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep calls of tests, and of what they start, out of the user's own store."""
    monkeypatch.setenv("COACH_DATA", str(tmp_path / "data"))
    monkeypatch.delenv("COACH_DATABASE_URL", raising=False)


@pytest.fixture(autouse=True)
def no_blocking_calls() -> Iterator[BlockBuster]:
    """Fail any test that blocks the event loop from inside coach.

    Opening a recording blocks; the product does that in a thread, tests as they like.
    """
    opening = ["coach.audio"]
    with blockbuster_ctx("coach", excluded_modules=opening) as guard:
        yield guard
