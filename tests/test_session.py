import asyncio
import logging
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import pytest
from pydantic import PrivateAttr

from coach.audio_time import samples
from coach.errors import InputError, TranscriptError
from coach.events import (
    AdviceOffered,
    CallEnded,
    CaptureLost,
    CaptureRestored,
    Event,
    Finding,
    FindingRaised,
    Nudge,
    NudgeIssued,
    Severity,
    Speaker,
    SpeechStarted,
    Utterance,
    UtteranceFailed,
    UtteranceFinalised,
)
from coach.feeds import Feed, Listener
from coach.feeds.transcripts import TranscriptFeed
from coach.nudges.rule import NudgeRule
from coach.nudges.settings import NudgeSettings
from coach.policy.policy import Policy
from coach.quality import MONO_OVERLAP, SPEAKERS_UNSURE, Problem
from coach.scoring.report import CallInfo, EngineInfo
from coach.session import CallSession
from coach.transcript import transcript_of

CALL = CallInfo(id="a", source="a.json", input="transcript")
MADE_BY = EngineInfo(version="1", model=None, policy="test@0")


class BarePolicy(Policy):
    """A policy without detectors."""

    def build_detectors(self, classes: object = None) -> dict[str, Any]:
        return {}


class CountingPolicy(BarePolicy):
    """A policy that notes how often detectors are built."""

    _built: list[str] = PrivateAttr(default_factory=list)

    def build_detectors(self, classes: object = None) -> dict[str, Any]:
        self._built.append("once")
        return {}


class Finder:
    """Finds something in every call."""

    def __init__(self, kind: str) -> None:
        self._kind = kind

    def feed(self, event: Event) -> list[Event]:
        if not isinstance(event, CallEnded):
            return []
        finding = Finding(
            id=self._kind,
            kind=self._kind,
            speaker=None,
            start=0,
            end=1,
            at=1,
            severity=Severity.INFO,
            definition=f"{self._kind}/1",
            evidence={},
            explanation="It is so.",
        )
        return [FindingRaised(finding=finding, known_at=event.known_at)]

    def due(self) -> None:
        return None

    def advance(self, now: int) -> list[Event]:
        return []


class FindingPolicy(Policy):
    """A policy with two detectors that find something in every call."""

    def build_detectors(self, classes: object = None) -> dict[str, Any]:
        return {kind: Finder(kind) for kind in ("interruption", "greeting")}


class MonoFeed(TranscriptFeed):
    """A feed that knows of problems."""

    told: tuple[Problem, ...] = ()

    def problems(self) -> tuple[Problem, ...]:
        return self.told


class Board:
    """A screen that keeps what it is shown."""

    def __init__(self, *, is_watched: bool = True) -> None:
        self.is_watched = is_watched
        self.begun: list[CallInfo] = []
        self.events: list[Event] = []
        self.states: list[dict[str, Any]] = []
        self.faults: list[InputError] = []
        self.reports: list[dict[str, Any]] = []

    def begin(self, call: CallInfo, wall_ms: int) -> None:
        self.begun.append(call)

    def show(self, events: Sequence[Event]) -> None:
        self.events.extend(events)

    def update(self, state: dict[str, Any]) -> None:
        self.states.append(state)

    def fault(self, error: InputError) -> None:
        self.faults.append(error)

    def end(self, report: dict[str, Any]) -> None:
        self.reports.append(report)


def said(speaker: Speaker, start_ms: int, end_ms: int) -> Utterance:
    """Somebody says something."""
    return Utterance(
        id=f"{speaker}-{start_ms}",
        speaker=speaker,
        start=samples(start_ms),
        end=samples(end_ms),
        text="So it goes.",
    )


TALK = (said(Speaker.AGENT, 0, 5_000), said(Speaker.CUSTOMER, 5_500, 12_000))


def feed_of(*talk: Utterance, speed: float = 0) -> TranscriptFeed:
    """A feed of these utterances."""
    return TranscriptFeed(transcript_of(talk), name="a.json", speed=speed)


def session_of(
    feed: Feed, *screens: Board, policy: Policy | None = None, call: CallInfo = CALL
) -> CallSession:
    """A session without detectors."""
    return CallSession(
        feed,
        policy or BarePolicy(nudges=NudgeSettings(), detectors={}),
        call=call,
        made_by=MADE_BY,
        screens=screens,
    )


