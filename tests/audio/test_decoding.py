import os
import struct
import tracemalloc
import zipfile
from pathlib import Path

import numpy as np
import pytest

from coach.audio.decoding import Decoder, channels_of
from coach.errors import RecordingError

from .conftest import WriteWav
from .making import FORMS, HERTZ, MONO, make


def tone(seconds: float, rate: int, hertz: float = 440.0) -> np.ndarray:
    """A sine at half of full scale, shape (samples,)."""
    t = np.arange(int(seconds * rate)) / rate
    return (0.5 * np.sin(2 * np.pi * hertz * t)).astype(np.float32)


def test_channels_are_counted(write_wav: WriteWav, tmp_path: Path) -> None:
    """Without decoding anything."""
    for count in (1, 2, 3):
        path = write_wav(f"{count}.wav", np.zeros((160, count), np.float32))
        assert channels_of(path) == count
    with pytest.raises(RecordingError, match="no such file"):
        channels_of(tmp_path / "nowhere.wav")


class TestDecoder:
    def test_blocks_are_as_long_as_asked(self, write_wav: WriteWav) -> None:
        """Every block but the last has exactly the length asked for."""
        path = write_wav("a.wav", np.zeros((40_000, 2), np.float32))
        decoder = Decoder(path, channels=2)

        lengths = [len(decoder.read(16_000)) for _ in range(4)]

        assert lengths == [16_000, 16_000, 8_000, 0]
        assert decoder.failure is None

    def test_channels_are_kept_apart(self, write_wav: WriteWav) -> None:
        """Column 0 is the first channel of the file, column 1 the second."""
        left = tone(1.0, 16_000)
        path = write_wav("a.wav", np.stack([left, np.zeros_like(left)], axis=1))

        audio = Decoder(path, channels=2).read(16_000)

        assert np.abs(audio[:, 0] - left).max() < 1e-3
        assert np.abs(audio[:, 1]).max() == 0

    @pytest.mark.parametrize("rate", [8_000, 11_025, 44_100, 48_000])
    def test_other_rates_become_the_canonical_one(
        self, write_wav: WriteWav, rate: int
    ) -> None:
        """A tone keeps its pitch and the file its duration, to a millisecond."""
        path = write_wav("a.wav", tone(1.0, rate)[:, np.newaxis], rate)

        audio = Decoder(path, channels=1).read(100_000)[:, 0]

        assert abs(len(audio) - 16_000) <= 16
        middle = slice(2_000, 14_000)
        assert (
            np.abs(audio[middle] - tone(1.0, 16_000)[: len(audio)][middle]).max() < 0.02
        )

    def test_one_channel_is_refused_with_advice(self, write_wav: WriteWav) -> None:
        """A mono file says what it lacks and which options take two files."""
        path = write_wav("mono.wav", np.zeros((16_000, 1), np.float32))

        with pytest.raises(
            RecordingError, match=r"one channel.*--agent and --customer"
        ):
            Decoder(path, channels=2)

    @pytest.mark.parametrize(
        ("content", "reason"),
        [
            (b"", "is empty"),
            (b"Dear all,\nplease find attached\n", "not a recording"),
            (b"#EXTM3U\n#EXTINF:1,\nhttp://192.0.2.1/a.ts\n", "not a recording"),
        ],
    )
    def test_what_is_no_recording_is_named(
        self, tmp_path: Path, content: bytes, reason: str
    ) -> None:
        """Empty files, text and playlists get one clear line."""
        path = tmp_path / "call.wav"
        path.write_bytes(content)

        with pytest.raises(RecordingError, match=reason) as caught:
            Decoder(path, channels=2)

        assert str(path) in str(caught.value)
        assert "\n" not in str(caught.value)

    def test_missing_file_and_folder_are_named(self, tmp_path: Path) -> None:
        """What is not there, or is a folder, is said so."""
        with pytest.raises(RecordingError, match="no such file"):
            Decoder(tmp_path / "nowhere.flac", channels=2)
        with pytest.raises(RecordingError, match="is a folder"):
            Decoder(tmp_path, channels=2)

    def test_a_playlist_is_no_recording(self, write_wav: WriteWav) -> None:
        """It would play a file that nobody named."""
        other = write_wav("a.wav", np.zeros((16_000, 2), np.float32))
        path = other.with_name("list.wav")
        path.write_text("ffconcat version 1.0\nfile 'a.wav'\n")

        with pytest.raises(RecordingError, match="is a playlist"):
            Decoder(path, channels=2)

    def test_a_pipe_is_not_waited_for(self, tmp_path: Path) -> None:
        """Nobody may ever write to it."""
        path = tmp_path / "call.wav"
        os.mkfifo(path)

        with pytest.raises(RecordingError, match="not an ordinary file"):
            Decoder(path, channels=2)

    def test_audio_of_an_unknown_kind_is_named(self, write_wav: WriteWav) -> None:
        """A header with a sample of 65535 bits has no codec."""
        path = write_wav("a.wav", np.zeros((16_000, 2), np.float32))
        data = bytearray(path.read_bytes())
        data[34:36] = b"\xff\xff"
        path.write_bytes(data)

        with pytest.raises(RecordingError, match="unknown kind"):
            Decoder(path, channels=2)

    def test_samples_that_are_no_numbers_stay_alone(self, tmp_path: Path) -> None:
        """What a file of floats holds beyond −1..1 is drawn in, the rest is heard."""
        path = tmp_path / "floats.wav"
        audio = np.full((16_000, 2), 0.25, np.float32)
        audio[4_000:4_003, 0] = [np.nan, np.inf, -1e30]
        size = audio.nbytes
        path.write_bytes(
            struct.pack("<4sI4s4sI", b"RIFF", 36 + size, b"WAVE", b"fmt ", 16)
            + struct.pack("<HHIIHH", 3, 2, 16_000, 128_000, 8, 32)
            + struct.pack("<4sI", b"data", size)
            + audio.tobytes()
        )

        heard = Decoder(path, channels=2).read(16_000)

        assert heard[3_998:4_005, 0] == pytest.approx(
            [0.25, 0.25, 0, 1, -1, 0.25, 0.25]
        )
        assert np.ptp(heard[5_000:]) == 0

    def test_cut_off_file_gives_what_there_is(self, write_wav: WriteWav) -> None:
        """All that could be decoded comes first; the failure says how far it went."""
        path = write_wav("a.wav", np.zeros((32_000, 2), np.float32))
        path.write_bytes(path.read_bytes()[: 44 + 16_000 * 4])
        decoder = Decoder(path, channels=2)

        assert len(decoder.read(100_000)) == 16_000
        assert len(decoder.read(100_000)) == 0
        assert decoder.failure is not None
        assert "damaged after 1.0 s" in str(decoder.failure)


