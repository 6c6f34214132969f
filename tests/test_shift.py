import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from coach.audio.decoding import Decoder
from coach.audio.marks import marks_from
from coach.audio_time import samples
from coach.calls.settings import CallSettings
from coach.desk import Desk, DeskPlan
from coach.errors import ReportError
from coach.events import Speaker
from coach.followed import Followed
from coach.keeping.filing import Filing
from coach.policy.policy import Policy
from coach.shift import Shift, controls
from coach.speech.queue import DecodeQueue
from coach.web.hub import OverlayHub
from coach.web.listening import Listening
from coach.web.messages import BeginCall, EndCall, HeadsetCommand, Pause, Resume
from tests.audio.test_recorder import read
from tests.calls.test_hang_up_tone import busy
from tests.keeping.making import Office
from tests.speech.fakes import ScriptedRecogniser

from .fake_headset import FakeHeadset, Line, muted, silence, talk

Step = Line | Callable[[], None] | HeadsetCommand

AGENT, CUSTOMER = Speaker

CALLS = CallSettings(
    silence_ms=10_000,
    silence_in_hold_ms=15_000,
    silence_after_closing_ms=5_000,
    customer_gone_ms=20_000,
    customer_gone_after_closing_ms=8_000,
)
"""As at a desk, only in more of a hurry."""


class ScriptedDesk(Desk):
    """A desk whose recogniser hears the same words in everything."""

    def __init__(
        self,
        plan: DeskPlan,
        hub: OverlayHub,
        interrupted: asyncio.Event,
        queue: DecodeQueue,
    ) -> None:
        super().__init__(plan, hub, interrupted)
        self.queue = queue

    async def recogniser(self) -> DecodeQueue:
        return self.queue


class NotedHub(OverlayHub):
    """A hub of which every status is noted."""

    def __init__(self) -> None:
        super().__init__()
        self.statuses: list[str] = []
        self.recording: list[tuple[str, bool]] = []

    def tell_listening(self, listening: Listening | None) -> None:
        super().tell_listening(listening)
        if listening is None:
            return
        state = listening.state + (" in call" * listening.in_call)
        if self.statuses[-1:] != [state]:
            self.statuses.append(state)
        if self.recording[-1:] != [(state, listening.is_recording)]:
            self.recording.append((state, listening.is_recording))


class Day:
    """A shift over a prepared line, and all that came of it."""

    def __init__(self, policy: Policy) -> None:
        self.policy = policy
        self.hub = NotedHub()
        self.kept: list[dict[str, Any]] = []
        self.fails_to_keep = 0
        self.filing: Filing | None = None
        self.said: list[str] = []

    async def keep(self, followed: Followed) -> None:
        if self.fails_to_keep:
            self.fails_to_keep -= 1
            raise ReportError("reports/a.json", "the disk is full")
        self.kept.append(followed.report)

    async def run(self, *script: Step, analyst: str | None = None) -> "Day":
        """Follow the line to its end, then stop."""
        interrupted = asyncio.Event()
        plan = DeskPlan(policy=self.policy, has_words=False, needs_recogniser=False)
        recogniser = ScriptedRecogniser(lambda _: "So it goes.")
        async with (
            asyncio.timeout(60),
            DecodeQueue(recogniser) as queue,
            ScriptedDesk(plan, self.hub, interrupted, queue) as desk,
        ):
            headset = FakeHeadset(
                *[self._do(s) if isinstance(s, HeadsetCommand) else s for s in script]
            )
            shift = Shift(
                desk,
                headset,
                self.hub,
                keep=self.keep,
                filing=self.filing,
                say=self.said.append,
                analyst=analyst,
            )
            async with asyncio.TaskGroup() as tasks:
                tasks.create_task(shift.run(interrupted))
                await headset.is_done.wait()
                await asyncio.sleep(0.05)
                interrupted.set()
        return self

    def _do(self, command: HeadsetCommand) -> Callable[[], None]:
        def tell() -> None:
            assert self.hub.command(command)

        return tell

    def files(self, folder: Path, **keeping: object) -> Office:
        """Have calls recorded, and kept in an office of this policy."""
        office = Office(folder, self.policy, **keeping)
        self.filing = Filing(office.keeper, say=self.said.append)
        return office

    def lengths(self) -> list[int]:
        """Return the length of each call kept, in ms."""
        return [report["call"]["duration_ms"] for report in self.kept]


