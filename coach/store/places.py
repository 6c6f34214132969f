"""Where what is kept of calls is: one folder, which nobody else may look into."""

import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

import platformdirs

from coach.errors import StoreError

DATABASE = "store.sqlite"
"""The name of the database in the data folder."""


def data_folder(environ: Mapping[str, str] = os.environ) -> Path:
    """Return the folder of all that is kept: ``COACH_DATA``, or else the user's own.

    It is made where it is missing, and closed to other people of the machine.

    Raises:
        StoreError: It cannot be made.
    """
    given = environ.get("COACH_DATA", "").strip()
    return _ours(
        Path(given) if given else Path(platformdirs.user_data_dir("call-coach"))
    )


def audio_folder() -> Path:
    """Return the folder of the sound of kept calls."""
    return _ours(data_folder() / "audio")


def recording_folder() -> Path:
    """Return the folder of recordings that are not finished yet."""
    return _ours(data_folder() / "recording")


def incoming_folder() -> Path:
    """Return the folder of sound that is still on its way from another machine."""
    return _ours(data_folder() / "incoming")


def _ours(folder: Path) -> Path:
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        reason = f"cannot be made: {error.strerror or type(error).__name__}"
        raise StoreError(str(folder), reason) from error
    # A folder on a disk that knows no modes, or somebody else's, is still a folder.
    with suppress(OSError):
        folder.chmod(0o700)
    return folder
