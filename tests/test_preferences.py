import stat
import sys
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from coach.preferences import Preferences, load_preferences, remember


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A file in a folder that is not there yet."""
    return tmp_path / "call-coach" / "preferences.toml"


def load(path: Path) -> tuple[Preferences, list[str]]:
    """The preferences and the warnings."""
    warnings: list[str] = []
    return load_preferences(path, warn=warnings.append), warnings


def test_without_a_file_nothing_is_remembered(path: Path) -> None:
    """And nothing is wrong."""
    assert load(path) == (Preferences(), [])


def test_what_is_remembered_is_there_next_time(path: Path) -> None:
    """One by one; None forgets."""
    remember({"agent_device": "alsa_input.jabra", "analyst": "Ana “A” Ö"}, path)
    remember({"customer_device": "jabra.monitor", "agent_device": None}, path)
    expected = Preferences(customer_device="jabra.monitor", analyst="Ana “A” Ö")
    assert load(path) == (expected, [])


@pytest.mark.skipif(sys.platform == "win32", reason="has no such permissions")
def test_only_the_user_can_read_it_and_nothing_else_is_left(path: Path) -> None:
    """Neither the file nor a half-written one."""
    remember({"analyst": "Ana"}, path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(path.parent.iterdir()) == [path]


def test_unknown_keys_tables_and_comments_are_kept(path: Path) -> None:
    """A newer version's, or a colleague's note."""
    path.parent.mkdir()
    text = '# mine\nanalyst = "Ana"\nsince = 2026-01-02\n\n[later]\nanalyst = "x"\n'
    path.write_text(text, encoding="utf-8")
    remember({"analyst": "Bo"}, path)
    assert path.read_text(encoding="utf-8") == (
        'analyst = "Bo"\n# mine\nsince = 2026-01-02\n\n[later]\nanalyst = "x"\n'
    )


@pytest.mark.parametrize(
    "content", [b"analyst = ", b"\xff\xfe", b"[[", b"a = 1\na = 2"]
)
def test_a_damaged_file_is_one_warning(path: Path, content: bytes) -> None:
    """Its words are not repeated beyond what is wrong; remembering sets it aside."""
    path.parent.mkdir()
    path.write_bytes(content)
    preferences, warnings = load(path)
    assert preferences == Preferences()
    assert len(warnings) == 1
    assert "\n" not in warnings[0]
    assert str(path) in warnings[0]
    remember({"analyst": "Ana"}, path)
    assert load(path) == (Preferences(analyst="Ana"), [])
    assert path.with_name("preferences.toml.damaged").read_bytes() == content


def test_a_folder_in_its_place_is_a_warning(path: Path) -> None:
    """Nothing can be read there."""
    path.mkdir(parents=True)
    preferences, warnings = load(path)
    assert preferences == Preferences()
    assert len(warnings) == 1


def test_a_value_of_another_type_is_a_warning(path: Path) -> None:
    """The others count."""
    path.parent.mkdir()
    path.write_text('agent_device = 3\nanalyst = "Ana"\n')
    preferences, (warning,) = load(path)
    assert preferences == Preferences(analyst="Ana")
    assert "agent_device" in warning


def test_an_unknown_preference_is_the_caller_s_mistake(path: Path) -> None:
    """Nothing is written."""
    with pytest.raises(ValueError, match="no such preference: colour"):
        remember({"colour": "red"}, path)
    assert not path.exists()


@example("\r")
@given(st.text(alphabet=st.characters(codec="utf-8"), min_size=1))
def test_any_name_survives(tmp_path_factory: pytest.TempPathFactory, name: str) -> None:
    """Quotes, line ends and all; one of blanks alone is none."""
    path = tmp_path_factory.mktemp("preferences") / "preferences.toml"
    remember({"analyst": name}, path)
    remember({"agent_device": "a"}, path)
    preferences, warnings = load(path)
    assert preferences.analyst == (name if name.strip() else None)
    assert warnings == []
