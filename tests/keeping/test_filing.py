import asyncio

import pytest

from coach.followed import Followed
from coach.keeping.filing import Filing
from tests.audio.test_encoding import tone
from tests.audio.test_recorder import pieces
from tests.keeping.making import Make, Office, followed
from tests.keeping.test_notes import ABOUT


class Said:
    """A filing and what it said."""

    def __init__(self, office: Office) -> None:
        self.lines: list[str] = []
        self.filing = Filing(office.keeper, say=self.lines.append)


async def test_a_call_is_recorded_and_kept_and_said_why(office: Make) -> None:
    """In one line."""
    ours = office()
    said = Said(ours)
    recording = said.filing.record(ABOUT)
    assert recording is not None
    for piece in pieces(tone(4)):
        recording.put(piece)
    await said.filing.keep(followed(), recording)

    assert said.lines == ["kept for review (threat)"]
    assert ours.left_over() == []


async def test_a_call_that_is_not_kept_is_not_spoken_of(office: Make) -> None:
    """Most are not."""
    said = Said(office())
    await said.filing.keep(followed(None), said.filing.record(ABOUT))

    assert said.lines == []


async def test_what_goes_wrong_is_a_line(
    office: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also what nobody has thought of: the shift goes on."""
    ours = office()
    said = Said(ours)
    ours.shelf.is_full = True
    await said.filing.keep(followed(), said.filing.record(ABOUT))
    assert said.lines == [
        "not kept for review: the store: the disk is full; the next start tries again"
    ]

    def fail(call: Followed, recording: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(ours.keeper, "keep", fail)
    await said.filing.keep(followed(), None)
    assert said.lines[1] == "not kept for review: the next start tries again"


async def test_a_failing_recording_is_told_on_the_event_loop(office: Make) -> None:
    """Once; the call goes on."""
    ours = office()
    ours.keeper.folder = lambda: ours.recording_folder / "nowhere"
    said = Said(ours)
    recording = said.filing.record(ABOUT)
    async with asyncio.timeout(10):
        while not said.lines:
            await asyncio.sleep(0.001)

    assert said.lines[0].startswith("the recording of this call: it cannot be written")
    assert said.lines[0].endswith("; the call goes on")
    await said.filing.drop(recording)


async def test_what_was_no_call_is_removed_and_what_failed_is_left(
    office: Make,
) -> None:
    """Dropping leaves nothing, leaving all."""
    ours = office()
    said = Said(ours)
    await said.filing.drop(said.filing.record(ABOUT))
    assert ours.left_over() == []

    await said.filing.leave(said.filing.record(ABOUT))
    assert ours.left_over() == [".flac", ".notes"]
    await said.filing.drop(None)
    await said.filing.leave(None)
