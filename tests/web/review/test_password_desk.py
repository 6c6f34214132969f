"""Passwords off the event loop."""

import asyncio
from collections.abc import Iterator

import pytest

from coach.web.review import password_desk
from coach.web.review.answers import RefusedError
from coach.web.review.password_desk import PasswordDesk
from tests.web.review.team import QUICK


@pytest.fixture
def desk() -> Iterator[PasswordDesk]:
    """A desk whose work is quick."""
    desk = PasswordDesk(QUICK)
    yield desk
    desk.close()


async def test_a_password_is_known_again(desk: PasswordDesk) -> None:
    """By its kept form."""
    kept = await desk.hash("a long password")
    assert (await desk.verify(kept, "a long password")).is_right
    assert not (await desk.verify(kept, "another")).is_right
    assert not (await desk.verify(None, "another")).is_right


async def test_too_many_at_once_are_refused(
    desk: PasswordDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each takes memory; whoever comes later may try again."""
    monkeypatch.setattr(password_desk, "MAX_WAITING", 3)
    many = await asyncio.gather(
        *(desk.verify(None, "x") for _ in range(5)), return_exceptions=True
    )
    refused = [one for one in many if isinstance(one, RefusedError)]
    assert [one.status for one in refused] == [503, 503]
    assert not (await desk.verify(None, "x")).is_right
