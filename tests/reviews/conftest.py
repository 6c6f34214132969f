from collections.abc import Iterator

import pytest
from sqlalchemy.orm import Session

from tests.reviews.making import add_call, store


@pytest.fixture
def session() -> Iterator[Session]:
    """A store with one call in it."""
    with store() as session:
        add_call(session)
        yield session
