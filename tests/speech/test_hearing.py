import random
from dataclasses import replace
from typing import TypeVar

import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

from coach.audio.source import Chunk, Gap, Piece
from coach.audio_time import samples
from coach.errors import RecognitionError
from coach.events import (
    CallEnded,
    CaptureLost,
    CaptureRestored,
    HeardEvent,
    PartialRecognised,
    Speaker,
    SpeechStarted,
    SpeechStopped,
    UtteranceFailed,
    UtteranceFinalised,
)
from coach.speech.decoding import DecodeRequest
from coach.speech.hearing import Heard, Hearing
from coach.speech.settings import SpeechSettings
from coach.speech.voice_activity import WINDOW, VoiceActivity
from tests.speech.fakes import (
    LoudIsSpeech,
    Samples,
    decoding,
    facts,
    hear,
    pieces,
    talk,
)

Kind = TypeVar("Kind", bound=Heard)

ENDPOINT = 13


def only(kind: type[Kind], found: list[Heard]) -> list[Kind]:
    """Return the items of one kind."""
    return [item for item in found if isinstance(item, kind)]


def finals(found: list[Heard]) -> list[DecodeRequest]:
    """Return the final requests."""
    return [one for one in only(DecodeRequest, found) if one.purpose == "final"]


def hearing() -> Hearing:
    """Return a hearing with a fake for voice activity."""
    return Hearing(SpeechSettings(), activity=LoudIsSpeech)


def say(
    target: Hearing, agent: Samples, at: int = 0, customer: Samples | None = None
) -> list[Heard]:
    """Feed both channels at once; the customer is silent unless told otherwise."""
    if customer is None:
        customer = np.zeros(len(agent), np.float32)
    found = target.feed(Chunk(speaker=Speaker.AGENT, start=at, samples=agent))
    return found + target.feed(
        Chunk(speaker=Speaker.CUSTOMER, start=at, samples=customer)
    )


class TestUtterances:
    def test_speech_becomes_events_and_a_final_request(self) -> None:
        """Segment, utterance, audio: all in samples, the audio padded on both sides."""
        audio = talk(-20, 30, -20)
        found = hear(audio, np.zeros(len(audio), np.float32), early=False)

        assert only(SpeechStarted, found) == [
            SpeechStarted(speaker=Speaker.AGENT, at=20 * WINDOW, known_at=23 * WINDOW)
        ]
        assert only(SpeechStopped, found) == [
            SpeechStopped(speaker=Speaker.AGENT, at=50 * WINDOW, known_at=56 * WINDOW)
        ]
        (request,) = finals(found)
        assert request.utterance_id == "agent-640"
        assert (request.start, request.end) == (20 * WINDOW, 50 * WINDOW)
        assert request.audio_start == 20 * WINDOW - samples(320)
        last = 50 * WINDOW + samples(192)
        assert np.array_equal(request.audio, audio[request.audio_start : last])

    def test_words_come_with_the_endpoint_as_their_time(self) -> None:
        """However late the decode, the final is known when the utterance was over."""
        ears = hearing()
        found = say(ears, talk(30, -40))
        request = finals(found)[0]
        assert ears.pending == (request,)

        (final,) = ears.decoded(request, decoding("Good morning."))

        assert isinstance(final, UtteranceFinalised)
        assert final.utterance.text == "Good morning."
        assert (final.utterance.start, final.utterance.end) == (0, 30 * WINDOW)
        assert final.known_at == (30 + ENDPOINT) * WINDOW
        assert not ears.pending

    def test_a_failed_decode_costs_its_utterance(self) -> None:
        """It is marked with the reason, and its text is empty."""
        ears = hearing()
        request = finals(say(ears, talk(30, -40)))[0]
        (failed,) = ears.decoded(request, RecognitionError("out of memory"))
        assert isinstance(failed, UtteranceFailed)
        assert failed.reason == "recognition-error"
        assert failed.utterance.text == ""

    def test_phantom_words_are_dropped(self) -> None:
        """A phantom phrase of hardly any sound is no utterance."""
        ears = hearing()
        request = finals(say(ears, talk(4, -40)))[0]
        (failed,) = ears.decoded(request, decoding("Thank you."))
        assert isinstance(failed, UtteranceFailed)
        assert failed.reason == "phantom"

    def test_the_answer_to_an_unknown_request_says_nothing(self) -> None:
        """An answer that comes twice changes nothing."""
        ears = hearing()
        request = finals(say(ears, talk(30, -40)))[0]
        assert ears.decoded(request, decoding("Hello."))
        assert ears.decoded(request, decoding("Hello.")) == []


