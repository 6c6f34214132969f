from pathlib import Path

import pytest
from typer.testing import CliRunner

from coach.cli import app
from coach.keeping.notes import about_line
from coach.store.calls import CallFilter, call_of, find_calls
from coach.store.database import open_database
from coach.store.places import recording_folder
from tests.audio.test_encoding import tone, write
from tests.keeping.making import leave
from tests.keeping.test_notes import ABOUT


@pytest.mark.model
def test_what_was_left_is_brought_in_without_a_headset(tmp_path: Path) -> None:
    """Into the machine's own store, with its sound."""
    sound = write(tmp_path / "tone", tone(3), "flac")
    leave(recording_folder(), sound, about_line(ABOUT))
    result = CliRunner().invoke(app, ["recover"])

    assert result.exit_code == 0
    assert "that was cut off is kept now" in result.stdout
    with open_database() as db:
        (row,) = find_calls(db, CallFilter(), cursor=None, limit=10).calls
        call = call_of(db, row.uid)
    assert row.is_cut_off
    assert call.audio is not None
    assert call.audio.exists()
    assert list(recording_folder().iterdir()) == []


def test_a_policy_that_cannot_be_used_is_named(tmp_path: Path) -> None:
    """With the status of a command that cannot be begun."""
    result = CliRunner().invoke(app, ["recover", "--policy", str(tmp_path / "none")])

    assert result.exit_code == 2
    assert "cannot be read" in result.stderr
