"""The whole product on real input: real voice activity, real Whisper, no fakes."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest

from coach.audio.recording import RecordingSource, two_channel
from coach.audio.source import Chunk, Piece
from coach.audio_time import samples
from coach.events import Event, FindingRaised
from coach.feeds.audio import AudioFeed
from coach.policy.policy import Policy
from coach.scoring.report import CallInfo, EngineInfo
from coach.session import CallSession
from coach.speech.queue import DecodeQueue
from coach.speech.whisper import Recogniser
from tests.data import CALLS
from tests.schemas import REPORT, violations

from .test_session import Board

pytestmark = pytest.mark.model

CALL = CALLS / "angry-upgrade.flac"
SECONDS = 40
"""Up to the interruption: a spike, swearing, an interruption by the customer."""


class Clip:
    """The beginning of a recording, in pieces of a given size, at a given pace."""

    name = "clip"

    def __init__(self, *, speed: float, chunk: int | None = None) -> None:
        self._source = RecordingSource(two_channel(CALL), speed=speed)
        self._chunk = chunk

    async def pieces(self) -> AsyncIterator[Piece]:
        end = samples(SECONDS * 1000)
        async for piece in self._source.pieces():
            if piece.start >= end:
                return
            assert isinstance(piece, Chunk)
            step = self._chunk or len(piece.samples)
            for start in range(0, len(piece.samples), step):
                part = piece.samples[start : start + step]
                at = piece.start + start
                yield Chunk(speaker=piece.speaker, start=at, samples=part)


@pytest.fixture(scope="module")
def recogniser() -> Recogniser:
    """The packaged model, loaded once."""
    return Recogniser.load()


@pytest.fixture(scope="module")
def policy() -> Policy:
    """The defaults, with what the detectors read words by loaded."""
    policy = Policy()
    policy.build_detectors()
    return policy


async def follow(
    recogniser: Recogniser, policy: Policy, source: Clip, *, is_live: bool
) -> tuple[dict[str, Any], list[Event]]:
    """Return the report of the clip, and all that a screen was shown."""
    board = Board()
    async with asyncio.timeout(240), DecodeQueue(recogniser) as queue:
        feed = await asyncio.to_thread(
            AudioFeed, source, queue, policy.speech, is_live=is_live
        )
        async with CallSession(
            feed,
            policy,
            call=CallInfo(id="clip", source="clip", input="stereo"),
            made_by=EngineInfo(
                version="1", model="tiny.en", policy="test@0123456789ab"
            ),
            screens=[board],
        ) as session:
            report = await session.report()
    return report, board.events


def comparable(report: dict[str, Any]) -> dict[str, Any]:
    """The report without what depends on the machine and the moment."""
    return {key: value for key, value in report.items() if key != "delivered"}


async def test_pace_and_chunks_change_nothing_in_the_report(
    recogniser: Recogniser, policy: Policy
) -> None:
    """As it goes on and in odd pieces, or as fast as possible: one report."""
    fast, _ = await follow(recogniser, policy, Clip(speed=0), is_live=False)
    live, shown = await follow(
        recogniser, policy, Clip(speed=2, chunk=777), is_live=True
    )

    assert comparable(live) == comparable(fast)
    assert violations(fast, REPORT) == []
    kinds = {finding["kind"] for finding in fast["findings"]}
    assert kinds >= {"sentiment-spike", "profanity", "interruption"}
    raised = {e.finding.id for e in shown if isinstance(e, FindingRaised)}
    assert raised >= {finding["id"] for finding in fast["findings"]}
