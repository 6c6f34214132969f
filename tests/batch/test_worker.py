"""A worker in this process."""

import asyncio
import json
import shutil
import time
import wave
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from coach.audio.decoding import Decoder
from coach.audio_time import SAMPLE_RATE
from coach.batch.call import BatchCall, Setup
from coach.batch.crew import WorkerLost
from coach.batch.worker import Worker
from coach.errors import DetectorError, ModelError
from coach.speech.decoding import Decoding
from coach.speech.whisper import Recogniser
from coach.store.calls import CallSummary, find_calls
from coach.store.database import open_database
from tests.batch.calls import POLICY, TALK, call, setup
from tests.data import CALLS
from tests.schemas import REPORT, violations

LIMIT_S, HANGS_S = 1.0, 3.0
"""How long nothing may move in a call, and how long what hangs does, in seconds."""


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The first six seconds of a call, in which both speak."""
    read = Decoder(CALLS / "interrupting-vpn.flac", channels=2).read(6 * SAMPLE_RATE)
    path = tmp_path_factory.mktemp("sound") / "sound.wav"
    with wave.open(str(path), "wb") as file:
        file.setparams((2, 2, SAMPLE_RATE, 0, "NONE", ""))
        file.writeframes((read * 32_767).astype("<i2").tobytes())
    return path


class Deaf:
    """A recogniser that hears the same whatever is said, or never comes back."""

    name = "deaf"

    def __init__(self) -> None:
        self.hangs = False

    def decode_many(
        self, audios: Sequence[NDArray[np.float32]], *, words: bool, thorough: bool
    ) -> list[Decoding]:
        return [self.decode(audio, words=words, thorough=thorough) for audio in audios]

    def decode(
        self, audio: NDArray[np.float32], *, words: bool, thorough: bool
    ) -> Decoding:
        if self.hangs:
            time.sleep(HANGS_S)
        return Decoding(text="Hello.", confidence=0.9, no_speech=0.0, compression=1.0)


@pytest.fixture
def deaf(monkeypatch: pytest.MonkeyPatch) -> Deaf:
    """The recogniser of all workers."""
    made = Deaf()
    monkeypatch.setattr(Recogniser, "load", lambda *_, **__: made)
    return made


@pytest.fixture
def talk(tmp_path: Path) -> BatchCall:
    """A transcript."""
    path = tmp_path / "talk.json"
    path.write_text(json.dumps(TALK))
    return call("talk", str(path), agent="Nora", metadata={"team": "2"})


@pytest.fixture
def fragile(sound: Path, monkeypatch: pytest.MonkeyPatch) -> BatchCall:
    """A recording whose decoder hangs."""
    path = sound.with_name("fragile.wav")
    shutil.copy(sound, path)
    read = Decoder.read

    def hang(self: Decoder, count: int) -> NDArray[np.float32]:
        if self._path == path:
            time.sleep(HANGS_S)
        return read(self, count)

    monkeypatch.setattr(Decoder, "read", hang)
    return call("fragile", str(path))


def kept() -> list[CallSummary]:
    """Return the calls in the store."""
    with open_database() as db:
        return list(find_calls(db).calls)


async def test_a_transcript_is_scored_without_a_model(talk: BatchCall) -> None:
    """With what is known of it in the report."""
    async with Worker(setup()) as worker:
        assert await worker.ready() is None
        outcome = await worker.score(talk)
    assert outcome.report is not None
    report = json.loads(outcome.report)
    assert violations(report, REPORT) == []
    assert report["call"]["agent"] == "Nora"
    assert report["call"]["metadata"] == {"team": "2"}
    assert (outcome.error, outcome.kept, outcome.audio_s) == (None, None, 4.0)
    assert outcome.content is not None


async def test_what_cannot_be_used_is_an_outcome(tmp_path: Path) -> None:
    """So is what nobody has foreseen."""
    gone = call("gone", str(tmp_path / "gone.json"))
    async with Worker(setup()) as worker:
        outcome = await worker.score(gone)
        assert outcome.report is None
        assert str(outcome.error).startswith(f"{gone.address}: ")
        assert not worker.is_stuck


async def test_what_nobody_has_foreseen_is_an_outcome(
    talk: BatchCall, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """The others go on."""

    def fail(*_: object) -> None:
        raise ZeroDivisionError("Nora")

    monkeypatch.setattr("coach.batch.worker.call_info", fail)
    async with Worker(setup()) as worker:
        outcome = await worker.score(talk)
    assert outcome.error == f"{talk.address}: could not be scored (ZeroDivisionError)"
    assert "call failed" in caplog.messages


async def test_without_a_model_nothing_is_scored(tmp_path: Path) -> None:
    """It is told before any file is read."""
    how = setup(needs_recogniser=True, model=str(tmp_path / "none"))
    async with Worker(how) as worker:
        for waiting in (worker.ready(), worker.score(call("a"))):
            with pytest.raises(ModelError):
                await waiting


async def test_a_detector_that_cannot_be_is_told_first(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """There is no worker then."""

    def fail(_: object) -> None:
        raise DetectorError("mine", "is broken")

    monkeypatch.setattr(type(POLICY), "build_detectors", fail)
    with pytest.raises(DetectorError):
        await Worker(setup()).__aenter__()


def limited(**changes: object) -> Setup:
    """Return a setup with a short time limit."""
    return setup(needs_recogniser=True, time_limit_s=LIMIT_S, **changes)


async def test_a_decoder_that_hangs_is_given_up(
    deaf: Deaf, fragile: BatchCall, talk: BatchCall
) -> None:
    """It is its call's own fault; what else the worker has in hand is scored."""
    async with Worker(limited()) as worker:
        hanging = asyncio.create_task(worker.score(fragile))
        assert (await worker.score(talk)).error is None
        outcome = await hanging
        assert outcome.error == (
            f"{fragile.address}: nothing moved in it for 1 s: given up"
        )
        assert worker.is_stuck
        assert (await worker.score(talk)).error is None


