"""Sound made ready for the store."""

from pathlib import Path

import pytest

from coach.audio.decoding import Decoder
from coach.audio.recording import two_channel
from coach.errors import RecordingError
from coach.events import Speaker
from coach.redaction import Redaction
from coach.store.finishing import finished_sound
from tests.store.sounds import write_sound


def test_what_was_masked_is_silent(tmp_path: Path, data: Path) -> None:
    """On the channel of who said it; the rest is as it was."""
    sound = write_sound(tmp_path / "call.flac", seconds=2)
    masked = Redaction(speaker=Speaker.AGENT, start=4_000, end=8_000, kind="card")
    tracks = two_channel(sound)
    with finished_sound(tracks, format="flac", redactions=[masked]) as finished:
        audio = Decoder(finished.path, channels=2).read(40_000)
        assert finished.length_ms == 2_000
        assert finished.path.is_relative_to(data)
    assert abs(audio[4_000:8_000, 0]).max() == 0
    assert abs(audio[8_200:15_000, 0]).max() > 0.3
    assert abs(audio[17_000:, 1]).max() > 0.7
    assert list(data.iterdir()) == []


def test_the_agent_may_be_on_the_other_channel(tmp_path: Path) -> None:
    """What is kept has them first."""
    sound = write_sound(tmp_path / "call.flac", seconds=2)
    tracks = two_channel(sound, agent_channel=1)
    with finished_sound(tracks, format="flac", redactions=[]) as finished:
        audio = Decoder(finished.path, channels=2).read(40_000)
    assert abs(audio[:15_000, 0]).max() == 0


def test_opus_is_an_ogg_file(tmp_path: Path) -> None:
    """Whose ending the store knows."""
    sound = write_sound(tmp_path / "call.flac", seconds=0.5)
    tracks = two_channel(sound)
    with finished_sound(tracks, format="opus", redactions=[]) as finished:
        assert finished.path.suffix == ".ogg"


def test_what_is_no_recording_is_told(tmp_path: Path, data: Path) -> None:
    """Nothing is left of the attempt."""
    sound = tmp_path / "call.flac"
    sound.write_bytes(b"sound")

    def try_it() -> None:
        with finished_sound(two_channel(sound), format="flac", redactions=[]):
            pass

    with pytest.raises(RecordingError):
        try_it()
    assert list(data.iterdir()) == []
