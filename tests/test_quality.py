import pytest

from coach.quality import MAX_LISTED, counted, listed


@pytest.mark.parametrize(
    ("number", "text"), [(0, "0 gaps"), (1, "1 gap"), (2, "2 gaps")]
)
def test_counted_speaks_english(number: int, text: str) -> None:
    """One of a thing is singular."""
    assert counted(number, "gap") == text


def test_listed_names_as_many_as_fit() -> None:
    """At the limit all cases are named, one more is only counted."""
    cases = [str(number) for number in range(MAX_LISTED + 1)]

    assert listed(cases[:-1]) == "0, 1, 2, 3, 4"
    assert listed(cases) == "0, 1, 2, 3, 4 and 1 more"
