from hypothesis import given
from hypothesis import strategies as st

from coach.scoring.spans import intersection, total
from coach.scoring.speech_track import SpeechTrack


def track_of(*edges: int) -> SpeechTrack:
    """Return a track that starts and stops in turn at these samples."""
    track = SpeechTrack()
    for number, edge in enumerate(edges):
        (track.stop if number % 2 else track.start)(edge)
    return track


class TestSpeechTrack:
    def test_a_stretch_that_goes_on_lasts_until_now(self) -> None:
        """What has not stopped counts so far."""
        track = track_of(10, 20, 30)

        assert track.spans(35) == [(10, 20), (30, 35)]
        assert track.length(35) == 15
        assert track.spans(30) == [(10, 20)]
        assert track.length(25) == 10

    def test_is_open_while_it_goes_on(self) -> None:
        """From its start to its stop."""
        track = SpeechTrack()
        assert not track.is_open
        track.start(5)
        assert track.is_open
        track.stop(9)
        assert not track.is_open

    def test_twice_started_is_started_once(self) -> None:
        """A second start does not move the first."""
        track = track_of(10)
        track.start(15)
        track.stop(20)

        assert track.spans(99) == [(10, 20)]

    def test_stop_without_start_changes_nothing(self) -> None:
        """A stop that stops nothing is passed over."""
        track = SpeechTrack()
        track.stop(20)

        assert track.spans(99) == []

    def test_stretches_never_overlap(self) -> None:
        """A start before the last stop is moved behind it."""
        assert track_of(10, 20, 15, 25).spans(99) == [(10, 20), (20, 25)]

    def test_nothing_is_within_a_span_that_ends_before_it_starts(self) -> None:
        """A span without length, or turned around, holds no speech."""
        track = track_of(0, 3)

        assert track.length_within(1, 2) == 1
        assert track.length_within(1, 1) == 0
        assert track.length_within(2, 1) == 0

    @given(
        st.lists(st.integers(0, 40), unique=True, max_size=9).map(sorted),
        st.integers(0, 40),
        st.integers(0, 40),
    )
    def test_agrees_with_its_spans(
        self, edges: list[int], start: int, end: int
    ) -> None:
        """The figures kept beside the stretches are those of the stretches."""
        track = track_of(*edges)
        reached = max([end, *edges])

        assert track.length(reached) == total(track.spans(reached))
        until = max(end, edges[-1]) if len(edges) % 2 else end
        inside = intersection(track.spans(until), [(start, until)])
        assert track.length_within(start, until) == total(inside)
