"""Files of sound come in with their call, or not at all."""

from pathlib import Path

import pytest

from coach.errors import StoreError
from coach.store.audio import audio_name, audio_path, brought_in


@pytest.fixture
def sound(tmp_path: Path) -> Path:
    """A file that is to be kept."""
    path = tmp_path / "call.flac"
    path.write_bytes(b"sound")
    return path


def test_a_file_is_named_after_its_call() -> None:
    """Its ending tells what it is."""
    assert audio_name("ab", Path("call.OGG")) == "ab.ogg"


def test_other_kinds_are_refused() -> None:
    """The pages could not play them, or not quickly."""
    with pytest.raises(StoreError, match=r"\.flac or \.ogg"):
        audio_name("ab", Path("call.wav"))


def test_a_file_is_moved(sound: Path) -> None:
    """It is in one place at the end, and nothing is beside it."""
    with brought_in(sound, "ab.flac") as put:
        put()
        assert sound.exists()
    place = audio_path("ab.flac")
    assert place.read_bytes() == b"sound"
    assert place.stat().st_mode & 0o777 == 0o600
    assert list(place.parent.iterdir()) == [place]
    assert not sound.exists()


def test_a_file_stays_where_its_call_is_not_kept(sound: Path) -> None:
    """It may be tried again."""

    def fail() -> None:
        with brought_in(sound, "ab.flac") as put:
            put()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert sound.read_bytes() == b"sound"
    assert list(audio_path("ab.flac").parent.iterdir()) == []


def test_a_disk_without_links_takes_a_copy(
    sound: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Such as another disk."""

    def refuse(*_: object) -> None:
        raise OSError(18, "Invalid cross-device link")

    monkeypatch.setattr(Path, "hardlink_to", refuse)
    with brought_in(sound, "ab.flac") as put:
        put()
    assert audio_path("ab.flac").read_bytes() == b"sound"
    assert not sound.exists()


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    """Nothing is left of it."""
    missing = tmp_path / "missing.flac"

    def try_it() -> None:
        with brought_in(missing, "ab.flac") as put:
            put()

    with pytest.raises(StoreError, match="cannot be moved in"):
        try_it()
    assert list(audio_path("ab.flac").parent.iterdir()) == []
