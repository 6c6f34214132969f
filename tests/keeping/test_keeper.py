from datetime import datetime
from pathlib import Path

import pytest

from coach.audio.decoding import Decoder
from coach.audio.marks import Mark, marks_from
from coach.audio.source import Gap
from coach.audio_time import samples
from coach.errors import StoreError
from coach.events import Speaker
from coach.keeping.keeper import LocalStore, length_of
from coach.scoring.report import CallInfo
from coach.store.calls import call_of
from tests.audio.test_encoding import tone
from tests.audio.test_recorder import pieces, read
from tests.keeping.making import SECRET, Make, followed
from tests.keeping.test_notes import ABOUT
from tests.store.samples import NAMES, STARTED, kept

SILENCED = Mark(
    speaker=SECRET.speaker, start=SECRET.start, end=SECRET.end, kind="silenced"
)


@pytest.mark.parametrize(("format", "ending"), [("flac", ".flac"), ("opus", ".ogg")])
def test_a_flagged_call_is_kept_with_its_sound(
    office: Make, format: str, ending: str
) -> None:
    """Silenced, as long as the call, in the format of the policy; nothing is left."""
    ours = office(format=format)
    done = ours.keeper.keep(followed(), ours.record())

    assert done is not None
    assert (done.uid, done.flags) == ("uid-1", ("threat",))
    (call,) = ours.shelf.calls
    assert (call.origin, call.is_cut_off, call.flags) == ("live", False, ("threat",))
    assert call.redactions == (SECRET,)
    (sound,) = ours.shelf.sounds
    assert sound.suffix == ending
    audio = read(sound)
    assert len(audio) == samples(3_000)
    assert abs(audio[SECRET.start + 400 : SECRET.end - 400, 1]).max() < 100
    assert abs(audio[SECRET.start : SECRET.end, 0]).max() > 7_000
    assert marks_from(Decoder(sound, channels=2).tags) == (SILENCED,)
    assert ours.left_over() == []


def test_a_call_that_nothing_is_wrong_with_leaves_nothing(office: Make) -> None:
    """Neither in the store nor in the folder of recordings."""
    ours = office()

    assert ours.keeper.keep(followed("notice"), ours.record()) is None
    assert ours.shelf.calls == []
    assert ours.left_over() == []


def test_all_calls_are_kept_where_the_policy_says_so(office: Make) -> None:
    """With no flag at all."""
    ours = office(keep="all")
    done = ours.keeper.keep(followed(None), ours.record())

    assert done is not None
    assert done.flags == ()


def test_nothing_is_recorded_where_nothing_is_kept(office: Make) -> None:
    """Not even while the call goes on."""
    ours = office(keep="nothing")
    made = ours.keeper.record(ABOUT, on_failure=ours.failures.append)

    assert made is None
    assert ours.keeper.keep(followed("critical"), None) is None
    assert ours.shelf.calls == []
    assert ours.left_over() == []


def test_a_call_of_words_is_kept_without_sound(office: Make) -> None:
    """Another recogniser wrote them."""
    ours = office()
    done = ours.keeper.keep(followed(), None)

    assert done is not None
    assert ours.shelf.calls[0].audio is None


def test_pauses_are_in_the_kept_sound(office: Make) -> None:
    """A replay of it knows that nobody was silent."""
    ours = office(keep="all")
    recording = ours.keeper.record(ABOUT, on_failure=ours.failures.append)
    assert recording is not None
    for speaker in Speaker:
        end = samples(1_000)
        recording.put(Gap(speaker=speaker, start=0, end=end, is_pause=True))
    for piece in pieces(tone(2), samples(1_000)):
        recording.put(piece)
    ours.keeper.keep(followed(), recording)

    marks = marks_from(Decoder(ours.shelf.sounds[0], channels=2).tags)
    assert {(mark.kind, mark.speaker) for mark in marks} == {
        ("paused", Speaker.AGENT),
        ("paused", Speaker.CUSTOMER),
        ("silenced", Speaker.CUSTOMER),
    }


def test_what_cannot_be_kept_now_is_left_to_the_next_start(office: Make) -> None:
    """With its end noted: it was not cut off."""
    ours = office()
    ours.shelf.is_full = True
    recording = ours.record()

    with pytest.raises(StoreError, match="the disk is full"):
        ours.keeper.keep(followed(), recording)
    assert ".notes" in ours.left_over()
    (notes,) = ours.recording_folder.glob("*.notes")
    assert '{"ended":48000}' in notes.read_text()


def test_a_disk_that_is_full_while_finishing_is_told(
    office: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In a line, with the call's name."""

    def full(*args: object, **more: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("coach.keeping.keeper.finish_recording", full)
    ours = office()

    with pytest.raises(StoreError, match="call-1: no space left on device"):
        ours.keeper.keep(followed(), ours.record())
    assert ".flac" in ours.left_over()


def test_a_recording_that_failed_at_once_keeps_the_words(
    office: Make, tmp_path: Path
) -> None:
    """There is no sound then."""
    ours = office()
    ours.keeper.folder = lambda: tmp_path / "nowhere"
    done = ours.keeper.keep(followed(), ours.record())

    assert done is not None
    assert ours.shelf.calls[0].audio is None
    assert len(ours.failures) == 1


def test_the_length_of_a_call_is_that_of_its_record() -> None:
    """To the sample; without one, what the report says."""
    call = followed(seconds=3)

    assert length_of(call) == 48_000


def test_the_machine_s_own_store_takes_a_call_and_knows_it_again() -> None:
    """By its id and moment, as a recording's notes have them."""
    store = LocalStore()
    started = STARTED.isoformat()
    uid = store.add(kept(NAMES[0], {"id": "call-1", "started_at": started}))

    def call(name: str, moment: datetime | None) -> CallInfo:
        return CallInfo(id=name, source="", input="stereo", started_at=moment)

    assert store.has(call("call-1", STARTED))
    assert not store.has(call("call-2", STARTED))
    assert not store.has(call("call-1", None))
    assert call_of(store.open(), uid).report["call"]["id"] == "call-1"
    store.open().close()
