import numpy as np
import pytest
from numpy.typing import NDArray

from coach.speech.voice_activity import WINDOW, VoiceActivity


@pytest.fixture(scope="module")
def audio() -> NDArray[np.float32]:
    """Return ten seconds that rise, fall, hum and hiss: whole windows."""
    rng = np.random.default_rng(7)
    count = 312 * WINDOW
    times = np.arange(count) / 16_000
    voice = sum(np.sin(2 * np.pi * 120 * n * times) / n for n in range(1, 20))
    swell = np.clip(np.sin(2 * np.pi * 2.5 * times), 0, 1)
    noise = rng.standard_normal(count) * 0.003
    return np.asarray(0.1 * voice * swell + noise, np.float32)


@pytest.mark.model
class TestVoiceActivity:
    def test_it_is_silero(self, audio: NDArray[np.float32]) -> None:
        """The converted model says what the one that ships with faster-whisper says."""
        from faster_whisper.vad import get_vad_model

        few = audio[: 60 * WINDOW]  # faster-whisper's never forgets, ours not in talk
        # It writes over the end of what it is given, which is the last window.
        known = get_vad_model()(few.copy()).ravel()[:-1]

        found = VoiceActivity().probabilities(few)[:-1]

        assert known.max() > 0.8
        assert known.min() < 0.1
        assert np.abs(found - known).max() < 1e-5

    @pytest.mark.parametrize("run", [2, 3, 7, 31, 64, 312])
    def test_runs_of_windows_are_the_same_bit_by_bit(
        self, audio: NDArray[np.float32], run: int
    ) -> None:
        """How many windows are handed in at once changes nothing."""

        def heard(windows: int) -> list[float]:
            activity, step = VoiceActivity(), windows * WINDOW
            parts = [
                activity.probabilities(audio[at : at + step])
                for at in range(0, len(audio), step)
            ]
            return [float(chance) for chance in np.concatenate(parts)]

        assert heard(run) == heard(1)

    @pytest.mark.parametrize("run", [7, 31, 33, 97, 500])
    def test_what_it_forgets_in_silence_is_the_same_too(
        self, audio: NDArray[np.float32], run: int
    ) -> None:
        """A run ends where it may have to forget, and never after that."""
        quiet = np.zeros(129 * WINDOW, np.float32)
        talk = audio[: 40 * WINDOW]
        call = np.concatenate([talk, quiet, talk, quiet[: 50 * WINDOW], talk])

        def heard(windows: int) -> list[float]:
            activity, step = VoiceActivity(), windows * WINDOW
            parts = [
                activity.probabilities(call[at : at + step])
                for at in range(0, len(call), step)
            ]
            return [float(chance) for chance in np.concatenate(parts)]

        assert heard(run) == heard(1)

    def test_channels_do_not_disturb_each_other(
        self, audio: NDArray[np.float32]
    ) -> None:
        """The session is shared, the state is not."""
        alone = VoiceActivity().probabilities(audio)
        one, other = VoiceActivity(), VoiceActivity()
        half = len(audio) // 2
        first = one.probabilities(audio[:half])
        other.probabilities(audio[::-1].copy())
        both = np.concatenate([first, one.probabilities(audio[half:])])
        assert np.array_equal(alone, both)

    def test_reset_forgets(self, audio: NDArray[np.float32]) -> None:
        """After a reset it hears as if the call had just begun."""
        activity = VoiceActivity()
        first = activity.probabilities(audio[: 40 * WINDOW])
        activity.reset()
        assert np.array_equal(activity.probabilities(audio[: 40 * WINDOW]), first)

    def test_silence_is_no_speech(self) -> None:
        """Digital silence has hardly any probability of speech."""
        silence = np.zeros(31 * WINDOW, np.float32)
        assert VoiceActivity().probabilities(silence).max() < 0.1

    def test_only_whole_windows(self) -> None:
        """Half a window is the caller's mistake; none at all is fine."""
        activity = VoiceActivity()
        assert len(activity.probabilities(np.zeros(0, np.float32))) == 0
        with pytest.raises(ValueError, match="not whole windows"):
            activity.probabilities(np.zeros(500, np.float32))