def offset(played: np.ndarray, heard: np.ndarray) -> int:
    """Return where in what was played the sound that was heard begins."""
    loudest = int(np.abs(heard[: samples(15_000)]).argmax())
    probe = heard[loudest : loudest + 2_000]
    places = np.correlate(played, probe, mode="valid")
    return int(places.argmax()) - loudest


@pytest.fixture
def day() -> Day:
    """A shift by the policy that is in a hurry, its word lists loaded."""
    policy = Policy(calls=CALLS)
    policy.build_detectors()
    return Day(policy)


async def test_every_call_of_a_day_is_followed(day: Day) -> None:
    """Each begins with its first words and ends with its last, by itself."""
    call = await talk()
    quiet = silence(15_000)

    await day.run(silence(8_000), call, quiet, call, quiet, analyst="Nora")

    assert len(day.kept) == 2
    first, second = day.kept
    assert first["call"]["agent"] == "Nora"
    assert first["call"]["source"] == "Headset microphone + Monitor of headset"
    assert first["call"]["started_at"].startswith("2023-11-1")
    for length in day.lengths():
        assert abs(length - 30_000 - CALLS.tail_ms) < 3_000
    # The same words at the same time in the call, but for the edge of a window.
    starts = [[u["start_ms"] for u in one["utterances"]] for one in day.kept]
    assert len(starts[0]) == len(starts[1]) > 5
    assert all(abs(a - b) <= 64 for a, b in zip(*starts, strict=True))
    assert second["quality"]["problems"] == []
    assert day.hub.statuses == [
        "standby", "call in call", "standby", "call in call", "standby",
    ]  # fmt: skip


async def test_a_call_that_goes_on_at_the_end_of_the_shift_is_kept(day: Day) -> None:
    """Ctrl-C ends it; nothing is lost."""
    await day.run(silence(3_000), await talk())

    assert len(day.kept) == 1
    assert day.hub.listening is None


async def test_paused_between_calls_nothing_is_heard(day: Day) -> None:
    """No call begins until the analyst resumes."""
    call = await talk()
    await day.run(
        silence(3_000), Pause(), call, silence(15_000), Resume(), call, silence(15_000)
    )

    assert len(day.kept) == 1
    assert day.hub.statuses[:4] == ["standby", "paused", "standby", "call in call"]
    assert "paused_ms" in day.kept[0]["metrics"]
    assert day.kept[0]["metrics"]["paused_ms"] == 0


async def test_a_pause_in_a_call_is_no_silence(day: Day) -> None:
    """It is marked as a pause; the call goes on afterwards, on the same clock."""
    call = await talk(ms=20_000)
    await day.run(
        silence(3_000), call, Pause(), silence(60_000), Resume(), call, silence(15_000)
    )

    (report,) = day.kept
    metrics = report["metrics"]
    assert abs(metrics["paused_ms"] - 60_000) <= 200
    assert metrics["silence_ms"] < 15_000
    assert abs(report["call"]["duration_ms"] - 102_000) < 3_000
    assert [p["code"] for p in report["quality"]["problems"]] == ["paused"]
    assert [f for f in report["findings"] if f["kind"] == "dead-air"] == []
    assert day.hub.statuses[1:4] == ["call in call", "paused in call", "call in call"]


async def test_a_lost_microphone_costs_its_own_channel_only(day: Day) -> None:
    """The customer goes on being heard; nobody is called silent because of it."""
    call = await talk(ms=20_000)
    headset: list[FakeHeadset] = []

    def lose(status: str) -> Callable[[], None]:
        return lambda: headset[0].statuses.update({AGENT: status})  # type: ignore[dict-item]

    original = FakeHeadset.__init__

    def remember(self: FakeHeadset, *script: Any) -> None:  # noqa: ANN401
        original(self, *script)
        headset.append(self)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(FakeHeadset, "__init__", remember)
        await day.run(
            silence(3_000), call, lose("lost"), call, lose("ok"), silence(15_000)
        )

    (report,) = day.kept
    codes = {problem["code"] for problem in report["quality"]["problems"]}
    assert codes == {"capture-lost"}
    talk_ms = report["metrics"]["talk_ms"]
    assert talk_ms["customer"] > 1.5 * talk_ms["agent"]


async def test_a_call_is_ended_by_hand(day: Day) -> None:
    """At once; what the customer still says begins no new one until they are quiet."""
    call = await talk(ms=20_000)
    await day.run(
        silence(3_000), call, EndCall(), call, silence(8_000), call, silence(15_000)
    )

    assert len(day.kept) == 2
    assert abs(day.lengths()[0] - 20_000) < 1_500
    assert abs(day.lengths()[1] - 22_000) < 2_500


