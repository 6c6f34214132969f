from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.audio.alignment import START_GAP, Alignment
from coach.audio.blocks import Block
from coach.audio.source import Chunk, Gap, Piece
from coach.audio_time import SAMPLE_RATE
from coach.events import Speaker
from tests.audio.simulation import SimulatedDevice, click_errors, clicks

ORIGIN = 100.0
"""Host time at which the simulated calls begin."""


def aligned(
    device: SimulatedDevice, seconds: float, *, origin: float = ORIGIN
) -> tuple[Alignment, list[Piece]]:
    """Follow a device from the origin on for so long."""
    alignment = Alignment(Speaker.AGENT, rate=device.rate, origin=origin)
    return alignment, fed(alignment, device, origin + seconds)


def fed(alignment: Alignment, device: SimulatedDevice, until: float) -> list[Piece]:
    """Feed what a device delivers until a host time."""
    return [piece for b in device.blocks(until) for piece in alignment.feed(b)]


def check(pieces: list[Piece], *, end: int | None = None) -> None:
    """The pieces follow on one another from sample 0, and hold sound that is sound."""
    assert pieces[0].start == 0
    assert all(a.end == b.start for a, b in pairwise(pieces))
    assert end is None or pieces[-1].end == end
    for piece in pieces:
        assert piece.end > piece.start
        if isinstance(piece, Chunk):
            assert piece.samples.dtype == np.float32
            assert piece.samples.shape == (piece.end - piece.start,)
            assert np.abs(piece.samples).max() <= 1.0


def gaps(pieces: list[Piece]) -> list[tuple[float, float, bool]]:
    """The gaps with their host times in seconds."""
    return [
        (gap.start / SAMPLE_RATE + ORIGIN, gap.end / SAMPLE_RATE + ORIGIN, gap.is_pause)
        for gap in pieces
        if isinstance(gap, Gap)
    ]


