from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from coach.events import (
    AdviceWithdrawn,
    CallEnded,
    Event,
    FindingAnswered,
    FindingRaised,
    NudgeHeldBack,
    NudgeIssued,
    NudgeWithdrawn,
    Severity,
    Speaker,
    SpeechStarted,
    SpeechStopped,
)
from coach.nudges.advisor import Advisor
from tests.nudges.making import (
    advice,
    at_ms,
    changed,
    finding,
    raised,
    rule,
    settings,
    withdrawn,
)

relaxed = hypothesis_settings(deadline=None)  # a busy machine is no failure

CRITICAL = {"severity": Severity.CRITICAL}


def brief(events: list[Event]) -> list[str]:
    """Return decisions as short texts: what, about what, and when in seconds."""
    lines = []
    for event in events:
        match event:
            case NudgeIssued(nudge=nudge, known_at=at):
                lines.append(f"show {nudge.kind} {at / at_ms(1000):g}")
            case NudgeHeldBack(nudge=nudge, reason=reason, known_at=at):
                lines.append(f"{reason} {nudge.kind} {at / at_ms(1000):g}")
            case NudgeWithdrawn(nudge_id=name, known_at=at):
                lines.append(f"clear {name} {at / at_ms(1000):g}")
    return lines


def speech(ms: int, *, began: bool) -> Event:
    """Return the beginning or the end of the agent's speech, known at once."""
    what = SpeechStarted if began else SpeechStopped
    return what(speaker=Speaker.AGENT, at=at_ms(ms), known_at=at_ms(ms))


def quiet_held_up(*meanwhile: Event) -> Advisor:
    """Return an advisor with a silence since 2 s, held up by something until 21 s."""
    quiet = rule("b", wait_ms=60_000, only_while_open=True)
    advisor = Advisor(settings(rule("a"), quiet, spacing_ms=20_000))
    for event in (
        raised(finding("a", 1_000)),
        *meanwhile,
        raised(finding("b", 2_000, end=False)),
    ):
        advisor.feed(event)
    return advisor


def ended(ms: int) -> CallEnded:
    """Return the end of a call of ``ms``."""
    return CallEnded(at=at_ms(ms), known_at=at_ms(ms))


class TestDeciding:
    def test_shows_what_a_rule_asks_for(self) -> None:
        """The nudge carries its finding, its words and its lifetime."""
        one = rule("dead-air", title="Quiet for {silence}", lifetime_ms=9_000)
        advisor = Advisor(settings(one))

        [event] = advisor.feed(raised(finding("dead-air", 20_000, silence_ms=10_000)))

        assert isinstance(event, NudgeIssued)
        assert event.known_at == at_ms(20_000)
        assert event.nudge.id == "nudge-dead-air-20000"
        assert event.nudge.finding_id == "dead-air-20000"
        assert event.nudge.at == at_ms(20_000)
        assert event.nudge.title == "Quiet for 10 s"
        assert event.nudge.lifetime == at_ms(9_000)

    def test_advice_has_no_finding(self) -> None:
        """A hold near its limit is not a fact about the call."""
        advisor = Advisor(settings(rule("hold-limit-near")))

        [event] = advisor.feed(advice("hold-limit-near", 24_000, held_ms=24_000))

        assert isinstance(event, NudgeIssued)
        assert event.nudge.finding_id is None

    def test_no_rule_no_nudge(self) -> None:
        """Findings without a rule pass unnoticed."""
        advisor = Advisor(settings(rule("a")))

        assert advisor.feed(raised(finding("b", 1_000))) == []
        assert advisor.due() is None

    def test_holds_back_and_says_why(self) -> None:
        """A rule that does not wait is decided at once."""
        advisor = Advisor(settings(rule("a"), rule("b")))
        advisor.feed(raised(finding("a", 1_000)))

        assert brief(advisor.feed(raised(finding("b", 2_000)))) == ["spacing b 2"]
        assert advisor.due() is None

    def test_an_event_from_the_past_does_not_turn_time_back(self) -> None:
        """Live words may come late; the screen only knows now."""
        advisor = Advisor(settings(rule("a")))
        advisor.advance(at_ms(9_000))

        assert brief(advisor.feed(raised(finding("a", 5_000)))) == ["show a 9"]

    def test_the_more_important_takes_the_screen(self) -> None:
        """What was there is withdrawn first."""
        advisor = Advisor(settings(rule("a"), rule("b", **CRITICAL)))
        advisor.feed(raised(finding("a", 1_000)))

        assert brief(advisor.feed(raised(finding("b", 2_000)))) == [
            "clear nudge-a-1000 2",
            "show b 2",
        ]


