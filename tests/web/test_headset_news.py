from dataclasses import replace

from coach.web.headset_news import news
from coach.web.listening import Listening, ListeningChannel

STANDBY = Listening(
    state="standby",
    in_call=False,
    controls=("begin-call", "pause"),
    agent=ListeningChannel(state="ok", device="Jabra microphone"),
    customer=ListeningChannel(state="ok", device="Monitor of Jabra"),
)


def test_the_devices_are_said_at_first() -> None:
    """And what is waited for."""
    assert news(None, STANDBY) == [
        "agent: Jabra microphone",
        "customer: Monitor of Jabra",
        "waiting for a call; Ctrl-C ends",
    ]


def test_only_what_changed_is_said() -> None:
    """A call is seen from its own lines; the next wait is said again."""
    call = replace(STANDBY, state="call", in_call=True, controls=("end-call", "pause"))

    assert news(STANDBY, STANDBY) == []
    assert news(STANDBY, call) == []
    assert news(call, STANDBY) == ["waiting for a call; Ctrl-C ends"]


def test_a_pause_says_what_it_means() -> None:
    """Nobody has to wonder whether they are heard."""
    paused = replace(STANDBY, state="paused", controls=("resume",))
    assert news(STANDBY, paused) == ["paused: nothing is heard until you resume"]


def test_a_lost_device_and_its_return_are_said() -> None:
    """Whose it is; one that only opens is not back yet."""
    lost = replace(STANDBY, agent=ListeningChannel(state="lost", device="Jabra"))
    lost = replace(lost, agent=replace(lost.agent, device="Jabra microphone"))
    opening = replace(STANDBY, agent=replace(STANDBY.agent, state="opening"))

    assert news(STANDBY, lost) == ["the microphone is lost; looking for it"]
    assert news(lost, opening) == []
    assert news(opening, STANDBY) == ["the microphone is heard"]
    assert news(lost, STANDBY) == ["the microphone is heard"]


def test_another_device_is_named() -> None:
    """A headset that was plugged in between two calls."""
    other = replace(STANDBY, customer=replace(STANDBY.customer, device="Poly"))
    assert news(STANDBY, other) == ["customer: Poly"]
