import pytest

from coach.audio_time import samples
from coach.events import Speaker, Utterance
from coach.scoring.turns import BACKCHANNEL_MS, turns_of
from tests.scoring.calls import AGENT, CUSTOMER, said


def speakers(*utterances: Utterance) -> list[Speaker]:
    """Return whose turn it was, one turn after the other."""
    return [turn.speaker for turn in turns_of(utterances)]


class TestTurnsOf:
    def test_a_turn_is_what_one_says_until_the_other_does(self) -> None:
        """Pauses are in the span of a turn, but not in what was spoken."""
        turns = turns_of(
            [
                said(AGENT, 0, 1_000),
                said(AGENT, 3_000, 5_000),
                said(CUSTOMER, 6_000, 9_000),
            ]
        )

        assert [turn.speaker for turn in turns] == [AGENT, CUSTOMER]
        assert (turns[0].start, turns[0].end) == (0, samples(5_000))
        assert turns[0].spoken == samples(3_000)

    @pytest.mark.parametrize(
        ("length_ms", "takes"), [(BACKCHANNEL_MS, False), (BACKCHANNEL_MS + 1, True)]
    )
    def test_a_listener_may_make_short_sounds(
        self, length_ms: int, takes: bool
    ) -> None:
        """Up to the published length, an acknowledgement leaves the floor."""
        order = speakers(
            said(CUSTOMER, 0, 3_000),
            said(AGENT, 4_000, 4_000 + length_ms, "Mm-hm, I see."),
            said(CUSTOMER, 6_000, 9_000),
        )

        assert order == ([CUSTOMER, AGENT, CUSTOMER] if takes else [CUSTOMER])

    @pytest.mark.parametrize(
        ("question", "takes"),
        [("Is it on?", True), ("“Is it on?”", True), ("It is on.", False)],
    )
    def test_a_short_answer_is_a_turn(self, question: str, takes: bool) -> None:
        """Whoever was asked has the floor, even for a yes."""
        order = speakers(
            said(AGENT, 0, 1_000, question), said(CUSTOMER, 1_200, 1_600, "Yes.")
        )

        assert order == ([AGENT, CUSTOMER] if takes else [AGENT])

    @pytest.mark.parametrize("text", ["Upstairs.", "Okay, restart it.", ""])
    def test_other_short_words_take_the_floor(self, text: str) -> None:
        """Words that say something are a turn, and so is speech without words."""
        order = speakers(said(CUSTOMER, 0, 3_000), said(AGENT, 4_000, 4_500, text))

        assert order == [CUSTOMER, AGENT]

    @pytest.mark.parametrize(("end_ms", "takes"), [(3_000, False), (3_001, True)])
    def test_what_is_over_first_takes_no_floor(self, end_ms: int, takes: bool) -> None:
        """Whoever stops before the other has finished did not get the floor."""
        order = speakers(said(CUSTOMER, 0, 3_000), said(AGENT, 1_000, end_ms, "But no"))

        assert order == ([CUSTOMER, AGENT] if takes else [CUSTOMER])

    def test_any_order(self) -> None:
        """Utterances are put in order first; without any there are no turns."""
        assert speakers(said(CUSTOMER, 2_000, 3_000), said(AGENT, 0, 900)) == [
            AGENT,
            CUSTOMER,
        ]
        assert turns_of([]) == []
