import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.audio_time import samples
from coach.events import Speaker
from coach.scoring.forms import (
    finding_json,
    hold_json,
    hold_state_json,
    nudge_json,
    nudge_message_json,
    plain,
    transcript_json,
    utterance_json,
)
from tests.schemas import MESSAGES, REPORT, violations
from tests.scoring.calls import AGENT, CUSTOMER, advice, away, found, said


class TestFindingJson:
    def test_as_the_contract_has_it(self) -> None:
        """Every key of the contract, times in whole milliseconds."""
        finding = found("interruption", 1_000, 2_500, speaker=AGENT)

        assert finding_json(finding) == {
            "id": "interruption-1000",
            "kind": "interruption",
            "speaker": "agent",
            "start_ms": 1_000,
            "end_ms": 2_500,
            "at_ms": 1_500,
            "severity": "notice",
            "definition": "interruption/1",
            "evidence": {},
            "explanation": "Something happened.",
        }

    def test_open_end_is_null_on_the_screen_only(self) -> None:
        """The overlay sees that it goes on; a report ends it with the call."""
        finding = found(end_ms=None)

        going_on, ended = (
            finding_json(finding),
            finding_json(finding, end=samples(9_000)),
        )

        assert going_on["end_ms"] is None
        assert violations(going_on, f"{REPORT}#/$defs/finding") == []
        assert violations(going_on, f"{REPORT}#/$defs/ended_finding") != []
        assert ended["end_ms"] == 9_000
        assert violations(ended, f"{REPORT}#/$defs/ended_finding") == []

    def test_end_is_never_before_the_start(self) -> None:
        """A finding of the call's last moment has no negative length."""
        form = finding_json(found(start_ms=1_000, end_ms=None), end=samples(400))

        assert form["end_ms"] == form["start_ms"]

    @pytest.mark.parametrize(
        ("evidence", "is_valid"),
        [
            ({"level": "strong", "target": "agent"}, True),
            ({"level": "rude", "target": "agent"}, False),
            ({"level": "strong"}, False),
        ],
    )
    def test_profanity_has_its_level_and_target(
        self, evidence: dict[str, object], is_valid: bool
    ) -> None:
        """The contract fixes two keys of the evidence for strong words."""
        form = finding_json(found("profanity", speaker=CUSTOMER, evidence=evidence))

        assert (violations(form, f"{REPORT}#/$defs/finding") == []) is is_valid


class TestHoldJson:
    def test_as_the_contract_has_it(self) -> None:
        """Every key of the contract; a promise in milliseconds."""
        form = hold_json(away(4_000, 9_000, promised_ms=60_000), end=samples(20_000))

        assert form == {
            "start_ms": 4_000,
            "end_ms": 9_000,
            "announced": True,
            "permission": False,
            "promised_ms": 60_000,
            "checked_back": False,
            "thanked": True,
            "music": "none",
        }
        assert violations(form, f"{REPORT}#/$defs/hold") == []

    def test_ends_with_the_call(self) -> None:
        """A hold that goes on when the call ends, ends with it."""
        assert hold_json(away(4_000), end=samples(20_000))["end_ms"] == 20_000

    def test_state_is_enough_to_count_down(self) -> None:
        """The screen gets the start and the limit, and needs no more."""
        assert hold_state_json(away(4_000, music="agent")) == {
            "start_ms": 4_000,
            "limit_ms": 30_000,
            "promised_ms": None,
            "announced": True,
            "music": "agent",
        }


class TestUtteranceForms:
    def test_report_form(self) -> None:
        """Confidence and sentiment are rounded; both may be missing."""
        form = utterance_json(said(CUSTOMER, 40, 900), sentiment=-0.66666)

        assert (form["confidence"], form["sentiment"]) == (0.9123, -0.6667)
        assert violations(form, f"{REPORT}#/$defs/utterance") == []

    def test_agents_have_no_sentiment(self) -> None:
        """The analyst's feelings are never inferred; the schema holds us to it."""
        form = utterance_json(said(AGENT, 40, 900), sentiment=0.5)

        assert violations(form, f"{REPORT}#/$defs/utterance") != []

    def test_screen_form(self) -> None:
        """A partial tells how much of it stays."""
        form = transcript_json(said(AGENT, 40, 900, "Hello th"), stable=5, final=False)
        message = {"type": "transcript", "call": "one", "seq": 1, **form}

        assert (form["utterance"], form["stable"], form["final"]) == (
            "agent-40",
            5,
            False,
        )
        assert violations(message, MESSAGES) == []


class TestNudgeForms:
    def test_shown(self) -> None:
        """A nudge that was issued was held back by nothing."""
        form = nudge_json(advice())

        assert (form["shown"], form["suppressed_by"]) == (True, None)
        assert violations(form, f"{REPORT}#/$defs/nudge") == []

    def test_held_back(self) -> None:
        """One that was held back says why."""
        form = nudge_json(advice(), suppressed_by="cooldown")

        assert (form["shown"], form["suppressed_by"]) == (False, "cooldown")
        assert violations(form, f"{REPORT}#/$defs/nudge") == []

    def test_screen_form(self) -> None:
        """The screen is told how long to show it."""
        message = {
            "type": "nudge",
            "call": "one",
            "seq": 1,
            **nudge_message_json(advice()),
        }

        assert message["lifetime_ms"] == 8_000
        assert violations(message, MESSAGES) == []


class TestPlain:
    @pytest.mark.parametrize(
        ("value", "form"),
        [
            ((1, [2], {"a": (3,)}), [1, [2], {"a": [3]}]),
            (Speaker.AGENT, "agent"),
            ({Speaker.AGENT: True}, {"agent": True}),
            (np.float32(0.25), 0.25),
            (np.int64(7), 7),
            (0.123456, 0.1235),
            (-0.00001, 0.0),
            (float("nan"), None),
            (float("-inf"), None),
            (frozenset({"b", "a"}), ["a", "b"]),
        ],
    )
    def test_known_values(self, value: object, form: object) -> None:
        """Containers become plain, numbers rounded and finite."""
        assert plain(value) == form
        assert json.dumps(plain(value)) == json.dumps(form)

    @pytest.mark.parametrize("value", [b"bytes", object(), {"a": [object()]}])
    def test_others_are_refused(self, value: object) -> None:
        """What JSON cannot say is the caller's mistake."""
        with pytest.raises(TypeError, match="has no JSON form"):
            plain(value)

    @given(
        st.recursive(
            st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
            lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
        )
    )
    def test_is_json_and_stays_so(self, value: object) -> None:
        """Whatever comes out is valid JSON, and plain already."""
        form = plain(value)

        assert plain(form) == form
        assert json.loads(json.dumps(form, allow_nan=False)) == form
