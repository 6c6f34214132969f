from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from coach.audio.marks import Mark
from coach.audio.silencing import FADE, Silencer
from coach.events import Speaker

LENGTH = 12 * FADE


def silenced(
    spans: list[tuple[int, int]], cuts: list[int], speaker: Speaker = Speaker.AGENT
) -> np.ndarray:
    """Return a loud constant on both channels, cut into blocks and silenced."""
    marks = [
        Mark(speaker=speaker, start=start, end=end, kind="silenced")
        for start, end in spans
    ]
    silencer, blocks = Silencer(marks), []
    edges = sorted({0, LENGTH, *cuts})
    for start, end in pairwise(edges):
        block = np.full((end - start, 2), 10_000, np.int16)
        silencer.silence(block, start)
        blocks.append(block)
    return np.concatenate(blocks)


def test_not_a_sample_of_what_is_marked_is_left() -> None:
    """The other channel is not touched."""
    audio = silenced([(3 * FADE, 5 * FADE)], [], Speaker.CUSTOMER)

    assert (audio[:, 0] == 10_000).all()
    assert (audio[3 * FADE : 5 * FADE, 1] == 0).all()
    assert (audio[: 2 * FADE, 1] == 10_000).all()
    assert (audio[6 * FADE :, 1] == 10_000).all()


def test_it_does_not_click() -> None:
    """No step is larger than the fade's."""
    channel = silenced([(3 * FADE, 5 * FADE)], [])[:, 0].astype(int)

    assert np.abs(np.diff(channel)).max() <= 10_000 / FADE + 1


@given(
    st.lists(st.tuples(st.integers(0, LENGTH), st.integers(0, LENGTH)), max_size=4),
    st.lists(st.integers(1, LENGTH - 1), max_size=5),
)
def test_the_sound_is_the_same_however_it_is_cut(
    spans: list[tuple[int, int]], cuts: list[int]
) -> None:
    """And every marked sample is silent, also where marks overlap."""
    spans = [(start, end) for start, end in spans if start < end]
    whole = silenced(spans, [])

    np.testing.assert_array_equal(silenced(spans, cuts), whole)
    for start, end in spans:
        assert (whole[start:end, 0] == 0).all()
