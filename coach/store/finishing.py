"""The sound of a call made ready for the store: two channels, silenced, finished."""

import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from coach.audio.finishing import finish_recording
from coach.audio.formats import SUFFIXES, AudioFormat
from coach.audio.recording import Track
from coach.audio_time import milliseconds
from coach.errors import StoreError
from coach.events import Speaker
from coach.store.kept import Masked, silenced
from coach.store.places import data_folder

PREFIX = "finishing-"
"""What the folders in the data folder are called in which a file becomes ready."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sound:
    """A file that is ready to be kept."""

    path: Path
    length_ms: int


@contextmanager
def finished_sound(
    tracks: Mapping[Speaker, Track],
    *,
    format: AudioFormat,
    redactions: Iterable[Masked],
) -> Iterator[Sound]:
    """Have a call's sound as it is to be kept, until the block ends.

    Takes some seconds an hour.

    Args:
        tracks: Which channel of which file each speaker is on.
        format: What it is kept as.
        redactions: What was masked, and is to be silenced.

    Raises:
        coach.errors.RecordingError: Nothing of it can be decoded.
        StoreError: It cannot be written, for example because the disk is full.
    """
    marks = silenced(redactions)
    # On the disk of the store, so that it has only to be moved there.
    with tempfile.TemporaryDirectory(prefix=PREFIX, dir=data_folder()) as folder:
        path = Path(folder) / f"call{SUFFIXES[format]}"
        try:
            done = finish_recording(tracks, path, format=format, marks=marks)
        except OSError as error:
            reason = f"the sound cannot be kept: {error.strerror or error}"
            raise StoreError(str(data_folder()), reason) from error
        yield Sound(path=path, length_ms=milliseconds(done.length))
