import numpy as np
import pytest

from coach.speech.levels import EchoGate, NoiseFloor, window_levels
from coach.speech.settings import SpeechSettings
from coach.speech.voice_activity import WINDOW


class TestWindowLevels:
    def test_full_scale_and_silence(self) -> None:
        """A square wave of full scale is 0 dBFS; digital silence has a floor."""
        audio = np.concatenate(
            [np.ones(WINDOW), np.zeros(WINDOW), np.full(WINDOW, 0.1)]
        )
        levels = window_levels(audio.astype(np.float32))
        assert levels == pytest.approx([0, -120, -20], abs=1e-4)


class TestNoiseFloor:
    def test_falls_at_once_and_rises_slowly(self) -> None:
        """Speech hardly lifts the floor; silence after it brings it straight down."""
        floor = NoiseFloor(rise_db=1.0)
        for _ in range(32):
            floor.feed(-50.0)
        assert floor.level == pytest.approx(-50)
        for _ in range(31):
            floor.feed(-20.0)
        assert floor.level == pytest.approx(-49, abs=0.05)
        for _ in range(4):
            floor.feed(-60.0)
        assert floor.level == pytest.approx(-60)


class TestEchoGate:
    def echoes(self, levels: list[tuple[float, float]]) -> list[bool]:
        """Return which windows are echoes, of this channel's and the other's level."""
        gate = EchoGate(SpeechSettings())
        return [gate.is_echo(mine, other, 0.9) for mine, other in levels]

    def test_a_faint_copy_is_an_echo(self) -> None:
        """Over 25 dB under the other channel is an echo, at 25 dB it is not yet."""
        assert self.echoes([(-45.1, -20.0)]) == [True]
        assert self.echoes([(-45.0, -20.0)]) == [False]

    def test_the_echo_may_be_late(self) -> None:
        """It is one up to 256 ms after the voice, but not a window later."""
        quiet = [(-50.0, -60.0)]
        assert self.echoes([(-60.0, -15.0), *quiet * 8])[-1]
        assert not self.echoes([(-60.0, -15.0), *quiet * 9])[-1]

    def test_a_soft_spoken_agent_is_no_echo(self) -> None:
        """Sound as loud as this speaker usually is counts, however loud the other."""
        alone = [(-42.0, -70.0)] * 40
        assert not self.echoes([*alone, (-45.0, -15.0)])[-1]
        assert not self.echoes([*alone, (-53.9, -15.0)])[-1]
        assert self.echoes([*alone, (-54.1, -15.0)])[-1]

    def test_echo_does_not_teach_how_loud_the_speaker_is(self) -> None:
        """However long the other one talks, the leak never becomes a voice."""
        assert all(self.echoes([(-50.0, -15.0)] * 2000))