class TestCallSession:
    async def test_the_report_tells_what_was_said(self) -> None:
        """Every screen gets the report when the call is over."""
        boards = Board(), Board()
        async with session_of(feed_of(*TALK), *boards) as session:
            report = await session.report()

        assert [u["text"] for u in report["utterances"]] == ["So it goes."] * 2
        assert report["call"]["duration_ms"] == 12_000
        assert report["engine"]["policy"] == "test@0"
        assert [board.reports for board in boards] == [[report], [report]]

    async def test_where_nobody_looks_on_there_is_one_engine(self) -> None:
        """That of the report, which is the same."""
        policy = CountingPolicy(nudges=NudgeSettings(), detectors={})
        async with session_of(feed_of(*TALK), policy=policy) as unseen:
            report = await unseen.report()
        assert policy._built == ["once"]
        async with session_of(feed_of(*TALK), Board(), policy=policy) as seen:
            assert await seen.report() == report
        assert policy._built == ["once"] * 3

    @pytest.mark.parametrize(
        ("code", "kinds"),
        [
            (None, {"interruption", "greeting"}),
            (MONO_OVERLAP, {"greeting"}),
            (SPEAKERS_UNSURE, set()),
        ],
    )
    async def test_what_one_channel_cannot_tell_is_not_looked_for(
        self, code: str | None, kinds: set[str]
    ) -> None:
        """Who speaks over whom; and nothing at all where it is not certain who speaks.

        What was said is in the report in any case.
        """
        feed = MonoFeed(transcript_of(TALK), name="a.wav", speed=0)
        feed.told = () if code is None else (Problem(code=code, detail="One channel."),)
        async with session_of(feed, policy=FindingPolicy(detectors={})) as session:
            report = await session.report()

        assert {row["kind"] for row in report["findings"]} == kinds
        assert report["quality"]["scored"] is (code != SPEAKERS_UNSURE)
        assert len(report["utterances"]) == 2

    async def test_what_must_not_last_is_masked_before_the_report_is_made(self) -> None:
        """In what is said and in the metadata; so is the record that is left."""
        talk = replace(TALK[0], text="It's 4111 1111 1111 1111."), TALK[1]
        metadata = {"note": "caller is nora@example.com"}
        board = Board()
        async with session_of(
            feed_of(*talk), board, call=replace(CALL, metadata=metadata)
        ) as session:
            report = await session.report()

        assert report["utterances"][0]["text"] == "It's [card number]."
        assert report["call"]["metadata"] == {"note": "caller is [e-mail address]"}
        assert board.reports == [report]
        assert [one.kind for one in session.redacted.redactions] == ["card"]
        [said, _] = [
            event.utterance
            for event in session.redacted.record
            if isinstance(event, UtteranceFinalised)
        ]
        assert said == replace(talk[0], text="It's [card number].")

    async def test_screens_see_events_in_order_and_then_the_end(self) -> None:
        """What is heard is shown, and the call is begun first."""
        board = Board()
        async with session_of(feed_of(*TALK), board) as session:
            await session.report()

        assert board.begun == [CALL]
        assert isinstance(board.events[0], SpeechStarted)
        assert isinstance(board.events[-1], CallEnded)

    async def test_the_state_comes_once_a_second_and_only_when_it_changes(self) -> None:
        """Calm background: talk share moves while somebody speaks, not in silence."""
        board = Board()
        async with session_of(feed_of(*TALK, speed=50), board) as session:
            await session.report()

        times = [state["at_ms"] for state in board.states]
        assert times == sorted(times)
        assert 9 <= len(times) <= 13
        assert all(a != b for a, b in zip(board.states, board.states[1:], strict=False))

    @pytest.mark.parametrize("is_pause", [True, False])
    async def test_a_channel_that_is_gone_shows_at_once(self, is_pause: bool) -> None:
        """Not a second later, and so when it is back."""
        board = Board()
        async with session_of(feed_of(*TALK, speed=1), board) as session:
            lost = CaptureLost(
                speaker=Speaker.CUSTOMER, at=1, known_at=1, is_pause=is_pause
            )
            session.hear(lost)
            session.hear(CaptureRestored(speaker=Speaker.CUSTOMER, at=2, known_at=2))

        shown = [state["channels"]["customer"] for state in board.states]
        assert shown[-2:] == ["paused" if is_pause else "lost", "quiet"]

    async def test_who_speaks_shows_within_a_second(self) -> None:
        """As often as talk share, and no more."""
        board = Board()
        async with session_of(feed_of(*TALK, speed=50), board) as session:
            await session.report()

        told = {s["at_ms"]: s["channels"] for s in board.states}
        for start, end, who in ((0, 5_000, "agent"), (5_500, 12_000, "customer")):
            inside = [at for at in told if start + 1_300 <= at < end]
            assert inside
            assert all(told[at][who] == "speaking" for at in inside)

    async def test_no_task_outlives_the_session(self) -> None:
        """Leaving in mid-call cancels what listens."""
        async with session_of(feed_of(*TALK, speed=1)):
            await asyncio.sleep(0.02)

        assert asyncio.all_tasks() == {asyncio.current_task()}

    async def test_stopping_ends_the_call_with_its_report(self) -> None:
        """The report covers what there was until then."""
        async with session_of(feed_of(*TALK, speed=1)) as session:
            await asyncio.sleep(0.25)
            session.stop()
            report = await session.report()

        assert 100 <= report["call"]["duration_ms"] < 5_000

    async def test_a_failing_feed_reaches_the_caller(self) -> None:
        """An unexpected exception is no log line."""

        class Broken(TranscriptFeed):
            async def listen(self, listener: Listener) -> None:
                raise RuntimeError("boom")

        feed = Broken(transcript_of(TALK), name="a.json")
        with pytest.raises(ExceptionGroup) as caught:
            async with session_of(feed) as session:
                await session.report()

        assert caught.group_contains(RuntimeError, match="boom")

    async def test_faults_are_kept_shown_and_reported(self) -> None:
        """A part of the input that cannot be used is a problem of the report."""
        board = Board()

        class Faulty(TranscriptFeed):
            async def listen(self, listener: Listener) -> None:
                listener.fault(TranscriptError("a.json", "line 3: no JSON"))
                await super().listen(listener)

        feed = Faulty(transcript_of(TALK), name="a.json", speed=0)
        async with session_of(feed, board) as session:
            report = await session.report()

        assert [str(fault) for fault in session.faults] == ["a.json: line 3: no JSON"]
        assert board.faults == session.faults
        assert "transcript-error" in {p["code"] for p in report["quality"]["problems"]}

    @pytest.mark.parametrize(
        ("reason", "level"),
        [
            ("recognition-error", logging.WARNING),
            ("no-words", logging.DEBUG),
            ("phantom", logging.DEBUG),
        ],
    )
    def test_only_a_failure_of_the_recogniser_is_a_warning(
        self, reason: str, level: int, caplog: pytest.LogCaptureFixture
    ) -> None:
        """Breath without words is everyday and stays off the terminal."""
        caplog.set_level(logging.DEBUG, "coach.session")
        utterance = replace(TALK[0], text="")

        session_of(feed_of()).hear(
            UtteranceFailed(utterance=utterance, reason=reason, known_at=utterance.end)
        )

        assert [(r.levelno, r.message) for r in caplog.records] == [
            (level, "utterance not recognised")
        ]


