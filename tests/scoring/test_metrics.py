from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.audio_time import samples
from coach.events import Finding, Speaker, Utterance
from coach.scoring.metrics import CallFacts, metrics_of
from coach.scoring.spans import Span
from tests.schemas import REPORT, violations
from tests.scoring.calls import AGENT, CUSTOMER, found, said


def ms(*spans: Span) -> list[Span]:
    """Return spans given in milliseconds."""
    return [(samples(start), samples(end)) for start, end in spans]


def metrics(
    agent: Sequence[Span] = (),
    customer: Sequence[Span] = (),
    *,
    duration_ms: int = 10_000,
    holds: Sequence[Span] = (),
    lost: Sequence[Span] = (),
    paused: dict[Speaker, list[Span]] | None = None,
    utterances: Sequence[Utterance] = (),
    findings: Sequence[Finding] = (),
    sentiment: dict[str, float] | None = None,
) -> dict[str, Any]:
    """Return the figures of a call; spans are milliseconds."""
    facts = CallFacts(
        duration=samples(duration_ms),
        speech={AGENT: ms(*agent), CUSTOMER: ms(*customer)},
        holds=ms(*holds),
        lost=ms(*lost),
        paused={who: ms(*spans) for who, spans in (paused or {}).items()},
        utterances=utterances,
        findings=findings,
        sentiment=sentiment or {},
    )
    return metrics_of(facts)


class TestTalk:
    def test_talk_and_its_shares(self) -> None:
        """The shares are the agent's, of the speech and of the call."""
        result = metrics([(0, 3_000)], [(4_000, 5_000)])

        assert result["talk_ms"] == {"agent": 3_000, "customer": 1_000}
        assert result["talk_share_of_speech"] == 0.75
        assert result["talk_share_of_call"] == 0.3

    def test_without_speech_there_is_no_share(self) -> None:
        """A share of nothing is null, not zero."""
        result = metrics()

        assert result["talk_share_of_speech"] is None
        assert result["talk_share_of_call"] == 0.0
        assert result["silence_ms"] == result["longest_silence_ms"] == 10_000

    def test_a_call_of_no_length(self) -> None:
        """An empty call has figures, too."""
        result = metrics(duration_ms=0)

        assert result["talk_share_of_call"] is None
        assert violations(result, f"{REPORT}#/$defs/metrics") == []

    def test_overtalk_is_both(self) -> None:
        """Overtalk is measured to the sample."""
        assert metrics([(0, 3_000)], [(2_999, 5_000)])["overtalk_ms"] == 1
        assert metrics([(0, 3_000)], [(3_000, 5_000)])["overtalk_ms"] == 0

    def test_the_absent_agent_does_not_talk(self) -> None:
        """What the agent's microphone hears during a hold is no talk."""
        result = metrics(
            [(0, 2_000), (4_000, 6_000)], [(5_000, 7_000)], holds=[(3_000, 8_000)]
        )

        assert result["talk_ms"] == {"agent": 2_000, "customer": 2_000}
        assert result["overtalk_ms"] == 0
        assert result["hold_ms"] == 5_000

    def test_waiting_is_not_silence(self) -> None:
        """Silence is what is left outside holds and gaps of the capture."""
        result = metrics(
            [(0, 1_000)], holds=[(2_000, 5_000)], lost=[(6_000, 7_000), (6_500, 7_500)]
        )

        assert result["silence_ms"] == 1_000 + 1_000 + 2_500
        assert result["longest_silence_ms"] == 2_500

    def test_a_pause_is_both_channels_and_no_silence(self) -> None:
        """Where only one was paused already, the other was still heard."""
        result = metrics(
            [(0, 1_000)], paused={AGENT: [(2_000, 6_000)], CUSTOMER: [(2_500, 99_000)]}
        )

        assert result["paused_ms"] == 3_500
        assert result["silence_ms"] == result["longest_silence_ms"] == 1_000
        assert metrics()["paused_ms"] == 0

    def test_nothing_counts_after_the_end(self) -> None:
        """Speech and holds end with the call."""
        result = metrics([(8_000, 99_000)], holds=[(9_000, 99_000)])

        assert result["talk_ms"]["agent"] == 1_000
        assert result["hold_ms"] == 1_000

    @given(
        st.lists(st.tuples(st.integers(0, 50), st.integers(0, 50)), max_size=6),
        st.lists(st.tuples(st.integers(0, 50), st.integers(0, 50)), max_size=6),
        st.lists(st.tuples(st.integers(0, 50), st.integers(0, 50)), max_size=3),
    )
    def test_times_add_up(
        self, agent: list[Span], customer: list[Span], holds: list[Span]
    ) -> None:
        """Talk, silence and holds cover the call, each moment as often as it should."""
        result = metrics(agent, customer, duration_ms=50, holds=holds)
        talk, both = result["talk_ms"], result["overtalk_ms"]

        spoken = talk["agent"] + talk["customer"] - both
        waiting = 50 - spoken - result["silence_ms"]
        assert 0 <= waiting <= result["hold_ms"]
        assert both <= min(talk.values())
        assert result["longest_silence_ms"] <= result["silence_ms"]
        assert violations(result, f"{REPORT}#/$defs/metrics") == []


