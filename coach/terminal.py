"""The call in the terminal: what is said, what is noticed, and what it came to."""

from collections.abc import Sequence
from typing import Any

from rich.console import Console, Group
from rich.live import Live
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from coach.audio_time import milliseconds
from coach.errors import InputError
from coach.events import (
    Event,
    Nudge,
    NudgeIssued,
    NudgeWithdrawn,
    PartialRecognised,
    Severity,
    Speaker,
    Utterance,
    UtteranceDisregarded,
    UtteranceFinalised,
)
from coach.scoring.report import CallInfo

SIGNS = {
    Severity.INFO: ("·", "dim"),
    Severity.NOTICE: ("●", "cyan"),
    Severity.ALERT: ("▲", "yellow"),
    Severity.CRITICAL: ("◆", "bold red"),
}
"""Sign and style of each severity; the sign tells it without colour."""

NAMES = {Speaker.AGENT: ("agent", "green"), Speaker.CUSTOMER: ("customer", "magenta")}
"""Label and style of each speaker."""


class TerminalScreen:
    """Print a call as it goes on; a :class:`coach.session.Screen`.

    On a terminal a line at the foot shows the clock, a hold's count-down and the words
    being spoken; elsewhere there are only plain lines.

    Args:
        console: Where to print.
        has_words: Whether to print the conversation and the nudges; otherwise only
            what each call came to.
    """

    def __init__(self, console: Console, *, has_words: bool = True) -> None:
        self._console = console
        self._has_words = has_words
        self._live: Live | None = None
        self._state: dict[str, Any] = {}
        self._partial: Utterance | None = None

    @property
    def is_watched(self) -> bool:
        """Somebody sees the nudges if they are printed on a terminal."""
        return self._has_words and self._console.is_terminal

    def begin(self, call: CallInfo, wall_ms: int) -> None:
        """Say which call begins."""
        del wall_ms  # The terminal shows audio time.
        self._state, self._partial = {}, None
        self._console.print(Text(f"call: {printable(call.source)}", style="bold"))
        if self._has_words and self._console.is_terminal:
            self._live = Live(
                console=self._console, transient=True, get_renderable=self._foot
            )
            self._live.start()

    def show(self, events: Sequence[Event]) -> None:
        """Print words and nudges; keep partials for the foot."""
        if not self._has_words:
            return
        away = {e.utterance_id for e in events if isinstance(e, UtteranceDisregarded)}
        for event in events:
            match event:
                case PartialRecognised(utterance=u) if u.id not in away:
                    self._partial = u
                case UtteranceFinalised(utterance=u) if u.id not in away:
                    self._partial = None
                    self._console.print(_spoken(u))
                case NudgeIssued(nudge=nudge):
                    self._console.print(_advice(nudge))
                case NudgeWithdrawn():
                    gone = Text("        (no longer applies)", style="dim")
                    self._console.print(gone)
                case _:
                    pass

    def update(self, state: dict[str, Any]) -> None:
        """Keep the state for the foot."""
        self._state = state

    def fault(self, error: InputError) -> None:
        """Print what cannot be used, in one line."""
        self._console.print(Text(f"error: {printable(str(error))}", style="red"))

    def end(self, report: dict[str, Any]) -> None:
        """Print what the call came to."""
        if self._live is not None:
            self._live.stop()
            self._live = None
        self._console.print(_summary(report))

    def _foot(self) -> Text:
        parts = [clock(self._state.get("at_ms", 0))]
        hold = self._state.get("hold")
        if hold is not None:
            held = self._state["at_ms"] - hold["start_ms"]
            parts.append(f"on hold {held // 1000} of {hold['limit_ms'] // 1000} s")
        if self._partial is not None:
            label, _ = NAMES[self._partial.speaker]
            parts.append(f"{label}: … {printable(self._partial.text)[-60:]}")
        return Text("  ".join(parts), style="dim", overflow="ellipsis", no_wrap=True)


def clock(at_ms: int) -> str:
    """Return audio time as minutes and seconds, ``1:05``."""
    return f"{at_ms // 60_000}:{at_ms // 1000 % 60:02d}"


def printable(text: str) -> str:
    """Return the text without characters that would steer a terminal."""
    return "".join(c if c.isprintable() else " " for c in text)


def _spoken(utterance: Utterance) -> Text:
    label, style = NAMES[utterance.speaker]
    at = clock(milliseconds(utterance.start))
    return Text.assemble(
        (f"{at:>6}  ", "dim"), (f"{label:<9}", style), printable(utterance.text)
    )


def _advice(nudge: Nudge) -> Text:
    sign, style = SIGNS[nudge.severity]
    at = clock(milliseconds(nudge.at))
    return Text.assemble(
        (f"{at:>6}  ", "dim"),
        (f"{sign} {nudge.title}", style),
        (f"  {nudge.body}", "default"),
    )


def _summary(report: dict[str, Any]) -> Panel:
    """What the call came to: shares, holds, closing, and each finding with its time."""
    metrics = report["metrics"]
    facts = Table.grid(padding=(0, 2))
    facts.add_row("length", clock(report["call"]["duration_ms"]))
    facts.add_row("agent's share", _percent(metrics["talk_share_of_speech"]))
    facts.add_row("on hold", f"{metrics['hold_ms'] / 1000:.0f} s")
    facts.add_row("closing", _closing(report["closing"]))
    findings = Table.grid(padding=(0, 2))
    for finding in report["findings"]:
        sign, style = SIGNS[Severity(finding["severity"])]
        findings.add_row(
            clock(finding["start_ms"]),
            Text(f"{sign} {finding['kind']}", style=style),
            Text(printable(finding["explanation"])),
        )
    parts = [facts, Text(), findings] if report["findings"] else [facts]
    return Panel(Group(*parts), title="what the call came to", title_align="left")


def _percent(share: float | None) -> str:
    return "–" if share is None else f"{share:.0%}"


def _closing(closing: dict[str, Any]) -> str:
    if not closing["reached"]:
        return "not reached"
    elements = ("resolution", "next_steps", "questions", "thanks")
    missing = [name.replace("_", " ") for name in elements if not closing[name]]
    return f"without {', '.join(missing)}" if missing else "complete"
