"""What runs in a worker's process; the processes themselves are in test_local."""

import sys

import pytest

from coach.batch.process import make_worker, rss_mib
from coach.batch.worker import Worker
from tests.batch.calls import setup


def test_a_worker_has_the_engine_in_it() -> None:
    """It is imported only where it is made."""
    assert isinstance(make_worker(setup()), Worker)


@pytest.mark.skipif(sys.platform != "linux", reason="known on Linux only")
def test_memory_is_told() -> None:
    """In MiB."""
    mib = rss_mib()
    assert mib is not None
    assert 10 < mib < 10_000
