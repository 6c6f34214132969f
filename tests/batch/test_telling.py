"""What is said of a run when it is over."""

from pathlib import Path

from coach.batch.job import Done
from coach.batch.ledger import Entry
from coach.batch.options import JobOptions
from coach.batch.run import Result
from coach.batch.telling import summary_of


def test_the_last_line_says_what_came_of_it() -> None:
    """In all; and no more than is so."""
    options = JobOptions(out=Path("out"))
    before = {
        name: Entry(name=name, key="", report="") for name in map(str, range(1_200))
    }
    result = Result(names=["x"] * 8_798)
    done = Done(before=before, result=result, took_s=1_281.0)
    assert summary_of(done, options) == (
        "reports: 9,998 in out, 1,200 of them from before · 412 calls a minute"
    )
    result = Result(names=["x"] * 30)
    result.kept.update({"sound": 3, "words": 20, "nothing": 2})
    done = Done(before={}, result=result, took_s=60.0)
    assert summary_of(done, options) == (
        "reports: 30 in out; kept, with coach review: 3 to be heard, 20 to be read"
        " · 30 calls a minute"
    )
