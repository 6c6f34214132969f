"""A call may last for hours: what it takes grows with its length and no faster.

Work is counted in calls of functions, not in seconds.
"""

import cProfile
from itertools import cycle, islice

import pytest

from coach.audio_time import samples
from coach.engine import run
from coach.events import Speaker, Utterance
from coach.policy.policy import Policy
from coach.transcript import record_of
from tests.detectors.scripts import AGENT, CUSTOMER

Lines = list[tuple[Speaker, str]]

OPENING: Lines = [
    (AGENT, "Good morning, this is Daniel at the service desk. How can I help you?"),
    (CUSTOMER, "Hello, my printer does not print anything any more since Monday."),
    (AGENT, "It was the driver. I'll call you tomorrow. Is there anything else?"),
    (CUSTOMER, "No, that's all, bye."),
]

KINDS: dict[str, Lines] = {
    "an ending without end": [
        (AGENT, "The sky is rather grey over here."),
        (CUSTOMER, "Okay."),
    ],
    "an ending told again and again": [
        (AGENT, "So it was the driver. I'll call you tomorrow. Anything else?"),
        (CUSTOMER, "Okay."),
    ],
    "the agent alone": [(AGENT, "A dog walks along the road.")],
    "the customer alone": [(CUSTOMER, "A dog walks along the road.")],
    "swearing": [
        (CUSTOMER, "This damn thing is broken, shit."),
        (AGENT, "I will send you an email by Friday."),
    ],
    "one hold after another": [
        (AGENT, "One moment please, I will put you on hold for two minutes."),
        (CUSTOMER, "Okay."),
        (AGENT, "Thank you for holding."),
    ],
}

PAUSES_S = {"one hold after another": 20}
"""Before every line, where it is not half a second."""

SHORT, LONG = 200, 800
"""Utterances."""


def work(kind: str, count: int, policy: Policy) -> int:
    """Return the calls of functions that following so many utterances takes."""
    pause = samples(1_000 * PAUSES_S[kind] if kind in PAUSES_S else 500)
    said, clock = [], 0
    for who, text in [*OPENING, *islice(cycle(KINDS[kind]), count)]:
        start, clock = clock + pause, clock + pause + samples(2_000)
        name = f"{who}-{start}"
        said.append(Utterance(id=name, speaker=who, start=start, end=clock, text=text))
    record = record_of(said)
    profile = cProfile.Profile(builtins=False)
    profile.runcall(run, record, policy)
    return sum(entry.callcount for entry in profile.getstats())


@pytest.fixture(scope="module")
def policy() -> Policy:
    """The one that ships, without the model: its work is the same for each text."""
    usual = Policy()
    without = {
        name: chosen.model_copy(update={"semantic": False})
        if "semantic" in type(chosen).model_fields
        else chosen
        for name, chosen in usual.detectors.items()
    }
    return usual.model_copy(update={"detectors": without})


@pytest.mark.parametrize("kind", KINDS)
def test_four_times_the_call_is_four_times_the_work(kind: str, policy: Policy) -> None:
    """Nothing is gone through anew for every utterance."""
    work(kind, SHORT, policy)  # what is remembered of these texts is so now
    assert work(kind, LONG, policy) < 4.4 * work(kind, SHORT, policy)
