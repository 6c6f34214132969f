import os
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import numpy as np
import pytest

from coach.audio.decoding import Decoder
from coach.audio.marks import Mark
from coach.audio.recorder import MAX_WAITING, Recorder
from coach.audio.source import Chunk, Gap, Piece
from coach.audio_time import SAMPLE_RATE, samples
from coach.events import Speaker
from tests.audio.test_encoding import FullDisk, tone

AGENT, CUSTOMER = Speaker
STEP = samples(20)


def pieces(audio: np.ndarray, start: int = 0) -> Iterator[Piece]:
    """Yield 16-bit sound of both channels as a headset delivers it."""
    floats = (audio / 32_768).astype(np.float32)
    for at in range(0, len(audio), STEP):
        for channel, speaker in enumerate(Speaker):
            part = floats[at : at + STEP, channel]
            yield Chunk(speaker=speaker, start=start + at, samples=part)


class Told:
    """What a recorder said."""

    def __init__(self) -> None:
        self.failures: list[str] = []
        self.marks: list[Mark] = []


@pytest.fixture
def told() -> Told:
    """What the recorder of a test said."""
    return Told()


def recorder(file: BinaryIO, told: Told, **other: object) -> Recorder:
    """Return a recorder that tells what it says."""
    return Recorder(
        lambda: file,
        on_failure=told.failures.append,
        on_mark=told.marks.append,
        **other,  # type: ignore[arg-type]
    )


def read(path: Path) -> np.ndarray:
    """Return all of a file, 16 bits."""
    decoder = Decoder(path, channels=2)
    return decoder.read(600 * SAMPLE_RATE) * 32_768


def test_what_was_put_in_is_in_the_file(tmp_path: Path, told: Told) -> None:
    """To the last sample and the last bit."""
    path, audio = tmp_path / "a.flac", tone(3.01)
    made = recorder(path.open("wb", buffering=0), told)
    for piece in pieces(audio):
        made.put(piece)
    made.close()
    assert made.join(10)

    np.testing.assert_array_equal(read(path), audio)
    assert (told.failures, told.marks, made.marks) == ([], [], ())


def test_a_pause_is_silence_and_told_while_it_goes_on(
    tmp_path: Path, told: Told
) -> None:
    """The clock stays true, also of a recording that breaks off."""
    path = tmp_path / "a.flac"
    made = recorder(path.open("wb", buffering=0), told)
    for second in range(6):
        for speaker in Speaker:
            start, end = samples(second * 1000), samples((second + 1) * 1000)
            made.put(Gap(speaker=speaker, start=start, end=end, is_pause=True))
    for piece in pieces(tone(1), samples(6_000)):
        made.put(piece)
    made.close()
    assert made.join(10)

    assert len(read(path)) == samples(7_000)
    assert len(made.marks) == 2
    agent = [mark for mark in told.marks if mark.speaker is AGENT]
    assert len(agent) > 1
    assert (agent[0].start, agent[-1].end) == (0, samples(6_000))
    assert {mark.kind for mark in told.marks} == {"paused"}


def test_a_full_disk_is_one_line_and_no_more(told: Told) -> None:
    """What comes after it is thrown away; nobody waits."""
    made = recorder(FullDisk(60_000), told, sync=lambda _: None)  # type: ignore[arg-type]
    noise = np.random.default_rng(0).integers(-9_000, 9_000, (20 * SAMPLE_RATE, 2))
    for piece in pieces(noise):
        made.put(piece)
    made.close()
    assert made.join(10)
    made.put(next(pieces(noise)))

    assert told.failures == ["it cannot be written any more: no space left on device"]
    assert made.failure == "no space left on device"


def test_what_was_written_before_a_disk_was_full_can_be_heard(
    tmp_path: Path, told: Told
) -> None:
    """Nothing of it is taken back."""
    path = tmp_path / "a.flac"
    disk = FullDisk(100_000)
    made = recorder(disk, told, sync=lambda _: None)  # type: ignore[arg-type]
    noise = np.random.default_rng(0).integers(-9_000, 9_000, (20 * SAMPLE_RATE, 2))
    for piece in pieces(noise):
        made.put(piece)
    made.close()
    assert made.join(10)
    path.write_bytes(disk.written)

    kept = read(path)
    assert len(kept) > SAMPLE_RATE
    np.testing.assert_array_equal(kept, noise[: len(kept)])


def test_a_slow_disk_costs_the_recording_a_part_and_the_call_nothing(
    tmp_path: Path, told: Told
) -> None:
    """What found no room is a gap in it; the clock stays true."""
    writes, goes_on = threading.Event(), threading.Event()

    class SlowFile(FullDisk):
        def write(self, data: object) -> int:
            writes.set()
            goes_on.wait(60)
            return super().write(data)

    made = recorder(SlowFile(1 << 30), told, sync=lambda _: None)  # type: ignore[arg-type]
    silent = np.zeros(STEP, np.float32)
    count = MAX_WAITING // 2 + 500
    for number in range(count):
        for speaker in Speaker:
            made.put(Chunk(speaker=speaker, start=number * STEP, samples=silent))
        if number == count // 8:
            assert writes.wait(60)  # from here on it takes nothing more
    goes_on.set()
    while not made._pieces.empty():
        threading.Event().wait(0.01)
    for speaker in Speaker:
        made.put(Chunk(speaker=speaker, start=count * STEP, samples=silent))
    made.close()
    assert made.join(10)

    assert told.failures == ["the disk is too slow: parts of it are missing"]
    assert made.failure is None
    assert {mark.kind for mark in made.marks} == {"lost"}
    assert {mark.end for mark in made.marks} == {count * STEP}


def test_what_is_written_is_pushed_to_the_disk(tmp_path: Path, told: Told) -> None:
    """Every other second, beside the writing."""
    synced: list[int] = []

    def sync(file: BinaryIO) -> None:
        synced.append(os.fstat(file.fileno()).st_size)

    made = recorder((tmp_path / "a.flac").open("wb", buffering=0), told, sync=sync)
    for piece in pieces(tone(10)):
        made.put(piece)
        if piece.start % SAMPLE_RATE == 0:
            threading.Event().wait(0.002)
    made.close()
    assert made.join(10)

    assert len(synced) >= 2
    assert synced == sorted(synced)
    assert synced[-1] > 10_000


def test_a_disk_that_fails_to_sync_is_told(tmp_path: Path, told: Told) -> None:
    """Its writes went nowhere."""

    def sync(_: BinaryIO) -> None:
        raise OSError(5, "Input/output error")

    made = recorder((tmp_path / "a.flac").open("wb", buffering=0), told, sync=sync)
    for piece in pieces(tone(10)):
        made.put(piece)
    made.close()
    assert made.join(10)

    assert told.failures == ["it cannot be written any more: input/output error"]
