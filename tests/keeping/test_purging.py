import asyncio
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from coach.keeping.purging import DAY_S, every_day, patient, purge_once
from coach.keeping.settings import KeepingSettings
from coach.policy.policy import Policy, effective_id
from coach.store import calls
from coach.store.audio import MARK
from coach.store.database import open_database
from coach.store.places import audio_folder
from tests.store.samples import NAMES, kept
from tests.store.samples import report as sample

NOW = datetime(2026, 11, 28, 9, 0, tzinfo=UTC)


@pytest.fixture
def purged(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Any, ...]]:
    """With what the store was asked to purge."""
    asked: list[tuple[Any, ...]] = []

    def purge(*about: Any) -> SimpleNamespace:  # noqa: ANN401
        asked.append(about)
        return SimpleNamespace(calls=["a", "b"])

    monkeypatch.setattr(calls, "purge", purge, raising=False)
    return asked


def test_calls_are_kept_for_as_long_as_the_policy_says(
    purged: list[tuple[Any, ...]], tmp_path: Path
) -> None:
    """The store deletes them, by the name of the program."""
    database: Any = object()
    settings = KeepingSettings(days=7)

    assert purge_once(database, settings, tmp_path, now=NOW) == 2
    assert purged == [(database, NOW, 7, "coach")]


def test_without_a_limit_only_the_files_are_put_right(
    purged: list[tuple[Any, ...]], tmp_path: Path
) -> None:
    """Zero days are no days at all: what came in only half goes, nothing else."""
    half = audio_folder() / "half.flac"
    half.touch()
    half.with_name(half.name + MARK).touch()
    strange = audio_folder() / "another-store-s.flac"
    strange.touch()
    os.utime(strange, (0, 0))
    with open_database() as database:
        gone = purge_once(database, KeepingSettings(days=0), tmp_path, now=NOW)

    assert gone == 0
    assert purged == []
    assert [path.name for path in audio_folder().iterdir()] == [strange.name]


@pytest.mark.usefixtures("purged")
def test_what_was_set_aside_goes_with_its_time(tmp_path: Path) -> None:
    """On the day, not before; recordings that are none go by themselves."""
    for name, days in (("a.flac.damaged", 8), ("b.flac.damaged", 6), ("c.flac", 99)):
        path = tmp_path / name
        path.touch()
        then = (NOW - timedelta(days=days)).timestamp()
        os.utime(path, (then, then))
    database: Any = object()
    purge_once(database, KeepingSettings(days=7), tmp_path, now=NOW)

    assert {path.name for path in tmp_path.iterdir()} == {"b.flac.damaged", "c.flac"}


async def test_it_is_done_at_once_and_then_once_a_day() -> None:
    """Also after a day on which it failed."""
    done: list[str] = []

    async def sleep(seconds: float) -> None:
        assert seconds == DAY_S
        if len(done) == 3:
            raise asyncio.CancelledError

    def work() -> None:
        done.append("purged")
        if len(done) == 1:
            raise OSError

    with pytest.raises(asyncio.CancelledError):
        await every_day(work, sleep=sleep)
    assert len(done) == 3


def test_without_the_desk_s_policy_no_call_goes_before_its_time() -> None:
    """The most patient policy that a call was followed by counts; 0 is no limit."""
    ours = KeepingSettings()
    with open_database() as database:
        assert patient(database, ours) == ours
        for number, days in enumerate((7, 90, 0)):
            policy = Policy(keeping=KeepingSettings(days=days))
            call = {"id": f"call-{number}"}
            report = sample(NAMES[0], **call)
            report["engine"]["policy"] = effective_id(policy)
            calls.add_call(database, kept(report=report, policy=policy))
            assert patient(database, ours).days == days
