import numpy as np
import pytest

from coach.audio.line import LineSource
from coach.audio.source import Chunk
from coach.audio_time import samples
from coach.calls.going_on import CallGoingOn
from coach.calls.settings import CallSettings
from coach.events import Speaker

from .test_hang_up_tone import busy

START = samples(60_000)


def going_on(settings: CallSettings | None = None) -> tuple[CallGoingOn, LineSource]:
    """Return a call that began in the first minute of a shift."""
    source = LineSource("mic + loop")
    return CallGoingOn(settings or CallSettings(), start=START, source=source), source


async def test_the_call_hears_its_stretch_of_the_line_on_its_own_clock() -> None:
    """What was captured before it began is no part of it."""
    call, source = going_on()
    for start in (START - 320, START - 160, START + 160):
        call.put(
            Chunk(speaker=Speaker.AGENT, start=start, samples=np.ones(320, np.float32))
        )
    source.close()

    spans = [(piece.start, piece.end) async for piece in source.pieces()]
    assert spans == [(0, 160), (160, 480)]


@pytest.mark.parametrize(
    ("speaker", "wanted", "ends"),
    [
        (Speaker.CUSTOMER, True, True),
        (Speaker.AGENT, True, False),
        (Speaker.CUSTOMER, False, False),
    ],
)
def test_the_busy_tone_ends_it_where_the_policy_wants(
    speaker: Speaker, wanted: bool, ends: bool
) -> None:
    """Heard on the customer's side only, and where it began."""
    call, _ = going_on(CallSettings(hang_up_tone=wanted))
    call.put(Chunk(speaker=speaker, start=START, samples=busy(425.0)))
    over = call.end_by(0)

    assert (over is not None) is ends
    if over is not None:
        assert over.reason == "hang-up"
        assert over.at <= samples(1_000)


def test_silence_ends_it_by_what_its_events_say() -> None:
    """It asks the ending, on the call's clock."""
    call, _ = going_on()
    assert call.end_by(samples(89_999)) is None
    over = call.end_by(samples(90_000))
    assert over is not None
    assert over.reason == "silence"
