from pathlib import Path

import pytest
from pydantic import ValidationError

from coach.policy.loading import load_policy
from coach.sharing.settings import SharingSettings


def test_nothing_is_shared_by_default() -> None:
    """No server, and no call by itself."""
    assert SharingSettings() == SharingSettings(server="", automatic=False)


def test_a_server_has_one_form() -> None:
    """However the policy writes it."""
    settings = SharingSettings(server="Calls.Example.org/", automatic=True)
    assert settings.server == "https://calls.example.org"


@pytest.mark.parametrize(
    "values",
    [
        {"server": "http://calls.example.org"},
        {"server": "https://calls.example.org/review"},
        {"automatic": True},
    ],
)
def test_what_cannot_be_is_refused(values: dict[str, object]) -> None:
    """In the clear, below a path, or to nobody."""
    with pytest.raises(ValidationError):
        SharingSettings.model_validate(values)


def test_a_policy_file_has_them(tmp_path: Path) -> None:
    """In a section of its own."""
    path = tmp_path / "desk.toml"
    path.write_text('[sharing]\nserver = "https://calls.example.org"\n')
    assert load_policy(path).sharing.server == "https://calls.example.org"
