"""Keeping calls that were followed from a file."""

from pathlib import Path

import numpy as np

from coach.audio.decoding import Decoder
from coach.events import Speaker
from coach.followed import Followed
from coach.inputs import CallInput
from coach.redaction import Redaction
from coach.store.calls import call_of, record_of
from coach.store.database import Database
from coach.store.followed import FollowedKeeper
from coach.store.places import audio_folder
from tests.store import samples
from tests.store.sounds import write_sound

MASKED = Redaction(speaker=Speaker.AGENT, start=1_000, end=2_000, kind="card")


def _followed(name: str = "angry-upgrade") -> Followed:
    return Followed(
        report=samples.report(name),
        faults=(),
        record=samples.record(name),
        redactions=(MASKED,),
    )


def _keeper(db: Database, *, keeps_audio: bool = True) -> FollowedKeeper:
    return FollowedKeeper(
        db=db, policy=samples.policy(), origin="replay", keeps_audio=keeps_audio
    )


def test_a_recording_is_kept_with_its_sound(db: Database, tmp_path: Path) -> None:
    """Which stays where it is; a finished copy is kept."""
    sound = write_sound(tmp_path / "call.wav.flac")
    added = _keeper(db).keep(CallInput(path=sound), _followed())
    stored = call_of(db, added.uid)
    assert sound.exists()
    assert stored.audio
    assert stored.redactions[0]["kind"] == "card"
    assert record_of(stored) == samples.record("angry-upgrade")
    assert stored.summary.origin == "replay"


def test_a_pair_is_kept_as_one_file(db: Database, tmp_path: Path) -> None:
    """The agent's side first."""
    sides = [
        write_sound(tmp_path / f"{side}.flac", channels=1)
        for side in ("agent", "customer")
    ]
    call = CallInput(path=sides[0], customer=sides[1])
    assert call_of(db, _keeper(db).keep(call, _followed()).uid).audio


def test_sound_may_be_left_out(db: Database, tmp_path: Path) -> None:
    """The call is kept all the same."""
    sound = write_sound(tmp_path / "call.flac")
    keeper = _keeper(db, keeps_audio=False)
    stored = call_of(db, keeper.keep(CallInput(path=sound), _followed()).uid)
    assert stored.audio is None


def test_a_transcript_has_none(db: Database, tmp_path: Path) -> None:
    """Only its words are kept."""
    call = CallInput(path=tmp_path / "call.json")
    assert call_of(db, _keeper(db).keep(call, _followed()).uid).audio is None


def test_it_is_told_why_it_is_kept(db: Database, tmp_path: Path) -> None:
    """For its findings, or because somebody wanted it."""
    call = CallInput(path=tmp_path / "call.json")
    grave = _keeper(db).keep(call, _followed("threat-and-calm-down"))
    followed = _followed("clean-password-reset")
    followed.report["findings"] = []
    clean = _keeper(db).keep(call, followed)
    assert "threat" in call_of(db, grave.uid).summary.flags
    assert call_of(db, clean.uid).summary.flags == ["by-hand"]


def test_a_mono_recording_is_silent_on_both_channels_where_words_were_masked(
    db: Database, tmp_path: Path
) -> None:
    """What one of them says is on the other's channel too."""
    path = write_sound(tmp_path / "mono.flac", channels=1)
    followed = _followed()
    followed.report["call"]["input"] = "mono"

    added = _keeper(db).keep(CallInput(path=path), followed)

    kept = call_of(db, added.uid).audio
    assert kept
    sound = Decoder(audio_folder() / kept, channels=2).read(16_000)
    assert np.array_equal(sound[:, 0], sound[:, 1])
    assert not sound[1_000:2_000].any()
    assert sound[2_100:3_000].any()
