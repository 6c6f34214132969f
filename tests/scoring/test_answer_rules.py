"""Rules by which a report answers a question."""

import pytest

from coach.scoring.answer_rules import Prefill, rule_of
from coach.scoring.forms import Form
from tests.scoring.reports import found, hold, report


def answered(rule: str, of: Form) -> Prefill:
    """What a rule makes of a report."""
    return rule_of(rule).answer(of)


class TestElements:
    def test_what_was_said_is_a_yes_with_its_utterances(self) -> None:
        """The reviewer can look where it was said."""
        prefill = answered("greeting.gave_name", report(greeting=["gave_name"]))

        assert prefill.answer == "yes"
        assert prefill.utterances == ("agent-gave_name",)

    def test_what_was_not_said_is_a_no(self) -> None:
        """A greeting is heard reliably enough to say so."""
        assert answered("greeting.welcomed", report()).answer == "no"

    def test_a_call_that_never_began_to_close_has_no_closing(self) -> None:
        """A call cut off gets no blame."""
        assert answered("closing.questions", report()).answer == "not-applicable"

    @pytest.mark.parametrize(
        ("element", "answer"), [("resolution", "yes"), ("next_steps", "no")]
    )
    def test_a_closing_is_answered_element_by_element(
        self, element: str, answer: str
    ) -> None:
        """Each on its own."""
        told = report(closing=["resolution"])
        assert answered(f"closing.{element}", told).answer == answer

    def test_discovery_that_was_not_heard_is_left_open(self) -> None:
        """It may have been said in words that the detector does not know."""
        rule = "discovery.problem_restated"
        assert answered(rule, report()).answer is None
        told = report(discovery=["problem_restated"])
        assert answered(rule, told).answer == "yes"


class TestMono:
    def test_interruptions_are_left_to_the_reviewer(self) -> None:
        """Nobody is praised for what could not be heard."""
        told = report()
        told["quality"]["problems"] = [{"code": "mono-overlap", "detail": "One."}]

        prefill = answered("at most 1 interruption by agent", told)

        assert prefill.answer is None
        assert "one channel" in prefill.why
        assert answered("no dead-air", told).answer == "yes"


class TestHolds:
    def test_without_a_hold_nothing_is_asked_of_one(self) -> None:
        """Not a yes that was earned by nothing."""
        assert answered("hold.thanked", report()).answer == "not-applicable"

    def test_a_hold_that_lacks_it_is_a_no_with_its_finding(self) -> None:
        """Of two holds one without thanks is enough."""
        lacking = found("hold-etiquette", evidence={"missing": ["thanked"]})
        told = report(holds=[hold(), hold(5_000, 9_000)], findings=[lacking])

        assert answered("hold.thanked", told).answer == "no"
        assert answered("hold.thanked", told).findings == ("hold-etiquette-1000",)
        assert answered("hold.announced", told).answer == "yes"


class TestFindings:
    @pytest.mark.parametrize(("count", "answer"), [(0, "yes"), (1, "yes"), (2, "no")])
    def test_as_many_as_are_allowed_are_fine(self, count: int, answer: str) -> None:
        """One more is not."""
        findings = [
            found("interruption", speaker="agent", start_ms=1_000 * n)
            for n in range(count)
        ]
        rule = "at most 1 interruption by agent"
        prefill = answered(rule, report(findings=findings))

        assert prefill.answer == answer
        assert len(prefill.findings) == count

    def test_only_the_named_speaker_s_count(self) -> None:
        """A customer who interrupts is not the agent's doing."""
        findings = [found("interruption", speaker="customer")]
        told = report(findings=findings)

        assert answered("no interruption by agent", told).answer == "yes"
        assert answered("no interruption", told).answer == "no"

    def test_several_kinds_count_together(self) -> None:
        """Either is one too many."""
        told = report(findings=[found("threat", speaker="agent")])
        assert answered("no profanity or threat by agent", told).answer == "no"

    @pytest.mark.parametrize(
        ("kinds", "answer"),
        [
            ([], "not-applicable"),
            (["sentiment-spike"], "yes"),
            (["sentiment-spike", "missing-acknowledgement"], "no"),
        ],
    )
    def test_after_asks_only_where_there_was_one(
        self, kinds: list[str], answer: str
    ) -> None:
        """Care for an upset customer needs an upset customer."""
        told = report(findings=[found(kind) for kind in kinds])
        rule = "no missing-acknowledgement after sentiment-spike"
        assert answered(rule, told).answer == answer

    def test_after_a_hold_looks_at_the_holds(self) -> None:
        """A hold is no finding."""
        rule = "no hold-overrun after hold"
        assert answered(rule, report()).answer == "not-applicable"
        assert answered(rule, report(holds=[hold()])).answer == "yes"

    def test_open_leaves_it_to_the_reviewer_where_it_happened(self) -> None:
        """With the findings to judge by; elsewhere the question does not apply."""
        rule = "open after threat by customer"
        threat = found("threat", speaker="customer")

        assert answered(rule, report()).answer == "not-applicable"
        assert answered(rule, report(findings=[threat])).answer is None
        assert answered(rule, report(findings=[threat])).findings == ("threat-1000",)

    def test_a_rule_names_its_kinds(self) -> None:
        """So that the policy can say which of them no detector raises."""
        assert rule_of("no hold-overrun after hold").kinds == ("hold-overrun",)
        assert rule_of("open after threat or oath").kinds == ("threat", "oath")


@pytest.mark.parametrize(
    "text",
    ["nothing", "no", "no Kind", "at most many threat", "no threat by me", "open", ""],
)
def test_what_is_no_rule_is_refused_with_examples(text: str) -> None:
    """Somebody who writes a policy sees what a rule looks like."""
    with pytest.raises(ValueError, match=r"such are: greeting\.welcomed"):
        rule_of(text)


def test_an_element_that_is_none_is_refused_with_those_there_are() -> None:
    """Also one of another part."""
    with pytest.raises(ValueError, match="no element of the greeting: welcomed"):
        rule_of("greeting.thanks")
