"""Workers on a real Ray cluster: two on this machine, with the loopback interface."""

import asyncio
import json
import os
import signal
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

import av
import numpy as np
import psutil
import pytest
import pytest_asyncio

from coach.batch import ray_crew, ray_member
from coach.batch.call import BatchCall, Outcome, Setup
from coach.batch.crew import NotAnswering, WorkerLost
from coach.batch.ledger import Keys, Ledger
from coach.batch.local import LocalCrew
from coach.batch.ray_cluster import joined
from coach.batch.ray_crew import RayCrew
from coach.batch.ray_files import Seen, look
from coach.batch.run import Run
from coach.errors import ModelError
from coach.policy.policy import Policy
from tests.batch.ray_workers import Moody

pytest.importorskip("ray", reason="Ray has no wheel for this Python")

pytestmark = [
    pytest.mark.ray,
    pytest.mark.alone,
    pytest.mark.asyncio(loop_scope="module"),
]

SETUP = Setup(policy=Policy(), calls_at_once=2)

RECORDING = Path(__file__).parent.parent / "data" / "calls" / "angry-upgrade.flac"


@pytest.fixture(scope="module")
def ray() -> Iterator[ModuleType]:
    """A cluster for all tests; the GPU that it believes to have is none."""
    with joined(None, cpus=2, gpus=1) as ray:
        yield ray


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def crew(ray: ModuleType) -> AsyncIterator[RayCrew]:
    """Two workers that do what they are told, more often looked at than usual."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ray_crew, "LOOK_S", 0.2)
        patch.setattr(ray_member, "LOOK_S", 0.2)
        async with RayCrew(SETUP, make=Moody, gpu_share=0.0) as crew:
            await until_there_are(crew, 2)
            yield crew


def call(folder: Path, name: str, **metadata: str) -> BatchCall:
    """A call from a transcript of its own."""
    said = "Good morning, this is Nora."
    talk = [{"speaker": "agent", "start_ms": 500, "end_ms": 4_000, "text": said}]
    path = folder / f"{name}.json"
    path.write_text(json.dumps({"schema": "coach.transcript/1", "utterances": talk}))
    return BatchCall(address=str(path), name=name, id=name, metadata=metadata)


def held(folder: Path, *names: str) -> list[BatchCall]:
    """Calls that are held up until a file named open is there."""
    return [call(folder, name, **{"await": str(folder)}) for name in names]


async def begun(folder: Path, *names: str) -> dict[str, int]:
    """Wait until calls have been begun; the process that each is in."""
    while True:
        found = dict(path.name.split(".") for path in folder.glob("*.[0-9]*"))  # noqa: ASYNC240
        if set(names) <= set(found):
            return {name: int(pid) for name, pid in found.items()}
        await asyncio.sleep(0.05)


async def until_there_are(crew: RayCrew, count: int) -> None:
    """Wait until so many workers take calls."""
    while sum(member.is_able for member in crew.members) != count:
        await asyncio.sleep(0.05)


def clip(place: Path, from_s: int, to_s: int) -> BatchCall:
    """A piece of a real call."""
    with av.open(str(RECORDING)) as source, av.open(str(place), "w") as target:
        rate = source.streams.audio[0].rate
        sound = np.concatenate([f.to_ndarray() for f in source.decode(audio=0)], axis=1)
        stream = target.add_stream("flac", rate=rate, layout="stereo")
        piece = np.ascontiguousarray(sound[:, 2 * from_s * rate : 2 * to_s * rate])
        frame = av.AudioFrame.from_ndarray(piece, format="s16", layout="stereo")
        frame.sample_rate = rate
        target.mux([*stream.encode(frame), *stream.encode(None)])
    return BatchCall(address=str(place), name=place.stem, id=place.stem)


async def test_a_worker_with_a_gpu_uses_it(ray: ModuleType) -> None:
    """Here there is none in truth, which the model says as it is loaded."""
    import ctranslate2

    if ctranslate2.get_cuda_device_count():
        pytest.skip("this machine has a GPU")
    # Before the others take every CPU of the cluster.
    async with RayCrew(SETUP, workers=1) as crew:
        with pytest.raises(ModelError, match="CUDA"):
            await crew.ready()


async def test_reports_are_those_of_local_workers(
    crew: RayCrew, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Byte for byte: of transcripts, of recordings, of paths from here, of none."""
    calls = [call(tmp_path, f"talk {n}", agent_id=str(n)) for n in range(6)]
    calls += [clip(tmp_path / f"{s}.flac", s, s + 12) for s in (0, 20)]
    monkeypatch.chdir(tmp_path)
    calls.append(replace(calls[0], address="talk 0.json"))
    calls.append(BatchCall(address="gone.wav", name="gone", id="gone"))
    async with LocalCrew(SETUP, workers=1) as local:
        assert await local.ready() == await crew.ready() == "tiny.en"
        here = await asyncio.gather(*(local.score(one) for one in calls))
    there = await asyncio.gather(*(crew.score(one) for one in calls))
    assert there == here
    assert sum(one.report is not None for one in there) == len(calls) - 1


