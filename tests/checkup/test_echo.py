import numpy as np
import pytest

from coach.checkup.echo import find_echo
from tests.checkup.signals import RATE, hiss, later, talk


@pytest.mark.parametrize(
    ("gain_db", "delay_s"),
    [
        *((gain_db, 0.04) for gain_db in (-6.0, -15.0, -30.0)),
        *((-40.0, delay_s) for delay_s in (0.0, 0.005, 0.04, 0.25, 0.3)),
    ],
)
def test_an_echo_s_level_and_delay_are_found(gain_db: float, delay_s: float) -> None:
    """Within two decibels and a millisecond, over a microphone's noise."""
    customer = talk()
    echo = find_echo(customer, later(customer, delay_s, gain_db) + hiss(-70.0), RATE)
    assert echo is not None
    assert echo.coupling_db == pytest.approx(gain_db, abs=2.0)
    assert echo.delay_s == pytest.approx(delay_s, abs=0.001)


@pytest.mark.parametrize("gain_db", [-15.0, -25.0, -30.0])
def test_an_echo_is_found_beside_the_agent_s_own_voice(gain_db: float) -> None:
    """Where the agent speaks in between, at most three decibels off."""
    customer, agent = talk(seed=1), talk(seed=2)
    heard = later(customer, 0.04, gain_db) + agent + hiss(-70.0)
    echo = find_echo(customer, heard, RATE)
    assert echo is not None
    assert echo.delay_s == pytest.approx(0.04, abs=0.001)
    assert echo.coupling_db == pytest.approx(gain_db, abs=3.0)


def test_an_echo_may_seem_early_by_a_buffer() -> None:
    """The stamps of two devices are not that exact."""
    customer = talk()
    echo = find_echo(later(customer, 0.03, 0.0), later(customer, 0.0, -20.0), RATE)
    assert echo is not None
    assert echo.delay_s == pytest.approx(-0.03, abs=0.001)


def test_a_room_s_echo_counts_with_its_reflections() -> None:
    """Their powers add up."""
    customer = talk()
    heard = later(customer, 0.02, -26.0) + later(customer, 0.023, -26.0)
    echo = find_echo(customer, heard, RATE)
    assert echo is not None
    assert echo.coupling_db == pytest.approx(-23.0, abs=2.0)


def test_two_who_have_nothing_to_do_with_one_another_have_no_echo() -> None:
    """In none of ten pairs."""
    found = [
        find_echo(talk(seed=seed), talk(seed=seed + 100) + hiss(-60.0), RATE)
        for seed in range(10)
    ]
    assert found == [None] * 10


@pytest.mark.parametrize(
    ("source", "heard"),
    [
        (np.zeros(10 * RATE, np.float32), talk()),
        (talk(), np.zeros(10 * RATE, np.float32)),
        (talk(0.5), talk(0.5)),
        (np.zeros(0, np.float32), np.zeros(0, np.float32)),
    ],
)
def test_silence_and_moments_have_no_echo(
    source: np.ndarray, heard: np.ndarray
) -> None:
    """Nothing can be told of them."""
    assert find_echo(source, heard, RATE) is None
