from dataclasses import replace

import pytest

from coach.events import Nudge, Severity
from coach.nudges.pacing import Pacing, Shown
from coach.nudges.rule import NudgeRule
from tests.nudges.making import at_ms, rule, settings

CRITICAL = {"severity": Severity.CRITICAL}


def shown(one: NudgeRule, ms: int) -> Shown:
    """Return what a rule shows at ``ms``."""
    nudge = Nudge(
        id=f"n{ms}",
        at=at_ms(ms),
        kind=one.kind,
        finding_id=None,
        severity=one.severity,
        title=one.title,
        body=one.body,
        lifetime=at_ms(one.lifetime_ms),
    )
    return Shown(
        nudge=nudge,
        rule=one,
        occasion_id=f"o{ms}",
        since=at_ms(ms),
        is_counted=one.severity is not Severity.CRITICAL,
        until=at_ms(ms + one.lifetime_ms),
    )


@pytest.fixture
def pacing() -> Pacing:
    """One nudge in 20 s, two a call."""
    return Pacing(settings(spacing_ms=20_000, per_call=2))


class TestPacing:
    def test_the_first_may_be_shown(self, pacing: Pacing) -> None:
        """Even at the very beginning."""
        assert pacing.objection(rule(), 0) is None
        assert pacing.on_screen(0) is None

    def test_leaves_the_screen_after_its_lifetime(self, pacing: Pacing) -> None:
        """The end of the lifetime is the first sample without it."""
        pacing.show(shown(rule(lifetime_ms=5_000), 1_000))

        assert pacing.on_screen(at_ms(6_000) - 1) is not None
        assert pacing.on_screen(at_ms(6_000)) is None

    def test_spacing(self, pacing: Pacing) -> None:
        """Another kind may come 20 s later and not a sample earlier."""
        pacing.show(shown(rule("a"), 1_000))

        assert pacing.objection(rule("b"), at_ms(21_000) - 1) == "spacing"
        assert pacing.objection(rule("b"), at_ms(21_000)) is None

    def test_critical_ones_wait_for_nothing(self, pacing: Pacing) -> None:
        """Neither spacing, budget nor priority keeps them."""
        pacing.show(shown(rule("a", priority=100), 1_000))
        pacing.show(shown(rule("a", priority=100), 2_000))
        critical = rule("b", priority=0, **CRITICAL)

        assert pacing.objection(critical, at_ms(2_000)) is None

    def test_others_keep_their_distance_from_a_critical_one(
        self, pacing: Pacing
    ) -> None:
        """The eye was drawn, whatever by."""
        pacing.show(shown(rule("a", **CRITICAL), 0))

        assert pacing.objection(rule("b"), at_ms(13_000)) == "spacing"

    def test_budget(self, pacing: Pacing) -> None:
        """The third is one too many; critical ones are not counted."""
        pacing.show(shown(rule("a", **CRITICAL), 0))
        pacing.show(shown(rule("b"), 30_000))
        assert pacing.objection(rule("c"), at_ms(60_000)) is None
        pacing.show(shown(rule("c"), 60_000))

        assert pacing.objection(rule("d"), at_ms(90_000)) == "budget"

    def test_mistakes_gone_in_a_moment_are_forgiven(self) -> None:
        """Within three seconds the budget comes back; spacing stays."""
        for later, objection in ((3_000, None), (3_001, "budget")):
            pacing = Pacing(settings(spacing_ms=20_000, per_call=1, forgiven_ms=3_000))
            mistake = shown(rule("a"), 0)
            pacing.show(mistake)
            pacing.clear()
            pacing.forgive(mistake, at_ms(later))

            assert pacing.objection(rule("b"), at_ms(20_000)) == objection
            if objection is None:
                assert pacing.objection(rule("b"), at_ms(19_999)) == "spacing"

    def test_cooldown_is_by_kind(self, pacing: Pacing) -> None:
        """The same kind waits for its own time, counted from when it was shown."""
        pacing.show(shown(rule("a", cooldown_ms=60_000), 1_000))

        assert pacing.objection(rule("a"), at_ms(61_000) - 1) == "cooldown"
        assert pacing.objection(rule("a"), at_ms(61_000)) is None

    def test_an_escalation_does_not_wait_for_the_milder_step(
        self, pacing: Pacing
    ) -> None:
        """Only what is as important or more so cools a kind down."""
        pacing.show(shown(rule("a", priority=50), 0))

        assert pacing.objection(rule("a", priority=51), at_ms(20_000)) is None
        assert pacing.objection(rule("a", priority=50), at_ms(20_000)) == "cooldown"

    def test_never_while_the_same_is_on_the_screen(self, pacing: Pacing) -> None:
        """Not even a critical one."""
        critical = rule("a", cooldown_ms=0, lifetime_ms=10_000, **CRITICAL)
        pacing.show(shown(critical, 0))

        assert pacing.objection(critical, at_ms(10_000) - 1) == "already-shown"
        assert pacing.objection(critical, at_ms(10_000)) is None

    def test_what_is_on_the_screen_outranks_its_equals(self) -> None:
        """The more important takes its place."""
        pacing = Pacing(settings(spacing_ms=0))
        pacing.show(shown(rule("a", priority=50, lifetime_ms=12_000), 0))

        assert pacing.objection(rule("b", priority=50), at_ms(1)) == "outranked"
        assert pacing.objection(rule("b", priority=51), at_ms(1)) is None
        assert pacing.objection(rule("b", priority=50), at_ms(12_000)) is None

    def test_snoozing_is_by_kind(self, pacing: Pacing) -> None:
        """A shorter snooze does not cut a longer one short."""
        pacing.snooze("a", at_ms(60_000))
        pacing.snooze("a", at_ms(30_000))

        assert pacing.objection(rule("a"), at_ms(60_000) - 1) == "snoozed"
        assert pacing.objection(rule("a", **CRITICAL), at_ms(59_000)) == "snoozed"
        assert pacing.objection(rule("a"), at_ms(60_000)) is None
        assert pacing.objection(rule("b"), 0) is None

    def test_says_when_to_look_again(self, pacing: Pacing) -> None:
        """At the end of a lifetime, then at the end of the spacing."""
        assert pacing.free_at(7) == 7
        pacing.show(shown(rule("a", lifetime_ms=12_000), 0))

        assert pacing.free_at(0) == at_ms(12_000)
        assert pacing.free_at(at_ms(12_000)) == at_ms(20_000)
        assert pacing.free_at(at_ms(20_000)) == at_ms(20_000)

    def test_new_words_are_no_new_nudge(self, pacing: Pacing) -> None:
        """Neither budget nor spacing notices."""
        first = shown(rule("a"), 0)
        pacing.show(first)
        pacing.reword(replace(first, until=at_ms(15_000)))

        assert pacing.on_screen(at_ms(14_999)) is not None
        assert pacing.objection(rule("b"), at_ms(20_000)) is None


