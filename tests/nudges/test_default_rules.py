from dataclasses import replace

import pytest

from coach.events import (
    Event,
    Finding,
    FindingChanged,
    NudgeHeldBack,
    NudgeIssued,
    NudgeWithdrawn,
    Severity,
    Speaker,
)
from coach.nudges.advisor import Advisor
from coach.nudges.default_rules import RULES
from coach.nudges.evidence import EVIDENCE
from coach.nudges.settings import NudgeSettings
from tests.nudges.making import advice, at_ms, changed, finding, raised, withdrawn


def spoken(
    kind: str,
    ms: int,
    *,
    level: str,
    target: str = "situation",
    speaker: Speaker = Speaker.CUSTOMER,
    threat_kind: str = "person",
) -> Finding:
    """Return a finding of profanity or a threat."""
    evidence = {"level": level, "target": target, "threat_kind": threat_kind}
    return replace(finding(kind, ms), speaker=speaker, evidence=evidence)


def interruption(
    ms: int, *, speaker: Speaker = Speaker.AGENT, other_stopped: bool = False
) -> Finding:
    """Return an interruption."""
    return finding(
        "interruption", ms, speaker=speaker, other_stopped=other_stopped, words=None
    )


def overrun(ms: int, *, repeat: int = 1, promised_ms: int | None = None) -> Finding:
    """Return the overrun of a hold that began at zero and goes on."""
    return finding(
        "hold-overrun",
        ms,
        end=False,
        held_ms=ms,
        limit_ms=promised_ms or 30_000,
        promised_ms=promised_ms,
        repeat=repeat,
    )


def titles(*findings: Finding) -> list[str]:
    """Return the titles shown in a call with these findings and the default rules."""
    advisor = Advisor(NudgeSettings())
    events: list[Event] = []
    for one in findings:
        events += advisor.feed(raised(one))
    last = max(one.at for one in findings)
    events += advisor.advance(last + at_ms(1_000))
    return [event.nudge.title for event in events if isinstance(event, NudgeIssued)]


class TestEveryRule:
    @pytest.mark.parametrize("name", sorted(RULES))
    def test_is_about_a_kind_that_we_raise(self, name: str) -> None:
        """And about the first moment in which it is of use."""
        assert RULES[name].kind in EVIDENCE

    @pytest.mark.parametrize("name", sorted(RULES))
    def test_shames_nobody(self, name: str) -> None:
        """What to do, never what was done wrong."""
        text = f"{RULES[name].title} {RULES[name].body}".lower()

        blaming = ("you failed", "you should have", "you interrupted", "wrong", "bad")
        assert not any(word in text for word in blaming)


class TestInterruptions:
    def test_the_first_passes(self) -> None:
        """Once happens to everybody."""
        assert titles(interruption(10_000)) == []

    def test_the_second_within_three_minutes(self) -> None:
        """To the millisecond."""
        assert titles(interruption(10_000), interruption(190_000)) == [
            "Let them finish"
        ]
        assert titles(interruption(10_000), interruption(190_001)) == []

    def test_nothing_flickers(self) -> None:
        """What the words take back within a second never reaches the screen."""
        advisor = Advisor(NudgeSettings())
        advisor.feed(raised(interruption(10_000)))
        second = interruption(20_000)
        advisor.feed(raised(second))

        assert advisor.advance(at_ms(20_999)) == []
        assert advisor.feed(withdrawn(second, 20_999)) == []
        assert advisor.advance(at_ms(30_000)) == []

    def test_the_customers_are_never_nudged(self) -> None:
        """They are recorded, and that is all."""
        many = [
            interruption(ms, speaker=Speaker.CUSTOMER) for ms in range(0, 90_000, 9)
        ]

        assert titles(*many[:50]) == []

    def test_the_first_that_silences_an_upset_customer(self) -> None:
        """But not one that they talked through."""
        upset = finding("sentiment-spike", 9_000, recovered_ms=None)
        stopped = interruption(60_000, other_stopped=True)

        assert titles(upset, stopped) == ["Let them finish"]
        assert titles(upset, interruption(60_000)) == []
        assert titles(stopped) == []


