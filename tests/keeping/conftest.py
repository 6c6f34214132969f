from collections.abc import Iterator
from pathlib import Path

import pytest

from coach.nudges.settings import NudgeSettings
from tests.keeping.making import Make, office_maker
from tests.test_session import BarePolicy


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Make]:
    """Make an office, with a policy that has no detectors."""
    policy = BarePolicy(nudges=NudgeSettings(), detectors={})
    yield from office_maker(tmp_path, policy)
