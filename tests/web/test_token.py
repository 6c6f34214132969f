from pathlib import Path

import pytest

from coach.errors import ServerError
from coach.web.token import MAX_CHARACTERS, given_token, kept_token, new_token


class TestGivenToken:
    def test_the_environment_sets_it(self) -> None:
        """What COACH_TOKEN says is the token, as it stands."""
        assert given_token({"COACH_TOKEN": "let me in"}) == "let me in"

    @pytest.mark.parametrize("environment", [{}, {"COACH_TOKEN": ""}])
    def test_empty_sets_none(self, environment: dict[str, str]) -> None:
        """An empty variable never means a server without a key."""
        assert given_token(environment) is None

    @pytest.mark.parametrize("token", ["a\nb", "a" * (MAX_CHARACTERS + 1)])
    def test_what_fits_no_address_is_refused(self, token: str) -> None:
        """A token must be printable and of reasonable length."""
        with pytest.raises(ServerError, match="COACH_TOKEN"):
            given_token({"COACH_TOKEN": token})

    def test_the_longest_is_taken(self) -> None:
        """The limit itself is allowed."""
        assert given_token({"COACH_TOKEN": "a" * MAX_CHARACTERS})


def test_new_tokens_differ() -> None:
    """Each is long and its own."""
    assert len({new_token() for _ in range(50)}) == 50
    assert len(new_token()) == 32


class TestKeptToken:
    def test_stays_the_same(self, tmp_path: Path) -> None:
        """A restart finds the token of the run before."""
        path = tmp_path / "deep" / "overlay-token"

        assert kept_token(path) == kept_token(path)

    def test_only_the_user_may_read_it(self, tmp_path: Path) -> None:
        """The file is private, even if it was not before."""
        path = tmp_path / "overlay-token"
        first = kept_token(path)
        assert path.stat().st_mode & 0o777 == 0o600
        path.chmod(0o644)

        assert kept_token(path) == first
        assert path.stat().st_mode & 0o777 == 0o600

    @pytest.mark.parametrize("content", [b"", b"short", b"\xff\xfe" * 20, b"a" * 999])
    def test_a_damaged_file_is_replaced(self, tmp_path: Path, content: bytes) -> None:
        """What is no token is not used as one."""
        path = tmp_path / "overlay-token"
        path.write_bytes(content)

        token = kept_token(path)

        assert len(token) == 32
        assert path.read_text() == f"{token}\n"
        assert list(tmp_path.iterdir()) == [path]

    def test_an_unusable_place_is_one_clear_line(self, tmp_path: Path) -> None:
        """A folder in the file's place is named, with a way out."""
        path = tmp_path / "overlay-token"
        path.mkdir()

        with pytest.raises(ServerError, match=r"overlay-token: .*; set COACH_TOKEN"):
            kept_token(path)
