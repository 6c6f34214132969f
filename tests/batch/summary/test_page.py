"""The page itself."""

import base64
import hashlib
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from coach.batch.call import BatchCall
from coach.batch.failure import Failure
from coach.batch.reading import report_path
from coach.batch.summary import write_summary
from coach.errors import ReportError
from tests.batch.reports import put, report

MADE_AT = datetime(2026, 11, 28, 21, 14, tzinfo=UTC)


def written(folder: Path, *, shows_names: bool = False) -> str:
    """Return the page of two calls of Iris's, a failed one and a damaged one."""
    names = put(folder, **{"iris-1": report(), "iris-2": report(), "iris-3": report()})
    report_path(folder, "iris-3").write_text("{")
    address = "/home/iris/iris-4.wav"
    call = BatchCall(address=address, name="iris-4", id="iris-4", agent="Iris")
    failure = Failure(error=f"{address}: no such file", call=call)
    empty = Failure(error="/home/iris/none: holds no recording and no transcript")
    write_summary(
        folder, names, [failure, empty], shows_names=shows_names, made_at=MADE_AT
    )
    return (folder / "summary.html").read_text(encoding="utf-8")


def test_the_page_names_nobody(tmp_path: Path) -> None:
    """Not in files, addresses, ids, nor in what was said."""
    page = written(tmp_path)
    assert not re.search("iris", page, re.IGNORECASE)
    assert "What happened in 2 calls" in page
    assert "Call 3" in page
    assert "holds no recording and no transcript" in page


def test_names_are_there_where_they_are_asked_for(tmp_path: Path) -> None:
    """And so are addresses."""
    page = written(tmp_path, shows_names=True)
    assert "iris-1" in page
    assert "/home/iris/iris-4.wav" in page


def test_the_page_asks_no_host_and_runs_nothing(tmp_path: Path) -> None:
    """Its policy allows its own style and nothing else."""
    page = written(tmp_path)
    policy = re.search('Content-Security-Policy" content="([^"]*)"', page)
    style = re.search("<style>(.*?)</style>", page, re.DOTALL)
    assert policy
    assert style
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    assert policy[1].replace("&#x27;", "'") == (
        f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; "
        "form-action 'none'"
    )
    assert not re.search(r"<script|https?:|style=|@import|url\(", page)
    assert len(page) < 100_000


def test_a_run_without_calls_has_a_page(tmp_path: Path) -> None:
    """That says so."""
    write_summary(tmp_path / "new", [], [])
    page = (tmp_path / "new" / "summary.html").read_text(encoding="utf-8")
    assert "What happened in 0 calls" in page


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    """One line that names it."""
    (tmp_path / "summary.html").mkdir()
    with pytest.raises(ReportError, match=r"summary\.html: cannot be written"):
        write_summary(tmp_path, [], [])
