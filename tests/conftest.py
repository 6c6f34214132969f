"""What every test stands under: no blocked event loop, no hurry on slow machines."""

import gc
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from blockbuster import blockbuster_ctx
from hypothesis import settings

# These machines are noisy: how long an example takes says nothing.  There are eighty
# properties: half the usual examples of each, every time others, find as much.
settings.register_profile("patient", deadline=None, max_examples=50)
settings.load_profile("patient")


def pytest_collection_finish() -> None:
    """Have the garbage collector pass over the thousands of tests that stay."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def data_folders(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Addresses of folders, of which none is there yet."""
    base = tmp_path_factory.mktemp("data")
    return (base / str(number) for number in count())


@pytest.fixture(autouse=True)
def data_folder_of_its_own(
    data_folders: Iterator[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Keep calls of tests, and of what they start, out of the user's own store."""
    monkeypatch.setenv("COACH_DATA", str(next(data_folders)))
    monkeypatch.delenv("COACH_DATABASE_URL", raising=False)


@pytest.fixture(autouse=True, scope="session")
def no_blocking_calls() -> Iterator[None]:
    """Fail any test that blocks the event loop from inside coach.

    Opening a recording blocks; the product does that in a thread, tests as they like.
    """
    opening = ["coach.audio"]
    with blockbuster_ctx("coach", excluded_modules=opening):
        yield
