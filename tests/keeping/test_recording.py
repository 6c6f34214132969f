from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from coach.audio.source import Gap
from coach.audio_time import samples
from coach.events import Speaker
from coach.keeping.recording import CallRecording
from coach.keeping.working import find_left
from tests.audio.test_encoding import tone
from tests.audio.test_recorder import pieces, read
from tests.keeping.test_notes import ABOUT


@pytest.fixture
def failures() -> list[str]:
    """What a recording said went wrong."""
    return []


@pytest.fixture
def recording(tmp_path: Path, failures: list[str]) -> Iterator[CallRecording]:
    """A recording that goes on."""
    made = CallRecording(lambda: tmp_path, ABOUT, on_failure=failures.append)
    yield made
    made.leave()


def test_a_call_is_recorded_with_what_is_known_of_it(
    recording: CallRecording, failures: list[str]
) -> None:
    """Its sound, its end, and what the telephone said later."""
    for piece in pieces(tone(2)):
        recording.put(piece)
    more = replace(ABOUT, call=replace(ABOUT.call, agent="Marta"))
    recording.describe(ABOUT)
    recording.describe(more)
    assert recording.is_going_on
    files = recording.end(samples(1_500))

    assert files is not None
    assert len(read(files.sound)) == samples(2_000)
    notes = files.read()
    assert (notes.about, notes.ended) == (more, samples(1_500))
    assert not recording.is_going_on
    assert failures == []


def test_pauses_are_noted_while_the_call_goes_on(recording: CallRecording) -> None:
    """A recording that breaks off has them too."""
    for speaker in Speaker:
        end = samples(9_000)
        recording.put(Gap(speaker=speaker, start=0, end=end, is_pause=True))
    files = recording.end(samples(9_000))

    assert files is not None
    marks = files.read().marks
    assert {(mark.speaker, mark.kind) for mark in marks} == {
        (Speaker.AGENT, "paused"), (Speaker.CUSTOMER, "paused"),
    }  # fmt: skip
    assert max(mark.end for mark in marks) == samples(9_000)


def test_what_is_dropped_leaves_nothing(
    recording: CallRecording, tmp_path: Path
) -> None:
    """Neither sound nor notes."""
    for piece in pieces(tone(1)):
        recording.put(piece)
    recording.drop()

    assert list(tmp_path.iterdir()) == []


def test_what_is_left_is_found_at_the_next_start(
    recording: CallRecording, tmp_path: Path
) -> None:
    """Not before."""
    for piece in pieces(tone(1)):
        recording.put(piece)
    assert find_left(tmp_path) == []
    recording.leave()

    (files,) = find_left(tmp_path)
    assert files.read().ended is None
    files.release()


def test_a_folder_that_cannot_be_written_is_told_and_no_more(
    tmp_path: Path, failures: list[str]
) -> None:
    """The call goes on; there are no files then."""
    made = CallRecording(
        lambda: tmp_path / "nowhere", ABOUT, on_failure=failures.append
    )
    for piece in pieces(tone(1)):
        made.put(piece)

    assert made.end(5) is None
    assert not made.is_going_on
    assert failures == ["it cannot be written any more: no such file or directory"]
    made.drop()