async def test_a_pause_does_not_make_the_rest_of_a_call_a_new_one(day: Day) -> None:
    """Whether it was ended in the pause or before it."""
    call, short = await talk(ms=20_000), silence(2_000)
    await day.run(
        *(silence(3_000), call, Pause(), short, EndCall(), short, Resume()),
        *(call, silence(8_000), call, EndCall(), Pause(), short, Resume()),
        *(call, silence(8_000)),
    )

    assert len(day.kept) == 2


async def test_calls_that_begin_in_the_same_second_have_ids_of_their_own(
    day: Day,
) -> None:
    """An overlay tells calls by them."""
    one = (BeginCall(), silence(200), EndCall(), silence(100))
    await day.run(silence(3_000), *one, *one, *one)

    ids = [report["call"]["id"] for report in day.kept]
    assert len(set(ids)) == len(ids) == 3
    assert ids[1] == f"{ids[0]}-2"


async def test_a_telephone_begins_a_call_and_says_more_about_it(day: Day) -> None:
    """Also one on which nobody speaks; its details are in the report."""
    asked = BeginCall(agent="Marta", metadata={"ticket": 4711})
    await day.run(silence(3_000), asked, silence(4_000), EndCall())

    (report,) = day.kept
    assert report["call"]["agent"] == "Marta"
    assert report["call"]["metadata"] == {"ticket": 4711}
    assert abs(report["call"]["duration_ms"] - 4_000) < 500


async def test_a_telephone_may_be_later_than_the_first_words(day: Day) -> None:
    """A call that began by itself has the details all the same, those told first."""
    call = await talk(ms=10_000)
    asked = BeginCall(agent="Marta", metadata={"ticket": 4711})
    await day.run(
        silence(3_000), call, asked, BeginCall(agent="Nora"), call, silence(15_000)
    )

    (report,) = day.kept
    assert report["call"]["agent"] == "Marta"
    assert report["call"]["metadata"] == {"ticket": 4711}


async def test_where_only_one_side_spoke_there_was_no_call(day: Day) -> None:
    """A film in the lunch break is not kept."""
    film = muted(await talk(), AGENT)
    await day.run(silence(3_000), film, silence(15_000))

    assert day.kept == []
    assert day.hub.statuses == ["standby", "call in call", "standby"]


async def test_a_call_is_recorded_and_kept(day: Day, tmp_path: Path) -> None:
    """All of it, as it was played, with what the report tells of it."""
    office = day.files(tmp_path, keep="all")
    call = await talk(ms=20_000)
    await day.run(silence(3_000), call, silence(15_000), analyst="Nora")

    (kept,) = office.shelf.calls
    assert kept.report == day.kept[0]
    assert kept.origin == "live"
    sound = read(office.shelf.sounds[0])
    assert len(sound) // 16 == day.lengths()[0]
    for channel, speaker in enumerate(Speaker):
        played = np.concatenate([np.zeros(samples(3_000)), call[speaker]])
        heard = sound[:, channel] / 32_768
        start = offset(played, heard)
        both = min(len(heard), len(played) - start)
        assert np.abs(heard[:both] - played[start : start + both]).max() < 1e-4
    assert day.hub.recording == [
        ("standby", False), ("call in call", True), ("standby", False),
    ]  # fmt: skip
    assert office.left_over() == []
    assert "kept for review" in day.said


async def test_a_call_that_is_not_flagged_leaves_no_sound(
    day: Day, tmp_path: Path
) -> None:
    """It was recorded while that was not known."""
    office = day.files(tmp_path, flag_severity="critical")
    await day.run(silence(3_000), await talk(ms=20_000), silence(15_000))

    assert ("call in call", True) in day.hub.recording
    assert (office.shelf.calls, office.left_over()) == ([], [])


async def test_nothing_is_recorded_where_nothing_is_kept(
    day: Day, tmp_path: Path
) -> None:
    """And the overlay says so."""
    office = day.files(tmp_path, keep="nothing")
    await day.run(silence(3_000), await talk(ms=20_000), silence(15_000))

    assert not any(is_recording for _, is_recording in day.hub.recording)
    assert (office.shelf.calls, office.left_over()) == ([], [])


