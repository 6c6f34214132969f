from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.audio_time import samples
from coach.events import (
    AdviceOffered,
    CallEnded,
    CaptureLost,
    CaptureRestored,
    ClosingAbandoned,
    ClosingReached,
    ElementHeard,
    ElementRetracted,
    Event,
    FindingChanged,
    FindingWithdrawn,
    HoldChanged,
    HoldWithdrawn,
    NudgeHeldBack,
    NudgeIssued,
    NudgeWithdrawn,
    PartialRecognised,
    SentimentScored,
    SpeechStarted,
    SpeechStopped,
    UtteranceDisregarded,
    UtteranceFailed,
    UtteranceFinalised,
)
from coach.scoring.ledger import SENTIMENT_WINDOW, Ledger
from coach.scoring.metrics import metrics_of
from coach.scoring.report import facts_of
from tests.schemas import MESSAGES, violations
from tests.scoring.calls import (
    AGENT,
    CUSTOMER,
    advice,
    away,
    found,
    hold_events,
    raised,
    said,
    speech,
    told,
)


def words(speaker_start_ms: int = 0, *, customer: bool = True) -> UtteranceFinalised:
    """Return a second of words."""
    speaker = CUSTOMER if customer else AGENT
    utterance = said(speaker, speaker_start_ms, speaker_start_ms + 1_000)
    return UtteranceFinalised(utterance=utterance, known_at=utterance.end)


def scored(start_ms: int, score: float) -> SentimentScored:
    """Return the score of the customer's words at a time."""
    return SentimentScored(
        utterance_id=f"customer-{start_ms}", score=score, known_at=samples(start_ms)
    )


class TestUtterances:
    def test_by_time_whatever_came_first(self) -> None:
        """Words may come late; they are kept in the order in which they were said."""
        ledger = told(words(5_000), words(0))

        assert [u.id for u in ledger.utterances] == ["customer-0", "customer-5000"]

    @pytest.mark.parametrize("is_early", [True, False])
    def test_disregarded_words_are_gone(self, is_early: bool) -> None:
        """Whether that was known before the words or after."""
        events: list[Event] = [
            words(0),
            UtteranceDisregarded(utterance_id="customer-0", known_at=9),
        ]

        ledger = told(*(reversed(events) if is_early else events), scored(0, -0.5))

        assert ledger.utterances == ()
        assert ledger.sentiment == {}

    def test_partials_leave_no_trace(self) -> None:
        """A partial changes nothing that a report or the screen's state is made of."""
        partial = PartialRecognised(
            utterance=said(AGENT, 0, 900), stable=3, known_at=samples(900)
        )

        ledger = told(partial)

        assert ledger.utterances == ()
        assert ledger.state(samples(900)) == told().state(samples(900))

    def test_failures_are_kept_apart(self) -> None:
        """What did not become words is counted, unless it does not count."""
        events = [
            UtteranceFailed(
                utterance=said(AGENT, at, at + 500, ""), reason="phantom", known_at=at
            )
            for at in (0, 1_000)
        ]

        ledger = told(
            *events, UtteranceDisregarded(utterance_id="agent-0", known_at=2_000)
        )

        assert ledger.utterances == ()
        assert ledger.failures == (events[1],)


class TestFindings:
    def test_changed_replaces(self) -> None:
        """A finding that is known better takes the place of the old."""
        going_on = found(end_ms=None)
        ended = found(end_ms=15_000)

        ledger = told(raised(going_on), FindingChanged(finding=ended, known_at=1))

        assert ledger.findings == (ended,)

    def test_withdrawn_is_gone(self) -> None:
        """What turned out not to be one is not in the report."""
        ledger = told(
            raised(found()), FindingWithdrawn(finding_id="dead-air-1000", known_at=1)
        )

        assert ledger.findings == ()

    def test_withdrawing_the_unknown_changes_nothing(self) -> None:
        """A withdrawal of what never was is passed over."""
        assert told(FindingWithdrawn(finding_id="x", known_at=1)).findings == ()

    def test_by_time(self) -> None:
        """Findings come in the order in which they began."""
        late, early = found("threat", 9_000, 9_500), found("dead-air", 1_000)

        assert told(raised(late), raised(early)).findings == (early, late)


