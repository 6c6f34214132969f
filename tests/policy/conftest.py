from collections.abc import Callable
from pathlib import Path

import pytest

from coach.errors import PolicyError
from coach.policy.loading import load_policy
from coach.policy.policy import Policy
from tests.policy.detectors import DETECTORS


@pytest.fixture
def default() -> Policy:
    """The default policy, with the detector of these tests."""
    return load_policy(None, DETECTORS)


@pytest.fixture
def load(tmp_path: Path) -> Callable[[str], Policy]:
    """Load a policy file with this content."""

    def load(text: str) -> Policy:
        path = tmp_path / "desk.toml"
        path.write_text(text, encoding="utf-8")
        return load_policy(path, DETECTORS)

    return load


@pytest.fixture
def problems(load: Callable[[str], Policy]) -> Callable[[str], tuple[str, ...]]:
    """Return what is wrong with a policy file of this content."""

    def problems(text: str) -> tuple[str, ...]:
        with pytest.raises(PolicyError) as caught:
            load(text)
        assert caught.value.source.endswith("desk.toml")
        return caught.value.problems

    return problems
