import asyncio

import pytest

from coach.beside import beside


async def test_it_is_done_while_the_block_lasts() -> None:
    """And has ended when the block has."""
    told: list[str] = []

    async def work() -> None:
        try:
            told.append("begun")
            await asyncio.Event().wait()
        finally:
            told.append("ended")

    async with beside(work(), name="work"):
        await asyncio.sleep(0)
        assert told == ["begun"]
    assert told == ["begun", "ended"]


async def test_the_block_s_own_error_passes() -> None:
    """What is beside it is ended all the same."""

    async def work() -> None:
        await asyncio.Event().wait()

    with pytest.raises(ZeroDivisionError):
        async with beside(work(), name="work"):
            raise ZeroDivisionError
