from typing import Any

import pytest

from coach.evaluation import rules
from coach.evaluation.matching import Matched
from coach.evaluation.report import Found
from coach.evaluation.truth import LabelledHold, LabelledOath, Stretch, TalkOver
from coach.events import Speaker

from .making import AGENT, CUSTOMER, found, truth


def counts(matched: Matched[Any, Found]) -> tuple[int, int, int]:
    """Return how many were found, made up and missed."""
    return len(matched.pairs), len(matched.false), len(matched.missed)


def hold(start: float, end: float, promised: float | None = None) -> LabelledHold:
    """Return a labelled hold."""
    return LabelledHold(start=start, end=end, promised=promised)


class TestInterruptions:
    @pytest.mark.parametrize(
        ("start", "is_it"),
        [(19.299, False), (19.3, True), (22.5, True), (22.501, False)],
    )
    def test_starts_near_the_label(self, start: float, is_it: bool) -> None:
        """From 0.7 s before it to 2.5 s after it."""
        labelled = truth(interruptions=(TalkOver(at=20.0, by=AGENT),))
        one = found("interruption", start, start + 1, AGENT)

        matched = rules.interruptions(labelled, (one,))

        assert counts(matched) == ((1, 0, 0) if is_it else (0, 1, 1))

    def test_is_by_the_same_speaker(self) -> None:
        """The other side cannot have done it."""
        labelled = truth(interruptions=(TalkOver(at=20.0, by=AGENT),))
        one = found("interruption", 20.0, 21.0, CUSTOMER)

        assert counts(rules.interruptions(labelled, (one,))) == (0, 1, 1)

    def test_the_nearest_goes_first(self) -> None:
        """The other one is made up."""
        labelled = truth(interruptions=(TalkOver(at=20.0, by=AGENT),))
        far, near = (found("interruption", at, 23, AGENT) for at in (21.0, 20.5))

        assert rules.interruptions(labelled, (far, near)).false == (far,)


class TestBackchannels:
    @pytest.mark.parametrize(
        ("start", "speaker", "is_it"),
        [
            (20.999, AGENT, True),
            (21.0, AGENT, False),
            (19.001, AGENT, True),
            (20.0, CUSTOMER, False),
        ],
    )
    def test_is_taken_for_an_interruption_within_a_second(
        self, start: float, speaker: Speaker, is_it: bool
    ) -> None:
        """By the same speaker."""
        one = found("interruption", start, start + 1, speaker)

        taken = rules.made_of_backchannel(TalkOver(at=20.0, by=AGENT), (one,))

        assert taken == (one if is_it else None)


class TestHolds:
    @pytest.mark.parametrize(
        ("start", "end", "is_it"),
        [
            (20.0, 60.0, True),
            (40.0, 60.0, True),
            (40.1, 60.0, False),
            (20.0, 100.0, True),
            (20.0, 100.1, False),
        ],
    )
    def test_covers_half_of_the_union(
        self, start: float, end: float, is_it: bool
    ) -> None:
        """The label's and the finding's time together."""
        labelled = truth(holds=(hold(20.0, 60.0),))

        matched = rules.holds(labelled, (found("hold", start, end),))

        assert counts(matched) == ((1, 0, 0) if is_it else (0, 1, 1))

    @pytest.mark.parametrize(
        ("start", "end", "is_it"),
        [(23.0, 29.0, True), (23.1, 29.0, False), (23.0, 28.9, False)],
    )
    def test_or_has_both_ends_within_three_seconds(
        self, start: float, end: float, is_it: bool
    ) -> None:
        """A short hold is soon half covered."""
        labelled = truth(holds=(hold(20.0, 32.0),))
        shorter = truth(holds=(hold(20.0, 26.0),))

        by_share = rules.holds(labelled, (found("hold", start, end),))
        by_ends = rules.holds(shorter, (found("hold", 22.9, 28.9),))

        assert counts(by_share) == ((1, 0, 0) if is_it else (0, 1, 1))
        assert counts(by_ends) == (1, 0, 0)


