"""What the figures mean: a line for each thing, with advice.

Thresholds are those of a call by headset; each names its source.
"""

from dataclasses import dataclass
from enum import StrEnum

from coach.checkup.bandwidth import is_telephone_band
from coach.checkup.echo import Echo
from coach.checkup.levels import Levels
from coach.checkup.speed import COMFORT, Speed
from coach.checkup.timing import Timing
from coach.events import Speaker

QUIET_DBFS = -40.0
"""Speech fainter than this could be better, in decibels of full scale.  Source:
headsets deliver −30 to −18; ITU-T P.56 levels of telephony are about −26."""

FAINT_DBFS = -50.0
"""Speech fainter than this is a problem: little is left of it over a quiet room."""

LOUD_DBFS = -10.0
"""Speech louder than this peaks over full scale: its crest is 12 dB and more."""

CLIPPED_PROBLEM, CLIPPED_SOME = 1e-3, 1e-5
"""Shares of clipped samples.  Source: at 16 kHz, 16 and 0.2 samples a second."""

CLEAR_DB, ENOUGH_DB = 20.0, 10.0
"""Speech over noise, in decibels.  Source: our choice; Whisper's paper adds noise from
40 to −10 dB, and finds words lost ever faster from about 10 dB down."""

ECHO_HEARD_DB, ECHO_LOUD_DB = -25.0, -12.0
"""Coupling, in decibels.  Source: ``speech.echo_gate_db``, under which a voice is taken
for an echo, and ``speech.echo_own_db``, over which it is taken for the analyst's."""

SWAPPED_DB = -30.0
"""Coupling of the agent's side on the customer's from which it is told, in decibels.
Source: as an echo of the other direction; fainter is what lines do."""

FAR_ECHO_S = 0.1
"""An echo later than this went through the call, in seconds.  Source: a network adds
some 50 ms each way, a room and a headset less than 50 altogether."""

LATE_MS, VERY_LATE_MS = 50.0, 250.0
"""The latest block, in milliseconds.  Source: two blocks of 20 ms and a scheduler's
pause; from a quarter of a second on, nudges come later than they need."""


