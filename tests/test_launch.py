import asyncio
import re
import threading
import urllib.request

import pytest

from coach.errors import PolicyError, ServerError
from coach.launch import Work, launch
from coach.web.hub import OverlayHub


async def test_the_overlay_is_served_before_the_work_is_brought(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """The page can be fetched while what takes long is still being imported."""
    fetched = []

    def bring() -> Work:
        address = re.search(r"http://\S+/overlay/", capsys.readouterr().out)
        assert address is not None
        with urllib.request.urlopen(address[0]) as page:
            fetched.append(page.status)
        assert threading.current_thread() is not threading.main_thread()

        async def work(hub: OverlayHub, interrupted: asyncio.Event) -> int:
            assert not interrupted.is_set()
            return 7

        return work

    assert await launch(bring, token="a token", port=0) == 7
    assert fetched == [200]


async def test_an_error_of_the_work_reaches_the_caller() -> None:
    """The server is gone by then."""

    def bring() -> Work:
        raise PolicyError("desk.toml", ("a: wrong",))

    with pytest.raises(PolicyError, match="a: wrong"):
        await launch(bring, token="a token", port=0)


async def test_a_port_that_does_not_exist_is_refused() -> None:
    """Nothing is brought."""

    def bring() -> Work:
        raise AssertionError("brought in vain")

    with pytest.raises(ServerError, match="does not exist"):
        await launch(bring, token="a token", port=70_000)
