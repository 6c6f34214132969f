"""What a call is scored from."""

import hashlib
from pathlib import Path

import pytest

from coach.batch.content import content_of, input_of
from coach.errors import RecordingError
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
