"""The labels of a judged call."""

from pathlib import Path
from typing import Any

import pytest

from coach.evaluation.labels import truth_of
from coach.reviews.held import Held, Sort
from coach.reviews.labelling import labels_of, unsettled
from coach.reviews.overlap import Spot
from coach.scoring.forms import Form
from tests.scoring.reports import found, hold, report

GREETING = {
    "sections": [
        {
            "questions": [
                {"id": "a", "filled_from": "greeting.welcomed", "answer": "yes"},
                {"id": "b", "filled_from": "greeting.gave_name", "answer": "no"},
                {"id": "c", "filled_from": "greeting.offered_help", "answer": "yes"},
                {"id": "d", "filled_from": "", "answer": None},
            ]
        }
    ]
}


def told(*findings: dict[str, Any], **parts: Any) -> Form:  # noqa: ANN401 (parts of it)
    """A report of a call of a minute with these findings."""
    form = report(findings=findings, **parts)
    return {**form, "call": {"duration_ms": 60_000}}


def said(speaker: str, start: int, end: int) -> Form:
    """A line."""
    return {"speaker": speaker, "start_ms": start, "end_ms": end, "text": "Words."}


def held(missed: tuple[Spot[Sort], ...] = (), **verdicts: str) -> Held:
    """What reviewers hold; ``dead_air_1000`` is of ``dead-air-1000``."""
    named = {name.replace("_", "-"): verdict for name, verdict in verdicts.items()}
    return Held(verdicts=named, missed=missed)


def spot(kind: str, start: int, end: int, speaker: str | None = None) -> Spot[Sort]:
    """Something missed."""
    return Spot(of=(kind, speaker), start_ms=start, end_ms=end)


def test_labels_are_read_by_coach_evaluate() -> None:
    """Whatever the call; the findings beside them are passed over."""
    form = labels_of(told(found("dead-air"), closing=[]), held(dead_air_1000="right"))
    truth = truth_of(form, path=Path("call.json"))

    assert truth.duration == 60.0
    assert len(truth.lines) == 2
    assert [(one.start, one.end) for one in truth.dead_air] == [(1.0, 2.0)]


@pytest.mark.parametrize(
    ("verdict", "is_settled"),
    [("right", True), ("wrong", True), ("unsure", False), (None, False)],
)
def test_a_finding_is_settled_when_it_is_held_right_or_wrong(
    verdict: str | None, is_settled: bool
) -> None:
    """Nobody's word, and two that differ, leave it open."""
    verdicts = {} if verdict is None else {"dead-air-1000": verdict}
    left = unsettled(told(found("dead-air")), Held(verdicts=verdicts, missed=()))
    assert left == ([] if is_settled else ["dead-air-1000"])


def test_kinds_that_labels_have_no_word_for_need_no_verdict() -> None:
    """They are in none of the figures."""
    assert unsettled(told(found("commitment"), found("hold-etiquette")), held()) == []


def test_right_and_missed_are_there_and_wrong_is_not() -> None:
    """In the order of the call."""
    form = labels_of(
        told(
            found("interruption", speaker="agent", start_ms=5_000),
            found("interruption", speaker="customer", start_ms=9_000),
        ),
        held(
            (spot("interruption", 2_000, 3_000, "agent"),),
            interruption_5000="right",
            interruption_9000="wrong",
        ),
    )

    assert form["interruptions"] == [
        {"at": 2.0, "by": "agent"},
        {"at": 5.0, "by": "agent"},
    ]


def test_spikes_and_dead_air_have_their_spans() -> None:
    """In seconds."""
    form = labels_of(
        told(found("sentiment-spike", speaker="customer", start_ms=1_500)),
        held((spot("dead-air", 20_000, 33_500),), sentiment_spike_1500="right"),
    )

    assert form["sentiment_spikes"] == [{"start": 1.5, "end": 2.0}]
    assert form["dead_air"] == [{"start": 20.0, "end": 33.5}]


