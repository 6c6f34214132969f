"""A Ray cluster: one that is there, or one of this machine that lasts for a run.

Anyone who reaches a Ray cluster can run programs on it, and what is said in calls goes
through its memory.  So a cluster that is started here listens on the loopback interface
alone, asks for a token that only its own processes know, keeps what it writes in a
folder that only its owner can open, and leaves nothing behind.
"""

import logging
import os
import secrets
import shutil
import socket
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

from coach.errors import CrewError

OBJECT_STORE_BYTES = 256 << 20
"""Shared memory of a cluster that is started here: reports pass through it, some 100 KB
each, and no recordings; Ray's own default is a third of the machine's memory."""

REACHED_WITHIN_S = 5.0
"""How long a cluster may take to answer at its address; Ray itself tries for minutes
and then ends the process."""

LOOPBACK = "127.0.0.1"
"""Where a cluster that is only of this machine listens."""

PRIVATE = {
    "RAY_USAGE_STATS_ENABLED": "0",  # nothing goes to the makers of Ray
    "RAY_enable_metrics_collection": "0",
    "RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER": "0",  # Ray's switch for the loopback interface
}
"""Ray's processes read these as they start."""


@contextmanager
def joined(
    address: str | None, *, cpus: int, gpus: int | None = None
) -> Iterator[ModuleType]:
    """Have a cluster, and yield the module ``ray``, connected to it.

    Takes some seconds, and blocks: not for the event loop.  A connection that the
    caller has made beforehand is used, and left as it is, where no address is given.

    Args:
        address: ``HOST:PORT`` of a cluster that this machine is part of; ``auto`` for
            the one that runs here or that ``RAY_ADDRESS`` names; None to start one.
        cpus: Of one that is started: how many workers it has room for.
        gpus: Of one that is started: how many; None for those of this machine.

    Raises:
        CrewError: Ray is not installed, there is no cluster at the address, or it
            cannot be used.
    """
    if address is not None:
        _check(address)
    ray = _ray()
    with ExitStack() as stack:
        if address is None and ray.is_initialized():
            yield ray
            return
        if address is not None:
            _init(ray, address=address)
        else:
            token = {"RAY_AUTH_TOKEN": _token()}
            stack.enter_context(_environment(PRIVATE | token))
            stack.enter_context(_loopback())
            folder = stack.enter_context(_private_folder())
            _init(
                ray,
                address="local",
                num_cpus=cpus,
                num_gpus=gpus,
                include_dashboard=False,
                object_store_memory=OBJECT_STORE_BYTES,
                _node_ip_address=LOOPBACK,
                _temp_dir=str(folder / "ray"),
            )
        stack.callback(ray.shutdown)
        if address is None and _hosts(ray) != {LOOPBACK}:
            raise CrewError("Ray would listen on the network: not used")
        stack.enter_context(_silence())
        yield ray


def room(ray: ModuleType, *, gpu_share: float) -> int:
    """Return how many workers the nodes of a cluster have room for, used or not.

    Blocks for a moment.

    Args:
        ray: The module, connected.
        gpu_share: Of a GPU, for each worker; 0 for workers without.
    """
    return sum(_room_of(node["Resources"], gpu_share) for node in _nodes(ray))


def has_gpus(ray: ModuleType) -> bool:
    """Return whether any node of a cluster has a GPU.  Blocks for a moment."""
    return any(node["Resources"].get("GPU", 0) > 0 for node in _nodes(ray))


def _room_of(resources: Mapping[str, float], gpu_share: float) -> int:
    cpus = int(resources.get("CPU", 0))
    if gpu_share <= 0:
        return cpus
    return min(cpus, int(resources.get("GPU", 0) / gpu_share + 1e-9))


def _nodes(ray: ModuleType) -> list[dict[str, Any]]:
    return [node for node in ray.nodes() if node["Alive"]]


def _hosts(ray: ModuleType) -> set[str]:
    return {node["NodeManagerAddress"] for node in _nodes(ray)}


def _ray() -> ModuleType:
    try:
        import ray
    except ImportError as error:
        raise CrewError(
            "Ray is not installed: pip install 'call-coach[ray]'"
        ) from error
    found: ModuleType = ray
    return found


def _init(ray: ModuleType, **options: object) -> None:
    try:
        ray.init(log_to_driver=False, logging_level=logging.CRITICAL, **options)
    except Exception as error:  # Ray has no error of its own for this
        reason = (str(error).strip().splitlines() or [type(error).__name__])[0]
        raise CrewError(f"Ray cluster {options['address']}: {reason}") from error


def _check(address: str) -> None:
    """Find out whether there is something at an address, before Ray tries for long.

    Raises:
        CrewError: There is nothing, or it is no address of a cluster.
    """
    if address in ("auto", "local"):
        return
    host, colon, port = address.rpartition(":")
    if "://" in address or not colon or not port.isdecimal():
        raise CrewError(f"{address}: not HOST:PORT of a Ray cluster, nor auto")
    try:
        socket.create_connection((host, int(port)), REACHED_WITHIN_S).close()
    except (OSError, OverflowError) as error:
        reason = getattr(error, "strerror", None) or "does not answer"
        raise CrewError(f"Ray cluster {address}: {reason}") from error


@cache
def _token() -> str:
    """Return the token of this process's clusters; Ray reads it only once."""
    return secrets.token_hex(32)


@contextmanager
def _environment(values: Mapping[str, str]) -> Iterator[None]:
    """Set what is not set, and leave the environment as it was."""
    before = dict(os.environ)
    for name, value in values.items():
        os.environ.setdefault(name, value)
    try:
        yield
    finally:
        for name in [name for name in os.environ if name.startswith("RAY_")]:
            if name in before:
                os.environ[name] = before[name]
            else:
                del os.environ[name]


@contextmanager
def _loopback() -> Iterator[None]:
    """Have Ray listen on the loopback interface, even if it was imported long ago."""
    from ray._private import ray_constants

    before = ray_constants.ENABLE_RAY_CLUSTER
    ray_constants.ENABLE_RAY_CLUSTER = False
    try:
        yield
    finally:
        ray_constants.ENABLE_RAY_CLUSTER = before


@contextmanager
def _private_folder() -> Iterator[Path]:
    """Yield a folder for this process alone; Ray opens those that it makes to all."""
    # Ray puts sockets into it, whose paths may have a hundred characters.
    place = "/tmp" if os.name == "posix" else None
    folder = Path(tempfile.mkdtemp(prefix="coach-", dir=place))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _silence() -> Iterator[None]:
    """Keep what Ray tells of workers that died off standard output.

    It is said in the run's own words, and Ray has no setting for it.
    """
    from ray._private import worker

    def nothing(*_: object, **__: object) -> None:
        """Say nothing."""

    before: Callable[..., None] = worker.print_to_stdstream
    worker.print_to_stdstream = nothing
    try:
        yield
    finally:
        worker.print_to_stdstream = before
