"""Two channels out of one."""

from collections.abc import AsyncIterator, Sequence

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from coach.audio.source import Chunk, Gap, Piece
from coach.events import Speaker
from coach.speakers.division import Span
from coach.speakers.source import MARGIN, MonoSource, agents_share

LENGTH = 160_000


class Ones:
    """A recording of constant sound, in chunks of any size."""

    name = "ones.wav"

    def __init__(self, cuts: Sequence[int]) -> None:
        self._edges = [0, *sorted({cut for cut in cuts if 0 < cut < LENGTH}), LENGTH]

    async def pieces(self) -> AsyncIterator[Piece]:
        for start, end in zip(self._edges, self._edges[1:], strict=False):
            for speaker in Speaker:
                samples = np.ones(end - start, np.float32)
                yield Chunk(speaker=speaker, start=start, samples=samples)
        yield Gap(speaker=Speaker.AGENT, start=LENGTH, end=LENGTH + 10)


async def heard(source: MonoSource) -> dict[Speaker, np.typing.NDArray[np.float32]]:
    """All of each channel."""
    parts: dict[Speaker, list[np.typing.NDArray[np.float32]]] = {s: [] for s in Speaker}
    async for piece in source.pieces():
        if isinstance(piece, Chunk):
            parts[piece.speaker].append(piece.samples)
    return {speaker: np.concatenate(found) for speaker, found in parts.items()}


SPANS = (Span(20_000, 50_000, 0), Span(52_000, 90_000, 1), Span(120_000, 140_000, 0))


async def test_each_has_what_they_say_and_the_customer_what_nobody_says() -> None:
    """Together they are the whole recording."""
    channels = await heard(MonoSource(Ones([7_000]), SPANS, 0))
    agent, customer = channels[Speaker.AGENT], channels[Speaker.CUSTOMER]

    assert np.allclose(agent + customer, 1)
    assert (agent[20_000:50_000] == 1).all()
    assert (customer[52_000:90_000] == 1).all()
    assert not agent[52_000:100_000].any()
    assert (customer[100_000 : 120_000 - MARGIN] == 1).all()


async def test_sound_comes_and_goes_softly() -> None:
    """No step is larger than the fade allows."""
    channels = await heard(MonoSource(Ones([]), SPANS, 1))
    assert np.abs(np.diff(channels[Speaker.AGENT])).max() < 0.02


@given(st.lists(st.integers(1, LENGTH - 1), max_size=30))
async def test_however_it_is_cut_it_is_the_same(cuts: list[int]) -> None:
    """Chunks of any length."""
    whole = await heard(MonoSource(Ones([]), SPANS, 0))
    cut = await heard(MonoSource(Ones(cuts), SPANS, 0))
    assert all(np.array_equal(whole[speaker], cut[speaker]) for speaker in Speaker)


async def test_without_an_agent_all_is_the_customers() -> None:
    """One voice only."""
    channels = await heard(MonoSource(Ones([]), SPANS, None))
    assert not channels[Speaker.AGENT].any()
    assert (channels[Speaker.CUSTOMER] == 1).all()


def test_margins_stop_half_way_to_the_other() -> None:
    """And go no further than the recogniser needs elsewhere."""
    assert agents_share(SPANS, 0) == [
        (20_000 - MARGIN, 51_000),
        (120_000 - MARGIN, 140_000 + MARGIN),
    ]


def test_pauses_of_one_speaker_are_one_stretch() -> None:
    """Where their margins meet."""
    spans = (Span(20_000, 30_000, 1), Span(34_000, 40_000, 1))
    assert agents_share(spans, 1) == [(20_000 - MARGIN, 40_000 + MARGIN)]