@pytest.fixture(scope="module")
def forms(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a recording of two seconds in each form."""
    folder = tmp_path_factory.mktemp("forms")
    for name in FORMS:
        make(folder / name)
    for name in MONO:
        make(folder / name, channels=1)
    return folder


def hertz(audio: np.ndarray) -> float:
    """Return the pitch of a tone, shape (samples,), to 2 Hz."""
    middle = audio[8_000:16_000] * np.hanning(8_000)
    return float(np.abs(np.fft.rfft(middle)).argmax() * 2)


class TestForms:
    @pytest.mark.parametrize("name", FORMS)
    def test_both_channels_are_heard(self, forms: Path, name: str) -> None:
        """In every form that telephony uses, each channel in its place."""
        decoder = Decoder(forms / name, channels=2)
        audio = decoder.read(100_000)
        assert decoder.read(1).size == 0
        assert decoder.failure is None
        assert len(audio) == pytest.approx(32_000, abs=1_100)
        assert tuple(hertz(channel) for channel in audio.T) == HERTZ

    @pytest.mark.parametrize("name", MONO)
    def test_forms_of_one_channel_are_heard(self, forms: Path, name: str) -> None:
        """As a side of a pair."""
        audio = Decoder(forms / name, channels=1).read(100_000)
        assert len(audio) == pytest.approx(32_000, abs=1_100)
        assert hertz(audio[:, 0]) == HERTZ[0]

    @pytest.mark.parametrize("name", [*FORMS, *MONO])
    @pytest.mark.parametrize("part", [0.02, 0.5, 0.98])
    def test_a_part_of_a_file_is_heard_or_named(
        self, forms: Path, tmp_path: Path, name: str, part: float
    ) -> None:
        """Nothing else is raised, and nothing is made up."""
        data = (forms / name).read_bytes()
        path = tmp_path / name
        path.write_bytes(data[: int(len(data) * part)])
        try:
            decoder = Decoder(path, channels=1 if name in MONO else 2)
        except RecordingError:
            return
        assert len(decoder.read(100_000)) <= 33_100
        assert decoder.read(1).size == 0

    @pytest.mark.parametrize(
        ("name", "like"), [("a.wav", "a.mp3"), ("a.mp3", "pcm-16.wav"), ("a", "a.m4a")]
    )
    def test_the_ending_does_not_matter(
        self, forms: Path, tmp_path: Path, name: str, like: str
    ) -> None:
        """What is in a file does."""
        path = tmp_path / name
        path.write_bytes((forms / like).read_bytes())
        assert hertz(Decoder(path, channels=2).read(100_000)[:, 1]) == HERTZ[1]


class TestHostileFiles:
    def test_a_zip_is_no_recording(self, tmp_path: Path) -> None:
        """Whatever it is called."""
        path = tmp_path / "call.wav"
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("call.txt", b"x" * 10_000)

        with pytest.raises(RecordingError, match="not a recording"):
            Decoder(path, channels=2)

    @pytest.mark.parametrize(
        ("declared", "heard", "is_damaged"),
        [
            (0, 32_000, False),
            (1, 0, True),
            (4_000_000_000, 32_000, True),
            (0xFFFF_FFFF, 32_000, False),
        ],
    )
    def test_a_length_that_is_not_true(
        self, write_wav: WriteWav, declared: int, heard: int, is_damaged: bool
    ) -> None:
        """What is in the file is heard; too little of it is told."""
        path = write_wav("a.wav", np.zeros((32_000, 2), np.float32))
        data = bytearray(path.read_bytes())
        data[4:8] = data[40:44] = struct.pack("<I", declared)
        path.write_bytes(data)
        decoder = Decoder(path, channels=2)

        assert len(decoder.read(100_000)) == heard
        assert len(decoder.read(1)) == 0
        assert (decoder.failure is not None) == is_damaged

    def test_of_a_call_of_twelve_hours_little_is_in_memory(
        self, tmp_path: Path
    ) -> None:
        """However long a file is, a block of it is decoded at a time."""
        path = tmp_path / "long.wav"
        size = 12 * 3_600 * 16_000 * 2 * 2
        with path.open("wb") as file:
            file.write(
                struct.pack("<4sI4s4sI", b"RIFF", 36 + size, b"WAVE", b"fmt ", 16)
            )
            file.write(struct.pack("<HHIIHH", 1, 2, 16_000, 64_000, 4, 16))
            file.write(struct.pack("<4sI", b"data", size))
            file.truncate(44 + size)  # a hole of the disk
        decoder = Decoder(path, channels=2)
        tracemalloc.start()
        for _ in range(8):
            assert len(decoder.read(64_000)) == 64_000
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()

        assert peak < 4 << 20
