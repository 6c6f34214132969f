import numpy as np
import pytest

from coach.audio.line import LineSource
from coach.audio.source import Chunk, Piece
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


class FakeRecording:
    """Takes down what it is given."""

    def __init__(self) -> None:
        self.spans: list[tuple[int, int]] = []
        self.is_going_on = True

    def put(self, piece: Piece) -> None:
        self.spans.append((piece.start, piece.end))

    def close(self) -> None:
        self.is_going_on = False


async def test_what_is_heard_is_recorded_on_the_call_s_own_clock() -> None:
    """Until the call is closed."""
    call, _ = going_on()
    assert not call.is_recording
    recording = FakeRecording()
    call.recording = recording  # type: ignore[assignment]
    chunk = Chunk(speaker=Speaker.AGENT, start=START, samples=np.ones(320, np.float32))
    call.put(chunk)

    assert call.is_recording
    call.close()
    assert recording.spans == [(0, 320)]
    assert not call.is_recording
