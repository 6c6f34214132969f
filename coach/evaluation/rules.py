"""For each kind of finding, when it is what a label means.

The rules are published in docs/evaluation.md.  Their tolerances are choices, not
measurements: as wide as two careful listeners may differ, and so narrow that a finding
cannot stand for the label next to it.  Times are seconds of call audio.
"""

from coach.evaluation.matching import Matched, match
from coach.evaluation.report import Found
from coach.evaluation.truth import LabelledHold, LabelledOath, Stretch, TalkOver, Truth

Founds = tuple[Found, ...]

INTERRUPTION_S = (-0.7, 2.5)
"""How long after the label an interruption may start, in seconds: the label is where
the interrupter's line begins, the finding where the overtalk does."""

BACKCHANNEL_S = 1.0
"""How far from a labelled backchannel an interruption starts that was made of it, in
seconds; exclusive."""

HOLD_SHARE = 0.5
"""Of a hold and its label, the part of their union that both must cover …"""

HOLD_ENDS_S = 3.0
"""… unless both ends are within so many seconds: a short hold is soon half covered."""

LIMIT_S = 30.0
"""How long a hold may last for which no time was promised, in seconds: the published
definition's; a policy that says otherwise changes the findings, not the labels."""

NEAR_LIMIT_S = 2.0
"""A hold whose length is so near its limit, in seconds, counts neither way."""

HOLD_TOUCH_S = (4.0, 3.0)
"""How long before a hold an overrun of it may end, and how long after it begin, in
seconds."""

DEAD_AIR_SHARE, DEAD_AIR_LESS_S = 0.5, 5.0
"""Of labelled dead air, the part that must be found, less so many seconds: by
definition none is found in the first and last 5 s of the call."""

SPIKE_S = (1.0, 6.0)
"""How long before the labelled line, and how long after its end, a spike may start, in
seconds."""

OATH_S = 1.0
"""How far from the labelled line strong language may be, in seconds: word times of a
recogniser are no better."""

RANK = {"threat": 3, "slur": 2, "strong": 2}
"""Which of several findings in one labelled line counts: the gravest."""


def overlap(start: float, end: float, other_start: float, other_end: float) -> float:
    """Return for how many seconds two stretches are both there."""
    return max(0.0, min(end, other_end) - max(start, other_start))


def interruptions(truth: Truth, founds: Founds) -> Matched[TalkOver, Found]:
    """Match by speaker and start, the nearest first."""

    def score(label: TalkOver, found: Found) -> float:
        late = found.start - label.at
        is_near = INTERRUPTION_S[0] <= late <= INTERRUPTION_S[1]
        return 10 - abs(late) if found.speaker == label.by and is_near else 0

    return match(truth.interruptions, founds, score)


def made_of_backchannel(label: TalkOver, founds: Founds) -> Found | None:
    """Return the interruption that a labelled backchannel was taken for, if any."""
    for found in founds:
        if found.speaker == label.by and abs(found.start - label.at) < BACKCHANNEL_S:
            return found
    return None


def holds(truth: Truth, founds: Founds) -> Matched[LabelledHold, Found]:
    """Match by the share of the union that both cover, or by both ends."""

    def score(label: LabelledHold, found: Found) -> float:
        both = overlap(label.start, label.end, found.start, found.end)
        union = max(label.end, found.end) - min(label.start, found.start)
        share = both / max(0.01, union)
        has_ends = (
            abs(label.start - found.start) <= HOLD_ENDS_S
            and abs(label.end - found.end) <= HOLD_ENDS_S
        )
        return share if share >= HOLD_SHARE or has_ends else 0

    return match(truth.holds, founds, score)


def overruns(truth: Truth, founds: Founds) -> Matched[LabelledHold, Found]:
    """Match with holds that lasted longer than they may; repeats count once."""
    late = [hold for hold in truth.holds if excess(hold) > NEAR_LIMIT_S]
    return match(late, _one_a_hold(truth.holds, founds), _touches)


def excess(hold: LabelledHold) -> float:
    """Return by how many seconds a hold passed its limit; negative when it did not."""
    return hold.end - hold.start - (hold.promised or LIMIT_S)


def dead_air(truth: Truth, founds: Founds) -> Matched[Stretch, Found]:
    """Match by how much of the label is found."""

    def score(label: Stretch, found: Found) -> float:
        both = overlap(label.start, label.end, found.start, found.end)
        least = DEAD_AIR_SHARE * (label.end - label.start) - DEAD_AIR_LESS_S
        return both if both >= least else 0

    return match(truth.dead_air, founds, score)


def spikes(truth: Truth, founds: Founds) -> Matched[Stretch, Found]:
    """Match by the start, in the labelled line or soon after it; the nearest first."""
    before, after = SPIKE_S

    def score(label: Stretch, found: Found) -> float:
        is_near = label.start - before <= found.start <= label.end + after
        return 10 - abs(found.start - label.start) / 10 if is_near else 0

    return match(truth.spikes, founds, score)


def profanity(truth: Truth, founds: Founds) -> Matched[LabelledOath, Found]:
    """Match by speaker and line; further findings in a labelled line do not count."""
    counted: list[Found] = []
    seen: set[int] = set()
    for found in sorted(founds, key=lambda one: -RANK.get(one.level, 1)):
        inside = [(_within(oath, found), i) for i, oath in enumerate(truth.profanity)]
        most, nearest = max(inside, default=(0.0, -1))
        if most > 0:
            if nearest in seen:
                continue
            seen.add(nearest)
        counted.append(found)
    return match(truth.profanity, counted, _within)


def is_level_right(label: LabelledOath, found: Found) -> bool:
    """Return whether strong language has its level; labels call a slur strong."""
    return label.level == ("strong" if found.level == "slur" else found.level)


# -------------------------------------------------------------------------------------


def _touches(hold: LabelledHold, found: Found) -> float:
    before, after = HOLD_TOUCH_S
    return hold.start - before <= found.end and found.start <= hold.end + after


def _one_a_hold(labels: tuple[LabelledHold, ...], founds: Founds) -> list[Found]:
    """Return the first overrun in each labelled hold, and those in none.

    Those in a hold that is near its limit are left out.
    """
    first: dict[int | str, Found] = {}
    for found in founds:
        touched = (i for i, hold in enumerate(labels) if _touches(hold, found))
        key = next(touched, None)
        if key is None:
            first.setdefault(f"{found.start:.1f} s", found)
        elif abs(excess(labels[key])) > NEAR_LIMIT_S:
            first.setdefault(key, found)
    return list(first.values())


def _within(oath: LabelledOath, found: Found) -> float:
    if found.speaker != oath.by:
        return 0.0
    start, end = oath.start - OATH_S, oath.end + OATH_S
    return overlap(start, end, found.start, found.end + 0.01)  # one without length too
