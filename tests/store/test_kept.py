"""What is handed to the store."""

from coach.store.kept import ORIGINS


def test_origins_are_those_of_the_table() -> None:
    """As the column's description lists them."""
    assert set(ORIGINS) == {"live", "replay", "score", "import", "shared"}
