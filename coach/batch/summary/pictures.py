"""Pictures as inline SVG: no script, no font, no other host, and sharp on paper.

Across they are drawn in percent of the room there is, so that texts keep their size on
a telephone; down in pixels.  Each is an image with one label for those who hear the
page; the figures themselves stand in a table beside it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from coach.batch.summary.markup import Html, el, together

HEIGHT = 150
"""Of the columns, in pixels."""

FOOT = 22
"""Room for what stands below them."""

HEAD = 16
"""Room for what stands above them."""

MOST_LABELS = 6
"""Below columns: more run into each other on a telephone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One column of a chart: its parts stand on each other."""

    label: str
    """Below it, where there is room."""
    parts: Mapping[str, float]
    """What it is made of by tone, from below."""
    is_faint: bool = False
    """Whether it stands on little."""

    @property
    def height(self) -> float:
        """All of its parts."""
        return sum(self.parts.values())


def columns(bars: Sequence[Bar], label: str, *, labels_between: bool = False) -> Html:
    """Return a chart of columns, from left to right.

    Args:
        bars: The columns.
        label: What the picture shows, in a sentence.
        labels_between: Whether labels are limits between columns rather than names of
            columns.
    """
    most = max((bar.height for bar in bars), default=0)
    top = nice(most)
    width = 100 / max(1, len(bars))
    ticks = {HEAD + HEIGHT * (1 - at): f"{top * at:,g}" for at in (0.0, 0.5, 1.0)}
    shapes = []
    every = -(-len(bars) // MOST_LABELS)
    for index, bar in enumerate(bars):
        shapes.append(_column(bar, index * width, width, top))
        if index % every == 0:
            at = index * width + (0 if labels_between else width / 2)
            shapes.append(_below(bar.label, at, is_first=labels_between and not index))
    return _chart(shapes, ticks, HEAD + HEIGHT + FOOT, label)


def _chart(
    shapes: Sequence[Html], ticks: Mapping[float, str], height: int, label: str
) -> Html:
    """Return shapes as one image, on lines that have their figures on the left.

    Args:
        shapes: Of SVG.
        ticks: What stands at a line, by its height.
        height: In pixels.
        label: What it shows.
    """
    texts = [
        el("text", text, x="100%", y=y + 4, class_="tick", text_anchor="end")
        for y, text in ticks.items()
    ]
    lines = [el("line", x1="0%", x2="100%", y1=y, y2=y, class_="rule") for y in ticks]
    longest = max((len(text) for text in ticks.values()), default=0)
    return el(
        "div",
        el("svg", *texts, width=8 * longest, height=height, aria_hidden="true"),
        el("svg", *lines, *shapes, class_="chart", height=height, aria_hidden="true"),
        class_="plot",
        role="img",
        aria_label=label,
    )


def nice(value: float) -> float:
    """Return a round number that is as large or somewhat larger: 1, 2, 2.5."""
    if value <= 0:
        return 1
    size = 1.0
    while size * 10 < value:
        size *= 10
    while size > value:
        size /= 10
    steps = (1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10)
    return next(step * size for step in steps if step * size >= value - 1e-9)


def stacked(parts: Sequence[tuple[str, float]], whole: float) -> Html:
    """Return a bar that lies, for a row of a table that has its figures.

    Args:
        parts: Their tones and lengths, from the left.
        whole: The length of the longest bar of the table.
    """
    shapes, at = [], 0.0
    for tone, length in parts:
        part = 100 * length / whole if whole else 0
        if part:
            shapes.append(
                el("rect", **_box(at, 0, part, 14), class_="tone", data_severity=tone)
            )
        at += part
    return el("svg", *shapes, class_="lying", height=14, aria_hidden="true")


def share_bar(share: float) -> Html:
    """Return how much of a whole something is, as a bar on a track."""
    return el(
        "svg",
        el("rect", **_box(0, 3, 100, 8), class_="track", rx=4),
        el("rect", **_box(0, 3, 100 * share, 8), class_="fill", rx=4),
        class_="lying",
        height=14,
        aria_hidden="true",
    )


def spread(low: float, first: float, middle: float, last: float, high: float) -> Html:
    """Return where most values between 0 and 1 lie: a line, a box and the middle."""
    return el(
        "svg",
        el("rect", **_box(0, 10, 100, 2), class_="track"),
        el("rect", **_box(100 * low, 9, 100 * (high - low), 4), class_="whisker"),
        el("rect", **_box(100 * first, 4, 100 * (last - first), 14), class_="box"),
        el("circle", cx=_percent(100 * middle), cy=11, r=6, class_="middle"),
        class_="lying",
        height=22,
        aria_hidden="true",
    )


def scatter(
    points: Sequence[tuple[float, float]], limit: float, label: str, tick: Sequence[str]
) -> Html:
    """Return points over a square that is cut by its diagonal.

    Args:
        points: Across and up, from 0 to the limit; beyond it they stand at the edge.
        limit: Of both.
        label: What the picture shows.
        tick: What stands at 0, half and all of the way across and up.
    """
    height = 220

    def down(up: float) -> float:
        return HEAD + height * (1 - min(1.0, up / limit))

    shapes = [
        el("line", x1="0%", y1=down(0), x2="100%", y2=down(limit), class_="diagonal")
    ]
    spots = dict.fromkeys(
        (round(100 * x / limit, 1), round(down(y))) for x, y in points
    )
    shapes += [
        el(
            "circle",
            cx=_percent(min(100.0, x)),
            cy=y,
            r=4,
            class_="spot over" if y < down(x / 100 * limit) else "spot",
        )
        for x, y in spots
    ]
    for index, text in enumerate(tick):
        shapes.append(_below(text, 50 * index, is_first=not index, top=HEAD + height))
    ticks = {down(limit * place / 2): text for place, text in enumerate(tick)}
    return _chart(shapes, ticks, HEAD + height + FOOT, label)


def _column(bar: Bar, left: float, width: float, top: float) -> Html:
    gap = min(1.0, width * 0.18)
    shapes, foot = [], float(HEAD + HEIGHT)
    for tone, part in bar.parts.items():
        height = HEIGHT * part / top
        if height:
            box = _box(left + gap / 2, foot - height, width - gap, height)
            kind = "tone faint" if bar.is_faint else "tone"
            shapes.append(el("rect", **box, class_=kind, data_severity=tone))
        foot -= height
    return together(*shapes)


def _below(text: str, at: float, *, is_first: bool, top: float = HEAD + HEIGHT) -> Html:
    anchor = "start" if is_first or at < 2 else "end" if at > 98 else "middle"
    return el(
        "text", text, x=_percent(at), y=top + 16, class_="tick", text_anchor=anchor
    )


def _box(left: float, top: float, width: float, height: float) -> dict[str, str]:
    return {
        "x": _percent(left),
        "y": f"{top:g}",
        "width": _percent(width),
        "height": f"{height:.4g}",
    }


def _percent(value: float) -> str:
    return f"{value:.4g}%"
