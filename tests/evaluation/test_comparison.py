from pathlib import Path

from coach.evaluation.comparison import compare
from coach.evaluation.labels import truth_of
from coach.evaluation.tally import Counts, Share
from coach.events import Speaker

from .making import LABELS, finding_row, report, utterance_row

TRUTH = truth_of(LABELS, path=Path("one.json"))

PERFECT = report(
    utterances=[
        utterance_row("a", "agent", 500, 3_000, "good morning nora here"),
        utterance_row("b", "customer", 3_500, 6_000, "it is bloody pink"),
    ],
    findings=[
        finding_row("interruption", 3_500, 6_000, "customer"),
        finding_row("profanity", 4_000, 4_500, "customer", level="mild"),
        finding_row("hold-overrun", 40_000, 50_000),
    ],
    holds=[
        {
            "start_ms": 10_000,
            "end_ms": 50_000,
            "announced": False,
            "promised_ms": None,
            "music": "none",
        }
    ],
    closing={"reached": True, "resolution": True, "evidence": {}},
    greeting={"welcomed": True, "gave_name": True, "evidence": {}},
)


def test_a_perfect_report_has_no_slip() -> None:
    """Everything is right, by the word."""
    comparison = compare(TRUTH, PERFECT)

    assert comparison.slips == ()
    assert comparison.tally.rows == {
        "interruption": Counts(tp=1),
        "hold": Counts(tp=1),
        "hold-overrun": Counts(tp=1),
        "dead-air": Counts(),
        "sentiment-spike": Counts(),
        "profanity": Counts(tp=1),
        "missing element": Counts(tp=2),
    }
    assert comparison.tally.level == Share(1, 1)
    assert comparison.tally.greeting == Share(3, 3)
    assert comparison.tally.words == {
        Speaker.AGENT: Share(0, 4),
        Speaker.CUSTOMER: Share(0, 4),
    }


def test_an_empty_report_misses_everything() -> None:
    """By time: greeting and closing, interruption and oath, hold and overrun."""
    comparison = compare(TRUTH, report())

    assert [(slip.type, slip.kind) for slip in comparison.slips] == [
        ("wrong-closing", "resolution"),
        ("wrong-greeting", "welcomed"),
        ("wrong-greeting", "gave_name"),
        ("missed", "interruption"),
        ("missed", "profanity"),
        ("missed", "hold"),
        ("missed", "hold-overrun"),
    ]
    assert comparison.tally.rows["missing element"] == Counts(tp=2, fp=1)
    assert comparison.tally.words[Speaker.AGENT] == Share(4, 4)


def test_an_element_heard_that_is_not_there_is_a_miss() -> None:
    """What is to be found is that it is missing."""
    closing = {"resolution": True, "next_steps": True, "evidence": {}}

    comparison = compare(TRUTH, {**PERFECT, "closing": closing})

    assert comparison.tally.rows["missing element"] == Counts(tp=1, fn=1)


def test_what_is_not_labelled_is_not_compared() -> None:
    """Neither greeting nor closing."""
    truth = truth_of({**LABELS, "recap": None, "greeting": None}, path=Path("one.json"))

    tally = compare(truth, report()).tally

    assert tally.rows["missing element"] == Counts()
    assert tally.greeting == Share()
