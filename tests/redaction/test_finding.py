from coach.redaction.finding import find_spots, read
from coach.redaction.lines import line_of


def test_each_line_has_its_own_spots() -> None:
    """In the order of the lines."""
    texts = ("I am nora@example.com", "okay")
    [first, second] = find_spots(
        [read(number, line_of(text)) for number, text in enumerate(texts)]
    )

    assert {(spot.begin, spot.stop, spot.kind) for spot in first} == {(5, 21, "email")}
    assert second == []
