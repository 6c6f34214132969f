import asyncio

import numpy as np
import pytest

from coach.audio import line as module
from coach.audio.line import LineSource
from coach.audio.source import Chunk, Gap, Piece
from coach.events import Speaker


def chunk(start: int) -> Chunk:
    """Return ten samples of the agent's."""
    return Chunk(speaker=Speaker.AGENT, start=start, samples=np.zeros(10, np.float32))


async def heard(source: LineSource) -> list[Piece]:
    """Return all pieces until the line is closed."""
    return [piece async for piece in source.pieces()]


async def test_pieces_are_delivered_in_order_until_it_is_closed() -> None:
    """What was put in before the end is delivered after it."""
    source = LineSource("mic + loop")
    pieces = [chunk(0), chunk(10)]
    source.put(pieces[0])
    listening = asyncio.create_task(heard(source))
    await asyncio.sleep(0)
    source.put(pieces[1])
    source.close()

    assert await listening == pieces
    assert source.name == "mic + loop"


async def test_what_finds_no_room_becomes_a_gap(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The clock goes on, memory does not grow, and it is counted."""
    monkeypatch.setattr(module, "MAX_WAITING", 2)
    source = LineSource("mic + loop")
    for start in (0, 10, 20):
        source.put(chunk(start))
    source.put(Gap(speaker=Speaker.AGENT, start=30, end=40, is_pause=True))
    source.close()
    pieces = await heard(source)

    assert [type(piece) for piece in pieces] == [Chunk, Chunk, Gap, Gap]
    assert (pieces[2].start, pieces[2].end, source.dropped) == (20, 30, 1)
