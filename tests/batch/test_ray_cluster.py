"""Which clusters there are; one that is started is tested in test_ray_crew.py."""

import socket
import sys
from types import SimpleNamespace
from typing import Any

import pytest

from coach.batch.ray_cluster import has_gpus, joined, room
from coach.errors import CrewError


def cluster(*nodes: dict[str, float], gone: int = 0) -> Any:  # noqa: ANN401
    """What the module ``ray`` tells of a cluster."""
    told = [{"Alive": True, "Resources": node} for node in nodes]
    told += [{"Alive": False, "Resources": {"CPU": 8.0}}] * gone
    return SimpleNamespace(nodes=lambda: told)


def test_there_is_a_worker_for_each_cpu() -> None:
    """Of the machines that are there; half a CPU is none."""
    assert room(cluster({"CPU": 2.0}, {"CPU": 3.5}, {}, gone=1), gpu_share=0.0) == 5


def test_with_gpus_there_are_as_many_as_share_them() -> None:
    """No more than CPUs on each machine, and none on one without."""
    nodes = cluster({"CPU": 8.0, "GPU": 1.0}, {"CPU": 2.0, "GPU": 4.0}, {"CPU": 16.0})
    assert has_gpus(nodes)
    assert room(nodes, gpu_share=0.25) == 4 + 2
    assert room(nodes, gpu_share=0.1) == 8 + 2
    assert not has_gpus(cluster({"CPU": 16.0}))


@pytest.mark.parametrize(
    "address", ["ray://head:10001", "head", "head:", "head:x", "http://head:6379"]
)
def test_what_is_no_address_is_said(address: str) -> None:
    """Before Ray is imported."""
    with (
        pytest.raises(CrewError, match="not HOST:PORT of a Ray cluster"),
        joined(address, cpus=1),
    ):
        pass


def test_an_address_where_nothing_answers_is_said_at_once() -> None:
    """Ray itself would try for minutes."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    with (
        pytest.raises(CrewError, match=f"Ray cluster 127.0.0.1:{port}: "),
        joined(f"127.0.0.1:{port}", cpus=1),
    ):
        pass


def test_without_ray_its_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """How to install it."""
    monkeypatch.setitem(sys.modules, "ray", None)
    with (
        pytest.raises(CrewError, match=r"pip install 'call-coach\[ray\]'"),
        joined(None, cpus=1),
    ):
        pass
