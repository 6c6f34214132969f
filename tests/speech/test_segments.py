import pytest

from coach.audio_time import samples
from coach.events import Speaker, SpeechStarted, SpeechStopped
from coach.speech.segments import Segmenter, whole_windows
from coach.speech.settings import SpeechSettings
from coach.speech.voice_activity import WINDOW


def changes(
    probabilities: list[float], settings: SpeechSettings | None = None
) -> list[SpeechStarted | SpeechStopped]:
    """Return what a segmenter makes of these windows."""
    segmenter = Segmenter(Speaker.AGENT, settings or SpeechSettings())
    found = [
        segmenter.feed(index * WINDOW, probability)
        for index, probability in enumerate(probabilities)
    ]
    return [change for change in found if change is not None]


class TestSegmenter:
    def test_speech_is_certain_after_three_windows(self) -> None:
        """It starts at the first of them and is known at the end of the third."""
        assert changes([0.0, 0.9, 0.9, 0.9]) == [
            SpeechStarted(speaker=Speaker.AGENT, at=WINDOW, known_at=4 * WINDOW)
        ]

    def test_a_blip_is_no_speech(self) -> None:
        """Two windows of a click make no segment, however loud."""
        assert changes([0.0, 1.0, 1.0, 0.0, 1.0, 1.0, 0.0]) == []

    @pytest.mark.parametrize(("probability", "starts"), [(0.5, True), (0.49, False)])
    def test_onset(self, probability: float, starts: bool) -> None:
        """The threshold itself counts as speech."""
        assert bool(changes([probability] * 3)) is starts

    def test_in_music_speech_takes_longer_to_be_certain(self) -> None:
        """Notes of nine windows are no speech, ten windows are."""
        segmenter = Segmenter(Speaker.AGENT, SpeechSettings())
        found = [
            segmenter.feed(index * WINDOW, 0.9, in_music=True) for index in range(10)
        ]
        assert found[:9] == [None] * 9
        assert found[9] == SpeechStarted(
            speaker=Speaker.AGENT, at=0, known_at=10 * WINDOW
        )

    def test_the_lower_threshold_is_enough_to_go_on(self) -> None:
        """Between the thresholds speech goes on, but does not begin."""
        assert changes([0.4, 0.4, 0.4]) == []
        assert changes([0.5, 0.35, 0.35])[0].at == 0
        assert changes([0.5, 0.34, 0.5, 0.34]) == []

    def test_silence_is_certain_after_six_windows(self) -> None:
        """Speech stops after its last window and is known 192 ms later."""
        spoken = [0.9] * 3
        assert len(changes(spoken + [0.0] * 5)) == 1
        assert changes(spoken + [0.0] * 6)[1] == SpeechStopped(
            speaker=Speaker.AGENT, at=3 * WINDOW, known_at=9 * WINDOW
        )

    def test_a_short_pause_is_bridged(self) -> None:
        """Five windows of silence end nothing, and are counted anew afterwards."""
        pause = [0.0] * 5
        assert len(changes([0.9] * 3 + pause + [0.4] + pause + [0.9])) == 1

    def test_undecided(self) -> None:
        """From the first window on until it is certain, speech may have begun."""
        segmenter = Segmenter(Speaker.AGENT, SpeechSettings())
        assert not segmenter.is_undecided
        segmenter.feed(0, 0.9)
        assert segmenter.is_undecided
        segmenter.feed(WINDOW, 0.9)
        segmenter.feed(2 * WINDOW, 0.9)
        assert not segmenter.is_undecided
        assert segmenter.is_speaking

    def test_stopped_from_outside(self) -> None:
        """A gap ends the segment after its last window of speech."""
        segmenter = Segmenter(Speaker.CUSTOMER, SpeechSettings())
        assert segmenter.stop(5) is None
        for index in range(3):
            segmenter.feed(index * WINDOW, 0.9)
        segmenter.feed(3 * WINDOW, 0.1)
        assert segmenter.stop(5 * WINDOW) == SpeechStopped(
            speaker=Speaker.CUSTOMER, at=3 * WINDOW, known_at=5 * WINDOW
        )


@pytest.mark.parametrize(
    ("ms", "windows"), [(0, 1), (1, 1), (32, 1), (33, 2), (96, 3), (192, 6)]
)
def test_whole_windows(ms: int, windows: int) -> None:
    """Milliseconds are rounded up to windows of 32."""
    assert whole_windows(ms) == windows
    assert windows * WINDOW >= samples(ms)
