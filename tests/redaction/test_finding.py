from coach.redaction.finding import find_spots
from coach.redaction.lines import line_of


def test_each_line_has_its_own_spots() -> None:
    """In the order of the lines."""
    lines = [line_of("I am nora@example.com"), line_of("okay")]
    [first, second] = find_spots(lines)

    assert [(spot.begin, spot.stop, spot.kind) for spot in first] == [(5, 21, "email")]
    assert second == []
