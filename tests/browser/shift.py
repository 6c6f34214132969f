"""A shift of calls, as dense as calls are but without the time between the messages.

The same calls every time: what a page holds after one of them can be compared with what
it holds after the next.
"""

from collections.abc import Iterator
from random import Random
from typing import Any

from coach.web.messages import Message
from tests.browser import scenes

CALL_MESSAGES = 2_000
"""Of one call, its beginning and its end included: some ten minutes of it."""

_SAID = (
    "the printer on the second floor has not been working since this morning and I "
    "really need the labels now because the truck is waiting could you please look "
    "at it for me I have already tried to restart it twice"
)
_KINDS = ("interruption", "dead-air", "sentiment-spike", "profanity", "something-new")


def messages() -> Iterator[Message]:
    """Yield the messages of one call between its beginning and its end."""
    told = _told()
    for _ in range(CALL_MESSAGES - 2):
        yield next(told)


def report(index: int) -> dict[str, Any]:
    """Return the report of the shift's call ``index``, told apart by its duration."""
    made = scenes.report()
    made["call"]["duration_ms"] = 600_000 + 1_000 * index
    return made


def _told() -> Iterator[Message]:
    random = Random(7)
    for second in range(1, 10_000):
        at_ms = 1_000 * second
        yield from _words(random, second)
        yield _state(random, second)
        if second % 12 == 5:
            yield _finding(random, at_ms)
        if second % 36 == 30:
            yield {"type": "finding-withdrawn", "id": f"finding-{at_ms - 1_000}"}
        if second % 20 == 10:
            severity = ("info", "notice", "alert", "critical")[second // 20 % 4]
            yield scenes.nudge(
                at_ms,
                id=f"nudge-finding-{at_ms - 5_000}",
                kind=random.choice(_KINDS),
                severity=severity,
                lifetime_ms=12_000,
            )
        if second % 20 == 18:  # settled, or no longer so
            yield {"type": "nudge-withdrawn", "id": f"nudge-finding-{at_ms - 13_000}"}


def _words(random: Random, second: int) -> Iterator[Message]:
    """Utterances of four seconds: they grow, are final, and at times were nothing."""
    start = second - second % 4
    speaker = ("agent", "customer")[second // 4 % 2]
    at_ms = 1_000 * second
    words = _SAID.split()[: 6 * (second - start) + random.randint(3, 6)]
    if second % 4 < 3:
        for count in (len(words) - 2, len(words)):
            text = " ".join(words[:count])
            yield scenes.transcript(
                speaker, 1_000 * start, at_ms, text, stable=len(text) // 2
            )
        return
    text = "" if second % 52 == 3 else " ".join(words).capitalize() + "."
    yield scenes.transcript(speaker, 1_000 * start, at_ms, text)


def _state(random: Random, second: int) -> Message:
    asked = {"caller_identified": second > 20, "problem_restated": second > 60}
    closing = {"reached": second > 420, "resolution": second > 440}
    is_held = 150 <= second < 210
    return scenes.state(
        1_000 * second,
        hold=scenes.hold(150_000, limit_ms=45_000) if is_held else None,
        greeting=dict.fromkeys(scenes.GREETED, second > 8),
        discovery={**scenes.UNASKED, **asked},
        closing={**scenes.OPEN_CLOSING, **closing},
        sentiment=(round(random.uniform(-0.9, 0.9), 2), 240 <= second < 270),
        agent_share=round(random.uniform(0.3, 0.6), 2),
        channels=(
            ("speaking", "quiet") if second // 4 % 2 == 0 else ("quiet", "speaking")
        ),
    )


def _finding(random: Random, at_ms: int) -> Message:
    finding = {
        **scenes.SPIKE,
        "id": f"finding-{at_ms}",
        "kind": random.choice(_KINDS),
        "start_ms": at_ms - 4_000,
        "end_ms": at_ms,
        "at_ms": at_ms,
    }
    return {"type": "finding", "finding": finding}