class Adviser:
    """A detector that offers advice at every final utterance."""

    name = "adviser"

    def feed(self, event: Event) -> list[Event]:
        if not isinstance(event, UtteranceFinalised):
            return []
        at = event.utterance.end
        return [
            AdviceOffered(
                id=f"test-{event.utterance.id}",
                kind="test",
                speaker=None,
                evidence={},
                at=at,
                known_at=at,
            )
        ]

    def due(self) -> int | None:
        return None

    def advance(self, now: int) -> list[Event]:
        return []


class AdvisingPolicy(Policy):
    """A policy whose only detector is the adviser."""

    def build_detectors(self, classes: object = None) -> dict[str, Any]:
        return {"adviser": Adviser()}


def advising() -> Policy:
    """A policy that nudges whenever it is advised to."""
    rule = NudgeRule(kind="test", severity=Severity.NOTICE, title="Test", body="Do it.")
    nudges = NudgeSettings(rules={"test": rule}, spacing_ms=0)
    return AdvisingPolicy(nudges=nudges, detectors={})


class TestDelivered:
    @pytest.mark.parametrize("is_watched", [True, False])
    async def test_only_what_somebody_could_see_was_delivered(
        self, is_watched: bool
    ) -> None:
        """Decisions are in the report either way."""
        board = Board(is_watched=is_watched)
        async with session_of(feed_of(TALK[0]), board, policy=advising()) as session:
            report = await session.report()

        assert len(report["nudges"]) == 1
        assert len(report["delivered"]) == (1 if is_watched else 0)

    @pytest.mark.parametrize(
        ("answer", "outcome"),
        [
            (lambda s, n: s.acknowledge(n.id), "acknowledged"),
            (lambda s, n: s.dismiss(n.id), "dismissed"),
            (lambda s, n: s.snooze(n.kind, 5), "snoozed"),
        ],
    )
    async def test_what_the_analyst_did_is_in_the_report(
        self, answer: Callable[[CallSession, Nudge], None], outcome: str
    ) -> None:
        """An answer changes the outcome and not the decision."""
        sessions: list[CallSession] = []

        class Answering(Board):
            def show(self, events: Sequence[Event]) -> None:
                for event in events:
                    if isinstance(event, NudgeIssued):
                        answer(sessions[0], event.nudge)

        session = session_of(feed_of(TALK[0]), Answering(), policy=advising())
        sessions.append(session)
        async with session:
            report = await session.report()

        assert [row["outcome"] for row in report["delivered"]] == [outcome]
        assert report["nudges"][0]["shown"] is True
