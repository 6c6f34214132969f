import io
import struct
from pathlib import Path

import av
import numpy as np
import pytest

from coach.audio import headers
from coach.audio.headers import HEAD, plain_wav, read_headers, read_headers_of
from coach.errors import RecordingError

from .conftest import WriteWav
from .making import FORMS, MONO, make


@pytest.mark.parametrize("name", [*FORMS, *MONO])
def test_length_and_channels_are_told(tmp_path: Path, name: str) -> None:
    """Of every form, and of a file elsewhere as of one on the disk."""
    channels = 1 if name in MONO else 2
    path = make(tmp_path / name, channels=channels)

    found = read_headers(path)

    assert found.channels == channels
    assert found.seconds == pytest.approx(2.0, abs=0.1)
    assert not found.is_short
    with path.open("rb") as file:
        assert read_headers_of(file, name) == found


@pytest.mark.parametrize("name", [one for one in FORMS if one.endswith(".wav")])
def test_plain_wav_is_not_decoded(
    tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ten thousand of them are looked at in a moment."""
    path = make(tmp_path / name)
    monkeypatch.setattr(headers, "open_recording", None)
    assert read_headers(path).seconds == pytest.approx(2.0)


class TestPlainWav:
    def test_what_is_behind_other_chunks_is_found(self, write_wav: WriteWav) -> None:
        """Within reason: FFmpeg looks further."""
        data = write_wav("a.wav", np.zeros((16_000, 2), np.float32)).read_bytes()
        for extra in (7, HEAD):
            chunk = struct.pack("<4sI", b"LIST", extra) + bytes(extra + extra % 2)
            whole = data[:12] + chunk + data[12:]
            found = plain_wav(whole[:HEAD], len(whole))
            assert (found is None) == (extra == HEAD)
            assert found is None or found.seconds == 1.0

    @pytest.mark.parametrize(
        ("declared", "seconds", "is_short"),
        [
            (64_000, 1.0, False),
            (32_000, 0.5, False),
            (64_004, 1.0, True),
            (0xFFFF_FFFF, 1.0, False),
            (0, None, False),
        ],
    )
    def test_the_size_is_believed_rather_than_the_header(
        self,
        write_wav: WriteWav,
        declared: int,
        seconds: float | None,
        is_short: bool,
    ) -> None:
        """Unless the header says less."""
        path = write_wav("a.wav", np.zeros((16_000, 2), np.float32))
        data = bytearray(path.read_bytes())
        data[40:44] = struct.pack("<I", declared)
        found = plain_wav(bytes(data), len(data))
        assert found is not None
        assert (found.seconds, found.is_short) == (seconds, is_short)

    @pytest.mark.parametrize(
        ("at", "value"), [(20, 2), (22, 0), (24, 1), (34, 7), (0, 0), (12, 0)]
    )
    def test_what_is_not_plain_is_left_to_others(
        self, write_wav: WriteWav, at: int, value: int
    ) -> None:
        """Codec, channels, rate, bits and the names of chunks have to be known."""
        path = write_wav("a.wav", np.zeros((16_000, 2), np.float32))
        data = bytearray(path.read_bytes())
        data[at : at + 2] = struct.pack("<H", value)
        assert plain_wav(bytes(data), len(data)) is None


class TestWhatIsNoRecording:
    @pytest.mark.parametrize(
        ("data", "reason"),
        [(b"", "is empty"), (b"Dear all,\n", "is not a recording")],
    )
    def test_is_named(self, tmp_path: Path, data: bytes, reason: str) -> None:
        """On the disk and elsewhere in the same words."""
        path = tmp_path / "a.mp3"
        path.write_bytes(data)
        with pytest.raises(RecordingError, match=reason):
            read_headers(path)
        with pytest.raises(RecordingError, match=reason):
            read_headers_of(io.BytesIO(data), "a.mp3")

    def test_a_missing_file_is_named(self, tmp_path: Path) -> None:
        """Or a folder."""
        with pytest.raises(RecordingError, match="no such file"):
            read_headers(tmp_path / "a.wav")
        with pytest.raises(RecordingError, match="is a folder"):
            read_headers(tmp_path)

    def test_a_playlist_elsewhere_reads_no_file_here(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """It is refused whatever is in it."""
        make(tmp_path / "a.flac")
        monkeypatch.chdir(tmp_path)
        text = b"ffconcat version 1.0\nfile 'a.flac'\n"
        with pytest.raises(RecordingError, match=r"not a recording|a playlist"):
            read_headers_of(io.BytesIO(text), "s3://calls/a.wav")


def test_a_length_nobody_knows_is_none(tmp_path: Path) -> None:
    """A browser writes WebM as it goes on."""
    data = make(tmp_path / "a.webm").read_bytes()
    live = tmp_path / "live.webm"
    with (
        av.open(io.BytesIO(data), mode="r") as source,
        av.open(str(live), "w", format="webm", options={"live": "1"}) as target,
    ):
        stream = target.add_stream_from_template(source.streams.audio[0])
        for packet in source.demux(source.streams.audio[0]):
            if packet.dts is not None:
                packet.stream = stream
                target.mux(packet)
    assert read_headers(live).seconds is None
