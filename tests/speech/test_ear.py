from coach.events import Speaker, SpeechStarted, SpeechStopped
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
