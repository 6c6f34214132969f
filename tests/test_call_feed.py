"""What listens to a call, by what the call is."""

import asyncio
import json
from pathlib import Path

import pytest

from coach.call_feed import call_info, feed_of
from coach.desk import Desk, DeskPlan
from coach.errors import InputError, RecordingError
from coach.inputs import CallInput
from coach.options import CallOptions
from coach.policy.loading import load_policy

pytestmark = pytest.mark.asyncio

OPTIONS = CallOptions(speed=0.0, analyst="Nora", language="en-GB")


@pytest.fixture
def desk() -> Desk:
    """A desk whose recogniser is never asked for."""
    plan = DeskPlan(policy=load_policy(None), has_words=False, needs_recogniser=False)
    return Desk(plan, None, asyncio.Event())


async def test_a_transcript_is_read(desk: Desk, tmp_path: Path) -> None:
    """No model is waited for; what is known beforehand is told of it."""
    path = tmp_path / "talk.json"
    path.write_text(json.dumps({"schema": "coach.transcript/1", "utterances": []}))
    feed = await feed_of(desk, CallInput(path=path), OPTIONS)
    known = call_info("4711", feed, OPTIONS)
    assert (known.id, known.source, known.input) == ("4711", str(path), "transcript")
    assert (known.agent, known.language) == ("Nora", "en-GB")


async def test_what_is_no_recording_is_named_before_the_model_is_there(
    desk: Desk, tmp_path: Path
) -> None:
    """Also one side of a pair."""
    path = tmp_path / "a.wav"
    path.write_bytes(b"no sound")
    for call in (CallInput(path=path), CallInput(path=path, customer=path)):
        with pytest.raises(RecordingError, match=r"a\.wav"):
            await feed_of(desk, call, OPTIONS)


async def test_a_wrong_transcript_is_named(desk: Desk, tmp_path: Path) -> None:
    """By what is wrong with it."""
    path = tmp_path / "talk.json"
    path.write_text("{")
    with pytest.raises(InputError, match="not JSON"):
        await feed_of(desk, CallInput(path=path), OPTIONS)
