import asyncio
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from coach.audio.decoding import Decoder
from coach.audio.formats import SUFFIXES, AudioFormat
from coach.audio.marks import Mark
from coach.audio_time import SAMPLE_RATE, samples
from coach.desk import DeskPlan
from coach.events import Speaker
from coach.keeping.notes import about_line, ended_line, mark_line
from coach.keeping.recovery import Recovery
from coach.keeping.working import WorkingFiles
from coach.speech.queue import DecodeQueue
from coach.web.hub import OverlayHub
from tests.audio.test_encoding import FORMATS, tone, write
from tests.audio.test_recorder import read
from tests.data import CALLS
from tests.keeping.making import Make, Office, leave
from tests.keeping.test_notes import ABOUT
from tests.speech.fakes import ScriptedRecogniser
from tests.test_shift import ScriptedDesk

ASKED_BY_NOBODY = replace(ABOUT, is_asked=False)
CALL = CALLS / "interrupting-vpn.flac"

AtWork = tuple[Recovery, list[str]]


@asynccontextmanager
async def recovery(
    office: Office, *, idle: asyncio.Event | None = None
) -> AsyncIterator[AtWork]:
    """Return a recovery whose recogniser hears the same words in everything."""
    said: list[str] = []
    policy = office.keeper._policy
    plan = DeskPlan(policy=policy, has_words=False, needs_recogniser=False)

    async def wait() -> None:
        if idle is not None:
            await idle.wait()

    async with (
        asyncio.timeout(60),
        DecodeQueue(ScriptedRecogniser(lambda _: "So it goes.")) as queue,
        ScriptedDesk(plan, OverlayHub(), asyncio.Event(), queue) as desk,
    ):
        yield Recovery(desk, office.keeper, say=said.append, idle=wait), said


def left(office: Office, sound: Path, *lines: str, length: float = 1.0) -> WorkingFiles:
    """Leave a recording, as a process that died would.

    Args:
        office: Whose.
        sound: What was recorded.
        *lines: Its notes.
        length: The share of the file that was written by then.
    """
    return leave(office.recording_folder, sound, *lines, length=length)


