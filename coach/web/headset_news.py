"""What the terminal says about the headset: the news between two statuses."""

from coach.events import Speaker
from coach.web.listening import Listening, ListeningChannel

STATES = {
    "starting": "getting ready",
    "standby": "waiting for a call; Ctrl-C ends",
    "call": "a call goes on",
    "paused": "paused: nothing is heard until you resume",
}


def news(before: Listening | None, now: Listening) -> list[str]:
    """Return a line for each thing that has changed, for a person.

    Args:
        before: The status told last; None for none.
        now: The one that is to be told.
    """
    lines: list[str] = []
    for speaker in Speaker:
        channel = _channel(now, speaker)
        known = None if before is None else _channel(before, speaker)
        if known is None or channel.device != known.device:
            lines.append(f"{speaker}: {channel.device}")
        if known is not None and channel.state != known.state:
            lines += _change(speaker, channel)
    # That a call goes on is seen from the call itself.
    if (before is None or before.state != now.state) and now.state != "call":
        lines.append(STATES[now.state])
    return lines


def _change(speaker: Speaker, channel: ListeningChannel) -> list[str]:
    what = "microphone" if speaker is Speaker.AGENT else "sound of the customer"
    match channel.state:
        case "lost":
            return [f"the {what} is lost; looking for it"]
        case "opening":
            return []  # it may not begin: whether it is heard is told then
        case "ok":
            return [f"the {what} is heard"]


def _channel(listening: Listening, speaker: Speaker) -> ListeningChannel:
    return listening.agent if speaker is Speaker.AGENT else listening.customer