class TestPlace:
    @pytest.mark.parametrize(
        ("rate", "ppm", "block_ms"),
        [
            (8_000, -200, (20, 20)),
            (11_025, 200, (5, 120)),
            (16_000, 1_000, (100, 100)),
            (44_100, -1_000, (10, 30)),
            (48_000, 200, (10, 10)),
            (192_000, -200, (20, 20)),
        ],
    )
    def test_sound_is_where_it_was_captured(
        self, rate: int, ppm: float, block_ms: tuple[float, float]
    ) -> None:
        """Every click of 24 seconds is within 4 ms of its second."""
        device = SimulatedDevice(
            rate=rate, ppm=ppm, block_ms=block_ms, begins=ORIGIN + 0.03, channels=2
        )
        alignment, pieces = aligned(device, 24)

        check(pieces, end=alignment.end)
        errors = click_errors(pieces, ORIGIN)
        assert len(errors) >= 22
        assert max(map(abs, errors.values())) < 0.004
        assert abs(alignment.error_ms) < 4
        assert gaps(pieces) == []
        assert alignment.gaps == alignment.lost_ms == 0

    @settings(max_examples=8, deadline=None)
    @given(
        seed=st.integers(0, 10_000),
        rates=st.tuples(*[st.sampled_from([8_000, 16_000, 44_100, 48_000])] * 2),
        ppm=st.tuples(*[st.floats(-200, 200)] * 2),
        busy=st.sampled_from([0.0, 0.02, 0.1]),
        frozen=st.lists(
            st.tuples(st.floats(102, 112), st.floats(0.1, 3)).map(
                lambda freeze: (freeze[0], freeze[0] + freeze[1])
            ),
            max_size=1,
        ),
    )
    def test_two_devices_stay_together(
        self,
        seed: int,
        rates: tuple[int, int],
        ppm: tuple[float, float],
        busy: float,
        frozen: list[tuple[float, float]],
    ) -> None:
        """Two clocks, late callbacks and freezes: the channels hear a click at once."""
        heard: list[dict[int, float]] = []
        for which in (0, 1):
            device = SimulatedDevice(
                rate=rates[which],
                ppm=ppm[which],
                begins=ORIGIN - 0.2 * which,
                seed=seed + which,
                block_ms=(10, 100),
                busy=busy,
                frozen=frozen,
            )
            _, pieces = aligned(device, 16)
            check(pieces)
            heard.append(click_errors(pieces, ORIGIN))
            # A freeze is no loss.
            assert gaps(pieces) == []
        both = heard[0].keys() & heard[1].keys()
        assert len(both) >= 11
        assert max(abs(heard[0][at] - heard[1][at]) for at in both) < 0.004

    def test_an_hour(self) -> None:
        """In the last minute of an hour, clicks are still where they belong.

        Blocks of a whole second, one in ten of them 200 ms late.
        """
        rate, true_rate = 8_000, 8_000 * (1 + 200e-6)
        alignment = Alignment(Speaker.AGENT, rate=rate, origin=0.0)
        rng = np.random.default_rng(2)
        heard = np.zeros(3_600 * SAMPLE_RATE, np.float32)
        for first in range(0, 3_599 * rate, rate):
            sound = clicks(np.arange(first, first + rate) / true_rate)
            late = 0.2 if rng.random() < 0.1 else rng.exponential(0.0005)
            stamp = (first + rate) / true_rate + late
            for piece in alignment.feed(Block(samples=sound[:, None], stamp=stamp)):
                assert isinstance(piece, Chunk)
                heard[piece.start : piece.end] = piece.samples
        for second in range(3_540, 3_597):
            around = heard[second * SAMPLE_RATE - 8_000 :][:16_000].astype(float) ** 2
            at = (around * np.arange(16_000)).sum() / around.sum()
            assert abs(at - 8_000) / SAMPLE_RATE < 0.004
        assert alignment.drift_ppm == pytest.approx(200, abs=30)
        assert alignment.gaps == 0

    def test_corrections_are_too_slow_to_be_heard(self) -> None:
        """A tone through late callbacks has no other tone beside it."""
        device = SimulatedDevice(rate=48_000, ppm=150, begins=ORIGIN, busy=0.05)
        alignment = Alignment(Speaker.AGENT, rate=48_000, origin=ORIGIN)
        pieces: list[Piece] = []
        at = 0
        for block in device.blocks(ORIGIN + 20):
            times = np.arange(at, at + len(block.samples)) / 48_000
            at += len(times)
            tone = 0.5 * np.sin(2_000 * np.pi * times).astype(np.float32)
            pieces += alignment.feed(replace(block, samples=tone[:, None]))
        sound = np.concatenate([p.samples for p in pieces if isinstance(p, Chunk)])
        last = sound[-160_000:]
        power = np.abs(np.fft.rfft(last * np.hanning(len(last)))) ** 2
        hertz = np.fft.rfftfreq(len(last), 1 / SAMPLE_RATE)
        assert abs(hertz[power.argmax()] - 1_000) < 2
        far = np.abs(hertz - 1_000) > 20
        assert 10 * np.log10(power[far].sum() / power.sum()) < -60


