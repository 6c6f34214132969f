"""What a call is scored from."""

import hashlib
from pathlib import Path

import fsspec
import pytest

from coach.batch.content import (
    content_of,
    identity_of,
    input_of,
    is_elsewhere,
    stamp_of,
)
from coach.errors import InputError, RecordingError
from coach.inputs import CallInput
from tests.batch.calls import call


def test_a_call_is_one_file_or_two() -> None:
    """A pair has the customer's side as well."""
    assert input_of(call("a", "a.wav")) == CallInput(path=Path("a.wav"))
    pair = input_of(call("a", "a.wav", customer="b.wav"))
    assert pair == CallInput(path=Path("a.wav"), customer=Path("b.wav"))


def test_content_is_that_of_all_files(tmp_path: Path) -> None:
    """In their order."""
    one, two = tmp_path / "one", tmp_path / "two"
    one.write_bytes(b"agent")
    two.write_bytes(b"customer")
    assert content_of(CallInput(path=one)) == hashlib.sha256(b"agent").hexdigest()
    both = content_of(CallInput(path=one, customer=two))
    assert both == hashlib.sha256(b"agentcustomer").hexdigest()


def test_what_cannot_be_read_is_named(tmp_path: Path) -> None:
    """With the reason."""
    with pytest.raises(RecordingError, match=r"gone\.wav: cannot be read \(No such"):
        content_of(CallInput(path=tmp_path / "gone.wav"))


def test_what_is_here_is_known_by_its_content(tmp_path: Path) -> None:
    """Nothing is known of it before it is read."""
    path = tmp_path / "one.wav"
    path.write_bytes(b"agent")
    here = call("one", f"file://{path}")
    assert identity_of(here) == hashlib.sha256(b"agent").hexdigest()
    assert not is_elsewhere(here)
    assert stamp_of(here) is None


def test_what_is_elsewhere_is_known_by_what_is_told_of_it(tmp_path: Path) -> None:
    """Without being fetched; a pair by both of its files."""
    memory = fsspec.filesystem("memory")
    memory.pipe("/content/one.wav", b"agent")
    path = tmp_path / "two.wav"
    path.write_bytes(b"customer")
    there = call("one", "memory://content/one.wav", customer=str(path))
    assert is_elsewhere(there)
    before = stamp_of(there)
    assert before == identity_of(there) is not None
    memory.pipe("/content/one.wav", b"agent")
    after = stamp_of(there)
    assert after != before
    path.write_bytes(b"other")
    assert stamp_of(there) != after
    memory.rm("/content/one.wav")
    with pytest.raises(InputError, match=r"one\.wav"):
        stamp_of(there)
