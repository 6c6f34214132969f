from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.audio.source import Chunk, Gap, Piece
from coach.audio_time import samples
from coach.calls.settings import CallSettings
from coach.calls.standby import IDLE, MARGIN, Standby
from coach.events import Speaker
from coach.speech.settings import SpeechSettings
from coach.speech.voice_activity import WINDOW
from tests.speech.fakes import LoudIsSpeech

Spans = list[tuple[int, int]]

START = samples(7_000)
"""Where the standby begins in the day: never at zero."""


def sound(length_ms: int, *spans: tuple[int, int]) -> np.ndarray:
    """Return a channel that is loud in the spans, in milliseconds."""
    audio = np.zeros(samples(length_ms), np.float32)
    for start, end in spans:
        audio[samples(start) : samples(end)] = 0.3
    return audio


def standby(settings: CallSettings | None = None, **more: bool) -> Standby:
    """Return a standby that takes every loud window for a voice."""
    return Standby(
        settings or CallSettings(),
        SpeechSettings(),
        start=START,
        activity=LoudIsSpeech,
        **more,
    )


def begun(
    ear: Standby, agent: Spans, customer: Spans, *, length: int, chunk: int = 320
) -> tuple[int, int] | None:
    """Return where a call begins and when that is known, in ms of the standby."""
    tracks = {
        Speaker.AGENT: sound(length, *agent),
        Speaker.CUSTOMER: sound(length, *customer),
    }
    for at in range(0, samples(length), chunk):
        for speaker, audio in tracks.items():
            piece = Chunk(
                speaker=speaker, start=START + at, samples=audio[at : at + chunk]
            )
            found = ear.feed(piece)
            if found is not None:
                return (found - START) // 16, (ear.now - START) // 16
    return None