def customer_talks(ears: Hearing, windows: int) -> list[Heard]:
    """The customer speaks for that many windows; the agent is silent."""
    silence = np.zeros(WINDOW, np.float32)
    return [
        item
        for at in range(windows)
        for item in say(ears, silence, at * WINDOW, talk(1))
    ]


class TestEarlyWords:
    def test_partials_come_early_and_then_rarer(self) -> None:
        """The first after 0.7 s of speech, then rarer as there is more to recognise."""
        ears = hearing()
        partials = only(DecodeRequest, customer_talks(ears, 140))
        assert [one.purpose for one in partials] == ["partial"] * 3
        assert [one.end for one in partials] == [n * WINDOW for n in (22, 73, 133)]
        assert all(len(one.audio) == one.end for one in partials)

    def test_the_agent_s_partials_are_rarer(self) -> None:
        """They know what they are saying."""
        ears = hearing()
        found = [item for at in range(140) for item in say(ears, talk(1), at * WINDOW)]
        ends = [request.end for request in only(DecodeRequest, found)]
        assert ends == [n * WINDOW for n in (22, 126)]

    def test_a_partial_shows_what_is_stable(self) -> None:
        """Two hypotheses that agree make words stable."""
        ears = hearing()
        first, second = only(DecodeRequest, customer_talks(ears, 80))
        ears.decoded(first, decoding("My printer"))
        (partial,) = ears.decoded(second, decoding("My printer is on"))
        assert isinstance(partial, PartialRecognised)
        assert partial.utterance.end == partial.known_at == 73 * WINDOW
        assert partial.utterance.text[: partial.stable] == "My printer"

    def test_an_older_partial_is_not_shown_after_a_newer(self) -> None:
        """Two decodes at once may finish in either order."""
        ears = hearing()
        first, second = only(DecodeRequest, customer_talks(ears, 80))
        assert ears.decoded(second, decoding("My printer is on"))
        assert ears.decoded(first, decoding("My printer")) == []

    def test_a_pause_asks_for_exactly_the_audio_of_the_final(self) -> None:
        """So the candidate's words are the final's, when the pause lasts."""
        ears = hearing()
        candidate = only(DecodeRequest, say(ears, talk(15, -6)))[-1]
        final = finals(say(ears, talk(-20), 21 * WINDOW))[0]
        assert candidate.purpose == "candidate"
        assert facts(candidate)[:5] == facts(final)[:5]
        assert np.array_equal(candidate.audio, final.audio)

    def test_a_candidate_in_time_becomes_the_final_at_the_endpoint(self) -> None:
        """No second decode, and the same event as without the candidate."""
        ears = hearing()
        candidate = only(DecodeRequest, say(ears, talk(15, -6)))[-1]
        (partial,) = ears.decoded(candidate, decoding("Sure, go ahead."))
        assert isinstance(partial, PartialRecognised)

        found = say(ears, talk(-20), 21 * WINDOW)

        (final,) = only(UtteranceFinalised, found)
        assert finals(found) == []
        assert final.known_at == (15 + ENDPOINT) * WINDOW
        late = hearing()
        request = finals(say(late, talk(15, -26)))[0]
        assert late.decoded(request, decoding("Sure, go ahead.")) == [final]

    def test_a_candidate_that_comes_after_the_endpoint_serves_too(self) -> None:
        """Whichever of the two answers is first, the other one says nothing."""
        ears = hearing()
        candidate = only(DecodeRequest, say(ears, talk(15, -6)))[-1]
        (final,) = finals(say(ears, talk(-20), 21 * WINDOW))
        assert ears.decoded(candidate, RecognitionError("no")) == []
        (event,) = ears.decoded(candidate, decoding("Sure, go ahead."))
        assert isinstance(event, UtteranceFinalised)
        assert ears.decoded(final, decoding("Sure, go ahead.")) == []

    def test_a_candidate_of_speech_that_went_on_is_only_a_partial(self) -> None:
        """More speech makes another utterance of it."""
        ears = hearing()
        candidate = only(DecodeRequest, say(ears, talk(15, -6)))[-1]
        found = say(ears, talk(-2, 10, -20), 21 * WINDOW)
        assert finals(found)[0].end == (21 + 12) * WINDOW
        assert ears.decoded(candidate, decoding("Sure, go")) == []

    def test_a_partial_never_becomes_the_final(self) -> None:
        """Not even one that was asked for with the utterance's last window."""
        ears = hearing()
        say(ears, talk(15))
        (final,) = finals(say(ears, talk(-26), 15 * WINDOW))
        late = replace(final, purpose="partial")

        assert ears.decoded(late, decoding("Sure, go")) == []
        (event,) = ears.decoded(final, decoding("Sure, go ahead."))
        assert isinstance(event, UtteranceFinalised)
        assert event.utterance.text == "Sure, go ahead."

    def test_without_early_words_only_finals_are_asked_for(self) -> None:
        """Scoring a recording does no work twice."""
        audio = talk(60, -8, 60, -30)
        found = hear(audio, audio, early=False)
        assert {one.purpose for one in only(DecodeRequest, found)} == {"final"}

    def test_what_is_already_out_of_date_is_not_asked_for(self) -> None:
        """A long chunk brings the final, not the partials on the way to it."""
        audio = talk(60, -8, 60, -30)
        found = hear(audio, audio, cut=len(audio))
        assert [one.purpose for one in only(DecodeRequest, found)] == ["final"] * 2


