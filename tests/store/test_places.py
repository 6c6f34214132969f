"""Where things are kept."""

import stat
from pathlib import Path

import platformdirs
import pytest

from coach.errors import StoreError
from coach.store import places


def test_the_folder_may_be_named(data: Path) -> None:
    """COACH_DATA says where."""
    assert places.data_folder() == data


def test_by_default_it_is_the_persons_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without it, where the system keeps a person's data."""
    monkeypatch.setattr(platformdirs, "user_data_dir", lambda name: tmp_path / name)
    assert places.data_folder({}) == tmp_path / "call-coach"


def test_nobody_else_may_look_into_it(data: Path) -> None:
    """Nor one that was there before with other rights."""
    data.mkdir(mode=0o755)
    folders = [
        places.data_folder(),
        places.audio_folder(),
        places.recording_folder(),
        places.incoming_folder(),
    ]
    assert {stat.S_IMODE(folder.stat().st_mode) for folder in folders} == {0o700}
    assert [folder.name for folder in folders[1:]] == [
        "audio",
        "recording",
        "incoming",
    ]


def test_a_place_that_is_taken_is_told(data: Path) -> None:
    """A file of that name is in the way."""
    data.write_text("")
    with pytest.raises(StoreError, match="cannot be made: File exists"):
        places.data_folder()