class TestHolds:
    def test_the_one_that_goes_on(self) -> None:
        """A hold is the present one until it ends, or the call does."""
        ledger = told(*hold_events(away(1_000, 2_000)), *hold_events(away(5_000)))
        assert ledger.hold == away(5_000)

        ledger.feed(CallEnded(at=samples(9_000), known_at=samples(9_000)))

        assert ledger.hold is None
        assert ledger.holds == (away(1_000, 2_000), away(5_000))

    def test_known_better(self) -> None:
        """Music that was recognised later replaces what was known."""
        ledger = told(*hold_events(away(1_000)))
        ledger.feed(HoldChanged(hold=away(1_000, music="agent"), known_at=9))

        assert ledger.hold == away(1_000, music="agent")

    def test_withdrawn(self) -> None:
        """What looked like a hold leaves no trace, and its speech is talk again."""
        ledger = told(*speech(AGENT, 2_000, 3_000), *hold_events(away(1_000, 5_000)))
        assert ledger.state(samples(6_000))["talk"]["agent_ms"] == 0

        ledger.feed(HoldWithdrawn(hold_id="hold-1000", known_at=9))

        assert ledger.holds == ()
        assert ledger.state(samples(6_000))["talk"]["agent_ms"] == 1_000


class TestChecklist:
    def test_elements_gather_their_utterances(self) -> None:
        """The same element said again adds where, once each."""
        heard = ElementHeard(
            part="closing", element="thanks", utterance_ids=("a", "b"), known_at=1
        )

        ledger = told(heard, replace(heard, utterance_ids=("b", "c")))

        assert ledger.element("closing", "thanks") == ("a", "b", "c")
        assert ledger.element("greeting", "thanks") is None

    def test_retracted(self) -> None:
        """An element that does not count after all is not ticked."""
        ledger = told(
            ElementHeard(
                part="greeting", element="welcomed", utterance_ids=("a",), known_at=1
            ),
            ElementRetracted(part="greeting", element="welcomed", known_at=2),
            ElementRetracted(part="greeting", element="gave_name", known_at=2),
        )

        assert ledger.element("greeting", "welcomed") is None

    def test_closing_may_be_abandoned(self) -> None:
        """The call that goes on has not reached its closing."""
        ledger = told(ClosingReached(at=1, known_at=2))
        assert ledger.closing_reached

        ledger.feed(ClosingAbandoned(known_at=3))

        assert not ledger.closing_reached


class TestDecisions:
    def test_shown_and_held_back(self) -> None:
        """Every decision is kept with its reason, in order."""
        ledger = told(
            NudgeIssued(nudge=advice("a"), known_at=1),
            NudgeHeldBack(nudge=advice("b"), reason="cooldown", known_at=2),
        )

        assert [(d.nudge.id, d.suppressed_by) for d in ledger.decisions] == [
            ("a", None),
            ("b", "cooldown"),
        ]

    def test_holding_back_again_is_no_news(self) -> None:
        """The same reason for the same nudge is said once; another reason is news."""
        ledger = Ledger()
        for reason in ("cooldown", "cooldown", "budget", "cooldown"):
            ledger.feed(NudgeHeldBack(nudge=advice(), reason=reason, known_at=1))

        assert [d.suppressed_by for d in ledger.decisions] == ["cooldown", "budget"]

    def test_other_words_are_no_other_nudge(self) -> None:
        """One that is issued again while on the screen is the same, better put."""
        first, again = advice(at_ms=1), replace(advice(at_ms=2), body="Thirteen now.")

        ledger = told(
            NudgeIssued(nudge=first, known_at=1), NudgeIssued(nudge=again, known_at=2)
        )

        assert [d.nudge for d in ledger.decisions] == [
            replace(first, body="Thirteen now.")
        ]

    def test_withdrawn_is_the_one_on_the_screen(self) -> None:
        """A nudge that leaves the screen was on it; coming back, it is another."""
        ledger = told(
            NudgeHeldBack(nudge=advice(), reason="cooldown", known_at=1),
            NudgeIssued(nudge=advice(at_ms=2), known_at=2),
            NudgeWithdrawn(nudge_id="nudge-1", known_at=4),
            NudgeWithdrawn(nudge_id="other", known_at=5),
            NudgeIssued(nudge=advice(at_ms=6), known_at=6),
        )

        assert [d.withdrawn_at for d in ledger.decisions] == [None, 4, None]