async def test_in_a_pause_nothing_is_recorded(day: Day, tmp_path: Path) -> None:
    """What was said in it is silence in the file, and marked as a pause."""
    office = day.files(tmp_path, keep="all")
    call = await talk(ms=20_000)
    await day.run(silence(3_000), call, Pause(), call, Resume(), call, silence(15_000))

    assert ("paused in call", False) in day.hub.recording
    assert ("paused in call", True) not in day.hub.recording
    (sound,) = office.shelf.sounds
    pauses = [
        mark
        for mark in marks_from(Decoder(sound, channels=2).tags)
        if mark.kind == "paused"
    ]
    assert {mark.speaker for mark in pauses} == set(Speaker)
    audio = read(sound)
    for mark in pauses:
        assert abs(mark.end - mark.start - samples(20_000)) <= samples(200)
        assert not audio[mark.start : mark.end].any()


async def test_what_was_no_call_leaves_no_sound(day: Day, tmp_path: Path) -> None:
    """The film in the lunch break was recorded, for it might have been one."""
    office = day.files(tmp_path, keep="all")
    film = muted(await talk(ms=20_000), AGENT)
    await day.run(silence(3_000), film, silence(15_000))

    assert (office.shelf.calls, office.left_over()) == ([], [])


async def test_a_call_whose_report_cannot_be_written_is_kept_all_the_same(
    day: Day, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The store is another place."""
    office = day.files(tmp_path, keep="all")
    day.fails_to_keep = 1
    await day.run(silence(3_000), await talk(ms=20_000), silence(15_000))

    assert "the disk is full" in capsys.readouterr().err
    assert len(office.shelf.calls) == 1


async def test_a_call_that_could_not_be_followed_is_left_to_the_next_start(
    day: Day, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its sound is there; a later start may hear it."""

    async def fail(*args: object, **more: object) -> Followed:
        await asyncio.sleep(0.2)
        raise ZeroDivisionError

    monkeypatch.setattr(ScriptedDesk, "follow", fail)
    office = day.files(tmp_path, keep="all")
    await day.run(silence(3_000), BeginCall(), await talk(ms=5_000), EndCall())

    assert office.shelf.calls == []
    assert office.left_over() == [".flac", ".notes"]


async def test_the_busy_tone_ends_a_call(day: Day) -> None:
    """Where it began: what comes after is the line's, not the call's."""
    call = await talk(ms=20_000)
    tone = silence(6_000)
    tone[CUSTOMER][: len(busy(425.0))] = busy(425.0)
    await day.run(silence(3_000), call, tone, silence(4_000))

    (length,) = day.lengths()
    assert abs(length - 20_000) < 1_500


async def test_a_report_that_cannot_be_written_costs_that_call_only(
    day: Day,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """It is said in a line, and the next call is followed."""
    call, quiet = await talk(ms=20_000), silence(15_000)
    day.fails_to_keep = 1
    await day.run(silence(3_000), call, quiet, call, quiet)

    assert len(day.kept) == 1
    assert "the disk is full" in capsys.readouterr().err


async def test_sound_that_fails_keeps_the_call_and_is_said_in_a_line(day: Day) -> None:
    """Not in a traceback, and not with the call lost."""

    def fail() -> None:
        raise ZeroDivisionError

    with pytest.raises(ExceptionGroup) as failed:
        await day.run(silence(3_000), await talk(ms=20_000), fail, silence(1_000))

    assert "cannot be followed any more" in str(failed.value.exceptions[0])
    assert len(day.kept) == 1


async def test_commands_that_make_no_sense_change_nothing(day: Day) -> None:
    """Ending without a call, beginning in a pause, resuming without a pause."""
    await day.run(
        silence(2_000), EndCall(), Resume(), Pause(), BeginCall(), silence(2_000)
    )

    assert day.kept == []
    assert day.hub.statuses == ["standby", "paused"]


def test_only_what_makes_sense_is_offered() -> None:
    """A call that goes on can be ended, a pause be resumed from."""
    assert controls(in_call=False, is_paused=False) == ("begin-call", "pause")
    assert controls(in_call=True, is_paused=False) == ("end-call", "pause")
    assert controls(in_call=True, is_paused=True) == ("end-call", "resume")
    assert controls(in_call=False, is_paused=True) == ("resume",)


def test_the_hurried_settings_are_a_desk_s() -> None:
    """The sample line is long enough for each of them."""
    assert samples(CALLS.silence_ms) < samples(15_000)
