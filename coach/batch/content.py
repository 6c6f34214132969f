"""What a call is scored from: its files, and whether they have changed."""

import hashlib
from pathlib import Path

from coach.batch.addresses import is_remote, local_path
from coach.batch.call import BatchCall
from coach.errors import RecordingError
from coach.inputs import CallInput


def input_of(call: BatchCall) -> CallInput:
    """Return the files of a call of this machine."""
    customer = None if call.customer is None else local_path(call.customer)
    return CallInput(path=local_path(call.address), customer=customer)


def content_of(call: CallInput) -> str:
    """Return the SHA-256 of what a call is scored from, hexadecimal.

    Raises:
        InputError: It cannot be read.
    """
    found = hashlib.sha256()
    for path in (call.path, call.customer):
        if path is not None:
            _add(found, path)
    return found.hexdigest()


def is_elsewhere(call: BatchCall) -> bool:
    """Return whether any file of a call is not on this machine."""
    return any(is_remote(address) for address in call.addresses)


def identity_of(call: BatchCall) -> str | None:
    """Return what changes when what a call is scored from does.

    Of files of this machine, the SHA-256 of their content; of others, what is told of
    them without fetching them: tag, size, time of the last change.  None where that is
    not enough to know.

    Raises:
        InputError: It cannot be read.
    """
    if not is_elsewhere(call):
        return content_of(input_of(call))
    from coach.batch.remote import stamp

    found = hashlib.sha256()
    for address in call.addresses:
        if not is_remote(address):
            _add(found, local_path(address))
            continue
        told = stamp(address)
        if told is None:
            return None
        found.update(told.encode())
    return found.hexdigest()


def stamp_of(call: BatchCall) -> str | None:
    """Return the identity of a call that is not on this machine.

    None of others: what they are is known when they have been read.

    Raises:
        InputError: There is no such file, or it cannot be asked for.
    """
    return identity_of(call) if is_elsewhere(call) else None


def _add(found: "hashlib._Hash", path: Path) -> None:
    try:
        with path.open("rb") as file:
            while block := file.read(1 << 20):
                found.update(block)
    except OSError as error:
        reason = f"cannot be read ({error.strerror})"
        raise RecordingError(str(path), reason) from error
