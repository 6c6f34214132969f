"""What is handed to the store."""

from coach.audio.marks import Mark
from coach.events import Speaker
from coach.redaction import Redaction
from coach.store.kept import silenced


def test_what_was_masked_is_to_be_silenced() -> None:
    """On its speaker's channel; what lasted for no sample leaves no mark."""
    agent, customer = Speaker.AGENT, Speaker.CUSTOMER
    redactions = [
        Redaction(speaker=customer, start=10, end=30, kind="card"),
        Redaction(speaker=agent, start=40, end=40, kind="code"),
    ]
    assert silenced(redactions) == [
        Mark(speaker=customer, start=10, end=30, kind="silenced")
    ]