class TestBeginning:
    @pytest.mark.parametrize(
        ("late_ms", "kind"), [(0, Chunk), (100, Chunk), (245, Chunk), (260, Gap)]
    )
    def test_a_late_start_is_silence_or_a_gap(
        self, late_ms: int, kind: type[Piece]
    ) -> None:
        """A quarter of a second passes as silence, more was not heard."""
        device = SimulatedDevice(rate=16_000, begins=ORIGIN + late_ms / 1000)
        alignment, pieces = aligned(device, 3)
        check(pieces)
        assert isinstance(pieces[0], kind)
        assert alignment.gaps == (kind is Gap)
        if kind is Gap:
            assert pieces[0].end == pytest.approx(260 * 16, abs=48)
            assert pieces[0].end > START_GAP

    def test_what_was_captured_before_the_call_is_no_part_of_it(self) -> None:
        """A device that runs already is heard from the origin on."""
        device = SimulatedDevice(rate=44_100, begins=ORIGIN - 2.5)
        _, pieces = aligned(device, 5)
        check(pieces)
        errors = click_errors(pieces, ORIGIN)
        assert min(errors) == ORIGIN + 1
        assert max(map(abs, errors.values())) < 0.004

    def test_a_start_that_was_late_is_put_right(self) -> None:
        """The first stamp in time tells, and the sound moves to its place at once."""
        device = SimulatedDevice(rate=48_000, begins=ORIGIN, busy=0)
        alignment = Alignment(Speaker.AGENT, rate=48_000, origin=ORIGIN)
        pieces: list[Piece] = []
        for block in device.blocks(ORIGIN + 8):
            late = 0.2 if block.stamp < ORIGIN + 2.5 else 0.0
            pieces += alignment.feed(replace(block, stamp=block.stamp + late))

        check(pieces)
        errors = click_errors(pieces, ORIGIN)
        assert errors[102] == pytest.approx(0.2, abs=0.004)
        assert max(abs(errors[at]) for at in (103, 104, 105, 106)) < 0.004

    def test_nothing_yet(self) -> None:
        """Before the first half second there is nothing to tell."""
        alignment = Alignment(Speaker.AGENT, rate=16_000, origin=ORIGIN)
        empty = Block(samples=np.zeros((0, 2), np.float32), stamp=ORIGIN)
        assert alignment.feed(empty) == []
        assert (alignment.end, alignment.error_ms, alignment.drift_ppm) == (0, 0, 0)


class TestLoss:
    @pytest.mark.parametrize("has_flag", [True, False])
    @pytest.mark.parametrize("block_ms", [10, 100])
    def test_lost_blocks_become_a_gap(self, has_flag: bool, block_ms: float) -> None:
        """Whether the device says so or not, and what follows is in its place."""
        device = SimulatedDevice(
            rate=48_000,
            ppm=-100,
            begins=ORIGIN,
            block_ms=(block_ms, block_ms),
            lost=[(105.31, 106.77)],
            has_flag=has_flag,
        )
        alignment, pieces = aligned(device, 14)
        check(pieces)
        (gap,) = gaps(pieces)
        assert gap[:2] == pytest.approx((105.31, 106.77), abs=0.003 + block_ms / 1000)
        assert not gap[2]
        errors = click_errors(pieces, ORIGIN)
        assert set(errors) >= {101, 102, 103, 104, 105, 107, 108, 109, 110, 111}
        assert max(map(abs, errors.values())) < 0.004
        assert alignment.gaps == 1
        assert alignment.lost_ms == pytest.approx((gap[1] - gap[0]) * 1000, abs=1)
        assert alignment.lost_samples // 16 == alignment.lost_ms

    def test_a_short_loss_is_silence(self) -> None:
        """It cuts no utterance in two, is counted, and what follows is in place."""
        device = SimulatedDevice(
            rate=16_000, begins=ORIGIN, busy=0, lost=[(105.001, 105.019)]
        )
        alignment, pieces = aligned(device, 12)
        check(pieces)
        assert gaps(pieces) == []
        assert alignment.gaps == 1
        assert 18 <= alignment.lost_ms <= 42
        assert max(map(abs, click_errors(pieces, ORIGIN).values())) < 0.004

    def test_a_freeze_is_no_loss(self) -> None:
        """Five seconds of blocks at once, late and all there."""
        device = SimulatedDevice(rate=48_000, begins=ORIGIN, frozen=[(104.5, 109.5)])
        alignment, pieces = aligned(device, 14)
        check(pieces)
        assert alignment.gaps == 0
        errors = click_errors(pieces, ORIGIN)
        assert len(errors) >= 12
        assert max(map(abs, errors.values())) < 0.004

    def test_a_freeze_in_which_some_was_lost(self) -> None:
        """The gap is as long as what was lost, not as the freeze."""
        device = SimulatedDevice(
            rate=48_000,
            begins=ORIGIN,
            busy=0,
            frozen=[(104.5, 107.5)],
            lost=[(105.5, 107.4)],
        )
        _, pieces = aligned(device, 14)
        check(pieces)
        assert [g[:2] for g in gaps(pieces)] == [
            pytest.approx((105.5, 107.4), abs=0.025)
        ]
        assert max(map(abs, click_errors(pieces, ORIGIN).values())) < 0.004


