"""How a worker on another machine comes by recordings."""

import json
import os
from dataclasses import replace
from pathlib import Path

import pytest

from coach.batch.call import Outcome
from coach.batch.held_folders import LOCK
from coach.batch.ray_files import (
    Seen,
    Shelf,
    as_here,
    as_there,
    blocks,
    look,
)
from coach.scoring.writing import report_bytes
from tests.batch.calls import call


def test_what_is_a_file_of_this_machine() -> None:
    """Paths and file URLs are; what others keep is not."""
    seen = look(call("a", "file:///calls/a%20b.wav", customer="/calls/c.wav"))
    assert [one.path for one in seen.values()] == ["/calls/a b.wav", "/calls/c.wav"]
    assert not look(call("a", "s3://bucket/a.wav", customer="memory://a.wav"))


def test_a_path_from_here_is_looked_at_from_the_root(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A worker stands somewhere else."""
    (tmp_path / "a.wav").write_bytes(b"sound")
    monkeypatch.chdir(tmp_path)
    seen = look(call("a", "a.wav", customer="s3://bucket/b.wav"))
    assert list(seen) == ["a.wav"]
    assert (seen["a.wav"].path, seen["a.wav"].size) == (str(tmp_path / "a.wav"), 5)


def test_only_the_same_file_is_here(tmp_path: Path) -> None:
    """Of the same size and time; another machine's is not taken for it."""
    path = tmp_path / "a.wav"
    path.write_bytes(b"sound")
    seen = look(call("a", str(path)))[str(path)]
    assert seen.is_here()
    assert not replace(seen, size=6).is_here()
    assert not replace(seen, modified_ns=seen.modified_ns + 1).is_here()
    path.unlink()
    assert not seen.is_here()


def test_a_file_that_nobody_sees_is_looked_for_where_it_is_scored() -> None:
    """So that it is named as it always is."""
    seen = look(call("a", "/nowhere/a.wav"))["/nowhere/a.wav"]
    assert seen.size is None
    assert seen.is_here()


@pytest.mark.parametrize("size", [0, 1, 9, 10, 11, 25])
def test_a_file_that_was_sent_is_read_whole(
    size: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However many blocks it took; it has no name and is gone afterwards."""
    monkeypatch.setattr("coach.batch.ray_files.BLOCK_BYTES", 10)
    path = tmp_path / "a.wav"
    path.write_bytes(os.urandom(size))
    shelf = Shelf()
    for block in blocks(str(path)):
        assert len(block) <= 10
        shelf.take("key", block)
    files: dict[str, Seen | str] = {"a.wav": "key"}
    links = shelf.link(files)
    assert links["a.wav"].suffix == ".wav"
    assert links["a.wav"].read_bytes() == path.read_bytes()
    shelf.unlink(files, links)
    assert not os.path.lexists(links["a.wav"])
    folder = links["a.wav"].parent
    shelf.close()
    assert not folder.exists()


def test_an_outcome_tells_of_the_file_by_its_address(tmp_path: Path) -> None:
    """In the report and in what is wrong, whatever the address is made of."""
    address = str(tmp_path / 'ca"ll \udcff\\ ö.wav')
    one = call("a", address)
    shelf = Shelf()
    links = shelf.link({address: Seen(path=address, size=None)})
    here = as_here(one, links)
    assert here.address == str(links[address]) != address
    told = Outcome(
        call=here,
        report=report_bytes({"call": {"source": here.address}}),
        error=f"{here.address}: no such file",
    )
    there = as_there(told, one, links)
    assert there == Outcome(
        call=one,
        report=report_bytes({"call": {"source": address}}),
        error=f"{address}: no such file",
    )
    assert there.report is not None
    assert json.loads(there.report)
    shelf.close()


def test_the_folder_of_a_worker_that_was_killed_is_swept_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By the next; that of one that lives is not."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    killed = tmp_path / "coach-links-killed" / LOCK
    killed.parent.mkdir()
    killed.touch()
    living = Shelf()
    assert killed.exists()  # it may only just have been made
    (lock,) = set(tmp_path.glob(f"*/{LOCK}")) - {killed}
    for one in (killed, lock):
        os.utime(one.parent, (0, 0))
    another = Shelf()
    assert not killed.parent.exists()
    assert lock.exists()
    living.close()
    another.close()
    assert not list(tmp_path.iterdir())


def test_an_ending_is_no_way_out_of_the_folder() -> None:
    """What stands in an address is not made part of a path unseen."""
    shelf = Shelf()
    for address in ("a.w/../x", "a.w v", "a", "a.ö", "a." + "x" * 5):
        link = shelf.link({address: Seen(path="/nowhere", size=None)})[address]
        assert link.parent.name.startswith("coach-")
    shelf.close()
