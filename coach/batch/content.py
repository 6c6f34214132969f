"""What a call is scored from: its files, and whether they have changed."""

import hashlib
from pathlib import Path

from coach.batch.call import BatchCall
from coach.errors import RecordingError
from coach.inputs import CallInput


def input_of(call: BatchCall) -> CallInput:
    """Return the files of a call of this machine."""
    customer = None if call.customer is None else Path(call.customer)
    return CallInput(path=Path(call.address), customer=customer)


def content_of(call: CallInput) -> str:
    """Return the SHA-256 of what a call is scored from, hexadecimal.

    Raises:
        InputError: It cannot be read.
    """
    found = hashlib.sha256()
    for path in (call.path, call.customer):
        if path is None:
            continue
        try:
            with path.open("rb") as file:
                while block := file.read(1 << 20):
                    found.update(block)
        except OSError as error:
            reason = f"cannot be read ({error.strerror})"
            raise RecordingError(str(path), reason) from error
    return found.hexdigest()
