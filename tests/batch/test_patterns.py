import pytest

from coach.batch.patterns import NamePattern
from coach.errors import InputError

WHO_AND_WHEN = r"(?P<agent>[a-z]+)-(?P<started_at>\d{8}T\d{6})-(?P<ticket>\d+)"


def groups(pattern: str, address: str) -> dict[str, str] | None:
    """Return what a pattern finds."""
    found = NamePattern(pattern, "--names").match(address)
    return None if found is None else dict(found.groups)


class TestNamePattern:
    @pytest.mark.parametrize(
        "address",
        [
            "nora-20260131T093000-77.wav",
            "calls/2026/nora-20260131T093000-77.wav",
            "s3://calls/x/nora-20260131T093000-77.flac",
            "https://host/nora-20260131T093000-77.mp3?key=1",
            "zip://x/nora-20260131T093000-77.wav::s3://b/c.zip",
        ],
    )
    def test_finds_what_the_name_says(self, address: str) -> None:
        """The ending need not be in the pattern, the folders do not matter."""
        found = groups(WHO_AND_WHEN, address)
        assert found is not None
        assert found["agent"] == "nora"
        assert found["started_at"] == "20260131T093000"

    def test_may_have_the_ending(self) -> None:
        """It is then part of the name."""
        assert groups(r"(?P<id>\d+)\.wav", "x/77.wav") == {"id": "77"}
        assert groups(r"(?P<id>\d+)\.wav", "x/77.mp3") is None

    def test_has_to_match_the_whole_name(self) -> None:
        """Half a name would be somebody else's."""
        assert groups(r"(?P<id>\d+)", "a77.wav") is None
        assert groups(r"(?P<id>\d+)", "77-old.wav") is None

    def test_does_not_reach_into_folders(self) -> None:
        """Unless it has a slash itself."""
        assert groups(r"(?P<agent>.+)-(?P<id>\d+)", "x-1/nora-77.wav") == {
            "agent": "nora",
            "id": "77",
        }

    def test_with_a_slash_matches_the_end_of_the_path(self) -> None:
        """A folder may say whose calls are in it."""
        pattern = r"(?P<agent>\w+)/\d+/(?P<id>\d+)"
        found = NamePattern(pattern, "--names").match("calls/nora/2026/77.wav")
        assert found is not None
        assert dict(found.groups) == {"agent": "nora", "id": "77"}
        assert found.before == "calls/"

    def test_groups_that_took_no_part_are_left_out(self) -> None:
        """They say nothing."""
        pattern = r"(?P<id>\d+)(?:-(?P<agent>\w*))?"
        assert groups(pattern, "77.wav") == {"id": "77"}
        assert groups(pattern, "77-.wav") == {"id": "77"}

    def test_may_begin_with_flags(self) -> None:
        """As regular expressions do."""
        assert groups(r"(?i)CALL(?P<id>\d+)", "call7.wav") == {"id": "7"}

    @pytest.mark.parametrize(
        ("pattern", "reason"),
        [
            ("(?P<a>", "not a regular expression"),
            (r"\d+", "has no named group"),
            ("(?P<call>x)", r"has no group side"),
        ],
    )
    def test_wrong_patterns_are_told(self, pattern: str, reason: str) -> None:
        """Before anything is scored."""
        with pytest.raises(InputError, match=reason) as caught:
            NamePattern(pattern, "--pairs", needed=("call", "side"))
        assert str(caught.value).startswith("--pairs ")
