"""The nudge policy at work: findings in, decisions about the screen out."""

from collections import Counter
from dataclasses import dataclass, replace

from coach.audio_time import milliseconds, samples
from coach.events import (
    AdviceOffered,
    AdviceWithdrawn,
    CallEnded,
    CaptureLost,
    Event,
    FindingAnswered,
    FindingChanged,
    FindingRaised,
    FindingWithdrawn,
    Nudge,
    NudgeHeldBack,
    NudgeIssued,
    NudgeWithdrawn,
    Severity,
    Speaker,
    SpeechStarted,
    SpeechStopped,
)
from coach.nudges.occasion import Occasion
from coach.nudges.pacing import CAN_WAIT, Pacing, Shown, rank
from coach.nudges.rule import NudgeRule
from coach.nudges.rule_book import RuleBook
from coach.nudges.settings import NudgeSettings
from coach.nudges.wording import BODY_CHARACTERS, TITLE_CHARACTERS, fill, grown

BACK_MS = 1_000
"""So long after the agent has spoken their words are known, in milliseconds, and with
them whether a hold or a silence is over (live p95 is 0.6 s; docs/performance.md)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Waiting:
    """A nudge that may still be shown when its turn comes."""

    occasion: Occasion
    rule: NudgeRule
    reason: str
    """Why it was not shown so far."""
    since: int
    ripe: int
    """Before this it is not shown, for it may still be taken back."""
    until: int

    @property
    def turn(self) -> tuple[tuple[bool, int], int, str]:
        """Who goes first when several wait: the highest, then the newest."""
        return (rank(self.rule), self.since, self.occasion.id)


class Advisor:
    """Decide what the analyst sees, and when: few, right and in time.

    Performs no I/O and reads no clock.  Each occasion (a finding, or a moment for
    advice) comes to at most one nudge, and each nudge to one decision::

        occasion ──▶ a rule? ──▶ objection? ──none──────────────▶ NudgeIssued
                       │no          │spacing, outranked: waits ──▶ NudgeIssued, or
                       ▼            ▼otherwise                     NudgeHeldBack when
                    nothing      NudgeHeldBack                     its time is up

    * A nudge leaves the screen by itself after its lifetime, without an event; before
      that with ``NudgeWithdrawn`` when its occasion is withdrawn, is over (for rules
      that say so), is recovered from or answered, or when a more important nudge takes
      its place.
    * One that is on the screen while its occasion changes is issued again under the
      same id when its words change; that counts for nothing and starts its lifetime
      afresh.
    * What the words may still take back waits for them first (``settle_ms``).
    * What stands on partial words only (``evidence.provisional``) waits for the final
      ones, unless its rule is critical.
    * Withdrawn before it was shown, an occasion leaves no trace.
    * One that had to wait and matters only while its occasion lasts (a hold, a silence)
      is not shown while the agent speaks: they may be back, as their words will tell.

    What the analyst does (:meth:`acknowledge`, :meth:`dismiss`, :meth:`snooze`) clears
    or quiets the live screen.  It is never fed to the advisor of a report, whose
    decisions therefore depend on the call alone.

    Args:
        settings: Rules, spacing and budget.
    """

    def __init__(self, settings: NudgeSettings) -> None:
        self._words = settings.words
        self._book = RuleBook(settings.rules, settings.words)
        self._pacing = Pacing(settings)
        self._waiting: dict[str, _Waiting] = {}
        self._settled: set[str] = set()
        self._ids: Counter[str] = Counter()
        self._now = 0
        self._has_ended = False
        self._agent_began = -1
        """When the agent last began to speak; -1 before."""
        self._agent_known: int | None = 0
        """When their words are known; None while they speak."""

    def feed(self, event: Event) -> list[Event]:
        """Take note of an event; return the decisions that follow.

        Args:
            event: Any event; those about findings and advice matter, and the end of
                the call.  One from the past does not turn time back.
        """
        decided = self.advance(event.known_at)
        match event:
            case FindingRaised(finding=source) | FindingChanged(finding=source):
                decided += self._consider(Occasion.of(source))
            case AdviceOffered():
                decided += self._consider(Occasion.of(event))
            case FindingWithdrawn(finding_id=name):
                decided += self._retract(name, is_mistake=True)
            case FindingAnswered(finding_id=name):
                decided += self._answer(name)
            case AdviceWithdrawn(advice_id=name):
                decided += self._retract(name, is_mistake=False)
            case SpeechStarted(speaker=Speaker.AGENT, at=at):
                self._agent_began, self._agent_known = at, None
            case (
                SpeechStopped(speaker=Speaker.AGENT)
                | CaptureLost(speaker=Speaker.AGENT)
            ):
                if self._agent_known is None:
                    self._agent_known = event.known_at + samples(BACK_MS)
            case CallEnded():
                self._has_ended = True
                for name in tuple(self._waiting):
                    decided += self._give_up(name)
        return decided

    def due(self) -> int | None:
        """Return when a waiting nudge must be looked at again, in canonical samples."""
        if not self._waiting:
            return None
        free_at = self._pacing.free_at(self._now)
        due = min(
            min(waiting.until, max(waiting.ripe, free_at, self._known_at(waiting)))
            for waiting in self._waiting.values()
        )
        # One sample on at least: time must pass between two looks.
        return max(due, self._now + 1)

    def advance(self, now: int) -> list[Event]:
        """Move audio time to ``now``; return what its passing decides.

        Args:
            now: Canonical samples since the call started; earlier times are ignored.
        """
        decided: list[Event] = []
        while (due := self.due()) is not None and due <= now:
            self._now = due
            decided += self._look_again()
        self._now = max(self._now, now)
        return decided

    def acknowledge(self, nudge_id: str) -> None:
        """Clear the screen of a nudge that the analyst has taken to heart."""
        self._clear(nudge_id)

    def dismiss(self, nudge_id: str) -> None:
        """Clear the screen of a nudge that the analyst does not want.

        The second time for a kind, that kind becomes rarer for the rest of the call.
        """
        self._pacing.dismiss(nudge_id)
        self._clear(nudge_id)

    def _clear(self, nudge_id: str) -> None:
        shown = self._pacing.on_screen(self._now)
        if shown is not None and shown.nudge.id == nudge_id:
            self._pacing.clear()

    def snooze(self, kind: str, length: int) -> None:
        """Show no nudges of a kind for a while, critical ones included.

        Args:
            kind: Such as ``interruption``.
            length: Canonical samples from now on.
        """
        self._pacing.snooze(kind, self._now + length)
        shown = self._pacing.on_screen(self._now)
        if shown is not None and shown.rule.kind == kind:
            self._pacing.clear()

    def _consider(self, occasion: Occasion) -> list[Event]:
        """Take in an occasion that is new, or known better than before."""
        before = self._book.note(occasion)
        if self._has_ended:
            return []  # what the end brings to light helps nobody any more
        if occasion.id in self._settled:
            return self._review(occasion, before)
        rule = self._book.rule_for(occasion)
        if rule is None:
            self._waiting.pop(occasion.id, None)
            return []
        if occasion.is_provisional and rule.severity is not Severity.CRITICAL:
            return []
        if _is_over(rule, occasion, before):
            if occasion.id in self._waiting:
                return self._give_up(occasion.id)
            self._settled.add(occasion.id)
            return []
        if (waiting := self._waiting.get(occasion.id)) is not None:
            waiting = replace(waiting, occasion=occasion, rule=rule)
        else:
            ripe = self._now + samples(rule.settle_ms)
            waiting = _Waiting(
                occasion=occasion,
                rule=rule,
                reason="settling",
                since=self._now,
                ripe=ripe,
                until=ripe + samples(rule.wait_ms),
            )
        return self._try(waiting)

    def _review(self, occasion: Occasion, before: Occasion | None) -> list[Event]:
        """Bring the nudge on the screen up to date with its occasion."""
        shown = self._pacing.on_screen(self._now)
        if shown is None or shown.occasion_id != occasion.id:
            return []
        rule = self._book.rule_for(occasion)
        if rule is None or _is_over(rule, occasion, before):
            return self._withdraw(shown)
        # Growing times are left as they were: a screen that counts is the overlay's.
        nudge = self._write(occasion, rule, shown.nudge.id, shown.nudge.at)
        if nudge == shown.nudge:
            return []
        nudge = self._write(occasion, rule, shown.nudge.id, self._now)
        self._pacing.reword(
            replace(shown, nudge=nudge, rule=rule, until=self._now + nudge.lifetime)
        )
        return [NudgeIssued(nudge=nudge, known_at=self._now)]

    def _retract(self, occasion_id: str, *, is_mistake: bool) -> list[Event]:
        """Act on a finding that turned out to be none, or advice that is too late."""
        self._book.forget(occasion_id)
        self._waiting.pop(occasion_id, None)
        self._settled.discard(occasion_id)
        shown = self._pacing.on_screen(self._now)
        if shown is None or shown.occasion_id != occasion_id:
            return []
        if is_mistake:
            self._pacing.forgive(shown, self._now)
        return self._withdraw(shown)

    def _answer(self, occasion_id: str) -> list[Event]:
        """Take off the screen what the agent has just done; it is not said again."""
        self._waiting.pop(occasion_id, None)
        self._settled.add(occasion_id)
        shown = self._pacing.on_screen(self._now)
        if shown is None or shown.occasion_id != occasion_id:
            return []
        return self._withdraw(shown)

    def _look_again(self) -> list[Event]:
        """Show what may be shown now, and give up what has waited long enough."""
        decided: list[Event] = []
        for waiting in sorted(
            self._waiting.values(), key=lambda item: item.turn, reverse=True
        ):
            decided += self._try(waiting)
        for name, waiting in tuple(self._waiting.items()):
            if waiting.until <= self._now:
                decided += self._give_up(name)
        return decided

    def _try(self, waiting: _Waiting) -> list[Event]:
        """Show it, let it wait, or hold it back for good."""
        occasion, rule = waiting.occasion, waiting.rule
        if self._now < waiting.ripe:
            self._waiting[occasion.id] = waiting
            return []
        reason = self._pacing.objection(rule, self._now)
        if reason is None and self._now < self._known_at(waiting):
            reason = waiting.reason
        if reason is None:
            self._waiting.pop(occasion.id, None)
            return self._issue(occasion, rule)
        self._waiting[occasion.id] = replace(waiting, reason=reason)
        if reason not in CAN_WAIT or waiting.until <= self._now:
            return self._give_up(occasion.id)
        return []

    def _known_at(self, waiting: _Waiting) -> int:
        """Return when it is known whether what a nudge waits to be shown for is over.

        That is now, but for one that makes sense only while it lasts, was held up, and
        since whose occasion the agent has begun to speak.
        """
        is_held_up = waiting.reason in CAN_WAIT and waiting.rule.only_while_open
        if not is_held_up or self._agent_began <= waiting.occasion.at:
            return 0
        return waiting.until if self._agent_known is None else self._agent_known

    def _issue(self, occasion: Occasion, rule: NudgeRule) -> list[Event]:
        decided: list[Event] = []
        outranked = self._pacing.on_screen(self._now)
        if outranked is not None:
            decided += self._withdraw(outranked)
        nudge = self._write(occasion, rule, self._new_id(occasion.id), self._now)
        self._settled.add(occasion.id)
        self._pacing.show(
            Shown(
                nudge=nudge,
                rule=rule,
                occasion_id=occasion.id,
                since=self._now,
                is_counted=rule.severity is not Severity.CRITICAL,
                until=self._now + nudge.lifetime,
            )
        )
        decided.append(NudgeIssued(nudge=nudge, known_at=self._now))
        return decided

    def _give_up(self, occasion_id: str) -> list[Event]:
        """Hold a nudge back for good, with the last thing that spoke against it."""
        waiting = self._waiting.pop(occasion_id)
        self._settled.add(occasion_id)
        nudge = self._write(
            waiting.occasion, waiting.rule, self._new_id(occasion_id), waiting.since
        )
        return [
            NudgeHeldBack(nudge=nudge, reason=waiting.reason, known_at=self._now),
        ]

    def _withdraw(self, shown: Shown) -> list[Event]:
        self._pacing.clear()
        return [NudgeWithdrawn(nudge_id=shown.nudge.id, known_at=self._now)]

    def _new_id(self, occasion_id: str) -> str:
        """Return an id made of the occasion's; raised anew, it gets a new one."""
        self._ids[occasion_id] += 1
        count = self._ids[occasion_id]
        return f"nudge-{occasion_id}" + (f"-{count}" if count > 1 else "")

    def _write(self, occasion: Occasion, rule: NudgeRule, name: str, at: int) -> Nudge:
        """Return the nudge as it reads at ``at``."""
        later_ms = 0 if occasion.has_ended else milliseconds(max(at - occasion.at, 0))
        evidence = grown(occasion.kind, occasion.evidence, later_ms)
        title = fill(rule.title, evidence, words=self._words, limit=TITLE_CHARACTERS)
        body = fill(rule.body, evidence, words=self._words, limit=BODY_CHARACTERS)
        return Nudge(
            id=name,
            at=at,
            kind=rule.kind,
            finding_id=occasion.id if occasion.is_finding else None,
            severity=rule.severity,
            title=title or rule.kind,
            body=body or "",
            lifetime=samples(rule.lifetime_ms),
        )


def _is_over(rule: NudgeRule, occasion: Occasion, before: Occasion | None) -> bool:
    """Return whether a nudge about the occasion would come too late to be of use."""
    has_just_ended = before is not None and not before.has_ended and occasion.has_ended
    return occasion.recovered_ms is not None or (
        rule.only_while_open and has_just_ended
    )
