"""A mono recording as a feed: real voices, made-up words."""

import asyncio
import wave
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from coach.errors import RecordingError
from coach.events import Speaker, SpeechStarted, UtteranceFinalised
from coach.quality import MONO_OVERLAP, SPEAKERS_UNSURE
from coach.speakers.feed import MonoFeed, mono_feed
from coach.speech.queue import DecodeQueue
from coach.speech.settings import SpeechSettings
from tests.feeds.heard import Notebook
from tests.speech.fakes import ScriptedRecogniser

pytestmark = pytest.mark.model

Sound = NDArray[np.float32]


def _write(path: Path, sound: Sound) -> Path:
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 2, 16_000, 0, "NONE", ""))
        file.writeframes((sound * 32_767).astype("<i2").tobytes())
    return path


async def _feed(path: Path, recogniser: ScriptedRecogniser) -> MonoFeed:
    async with DecodeQueue(recogniser, decodes=1) as queue:
        feed = await mono_feed(path, queue, SpeechSettings())
        await feed.listen(Notebook())
    return feed


def _codes(feed: MonoFeed) -> list[str]:
    return [problem.code for problem in feed.problems()]


async def test_the_one_who_greets_is_the_agent(mixed: Sound, tmp_path: Path) -> None:
    """The first utterance is 5.7 s long, and only it greets."""
    path = _write(tmp_path / "call.wav", mixed)
    asked: list[int] = []

    def answer(audio: Sound) -> str:
        asked.append(len(audio))
        return "Thanks for calling, how can I help?" if len(asked) == 1 else "Hm, hm."

    feed = await _feed(path, ScriptedRecogniser(answer))

    assert feed.input == "mono"
    assert feed.name == str(path)
    assert _codes(feed) == [MONO_OVERLAP]
    said = [
        (event.utterance.speaker, event.utterance.start / 16_000)
        for event in feed.record()
        if isinstance(event, UtteranceFinalised)
    ]
    assert said[0][0] is Speaker.AGENT
    early = {speaker for speaker, start in said if 7 < start < 17.5}
    assert early == {Speaker.CUSTOMER}


async def test_words_that_tell_nothing_leave_the_roles_unsure(
    mixed: Sound, tmp_path: Path
) -> None:
    """That is a problem of the call, and the first to speak is the guess."""
    path = _write(tmp_path / "call.wav", mixed)

    feed = await _feed(path, ScriptedRecogniser(lambda _: "Hm, hm."))

    assert _codes(feed) == [SPEAKERS_UNSURE]
    assert "who is the agent" in feed.problems()[0].detail
    started = next(e for e in feed.record() if isinstance(e, SpeechStarted))
    assert started.speaker is Speaker.AGENT


async def test_too_little_speech_is_unsure_without_a_word(
    mixed: Sound, tmp_path: Path
) -> None:
    """Nothing is recognised to find out who is who."""
    path = _write(tmp_path / "short.wav", mixed[: 8 * 16_000])
    recogniser = ScriptedRecogniser()

    async with DecodeQueue(recogniser) as queue:
        feed = await mono_feed(path, queue, SpeechSettings())

    assert recogniser.decoded == []
    assert _codes(feed) == [SPEAKERS_UNSURE]
    assert "s of speech are too little" in feed.problems()[0].detail


async def test_it_says_that_it_goes_on_and_can_be_cancelled(
    mixed: Sound, tmp_path: Path
) -> None:
    """A long recording takes minutes to look through."""
    path = _write(tmp_path / "call.wav", mixed)
    moves = 0

    def moved() -> None:
        nonlocal moves
        moves += 1
        looking.cancel()

    async with DecodeQueue(ScriptedRecogniser()) as queue:
        looking = asyncio.create_task(
            mono_feed(path, queue, SpeechSettings(), moved=moved)
        )
        with pytest.raises(asyncio.CancelledError):
            await looking
    assert moves == 1


async def test_what_is_no_recording_is_named(tmp_path: Path) -> None:
    """Before any model is needed."""
    async with DecodeQueue(ScriptedRecogniser()) as queue:
        with pytest.raises(RecordingError, match="no such file"):
            await mono_feed(tmp_path / "nowhere.wav", queue, SpeechSettings())