class TestAway:
    def test_unplugged_and_back_as_another_device(self) -> None:
        """The clock goes on meanwhile; the other device has its own rate and clock."""
        first = SimulatedDevice(rate=48_000, ppm=200, begins=ORIGIN)
        alignment, pieces = aligned(first, 5.5)
        for until in (106.0, 107.0, 108.0):
            pieces += alignment.lose(until)
        alignment.restart(16_000)
        second = SimulatedDevice(rate=16_000, ppm=-200, begins=108.4, seed=1)
        pieces += fed(alignment, second, 116)

        check(pieces, end=alignment.end)
        found = gaps(pieces)
        assert found[0][0] == pytest.approx(105.5, abs=0.03)
        assert found[-1][1] == pytest.approx(108.4, abs=0.003)
        assert alignment.gaps == 1
        assert alignment.lost_ms == pytest.approx(2_900, abs=35)
        errors = click_errors(pieces, ORIGIN)
        assert set(errors) >= {*range(101, 106), *range(109, 115)}
        assert max(map(abs, errors.values())) < 0.004

    def test_a_pause(self) -> None:
        """The device goes on; what it captured meanwhile is heard by nobody."""
        device = SimulatedDevice(rate=48_000, ppm=100, begins=ORIGIN, busy=0)
        alignment = Alignment(Speaker.CUSTOMER, rate=48_000, origin=ORIGIN)
        pieces: list[Piece] = []
        paused = False
        for block in device.blocks(ORIGIN + 20):
            if 105.5 < block.stamp < 110.2:
                if not paused:
                    pieces += alignment.lose(105.5, is_pause=True)
                paused = True
                continue
            if paused:
                pieces += alignment.lose(110.2, is_pause=True)
                paused = False
            pieces += alignment.feed(block)

        check(pieces)
        assert all(gap[2] for gap in gaps(pieces))
        assert gaps(pieces)[0][0] == pytest.approx(105.5, abs=0.03)
        assert gaps(pieces)[-1][1] == pytest.approx(110.2, abs=0.03)
        assert alignment.gaps == alignment.lost_samples == 0
        errors = click_errors(pieces, ORIGIN)
        assert set(errors) == {*range(101, 106), *range(111, 120)} - {119}
        assert max(map(abs, errors.values())) < 0.004
        assert {piece.speaker for piece in pieces} == {Speaker.CUSTOMER}

    def test_what_was_captured_before_the_end_of_a_pause_is_never_heard(self) -> None:
        """Not even where it only comes after it."""
        alignment = Alignment(Speaker.AGENT, rate=16_000, origin=0.0)
        pieces = alignment.lose(1.0, is_pause=True)
        for number in range(1, 100):
            private = np.ones(160, np.float32) * (number * 0.01 <= 1.0)
            pieces += alignment.feed(
                Block(samples=private[:, None], stamp=number * 0.01)
            )
        for number in range(100, 200):
            quiet = np.zeros((160, 1), np.float32)
            pieces += alignment.feed(Block(samples=quiet, stamp=number * 0.01))

        check(pieces)
        heard = [piece for piece in pieces if isinstance(piece, Chunk)]
        assert heard
        assert max(np.abs(piece.samples).max() for piece in heard) < 1e-6

    def test_nor_where_it_is_kept_waiting_until_then(self) -> None:
        """A machine that is busy as the pause ends hands on all at once."""
        alignment = Alignment(Speaker.AGENT, rate=16_000, origin=0.0)
        pieces = alignment.lose(2.0, is_pause=True)
        for number in range(66, 300):
            level = 1.0 if number * 0.02 <= 2.0 else 0.0
            block = np.full((320, 1), level, np.float32)
            stamp = max(number * 0.02, 2.1)
            pieces += alignment.feed(Block(samples=block, stamp=stamp))

        check(pieces)
        heard = [piece for piece in pieces if isinstance(piece, Chunk)]
        assert heard
        assert max(np.abs(piece.samples).max() for piece in heard) < 1e-6

    def test_a_device_that_takes_long_to_come_back_after_a_pause_was_lost(self) -> None:
        """The pause ends when the analyst says so."""
        alignment, pieces = aligned(SimulatedDevice(rate=16_000, begins=ORIGIN), 2)
        pieces += alignment.lose(105.0, is_pause=True)
        back = SimulatedDevice(rate=16_000, begins=107.0)
        pieces += fed(alignment, back, 110)
        check(pieces)
        assert [gap[2] for gap in gaps(pieces)] == [True, False]
        assert alignment.gaps == 1

    def test_a_time_that_has_passed_makes_no_gap(self) -> None:
        """All that was heard is told, and no more."""
        alignment, pieces = aligned(SimulatedDevice(rate=16_000, begins=ORIGIN), 2)
        pieces += alignment.lose(ORIGIN + 1)
        check(pieces)
        assert gaps(pieces) == []
        assert alignment.lose(ORIGIN + 1) == []

    def test_only_what_was_lost_is_replaced(self) -> None:
        """Another device in the middle of sound is a mistake of the caller."""
        alignment, _ = aligned(SimulatedDevice(rate=16_000, begins=ORIGIN), 2)
        with pytest.raises(ValueError, match="only after it was lost"):
            alignment.restart(48_000)

    @settings(max_examples=25, deadline=None)
    @given(
        st.lists(
            st.tuples(
                st.sampled_from(["sound", "lost", "paused", "skipped", "other"]),
                st.floats(0.005, 1.5),
            ),
            max_size=8,
        ),
        st.integers(0, 100),
    )
    def test_whatever_happens_there_is_no_hole(
        self, story: list[tuple[str, float]], seed: int
    ) -> None:
        """Sound, losses, pauses and other devices in any order make one channel."""
        rng = np.random.default_rng(seed)
        alignment = Alignment(Speaker.AGENT, rate=16_000, origin=0.0)
        pieces: list[Piece] = []
        now, rate = 0.0, 16_000
        for what, length in story:
            if what == "sound":
                for _ in range(int(length / 0.02)):
                    now += 0.02
                    sound = rng.uniform(-1, 1, (rate // 50, 1)).astype(np.float32)
                    stamp = now + rng.exponential(0.01)
                    pieces += alignment.feed(Block(samples=sound, stamp=stamp))
                continue
            now += length
            if what != "skipped":
                pieces += alignment.lose(now, is_pause=what == "paused")
            if what == "other":
                rate = 48_000 if rate == 16_000 else 16_000
                alignment.restart(rate)
        pieces += alignment.lose(now)
        if pieces:
            check(pieces, end=alignment.end)
        # Nothing is told of a time that has not come, but for stamps that were late.
        assert alignment.end / SAMPLE_RATE < now + 0.2


class TestSound:
    def test_channels_are_mixed_down(self) -> None:
        """The mean of both, so that it cannot be too loud."""
        alignment = Alignment(Speaker.AGENT, rate=16_000, origin=0.0)
        both = np.repeat(np.array([[0.6, 0.2]], np.float32), 1_600, axis=0)
        pieces: list[Piece] = []
        for number in range(1, 21):
            pieces += alignment.feed(Block(samples=both, stamp=number * 0.1))
        sound = np.concatenate([p.samples for p in pieces if isinstance(p, Chunk)])
        assert sound[2_000:-2_000] == pytest.approx(0.4, abs=1e-3)

    def test_what_is_no_sound_is_made_harmless(self) -> None:
        """Not a number, infinite and far too loud: the block before is not changed."""
        alignment = Alignment(Speaker.AGENT, rate=48_000, origin=0.0)
        odd = np.tile(
            np.array([[np.nan], [np.inf], [-np.inf], [1e30], [-7]], np.float32),
            (960, 1),
        )
        before = odd.copy()
        pieces: list[Piece] = []
        for number in range(1, 21):
            pieces += alignment.feed(Block(samples=odd, stamp=number * 0.1))
        check(pieces)
        assert np.array_equal(odd, before, equal_nan=True)
