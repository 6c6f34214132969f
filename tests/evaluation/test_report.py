from coach.evaluation.report import account_of
from coach.evaluation.truth import Line

from .making import AGENT, finding_row, report, utterance_row

HOLD = {
    "start_ms": 10_000,
    "end_ms": 50_000,
    "announced": True,
    "promised_ms": 30_000,
    "music": "agent",
}


def test_findings_have_seconds_words_and_their_own_explanation() -> None:
    """Evidence words may be one text or several."""
    rows = [
        finding_row("interruption", 1_500, 2_250, "agent", words="and I"),
        finding_row("profanity", 3_000, 3_500, "agent", words=["a", "b"], level="mild"),
    ]

    first, second = account_of(report(findings=rows)).findings

    assert (first.start, first.end, first.speaker) == (1.5, 2.25, AGENT)
    assert (first.words, first.why) == ("and I", "It was interruption.")
    assert (second.words, second.level) == ("a … b", "mild")


def test_a_threat_is_of_its_own_level() -> None:
    """Whether or not its evidence says so."""
    rows = [finding_row("threat", 0, 1, "customer")]

    assert account_of(report(findings=rows)).findings[0].level == "threat"


def test_a_hold_is_described() -> None:
    """It has no explanation of its own."""
    (hold,) = account_of(report(holds=[HOLD])).holds

    assert hold.why == "A hold of 40 s: announced, 30 s promised, music."


def test_elements_come_with_the_line_they_were_heard_in() -> None:
    """By the ids of the evidence."""
    closing = {"reached": True, "questions": True, "thanks": False}
    form = report(
        utterances=[utterance_row("u", "agent", 0, 900, "Anything else?")],
        closing={**closing, "evidence": {"questions": ["u"]}},
    )

    checklist = account_of(form).closing

    assert "questions" in checklist.elements
    assert "thanks" not in checklist.elements
    assert checklist.said == {
        "questions": Line(speaker=AGENT, start=0.0, end=0.9, text="Anything else?")
    }


def test_only_nudges_that_were_shown_count() -> None:
    """Those held back are in the report as well."""
    nudges = [{"shown": True}, {"shown": False}, {"shown": True}]

    assert account_of(report(nudges=nudges)).nudges_shown == 2


def test_findings_are_told_apart_by_kind() -> None:
    """In the report's order."""
    rows = [finding_row(kind, 0, 1) for kind in ("a", "b", "c", "a")]

    account = account_of(report(findings=rows))

    assert [one.kind for one in account.of_kind("c", "a")] == ["a", "c", "a"]