class TestState:
    def test_of_a_call_that_begins(self) -> None:
        """Nothing is known, and nothing is made up."""
        state = told().state(0)

        assert state == {
            "at_ms": 0,
            "hold": None,
            "channels": {"agent": "quiet", "customer": "quiet"},
            "checklist": {
                "greeting": {
                    "welcomed": False,
                    "gave_name": False,
                    "offered_help": False,
                },
                "discovery": {
                    "caller_identified": False,
                    "problem_restated": False,
                    "impact_asked": False,
                },
                "closing": {
                    "reached": False,
                    "resolution": False,
                    "next_steps": False,
                    "questions": False,
                    "thanks": False,
                },
                "evidence": {},
            },
            "sentiment": {"customer": None, "upset": False},
            "talk": {
                "agent_ms": 0,
                "customer_ms": 0,
                "agent_share": None,
                "words_per_minute": {"agent": None, "customer": None},
            },
        }

    def test_the_channels_as_voice_activity_has_them(self) -> None:
        """Whoever speaks now, and only now."""
        ledger = told(SpeechStarted(speaker=CUSTOMER, at=0, known_at=0))
        assert ledger.state(9)["channels"] == {
            "agent": "quiet",
            "customer": "speaking",
        }

        ledger.feed(SpeechStopped(speaker=CUSTOMER, at=9, known_at=9))

        assert ledger.state(9)["channels"]["customer"] == "quiet"

    @pytest.mark.parametrize(("is_pause", "shown"), [(True, "paused"), (False, "lost")])
    def test_a_channel_that_is_gone(self, is_pause: bool, shown: str) -> None:
        """Whether the analyst paused it; until it is back, whatever was heard last."""
        ledger = told(
            SpeechStarted(speaker=AGENT, at=0, known_at=0),
            CaptureLost(speaker=AGENT, at=5, known_at=5, is_pause=is_pause),
        )
        assert ledger.state(9)["channels"] == {"agent": shown, "customer": "quiet"}

        ledger.feed(CaptureRestored(speaker=AGENT, at=9, known_at=9))

        assert ledger.state(9)["channels"]["agent"] == "speaking"

    def test_a_loss_after_a_pause_is_a_loss(self) -> None:
        """The last reason counts."""
        ledger = told(
            CaptureLost(speaker=AGENT, at=0, known_at=0, is_pause=True),
            CaptureRestored(speaker=AGENT, at=5, known_at=5),
            CaptureLost(speaker=AGENT, at=7, known_at=7),
        )

        assert ledger.state(9)["channels"]["agent"] == "lost"

    def test_the_absent_agent_is_quiet(self) -> None:
        """What they say to somebody else is nobody's business."""
        ledger = told(
            SpeechStarted(speaker=AGENT, at=0, known_at=0), *hold_events(away(1_000))
        )
        assert ledger.state(samples(2_000))["channels"]["agent"] == "quiet"

        ledger.feed(HoldWithdrawn(hold_id=away(1_000).id, known_at=samples(3_000)))

        assert ledger.state(samples(3_000))["channels"]["agent"] == "speaking"

    def test_no_channel_speaks_after_the_end(self) -> None:
        """Nothing is left open."""
        ledger = told(
            SpeechStarted(speaker=AGENT, at=0, known_at=0),
            CaptureLost(speaker=CUSTOMER, at=0, known_at=0),
            CallEnded(at=9, known_at=9),
        )

        assert set(ledger.state(9)["channels"].values()) == {"quiet"}

    def test_ticks_show_the_words_that_said_it(self) -> None:
        """Until they turn out not to count."""
        ledger = told(
            words(0),
            ElementHeard(
                part="discovery",
                element="caller_identified",
                utterance_ids=("customer-0",),
                known_at=1,
                words="It's Peter.",
            ),
        )
        checklist = ledger.state(0)["checklist"]
        assert checklist["discovery"]["caller_identified"] is True
        assert checklist["evidence"] == {"caller_identified": "It's Peter."}

        ledger.feed(UtteranceDisregarded(utterance_id="customer-0", known_at=2))

        assert ledger.state(0)["checklist"]["evidence"] == {}

    def test_pace_of_late_without_what_does_not_count(self) -> None:
        """Final words by the length of their utterances."""
        long = said(AGENT, 0, 20_000, "word " * 50)
        away_words = said(AGENT, 20_000, 30_000, "word " * 50)
        ledger = told(
            *(
                UtteranceFinalised(utterance=u, known_at=u.end)
                for u in (long, away_words)
            ),
            UtteranceDisregarded(utterance_id=away_words.id, known_at=away_words.end),
        )

        assert ledger.state(samples(30_000))["talk"]["words_per_minute"] == {
            "agent": 150,
            "customer": None,
        }

    def test_talk_until_now(self) -> None:
        """Speech that goes on counts up to the moment that is shown."""
        ledger = told(
            *speech(CUSTOMER, 0, 1_000), SpeechStarted(speaker=AGENT, at=0, known_at=9)
        )

        assert ledger.state(samples(3_000))["talk"] == {
            "agent_ms": 3_000,
            "customer_ms": 1_000,
            "agent_share": 0.75,
            "words_per_minute": {"agent": None, "customer": None},
        }

    def test_the_absent_agent_does_not_talk(self) -> None:
        """While a hold goes on, the agent's microphone adds nothing."""
        ledger = told(
            SpeechStarted(speaker=AGENT, at=samples(500), known_at=samples(500)),
            *hold_events(away(2_000)),
        )

        assert ledger.state(samples(9_000))["talk"]["agent_ms"] == 1_500

    def test_sentiment_is_of_late(self) -> None:
        """The last few utterances that count say how the customer sounds now."""
        ledger = told(scored(0, 1.0), scored(1, 0.2), scored(2, 0.1), scored(3, 0.3))
        assert SENTIMENT_WINDOW == 3
        assert ledger.state(0)["sentiment"]["customer"] == 0.2

        ledger.feed(UtteranceDisregarded(utterance_id="customer-3", known_at=9))

        assert ledger.state(0)["sentiment"]["customer"] == pytest.approx(
            1.3 / 3, abs=1e-4
        )

    def test_upset_until_recovered(self) -> None:
        """A spike makes upset until its evidence says when that was over."""
        spike = found(
            "sentiment-spike", speaker=CUSTOMER, evidence={"recovered_ms": None}
        )
        ledger = told(raised(spike))
        assert ledger.state(0)["sentiment"]["upset"] is True

        calm = replace(spike, evidence={"recovered_ms": 9_000})
        ledger.feed(FindingChanged(finding=calm, known_at=samples(9_000)))

        assert ledger.state(0)["sentiment"]["upset"] is False

    def test_is_the_message_of_the_contract(self) -> None:
        """With its envelope, the state is valid by the published schema."""
        ledger = told(
            *speech(AGENT, 0, 1_234),
            *hold_events(away(2_000, promised_ms=60_000, music="customer")),
            words(100),
            scored(100, -0.75),
            ClosingReached(at=1, known_at=2),
            AdviceOffered(
                id="hold-limit-near-hold-2000",
                kind="hold-limit-near",
                speaker=None,
                evidence={},
                at=1,
                known_at=2,
            ),
        )
        state = ledger.state(samples(9_000))

        message = {"type": "state", "call": "one", "seq": 9, **state}

        assert violations(message, MESSAGES) == []


