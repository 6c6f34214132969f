import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from coach.audio.joining import BLOCK, Joiner, to_int16
from coach.audio.marks import Mark
from coach.audio.source import Chunk, Gap
from coach.events import Speaker

AGENT, CUSTOMER = Speaker


def chunk(speaker: Speaker, start: int, values: list[int]) -> Chunk:
    """Return a chunk of 16-bit values."""
    audio = (np.array(values) / 32_768).astype(np.float32)
    return Chunk(speaker=speaker, start=start, samples=audio)


def taken(joiner: Joiner) -> list[list[int]]:
    """Return all that has been joined, as pairs."""
    found: list[list[int]] = []
    while (block := joiner.take()) is not None:
        found += block.tolist()
    return found


def test_what_one_channel_has_alone_is_waited_for() -> None:
    """The two may be out of step."""
    joiner = Joiner()
    joiner.put(chunk(AGENT, 0, [1, 2, 3]))
    assert joiner.take() is None

    joiner.put(chunk(CUSTOMER, 0, [7, 8]))
    assert taken(joiner) == [[1, 7], [2, 8]]


def test_a_gap_is_silence_of_the_same_length_and_marked() -> None:
    """So the clock stays true."""
    joiner = Joiner()
    joiner.put(chunk(AGENT, 0, [1, 1, 1, 1]))
    joiner.put(Gap(speaker=CUSTOMER, start=0, end=1))
    joiner.put(Gap(speaker=CUSTOMER, start=1, end=2, is_pause=True))
    joiner.put(Gap(speaker=CUSTOMER, start=2, end=3, is_pause=True))
    joiner.put(chunk(CUSTOMER, 3, [5]))

    assert taken(joiner) == [[1, 0], [1, 0], [1, 0], [1, 5]]
    assert joiner.marks == (
        Mark(speaker=CUSTOMER, start=0, end=1, kind="lost"),
        Mark(speaker=CUSTOMER, start=1, end=3, kind="paused"),
    )


def test_a_piece_that_never_came_is_a_gap() -> None:
    """Such as one for which the queue had no room."""
    joiner = Joiner()
    joiner.put(chunk(AGENT, 0, [1]))
    joiner.put(chunk(AGENT, 3, [4]))
    joiner.put(chunk(CUSTOMER, 0, [9, 9, 9, 9]))

    assert taken(joiner) == [[1, 9], [0, 9], [0, 9], [4, 9]]
    assert joiner.marks == (Mark(speaker=AGENT, start=1, end=3, kind="lost"),)


def test_the_shorter_channel_is_filled_up_at_the_end() -> None:
    """And says that it was."""
    joiner = Joiner()
    joiner.put(chunk(AGENT, 0, [1, 2, 3]))
    joiner.finish()

    assert taken(joiner) == [[1, 0], [2, 0], [3, 0]]
    assert joiner.marks == (Mark(speaker=CUSTOMER, start=0, end=3, kind="lost"),)


def test_an_hour_s_gap_is_not_made_at_once() -> None:
    """It comes in blocks."""
    joiner = Joiner()
    for speaker in Speaker:
        joiner.put(Gap(speaker=speaker, start=0, end=3 * BLOCK + 5))

    lengths = []
    while (block := joiner.take()) is not None:
        lengths.append(len(block))
    assert lengths == [BLOCK, BLOCK, BLOCK, 5]


def test_sound_that_is_too_loud_is_clipped() -> None:
    """It does not turn over."""
    audio = np.array([-2.0, -1.0, 0.0, 1.0, 2.0], np.float32)
    assert to_int16(audio).tolist() == [-32_768, -32_768, 0, 32_767, 32_767]


@given(st.lists(st.tuples(st.sampled_from(Speaker), st.integers(1, 9)), max_size=30))
def test_any_order_of_the_channels_gives_the_same_sound(
    steps: list[tuple[Speaker, int]],
) -> None:
    """And nothing is lost of what both have."""
    joiner, ends, found = Joiner(), dict.fromkeys(Speaker, 0), []
    for speaker, length in steps:
        start = ends[speaker]
        ends[speaker] += length
        values = [n % 100 + 1 for n in range(start, ends[speaker])]
        joiner.put(chunk(speaker, start, values))
        found += taken(joiner)

    assert found == [[n % 100 + 1] * 2 for n in range(min(ends.values()))]
    assert joiner.marks == ()
