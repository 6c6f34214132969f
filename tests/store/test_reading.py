"""Reading one call."""

from pathlib import Path

import pytest

from coach.audio_time import milliseconds
from coach.errors import StoreError
from coach.events import Speaker, UtteranceFinalised
from coach.scoring.spans import intersection
from coach.store import calls
from coach.store.calls import add_call, call_of
from coach.store.database import Database
from coach.store.reading import peaks_of
from tests.store import samples
from tests.store.sounds import write_sound


def test_who_spoke_when(db: Database) -> None:
    """As voice activity has it, in milliseconds, and when both did."""
    stored = call_of(db, add_call(db, samples.kept("interrupting-vpn")).uid)
    spoken = {
        speaker: [
            (milliseconds(event.utterance.start), milliseconds(event.utterance.end))
            for event in samples.record("interrupting-vpn")
            if isinstance(event, UtteranceFinalised)
            and event.utterance.speaker is speaker
        ]
        for speaker in Speaker
    }
    assert {who: list(spans) for who, spans in stored.segments.items()} == spoken
    assert stored.overtalk == intersection(*spoken.values())
    assert stored.overtalk


def test_a_bare_report_tells_what_its_utterances_do(db: Database) -> None:
    """There is no record, so the detectors cannot be run again."""
    stored = call_of(db, add_call(db, samples.kept(record=None)).uid)
    assert stored.segments[Speaker.AGENT]
    assert stored.record is None
    assert calls.record_of(stored) is None
    assert stored.words == {}


def test_a_call_knows_whose_it_is(db: Database) -> None:
    """Which is what rights depend on."""
    added = add_call(db, samples.kept(call={"agent": "Nora"}))
    stored = call_of(db, added.uid)
    assert (stored.uid, stored.analyst) == (added.uid, "Nora")
    assert stored.key == stored.summary.key


def test_a_file_that_is_gone_is_none(db: Database, tmp_path: Path) -> None:
    """Somebody has removed it."""
    sound = write_sound(tmp_path / "call.flac", seconds=0.1)
    uid = add_call(db, samples.kept(audio=sound)).uid
    path = call_of(db, uid).audio
    assert path
    path.unlink()
    assert call_of(db, uid).audio is None


def test_the_waveform_is_read_alone(db: Database, tmp_path: Path) -> None:
    """A page draws it before anything else."""
    sound = write_sound(tmp_path / "call.flac", seconds=0.1)
    uid = add_call(db, samples.kept(audio=sound)).uid
    assert peaks_of(db, uid)
    other = add_call(db, samples.kept(call={"id": "other"})).uid
    assert peaks_of(db, other) is None


@pytest.mark.parametrize("read", [call_of, peaks_of])
def test_a_call_that_is_not_there_is_told(db: Database, read: object) -> None:
    """By the name that was asked for."""
    assert callable(read)
    with pytest.raises(StoreError, match=r"f{32}: there is no such call"):
        read(db, "f" * 32)
