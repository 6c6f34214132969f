"""The finding of an interruption."""

from coach.audio_time import milliseconds
from coach.detectors.interruption.cut_in import CutIn
from coach.events import Finding, Severity, Speaker

KIND = "interruption"
DEFINITION = "interruption/1"


def interruption_finding(cut_in: CutIn, at: int, now: int) -> Finding:
    """Return a cut-in as a finding.

    Args:
        cut_in: It.
        at: When it was known to be one, in samples.
        now: The audio time reached: what goes on reaches to it.
    """
    own_end, other_end = cut_in.own.end, cut_in.other.end
    overtalk = cut_in.own.overlap(cut_in.other, now)
    goes_on = own_end is None and other_end is None
    end = min(cut_in.own.end_by(now), cut_in.other.end_by(now))
    other_stopped = other_end is not None and (own_end is None or other_end < own_end)
    return Finding(
        id=f"{KIND}-{cut_in.speaker}-{milliseconds(cut_in.start)}",
        kind=KIND,
        speaker=cut_in.speaker,
        start=cut_in.start,
        end=None if goes_on else end,
        at=at,
        severity=Severity.NOTICE,
        definition=DEFINITION,
        evidence={
            "overtalk_ms": milliseconds(overtalk),
            "floor_ms": milliseconds(cut_in.floor),
            "interrupter_ms": milliseconds(cut_in.own.end_by(now) - cut_in.own.start),
            "other_stopped": other_stopped,
            "words": " ".join(cut_in.words) if cut_in.words else None,
        },
        explanation=_explanation(cut_in.speaker, cut_in.floor, overtalk),
    )


def _explanation(speaker: Speaker, floor: int, overtalk: int) -> str:
    spoken = f"{milliseconds(floor) / 1000:.1f} s"
    both = f"{milliseconds(overtalk) / 1000:.1f} s"
    if speaker is Speaker.AGENT:
        return (
            f"You started while the customer was {spoken} into their turn "
            f"and talked over them for {both}."
        )
    return (
        f"The customer started while you were {spoken} into your turn "
        f"and talked over you for {both}."
    )
