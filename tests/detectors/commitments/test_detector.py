"""Commitments of a call: each once, with its time."""

from hypothesis import given
from hypothesis import strategies as st

from coach.audio_time import samples
from coach.detectors.commitments import CommitmentsDetector
from coach.detectors.commitments.reader import CommitmentsSettings
from coach.events import (
    Finding,
    FindingWithdrawn,
    Severity,
    Speaker,
    Utterance,
    UtteranceDisregarded,
    UtteranceFinalised,
    Word,
)
from tests.detectors.scripts import AGENT, CUSTOMER, Panel, utterance

Said = tuple[Speaker, str]


def panel_of(*lines: Said, chosen: CommitmentsSettings | None = None) -> Panel:
    """Return a panel that heard some lines, four seconds each."""
    panel = Panel(CommitmentsDetector(chosen))
    for index, (speaker, text) in enumerate(lines):
        said = utterance(speaker, 4_000 * index, 4_000 * index + 3_500, text)
        panel.feed(UtteranceFinalised(utterance=said, known_at=said.end))
    return panel


def dues(panel: Panel) -> list[object]:
    """Return the times of the promises, by start."""
    by_start = sorted(panel.findings.values(), key=lambda finding: finding.start)
    return [finding.evidence["due"] for finding in by_start]


def only(panel: Panel) -> Finding:
    """Return the one finding there is."""
    (finding,) = panel.findings.values()
    return finding


def test_a_promise_is_a_finding_of_no_urgency() -> None:
    """With the sentence, the time and where it was said."""
    finding = only(panel_of((AGENT, "I see. I'll call you back in an hour.")))

    assert finding.kind == "commitment"
    assert finding.definition == "commitment/1"
    assert finding.severity is Severity.INFO
    assert finding.speaker is AGENT
    assert finding.evidence["text"] == "I'll call you back in an hour."
    assert finding.evidence["due"] == "in an hour"
    assert finding.evidence["utterance"] == "agent-0"
    assert finding.explanation == "Promised at 0:00: “I'll call you back in an hour.”"


def test_times_are_those_of_its_words() -> None:
    """Where they are known."""
    text = "Good. I'll call you."
    times = {"Good.": 1_000, "I'll": 200_000, "call": 204_000, "you.": 208_000}
    said = Utterance(
        id="agent-0",
        speaker=AGENT,
        start=0,
        end=samples(20_000),
        text=text,
        words=tuple(
            Word(start=at, end=at + 3_000, text=word) for word, at in times.items()
        ),
    )
    panel = Panel(CommitmentsDetector())
    panel.feed(UtteranceFinalised(utterance=said, known_at=said.end))

    finding = only(panel)

    assert (finding.start, finding.end) == (200_000, 211_000)
    assert finding.evidence["start_ms"] == 12_500
    assert finding.id == "commitment-12500"
    assert finding.explanation.startswith("Promised at 0:12:")


def test_a_promise_made_again_is_no_second_one() -> None:
    """As in a recap."""
    panel = panel_of(
        (AGENT, "I'll call you back in an hour."),
        (CUSTOMER, "Thank you."),
        (AGENT, "So, as I said, I'll ring you in an hour."),
    )

    assert only(panel).evidence["utterance"] == "agent-0"


def test_a_time_said_later_is_kept() -> None:
    """It changes the first one."""
    panel = panel_of((AGENT, "I'll call you back."), (AGENT, "I'll call you at four."))

    finding = only(panel)

    assert finding.evidence["due"] == "at four"
    assert finding.evidence["text"] == "I'll call you back."


def test_a_time_said_before_is_not_lost() -> None:
    """Leaving it out the second time takes nothing back."""
    panel = panel_of((AGENT, "I'll call you at four."), (AGENT, "I'll call you then."))

    assert dues(panel) == ["at four"]


def test_other_times_and_deeds_are_others() -> None:
    """Two calls are two promises, and so are a call and a parcel."""
    panel = panel_of(
        (AGENT, "I'll call you today at four."),
        (AGENT, "I'll call you on Monday as well."),
        (AGENT, "I'll send you a new headset."),
        (AGENT, "The network team will call you on Monday."),
    )

    assert dues(panel) == ["today at four", "on Monday", None, "on Monday"]


def test_a_customer_promises_nothing() -> None:
    """Only the agent's words count."""
    assert panel_of((CUSTOMER, "I'll call you back tomorrow.")).findings == {}


def test_words_said_while_away_are_taken_back() -> None:
    """Whether that is known before or after."""
    event = UtteranceDisregarded(utterance_id="agent-0", known_at=samples(9_000))
    late = panel_of((AGENT, "I'll call you at four."))

    followed = late.feed(event)
    early = Panel(CommitmentsDetector())
    early.feed(event)
    said = utterance(AGENT, 0, 3_500, "I'll call you at four.")
    early.feed(UtteranceFinalised(utterance=said, known_at=samples(9_000)))

    assert [type(one) for one in followed] == [FindingWithdrawn]
    assert late.findings == early.findings == {}


def test_it_can_be_switched_off() -> None:
    """By the policy."""
    chosen = CommitmentsSettings(enabled=False)

    assert panel_of((AGENT, "I'll call you at four."), chosen=chosen).findings == {}


def test_no_more_are_kept_than_anybody_makes() -> None:
    """A transcript of nothing but promises stays small."""
    days = ("Monday", "Tuesday", "Wednesday", "Thursday")
    lines = [(AGENT, f"I'll call you on {day}.") for day in days]

    assert len(panel_of(*lines, chosen=CommitmentsSettings(most=3)).findings) == 3


WORDS = st.sampled_from(
    "I'll you'll will call you send back tomorrow at four by Friday team and the , . ? "  # noqa: SIM905
    "’ If it in an hour Ravi – 4".split()
)


@given(st.lists(WORDS, max_size=30))
def test_whatever_is_said_the_quote_is_in_it(said: list[str]) -> None:
    """Text and time are as they were said, in any order of words."""
    text = " ".join(said)

    for finding in panel_of((AGENT, text)).findings.values():
        assert str(finding.evidence["text"]) in text
        due = finding.evidence["due"]
        assert due is None or str(due) in text
        assert 0 <= finding.start <= (finding.end or 0) <= samples(3_500)