class TestSounds:
    def test_duration_is_what_was_heard_of_so_far(self) -> None:
        """Until the call has ended, its length is the latest time heard of."""
        ledger = told(words(0))
        assert ledger.duration == samples(1_000)

        ledger.feed(CallEnded(at=samples(1_200), known_at=samples(1_300)))

        assert ledger.duration == samples(1_200)

    def test_speech_ends_with_the_call(self) -> None:
        """A speaker who is cut off stops there."""
        ledger = told(
            SpeechStarted(speaker=AGENT, at=100, known_at=200),
            CallEnded(at=900, known_at=900),
        )

        assert ledger.speech(AGENT) == [(100, 900)]
        assert ledger.speech(CUSTOMER) == []

    def test_gaps_of_the_capture(self) -> None:
        """What was lost is known by channel."""
        ledger = told(
            CaptureLost(speaker=AGENT, at=100, known_at=100),
            CaptureRestored(speaker=AGENT, at=300, known_at=300),
        )

        assert ledger.lost(AGENT) == [(100, 300)]
        assert ledger.lost(CUSTOMER) == []

    @given(
        st.lists(st.tuples(st.integers(0, 99), st.integers(0, 99)), max_size=4),
        st.lists(st.integers(0, 99), unique=True, max_size=8).map(sorted),
    )
    def test_screen_and_report_count_the_same(
        self, holds: list[tuple[int, int]], edges: list[int]
    ) -> None:
        """The quick count for the screen agrees with the exact one of the report."""
        apart = [(a, b) for a, b in holds if a < b][:1]
        pairs = zip(edges[::2], edges[1::2], strict=False)
        ledger = told(
            *(event for pair in pairs for event in speech(AGENT, *pair)),
            *(event for pair in apart for event in hold_events(away(*pair))),
            CallEnded(at=samples(100), known_at=samples(100)),
        )

        talk = ledger.state(samples(100))["talk"]

        assert talk["agent_ms"] == metrics_of(facts_of(ledger))["talk_ms"]["agent"]
