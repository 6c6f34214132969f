from collections.abc import Iterable
from typing import Any

from coach.evaluation.confusion import Confusion
from coach.evaluation.matching import Matched
from coach.evaluation.report import Found
from coach.evaluation.slip import Slip, SlipType
from coach.evaluation.truth import LabelledHold, LabelledOath, Stretch, TalkOver

from .making import AGENT, CUSTOMER, account, found, line, truth

SAID = (
    line(AGENT, 0.5, 3.0, "Service desk, good morning."),
    line(CUSTOMER, 3.5, 9.0, "It is bloody broken, again."),
    line(AGENT, 8.0, 10.0, "Hold on, please."),
)
HEARD = (
    line(AGENT, 0.5, 3.0, "service desk good morning"),
    line(CUSTOMER, 3.5, 9.0, "It is bluffy broken again."),
    line(AGENT, 8.0, 10.0, "hold on please"),
)
CONFUSION = Confusion(truth(lines=SAID), account(lines=HEARD))


def missed(label: object) -> Matched[Any, Found]:
    """Return a label for which nothing was found."""
    return Matched(pairs=(), missed=(label,), false=())


def false(one: Found) -> Matched[Any, Found]:
    """Return a finding without a label."""
    return Matched(pairs=(), missed=(), false=(one,))


def only(slips: Iterable[Slip]) -> Slip:
    """Return the one slip there is."""
    (slip,) = slips
    return slip


class TestMissed:
    def test_a_line_has_its_words_and_what_was_recognised(self) -> None:
        """A garbled word explains a miss."""
        label = Stretch(start=3.5, end=9.0)

        assert only(CONFUSION.spikes(missed(label))) == Slip(
            type=SlipType.MISSED,
            kind="sentiment-spike",
            at=3.5,
            speaker=CUSTOMER,
            words="It is bloody broken, again.",
            recognised="It is bluffy broken again.",
        )

    def test_the_same_words_are_not_said_again(self) -> None:
        """Marks and capitals are no difference."""
        slip = only(CONFUSION.interruptions(missed(TalkOver(at=8.0, by=AGENT))))

        assert (slip.words, slip.recognised) == ("Hold on, please.", None)

    def test_strong_language_has_its_level(self) -> None:
        """A mild word is another miss than a threat."""
        label = LabelledOath(start=3.5, end=9.0, by=CUSTOMER, level="mild")

        slip = only(CONFUSION.profanity(missed(label)))

        assert (slip.speaker, slip.explanation) == (CUSTOMER, "Labelled mild.")

    def test_a_hold_has_the_words_before_it(self) -> None:
        """By which it could have been known."""
        slip = only(CONFUSION.holds(missed(LabelledHold(start=10, end=40, promised=5))))

        assert (slip.at, slip.speaker, slip.words) == (10, AGENT, "Hold on, please.")
        assert slip.explanation == "A hold of 30 s, 5 s promised."

    def test_an_overrun_is_where_it_was_due(self) -> None:
        """At the promise, or the limit of a hold without one."""
        holds = [
            LabelledHold(start=10, end=90, promised=None),
            LabelledHold(start=10, end=90, promised=60),
        ]

        due = [only(CONFUSION.overruns(missed(hold))).at for hold in holds]

        assert due == [40, 70]

    def test_dead_air_has_the_words_before_it(self) -> None:
        """And its length."""
        slip = only(CONFUSION.dead_air(missed(Stretch(start=10.0, end=22.0))))

        assert slip.words == "Hold on, please."
        assert slip.explanation == "Nobody speaks for 12 s."


class TestFalse:
    def test_a_finding_explains_itself(self) -> None:
        """With the words it stands on."""
        one = found("profanity", 4.0, 5.0, CUSTOMER, words="bluffy", why="Why.")

        assert only(CONFUSION.profanity(false(one))) == Slip(
            type=SlipType.FALSE,
            kind="profanity",
            at=4.0,
            speaker=CUSTOMER,
            words="bluffy",
            explanation="Why.",
        )

    def test_a_silence_has_the_recognised_words_before_it(self) -> None:
        """And who spoke them."""
        one = found("hold", 10.0, 20.0, why="A hold.")

        slip = only(CONFUSION.holds(false(one)))

        assert (slip.speaker, slip.words) == (AGENT, "hold on please")


class TestMistaken:
    def test_a_wrong_level_names_both(self) -> None:
        """And quotes the line."""
        label = LabelledOath(start=3.5, end=9.0, by=CUSTOMER, level="mild")
        one = found("profanity", 4.0, 5.0, CUSTOMER, level="strong", why="Why.")
        matched = Matched(pairs=((label, one),), missed=(), false=())

        slip = only(CONFUSION.profanity(matched))

        assert slip.type is SlipType.LEVEL
        assert slip.words == "It is bloody broken, again."
        assert slip.explanation == "Labelled mild, found strong: Why."

    def test_a_right_level_is_no_slip(self) -> None:
        """Pairs are what should be."""
        label = LabelledOath(start=3.5, end=9.0, by=CUSTOMER, level="strong")
        one = found("profanity", 4.0, 5.0, CUSTOMER, level="slur")
        matched = Matched(pairs=((label, one),), missed=(), false=())

        assert list(CONFUSION.profanity(matched)) == []

    def test_a_backchannel_has_its_words_and_the_finding_s_reason(self) -> None:
        """One says what was heard, the other what was made of it."""
        one = found("interruption", 8.1, 9.0, AGENT, why="Why.")

        slip = CONFUSION.backchannel(TalkOver(at=8.0, by=AGENT), one)

        assert slip.type is SlipType.BACKCHANNEL
        assert (slip.words, slip.explanation) == ("Hold on, please.", "Why.")


class TestElements:
    def test_one_that_was_not_heard_has_the_lines_it_would_be_in(self) -> None:
        """The agent's first, or last."""
        slip = CONFUSION.greeting("welcomed")

        assert (slip.type, slip.kind) == (SlipType.GREETING, "welcomed")
        assert (slip.at, slip.speaker) == (0.5, AGENT)
        assert slip.words == "Service desk, good morning. Hold on, please."

    def test_one_that_is_not_there_has_the_line_it_was_heard_in(self) -> None:
        """By the report's own evidence."""
        heard = account(
            lines=HEARD, closing=frozenset({"questions"}), said={"questions": HEARD[2]}
        )

        slip = Confusion(truth(lines=SAID), heard).closing("questions")

        assert (slip.type, slip.at) == (SlipType.CLOSING, 8.0)
        assert (slip.words, slip.recognised) == ("hold on please", None)

    def test_nothing_may_have_been_said(self) -> None:
        """Then there are no words, and the place is the beginning."""
        slip = Confusion(truth(), account()).closing("questions")

        assert (slip.at, slip.words) == (0.0, "")
