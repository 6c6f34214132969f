import pytest

from coach.audio_time import milliseconds, samples
from coach.events import Speaker
from coach.speech.endpointing import (
    Endpointer,
    UtteranceClosed,
    UtteranceMark,
    UtteranceOpened,
    UtterancePaused,
)
from coach.speech.segments import Segmenter
from coach.speech.settings import SpeechSettings
from coach.speech.voice_activity import WINDOW


class Channel:
    """A channel whose speech is written as runs of windows."""

    def __init__(self, settings: SpeechSettings | None = None) -> None:
        settings = settings or SpeechSettings()
        self.segmenter = Segmenter(Speaker.AGENT, settings)
        self.endpointer = Endpointer(settings)
        self.now = 0

    def hear(
        self, *runs: int, level: float = -20.0, quiet: float = -60.0
    ) -> list[UtteranceMark]:
        """Take runs of speech (positive) and silence (negative) windows."""
        marks: list[UtteranceMark] = []
        for run in runs:
            for _ in range(abs(run)):
                change = self.segmenter.feed(self.now, 0.9 if run > 0 else 0.0)
                self.now += WINDOW
                marks += self.endpointer.feed(
                    self.now, level if run > 0 else quiet, self.segmenter, change
                )
        return marks


ENDPOINT = 13
"""Windows in the default endpoint of 416 ms."""


class TestEndpointer:
    def test_a_pause_then_the_endpoint(self) -> None:
        """A pause is told at 192 ms of silence, the end at 416 ms, not before."""
        channel = Channel()
        assert channel.hear(10) == [UtteranceOpened(start=0, is_cut=False)]
        assert channel.hear(-5) == []
        assert channel.hear(-1) == [
            UtterancePaused(start=0, end=10 * WINDOW, known_at=16 * WINDOW)
        ]
        assert channel.hear(6 - ENDPOINT + 1) == []
        assert channel.hear(-1) == [
            UtteranceClosed(
                start=0,
                end=10 * WINDOW,
                is_cut=False,
                known_at=(10 + ENDPOINT) * WINDOW,
            )
        ]

    def test_speech_over_a_short_pause_is_one_utterance(self) -> None:
        """The speaker resumed one window before the endpoint: nothing ended."""
        channel = Channel()
        marks = channel.hear(10, 1 - ENDPOINT, 10, -ENDPOINT)
        assert [type(mark) for mark in marks] == [
            UtteranceOpened,
            UtterancePaused,
            UtterancePaused,
            UtteranceClosed,
        ]
        assert marks[-1] == UtteranceClosed(
            start=0,
            end=(20 + ENDPOINT - 1) * WINDOW,
            is_cut=False,
            known_at=(20 + 2 * ENDPOINT - 1) * WINDOW,
        )

    def test_the_end_waits_while_speech_may_have_begun(self) -> None:
        """A click at the endpoint puts it off until it is known to be no speech."""
        channel = Channel()
        channel.hear(10, 1 - ENDPOINT)
        assert channel.hear(2) == []
        (closed,) = channel.hear(-1)
        assert isinstance(closed, UtteranceClosed)
        assert closed.end == 10 * WINDOW
        assert closed.known_at == channel.now

    def test_adapts_to_a_speaker_who_hardly_pauses(self) -> None:
        """Five pauses of 224 ms make the endpoint as short as it may be."""
        channel = Channel()
        for _ in range(5):
            channel.hear(10, -7)
        assert milliseconds(channel.endpointer.limit(0)) == 416
        channel.hear(10)
        assert milliseconds(channel.endpointer.limit(0)) == 352

    def test_adapts_to_a_speaker_who_pauses_a_lot(self) -> None:
        """Pauses of half a second make it longer, up to its limit."""
        channel = Channel()
        for _ in range(8):
            channel.hear(10, -20)
        assert milliseconds(channel.endpointer.limit(0)) == 512

    def test_silence_over_a_second_is_no_pause(self) -> None:
        """Waiting for an answer says nothing about how somebody speaks."""
        channel = Channel()
        for _ in range(8):
            channel.hear(10, -32)
        assert milliseconds(channel.endpointer.limit(0)) == 416

    def test_shrinks_for_long_utterances(self) -> None:
        """From then on the endpoint gets shorter, down to a segment's silence."""
        settings = SpeechSettings(long_utterance_ms=12_000, max_utterance_ms=24_000)
        limit = Endpointer(settings).limit
        assert limit(samples(12_000)) == samples(416)
        assert limit(samples(18_000)) == samples(304)
        assert limit(samples(24_000)) == limit(samples(30_000)) == samples(192)

    def test_too_long_an_utterance_is_cut_at_its_quietest(self) -> None:
        """It is cut within the last second, and the speaker goes on."""
        channel = Channel(SpeechSettings(max_utterance_ms=24_000))
        assert channel.hear(730) == [UtteranceOpened(start=0, is_cut=False)]
        marks = channel.hear(2, level=-40.0) + channel.hear(100)
        assert marks == [
            UtteranceClosed(
                start=0, end=731 * WINDOW, is_cut=True, known_at=750 * WINDOW
            ),
            UtteranceOpened(start=731 * WINDOW, is_cut=True),
        ]
        closed = channel.hear(-ENDPOINT)[-1]
        assert isinstance(closed, UtteranceClosed)
        assert (closed.start, closed.end) == (731 * WINDOW, 832 * WINDOW)

    @pytest.mark.parametrize("talk", [[5000], [550, -5, 550, -5], [624, -3, 300]])
    def test_no_utterance_is_longer_than_whisper_hears(self, talk: list[int]) -> None:
        """Whatever somebody does, no utterance exceeds 20 s, and each has speech."""
        marks = Channel().hear(*talk, -40)
        closed = [mark for mark in marks if isinstance(mark, UtteranceClosed)]
        assert closed
        assert all(0 < mark.end - mark.start <= samples(20_000) for mark in closed)

    def test_closed_from_outside(self) -> None:
        """A gap ends the utterance once its segment has been stopped."""
        channel = Channel()
        assert channel.endpointer.close(0) == []
        channel.hear(10)
        now = channel.now + WINDOW
        stopped = channel.segmenter.stop(now)
        channel.endpointer.feed(now, 0.0, channel.segmenter, stopped)
        assert channel.endpointer.close(now) == [
            UtteranceClosed(start=0, end=10 * WINDOW, is_cut=False, known_at=now)
        ]