class TestHolds:
    def test_near_the_limit(self) -> None:
        """As the overlay has room for, with the time so far."""
        advisor = Advisor(NudgeSettings())

        near = advice("hold-limit-near", 24_000, held_ms=24_000, limit_ms=30_000)
        [event] = advisor.feed(near)

        assert isinstance(event, NudgeIssued)
        assert event.nudge.title == "Back to the caller: 24 s on hold"

    def test_past_the_limit(self) -> None:
        """With a promise, the promise is named."""
        assert titles(overrun(30_000)) == ["Back to the caller: 30 s on hold"]
        assert titles(overrun(121_000, promised_ms=120_000)) == [
            "2 min 1 s on hold, 2 min promised"
        ]

    def test_an_overrun_soon_after_the_first_advice_waits_for_its_turn(self) -> None:
        """Shown 20 s after the first, with the time it is then."""
        advisor = Advisor(NudgeSettings())
        advisor.feed(advice("hold-limit-near", 24_000, held_ms=24_000, limit_ms=30_000))

        assert advisor.feed(raised(overrun(30_000))) == []
        [event] = advisor.advance(at_ms(44_000))

        assert isinstance(event, NudgeIssued)
        assert event.nudge.title == "Back to the caller: 44 s on hold"

    def test_the_return_clears_the_screen(self) -> None:
        """Nobody needs to be sent back twice."""
        advisor = Advisor(NudgeSettings())
        advisor.feed(raised(overrun(30_000)))

        back = changed(replace(overrun(30_000), end=at_ms(35_000)), 35_000)

        assert [type(event) for event in advisor.feed(back)] == [NudgeWithdrawn]

    def test_a_long_hold_leaves_something_of_the_budget(self) -> None:
        """Repeated twice, and then only every four minutes."""
        repeats = [overrun(30_000 + 60_000 * n, repeat=n + 1) for n in range(10)]

        assert titles(*repeats) == [
            "Back to the caller: 30 s on hold",
            "Still waiting: 90 s on hold",
            "Still waiting: 2 min 30 s on hold",
            "Still waiting: 6 min 30 s on hold",
        ]


class TestTheLadder:
    def test_mild_at_the_situation_shows_nothing(self) -> None:
        """Not the first, not the second; the third gets a hint."""
        mild = [spoken("profanity", 30_000 * n, level="mild") for n in range(1, 4)]

        assert titles(*mild[:2]) == []
        assert titles(*mild) == ["Frustration is building up"]

    def test_strong_at_the_situation(self) -> None:
        """Acknowledge, and lower the temperature."""
        assert titles(spoken("profanity", 1_000, level="strong")) == [
            "Acknowledge, lower the temperature"
        ]

    def test_strong_again(self) -> None:
        """The warning comes in spite of the cooldown of the milder step."""
        strong = [spoken("profanity", ms, level="strong") for ms in (1_000, 22_000)]

        assert titles(*strong)[1] == "Time for the friendly warning"

    def test_aimed_at_the_agent(self) -> None:
        """The warning at once, and for milder words a hand on the shoulder."""
        for level, title in (
            ("mild", "Don’t take it personally"),
            ("strong", "Not about you. Give the warning"),
            ("slur", "You need not take that. Warn them"),
        ):
            aimed = spoken("profanity", 1_000, level=level, target="agent")
            assert titles(aimed) == [title]

    def test_aimed_at_the_agent_for_the_third_time(self) -> None:
        """The next step of the process."""
        aimed = [
            spoken("profanity", 100_000 * n, level="strong", target="agent")
            for n in range(3)
        ]

        assert titles(*aimed)[-1] == "You may bring in your supervisor"

    def test_a_threat_is_shown_at_once(self) -> None:
        """In the very second after another nudge, in its place."""
        advisor = Advisor(NudgeSettings())
        advisor.feed(raised(spoken("profanity", 1_000, level="strong")))

        events = advisor.feed(raised(spoken("threat", 2_000, level="threat")))

        assert isinstance(events[0], NudgeWithdrawn)
        assert isinstance(events[1], NudgeIssued)
        assert events[1].nudge.severity is Severity.CRITICAL
        assert "supervisor" in events[1].nudge.body
        assert "process" in events[1].nudge.body

    @pytest.mark.parametrize("threat_kind", ["person", "property", "legal", "job"])
    def test_every_threat_names_the_supervisor_and_the_process(
        self, threat_kind: str
    ) -> None:
        """Whatever it is about."""
        advisor = Advisor(NudgeSettings())
        source = spoken("threat", 1_000, level="threat", threat_kind=threat_kind)

        [event] = advisor.feed(raised(source))

        assert isinstance(event, NudgeIssued)
        assert "supervisor" in event.nudge.body
        assert "process" in event.nudge.body

    def test_the_agents_own_words(self) -> None:
        """A kind hint for strong ones, nothing for mild ones."""
        agent = Speaker.AGENT

        assert titles(spoken("profanity", 1, level="mild", speaker=agent)) == []
        assert titles(spoken("profanity", 1, level="strong", speaker=agent)) == [
            "A slow breath, and neutral words"
        ]


