"""Holds, talk and silence, greeting and closing: how the calls went, all together."""

from collections.abc import Sequence
from itertools import pairwise
from statistics import quantiles

from coach.batch.summary import words
from coach.batch.summary.markup import Html, el
from coach.batch.summary.parts import figure, nothing, section, table
from coach.batch.summary.pictures import Bar, columns, scatter, share_bar, spread
from coach.batch.summary.tally import Holds, Tally
from coach.scoring.checklist import ELEMENTS

EDGES_S = (0, 10, 20, 30, 45, 60, 90, 120, 180, 300)
"""Between the columns of holds, in seconds: close together where most holds are."""

MOST_POINTS = 600
"""Of holds with a promise: more would be a blot."""

HOLD_NAMES = {
    "announced": "Announced",
    "permission": "Permission asked",
    "checked_back": "Came back to say that it takes longer",
    "thanked": "Thanked on return",
}
"""What is said of holds, by what reports call it."""

ELEMENT_NAMES = {
    "welcomed": "Welcomed the caller",
    "gave_name": "Gave their name",
    "offered_help": "Offered help",
    "resolution": "Said what was done",
    "next_steps": "Said what happens next",
    "questions": "Asked whether there is anything else",
    "thanks": "Thanked the caller",
}
"""What is said in greetings and closings, by what reports call it."""

SHARES = {
    "agent": "The agent’s part of the talk",
    "silence": "Nobody talks",
    "hold": "On hold",
    "overtalk": "Both talk",
}
"""What the time of a call goes to, by what the picture calls it."""


