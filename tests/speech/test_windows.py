import numpy as np
import pytest

from coach.speech.windows import batches, short_window, with_silence


@pytest.mark.parametrize(
    ("length", "columns"),
    [(1, 120), (3_200, 120), (3_201, 140), (16_000, 200), (460_000, 2_980)],
)
def test_windows(length: int, columns: int) -> None:
    """A second longer than the utterance, in fifths of a second."""
    assert short_window(length) == columns


def test_windows_are_no_longer_than_whisper_can_hear() -> None:
    """Thirty seconds, whether or not a second is left."""
    assert short_window(464_001) == short_window(480_000) == 3_000


def test_silence_follows_in_whole_seconds() -> None:
    """From where the utterance's own states end, up to ten seconds or the next one."""
    silence = np.arange(1_500, dtype=np.float32)[:, None]
    spoken = np.full((101, 1), -1, np.float32)

    shown = with_silence(spoken, silence)

    assert shown.shape == (500, 1)
    assert (shown[:101] == -1).all()
    assert (shown[101:] == silence[101:500]).all()
    assert len(with_silence(np.repeat(spoken, 5, axis=0), silence)) == 550
    assert len(with_silence(silence[:1_500], silence)) == 1_500


def test_a_batch_is_shown_alike_and_of_like_length() -> None:
    """Eight at most; the longest come last."""
    short, long = (np.zeros((states, 1), np.float32) for states in (500, 550))
    shown = [short] * 9 + [long]
    audios = [np.zeros(900 - at, np.float32) for at in range(10)]

    assert batches(shown, audios) == [[9], [8, 7, 6, 5, 4, 3, 2, 1], [0]]
