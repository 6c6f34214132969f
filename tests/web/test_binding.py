"""Listening sockets."""

import asyncio
import socket

import pytest

from coach.errors import ServerError
from coach.web.binding import LOOPBACK, bind


def test_a_free_port_is_found() -> None:
    """Port 0 stands for any."""
    with bind(0, waiting=1) as listener:
        host, port = listener.getsockname()
        assert host == LOOPBACK
        assert port > 0


def test_a_port_in_use_is_named_with_advice() -> None:
    """It is the commonest thing to go wrong."""
    with bind(0, waiting=1) as listener:
        port = listener.getsockname()[1]
        with pytest.raises(ServerError, match=rf"port {port} is in use.*--port"):
            bind(port, waiting=1)


def test_a_port_beyond_the_last_is_none() -> None:
    """There are 65,536."""
    with pytest.raises(ServerError, match="does not exist"):
        bind(65_536, waiting=1)


@pytest.mark.parametrize("host", ["calls.example", "192.0.2.1", ""])
def test_an_address_of_somebody_else_is_refused(host: str) -> None:
    """A name is none either: nothing is looked up."""
    with pytest.raises(ServerError, match="no address of this machine"):
        bind(0, waiting=1, host=host)


@pytest.mark.skipif(not socket.has_ipv6, reason="needs IPv6")
def test_the_loopback_of_ipv6_can_be_listened_at() -> None:
    """Where there is one."""
    try:
        listener = bind(0, waiting=1, host="::1")
    except ServerError:
        pytest.skip("this machine has no IPv6 address")
    with listener:
        assert listener.family is socket.AF_INET6


async def test_a_listener_does_not_block_the_loop() -> None:
    """Asyncio wants it so."""
    with bind(0, waiting=1) as listener:
        server = await asyncio.start_server(
            lambda _, writer: writer.close(), sock=listener
        )
        server.close()