class TestOverruns:
    @pytest.mark.parametrize(
        ("length", "promised", "expected"),
        [
            (32.1, None, (1, 0, 0)),
            (32.0, None, (0, 0, 0)),
            (28.0, None, (0, 0, 0)),
            (27.9, None, (0, 1, 0)),
            (62.1, 60.0, (1, 0, 0)),
            (57.9, 60.0, (0, 1, 0)),
            (32.1, 0.0, (1, 0, 0)),
        ],
    )
    def test_counts_in_a_hold_well_past_its_limit(
        self, length: float, promised: float | None, expected: tuple[int, int, int]
    ) -> None:
        """Within 2 s of the limit, neither way."""
        labelled = truth(holds=(hold(0.0, length, promised),))

        matched = rules.overruns(labelled, (found("hold-overrun", 25.0, 26.0),))

        assert counts(matched) == expected

    def test_repeats_count_once(self) -> None:
        """In one hold; outside of every hold each counts."""
        labelled = truth(holds=(hold(0.0, 100.0),))
        inside = [found("hold-overrun", at, 100.0) for at in (30.0, 90.0)]
        outside = [found("hold-overrun", at, at + 5) for at in (200.0, 210.0)]

        matched = rules.overruns(labelled, (*inside, *outside))

        assert counts(matched) == (1, 2, 0)

    @pytest.mark.parametrize(
        ("start", "end", "is_it"),
        [
            (10.0, 16.0, True),
            (10.0, 15.9, False),
            (63.0, 64.0, True),
            (63.1, 64.0, False),
        ],
    )
    def test_touches_its_hold(self, start: float, end: float, is_it: bool) -> None:
        """From 4 s before it to 3 s after it."""
        labelled = truth(holds=(hold(20.0, 60.0),))

        matched = rules.overruns(labelled, (found("hold-overrun", start, end),))

        assert counts(matched) == ((1, 0, 0) if is_it else (0, 1, 1))


class TestDeadAir:
    @pytest.mark.parametrize(
        ("end", "is_it"), [(25.0, True), (24.9, False), (40.0, True)]
    )
    def test_half_of_it_less_five_seconds_is_found(
        self, end: float, is_it: bool
    ) -> None:
        """Of 20 s, 5 s."""
        labelled = truth(dead_air=(Stretch(start=20.0, end=40.0),))

        matched = rules.dead_air(labelled, (found("dead-air", 10.0, end),))

        assert counts(matched) == ((1, 0, 0) if is_it else (0, 1, 1))

    def test_of_a_short_one_anything(self) -> None:
        """But not nothing."""
        labelled = truth(dead_air=(Stretch(start=20.0, end=28.0),))

        touching = rules.dead_air(labelled, (found("dead-air", 10.0, 20.1),))
        beside = rules.dead_air(labelled, (found("dead-air", 10.0, 20.0),))

        assert counts(touching) == (1, 0, 0)
        assert counts(beside) == (0, 1, 1)


class TestSpikes:
    @pytest.mark.parametrize(
        ("start", "is_it"),
        [(18.9, False), (19.0, True), (31.0, True), (31.1, False)],
    )
    def test_starts_in_the_labelled_line_or_soon_after(
        self, start: float, is_it: bool
    ) -> None:
        """From 1 s before the line to 6 s after its end."""
        labelled = truth(spikes=(Stretch(start=20.0, end=25.0),))
        one = found("sentiment-spike", start, start + 9, CUSTOMER)

        matched = rules.spikes(labelled, (one,))

        assert counts(matched) == ((1, 0, 0) if is_it else (0, 1, 1))


class TestProfanity:
    OATH = LabelledOath(start=20.0, end=24.0, by=CUSTOMER, level="strong")

    def said(self, at: float, level: str = "strong", by: Speaker = CUSTOMER) -> Found:
        """Return strong language of a fifth of a second."""
        return found("profanity", at, at + 0.2, by, level=level)

    @pytest.mark.parametrize(
        ("at", "by", "is_it"),
        [
            (18.9, CUSTOMER, True),
            (18.7, CUSTOMER, False),
            (24.9, CUSTOMER, True),
            (25.1, CUSTOMER, False),
            (22.0, AGENT, False),
        ],
    )
    def test_is_in_the_labelled_line(self, at: float, by: Speaker, is_it: bool) -> None:
        """By the same speaker, a second more at both ends."""
        matched = rules.profanity(
            truth(profanity=(self.OATH,)), (self.said(at, by=by),)
        )

        assert counts(matched) == ((1, 0, 0) if is_it else (0, 1, 1))

    def test_further_words_in_the_line_do_not_count(self) -> None:
        """The gravest stands for it."""
        mild, strong = self.said(21.0, "mild"), self.said(22.0)

        matched = rules.profanity(truth(profanity=(self.OATH,)), (mild, strong))

        assert matched.pairs == ((self.OATH, strong),)
        assert matched.false == ()

    @pytest.mark.parametrize(
        ("level", "is_right"),
        [("strong", True), ("slur", True), ("mild", False), ("threat", False)],
    )
    def test_a_slur_is_strong_to_the_labels(self, level: str, is_right: bool) -> None:
        """They know three levels."""
        assert rules.is_level_right(self.OATH, self.said(21.0, level)) is is_right
