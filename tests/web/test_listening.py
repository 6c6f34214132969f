import pytest

from coach.web.listening import (
    MAX_NAME_CHARACTERS,
    Control,
    Listening,
    ListeningChannel,
    ListeningState,
)
from coach.web.messages import listening_message
from tests.schemas import MESSAGES, violations

CONTROLS: tuple[Control, ...] = ("begin-call", "pause")
LISTENING = Listening(
    state="standby",
    in_call=False,
    controls=CONTROLS,
    agent=ListeningChannel(state="ok", device="Headset microphone"),
    customer=ListeningChannel(state="lost"),
    analyst="Zoë",
)


class TestListening:
    def test_has_the_form_of_the_contract(self) -> None:
        """As the overlay and the API have it."""
        assert LISTENING.to_json() == {
            "state": "standby",
            "in_call": False,
            "controls": ["begin-call", "pause"],
            "channels": {"agent": "ok", "customer": "lost"},
            "devices": {"agent": "Headset microphone", "customer": None},
            "is_recording": False,
            "analyst": "Zoë",
        }
        message = {**listening_message(LISTENING), "call": None, "seq": 0}
        assert violations(message, MESSAGES) == []

    def test_names_are_bounded(self) -> None:
        """A device may call itself anything; a message has its size."""
        listening = Listening(
            state="starting",
            in_call=False,
            controls=(),
            agent=ListeningChannel(state="opening", device="x" * 100_000),
            customer=ListeningChannel(state="opening"),
        )

        assert len(listening.to_json()["devices"]["agent"]) == MAX_NAME_CHARACTERS

    @pytest.mark.parametrize(
        ("state", "in_call", "is_possible"),
        [
            ("starting", False, True),
            ("starting", True, False),
            ("standby", False, True),
            ("standby", True, False),
            ("call", True, True),
            ("call", False, False),
            ("paused", True, True),
            ("paused", False, True),
        ],
    )
    def test_state_and_call_agree(
        self, state: ListeningState, in_call: bool, is_possible: bool
    ) -> None:
        """Only a pause may be within a call or between two."""
        channel = ListeningChannel(state="ok")
        try:
            Listening(
                state=state,
                in_call=in_call,
                controls=(),
                agent=channel,
                customer=channel,
            )
        except ValueError:
            assert not is_possible
        else:
            assert is_possible
