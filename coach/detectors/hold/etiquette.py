"""Hold etiquette: what a hold should have had and did not."""

from coach.audio_time import milliseconds
from coach.events import Finding, Hold, Severity

KIND = "hold-etiquette"

_NEEDED = {
    "announced": "not announced",
    "permission": "permission not asked",
    "estimate": "no time given",
    "thanked": "no thanks on return",
}


def etiquette_finding(hold: Hold, now: int) -> Finding | None:
    """Return what was missing in a hold that is over, or None if nothing was.

    A hold in which the agent only checked back need not be thanked for yet, and one
    that the end of the call ended cannot be.

    Args:
        hold: Its ``end`` is set.
        now: The audio time reached, in samples: the turn of the return is over.
    """
    end = now if hold.end is None else hold.end
    has = {
        "announced": hold.announced,
        "permission": hold.permission,
        "estimate": hold.promised is not None,
        "thanked": hold.thanked or hold.checked_back or end >= now,
    }
    missing = [element for element in _NEEDED if not has[element]]
    if not missing:
        return None
    lacks = ", ".join(_NEEDED[element] for element in missing)
    return Finding(
        id=f"{KIND}-{milliseconds(hold.start)}",
        kind=KIND,
        speaker=None,
        start=hold.start,
        end=end,
        at=now,
        severity=Severity.INFO,
        definition=f"{KIND}/1",
        evidence={"missing": missing, "hold_start_ms": milliseconds(hold.start)},
        explanation=(
            f"A hold of {milliseconds(end - hold.start) / 1000:.0f} s: {lacks}."
        ),
    )
