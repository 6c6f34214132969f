import numpy as np
import pytest
from numpy.typing import NDArray

from coach.audio.varispeed import Varispeed
from tests.audio.simulation import clicks


def tone(rate: int, hertz: float, seconds: float) -> NDArray[np.float32]:
    """A sine at half of full scale."""
    wave = 0.5 * np.sin(2 * np.pi * hertz * np.arange(int(rate * seconds)) / rate)
    return wave.astype(np.float32)


@pytest.mark.parametrize("rate", [8_000, 16_000, 44_100, 48_000, 192_000])
def test_position_is_that_of_the_sound(rate: int) -> None:
    """Whatever was done to the speed, a click is where the position says."""
    speed = Varispeed(rate)
    speed.start(1_000)
    rng = np.random.default_rng(3)
    times = np.arange(rate * 6) / rate
    sound, step = clicks(times), rate // 50
    out: list[NDArray[np.float32]] = []
    places: list[NDArray[np.floating]] = []
    for start in range(0, len(sound), step):
        before, ratio = speed.position, rate / 16_000 * (1 + rng.uniform(-3e-3, 3e-3))
        out.append(speed.feed(sound[start : start + step], ratio))
        places.append(before + ratio * np.arange(len(out[-1])))
    heard, at = np.concatenate(out), (np.concatenate(places) - 1_000) / rate
    for second in (1, 2, 3, 4, 5):
        near = np.abs(at - second) < 0.05
        energy = heard[near].astype(float) ** 2
        assert (energy * at[near]).sum() / energy.sum() == pytest.approx(
            second, abs=2e-4
        )


def test_nothing_is_lost_between_start_and_finish() -> None:
    """All of a run comes out, the next one begins without a trace of it."""
    speed = Varispeed(48_000)
    for _ in range(2):
        speed.start(0)
        out = [speed.feed(np.full(960, 0.5, np.float32), 3.0) for _ in range(50)]
        total = sum(len(one) for one in (*out, speed.finish()))
        assert total == 16_000
        assert speed.position == 48_000


def test_changes_of_speed_are_not_heard() -> None:
    """What 100 millionths up and down add to a tone is 60 dB below it."""
    speed = Varispeed(48_000)
    speed.start(0)
    sound = tone(48_000, 1_000, 8)
    out = np.concatenate(
        [
            speed.feed(sound[i : i + 960], 3.0 * (1 + 1e-4 * (-1) ** (i // 960)))
            for i in range(0, len(sound), 960)
        ]
    )[16_000:112_000]
    power = np.abs(np.fft.rfft(out * np.hanning(len(out)))) ** 2
    hertz = np.fft.rfftfreq(len(out), 1 / 16_000)
    far = np.abs(hertz - 1_000) > 60
    assert 10 * np.log10(power[far].sum() / power.sum()) < -60


def test_what_16_khz_cannot_hold_is_filtered_out() -> None:
    """A tone of 10 kHz does not come back as one of 6 kHz."""
    speed = Varispeed(48_000)
    speed.start(0)
    sound = tone(48_000, 10_000, 2)
    out = [speed.feed(sound[i : i + 960], 3.0) for i in range(0, len(sound), 960)]
    assert np.abs(np.concatenate(out)[4_000:]).max() < 1e-4


def test_full_scale_stays_full_scale() -> None:
    """The filter's overshoot is clipped."""
    speed = Varispeed(48_000)
    speed.start(0)
    square = np.sign(tone(48_000, 100, 1))
    assert np.abs(speed.feed(square, 3.0)).max() == 1.0
