import pytest

from coach.batch.manifest_columns import check_columns, column_name
from coach.errors import InputError


def test_known_columns_may_be_in_capitals() -> None:
    """Others keep theirs: they are somebody else's names."""
    assert [column_name(text) for text in (" Path ", "AGENT", "Queue ", "")] == [
        "path",
        "agent",
        "Queue",
        "",
    ]


@pytest.mark.parametrize(
    ("names", "reason"),
    [
        (["file", "agent"], r"has no column path \(its columns: file, agent\)"),
        (["path", "queue", "queue"], "has the column queue twice"),
    ],
)
def test_columns_that_cannot_be_a_manifests(names: list[str], reason: str) -> None:
    """What is there instead is told."""
    with pytest.raises(InputError, match=reason):
        check_columns(names, "m.csv")


def test_columns_without_a_name_are_none() -> None:
    """Spreadsheets leave some behind."""
    check_columns(["path", "", ""], "m.csv")
