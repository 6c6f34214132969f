"""``coach review``."""

import asyncio
import os
import re
import signal
import subprocess
import sys
import threading
import urllib.request
from contextlib import nullcontext
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from coach import interrupt
from coach.cli import app
from coach.keeping.settings import KeepingSettings
from coach.policy.policy import Policy
from coach.sharing import receiving
from coach.store.calls import add_call, find_calls
from coach.store.database import Database, open_database
from coach.web.review.commands import _purge, _serve
from coach.web.review.plan import ReviewPlan
from tests.store.samples import kept

ROOT = Path(__file__).parents[3]


@pytest.mark.skipif(
    not (ROOT / "review" / "index.html").exists(), reason="the pages are not there yet"
)
def test_it_serves_until_ctrl_c(data: Path, tmp_path: Path) -> None:
    """The address is on a line of its own, and leads to the page."""
    environ = {**os.environ, "COACH_TOKEN": "of mine", "COACH_DATA": str(data)}
    command = [sys.executable, "-m", "coach", "review", "--port", "0", "--no-browser"]
    with subprocess.Popen(
        command, env=environ, stdout=subprocess.PIPE, text=True
    ) as run:
        assert run.stdout is not None
        line = run.stdout.readline()
        found = re.fullmatch(
            r"review: (http://127\.0\.0\.1:\d+/review/)#token=of%20mine\n", line
        )
        page = b""
        if found is not None:
            with urllib.request.urlopen(found[1], timeout=10) as answer:
                page = answer.read()
        run.send_signal(signal.SIGINT)
        assert run.wait(10) == 0
    assert found is not None, line
    assert b"<html" in page


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--host", "0.0.0.0"], "coach accounts add"),
        (["--address", "https://calls.example"], "coach accounts add"),
        (["--behind-proxy"], "coach accounts add"),
        (["--certificate", "calls.pem"], "--key"),
        (["--policy", "none.toml"], "none.toml"),
    ],
)
def test_what_cannot_be_served_is_a_line(
    words: list[str], told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With exit status 2."""
    monkeypatch.setenv("COACH_TOKEN", "x")
    result = CliRunner().invoke(app, ["review", "--no-browser", *words])
    assert result.exit_code == 2
    assert told in result.output


def test_the_daily_purge_takes_what_was_left_of_transfers(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where calls are kept without a limit."""
    looks: list[datetime] = []
    monkeypatch.setattr(receiving, "remove_leftovers", lambda _, now: looks.append(now))
    with open_database(f"sqlite:///{tmp_path / 'store.sqlite'}") as db:
        _purge(db, KeepingSettings(days=0))
    assert len(looks) == 1


def test_the_daily_purge_takes_the_calls_that_were_kept_long_enough(
    data: Path, tmp_path: Path
) -> None:
    """By the days of the policy; the others stay."""
    now = datetime.now(UTC)
    with open_database(f"sqlite:///{tmp_path / 'store.sqlite'}") as db:
        for name, days in (("angry-upgrade", 31), ("interrupting-vpn", 29)):
            add_call(db, kept(name), now=now - timedelta(days=days))
        _purge(db, KeepingSettings(days=30))
        left = [call.call_id for call in find_calls(db).calls]
    assert left == ["interrupting-vpn"]


def test_it_purges_as_it_starts(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Beside serving; what is asked for once a day is tested with the purge."""
    interrupted, purges = asyncio.Event(), []
    monkeypatch.setattr(interrupt, "interrupts", lambda: nullcontext(interrupted))

    async def serve(db: Database) -> None:
        def purge() -> None:
            purges.append(threading.current_thread())
            loop.call_soon_threadsafe(interrupted.set)

        loop = asyncio.get_running_loop()
        plan = ReviewPlan(port=0)
        await _serve(db, Policy(), "a token", plan, purge, opens_browser=False)

    with open_database(f"sqlite:///{tmp_path / 'store.sqlite'}") as db:
        asyncio.run(serve(db))
    assert len(purges) == 1
    assert purges != [threading.current_thread()]