class TestSettling:
    def test_it_is_kept_back_first(self) -> None:
        """What may be taken back is shown when that time is over."""
        advisor = Advisor(settings(rule(settle_ms=1_000)))

        assert advisor.feed(raised(finding("thing", 5_000))) == []
        assert brief(advisor.advance(at_ms(5_999))) == []
        assert brief(advisor.advance(at_ms(6_000))) == ["show thing 6"]

    def test_the_call_ends_meanwhile(self) -> None:
        """Then it is held back, and the report says so."""
        advisor = Advisor(settings(rule(settle_ms=1_000)))
        advisor.feed(raised(finding("thing", 5_000)))

        assert brief(advisor.feed(ended(5_500))) == ["settling thing 5.5"]

    def test_it_waits_for_its_turn_after_that(self) -> None:
        """``wait_ms`` begins when it is ripe."""
        made = settings(
            rule("other"), rule(settle_ms=1_000, wait_ms=500), spacing_ms=3_000
        )
        advisor = Advisor(made)
        advisor.feed(raised(finding("other", 5_000)))
        advisor.feed(raised(finding("thing", 5_200)))

        assert brief(advisor.advance(at_ms(20_000))) == ["spacing thing 6.7"]


class TestWaiting:
    """A rule with ``wait_ms`` gets its turn while it is still true."""

    def test_is_shown_when_the_spacing_allows(self) -> None:
        """At the very sample; its growing time has gone on."""
        late = rule("dead-air", title="{silence}", wait_ms=60_000)
        advisor = Advisor(settings(rule("a"), late))
        advisor.feed(raised(finding("a", 1_000)))
        assert (
            advisor.feed(
                raised(finding("dead-air", 5_000, silence_ms=10_000, end=False))
            )
            == []
        )

        assert advisor.advance(at_ms(21_000) - 1) == []
        assert advisor.due() == at_ms(21_000)
        [event] = advisor.advance(at_ms(21_000))

        assert isinstance(event, NudgeIssued)
        assert event.nudge.title == "26 s"
        assert event.nudge.at == at_ms(21_000)
        assert advisor.due() is None

    def test_is_given_up_when_its_time_is_over(self) -> None:
        """One decision, dated when it would have been shown."""
        advisor = Advisor(settings(rule("a"), rule("b", wait_ms=8_000)))
        advisor.feed(raised(finding("a", 1_000)))
        advisor.feed(raised(finding("b", 2_000)))

        [event] = advisor.advance(at_ms(60_000))

        assert brief([event]) == ["spacing b 10"]
        assert isinstance(event, NudgeHeldBack)
        assert event.nudge.at == at_ms(2_000)

    def test_may_be_shown_in_its_last_moment(self) -> None:
        """The end of the waiting time is still in time."""
        advisor = Advisor(settings(rule("a"), rule("b", wait_ms=19_000)))
        advisor.feed(raised(finding("a", 1_000)))
        advisor.feed(raised(finding("b", 2_000)))

        assert brief(advisor.advance(at_ms(30_000))) == ["show b 21"]

    def test_leaves_no_trace_when_its_finding_is_withdrawn(self) -> None:
        """What was not so needs no advice, and no record of it."""
        advisor = Advisor(settings(rule("a"), rule("b", wait_ms=60_000)))
        advisor.feed(raised(finding("a", 1_000)))
        advisor.feed(raised(finding("b", 2_000)))

        assert advisor.feed(withdrawn(finding("b", 2_000), 9_000)) == []
        assert advisor.advance(at_ms(90_000)) == []

    def test_is_given_up_when_it_is_over(self) -> None:
        """Nobody needs to hear of a silence that has ended."""
        advisor = quiet_held_up()

        assert brief(advisor.feed(changed(finding("b", 2_000), 5_000))) == [
            "spacing b 5"
        ]

    def test_is_not_shown_to_an_agent_who_may_be_back(self) -> None:
        """Their words tell whether the hold is over: they are waited for."""
        advisor = quiet_held_up()
        advisor.feed(speech(20_500, began=True))

        assert advisor.advance(at_ms(22_000)) == []
        advisor.feed(speech(22_000, began=False))
        assert brief(advisor.feed(changed(finding("b", 2_000), 22_500))) == [
            "spacing b 22.5"
        ]

    def test_is_shown_where_the_agent_only_muttered(self) -> None:
        """Once it is known that what they said ended nothing."""
        advisor = quiet_held_up()
        advisor.feed(speech(20_500, began=True))
        advisor.feed(speech(21_500, began=False))

        assert brief(advisor.advance(at_ms(30_000))) == ["show b 22.5"]

    def test_is_shown_while_the_agent_speaks_on(self) -> None:
        """Who spoke before it came about has not come back since."""
        advisor = quiet_held_up(speech(1_500, began=True))

        assert brief(advisor.advance(at_ms(30_000))) == ["show b 21"]

    def test_is_given_up_at_the_end_of_the_call(self) -> None:
        """What was held back stays in the report."""
        advisor = Advisor(settings(rule("a"), rule("b", wait_ms=60_000)))
        advisor.feed(raised(finding("a", 1_000)))
        advisor.feed(raised(finding("b", 2_000)))

        assert brief(advisor.feed(ended(4_000))) == ["spacing b 4"]
        assert advisor.due() is None

    def test_of_several_the_most_important_goes_first(self) -> None:
        """Of equals the newest; the other of its kind is then told already."""
        b = rule("b", priority=60, wait_ms=30_000)
        advisor = Advisor(settings(rule("a"), b, rule("c", wait_ms=30_000)))
        for kind, ms in (("a", 1_000), ("c", 2_000), ("b", 3_000), ("b", 4_000)):
            advisor.feed(raised(finding(kind, ms)))

        events = advisor.advance(at_ms(21_000))

        assert brief(events) == ["show b 21", "already-shown b 21"]
        assert isinstance(events[0], NudgeIssued)
        assert events[0].nudge.finding_id == "b-4000"
        assert brief(advisor.advance(at_ms(60_000))) == ["spacing c 32"]

    def test_jumping_over_time_changes_nothing(self) -> None:
        """Steps of any size lead to the same decisions."""
        events: list[FindingRaised | CallEnded] = [
            raised(finding("a", 1_000)),
            raised(finding("b", 2_000)),
            ended(50_000),
        ]
        one, other = (
            Advisor(settings(rule("a"), rule("b", wait_ms=30_000))) for _ in range(2)
        )
        jumping = [decision for event in events for decision in one.feed(event)]
        stepping: list[Event] = []
        for event in events:
            for ms in range(0, event.known_at // at_ms(1), 500):
                stepping += other.advance(at_ms(ms))
            stepping += other.feed(event)

        assert jumping == stepping


class TestChanging:
    """A finding that is known better changes what is on the screen."""

    def test_new_words_keep_the_id_and_cost_nothing(self) -> None:
        """Two elements missing, then one: the same nudge reads otherwise."""
        recap = rule("missing-recap", body="{missing}", lifetime_ms=10_000)
        advisor = Advisor(settings(recap, rule("b"), per_call=2))
        source = finding("missing-recap", 1_000, missing=["questions", "thanks"])
        [first] = advisor.feed(raised(source))

        less = replace(source, evidence={"missing": ["thanks"]})
        [second] = advisor.feed(changed(less, 5_000))

        assert isinstance(first, NudgeIssued)
        assert isinstance(second, NudgeIssued)
        assert second.nudge.id == first.nudge.id
        assert second.nudge.body == "thank them"
        assert second.nudge.at == at_ms(5_000)
        assert advisor.feed(changed(less, 6_000)) == []
        assert brief(advisor.feed(raised(finding("b", 21_000)))) == ["show b 21"]

    def test_words_of_a_nudge_that_is_gone_are_left_alone(self) -> None:
        """After its lifetime nothing is issued again."""
        recap = rule("missing-recap", body="{missing}", lifetime_ms=10_000)
        advisor = Advisor(settings(recap))
        source = finding("missing-recap", 1_000, missing=["questions", "thanks"])
        advisor.feed(raised(source))

        less = replace(source, evidence={"missing": ["thanks"]})

        assert advisor.feed(changed(less, 11_000)) == []

    def test_is_withdrawn_when_no_rule_matches_any_more(self) -> None:
        """The evidence turned out to be another."""
        advisor = Advisor(settings(rule("a", when={"level": ("strong",)})))
        advisor.feed(raised(finding("a", 1_000, level="strong")))

        assert brief(
            advisor.feed(changed(finding("a", 1_000, level="mild"), 2_000))
        ) == ["clear nudge-a-1000 2"]

    def test_is_decided_when_a_rule_first_matches(self) -> None:
        """The evidence grew into a reason."""
        advisor = Advisor(settings(rule("a", when={"level": ("strong",)})))
        assert advisor.feed(raised(finding("a", 1_000, level="mild"))) == []

        event = changed(finding("a", 1_000, level="strong"), 2_000)

        assert brief(advisor.feed(event)) == ["show a 2"]

    def test_is_withdrawn_with_its_finding(self) -> None:
        """And decided afresh, under another id, when it is raised again."""
        advisor = Advisor(settings(rule("a", cooldown_ms=0)))
        source = finding("a", 1_000)
        advisor.feed(raised(source))

        assert brief(advisor.feed(withdrawn(source, 2_000))) == ["clear nudge-a-1000 2"]
        again = FindingRaised(finding=source, known_at=at_ms(30_000))
        [event] = advisor.feed(again)
        assert isinstance(event, NudgeIssued)
        assert event.nudge.id == "nudge-a-1000-2"

    def test_is_withdrawn_with_its_advice(self) -> None:
        """The hold has ended."""
        advisor = Advisor(settings(rule("a")))
        offered = advice("a", 1_000)
        advisor.feed(offered)

        gone = AdviceWithdrawn(advice_id=offered.id, known_at=at_ms(2_000))

        assert brief(advisor.feed(gone)) == ["clear nudge-a-1000 2"]

    def test_goes_once_the_agent_has_done_it(self) -> None:
        """It stands, and is not said again; one that waited is not said at all."""
        advisor = Advisor(settings(rule("a", cooldown_ms=0), rule("b", wait_ms=60_000)))
        source, waiting = finding("a", 1_000), finding("b", 1_500)
        advisor.feed(raised(source))
        advisor.feed(raised(waiting))

        def answered(name: str, ms: int) -> list[Event]:
            return advisor.feed(FindingAnswered(finding_id=name, known_at=at_ms(ms)))

        assert brief(answered(source.id, 2_000)) == ["clear nudge-a-1000 2"]
        assert answered(source.id, 2_500) == answered(waiting.id, 3_000) == []
        assert advisor.feed(changed(source, 30_000)) == []
        assert advisor.advance(at_ms(90_000)) == []

    def test_what_left_the_screen_is_not_withdrawn(self) -> None:
        """The lifetime was over before the finding was."""
        advisor = Advisor(settings(rule("a", lifetime_ms=5_000)))
        advisor.feed(raised(finding("a", 1_000)))

        assert advisor.feed(withdrawn(finding("a", 1_000), 6_000)) == []

    @pytest.mark.parametrize("only_while_open", [True, False])
    def test_the_end_clears_only_what_is_about_the_moment(
        self, only_while_open: bool
    ) -> None:
        """A hold's nudge goes with it; one about an interruption stays."""
        advisor = Advisor(settings(rule("a", only_while_open=only_while_open)))
        advisor.feed(raised(finding("a", 1_000, end=False)))

        cleared = advisor.feed(changed(finding("a", 1_000), 2_000))

        assert bool(cleared) is only_while_open

    def test_what_is_over_before_it_is_certain_is_not_shown(self) -> None:
        """Confirmed and ended in one: too late."""
        advisor = Advisor(settings(rule("a", only_while_open=True)))
        advisor.feed(raised(finding("a", 1_000, end=False, provisional=True)))

        assert advisor.feed(changed(finding("a", 1_000), 2_000)) == []

    def test_recovery_clears_the_screen(self) -> None:
        """They have calmed down: nothing to advise."""
        advisor = Advisor(settings(rule("a")))
        advisor.feed(raised(finding("a", 1_000, recovered_ms=None)))

        calm = changed(finding("a", 1_000, recovered_ms=4_000), 4_000)

        assert brief(advisor.feed(calm)) == ["clear nudge-a-1000 4"]

    def test_a_mistake_gone_in_a_moment_gives_the_budget_back(self) -> None:
        """The second nudge may be shown although one is all there is."""
        advisor = Advisor(settings(rule("a"), rule("b"), per_call=1))
        advisor.feed(raised(finding("a", 1_000)))
        advisor.feed(withdrawn(finding("a", 1_000), 3_000))

        assert brief(advisor.feed(raised(finding("b", 21_000)))) == ["show b 21"]

    def test_advice_that_has_passed_was_no_mistake(self) -> None:
        """It was right when it was given, and counts."""
        advisor = Advisor(settings(rule("a"), rule("b"), per_call=1))
        offered = advice("a", 1_000)
        advisor.feed(offered)
        advisor.feed(AdviceWithdrawn(advice_id=offered.id, known_at=at_ms(2_000)))

        assert brief(advisor.feed(raised(finding("b", 21_000)))) == ["budget b 21"]

    def test_nothing_is_shown_once_the_call_is_over(self) -> None:
        """What its end brings to light helps nobody any more."""
        advisor = Advisor(settings(rule("a")))
        advisor.feed(ended(9_000))

        assert advisor.feed(raised(finding("a", 8_000))) == []


class TestProvisional:
    """What stands on words that may still change."""

    def test_waits_to_be_confirmed(self) -> None:
        """The final words decide."""
        advisor = Advisor(settings(rule("a")))
        assert advisor.feed(raised(finding("a", 1_000, provisional=True))) == []

        assert brief(advisor.feed(changed(finding("a", 1_000), 3_000))) == ["show a 3"]

    def test_critical_ones_do_not(self) -> None:
        """A threat is shown before the customer draws breath, once."""
        advisor = Advisor(settings(rule("a", **CRITICAL)))
        source = finding("a", 1_000, provisional=True)

        assert brief(advisor.feed(raised(source))) == ["show a 1"]
        assert advisor.feed(changed(finding("a", 1_000), 3_000)) == []

    def test_critical_ones_go_when_the_words_were_others(self) -> None:
        """Withdrawn like any other."""
        advisor = Advisor(settings(rule("a", **CRITICAL)))
        source = finding("a", 1_000, provisional=True)
        advisor.feed(raised(source))

        assert brief(advisor.feed(withdrawn(source, 2_000))) == ["clear nudge-a-1000 2"]


class TestTheAnalyst:
    """What the analyst does clears or quiets the live screen."""

    @pytest.mark.parametrize("answer", ["acknowledge", "dismiss"])
    def test_clears_the_screen(self, answer: str) -> None:
        """The finding's own end needs no withdrawal any more."""
        advisor = Advisor(settings(rule("a")))
        advisor.feed(raised(finding("a", 1_000)))

        getattr(advisor, answer)("nudge-a-1000")

        assert advisor.feed(withdrawn(finding("a", 1_000), 2_000)) == []

    @pytest.mark.parametrize(
        ("answer", "is_shown"), [("dismiss", False), ("acknowledge", True)]
    )
    def test_a_kind_dismissed_twice_comes_more_rarely(
        self, answer: str, is_shown: bool
    ) -> None:
        """Not so one that was acknowledged."""
        advisor = Advisor(settings(rule("a", cooldown_ms=30_000), spacing_ms=0))
        for ms in (0, 60_000):
            advisor.feed(raised(finding("a", ms)))
            getattr(advisor, answer)(f"nudge-a-{ms}")

        decided = advisor.feed(raised(finding("a", 120_000)))

        assert isinstance(decided[0], NudgeIssued) is is_shown

    def test_another_nudge_is_left_alone(self) -> None:
        """An answer to one that is gone does not hit the next."""
        advisor = Advisor(settings(rule("a")))
        advisor.feed(raised(finding("a", 1_000)))

        advisor.dismiss("nudge-b-1000")

        assert advisor.feed(withdrawn(finding("a", 1_000), 2_000)) != []

    def test_a_cleared_screen_lets_the_next_one_in(self) -> None:
        """What waited for its place on the screen need not wait longer."""
        low = rule("b", wait_ms=60_000)
        advisor = Advisor(settings(rule("a"), low, spacing_ms=0))
        advisor.feed(raised(finding("a", 1_000)))
        assert advisor.feed(raised(finding("b", 2_000))) == []

        advisor.dismiss("nudge-a-1000")

        assert brief(advisor.advance(at_ms(2_001)))[0].startswith("show b")

    def test_a_snoozed_kind_is_held_back(self) -> None:
        """For as long as was asked, and from now on."""
        advisor = Advisor(settings(rule("a", cooldown_ms=0, **CRITICAL)))
        advisor.feed(raised(finding("a", 1_000)))
        advisor.snooze("a", at_ms(60_000))

        assert brief(advisor.feed(raised(finding("a", 60_999)))) == ["snoozed a 60.999"]
        assert brief(advisor.feed(raised(finding("a", 61_000)))) == ["show a 61"]


KINDS = st.sampled_from(["a", "b", "c", "d"])
STEPS = st.lists(
    st.tuples(
        st.sampled_from(["raise", "change", "withdraw", "advance"]),
        KINDS,
        st.integers(0, 12_000),
        st.integers(0, 40),
    ),
    max_size=60,
)
RULES = (
    rule("a", cooldown_ms=0),
    rule("b", wait_ms=30_000, priority=60, only_while_open=True),
    rule("c", wait_ms=120_000, cooldown_ms=5_000, priority=70, lifetime_ms=30_000),
    rule("d", cooldown_ms=1_000, **CRITICAL),
)


def played(steps: list[tuple[str, str, int, int]], per_call: int) -> list[Event]:
    """Return the decisions on a call that goes as the steps say."""
    advisor = Advisor(settings(*RULES, per_call=per_call, forgiven_ms=0))
    now, past, decided = 0, list[str](), list[Event]()
    for what, kind, ms, pick in steps:
        now += ms
        if what == "raise":
            past.append(f"{kind}-{now}-{len(past)}")
            new = finding(kind, now, name=past[-1], end=bool(pick % 2))
            decided += advisor.feed(raised(new))
        elif what == "advance" or not past:
            decided += advisor.advance(at_ms(now))
        else:
            name = past[pick % len(past)]
            old = finding(name[0], now, name=name, end=bool(pick % 3))
            event = changed(old, now) if what == "change" else withdrawn(old, now)
            decided += advisor.feed(event)
        due = advisor.due()
        assert due is None or due > at_ms(now)
    return decided + advisor.feed(ended(now + 1))


class TestAnyCall:
    @relaxed
    @given(STEPS, st.integers(0, 4))
    def test_budget_and_spacing_hold(
        self, steps: list[tuple[str, str, int, int]], per_call: int
    ) -> None:
        """Never more than the budget, never closer than the spacing."""
        since: dict[str, int] = {}
        forgiven = 0
        for event in played(steps, per_call):
            match event:
                case NudgeIssued(nudge=nudge, known_at=at):
                    since.setdefault(nudge.id, at)
                case NudgeWithdrawn(nudge_id=name, known_at=at):
                    forgiven += at == since[name]
        usual = [at for name, at in since.items() if not name.startswith("nudge-d")]

        assert len(usual) - forgiven <= per_call
        assert all(b - a >= at_ms(20_000) for a, b in pairwise(usual))

    @relaxed
    @given(STEPS)
    def test_every_nudge_is_decided_once(
        self, steps: list[tuple[str, str, int, int]]
    ) -> None:
        """Shown or held back, never both, in the order of time."""
        decided = played(steps, 3)
        shown = {e.nudge.id for e in decided if isinstance(e, NudgeIssued)}
        held = [e.nudge.id for e in decided if isinstance(e, NudgeHeldBack)]

        assert shown.isdisjoint(held)
        assert len(held) == len(set(held))
        times = [e.known_at for e in decided]
        assert times == sorted(times)

    @relaxed
    @given(STEPS)
    def test_the_same_call_gets_the_same_advice(
        self, steps: list[tuple[str, str, int, int]]
    ) -> None:
        """Nothing but the call decides."""
        assert played(steps, 3) == played(steps, 3)
