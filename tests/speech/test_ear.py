from coach.audio.source import Gap
from coach.events import (
    CaptureLost,
    CaptureRestored,
    Speaker,
    SpeechStarted,
    SpeechStopped,
)
from coach.speech.ear import Ear, Window
from coach.speech.endpointing import UtteranceClosed, UtteranceOpened
from coach.speech.settings import SpeechSettings
from coach.speech.voice_activity import WINDOW


def window(index: int, probability: float, level: float = -20.0) -> Window:
    """Return a window of talk or of nothing."""
    return Window(
        start=index * WINDOW, probability=probability, level=level, flatness=0.1
    )


class TestEar:
    def test_speech_and_its_evidence(self) -> None:
        """The evidence counts the windows of speech in the span, and only those."""
        ear = Ear(Speaker.AGENT, SpeechSettings())
        for index in range(20):
            ear.feed(window(index, 0.0, -60.0), -60.0)
        sounds = [
            sound
            for index in range(20, 30)
            for sound in ear.feed(window(index, 0.8), -60.0)[0]
        ]
        assert [type(sound) for sound in sounds] == [SpeechStarted]
        evidence = ear.evidence(18 * WINDOW, 40 * WINDOW)
        assert evidence.length == 10 * WINDOW
        assert round(evidence.probability, 3) == 0.8
        assert 30 < evidence.over_noise_db <= 40
        assert evidence.music == 0

    def test_the_other_ones_echo_is_no_speech(self) -> None:
        """Speech 30 dB under the other channel never starts a segment."""
        ear = Ear(Speaker.AGENT, SpeechSettings())
        for index in range(50):
            assert ear.feed(window(index, 0.9, -50.0), -20.0) == ([], [])

    def test_finish_ends_what_goes_on(self) -> None:
        """The segment and the utterance end with the last window of speech."""
        ear = Ear(Speaker.CUSTOMER, SpeechSettings())
        marks = [
            mark
            for index in range(5)
            for mark in ear.feed(window(index, 0.9), -60.0)[1]
        ]
        assert marks == [UtteranceOpened(start=0, is_cut=False)]
        sounds, marks = ear.finish(6 * WINDOW)
        assert sounds == [
            SpeechStopped(speaker=Speaker.CUSTOMER, at=5 * WINDOW, known_at=6 * WINDOW)
        ]
        assert isinstance(marks[-1], UtteranceClosed)
        assert ear.finish(7 * WINDOW) == ([], [])

    def test_an_utterance_of_any_length_keeps_its_evidence(self) -> None:
        """All of it is remembered while it goes on, and let go of afterwards."""
        ear = Ear(Speaker.AGENT, SpeechSettings())
        for index in range(500):
            ear.feed(window(index, 0.9), -60.0)
        assert ear.evidence(0, 500 * WINDOW).length == 500 * WINDOW
        for index in range(500, 600):
            ear.feed(window(index, 0.0, -60.0), -60.0)
        assert ear.evidence(0, 600 * WINDOW).length == 0


class TestGaps:
    def gap(self, start: int, end: int, *, is_pause: bool = False) -> Gap:
        """Return a gap on the agent's channel."""
        return Gap(speaker=Speaker.AGENT, start=start, end=end, is_pause=is_pause)

    def lost(self, at: int, known_at: int, *, is_pause: bool = False) -> CaptureLost:
        """Return what is told of a gap."""
        return CaptureLost(
            speaker=Speaker.AGENT, at=at, known_at=known_at, is_pause=is_pause
        )

    def test_a_pause_is_told_as_one(self) -> None:
        """Once, however many gaps it comes in, until there is sound again."""
        ear = Ear(Speaker.AGENT, SpeechSettings())
        first, second = (
            self.gap(10, 600, is_pause=True),
            self.gap(600, 900, is_pause=True),
        )
        assert ear.lose(512, [first])[0] == [self.lost(10, 512, is_pause=True)]
        assert ear.lose(1_024, [first, second])[0] == []
        assert ear.feed(window(2, 0.0), -60.0)[0] == [
            CaptureRestored(speaker=Speaker.AGENT, at=900, known_at=1_536)
        ]

    def test_a_loss_that_becomes_a_pause_is_told_again(self) -> None:
        """And back, in windows of their own."""
        ear = Ear(Speaker.AGENT, SpeechSettings())
        first, then = self.gap(0, 600), self.gap(600, 1_100, is_pause=True)
        last = self.gap(1_100, 1_500)
        assert ear.lose(512, [first])[0] == [self.lost(0, 512)]
        assert ear.lose(1_024, [first, then])[0] == [
            self.lost(600, 1_024, is_pause=True)
        ]
        assert ear.lose(1_536, [then, last])[0] == [self.lost(1_100, 1_536)]

    def test_both_in_one_window(self) -> None:
        """Sound between them is too short to be heard; both are told, in order."""
        ear = Ear(Speaker.AGENT, SpeechSettings())
        gaps = [self.gap(10, 20), self.gap(100, 200, is_pause=True)]
        assert ear.lose(512, gaps)[0] == [
            self.lost(10, 512),
            self.lost(100, 512, is_pause=True),
        ]