class TestProfanity:
    def test_strong_language_is_labelled_by_its_line(self) -> None:
        """Two oaths in one line are one label, of the graver level."""
        lines = [said("customer", 1_000, 6_000), said("agent", 1_000, 6_000)]
        oaths = [
            found("profanity", speaker="customer", start_ms=at, evidence={"level": how})
            for at, how in ((1_200, "mild"), (4_000, "slur"))
        ]
        form = labels_of(
            {**told(*oaths), "utterances": lines},
            held(profanity_1200="right", profanity_4000="right"),
        )

        assert form["profanity"] == [
            {"start": 1.0, "end": 6.0, "by": "customer", "severity": "strong"}
        ]

    def test_a_threat_is_one(self) -> None:
        """The labels have both in one list."""
        threat = found("threat", speaker="customer", start_ms=50)
        form = labels_of(told(threat), held(threat_50="right"))
        assert form["profanity"][0]["severity"] == "threat"

    def test_what_was_missed_has_no_level_and_is_called_strong(self) -> None:
        """And its own span, where no line is known."""
        form = labels_of(told(), held((spot("profanity", 30_000, 31_000, "agent"),)))
        assert form["profanity"] == [
            {"start": 30.0, "end": 31.0, "by": "agent", "severity": "strong"}
        ]


class TestHolds:
    OVERRUN = found("hold-overrun", start_ms=31_000, end_ms=40_000)

    def labelled(self, verdict: str | None, *missed: Spot[Sort]) -> list[Any]:
        """The holds of a call with one from 0:01 to 0:40."""
        findings = () if verdict is None else (self.OVERRUN,)
        verdicts = {} if verdict is None else {"hold-overrun-31000": verdict}
        form = labels_of(
            told(*findings, holds=[hold(1_000, 40_000)]),
            Held(verdicts=verdicts, missed=missed),
        )
        holds: list[Any] = form["holds"]
        return holds

    @pytest.mark.parametrize("verdict", ["right", None])
    def test_a_hold_stays_as_it_was_heard(self, verdict: str | None) -> None:
        """Nobody judges holds, only overruns."""
        assert self.labelled(verdict) == [
            {"start": 1.0, "end": 40.0, "promised_s": None}
        ]

    def test_one_whose_overrun_is_wrong_is_none(self) -> None:
        """Otherwise its length would say that the overrun is right."""
        assert self.labelled("wrong") == []

    def test_an_overrun_that_was_missed_makes_the_hold_longer(self) -> None:
        """Where it is in one; elsewhere it is a hold."""
        late = spot("hold-overrun", 35_000, 45_000)
        other = spot("hold-overrun", 50_000, 59_000)
        spans = [(one["start"], one["end"]) for one in self.labelled(None, late, other)]
        assert spans == [(1.0, 45.0), (50.0, 59.0)]


class TestClosing:
    MISSING = found("missing-recap", evidence={"missing": ["resolution"]})

    def recap(self, verdict: str) -> Any:  # noqa: ANN401 (a form or nothing)
        """The closing of a call where the resolution was said to be missing."""
        form = told(self.MISSING, closing=["next_steps", "questions"])
        return labels_of(form, held(missing_recap_1000=verdict))["recap"]

    def test_what_is_rightly_missing_is_not_there(self) -> None:
        """The rest is as the report has it."""
        assert self.recap("right") == {
            "resolution": False,
            "next_steps": True,
            "questions": True,
        }

    def test_what_is_wrongly_missing_is_there(self) -> None:
        """That is what the verdict says."""
        assert self.recap("wrong")["resolution"] is True

    def test_a_call_that_never_began_to_close_has_no_label(self) -> None:
        """Nobody has said."""
        assert labels_of(told(), held())["recap"] is None

    def test_a_missed_one_leaves_it_open(self) -> None:
        """Which of them was missing is not said."""
        late = held((spot("missing-recap", 50_000, 60_000),))
        assert labels_of(told(closing=[]), late)["recap"] is None


class TestGreeting:
    def test_a_submitted_review_knows_it(self) -> None:
        """By the rules of its questions, whatever they are called."""
        form = labels_of(told(), held(), scorecard=GREETING)
        assert form["greeting"] == {
            "thanks_or_hello": True,
            "gave_name": False,
            "offered_help": True,
        }

    def test_without_one_it_is_not_labelled(self) -> None:
        """Nor where an answer is missing."""
        half = {"sections": [{"questions": GREETING["sections"][0]["questions"][:2]}]}

        assert labels_of(told(), held())["greeting"] is None
        assert labels_of(told(), held(), scorecard=half)["greeting"] is None


def test_every_verdict_is_beside_the_labels() -> None:
    """Also of kinds that labels have no word for."""
    form = labels_of(
        told(found("commitment"), found("dead-air")),
        held((spot("threat", 9_000, 9_500, "customer"),), dead_air_1000="wrong"),
    )

    assert [(one["kind"], one["held"]) for one in form["judged"]] == [
        ("commitment", None),
        ("dead-air", "wrong"),
        ("threat", "missed"),
    ]