class TestWords:
    def test_pace_is_by_the_length_of_the_utterances(self) -> None:
        """Pauses between utterances do not slow anybody down."""
        result = metrics(
            utterances=[
                said(AGENT, 0, 1_000, "One two, three!"),
                said(AGENT, 60_000, 61_000, "four"),
            ]
        )

        assert result["words"] == {"agent": 4, "customer": 0}
        assert result["words_per_minute"] == {"agent": 120, "customer": None}

    def test_an_utterance_of_no_length_has_no_pace(self) -> None:
        """Words that took no time make no pace."""
        result = metrics(utterances=[said(AGENT, 500, 500)])

        assert result["words_per_minute"]["agent"] is None


class TestTurns:
    def test_longest_turn_is_without_its_pauses(self) -> None:
        """Two utterances and a pause are one turn, as long as what was spoken."""
        result = metrics(
            utterances=[
                said(AGENT, 0, 1_000),
                said(AGENT, 2_000, 3_500),
                said(CUSTOMER, 4_000, 5_000),
                said(AGENT, 5_200, 6_000),
            ]
        )

        assert result["turns"] == {"agent": 2, "customer": 1}
        assert result["longest_turn_ms"] == {"agent": 2_500, "customer": 1_000}
        assert result["response_ms"] == {"agent": 200, "customer": 500}

    @pytest.mark.parametrize(
        ("holds", "pause_ms"), [([(2_000, 3_000)], None), ([(4_000, 5_000)], 3_000)]
    )
    def test_a_hold_is_no_slow_answer(
        self, holds: list[Span], pause_ms: int | None
    ) -> None:
        """A pause in which the agent was away says nothing about their answers."""
        result = metrics(
            utterances=[said(CUSTOMER, 0, 1_000), said(AGENT, 4_000, 5_000)],
            holds=holds,
        )

        assert result["response_ms"]["agent"] == pause_ms

    @pytest.mark.parametrize("is_pause", [False, True])
    def test_what_nobody_heard_is_no_slow_answer(self, is_pause: bool) -> None:
        """They may have answered at once, in a gap or in a pause of listening."""
        unheard = [(2_000, 3_000)]
        result = metrics(
            utterances=[said(CUSTOMER, 0, 1_000), said(AGENT, 4_000, 5_000)],
            lost=() if is_pause else unheard,
            paused={AGENT: unheard, CUSTOMER: unheard} if is_pause else None,
        )

        assert result["response_ms"]["agent"] is None

    def test_talking_over_is_no_pause(self) -> None:
        """Who starts before the other has finished, waited for nothing."""
        result = metrics(
            utterances=[said(CUSTOMER, 0, 3_000), said(AGENT, 2_000, 5_000)]
        )

        assert result["response_ms"]["agent"] == 0


class TestFindings:
    @pytest.mark.parametrize("speaker", list(Speaker))
    def test_interruptions_are_counted_by_who_interrupts(
        self, speaker: Speaker
    ) -> None:
        """Of each speaker, and of that kind only."""
        result = metrics(
            findings=[
                found("interruption", 0, 900, speaker=speaker),
                found("threat", 0, 900, speaker=speaker),
            ]
        )

        assert result["interruptions"][speaker] == 1
        assert result["interruptions"][speaker.other] == 0

    def test_dead_air_that_goes_on_ends_with_the_call(self) -> None:
        """All dead air together, the last until the end."""
        result = metrics(
            findings=[
                found("dead-air", 0, 2_000),
                found("dead-air", 7_000, None),
                found("hold-overrun", 3_000, 4_000),
            ]
        )

        assert result["dead_air_ms"] == 5_000

    def test_customer_sentiment(self) -> None:
        """In the order in which it was said, of the utterances that were scored."""
        utterances = [
            said(CUSTOMER, 4_000, 5_000),
            said(CUSTOMER, 0, 1_000),
            said(CUSTOMER, 2_000, 3_000),
        ]
        scores = {"customer-0": 0.5, "customer-4000": -0.1, "customer-9": -1.0}

        result = metrics(utterances=utterances, sentiment=scores)

        assert result["customer_sentiment"] == {
            "mean": 0.2,
            "lowest": -0.1,
            "last": -0.1,
        }
        assert metrics()["customer_sentiment"] is None


def test_every_figure_is_documented() -> None:
    """The table of metrics_of names each key, and the schema requires it."""
    assert metrics_of.__doc__ is not None
    documented = {
        line.split("``")[1]
        for line in metrics_of.__doc__.splitlines()
        if line.strip().startswith("``")
    }

    assert documented == set(metrics())
    missing = violations({}, f"{REPORT}#/$defs/metrics")
    assert len(missing) == len(documented)
