"""A crew of workers on a Ray cluster: on other machines, or on this one.

    run ─▶ RayCrew ─▶ RayMember ──▶ actor: RayWorker ─▶ Worker      a process, a CPU
                   ─▶ RayMember ──▶ actor: RayWorker ─▶ Worker      on any machine

A machine that joins the cluster gets workers, those of one that leaves are lost, and
their calls are scored again by others: see docs/scaling.md.
"""

import asyncio
import logging
from contextlib import AbstractContextManager
from types import TracebackType
from typing import Any

from coach.batch.call import Setup
from coach.batch.crew import TRIES, WorkerLost, no_worker_lives
from coach.batch.placed_crew import PlacedCrew
from coach.batch.process import Make, make_worker
from coach.batch.ray_cluster import has_gpus, joined, room
from coach.batch.ray_member import RayMember
from coach.batch.ray_worker import RayWorker
from coach.errors import CoachError, CrewError

logger = logging.getLogger(__name__)

LOOK_S = 2.0
"""Between looks how many workers the cluster has room for, in seconds."""

ROOM_WITHIN_S = 600.0
"""How long the first worker may wait for room on the cluster, in seconds: a machine
that is rented for it takes some minutes to come."""

GPU_SHARE = 0.25
"""Of a GPU, for each worker: a small model leaves it idle while a worker decodes sound
and looks for findings."""


class RayCrew(PlacedCrew[RayMember]):
    """Workers on a Ray cluster; see :class:`coach.batch.crew.Crew`.

    Args:
        setup: How calls are scored.
        workers: How many, each on a CPU of its own; None for as many as the cluster has
            room for, more when a machine joins and fewer when one leaves.
        address: Of the cluster, see :func:`coach.batch.ray_cluster.joined`; None for
            one on this machine that lasts as long as the crew.
        gpu_share: Of a GPU, for each worker; 0 for none.  None for a quarter where the
            cluster has GPUs, and none where it has not.
        cores: Of this machine, for a cluster that is started on it.
        make: Makes a worker in its process; found there by its name.
    """

    def __init__(
        self,
        setup: Setup,
        *,
        workers: int | None = None,
        address: str | None = None,
        gpu_share: float | None = None,
        cores: int = 1,
        make: Make = make_worker,
    ) -> None:
        super().__init__(setup, make)
        self._wanted = workers
        self._address = address
        self._gpu_share = gpu_share
        self._cores = workers or cores
        self._tries = 0
        self._joined: AbstractContextManager[Any] | None = None
        self._ray: Any = None
        self._actors: Any = None

    async def __aenter__(self) -> "RayCrew":
        """Start or join the cluster, and begin to start the workers.

        Raises:
            CrewError: There is no cluster, or calls are to be kept in a store that its
                machines do not have.
        """
        if self._setup.store and self._address is not None:
            raise CrewError(
                "calls are kept in the store of this machine: a cluster cannot reach it"
            )
        self._joined = joined(self._address, cpus=self._cores)
        entering = asyncio.create_task(asyncio.to_thread(self._joined.__enter__))
        try:
            self._ray = await asyncio.shield(entering)
        except asyncio.CancelledError:
            await asyncio.wait([entering])
            if not entering.exception():
                await asyncio.to_thread(self._joined.__exit__, None, None, None)
            raise
        self._begin(self._staff(), "staff")
        self._begin(self._await_room(), "await room")
        return self

    async def __aexit__(
        self,
        exc_type: type[BaseException] | None,
        exc: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """End the workers, with an exception at once; leave the cluster."""
        await self._end(at_once=exc_type is not None)
        assert self._joined is not None, "the crew has not been entered"
        await asyncio.to_thread(self._joined.__exit__, None, None, None)

    @property
    def slots(self) -> int:
        """Calls that may be in hand at once, all workers together."""
        able = sum(one.is_able for one in self._placing.workers)
        return max(1, able) * self._setup.calls_at_once

    @property
    def members(self) -> tuple[RayMember, ...]:
        """The workers there are, ready or not."""
        return tuple(self._placing.workers)

    # --- the workers ---------------------------------------------------------------

    async def _staff(self) -> None:
        """Have as many workers as there is room for; replace those that are lost."""
        placing = self._placing
        try:
            await asyncio.to_thread(self._choose)
            while True:
                for _ in range(await self._room() - len(placing.workers)):
                    member = await asyncio.to_thread(self._new)
                    placing.workers.append(member)
                    self._begin(self._employ(member), "worker")
                await asyncio.sleep(LOOK_S)
        except Exception as error:
            logger.exception("cluster lost")
            placing.fail(CrewError(f"Ray cluster lost ({type(error).__name__})"))

    def _choose(self) -> None:
        """Choose, by what the cluster has, what each worker gets."""
        share = self._gpu_share
        if share is None:
            share = GPU_SHARE if has_gpus(self._ray) else 0.0
        self._gpu_share = share
        self._actors = self._ray.remote(RayWorker).options(
            num_cpus=1, num_gpus=share, max_restarts=0, max_task_retries=0
        )

    async def _room(self) -> int:
        if self._wanted is not None:
            return self._wanted
        share = self._gpu_share or 0.0
        return await asyncio.to_thread(room, self._ray, gpu_share=share)

    def _new(self) -> RayMember:
        return RayMember(
            self._ray,
            self._actors.remote(),
            self._setup,
            make=self._make,
            changed=self._placing.wake,
        )

    async def _employ(self, member: RayMember) -> None:
        """Have a worker work until it is lost, or has to be replaced."""
        try:
            await member.greet()
            self._models.append(await member.start())
            self._tries = 0
            self._placing.wake()
            await member.watch()
        except WorkerLost as lost:
            logger.warning("worker lost", extra={"why": str(lost)})
            self._tries += not member.is_ready
            if self._tries >= TRIES and not self._has_able():
                self._placing.fail(no_worker_lives())
        except CoachError as error:
            await self._bear(member, error)
        finally:
            await member.end()
            self._placing.workers.remove(member)

    async def _bear(self, unfit: RayMember, error: CoachError) -> None:
        """Go on with the others, and end the run where there is none.

        A machine that joins with another version must not end a night's work: the unfit
        worker keeps its place there, so that no other is started in it again and again.
        """
        logger.warning("worker unfit", extra={"why": str(error)})
        watching = asyncio.create_task(unfit.watch(), name="unfit worker")
        while self._has_able():
            done, _ = await asyncio.wait([watching], timeout=LOOK_S)
            if done:
                watching.exception()
                return
        watching.cancel()
        self._placing.fail(error)

    def _has_able(self) -> bool:
        return any(one.is_able for one in self._placing.workers)

    async def _await_room(self) -> None:
        """Give up where the cluster never has room for a worker."""
        await asyncio.sleep(ROOM_WITHIN_S)
        if all(member.pid is None for member in self._placing.workers):
            reason = f"no room for a worker within {ROOM_WITHIN_S:g} s"
            self._placing.fail(CrewError(f"Ray cluster: {reason}"))
