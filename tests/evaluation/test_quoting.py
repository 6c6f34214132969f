from coach.evaluation.quoting import heard_as, joined, last_before, line_at

from .making import AGENT, CUSTOMER, line

CALL = (
    line(AGENT, 0.5, 3.0, "Good morning."),
    line(CUSTOMER, 3.5, 9.0, "It is broken, it has been so since Monday, you see."),
    line(AGENT, 8.0, 10.0, "I see, hold on."),
)


def test_a_line_is_found_by_its_speaker_and_start() -> None:
    """The nearest of that speaker."""
    assert line_at(CALL, AGENT, 7.0) == CALL[2]
    assert line_at(CALL[:1], CUSTOMER, 7.0) is None


def test_the_last_words_before_a_silence_are_found() -> None:
    """Whoever spoke last."""
    assert last_before(CALL, 10.0) == CALL[2]
    assert last_before(CALL, 8.0) == CALL[1]
    assert last_before(CALL, 0.5) is None


def test_lines_are_joined_from_the_first_to_the_last() -> None:
    """Of none there is none."""
    own = [CALL[0], CALL[2]]

    assert joined(own) == line(AGENT, 0.5, 10.0, "Good morning. I see, hold on.")
    assert joined([]) is None


class TestHeardAs:
    def test_the_same_words_need_not_be_said_again(self) -> None:
        """Not where they are part of a longer utterance either."""
        heard = [line(AGENT, 0.5, 5.0, "well good morning sir")]

        assert heard_as(CALL[0], heard) is None

    def test_other_words_are_told(self) -> None:
        """All that was recognised of that speaker there."""
        heard = [
            line(AGENT, 0.5, 1.5, "Would"),
            line(CUSTOMER, 1.0, 2.0, "Hm."),
            line(AGENT, 1.6, 3.2, "warning."),
        ]

        assert heard_as(CALL[0], heard) == "Would warning."

    def test_nothing_may_have_been_recognised(self) -> None:
        """That is told from the same words."""
        assert heard_as(CALL[0], []) == ""

    def test_the_neighbour_s_edge_is_not_part_of_it(self) -> None:
        """An utterance that only touches the line says something else."""
        heard = [line(AGENT, 0.5, 2.8, "Morning."), line(AGENT, 2.9, 6.0, "How are")]

        assert heard_as(CALL[0], heard) == "Morning."