async def test_a_file_that_a_machine_lacks_is_sent(
    crew: RayCrew, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In blocks; the outcome is as if it had been there."""
    monkeypatch.setattr("coach.batch.ray_files.BLOCK_BYTES", 100)
    one = call(tmp_path, "talk")
    there = (await asyncio.to_thread(look, one))[one.address]
    before = await crew.score(one)
    newer = replace(there, modified_ns=there.modified_ns + 1)
    monkeypatch.setattr(ray_member, "look", lambda _: {one.address: newer})
    assert await crew.score(one) == before
    gone = Seen(path=str(tmp_path / "gone.json"), size=1)
    monkeypatch.setattr(ray_member, "look", lambda _: {one.address: gone})
    outcome = await crew.score(one)
    reason = "cannot be sent to a worker (No such file or directory)"
    assert outcome.error == f"{one.address}: {reason}"


async def test_calls_of_a_worker_that_is_killed_are_lost_and_it_is_replaced(
    crew: RayCrew, tmp_path: Path
) -> None:
    """Those of the other go on."""
    calls = held(tmp_path, "a", "b", "c", "d")
    tasks = [asyncio.create_task(crew.score(one)) for one in calls]
    places = await begun(tmp_path, "a", "b", "c", "d")
    killed = places["a"]
    os.kill(killed, signal.SIGKILL)
    both = zip(tasks, calls, strict=True)
    lost = [task for task, one in both if places[one.name] == killed]
    for task in lost:
        with pytest.raises(WorkerLost, match="the process scoring it died"):
            await task
    (tmp_path / "open").touch()
    rest = await asyncio.gather(*(task for task in tasks if task not in lost))
    assert all(outcome.report for outcome in rest)
    assert len(rest) == 2
    await until_there_are(crew, 2)
    assert killed not in {member.pid for member in crew.members}


async def test_a_machine_that_joins_gets_workers_and_one_that_leaves_loses_them(
    ray: ModuleType, crew: RayCrew, tmp_path: Path
) -> None:
    """In the middle of a run."""
    assert crew.slots == 4
    node = await asyncio.to_thread(_node, ray)
    try:
        await until_there_are(crew, 3)
        assert crew.slots == 6
        names = ["a", "b", "c", "d", "e", "f"]
        calls = held(tmp_path, *names)
        tasks = [asyncio.create_task(crew.score(one)) for one in calls]
        await begun(tmp_path, *names)
    finally:
        await asyncio.to_thread(node.kill_all_processes, check_alive=False)
    await until_there_are(crew, 2)
    (tmp_path / "open").touch()
    outcomes = await asyncio.gather(*tasks, return_exceptions=True)
    assert sum(isinstance(one, WorkerLost) for one in outcomes) == 2
    assert sum(isinstance(one, Outcome) for one in outcomes) == 4


def _node(ray: ModuleType) -> Any:  # noqa: ANN401
    """Another node of the cluster, on this machine."""
    from ray._private.node import Node
    from ray._private.parameter import RayParams

    params = RayParams(
        gcs_address=ray.get_runtime_context().gcs_address,
        node_ip_address="127.0.0.1",
        num_cpus=1,
        object_store_memory=80 << 20,
    )
    return Node(params, head=False, shutdown_at_exit=False, spawn_reaper=False)


async def test_a_call_that_kills_its_worker_is_named_and_the_run_goes_on(
    crew: RayCrew, tmp_path: Path
) -> None:
    """Those that were in the same worker are scored all the same."""
    calls = [call(tmp_path, f"{n}") for n in range(5)]
    calls.insert(1, call(tmp_path, "poison", kill=""))
    ledger = await asyncio.to_thread(Ledger, tmp_path)
    with ledger:
        run = Run(
            crew,
            out=tmp_path,
            ledger=ledger,
            keys=Keys(SETUP, "tiny.en"),
            onlooker=_Nobody(),
        )
        result = await run.score(calls, asyncio.Event())
    assert sorted(result.names) == ["0", "1", "2", "3", "4"]
    (failure,) = result.failures
    assert failure.error == f"{calls[1].address}: the process scoring it died"
    await until_there_are(crew, 2)


class _Nobody:
    def add(self, outcome: Outcome) -> None:
        pass

    def tick(self) -> None:
        pass

    def finishing(self, in_hand: int) -> None:
        pass


async def test_a_worker_that_does_not_answer_is_killed(
    crew: RayCrew, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And another takes its place."""
    monkeypatch.setattr(ray_member, "GRACE_S", 2.0 - SETUP.time_limit_s)
    with pytest.raises(NotAnswering, match="did not answer for 2 s"):
        await crew.score(call(tmp_path, "ice", freeze=""))
    monkeypatch.undo()
    await until_there_are(crew, 2)


async def test_what_is_cancelled_is_let_go_of(crew: RayCrew, tmp_path: Path) -> None:
    """Its place is free again."""
    calls = held(tmp_path, "a", "b", "c", "d")
    tasks = [asyncio.create_task(crew.score(one)) for one in calls]
    await begun(tmp_path, "a", "b", "c", "d")
    for task in tasks:
        task.cancel()
    await asyncio.wait(tasks)
    assert (await crew.score(call(tmp_path, "talk"), alone=True)).report


async def test_the_cluster_is_nobody_elses(ray: ModuleType) -> None:
    """It listens on the loopback interface alone, and its folder is private."""
    assert await asyncio.to_thread(_listening) == {"127.0.0.1"}
    folder = Path(ray.worker.global_worker.node.get_temp_dir_path()).parent
    assert folder.stat().st_mode & 0o077 == 0


def _listening() -> set[str]:
    """Where our processes, and those of the cluster, listen."""
    us = psutil.Process()
    return {
        connection.laddr.ip.removeprefix("::ffff:")
        for process in [us, *us.children(recursive=True)]
        for connection in process.net_connections("inet")
        if connection.status == psutil.CONN_LISTEN
    }
