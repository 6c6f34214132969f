import itertools
import time
from pathlib import Path

import numpy as np
import pytest

from coach.audio.encoding import Encoder
from coach.audio.recording import RecordingSource, Track, pair, two_channel
from coach.audio.source import Chunk, Gap, Piece
from coach.errors import RecordingError
from coach.events import Speaker

from .conftest import WriteWav


async def collect(source: RecordingSource) -> list[Piece]:
    """All pieces of a source."""
    return [piece async for piece in source.pieces()]


def joined(pieces: list[Piece], speaker: Speaker) -> np.ndarray:
    """The audio of one speaker's chunks, in order."""
    return np.concatenate(
        [p.samples for p in pieces if isinstance(p, Chunk) and p.speaker is speaker]
    )


class TestRecordingSource:
    async def test_pieces_follow_on_one_another(self, write_wav: WriteWav) -> None:
        """Of each channel, a piece starts where the one before it ended."""
        path = write_wav("a.wav", np.zeros((90_000, 2), np.float32))

        pieces = await collect(RecordingSource(two_channel(path), speed=0))

        for speaker in Speaker:
            own = [piece for piece in pieces if piece.speaker is speaker]
            assert own[0].start == 0
            assert own[-1].end == 90_000
            assert all(a.end == b.start for a, b in itertools.pairwise(own))

    async def test_agent_channel_can_be_the_second(self, write_wav: WriteWav) -> None:
        """The channel that is not the agent's is the customer's."""
        audio = np.zeros((16_000, 2), np.float32)
        audio[:, 1] = 0.5
        path = write_wav("a.wav", audio)

        pieces = await collect(
            RecordingSource(two_channel(path, agent_channel=1), speed=0)
        )

        assert joined(pieces, Speaker.AGENT).max() > 0.4
        assert joined(pieces, Speaker.CUSTOMER).max() == 0

    async def test_a_mono_recording_is_on_both_channels(
        self, write_wav: WriteWav
    ) -> None:
        """Of two channels with the same sound, the first is taken."""
        for channels in (1, 2):
            audio = np.full((16_000, channels), 0.5, np.float32)
            path = write_wav(f"{channels}.wav", audio)
            tracks = {speaker: Track(path, 0) for speaker in Speaker}

            pieces = await collect(RecordingSource(tracks, speed=0))

            for speaker in Speaker:
                assert joined(pieces, speaker).min() > 0.4

    async def test_shorter_file_of_a_pair_ends_in_a_gap(
        self, write_wav: WriteWav
    ) -> None:
        """Nothing is made up for a channel whose file has ended."""
        agent = write_wav("agent.wav", np.zeros((48_000, 1), np.float32))
        customer = write_wav("customer.wav", np.zeros((16_000, 1), np.float32))

        pieces = await collect(RecordingSource(pair(agent, customer), speed=0))

        gaps = [piece for piece in pieces if isinstance(piece, Gap)]
        assert {gap.speaker for gap in gaps} == {Speaker.CUSTOMER}
        assert (gaps[0].start, gaps[-1].end) == (16_000, 48_000)

    async def test_paced_pieces_come_when_they_are_due(
        self, write_wav: WriteWav
    ) -> None:
        """At speed 4 a second of audio takes a quarter of a second, not less."""
        path = write_wav("a.wav", np.zeros((16_000, 2), np.float32))
        started = time.monotonic()

        await collect(RecordingSource(two_channel(path), speed=4))

        assert time.monotonic() - started >= 0.25

    async def test_cut_off_recording_is_heard_to_its_end_and_then_named(
        self, write_wav: WriteWav
    ) -> None:
        """The error comes after the last piece."""
        path = write_wav("a.wav", np.zeros((32_000, 2), np.float32))
        path.write_bytes(path.read_bytes()[: 44 + 16_000 * 4])
        pieces: list[Piece] = []

        with pytest.raises(RecordingError, match="cut short"):  # noqa: PT012
            async for piece in RecordingSource(two_channel(path), speed=0).pieces():
                pieces.append(piece)  # noqa: PERF401 - what came before the error

        assert pieces[-1].end == 16_000

    def test_missing_file_is_found_before_anything_is_heard(
        self, tmp_path: Path
    ) -> None:
        """The source cannot even be made."""
        with pytest.raises(RecordingError, match="no such file"):
            RecordingSource(two_channel(tmp_path / "a.wav"))


async def test_silence_that_was_made_is_delivered_as_gaps(tmp_path: Path) -> None:
    """On the channel that the file says, whoever is on it; a pause as a pause."""
    path = tmp_path / "kept.flac"
    tags = {"COACH_SILENCED": "agent 100-40000", "COACH_PAUSED": "customer 10-20"}
    with path.open("wb", buffering=0) as file:
        encoder = Encoder(file, "flac", tags)
        encoder.write(np.full((48_000, 2), 5_000, np.int16))
        encoder.close()

    source = RecordingSource(two_channel(path, agent_channel=1), speed=0)
    pieces = await collect(source)

    gaps = [piece for piece in pieces if isinstance(piece, Gap)]
    assert {(g.speaker, g.is_pause) for g in gaps} == {
        (Speaker.CUSTOMER, False), (Speaker.AGENT, True),
    }  # fmt: skip
    of = {who: [p for p in gaps if p.speaker is who] for who in Speaker}
    assert [(p.start, p.end) for p in of[Speaker.AGENT]] == [(10, 20)]
    customer = [(p.start, p.end) for p in of[Speaker.CUSTOMER]]
    assert customer == [(100, 32_000), (32_000, 40_000)]