class TestGaps:
    def test_a_gap_is_told_and_ends_the_utterance(self) -> None:
        """Speech on both sides of a gap makes two utterances."""
        audio = talk(60, -30)
        quiet = np.zeros(len(audio), np.float32)
        lost = {Speaker.AGENT: (20 * WINDOW + 100, 30 * WINDOW + 100)}
        found = hear(audio, quiet, lost=lost)

        assert only(CaptureLost, found) == [
            CaptureLost(
                speaker=Speaker.AGENT, at=20 * WINDOW + 100, known_at=21 * WINDOW
            )
        ]
        assert only(CaptureRestored, found) == [
            CaptureRestored(
                speaker=Speaker.AGENT, at=30 * WINDOW + 100, known_at=32 * WINDOW
            )
        ]
        spans = [(one.start // WINDOW, one.end // WINDOW) for one in finals(found)]
        assert spans == [(0, 20), (31, 60)]

    def test_the_other_channel_goes_on(self) -> None:
        """A gap on one channel costs the other one nothing."""
        audio = talk(60, -30)
        found = hear(audio, audio, lost={Speaker.AGENT: (0, len(audio))})
        assert [one.utterance_id for one in finals(found)] == ["customer-0"]

    def test_a_hole_between_chunks_is_the_sources_mistake(self) -> None:
        """Gaps must be said: a missing sample is never passed over."""
        with pytest.raises(ValueError, match="agent: expected a piece from sample 0"):
            hearing().feed(Chunk(speaker=Speaker.AGENT, start=1, samples=talk(1)))

    def test_minutes_of_gap_cost_no_memory(self) -> None:
        """A laptop that slept does not have its silence filled in."""
        ears, length = hearing(), 600 * 16_000
        ears.feed(Gap(speaker=Speaker.AGENT, start=0, end=length))
        found = ears.feed(Gap(speaker=Speaker.CUSTOMER, start=0, end=length))
        assert [type(item) for item in found] == [CaptureLost] * 2
        assert ears.clock == length // WINDOW * WINDOW


class TestTheEnd:
    def test_the_call_ends_when_the_last_words_are_known(self) -> None:
        """What was being said is cut off there, and the end waits for its words."""
        ears = hearing()
        say(ears, talk(30)[:-100])
        found = ears.finish()
        length = 30 * WINDOW - 100
        (request,) = finals(found)
        assert only(SpeechStopped, found)[0].known_at == length
        assert only(CallEnded, found) == []

        events = ears.decoded(request, decoding("Bye now."))

        assert [type(event) for event in events] == [UtteranceFinalised, CallEnded]
        assert events[0].known_at == length
        assert events[1] == CallEnded(at=length, known_at=length)

    def test_an_empty_call(self) -> None:
        """Nothing at all is a call too."""
        assert hearing().finish() == [CallEnded(at=0, known_at=0)]

    def test_a_shorter_channel_is_silent_from_its_end_on(self) -> None:
        """The longer one is heard to its end, and nothing counts as lost."""
        found = hear(talk(5), talk(40, -30))
        assert only(CaptureLost, found) == []
        assert [one.utterance_id for one in finals(found)] == ["agent-0", "customer-0"]

    def test_settled(self) -> None:
        """Time is settled up to what is heard, or before the words still awaited."""
        ears = hearing()
        request = finals(say(ears, talk(30, -40)))[0]
        assert ears.clock == 70 * WINDOW
        assert ears.settled == (30 + ENDPOINT) * WINDOW - 1
        ears.decoded(request, decoding("Yes."))
        assert ears.settled == ears.clock


class TestMemory:
    def test_audio_is_let_go_of(self) -> None:
        """Of four minutes' talk less than half of one is held at any time."""
        ears = hearing()
        minute, most = talk(100, -30, 50, -20), 0
        for turn in range(40):
            at = turn * len(minute)
            for request in only(DecodeRequest, say(ears, minute, at)):
                ears.decoded(request, decoding("Words."))
            held = sum(
                line.track.end - line.track.start for line in ears._lines.values()
            )
            most = max(most, held)
        assert most < samples(30_000)


@st.composite
def calls(draw: st.DrawFn) -> tuple[Samples, Samples]:
    """Draw two channels of talk and silence."""
    runs = st.lists(st.integers(-40, 60).filter(bool), min_size=1, max_size=5)
    agent, customer = (talk(*draw(runs)) for _ in Speaker)
    length = min(len(agent), len(customer)) - draw(st.integers(0, 511))
    return agent[:length], customer[:length]


def told(found: list[Heard]) -> tuple[list[HeardEvent], list[tuple[object, ...]]]:
    """Return the events, and the final requests with their audio."""
    events = [item for item in found if not isinstance(item, DecodeRequest)]
    return events, [facts(request) for request in finals(found)]


class TestChunking:
    @examples(deadline=None, max_examples=30)
    @given(
        call=calls(),
        cut=st.integers(300, 9000),
        seed=st.integers(0, 99),
        gap=st.none() | st.tuples(st.integers(0, 20_000), st.integers(1, 20_000)),
    )
    def test_the_same_audio_is_heard_the_same(
        self,
        call: tuple[Samples, Samples],
        cut: int,
        seed: int,
        gap: tuple[int, int] | None,
    ) -> None:
        """However it is cut, and however far one channel runs ahead of the other."""
        agent, customer = call
        lost = {}
        if gap is not None:
            first = min(gap[0], len(agent))
            lost[Speaker.AGENT] = (first, min(first + gap[1], len(agent)))
        once = hear(agent, customer, cut=10**9, lost=lost)
        assert told(shuffled(agent, customer, cut, seed, lost)) == told(once)

    @pytest.mark.model
    @pytest.mark.parametrize("cut", [160, 777, 16_000])
    def test_with_the_real_model(self, cut: int) -> None:
        """Silero itself does not mind how the audio is cut."""
        rng = np.random.default_rng(3)
        swell = np.repeat(rng.random(60), 4000) > 0.4
        buzz = (np.arange(len(swell)) % 130 - 65) / 400
        agent = (buzz * swell + rng.standard_normal(len(swell)) * 0.002).astype(
            np.float32
        )

        def heard(step: int) -> object:
            ears, found = Hearing(SpeechSettings(), activity=VoiceActivity), []
            for piece in pieces(agent, agent[::-1].copy(), cut=step, lost={}):
                found += ears.feed(piece)
            return told(found + ears.finish())

        assert heard(cut) == heard(512)


def shuffled(
    agent: Samples,
    customer: Samples,
    cut: int,
    seed: int,
    lost: dict[Speaker, tuple[int, int]],
) -> list[Heard]:
    """Hear the call with its channels interleaved at random."""
    chance = random.Random(seed)
    queues: dict[Speaker, list[Piece]] = {
        speaker: [
            piece
            for piece in pieces(agent, customer, cut=cut, lost=lost)
            if piece.speaker is speaker
        ]
        for speaker in Speaker
    }
    ears, found = hearing(), list[Heard]()
    while any(queues.values()):
        queue = chance.choice([queue for queue in queues.values() if queue])
        found += ears.feed(queue.pop(0))
    return found + ears.finish()