class TestDismissed:
    """A kind that the analyst had enough of comes more rarely."""

    @staticmethod
    def pacing_of(one: NudgeRule, *dismissed: int, **fields: int) -> Pacing:
        """Return a pacing that showed a nudge every 100 s, and which were dismissed."""
        pacing = Pacing(settings(spacing_ms=0, per_call=9, **fields))
        for ms in (0, 100_000):
            pacing.show(shown(one, ms))
            if ms in dismissed:
                pacing.dismiss(f"n{ms}")
        return pacing

    @pytest.mark.parametrize(
        ("dismissed", "cooldown_ms"),
        [((), 30_000), ((0,), 30_000), ((0, 100_000), 120_000)],
    )
    def test_twice_makes_the_cooldown_longer(
        self, dismissed: tuple[int, ...], cooldown_ms: int
    ) -> None:
        """Four times by default, to the sample; once changes nothing."""
        one = rule("a", cooldown_ms=30_000)
        pacing = self.pacing_of(one, *dismissed)
        over = at_ms(100_000 + cooldown_ms)

        assert pacing.objection(one, over - 1) == "cooldown"
        assert pacing.objection(one, over) is None

    def test_one_nudge_counts_once(self) -> None:
        """Two clicks are one dismissal, and unknown ids are none."""
        one = rule("a", cooldown_ms=30_000)
        pacing = self.pacing_of(one, 0)
        pacing.dismiss("n0")
        pacing.dismiss("gone")

        assert pacing.objection(one, at_ms(130_000)) is None

    def test_other_kinds_are_as_they_were(self) -> None:
        """Each kind has its own count."""
        pacing = self.pacing_of(rule("a", cooldown_ms=30_000), 0, 100_000)
        other = rule("b", cooldown_ms=30_000)
        pacing.show(shown(other, 110_000))

        assert pacing.objection(other, at_ms(140_000)) is None

    def test_a_higher_priority_does_not_come_sooner(self) -> None:
        """Nor does it take another's place on the screen."""
        pacing = self.pacing_of(rule("a", cooldown_ms=30_000), 0, 100_000)
        higher = rule("a", cooldown_ms=30_000, priority=99)
        assert pacing.objection(higher, at_ms(140_000)) == "cooldown"
        pacing.show(shown(rule("b", priority=1, lifetime_ms=60_000), 230_000))

        assert pacing.objection(higher, at_ms(240_000)) == "outranked"
        assert pacing.objection(higher, at_ms(290_000)) is None

    def test_critical_ones_stay_as_they_are(self) -> None:
        """A threat is told however often the analyst waved it away."""
        one = rule("a", cooldown_ms=30_000, **CRITICAL)

        pacing = self.pacing_of(one, 0, 100_000)

        assert pacing.objection(one, at_ms(130_000)) is None

    def test_dismissed_hints_do_not_make_a_critical_one_rarer(self) -> None:
        """Even of the same kind."""
        pacing = self.pacing_of(rule("a", cooldown_ms=30_000), 0, 100_000)
        one = rule("a", cooldown_ms=30_000, **CRITICAL)

        assert pacing.objection(one, at_ms(130_000)) is None

    @pytest.mark.parametrize("fields", [{"rarer": 1}, {"dismissals": 3}])
    def test_a_desk_may_want_it_otherwise(self, fields: dict[str, int]) -> None:
        """By the policy."""
        one = rule("a", cooldown_ms=30_000)
        pacing = self.pacing_of(one, 0, 100_000, **fields)

        assert pacing.objection(one, at_ms(130_000)) is None