def test_the_customer_s_voice_begins_a_call() -> None:
    """Shortly before its first word, and known within a second."""
    found = begun(standby(), [], [(10_000, 12_000)], length=13_000)

    assert found is not None
    at, known = found
    assert abs(at - (10_000 - MARGIN // 16)) <= 40
    assert 10_600 <= known <= 11_000


def test_the_agent_s_greeting_belongs_to_the_call() -> None:
    """It came before the customer spoke; what was said to a colleague did not."""
    chat, greeting = (2_000, 8_000), (12_000, 16_000)
    found = begun(standby(), [chat, greeting], [(16_500, 18_000)], length=18_000)

    assert found is not None
    assert abs(found[0] - (12_000 - MARGIN // 16)) <= 40


def test_no_more_than_the_lead_in_belongs_to_the_call() -> None:
    """However long the agent had been talking."""
    found = begun(standby(), [(1_000, 30_000)], [(30_500, 32_000)], length=32_000)

    assert found is not None
    lead_in = CallSettings().lead_in_ms
    assert abs(found[0] - (30_500 - lead_in)) <= 40


def test_the_agent_s_voice_alone_begins_nothing() -> None:
    """Who talks to a colleague is on no call."""
    assert begun(standby(), [(1_000, 20_000)], [], length=21_000) is None


def test_short_sounds_begin_nothing() -> None:
    """A chime of the desktop every ten seconds is nobody's voice."""
    chimes = [(at, at + 400) for at in range(1_000, 40_000, 10_000)]
    assert begun(standby(), [], chimes, length=41_000) is None


def test_by_hand_no_voice_begins_a_call() -> None:
    """The desk wants the button, or the telephone, to do it."""
    ear = standby(CallSettings(begin="by-hand"))
    assert begun(ear, [], [(1_000, 20_000)], length=21_000) is None


def test_after_a_call_ended_by_hand_the_customer_must_fall_silent() -> None:
    """They are still on the line; the next caller begins the next call."""
    still, later = (0, 4_000), (9_500 + IDLE // 16, 16_000)
    assert begun(standby(needs_quiet=True), [], [still], length=6_000) is None

    found = begun(standby(needs_quiet=True), [], [still, later], length=16_000)
    assert found is not None
    assert found[0] > 13_000


def test_what_is_held_is_the_call_s_beginning() -> None:
    """Both channels from the beginning on, without a hole."""
    ear = standby()
    found = begun(ear, [(12_000, 16_000)], [(16_500, 18_000)], length=18_000)
    assert found is not None
    pieces = ear.held(START + samples(found[0]))

    for speaker in Speaker:
        own = [piece for piece in pieces if piece.speaker is speaker]
        assert own[0].start <= START + samples(found[0]) < own[0].end
        assert all(a.end == b.start for a, b in pairwise(own))
        assert 0 <= own[-1].end - START - samples(found[1]) <= WINDOW
    agent = [p for p in pieces if p.speaker is Speaker.AGENT]
    assert all(isinstance(piece, Chunk) for piece in agent)


def test_old_sound_is_forgotten() -> None:
    """No more than the lead-in and a few seconds is ever in memory."""
    ear = standby()
    begun(ear, [(0, 120_000)], [], length=120_000)
    held = sum(piece.end - piece.start for piece in ear.held(0))
    assert held <= 2 * (samples(CallSettings().lead_in_ms) + samples(6_000))


def test_without_a_lead_in_nothing_is_kept() -> None:
    """A desk may want no sound in memory at all; the greeting is then not heard."""
    ear = standby(CallSettings(lead_in_ms=0))
    begun(ear, [(0, 20_000)], [], length=20_000)
    held = sum(piece.end - piece.start for piece in ear.held(0))
    assert held <= 2 * samples(100)


@pytest.mark.parametrize("lead_in_ms", [0, 200, 15_000])
def test_a_call_begins_with_what_is_held_of_it(lead_in_ms: int) -> None:
    """However little that is: a call whose beginning is missing cannot be followed."""
    ear = standby(CallSettings(lead_in_ms=lead_in_ms))
    talk = [(1_000, 30_000)]
    found = begun(ear, talk, [(20_000, 20_450), (24_600, 26_000)], length=27_000)
    assert found is not None
    start = START + found[0] * 16
    for speaker in Speaker:
        own = [p for p in ear.held(start) if p.speaker is speaker]
        assert not own or own[0].start <= start


def test_as_much_speech_as_can_be_asked_for_begins_a_call() -> None:
    """The greatest setting is one that works."""
    ear = standby(CallSettings(begin_speech_ms=4_000))
    assert begun(ear, [], [(10_000, 20_000)], length=20_000) is not None


def test_gaps_are_part_of_the_line() -> None:
    """A lost device neither begins a call nor keeps the other from beginning one."""
    ear, found = standby(), None
    for second in range(12):
        start = START + samples(1_000 * second)
        gap = Gap(speaker=Speaker.AGENT, start=start, end=start + samples(1_000))
        voice: Piece = Chunk(
            speaker=Speaker.CUSTOMER,
            start=start,
            samples=sound(1_000, (0, 1_000 if second > 9 else 0)),
        )
        assert ear.feed(gap) is None
        found = ear.feed(voice)
        if found is not None:
            break
    assert found is not None
    assert abs(found - START - samples(9_500)) <= 2 * WINDOW


def begun_unheard(speaker: Speaker, *, lost: tuple[int, int]) -> int:
    """Return where the call begins whose first word comes at 10 s, in ms.

    Args:
        speaker: Whose channel was not heard for a while.
        lost: From when to when, in ms.
    """
    ear, found = standby(), None
    voice, nothing = sound(12_000, (10_000, 12_000)), sound(20)
    for at in range(0, samples(12_000), 320):
        for who in Speaker:
            start = START + at
            spoken = voice[at : at + 320] if who is Speaker.CUSTOMER else nothing
            piece: Piece = Chunk(speaker=who, start=start, samples=spoken)
            if who is speaker and samples(lost[0]) <= at < samples(lost[1]):
                piece = Gap(speaker=who, start=start, end=start + 320)
            found = found or ear.feed(piece)
    assert found is not None
    return (found - START) // 16


@pytest.mark.parametrize("speaker", Speaker)
@pytest.mark.parametrize(
    ("heard_from", "begins"),
    [(9_480, 9_484), (9_500, 9_500), (9_980, 9_980), (10_020, 10_020)],
)
def test_a_gap_before_the_first_word_is_no_part_of_the_call(
    speaker: Speaker, heard_from: int, begins: int
) -> None:
    """A loopback may deliver nothing until something is played: nothing was lost."""
    assert begun_unheard(speaker, lost=(0, heard_from)) == begins


@pytest.mark.parametrize("heard_from", [10_040, 11_000, 12_000])
def test_a_gap_in_the_first_word_is_part_of_the_call(heard_from: int) -> None:
    """Nobody knows what the agent said meanwhile."""
    lost = (9_700, heard_from)
    assert begun_unheard(Speaker.AGENT, lost=lost) == 9_984 - MARGIN // 16


@settings(max_examples=15, deadline=None)
@given(chunk=st.integers(150, 20_000))
def test_a_call_begins_at_the_same_place_however_the_sound_is_cut(chunk: int) -> None:
    """What is certain when depends on the chunks; where the call began does not."""
    talk: tuple[Spans, Spans] = ([(3_000, 5_000)], [(5_500, 9_000)])
    found = begun(standby(), *talk, length=12_000, chunk=chunk)
    assert found is not None
    assert found[0] == 2_976 - MARGIN // 16  # voice activity's windows are 32 ms


@pytest.mark.parametrize("end", [START, START - 5])
def test_what_was_heard_before_the_standby_is_not_its_own(end: int) -> None:
    """Pieces of the call before are passed over."""
    ear = standby()
    piece = Chunk(
        speaker=Speaker.AGENT, start=end - 320, samples=np.ones(320, np.float32)
    )
    assert ear.feed(piece) is None
    assert ear.held(0) == []
