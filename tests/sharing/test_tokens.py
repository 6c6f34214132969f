import stat
import sys
from pathlib import Path

import pytest

from coach.errors import ShareError
from coach.sharing.address import server_address
from coach.sharing.tokens import VARIABLE, checked, find_token, keep_token

OURS = server_address("https://calls.example.org")
OTHER = server_address("https://other.example.org")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A file in a folder that is not there yet."""
    return tmp_path / "call-coach" / "share-tokens.json"


def test_a_token_is_for_the_server_that_gave_it_out(path: Path) -> None:
    """Another server is never told it."""
    keep_token(OURS, "one", path)
    assert find_token(OURS, {}, path) == "one"
    assert find_token(OTHER, {}, path) is None


def test_each_server_has_its_own(path: Path) -> None:
    """A new one replaces the old."""
    keep_token(OURS, "one", path)
    keep_token(OTHER, "two", path)
    keep_token(OURS, "three", path)
    assert find_token(OURS, {}, path) == "three"
    assert find_token(OTHER, {}, path) == "two"


@pytest.mark.skipif(sys.platform == "win32", reason="has no such permissions")
def test_only_the_user_can_read_it(path: Path) -> None:
    """Not even after it was copied; and no half-written file is left."""
    keep_token(OURS, "one", path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    path.chmod(0o644)
    find_token(OURS, {}, path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(path.parent.iterdir()) == [path]


def test_the_environment_goes_first(path: Path) -> None:
    """Empty sets none."""
    keep_token(OURS, "one", path)
    assert find_token(OURS, {VARIABLE: " two\n"}, path) == "two"
    assert find_token(OURS, {VARIABLE: ""}, path) == "one"


@pytest.mark.parametrize("content", ["", "[]", "null", "{", '{"a": 3}'])
def test_a_damaged_file_holds_no_token(path: Path, content: str) -> None:
    """The token is asked for again, and then kept."""
    path.parent.mkdir()
    path.write_text(content)
    assert find_token(OURS, {}, path) is None
    keep_token(OURS, "one", path)
    assert find_token(OURS, {}, path) == "one"


def test_a_place_that_cannot_be_read_is_one_line(path: Path) -> None:
    """Which names the way round it."""
    path.mkdir(parents=True)
    with pytest.raises(ShareError, match=VARIABLE):
        find_token(OURS, {}, path)


@pytest.mark.parametrize("token", ["", "two words", "a\nb", "ü", "x" * 201])
def test_what_is_no_token_is_not_sent(token: str) -> None:
    """Nor repeated in the message."""
    with pytest.raises(ShareError, match="no token") as refused:
        checked(token, OURS)
    assert not token or token not in refused.value.reason
