import pytest

from coach.detectors.recap.line import Line
from coach.detectors.recap.reader import RecapReader, RecapSettings
from tests.detectors.scripts import AGENT, utterance

READER = RecapReader(RecapSettings())


def line(text: str, before: Line | None = None) -> Line:
    """What the agent said."""
    return Line(READER, utterance(AGENT, 0, 3_000, text), before)


class TestLine:
    @pytest.mark.parametrize(
        ("text", "elements"),
        [
            ("Your password had expired, and I've reset it.", {"resolution"}),
            ("I'll call you tomorrow at nine to check.", {"next_steps"}),
            ("Is there anything else I can do for you?", {"questions"}),
            ("Thank you for calling.", {"thanks"}),
            ("Could you turn it around, please?", set()),
        ],
    )
    def test_holds_what_its_sentences_tell(self, text: str, elements: set[str]) -> None:
        """Each element is read by how the sentence is built."""
        known = {"resolution", "next_steps", "questions", "thanks"}
        assert line(text).elements & known == elements

    def test_a_sentence_may_go_on_from_the_line_before(self) -> None:
        """Voice activity cuts where people breathe, not where sentences end."""
        before = line("Is there anything else")

        assert "questions" in line("that I can do for you today?", before).elements

    def test_an_announced_recap_outlasts_an_answer(self) -> None:
        """What it tells counts even if the customer speaks in between."""
        recap = line("So, to recap, your password had expired and I reset it.")

        assert recap.is_recap
        assert "resolution" in recap.lasting
        assert line("I've reset your password.").lasting == frozenset()