@pytest.fixture(scope="module")
def talk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The beginning of a sample call, as the recorder writes it."""
    audio = Decoder(CALL, channels=2).read(samples(12_000)) * 32_767
    folder = tmp_path_factory.mktemp("talk")
    return write(folder / "talk", audio.astype(np.int16), "flac")


async def test_a_call_that_was_cut_off_is_kept(office: Make, talk: Path) -> None:
    """With its moment and its analyst, marked, of the length it has."""
    ours = office()
    left(ours, talk, about_line(ABOUT), length=0.7)
    async with recovery(ours) as (work, said):
        assert await work.run() == 0

    (call,) = ours.shelf.calls
    assert call.is_cut_off
    assert call.flags == ("cut-off",)
    about = call.report["call"]
    assert about["id"] == ABOUT.call.id
    assert about["agent"] == "Nora"
    assert about["started_at"] == "2026-11-28T10:15:00+00:00"
    assert about["metadata"] == {"ticket": 4711}
    (problem,) = [
        one for one in call.report["quality"]["problems"] if one["code"] == "cut-off"
    ]
    assert problem["detail"].startswith("the coach, or the machine, stopped ")
    length = len(read(ours.shelf.sounds[0]))
    assert samples(6_000) < length < samples(10_000)
    assert abs(about["duration_ms"] - length / 16) <= 1
    assert said == ["a call of 28.11. 10:15 that was cut off is kept now"]
    assert ours.left_over() == []


async def test_a_call_that_had_ended_is_judged_like_any_other(
    office: Make, talk: Path
) -> None:
    """It could only not be kept at the time."""
    ours = office()
    left(ours, talk, about_line(ABOUT), ended_line(samples(5_000)))
    async with recovery(ours) as (work, said):
        assert await work.run() == 0
    assert (ours.shelf.calls, said, ours.left_over()) == ([], [], [])

    ours = office(keep="all")
    left(ours, talk, about_line(ABOUT), ended_line(samples(5_000)))
    async with recovery(ours) as (work, said):
        assert await work.run() == 0
    (call,) = ours.shelf.calls
    assert not call.is_cut_off
    assert call.report["call"]["duration_ms"] == 5_000
    assert len(read(ours.shelf.sounds[0])) == samples(5_000)
    assert said == ["a call of 28.11. 10:15 that could not be kept before is kept now"]


async def test_pauses_before_the_end_are_pauses_still(office: Make, talk: Path) -> None:
    """Nobody was silent in them."""
    ours = office()
    pauses = [
        mark_line(Mark(speaker=who, start=0, end=samples(4_000), kind="paused"))
        for who in Speaker
    ]
    left(ours, talk, about_line(ABOUT), *pauses)
    async with recovery(ours) as (work, _):
        await work.run()

    (call,) = ours.shelf.calls
    assert call.report["metrics"]["paused_ms"] == pytest.approx(4_000, abs=64)


async def test_where_only_one_side_spoke_there_was_no_call(
    office: Make, tmp_path: Path
) -> None:
    """Unless somebody began it."""
    ours = office()
    sound = write(tmp_path / "tone", tone(3), "flac")
    left(ours, sound, about_line(ASKED_BY_NOBODY))
    async with recovery(ours) as (work, _):
        await work.run()
    assert (ours.shelf.calls, ours.left_over()) == ([], [])

    left(ours, sound, about_line(ABOUT))
    async with recovery(ours) as (work, _):
        await work.run()
    assert len(ours.shelf.calls) == 1


async def test_what_is_in_the_store_is_not_kept_twice(office: Make, talk: Path) -> None:
    """The process died between keeping it and removing the recording."""
    ours = office(keep="all")
    ours.shelf.there = [ABOUT.call.id]
    left(ours, talk, about_line(ABOUT), ended_line(samples(5_000)))
    async with recovery(ours) as (work, _):
        await work.run()

    assert (ours.shelf.calls, ours.left_over()) == ([], [])


async def test_where_nothing_is_kept_nothing_is_brought_in(
    office: Make, talk: Path
) -> None:
    """The policy may have changed meanwhile."""
    ours = office(keep="nothing")
    left(ours, talk, about_line(ABOUT))
    async with recovery(ours) as (work, _):
        await work.run()

    assert (ours.shelf.calls, ours.left_over()) == ([], [])


async def test_a_damaged_one_is_named_and_set_aside(
    office: Make, talk: Path, tmp_path: Path
) -> None:
    """In one line; the others are brought in all the same."""
    ours = office()
    bad = tmp_path / "bad"
    bad.write_bytes(b"fLaC\x00")
    files = left(ours, bad, about_line(ABOUT))
    left(ours, talk, about_line(ABOUT))
    async with recovery(ours) as (work, said):
        assert await work.run() == 0

    assert len(ours.shelf.calls) == 1
    (line,) = [line for line in said if "damaged" in line]
    assert str(files.sound) in line
    assert ours.left_over() == [".damaged"]


async def test_one_without_a_sound_in_it_is_nothing(
    office: Make, tmp_path: Path
) -> None:
    """It died as it began."""
    ours = office()
    empty = write(tmp_path / "empty", tone(0), "flac")
    left(ours, empty, about_line(ABOUT))
    async with recovery(ours) as (work, said):
        assert await work.run() == 0

    assert (ours.shelf.calls, said, ours.left_over()) == ([], [], [])


async def test_sound_without_notes_is_a_call_of_which_nothing_is_known(
    office: Make, talk: Path
) -> None:
    """It is kept all the same."""
    ours = office()
    left(ours, talk).sound.with_suffix(".notes").unlink()
    async with recovery(ours) as (work, _):
        await work.run()

    (call,) = ours.shelf.calls
    assert call.report["call"]["started_at"] is None


async def test_a_full_store_leaves_it_for_another_time(
    office: Make, talk: Path
) -> None:
    """Said in a line."""
    ours = office()
    left(ours, talk, about_line(ABOUT))
    ours.shelf.is_full = True
    async with recovery(ours) as (work, said):
        assert await work.run() == 1
    assert "the disk is full" in said[0]

    ours.shelf.is_full = False
    async with recovery(ours) as (work, _):
        assert await work.run() == 0
    assert len(ours.shelf.calls) == 1
    assert ours.left_over() == []


async def test_the_call_that_goes_on_has_the_machine(office: Make, talk: Path) -> None:
    """What was left waits; cancelled, it is left again."""
    ours = office()
    left(ours, talk, about_line(ABOUT))
    idle = asyncio.Event()
    async with recovery(ours, idle=idle) as (work, _):
        task = asyncio.create_task(work.run())
        await asyncio.sleep(0.05)
        assert not task.done()
        task.cancel()
        await asyncio.wait([task])
        assert task.cancelled()
        idle.set()
        assert await work.run() == 0

    assert len(ours.shelf.calls) == 1


def recorded_until_killed(folder: Path) -> int:
    """Record for three seconds, then kill the recorder; return what had come by then.

    Returns:
        Samples of each channel.
    """
    command = [sys.executable, "-m", "tests.keeping.dies", str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        came = 0
        while came < samples(2_900):
            came = int(process.stdout.readline())
        process.kill()
        return max([came, *map(int, process.stdout.read().split()[:-1])])


@pytest.mark.parametrize("format", FORMATS)
async def test_killed_at_any_instant_a_call_loses_two_seconds_at_most(
    office: Make, format: AudioFormat
) -> None:
    """By the real clock, in what is kept of it in the end."""
    ours = office(format=format)
    came = await asyncio.to_thread(recorded_until_killed, ours.recording_folder)
    async with recovery(ours) as (work, _):
        assert await work.run() == 0

    (sound,) = ours.shelf.sounds
    assert sound.suffix == SUFFIXES[format]
    kept = len(read(sound))
    assert 0 <= came + samples(20) - kept <= 2 * SAMPLE_RATE
    assert ours.shelf.calls[0].is_cut_off
