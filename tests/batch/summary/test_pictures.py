"""Pictures of figures."""

import re
from xml.etree import ElementTree

import pytest

from coach.batch.summary.pictures import (
    MOST_LABELS,
    Bar,
    columns,
    nice,
    scatter,
    share_bar,
    spread,
    stacked,
)


@pytest.mark.parametrize(
    ("value", "round_"),
    [(0, 1), (0.3, 0.3), (1, 1), (11, 15), (16, 20), (60, 60), (61, 80), (999, 1_000)],
)
def test_lines_stand_at_round_numbers(value: float, round_: float) -> None:
    """Never below the highest column."""
    assert nice(value) == pytest.approx(round_)


def test_columns_have_the_height_of_their_parts() -> None:
    """Stacked from below, in percent across."""
    bars = [
        Bar(label="a", parts={"notice": 50, "alert": 50}),
        Bar(label="b", parts={"notice": 25, "alert": 0}, is_faint=True),
    ]
    root = ElementTree.fromstring(columns(bars, "What it shows"))
    assert root.attrib["role"] == "img"
    assert root.attrib["aria-label"] == "What it shows"
    boxes = [(box.attrib["height"], box.attrib["class"]) for box in root.iter("rect")]
    assert boxes == [("75", "tone"), ("75", "tone"), ("37.5", "tone faint")]
    assert all(box.attrib["x"].endswith("%") for box in root.iter("rect"))
    assert [text.text for text in root.iter("text")] == ["0", "50", "100", "a", "b"]


def test_labels_do_not_run_into_each_other() -> None:
    """Of many columns only some have one."""
    bars = [Bar(label=f"day {day}", parts={"notice": 1}) for day in range(62)]
    labels = re.findall(">day [0-9]+<", columns(bars, "x"))
    assert 1 < len(labels) <= MOST_LABELS


def test_nothing_can_be_drawn() -> None:
    """Without a column, and of columns without height."""
    for bars in ([], [Bar(label="a", parts={"notice": 0})]):
        assert ElementTree.fromstring(columns(bars, "x")).find(".//rect") is None
    assert "rect" not in stacked([("alert", 0)], 0)


def test_bars_that_lie_are_parts_of_the_longest() -> None:
    """One after the other."""
    drawn = ElementTree.fromstring(stacked([("critical", 1), ("alert", 3)], 8))
    boxes = [(box.attrib["x"], box.attrib["width"]) for box in drawn]
    assert boxes == [("0%", "12.5%"), ("12.5%", "37.5%")]


def test_shares_and_spreads() -> None:
    """From 0 to 100 percent."""
    assert 'width="25%"' in share_bar(0.25)
    drawn = ElementTree.fromstring(spread(0.1, 0.2, 0.3, 0.4, 0.9))
    box = drawn.find("rect[@class='box']")
    assert box is not None
    assert (box.attrib["x"], box.attrib["width"]) == ("20%", "20%")


def test_points_over_the_diagonal_are_marked() -> None:
    """And those beyond the edge stand at it; equal ones are drawn once."""
    points = [(30.0, 20.0), (30.0, 50.0), (30.0, 50.0), (500.0, 900.0)]
    root = ElementTree.fromstring(scatter(points, 60, "x", ("0", "30", "60")))
    spots = [(one.attrib["cx"], one.attrib["class"]) for one in root.iter("circle")]
    assert spots == [("50%", "spot"), ("50%", "spot over"), ("100%", "spot")]
