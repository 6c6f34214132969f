from dataclasses import replace

import pytest

from coach.checkup.echo import Echo
from coach.checkup.levels import Levels
from coach.checkup.speed import Speed
from coach.checkup.timing import Timing
from coach.checkup.verdict import Grade, Line, Side, judge
from coach.events import Speaker

LEVELS = Levels(
    speech_dbfs=-22.0, speech_share=0.4, noise_dbfs=-60.0, clipped_share=0.0
)
TIMING = Timing(seconds=10.0, block_ms=20.0, jitter_ms=5.0, worst_ms=9.0, overflows=0)
AGENT = Side(
    speaker=Speaker.AGENT,
    levels=LEVELS,
    bandwidth=7_500.0,
    rate=48_000,
    timing=TIMING,
    has_ended=False,
)
CUSTOMER = replace(AGENT, speaker=Speaker.CUSTOMER)
SPEED = Speed(model="tiny.en", decode_s=0.1, load=0.07, recommended="small")


def verdict(
    agent: Side = AGENT,
    customer: Side = CUSTOMER,
    echo: Echo | None = None,
    reverse: Echo | None = None,
    speed: Speed = SPEED,
) -> dict[str, Line]:
    """The verdict's lines by topic."""
    return {line.topic: line for line in judge(agent, customer, echo, reverse, speed)}


def test_a_good_desk_is_fine_in_every_line() -> None:
    """Nothing is advised where nothing is to do."""
    lines = verdict().values()
    assert {line.grade for line in lines} == {Grade.OK}
    assert {line.advice for line in lines} == {None}


@pytest.mark.parametrize(
    ("speech", "grade"),
    [
        (-50.01, Grade.PROBLEM),
        (-50.0, Grade.BETTER),
        (-40.01, Grade.BETTER),
        (-40.0, Grade.OK),
        (-10.0, Grade.OK),
        (-9.99, Grade.BETTER),
        (None, Grade.PROBLEM),
    ],
)
@pytest.mark.parametrize("speaker", list(Speaker))
def test_level_is_graded(speaker: Speaker, speech: float | None, grade: Grade) -> None:
    """Of either side; without speech there is a hint what to try."""
    side = replace(AGENT, speaker=speaker, levels=replace(LEVELS, speech_dbfs=speech))
    other = CUSTOMER if speaker is Speaker.AGENT else AGENT
    both = (side, other) if speaker is Speaker.AGENT else (other, side)
    assert verdict(*both)[f"{speaker} level"].grade is grade


@pytest.mark.parametrize(
    ("share", "grade"),
    [(0.0, Grade.OK), (9e-6, Grade.OK), (1e-5, Grade.BETTER), (1e-3, Grade.PROBLEM)],
)
def test_clipping_is_graded(share: float, grade: Grade) -> None:
    """By its share."""
    agent = replace(AGENT, levels=replace(LEVELS, clipped_share=share))
    assert verdict(agent)["agent clipping"].grade is grade


@pytest.mark.parametrize(
    ("noise", "grade"),
    [
        (-42.0, Grade.OK),
        (-41.9, Grade.BETTER),
        (-32.0, Grade.BETTER),
        (-31.9, Grade.PROBLEM),
    ],
)
def test_noise_is_graded_by_what_speech_rises_above_it(
    noise: float, grade: Grade
) -> None:
    """20 and 10 dB."""
    agent = replace(AGENT, levels=replace(LEVELS, noise_dbfs=noise))
    assert verdict(agent)["agent noise"].grade is grade


def test_a_telephone_s_band_is_usual_for_the_customer_only() -> None:
    """An agent's microphone could do better."""
    lines = verdict(replace(AGENT, bandwidth=3_500.0), replace(CUSTOMER, rate=8_000))
    assert lines["agent band"].grade is Grade.BETTER
    assert lines["customer band"].grade is Grade.OK


@pytest.mark.parametrize(
    ("timing", "grade"),
    [
        (replace(TIMING, worst_ms=50.0), Grade.OK),
        (replace(TIMING, worst_ms=50.1), Grade.BETTER),
        (replace(TIMING, worst_ms=250.1), Grade.PROBLEM),
        (replace(TIMING, overflows=1), Grade.BETTER),
        (replace(TIMING, overflows=2), Grade.PROBLEM),
        (None, Grade.PROBLEM),
    ],
)
def test_delivery_is_graded(timing: Timing | None, grade: Grade) -> None:
    """By the latest block and by what was lost."""
    assert verdict(replace(AGENT, timing=timing))["agent delivery"].grade is grade


def test_a_device_that_went_is_a_problem() -> None:
    """Whatever came before."""
    line = verdict(customer=replace(CUSTOMER, has_ended=True))["customer delivery"]
    assert line.grade is Grade.PROBLEM


def test_a_side_of_which_nothing_came_has_no_other_line() -> None:
    """Its level would be a guess."""
    lines = verdict(replace(AGENT, levels=None, timing=None))
    assert [topic for topic in lines if topic.startswith("agent")] == ["agent delivery"]


@pytest.mark.parametrize(
    ("coupling", "grade"),
    [
        (-25.0, Grade.OK),
        (-24.9, Grade.BETTER),
        (-12.0, Grade.BETTER),
        (-11.9, Grade.PROBLEM),
    ],
)
def test_echo_is_graded(coupling: float, grade: Grade) -> None:
    """By what the coach itself takes for an echo."""
    lines = verdict(echo=Echo(coupling_db=coupling, delay_s=0.04))
    assert lines["echo"].grade is grade
    assert f"{-coupling:.0f} dB down" in lines["echo"].finding


def test_echo_of_a_silent_customer_cannot_be_told() -> None:
    """That there was none would be a lie."""
    quiet = replace(CUSTOMER, levels=replace(LEVELS, speech_dbfs=None))
    assert "cannot be told" in verdict(customer=quiet)["echo"].finding


@pytest.mark.parametrize(
    ("echo", "reverse", "grade"),
    [
        (None, Echo(coupling_db=-20.0, delay_s=0.01), Grade.PROBLEM),
        (None, Echo(coupling_db=-20.0, delay_s=0.2), Grade.BETTER),
        (None, Echo(coupling_db=-30.0, delay_s=0.01), Grade.OK),
        (
            Echo(coupling_db=-36.0, delay_s=0),
            Echo(coupling_db=-20.0, delay_s=0.1),
            Grade.OK,
        ),
    ],
)
def test_sides_are_doubted_when_the_agent_s_sound_comes_first(
    echo: Echo | None, reverse: Echo, grade: Grade
) -> None:
    """Unless the customer's comes first too: then one is the other's shadow."""
    assert verdict(echo=echo, reverse=reverse)["sides"].grade is grade


def test_speech_on_the_customer_s_side_only_is_doubted() -> None:
    """The user knows who spoke."""
    quiet = replace(AGENT, levels=replace(LEVELS, speech_dbfs=None))
    line = verdict(quiet)["sides"]
    assert line.grade is Grade.BETTER
    assert "if only you spoke" in line.finding


@pytest.mark.parametrize(
    ("load", "grade"),
    [(0.5, Grade.OK), (0.51, Grade.BETTER), (1.0, Grade.BETTER), (1.01, Grade.PROBLEM)],
)
@pytest.mark.parametrize("recommended", ["tiny", None])
def test_speed_is_graded(load: float, grade: Grade, recommended: str | None) -> None:
    """Over all the time there is, words fall behind."""
    speed = replace(SPEED, load=load, recommended=recommended)
    line = verdict(speed=speed)["speed"]
    assert line.grade is grade
    assert "None" not in (line.advice or "")
