import io
from typing import Any

from rich.console import Console

from coach.audio_time import samples
from coach.errors import RecordingError
from coach.events import (
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
from coach.terminal import TerminalScreen, clock, printable

CALL = CallInfo(id="a", source="a.flac", input="stereo")


def screen(*, has_words: bool = True) -> tuple[TerminalScreen, io.StringIO]:
    """A screen that prints plain lines into a string."""
    out = io.StringIO()
    console = Console(file=out, width=100)
    return TerminalScreen(console, has_words=has_words), out


def said(text: str) -> UtteranceFinalised:
    """The customer said this at 1:05."""
    utterance = Utterance(
        id="customer-65000",
        speaker=Speaker.CUSTOMER,
        start=samples(65_000),
        end=samples(66_000),
        text=text,
    )
    return UtteranceFinalised(utterance=utterance, known_at=samples(66_500))


def nudge(title: str, body: str) -> NudgeIssued:
    """A notice at 0:12."""
    at = samples(12_000)
    return NudgeIssued(
        nudge=Nudge(
            id="n",
            at=at,
            kind="dead-air",
            finding_id=None,
            severity=Severity.NOTICE,
            title=title,
            body=body,
            lifetime=samples(8_000),
        ),
        known_at=at,
    )


def report(**more: object) -> dict[str, Any]:
    """As much of a report as the summary reads."""
    return {
        "call": {"duration_ms": 127_000},
        "metrics": {"talk_share_of_speech": 0.4, "hold_ms": 28_000},
        "closing": {
            "reached": True,
            "resolution": True,
            "next_steps": True,
            "questions": False,
            "thanks": False,
        },
        "findings": [],
        **more,
    }


class TestTerminalScreen:
    def test_words_come_with_time_and_speaker(self) -> None:
        """One line for each utterance."""
        terminal, out = screen()
        terminal.begin(CALL, 0)
        terminal.show([said("It broke.")])

        assert out.getvalue().splitlines()[-1] == "  1:05  customer It broke."

    def test_nudges_come_with_a_sign_for_their_severity(self) -> None:
        """The severity can be told without colour."""
        terminal, out = screen()
        terminal.begin(CALL, 0)
        terminal.show([nudge("Say what you are doing", "A word is enough.")])

        line = out.getvalue().splitlines()[-1]
        assert line == "  0:12  ● Say what you are doing  A word is enough."

    def test_a_withdrawn_nudge_is_taken_back(self) -> None:
        """What was printed cannot be unprinted; it is said instead."""
        terminal, out = screen()
        terminal.begin(CALL, 0)
        terminal.show([NudgeWithdrawn(nudge_id="n", known_at=0)])

        assert "no longer applies" in out.getvalue()

    def test_disregarded_words_are_not_printed(self) -> None:
        """What the microphone hears during a hold is nobody's business."""
        terminal, out = screen()
        terminal.begin(CALL, 0)
        away = UtteranceDisregarded(utterance_id="customer-65000", known_at=0)
        terminal.show([said("private words"), away])

        assert "private" not in out.getvalue()

    def test_words_cannot_steer_the_terminal(self) -> None:
        """Neither escape sequences nor markup have an effect."""
        terminal, out = screen()
        terminal.begin(CALL, 0)
        terminal.show([said("\x1b[2J[bold]hello[/bold]")])

        assert "\x1b" not in out.getvalue()
        assert "[bold]hello[/bold]" in out.getvalue()

    def test_partials_are_no_lines_of_their_own(self) -> None:
        """Plain output has finals only."""
        terminal, out = screen()
        terminal.begin(CALL, 0)
        utterance = said("It").utterance
        terminal.show(
            [PartialRecognised(utterance=utterance, stable=0, known_at=utterance.end)]
        )

        assert len(out.getvalue().splitlines()) == 1

    def test_without_words_only_the_outcome_is_printed(self) -> None:
        """Fast replays show what each call came to."""
        terminal, out = screen(has_words=False)
        terminal.begin(CALL, 0)
        terminal.show([said("It broke.")])
        terminal.end(report())

        assert "It broke." not in out.getvalue()
        assert "without questions, thanks" in out.getvalue()
        assert not terminal.is_watched

    def test_findings_are_summed_up_with_their_explanation(self) -> None:
        """A finding can be checked from its line."""
        terminal, out = screen()
        terminal.begin(CALL, 0)
        finding = {
            "start_ms": 12_000,
            "severity": "alert",
            "kind": "hold-overrun",
            "explanation": "On hold for 95 s.",
        }
        terminal.end(report(findings=[finding]))

        assert "0:12  ▲ hold-overrun  On hold for 95 s." in out.getvalue()

    def test_a_fault_is_one_line(self) -> None:
        """It names the input and what is wrong with it."""
        terminal, out = screen()
        terminal.fault(RecordingError("a.flac", "the file is cut short"))

        assert out.getvalue() == "error: a.flac: the file is cut short\n"


def test_clock_counts_minutes() -> None:
    """Minutes and seconds, however long the call."""
    assert [clock(ms) for ms in (0, 65_999, 3_600_000)] == ["0:00", "1:05", "60:00"]


def test_printable_replaces_what_steers_a_terminal() -> None:
    """Control characters and direction marks become spaces."""
    assert printable("a\x1bb\u202ec\n") == "a b c "
