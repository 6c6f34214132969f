"""A worker as an actor has it, without a cluster."""

import asyncio
import json
import os
import pickle
from pathlib import Path

import ctranslate2
import pytest

from coach import __version__
from coach.batch import ray_worker
from coach.batch.call import BatchCall, Outcome, Setup
from coach.batch.crew import WorkerLost
from coach.batch.process import Make, make_worker
from coach.batch.ray_files import Seen, look
from coach.batch.ray_worker import Answer, RayWorker
from coach.batch.worker import Worker
from coach.errors import ModelError
from tests.batch.calls import TALK, call, setup


class Fitful(Worker):
    """Loses calls, or finds that there can be no worker."""

    async def score(self, call: BatchCall, *, alone: bool = False) -> Outcome:
        raise ModelError("gone") if "model" in call.name else WorkerLost("hung")


async def started(make: Make = make_worker, **how: object) -> RayWorker:
    """Return one that takes calls."""
    worker = RayWorker()
    answer = await worker.start(pickle.dumps((setup(**how), make)))
    assert answer == Answer(model=None)
    return worker


async def test_it_greets_before_it_is_told_anything() -> None:
    """In forms that every version knows."""
    greeting = await RayWorker().greet()
    assert (greeting["version"], greeting["pid"]) == (__version__, os.getpid())


async def test_a_file_that_is_not_there_is_asked_for(tmp_path: Path) -> None:
    """And read once it was sent."""
    path = tmp_path / "talk.json"
    data = await asyncio.to_thread(_write, path)
    one = call("talk", str(path))
    elsewhere: dict[str, Seen | str] = {str(path): Seen(path="/nowhere", size=1)}
    worker = await started()
    missing = await worker.score(one, elsewhere, alone=False)
    assert missing == Answer(missing=(str(path),))
    await worker.take("key", data[:50])
    await worker.take("key", data[50:])
    sent = await worker.score(one, {str(path): "key"}, alone=False)
    here = await worker.score(one, {**await asyncio.to_thread(look, one)}, alone=False)
    await worker.stop()
    assert sent == here
    assert sent.outcome is not None
    assert sent.outcome.call == one
    assert sent.outcome.report is not None


def _write(path: Path) -> bytes:
    path.write_text(json.dumps(TALK))
    return path.read_bytes()


async def test_what_was_sent_in_vain_is_let_go_of() -> None:
    """Twice does no harm."""
    worker = await started()
    await worker.take("key", b"sound")
    await worker.drop(("key", "other"))
    await worker.drop(("key",))
    await worker.stop()


async def test_what_stands_in_the_way_is_answered() -> None:
    """Exceptions do not travel well between versions and processes."""
    worker = await started(Fitful)
    lost = await worker.score(call("a"), {}, alone=False)
    unfit = await worker.score(call("no model"), {}, alone=False)
    await worker.stop()
    assert lost == Answer(lost="hung")
    assert isinstance(unfit.unfit, ModelError)
    assert isinstance(pickle.loads(pickle.dumps(unfit)).unfit, ModelError)


async def test_a_model_that_is_not_there_is_answered() -> None:
    """With its own words."""
    how = Setup(policy=setup().policy, model="/nowhere")
    worker = RayWorker()
    answer = await worker.start(pickle.dumps((how, make_worker)))
    await worker.stop()
    assert str(answer.unfit) == "/nowhere: no such model folder"


@pytest.mark.model
@pytest.mark.skipif(ctranslate2.get_cuda_device_count() > 0, reason="there is a GPU")
async def test_a_gpu_is_used_where_ray_gives_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Here there is none in truth, which the model says as it is loaded."""
    monkeypatch.setattr(ray_worker, "_has_gpu", lambda: True)
    worker = RayWorker()
    how = Setup(policy=setup().policy)
    answer = await worker.start(pickle.dumps((how, make_worker)))
    await worker.stop()
    assert isinstance(answer.unfit, ModelError)
    assert "CUDA" in str(answer.unfit)
