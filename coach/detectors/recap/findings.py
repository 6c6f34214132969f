"""The finding that a closing lacks something."""

from collections.abc import Mapping

from coach.audio_time import milliseconds
from coach.events import Finding, Severity, Speaker

_WHAT: Mapping[str, str] = {
    "resolution": "what was wrong or done",
    "next_steps": "what happens next",
    "questions": "whether there is anything else",
    "thanks": "thanks",
}


def missing_recap(
    *,
    start: int,
    at: int,
    missing: tuple[str, ...],
    heard: Mapping[str, tuple[str, ...]],
    end: int | None = None,
) -> Finding:
    """Return the finding of a closing.

    Args:
        start: Where the closing began, in samples.
        at: When it was certain that the call closes, in samples.
        missing: The elements that were not said, in their order.
        heard: Those that were, with the utterances that hold them.
        end: The end of the call, once it is known.
    """
    named = ", ".join(_WHAT[name] for name in missing)
    return Finding(
        id=f"missing-recap-{milliseconds(start)}",
        kind="missing-recap",
        speaker=Speaker.AGENT,
        start=start,
        end=end,
        at=at,
        severity=Severity.NOTICE,
        definition="missing-recap/1",
        evidence={
            "missing": list(missing),
            "heard": {name: list(ids) for name, ids in heard.items()},
        },
        explanation=(
            f"The call began to close at {milliseconds(start) / 1000:.1f} s without: "
            f"{named}."
        ),
    )