class Grade(StrEnum):
    """How something is."""

    OK = "ok"
    BETTER = "could be better"
    PROBLEM = "problem"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of the verdict."""

    topic: str
    grade: Grade
    finding: str
    advice: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """What was measured of one side."""

    speaker: Speaker
    levels: Levels | None
    """None where less than a second came."""
    bandwidth: float | None
    rate: int
    timing: Timing | None
    has_ended: bool
    """Whether the device went in the middle of it."""


def judge(
    agent: Side, customer: Side, echo: Echo | None, reverse: Echo | None, speed: Speed
) -> list[Line]:
    """Return the verdict.

    Args:
        agent: The microphone.
        customer: The loopback.
        echo: The customer in the microphone.
        reverse: The agent on the customer's side.
        speed: Of the recogniser.
    """
    lines: list[Line] = []
    for side in (agent, customer):
        lines += _of_side(side)
    lines += [_echo_line(customer, echo), _swapped(agent, customer, echo, reverse)]
    return [*lines, _speed_line(speed)]


def _of_side(side: Side) -> list[Line]:
    delivery = _delivery(side)
    if side.levels is None:
        return [delivery]
    lines = [_level(side, side.levels), _clipping(side, side.levels)]
    if side.levels.speech_dbfs is not None:
        lines += [_noise(side, side.levels, side.levels.speech_dbfs), _band(side)]
    return [*lines, delivery]


def _level(side: Side, levels: Levels) -> Line:
    topic, speech = f"{side.speaker} level", levels.speech_dbfs
    if speech is None:
        told = (
            "speak while it records; is the microphone muted, at its own switch too?"
            if side.speaker is Speaker.AGENT
            else "let a call, or any speech, play meanwhile, in the headset of the call"
        )
        return _problem(topic, "nothing is heard", told)
    finding = f"speech at {speech:.0f} dBFS"
    if speech < FAINT_DBFS:
        return _problem(topic, finding, "turn it up in the sound settings")
    if speech < QUIET_DBFS:
        return _better(topic, finding, "turn it up a little in the sound settings")
    if speech > LOUD_DBFS:
        return _better(topic, finding, "turn it down in the sound settings")
    return _ok(topic, finding)


def _clipping(side: Side, levels: Levels) -> Line:
    topic = f"{side.speaker} clipping"
    finding = f"{levels.clipped_share:.3%} of the samples"
    if levels.clipped_share >= CLIPPED_PROBLEM:
        return _problem(topic, finding, "turn the level down: words are distorted")
    if levels.clipped_share >= CLIPPED_SOME:
        return _better(topic, finding, "turn the level down a little")
    return _ok(topic, "none")


def _noise(side: Side, levels: Levels, speech: float) -> Line:
    topic, above = f"{side.speaker} noise", speech - levels.noise_dbfs
    finding = f"floor at {levels.noise_dbfs:.0f} dBFS, speech {above:.0f} dB over it"
    told = (
        "put the microphone nearer to the mouth, or find a quieter place"
        if side.speaker is Speaker.AGENT
        else "the far end is noisy; see that nothing else plays on this output"
    )
    if above < ENOUGH_DB:
        return _problem(topic, finding, told)
    return _better(topic, finding, told) if above < CLEAR_DB else _ok(topic, finding)


def _band(side: Side) -> Line:
    topic = f"{side.speaker} band"
    if side.bandwidth is None:
        return _ok(topic, f"sampled at {side.rate / 1000:g} kHz")
    reach, rate = f"{side.bandwidth / 1000:.1f} kHz", f"{side.rate / 1000:g} kHz"
    finding = f"sound up to {reach}, sampled at {rate}"
    if not is_telephone_band(side.bandwidth, side.rate):
        return _ok(topic, f"wide: {finding}")
    told = (
        "a Bluetooth headset in its telephone mode does this; a cable or a dongle "
        "hears more"
        if side.speaker is Speaker.AGENT
        else "usual for calls from the telephone network; nothing to do"
    )
    grade = Grade.BETTER if side.speaker is Speaker.AGENT else Grade.OK
    return Line(topic=topic, grade=grade, finding=f"telephone: {finding}", advice=told)


def _delivery(side: Side) -> Line:
    topic, timing = f"{side.speaker} delivery", side.timing
    if side.has_ended:
        told = "see its cable or battery, and run coach check again"
        return _problem(topic, "the device went while it recorded", told)
    if timing is None:
        return _problem(topic, "the device delivered nothing", "choose another one")
    finding = (
        f"blocks of {timing.block_ms:.0f} ms, {timing.jitter_ms:.0f} ms late at most "
        f"times, {timing.worst_ms:.0f} ms at worst, {timing.overflows} overflows"
    )
    told = "close other programs: this machine is busy"
    if timing.overflows > 1 or timing.worst_ms > VERY_LATE_MS:
        return _problem(topic, finding, told)
    if timing.overflows or timing.worst_ms > LATE_MS:
        return _better(topic, finding, told)
    return _ok(topic, finding)


def _echo_line(customer: Side, echo: Echo | None) -> Line:
    topic = "echo"
    if not _is_heard(customer):
        told = "let the far end play, and run coach check again"
        return _better(topic, "cannot be told: the customer was silent", told)
    if echo is None:
        return _ok(topic, "none of the customer in the microphone")
    finding = (
        f"the customer is {-echo.coupling_db:.0f} dB down in the microphone, "
        f"{echo.delay_s * 1000:.0f} ms later"
    )
    if echo.coupling_db > ECHO_LOUD_DB:
        told = "wear a headset: this sounds like loudspeakers, or one source twice"
        return _problem(topic, finding, told)
    if echo.coupling_db > ECHO_HEARD_DB:
        return _better(topic, finding, "turn the headset down, or wear it closer")
    return _ok(topic, finding)


def _swapped(
    agent: Side, customer: Side, echo: Echo | None, reverse: Echo | None
) -> Line:
    """What sound alone can tell of it: which side's sound comes first.

    Were they swapped, the microphone's echo of what plays would be on the customer's
    side.  A far end that sends the analyst's own voice back looks the same, but later.
    """
    topic = "sides"
    if echo is None and reverse is not None and reverse.coupling_db > SWAPPED_DB:
        is_near = reverse.delay_s < FAR_ECHO_S
        return Line(
            topic=topic,
            grade=Grade.PROBLEM if is_near else Grade.BETTER,
            finding="what the agent's side has comes again on the customer's, "
            f"{reverse.delay_s * 1000:.0f} ms later: "
            + ("they may be swapped" if is_near else "the call sends it back"),
            advice="compare with coach devices; if swapped, name --agent-device and "
            "--customer-device the other way round",
        )
    speaks = [_is_heard(agent), _is_heard(customer)]
    if speaks == [False, True]:
        return _better(
            topic,
            "speech on the customer's side only: if only you spoke, they are swapped",
            "speak first, then let the far end play, and compare the levels",
        )
    if not all(speaks):
        return _better(topic, "cannot be told: both must be heard", "see above")
    return _ok(topic, "nothing suggests that they are swapped")


def _is_heard(side: Side) -> bool:
    return side.levels is not None and side.levels.speech_dbfs is not None


def _speed_line(speed: Speed) -> Line:
    finding = (
        f"{speed.model}: {speed.decode_s:.2f} s a window of 10 s with both speaking, "
        f"{speed.load:.0%} of the time there is"
    )
    suited = speed.recommended
    if speed.load > 1:
        told = f"use --model {suited}" if suited else "close other programs"
        return _problem("speed", finding, f"words fall behind: {told}")
    if speed.load > COMFORT:
        told = f"words may come late when both speak: use --model {suited}"
        return _better("speed", finding, told if suited else "close other programs")
    return _ok("speed", f"{finding}; up to {suited} keeps up with ease")


def _ok(topic: str, finding: str) -> Line:
    return Line(topic=topic, grade=Grade.OK, finding=finding)


def _better(topic: str, finding: str, advice: str) -> Line:
    return Line(topic=topic, grade=Grade.BETTER, finding=finding, advice=advice)


def _problem(topic: str, finding: str, advice: str) -> Line:
    return Line(topic=topic, grade=Grade.PROBLEM, finding=finding, advice=advice)
