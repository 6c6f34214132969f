from dataclasses import replace

import pytest

from coach.evaluation.comparison import Comparison
from coach.evaluation.listing import WIDTH, clock, listing_of
from coach.evaluation.outcome import LeftOut, Outcome
from coach.evaluation.slip import Slip, SlipType
from coach.evaluation.tally import NOTHING, ROWS, Counts, Share

from .making import AGENT, CUSTOMER

SLIP = Slip(
    type=SlipType.MISSED,
    kind="sentiment-spike",
    at=65.32,
    speaker=CUSTOMER,
    words="Six times now. " * 12,
    recognised="Fix lines now.",
)
TALLY = replace(
    NOTHING,
    rows={**NOTHING.rows, "hold": Counts(tp=16, fp=1)},
    level=Share(9, 10),
    words={AGENT: Share(3, 100), CUSTOMER: Share()},
)


def listing(*slips: Slip, call: str = "one", left_out: str = "") -> list[str]:
    """Return the lines for a call with these slips, and one without any."""
    bad = Comparison(
        call=call, duration=128.0, nudges_shown=3, tally=TALLY, slips=slips
    )
    good = Comparison(
        call="good", duration=60.0, nudges_shown=0, tally=NOTHING, slips=()
    )
    left = [LeftOut(call=left_out, reason="no such file")] if left_out else []
    outcome = Outcome(
        policy="p", source="audio", comparisons=[bad, good], left_out=left
    )
    return listing_of(outcome)


def test_a_slip_has_time_kind_speaker_and_words() -> None:
    """On one line, as far as they go."""
    lines = listing(SLIP)

    assert lines[0] == "one  (2:08.0 long, 3 nudges shown)"
    assert lines[1].split(maxsplit=4) == [
        "1:05.3",
        "missed",
        "sentiment-spike",
        "customer",
        "“Six times now. Six times now. Six times now. Six",
    ]
    assert "recognised: “Fix lines now.”" in "\n".join(lines)


def test_every_line_fits_in_100_columns() -> None:
    """Long words are wrapped below where they begin."""
    slips = [
        replace(SLIP, type=type_, kind=kind)
        for type_, kind in (
            (SlipType.MISSED, "sentiment-spike"),
            (SlipType.LEVEL, "profanity"),
            (SlipType.CLOSING, "next_steps"),
            (SlipType.GREETING, "offered_help"),
            (SlipType.BACKCHANNEL, "interruption"),
        )
    ]

    assert max(len(line) for line in listing(*slips)) <= WIDTH


def test_a_call_without_a_slip_is_only_counted() -> None:
    """It takes no line of its own."""
    text = "\n".join(listing(SLIP))

    assert "good" not in text
    assert "calls with nothing wrong            1 of 2" in text


def test_words_of_the_explanation_are_not_said_twice() -> None:
    """Most explanations quote them."""
    slip = replace(SLIP, words="damn", recognised=None, explanation="They said “damn”.")

    assert "\n".join(listing(slip)).count("damn") == 1


def test_no_words_recognised_are_told_as_such() -> None:
    """Rather than as nothing."""
    text = "\n".join(listing(replace(SLIP, recognised="")))

    assert "recognised: no words" in text


def test_a_slip_without_words_takes_its_line() -> None:
    """There may be nothing to quote."""
    slip = replace(SLIP, words="", recognised=None)

    assert listing(slip)[1] == "   1:05.3  missed sentiment-spike       customer"


def test_figures_have_their_intervals() -> None:
    """A row for each kind, in the published order."""
    lines = listing()
    (row,) = (line for line in lines if line.startswith("hold "))

    assert row.split() == [
        *["hold", "0.94", "(0.73–0.99)", "1.00", "(0.81–1.00)"],
        *["0.97", "(0.84–0.99)", "16", "1", "0"],
    ]
    first = lines.index(next(line for line in lines if "precision" in line)) + 1
    assert [line[:17].strip() for line in lines[first : first + 7]] == list(ROWS)


@pytest.mark.parametrize(
    "line",
    [
        "level of profanity right            9 of 10: 0.90 (0.60–0.98)",
        "backchannels called interruptions   0 of 0",
        "words wrong, agent                  3 of 100: 3.0%",
        "words wrong, customer               0 of 0: –",
        "nudges shown                        3: 1.5 a call, in 1 of 2 calls",
        "left out                            two: no such file",
    ],
)
def test_the_other_figures_have_a_line_each(line: str) -> None:
    """A share of nothing has no value."""
    assert line in listing(left_out="two")


def test_nothing_steers_the_terminal() -> None:
    """Words and names come from files."""
    slip = replace(SLIP, words="\x1b[2J", explanation="\x07")

    assert not any("\x1b" in line or "\x07" in line for line in listing(slip))
    assert "\x1b" not in "".join(listing(SLIP, call="\x1b[2J"))


@pytest.mark.parametrize(
    ("seconds", "shown"),
    [(0.0, "0:00.0"), (9.96, "0:10.0"), (59.96, "1:00.0"), (3_725.04, "62:05.0")],
)
def test_clock_rounds_to_tenths(seconds: float, shown: str) -> None:
    """Up to the next minute where it must."""
    assert clock(seconds) == shown