class TestTheClosing:
    def test_names_exactly_what_is_missing(self) -> None:
        """In words that can be acted on."""
        advisor = Advisor(NudgeSettings())
        source = finding("missing-recap", 1_000, end=False, missing=["questions"])

        [event] = advisor.feed(raised(source))

        assert isinstance(event, NudgeIssued)
        assert event.nudge.body == "Still to do: ask if there is anything else."

    def test_follows_what_is_said(self) -> None:
        """Said elements leave the text, and the last one the screen."""
        advisor = Advisor(NudgeSettings())
        missing = ["resolution", "next_steps", "questions", "thanks"]
        source = finding("missing-recap", 1_000, end=False, missing=missing)
        advisor.feed(raised(source))
        bodies = []
        for second, left in ((3, missing[1:]), (5, missing[2:])):
            less = replace(source, evidence={"missing": left})
            [event] = advisor.feed(changed(less, second * 1_000))
            assert isinstance(event, NudgeIssued)
            bodies.append(event.nudge.body)

        assert bodies == [
            "Still to do: say what happens next, ask if there is anything else and "
            "thank them.",
            "Still to do: ask if there is anything else and thank them.",
        ]


class TestQuiet:
    def test_is_worded_with_its_length(self) -> None:
        """And cleared when somebody speaks."""
        advisor = Advisor(NudgeSettings())
        source = finding("dead-air", 20_000, end=False, silence_ms=10_000)

        [event] = advisor.feed(raised(source))
        over = FindingChanged(
            finding=replace(source, end=at_ms(22_000)), known_at=at_ms(22_300)
        )

        assert isinstance(event, NudgeIssued)
        assert event.nudge.title == "Quiet for 10 s"
        assert [type(one) for one in advisor.feed(over)] == [NudgeWithdrawn]

    def test_hold_etiquette_is_never_nudged(self) -> None:
        """It is scored afterwards."""
        source = finding("hold-etiquette", 1_000, missing=["thanked"])

        assert Advisor(NudgeSettings()).feed(raised(source)) == []


class TestBudget:
    def test_what_was_held_back_is_said(self) -> None:
        """The seventh nudge of a call is kept from the screen and recorded."""
        advisor = Advisor(NudgeSettings())
        events: list[Event] = []
        for number in range(8):
            source = finding("sentiment-spike", 100_000 * number, recovered_ms=None)
            own = replace(source, speaker=Speaker.CUSTOMER)
            events += advisor.feed(raised(own))

        held = [event for event in events if isinstance(event, NudgeHeldBack)]
        assert len(events) == 8
        assert [event.reason for event in held] == ["budget", "budget"]
