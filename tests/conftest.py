"""What every test stands under: no blocked event loop, no hurry on slow machines."""

from collections.abc import Iterator

import pytest
from blockbuster import BlockBuster, blockbuster_ctx
from hypothesis import settings

# These machines are noisy: how long an example takes says nothing.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")


@pytest.fixture(autouse=True)
def no_blocking_calls() -> Iterator[BlockBuster]:
    """Fail any test that blocks the event loop from inside coach.

    Opening a recording blocks; the product does that in a thread, tests as they like.
    """
    opening = ["coach.audio"]
    with blockbuster_ctx("coach", excluded_modules=opening) as guard:
        yield guard
