"""How often the analyst may be nudged, and what is on the screen now."""

from dataclasses import dataclass

from coach.audio_time import samples
from coach.events import Nudge, Severity
from coach.nudges.rule import NudgeRule
from coach.nudges.settings import NudgeSettings

CAN_WAIT = frozenset({"spacing", "outranked"})
"""Objections that time removes; a nudge with ``wait_ms`` waits for that."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A nudge that went to the screen."""

    nudge: Nudge
    """As it is now: a change of its words keeps the id."""
    rule: NudgeRule
    occasion_id: str
    since: int
    """When it was first shown, in canonical samples."""
    is_counted: bool
    """It was no critical one and counts towards the budget."""
    until: int
    """End of its lifetime, in canonical samples."""

    @property
    def rank(self) -> tuple[bool, int]:
        """What decides who may take whose place on the screen."""
        return rank(self.rule)


def rank(rule: NudgeRule) -> tuple[bool, int]:
    """Return how a rule's nudges rank: critical ones above all, then by priority."""
    return (rule.severity is Severity.CRITICAL, rule.priority)


class Pacing:
    """Say whether one more nudge may be shown, and why not.

    One nudge is on the screen at a time::

        shown      ▐████ lifetime ████▌
        spacing    ├────────────── 20 s ──────────────┤ next at the earliest
        cooldown   ├───────────────── 60 s, same kind, same priority or lower ───┤
        … dismissed twice: four times as long, whatever the priority
        critical   any time; takes the place of what is on the screen

    Args:
        settings: Spacing and budget.
    """

    def __init__(self, settings: NudgeSettings) -> None:
        self._settings = settings
        self._on_screen: Shown | None = None
        self._last: Shown | None = None
        self._last_by_kind: dict[str, list[Shown]] = {}
        self._dismissed: dict[str, set[str]] = {}
        self._snoozed_until: dict[str, int] = {}
        self._spent = 0

    def on_screen(self, now: int) -> Shown | None:
        """Return what the analyst sees at ``now``."""
        if self._on_screen is not None and self._on_screen.until <= now:
            self._on_screen = None
        return self._on_screen

    def objection(self, rule: NudgeRule, now: int) -> str | None:
        """Return why a nudge of this rule may not be shown at ``now``, if it may not.

        Returns:
            ``snoozed``: the analyst wants none of this kind for now;
            ``already-shown``: one of its kind, no less important, is on the screen;
            ``cooldown``: one was a short while ago;
            ``budget``: the call has had its share;
            ``spacing``: the last nudge, of whatever kind, is too close;
            ``outranked``: something no less important is on the screen.
        """
        critical = rule.severity is Severity.CRITICAL
        screen = self.on_screen(now)
        if now < self._snoozed_until.get(rule.kind, 0):
            return "snoozed"
        if screen and screen.rule.kind == rule.kind and screen.rank >= rank(rule):
            return "already-shown"
        is_rarer = not critical and self._is_rarer(rule.kind)
        cooldown = samples(rule.cooldown_ms) * (self._settings.rarer if is_rarer else 1)
        if any(
            (is_rarer or shown.rank >= rank(rule)) and now < shown.since + cooldown
            for shown in self._last_by_kind.get(rule.kind, ())
        ):
            return "cooldown"
        if not critical and self._spent >= self._settings.per_call:
            return "budget"
        if not critical and now < self._free_at():
            return "spacing"
        if screen and (is_rarer or screen.rank >= rank(rule)) and not critical:
            return "outranked"
        return None

    def free_at(self, now: int) -> int:
        """Return when a nudge that waits should be looked at again.

        Later than ``now``, or ``now`` itself when nothing stands in its way.
        """
        screen = self.on_screen(now)
        times = [self._free_at()] + ([screen.until] if screen else [])
        return min((at for at in times if at > now), default=now)

    def _free_at(self) -> int:
        if self._last is None:
            return 0
        return self._last.since + samples(self._settings.spacing_ms)

    def show(self, shown: Shown) -> None:
        """Take note that a nudge went to the screen, in place of any other."""
        self._on_screen = self._last = shown
        self._last_by_kind.setdefault(shown.rule.kind, []).append(shown)
        self._spent += shown.is_counted

    def reword(self, shown: Shown) -> None:
        """Take note that the nudge on the screen now reads otherwise: no new one."""
        self._on_screen = shown

    def clear(self) -> None:
        """Take note that the screen was cleared."""
        self._on_screen = None

    def dismiss(self, nudge_id: str) -> None:
        """Take note that the analyst did not want a nudge that was shown.

        Once for each nudge, be it still on the screen or just gone; critical ones do
        not count.
        """
        for kind, shown in self._last_by_kind.items():
            if any(one.nudge.id == nudge_id and one.is_counted for one in shown):
                self._dismissed.setdefault(kind, set()).add(nudge_id)

    def _is_rarer(self, kind: str) -> bool:
        """Tell whether the analyst has had enough of a kind."""
        dismissed = self._dismissed.get(kind, ())
        return self._settings.rarer > 1 and len(dismissed) >= self._settings.dismissals

    def forgive(self, shown: Shown, now: int) -> None:
        """Give the budget back for a nudge that was mistaken and gone in a moment.

        Spacing and cooldown stay: the analyst's eye was drawn all the same.
        """
        moment = samples(self._settings.forgiven_ms)
        if shown.is_counted and now - shown.since <= moment:
            self._spent -= 1

    def snooze(self, kind: str, until: int) -> None:
        """Show none of this kind before ``until``, in canonical samples."""
        self._snoozed_until[kind] = max(until, self._snoozed_until.get(kind, 0))
