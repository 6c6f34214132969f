"""How a job is done."""

from pathlib import Path

from coach.batch.local import usable_cores
from coach.batch.options import JobOptions


def test_there_is_a_process_for_each_core() -> None:
    """Where nothing else is said."""
    assert JobOptions(out=Path("out")).cores == usable_cores()
    assert JobOptions(out=Path("out"), workers=3).cores == 3
