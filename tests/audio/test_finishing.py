import stat
import sys
import wave
from pathlib import Path

import numpy as np
import pytest

from coach.audio.decoding import Decoder
from coach.audio.finishing import finish_recording
from coach.audio.formats import SUFFIXES, AudioFormat
from coach.audio.marks import Mark, marks_from
from coach.audio.recording import pair, two_channel
from coach.audio_time import SAMPLE_RATE
from coach.errors import RecordingError
from coach.events import Speaker
from tests.audio.test_encoding import FORMATS, tone, write

AGENT, CUSTOMER = Speaker
SECRET = Mark(speaker=CUSTOMER, start=16_000, end=24_000, kind="silenced")


def samples_of(path: Path) -> np.ndarray:
    """Return all of a file, 16 bits."""
    decoder = Decoder(path, channels=2)
    audio = decoder.read(60 * SAMPLE_RATE) * 32_768
    assert decoder.read(1).size == 0
    assert decoder.failure is None
    return audio


@pytest.mark.parametrize("format", FORMATS)
def test_what_is_marked_is_silent_and_said_so(
    tmp_path: Path, format: AudioFormat
) -> None:
    """On that speaker's channel; the rest is as it was."""
    audio = tone(3)
    working = write(tmp_path / "working", audio, "flac")
    out = tmp_path / f"kept{SUFFIXES[format]}"
    finished = finish_recording(
        two_channel(working), out, format=format, marks=[SECRET]
    )

    kept = samples_of(out)
    assert finished.length == len(kept) == len(audio)
    loudest = np.abs(kept[SECRET.start : SECRET.end, 1]).max()
    assert loudest == 0 if format == "flac" else loudest < 400
    assert np.abs(kept[SECRET.start : SECRET.end, 0]).max() > 7_000
    assert marks_from(Decoder(out, channels=2).tags) == (SECRET,)
    if format == "flac":
        np.testing.assert_array_equal(kept[:, 0], audio[:, 0])
    assert [path.name for path in tmp_path.iterdir() if ".part" in path.name] == []


@pytest.mark.skipif(sys.platform == "win32", reason="there are no modes")
def test_only_the_owner_can_read_it(tmp_path: Path) -> None:
    """Whatever the umask."""
    working = write(tmp_path / "working", tone(1), "flac")
    out = tmp_path / "kept.flac"
    finish_recording(two_channel(working), out, format="flac")

    assert stat.S_IMODE(out.stat().st_mode) == 0o600


def test_a_recording_that_broke_off_has_its_true_length(tmp_path: Path) -> None:
    """All of it that is whole; its head knew no length."""
    working = write(tmp_path / "working", tone(3), "flac")
    data = working.read_bytes()
    broken = tmp_path / "broken.flac"
    # A file of which nobody wrote the end: its head says "unknown", its tail is cut.
    head = bytearray(data[: len(data) * 2 // 3])
    head[21:26] = bytes([head[21] & 0xF0, 0, 0, 0, 0])
    broken.write_bytes(head)
    out = tmp_path / "kept.flac"
    finished = finish_recording(two_channel(broken), out, format="flac")

    kept = samples_of(out)
    assert len(kept) == finished.length
    assert SAMPLE_RATE < len(kept) < 3 * SAMPLE_RATE
    np.testing.assert_array_equal(kept, tone(3)[: len(kept)])


def test_what_came_after_the_call_is_left_out(tmp_path: Path) -> None:
    """What was said at the desk is nobody's business; marks end with the call."""
    working = write(tmp_path / "working", tone(3), "flac")
    out = tmp_path / "kept.flac"
    late = Mark(speaker=AGENT, start=40_000, end=48_000, kind="lost")
    finish_recording(
        two_channel(working), out, format="flac", marks=[SECRET, late], until=20_000
    )

    assert len(samples_of(out)) == 20_000
    (mark,) = marks_from(Decoder(out, channels=2).tags)
    assert (mark.start, mark.end) == (SECRET.start, 20_000)


def test_a_pair_becomes_one_file_the_agent_first(tmp_path: Path) -> None:
    """Where one side is shorter the rest of it is silence."""
    sides = []
    for name, seconds in (("agent", 2), ("customer", 1)):
        path = tmp_path / f"{name}.wav"
        _write_mono(path, tone(seconds)[:, 0])
        sides.append(path)
    out = tmp_path / "kept.flac"
    finish_recording(pair(*sides), out, format="flac")

    kept = samples_of(out)
    np.testing.assert_array_equal(kept[:, 0], tone(2)[:, 0])
    np.testing.assert_array_equal(kept[:16_000, 1], tone(1)[:, 0])
    assert (kept[16_000:, 1] == 0).all()


def test_marks_of_the_original_stay_on_their_speaker(tmp_path: Path) -> None:
    """Finished again, with the channels the other way round, nothing is forgotten."""
    working = write(tmp_path / "working", tone(2), "flac")
    once, twice = tmp_path / "once.flac", tmp_path / "twice.flac"
    finish_recording(two_channel(working), once, format="flac", marks=[SECRET])
    tracks = two_channel(once, agent_channel=1)
    finish_recording(tracks, twice, format="flac")

    marks = marks_from(Decoder(twice, channels=2).tags)
    assert Mark(speaker=AGENT, start=16_000, end=24_000, kind="silenced") in marks
    assert (samples_of(twice)[16_000:24_000, 0] == 0).all()


def test_what_cannot_be_decoded_leaves_nothing(tmp_path: Path) -> None:
    """Not even a part."""
    bad = tmp_path / "bad.flac"
    bad.write_bytes(b"fLaC")

    with pytest.raises(RecordingError):
        finish_recording(two_channel(bad), tmp_path / "kept.flac", format="flac")
    assert [path.name for path in tmp_path.iterdir()] == ["bad.flac"]


def _write_mono(path: Path, audio: np.ndarray) -> None:
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(SAMPLE_RATE)
        file.writeframes(audio.tobytes())
