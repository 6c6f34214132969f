"""An actor as its crew sees it, with an actor that is none."""

import asyncio
from collections.abc import Awaitable, Callable
from types import ModuleType, SimpleNamespace
from typing import Any, cast

import pytest

from coach import __version__
from coach.batch import ray_member
from coach.batch.call import Outcome
from coach.batch.crew import NotAnswering, WorkerLost
from coach.batch.process import make_worker
from coach.batch.ray_member import RayMember
from coach.batch.ray_worker import Answer
from coach.errors import CrewError, ModelError
from tests.batch.calls import call, outcome, setup


class RayError(Exception):
    """As Ray has it."""


class RayTaskError(RayError):
    """As Ray has it."""

    def __init__(self, cause: Exception) -> None:
        super().__init__()
        self.cause = cause


class FakeRay:
    """Notes what is done to actors."""

    exceptions = SimpleNamespace(RayError=RayError, RayTaskError=RayTaskError)

    def __init__(self) -> None:
        self.killed = 0
        self.cancelled = 0

    def kill(self, actor: object) -> None:
        self.killed += 1

    def cancel(self, ref: object) -> None:
        self.cancelled += 1


def actor(**methods: Callable[..., Awaitable[Any]]) -> Any:  # noqa: ANN401
    """An actor with some methods."""
    return SimpleNamespace(
        **{name: SimpleNamespace(remote=does) for name, does in methods.items()}
    )


def member(
    ray: FakeRay | None = None, **methods: Callable[..., Awaitable[Any]]
) -> RayMember:
    """Return how a crew sees an actor."""
    return RayMember(
        cast("ModuleType", ray or FakeRay()),
        actor(**methods),
        setup(time_limit_s=0.05, calls_at_once=2),
        make=make_worker,
        changed=lambda: None,
    )


def answers(*said: Answer | Exception) -> Callable[..., Awaitable[Answer]]:
    """Return what says things, one after the other."""
    rest = iter(said)

    async def answer(*_: object, **__: object) -> Answer:
        told = next(rest)
        if isinstance(told, Exception):
            raise told
        return told

    return answer


async def greeting(version: str = __version__) -> dict[str, Any]:
    """Answer as an actor on a machine of that version."""
    return {"version": version, "host": "node-7", "pid": 7}


async def test_one_of_this_version_takes_calls_once_it_is_started() -> None:
    """As many at once as the setup says."""
    one = member(greet=greeting, start=answers(Answer(model="tiny.en")))
    await one.greet()
    assert (one.host, one.pid, one.is_able) == ("node-7", 7, False)
    assert await one.start() == "tiny.en"
    assert one.is_open


async def test_another_version_is_named_with_its_machine() -> None:
    """And how to mend it."""
    one = member(greet=lambda: greeting("0.0.9"))
    with pytest.raises(CrewError, match=r"node-7: has call-coach 0\.0\.9, and this"):
        await one.greet()


async def test_a_machine_without_the_package_is_named() -> None:
    """By what Ray says of it last."""
    error = RayError("traceback\n\nModuleNotFoundError: No module named 'coach'")
    error.actor_init_failed = True  # type: ignore[attr-defined]
    one = member(greet=answers(error))
    with pytest.raises(CrewError, match=r"No module named 'coach'.*is call-coach"):
        await one.greet()


async def test_why_there_can_be_no_worker_is_raised() -> None:
    """As it was raised there."""
    one = member(start=answers(Answer(unfit=ModelError("no model"))))
    with pytest.raises(ModelError, match="no model"):
        await one.start()


@pytest.mark.parametrize(
    ("told", "reason"),
    [
        ("The actor is dead because its worker process has died.", "died"),
        ("The actor is dead because its node has died. Node Id: 1", "has gone"),
        ("Worker exit type: NODE_OUT_OF_MEMORY", "was out of memory"),
    ],
)
async def test_a_call_is_lost_with_its_worker(told: str, reason: str) -> None:
    """With what became of it, as far as Ray knows."""
    one = member(score=answers(RayError(told)))
    with pytest.raises(WorkerLost, match=reason):
        await one.score(call("/nowhere"), alone=False)
    assert one.is_tired
    assert one.load == 0


async def test_one_that_is_stuck_takes_nothing_new() -> None:
    """What came of its call is told all the same."""
    done: Outcome = outcome(call("a"))
    one = member(score=answers(Answer(outcome=done, is_stuck=True)))
    assert await one.score(call("a"), alone=False) == done
    assert one.is_tired


async def test_a_full_disk_there_fails_one_call() -> None:
    """It is named, and the worker goes on."""
    full = RayTaskError(OSError(28, "No space left on device"))
    one = member(score=answers(full))
    failed = await one.score(call("a", "/calls/a.wav"), alone=False)
    reason = "cannot be sent to a worker (No space left on device)"
    assert failed.error == f"/calls/a.wav: {reason}"
    assert not one.is_tired


async def test_one_that_gives_no_sign_of_life_is_lost(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Not one that is slow to answer."""
    monkeypatch.setattr(ray_member, "LOOK_S", 0.01)
    monkeypatch.setattr(ray_member, "GRACE_S", 0.0)
    signs = iter([asyncio.sleep(0.03), asyncio.sleep(0.02), asyncio.sleep(60)])
    one = member(ping=lambda: next(signs))
    with pytest.raises(NotAnswering, match=r"did not answer for 0\.05 s"):
        await one.watch()
    assert next(signs, None) is None


async def test_what_is_cancelled_is_cancelled_there() -> None:
    """So that the worker does not go on with it for nobody."""
    ray = FakeRay()
    one = member(ray, score=lambda *_, **__: asyncio.sleep(60))
    task = asyncio.create_task(one.score(call("/nowhere"), alone=False))
    while not one.load:
        await asyncio.sleep(0)
    await asyncio.sleep(0.05)
    task.cancel()
    await asyncio.wait([task])
    assert (ray.cancelled, one.load) == (1, 0)


async def test_one_with_nothing_in_hand_ends_gently() -> None:
    """One that has been lost is not asked."""
    ray, asked = FakeRay(), []

    async def stop() -> None:
        asked.append("stop")

    one = member(ray, start=answers(Answer()), stop=stop)
    await one.start()
    await one.end()
    await one.end()
    assert (asked, ray.killed) == (["stop"], 2)
