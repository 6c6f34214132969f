"""The clock of one hold: advice near its limit, and overruns.

hold      ├───────────────────┬────┬────────────────────────┬─────────
limit                        80 % 100 %                    + 60 s
                              ▲ advice ▲ hold-overrun 1      ▲ hold-overrun 2
"""

from collections.abc import Mapping

from coach.audio_time import milliseconds, samples
from coach.detectors.hold.settings import HoldSettings
from coach.events import (
    AdviceOffered,
    AdviceWithdrawn,
    Event,
    Finding,
    FindingChanged,
    FindingRaised,
    FindingWithdrawn,
    Hold,
    Severity,
)

OVERRUN = "hold-overrun"
NEAR = "hold-limit-near"


class HoldClock:
    """Watches how long one hold lasts.

    Args:
        hold: The hold, its limit settled.
        settings: When to advise, and when to repeat.
        known_at: When the hold was recognised.
    """

    def __init__(self, hold: Hold, settings: HoldSettings, known_at: int) -> None:
        self._hold = hold
        self._near_at = max(
            hold.start + round(hold.limit * settings.near_share), known_at
        )
        self._repeat = samples(settings.repeat_s * 1000)
        self._certain = samples(settings.certain_ms)
        self._advice: str | None = None
        self._is_near_over = self._near_at >= hold.start + hold.limit
        self._overruns: list[Finding] = []

    def due(self) -> int:
        """Return when :meth:`advance` has something to say."""
        if not self._is_near_over:
            return self._near_at
        return self._next_overrun() + self._certain

    def advance(self, now: int) -> list[Event]:
        """Return what became due by ``now``, while the agent is away."""
        events: list[Event] = []
        if not self._is_near_over and self._near_at <= now:
            self._is_near_over = True
            self._advice = f"{NEAR}-{milliseconds(self._hold.start)}"
            events.append(
                AdviceOffered(
                    id=self._advice,
                    kind=NEAR,
                    speaker=None,
                    evidence=self._evidence(self._near_at),
                    at=self._near_at,
                    known_at=now,
                )
            )
        while self._is_near_over and self._next_overrun() + self._certain <= now:
            events.extend(self._overrun(self._next_overrun(), now))
        return events

    def withdraw_advice(self, now: int) -> list[Event]:
        """Return what the agent's return makes needless."""
        if self._advice is None:
            return []
        advice, self._advice = self._advice, None
        return [AdviceWithdrawn(advice_id=advice, known_at=now)]

    def end(self, end: int, now: int) -> list[Event]:
        """Return what the end of the hold at a sample changes, known ``now``."""
        events = self.withdraw_advice(now)
        for repeat, finding in enumerate(self._overruns, 1):
            if finding.start >= end:
                events.append(FindingWithdrawn(finding_id=finding.id, known_at=now))
            elif finding.end is None or finding.end > end:
                changed = self._finding(finding.start, finding.at, repeat, end)
                events.append(FindingChanged(finding=changed, known_at=now))
        return events

    def withdraw(self, now: int) -> list[Event]:
        """Return what there is to take back when there was no hold."""
        events = self.withdraw_advice(now)
        events += [
            FindingWithdrawn(finding_id=finding.id, known_at=now)
            for finding in self._overruns
        ]
        self._overruns = []
        return events

    def _next_overrun(self) -> int:
        return self._hold.start + self._hold.limit + len(self._overruns) * self._repeat

    def _overrun(self, at: int, now: int) -> list[Event]:
        events = self.withdraw_advice(now)
        if self._overruns:
            last = self._overruns[-1]
            before = self._finding(last.start, last.at, len(self._overruns), at)
            self._overruns[-1] = before
            events.append(FindingChanged(finding=before, known_at=now))
        # A hold that is recognised late is known to overrun only then.
        known = at if now - at <= self._certain else now
        finding = self._finding(at, known, len(self._overruns) + 1, None)
        self._overruns.append(finding)
        events.append(FindingRaised(finding=finding, known_at=now))
        return events

    def _finding(self, start: int, at: int, repeat: int, end: int | None) -> Finding:
        held = milliseconds((start if end is None else end) - self._hold.start)
        limit = milliseconds(self._hold.limit) // 1000
        promised = self._hold.promised is not None
        allowed = f"you promised {limit} s" if promised else f"{limit} s is the limit"
        return Finding(
            id=f"{OVERRUN}-{milliseconds(self._hold.start)}-{repeat}",
            kind=OVERRUN,
            speaker=None,
            start=start,
            end=end,
            at=at,
            severity=Severity.ALERT,
            definition="hold-overrun/1",
            evidence={
                **self._evidence(start if end is None else end),
                "repeat": repeat,
            },
            explanation=(
                f"The customer was on hold for {held / 1000:.0f} s, and {allowed}."
            ),
        )

    def _evidence(self, now: int) -> Mapping[str, object]:
        promised = self._hold.promised
        return {
            "hold_start_ms": milliseconds(self._hold.start),
            "held_ms": milliseconds(now - self._hold.start),
            "limit_ms": milliseconds(self._hold.limit),
            "promised_ms": None if promised is None else milliseconds(promised),
        }