def holds(tally: Tally) -> Html:
    """Return how long holds were, and whether that was what had been said."""
    title, name, found = "Holds", "holds", tally.holds
    if not found.lengths:
        return section(title, None, nothing("There was no hold."), name=name)
    count = len(found.lengths)
    middle = sorted(found.lengths)[count // 2]
    noun = "hold" if count == 1 else "holds"
    lead = (
        f"{words.number(count)} {noun} in {words.calls(found.calls)}; "
        f"half of them lasted {words.length(middle)} or less."
    )
    facts = [(text, found.facts[fact]) for fact, text in HOLD_NAMES.items()]
    named = sum(one >= 0 for one in found.promised)
    facts.insert(2, ("A time promised", named))
    rows = [
        (text, share_bar(part / count), words.percent(part, count))
        for text, part in facts
    ]
    if named:
        kept = named - found.over
        share = share_bar(kept / named)
        rows.append(("Promise kept", share, words.percent(kept, named)))
    shares = table(
        "What holds had", ("Holds", "0 % to 100 %", "Share"), rows, kind="shares"
    )
    pictures = [_lengths(found), *([_promises(found)] if named else [])]
    return section(title, lead, el("div", *pictures, class_="pair"), shares, name=name)


def _lengths(found: Holds) -> Html:
    counts = [[0, 0, 0] for _ in EDGES_S]
    for length, promised in zip(found.lengths, found.promised, strict=True):
        place = sum(length >= 1000 * edge for edge in EDGES_S) - 1
        counts[place][2 if promised < 0 else 0 if length <= promised else 1] += 1
    tones = ("kept", "over", "unsaid")
    labels = [_edge(edge) for edge in EDGES_S]
    bars = [
        Bar(label=label, parts=dict(zip(tones, map(float, count), strict=True)))
        for label, count in zip(labels, counts, strict=True)
    ]
    ranges = pairwise(labels)
    names = [*(f"{low} to {high}" for low, high in ranges), f"{labels[-1]} and more"]
    most = max(range(len(bars)), key=lambda index: bars[index].height)
    label = f"How long holds lasted; most often {names[most]}."
    rows = [
        (text, *map(words.number, count))
        for text, count in zip(names, counts, strict=True)
    ]
    heads = ("Length", "As promised", "Longer than promised", "No time promised")
    keys = zip(tones, heads[1:], strict=True)
    legend = [el("li", _swatch(tone), text) for tone, text in keys]
    chart = columns(bars, label, labels_between=True)
    return figure(
        el("div", el("ul", *legend, class_="legend"), chart),
        "How many holds lasted how long",
        table("Holds by length", heads, rows),
    )


def _promises(found: Holds) -> Html:
    pairs = zip(found.promised, found.lengths, strict=True)
    points = [(float(said), float(was)) for said, was in pairs if said >= 0]
    step = -(-len(points) // MOST_POINTS)
    ordered = sorted(max(pair) for pair in points)
    # A hold of an hour would press all others into a corner.
    limit = 60_000.0 * max(1, -(-ordered[int(0.97 * (len(ordered) - 1))] // 60_000))
    ticks = ("0", words.length(limit / 2), words.length(limit))
    label = (
        f"The time promised across, how long the hold lasted upwards: {found.over} of "
        f"{len(points)} holds are above the diagonal, longer than was promised."
    )
    names, rows = ("30 s or less", "to 1 min", "to 2 min", "to 5 min", "more"), []
    limits = (30_000, 60_000, 120_000, 300_000, float("inf"))
    low = -1.0
    for text, high in zip(names, limits, strict=True):
        some = [pair for pair in points if low < pair[0] <= high]
        low = high
        if some:
            middle = sorted(was for _, was in some)[len(some) // 2]
            kept = sum(was <= said for said, was in some)
            cells = (words.number(len(some)), words.length(middle))
            rows.append((text, *cells, words.percent(kept, len(some))))
    heads = ("Promise", "Holds", "Half lasted at most", "Kept")
    return figure(
        scatter(points[::step], limit, label, ticks),
        "What was promised (across) and what it was (upwards)",
        table("Holds by the time promised", heads, rows),
    )


def talk(tally: Tally) -> Html:
    """Return how the time of calls is shared out."""
    title, name = "Talk and silence", "talk"
    known = {key: values for key in SHARES if (values := tally.shares.get(key))}
    if not known:
        return section(title, None, nothing("No figures of it."), name=name)
    rows = [(SHARES[key], *_spread(values)) for key, values in known.items()]
    heads = ("Share", "0 % to 100 %", "Middle", "Half of calls", "Four in five")
    lead = (
        "Each line runs from 0 to 100 %. The dot is the call in the middle, the box "
        "holds half of all calls, the line four in five."
    )
    body = table("How the time of calls is shared out", heads, rows, kind="spreads")
    parts = [body]
    if agent := known.get("agent"):
        parts.append(_agent(agent))
    return section(title, lead, *parts, name=name)


def _spread(values: Sequence[float]) -> tuple[Html | str, ...]:
    every = [*values, *values] if len(values) == 1 else values
    cuts = quantiles(every, n=20, method="inclusive")
    low, first, middle, last, high = (cuts[place] for place in (1, 4, 9, 14, 17))
    return (
        spread(low, first, middle, last, high),
        words.percent(middle, 1),
        _between(first, last),
        _between(low, high),
    )


def _between(low: float, high: float) -> str:
    return f"{100 * low:.0f}–{100 * high:.0f}{words.NBSP}%"


def _agent(values: Sequence[float]) -> Html:
    counts = [0] * 10
    for value in values:
        counts[min(9, int(10 * value))] += 1
    bars = [
        Bar(label=f"{10 * place} %", parts={"plain": float(count)})
        for place, count in enumerate(counts)
    ]
    most = max(range(10), key=lambda place: counts[place])
    label = (
        "Calls by the agent’s part of the talk; most often "
        f"{10 * most} to {10 * most + 10} %."
    )
    rows = [
        (f"{10 * place} to {10 * place + 10} %", words.number(count))
        for place, count in enumerate(counts)
    ]
    return figure(
        columns(bars, label, labels_between=True),
        "Calls by the agent’s part of the talk",
        table("Calls by the agent’s part of the talk", ("Part", "Calls"), rows),
    )


def elements(tally: Tally) -> Html:
    """Return what was said of a good beginning and a good ending."""
    title, name = "Greeting and closing", "elements"
    if not tally.scored:
        return section(title, None, nothing("No call was scored."), name=name)
    lead = (
        f"The greeting in {words.calls(tally.scored)}; the closing in "
        f"{words.calls(tally.closings)} that began to close: one that is cut off is "
        "nobody’s fault."
    )
    groups = [
        _elements("Greeting", ELEMENTS["greeting"], tally, tally.scored),
        _elements("Closing", ELEMENTS["closing"], tally, tally.closings),
    ]
    return section(title, lead, *groups, name=name)


def _elements(title: str, names: Sequence[str], tally: Tally, whole: int) -> Html:
    rows = [
        (
            ELEMENT_NAMES[name],
            share_bar(tally.elements[name] / max(1, whole)),
            words.percent(tally.elements[name], whole),
        )
        for name in names
    ]
    return table(title, (title, "0 % to 100 %", "Calls"), rows, kind="shares")


def _edge(seconds: int) -> str:
    return words.length(1000 * seconds) if seconds else "0"


def _swatch(tone: str) -> Html:
    box = el(
        "rect", x=0, y=0, width=12, height=12, rx=3, class_="tone", data_severity=tone
    )
    return el("svg", box, class_="mark", aria_hidden="true")
