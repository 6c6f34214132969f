import json
from typing import Any

from coach.audio_time import samples
from coach.errors import RecordingError
from coach.events import Speaker, Utterance, UtteranceFinalised
from coach.scoring.report import CallInfo
from coach.web.hub import OverlayHub
from coach.web.screen import OverlayScreen

CALL = CallInfo(id="a", source="/home/somebody/a.flac", input="stereo")


def said(text: str) -> UtteranceFinalised:
    """The customer says something in the first second."""
    utterance = Utterance(
        id="customer-0", speaker=Speaker.CUSTOMER, start=0, end=samples(900), text=text
    )
    return UtteranceFinalised(utterance=utterance, known_at=samples(1_300))


def messages(hub: OverlayHub) -> list[dict[str, Any]]:
    """All messages of the present call."""
    found, seq = [], 0
    assert hub.log is not None
    while (entry := hub.log.after(seq)) is not None:
        seq = entry.seq
        found.append(json.loads(entry.text))
    return found


class TestOverlayScreen:
    def test_a_call_is_told_from_its_start_to_its_end(self) -> None:
        """Messages come in the order of the call, under one id."""
        hub = OverlayHub()
        screen = OverlayScreen(hub)
        screen.begin(CALL, 1_700_000_000_000)
        screen.show([said("Hello.")])
        screen.update({"at_ms": 1_300})
        screen.end({"schema": "coach.report/1"})

        told = messages(hub)
        assert [message["type"] for message in told] == [
            "call-started",
            "transcript",
            "state",
            "call-ended",
        ]
        assert len({message["call"] for message in told}) == 1

    def test_every_call_opens_with_the_notice(self) -> None:
        """The desk's wording, as the screen was made with it."""
        hub = OverlayHub()
        OverlayScreen(hub).begin(CALL, 0)
        assert messages(hub)[0]["notice"] is None

        screen = OverlayScreen(hub, notice="This call is coached.")
        for _ in range(2):
            screen.begin(CALL, 0)
            assert messages(hub)[0]["notice"] == "This call is coached."

    def test_the_same_call_again_is_another_call(self) -> None:
        """A page that comes back after a restart must not think it knows the call."""
        hub = OverlayHub()
        screen = OverlayScreen(hub)
        ids = set()
        for _ in range(2):
            screen.begin(CALL, 0)
            ids.add(messages(hub)[0]["call"])

        assert len(ids) == 2

    def test_a_fault_is_told_without_the_file(self) -> None:
        """A page needs no path of the machine."""
        hub = OverlayHub()
        screen = OverlayScreen(hub)
        screen.begin(CALL, 0)
        screen.fault(RecordingError("/home/somebody/a.flac", "the file is cut short"))

        told = messages(hub)[-1]
        assert (told["type"], told["code"]) == ("error", "recording-error")
        assert "/home" not in json.dumps(told)

    def test_nobody_watches_an_overlay_that_is_not_open(self) -> None:
        """A nudge that nobody could see was not delivered."""
        hub = OverlayHub()
        screen = OverlayScreen(hub)

        assert not screen.is_watched
        with hub.subscribe():
            assert screen.is_watched
