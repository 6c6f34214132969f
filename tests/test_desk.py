import asyncio
import json
from dataclasses import replace

import pytest

from coach.desk import Desk, DeskPlan
from coach.events import UtteranceFinalised
from coach.feeds.transcripts import TranscriptFeed
from coach.nudges.settings import NudgeSettings
from coach.quality import Problem
from coach.scoring.report import CallInfo
from coach.transcript import transcript_of
from coach.web.hub import OverlayHub, Subscription
from coach.web.listening import Listening, ListeningChannel
from coach.web.messages import BeginCall, Dismiss, HeadsetCommand, Pause, Resume

from .test_session import TALK, BarePolicy, advising

CALL = CallInfo(id="a", source="a.json", input="transcript")
PLAN = DeskPlan(
    policy=BarePolicy(nudges=NudgeSettings(), detectors={}),
    has_words=False,
    needs_recogniser=False,
)

STARTING = Listening(
    state="starting",
    in_call=False,
    controls=(),
    agent=ListeningChannel(state="opening"),
    customer=ListeningChannel(state="opening"),
)


def talk(*, speed: float = 0) -> TranscriptFeed:
    """A call of twelve seconds."""
    return TranscriptFeed(transcript_of(TALK), name="a.json", speed=speed)


class TestDesk:
    async def test_calls_are_followed_one_after_the_other(self) -> None:
        """Each gets its report, made by the plan's policy."""
        async with Desk(PLAN, OverlayHub(), asyncio.Event()) as desk:
            reports = [(await desk.follow(talk(), CALL)).report for _ in range(2)]

        assert reports[0] == reports[1]
        assert reports[0]["engine"]["policy"].startswith("default@")
        assert len(reports[0]["utterances"]) == 2

    async def test_a_call_nobody_looks_on_at_is_followed_beside_another(self) -> None:
        """Its report is the same, and names what stood in the way."""
        problem = Problem(code="cut-off", detail="the machine stopped")
        hub = OverlayHub()
        async with Desk(PLAN, hub, asyncio.Event()) as desk:
            seen = await desk.follow(talk(), CALL)
            log = hub.log
            unseen = await desk.follow_unseen(talk(), CALL, problems=[problem])

        assert hub.log is log
        assert unseen.report["utterances"] == seen.report["utterances"]
        codes = [one["code"] for one in unseen.report["quality"]["problems"]]
        assert "cut-off" in codes

    async def test_what_may_be_kept_of_a_call_is_masked(self) -> None:
        """The record, and when what is masked in it was said."""
        card = replace(TALK[0], text="It's 4111 1111 1111 1111.")
        feed = TranscriptFeed(transcript_of((card,)), name="a.json", speed=0)
        async with Desk(PLAN, None, asyncio.Event()) as desk:
            followed = await desk.follow(feed, CALL)

        said = [e for e in followed.record if isinstance(e, UtteranceFinalised)]
        assert [event.utterance.text for event in said] == ["It's [card number]."]
        assert [one.kind for one in followed.redactions] == ["card"]

    async def test_nothing_is_shown_where_nobody_looks_on(
        self, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """Without a hub the report is the same, and the terminal stays empty."""
        async with Desk(PLAN, None, asyncio.Event()) as desk:
            assert await desk.ready() is True
            unseen = (await desk.follow(talk(), CALL)).report

        assert capsys.readouterr().out == ""
        async with Desk(PLAN, OverlayHub(), asyncio.Event()) as desk:
            assert (await desk.follow(talk(), CALL)).report == unseen

    async def test_a_command_that_fails_keeps_no_other_from_being_obeyed(self) -> None:
        """Pausing works, whatever came before it."""
        obeyed: list[HeadsetCommand] = []

        def obey(command: HeadsetCommand) -> None:
            obeyed.append(command)
            if isinstance(command, BeginCall):
                raise RuntimeError("out of order")

        hub = OverlayHub()
        async with Desk(PLAN, hub, asyncio.Event()) as desk:
            desk.follow_headset(obey)
            hub.tell_listening(STARTING)
            for command in (BeginCall(), Pause()):
                assert hub.command(command)
            await asyncio.sleep(0.05)

        assert obeyed == [BeginCall(), Pause()]

    async def test_a_pause_asked_for_before_the_headset_is_followed_is_one(
        self,
    ) -> None:
        """Nobody is listened to against their will while the model loads."""
        obeyed: list[HeadsetCommand] = []
        hub = OverlayHub()
        hub.tell_listening(STARTING)
        async with Desk(PLAN, hub, asyncio.Event()) as desk:
            assert hub.command(Pause())
            await asyncio.sleep(0.05)
            desk.follow_headset(obeyed.append)
            assert hub.command(Resume())
            await asyncio.sleep(0.05)

        assert obeyed == [Pause(), Resume()]

    async def test_an_interrupt_ends_the_call_with_its_report(self) -> None:
        """What was heard until then is kept."""
        interrupted = asyncio.Event()
        async with Desk(PLAN, OverlayHub(), interrupted) as desk:
            asyncio.get_running_loop().call_later(0.3, interrupted.set)
            followed = await desk.follow(talk(speed=1), CALL)

        assert 200 <= followed.report["call"]["duration_ms"] < 5_000

    async def test_waiting_for_an_overlay_ends_when_one_connects(self) -> None:
        """And when the user gives up, with no for an answer."""
        plan = replace(PLAN, awaits_overlay=True)
        hub, interrupted = OverlayHub(), asyncio.Event()
        async with Desk(plan, hub, interrupted) as desk:
            waiting = asyncio.create_task(desk.ready())
            await asyncio.sleep(0.02)
            assert not waiting.done()
            with hub.subscribe():
                assert await waiting is True

        async with Desk(plan, OverlayHub(), interrupted) as desk:
            interrupted.set()
            assert await desk.ready() is False

    async def test_the_overlay_s_commands_reach_the_call(self) -> None:
        """A dismissed nudge is dismissed in the report."""
        hub = OverlayHub()
        plan = replace(PLAN, policy=advising())
        async with Desk(plan, hub, asyncio.Event()) as desk:
            with hub.subscribe() as overlay:
                following = asyncio.create_task(desk.follow(talk(speed=10), CALL))
                nudge = await _first_nudge(overlay)
                hub.command(Dismiss(type="dismiss", nudge=nudge))
                report = (await following).report

        assert report["delivered"][0] == {
            "nudge": nudge,
            "sent_ms": report["delivered"][0]["sent_ms"],
            "outcome": "dismissed",
        }


async def _first_nudge(overlay: Subscription) -> str:
    """The id of the first nudge that an overlay is sent."""
    while True:
        message = json.loads(await overlay.next())
        if message["type"] == "nudge":
            return str(message["id"])