async def test_whose_recogniser_hangs_nobody_knows(deaf: Deaf, sound: Path) -> None:
    """Unless it has the recogniser for itself."""
    deaf.hangs = True
    async with Worker(limited()) as worker:
        with pytest.raises(WorkerLost, match="nothing moved in it for 1 s"):
            await worker.score(call("a", str(sound)))
        assert worker.is_stuck
    async with Worker(limited()) as worker:
        outcome = await worker.score(call("a", str(sound)), alone=True)
        assert str(outcome.error).endswith("nothing moved in it for 1 s: given up")


async def test_calls_are_kept_where_that_is_wanted(
    deaf: Deaf, talk: BatchCall, sound: Path
) -> None:
    """With their sound, if they have one and it is wanted; and what is told is so."""
    recorded = call("sound", str(sound))
    async with Worker(setup(needs_recogniser=True, store=True)) as worker:
        outcomes = [await worker.score(one) for one in (talk, recorded)]
    assert [one.kept for one in outcomes] == ["words", "sound"]
    how = setup(needs_recogniser=True, store=True, keeps_audio=False)
    async with Worker(how) as worker:
        assert (await worker.score(recorded)).kept == "words"
    found = await asyncio.to_thread(kept)
    assert {(one.call_id, one.origin) for one in found} == {
        ("talk", "score"),
        ("sound", "score"),
    }


async def test_a_call_of_which_it_is_not_certain_who_speaks_is_not_kept(
    talk: BatchCall, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And is not told to be."""
    monkeypatch.setattr("coach.followed.Followed.is_unsure", True)
    async with Worker(setup(store=True)) as worker:
        assert (await worker.score(talk)).kept == "nothing"
    assert await asyncio.to_thread(kept) == []


async def test_what_cannot_be_kept_is_told(
    talk: BatchCall, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its report is there all the same."""
    from coach.errors import StoreError

    async def fail(*_: object) -> None:
        raise StoreError("store.sqlite", "is full")

    monkeypatch.setattr("coach.batch.worker.put_into_store", fail)
    async with Worker(setup(store=True)) as worker:
        outcome = await worker.score(talk)
    assert outcome.report is not None
    assert outcome.kept is None
    assert outcome.error == f"{talk.address}: not kept: store.sqlite: is full"
