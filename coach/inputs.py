"""What a command is asked to work on: recordings, pairs of recordings, transcripts."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from glob import escape
from pathlib import Path

from coach.errors import InputError
from coach.transcript import may_be_transcript

RECORDING_ENDINGS = frozenset(
    (
        ".aac",
        ".aif",
        ".aiff",
        ".amr",
        ".au",
        ".flac",
        ".m4a",
        ".mka",
        ".mp3",
        ".mp4",
        ".oga",
        ".ogg",
        ".opus",
        ".wav",
        ".webm",
        ".wma",
    )
)
"""What a recording is called in a folder; a file that is named is tried whatever."""

REPORT = ".report.json"
"""How the name of a report's file ends."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CallInput:
    """One call to work on."""

    path: Path
    """The recording or the transcript; of a pair, the agent's side."""
    customer: Path | None = None
    """The customer's side of a pair."""

    @property
    def is_transcript(self) -> bool:
        """Whether it is words rather than sound."""
        return self.customer is None and self.path.suffix.lower() == ".json"

    @property
    def name(self) -> str:
        """What to call it in messages and in the report."""
        if self.customer is None:
            return str(self.path)
        return f"{self.path} + {self.customer}"


def find_inputs(paths: Iterable[Path]) -> list[CallInput]:
    """Return the calls that files and folders stand for, each once.

    A folder stands for the recordings in it and the JSON files that are transcripts,
    by name; other files in it are passed over.  What is called like one of these but
    is no file, such as a link to nothing, stands for itself, so that it is named.  So
    does a file, whatever it turns out to be.

    Args:
        paths: Files and folders, in the order they were given.

    Raises:
        InputError: A folder cannot be read, or holds no call.
    """
    found: dict[Path, None] = {}
    for path in paths:
        if path.is_dir():
            found.update(dict.fromkeys(_calls_in(path)))
        else:
            found[path] = None
    return [CallInput(path=path) for path in found]


def _calls_in(folder: Path) -> list[Path]:
    try:
        files = sorted(path for path in folder.iterdir() if not path.is_dir())
    except OSError as error:
        reason = f"folder cannot be read ({error.strerror})"
        raise InputError(str(folder), reason) from error
    calls = [
        path
        for path in files
        if path.suffix.lower() in RECORDING_ENDINGS
        or (path.suffix.lower() == ".json" and may_be_transcript(path))
    ]
    if not calls:
        raise InputError(str(folder), "holds no recording and no transcript")
    return calls


def recording_beside(path: Path) -> Path | None:
    """Return the recording of the same name in a file's folder, if there is one.

    Of several, the first by name.

    Args:
        path: A file that belongs to a recording, such as its labels.
    """
    beside = (
        one
        for one in path.parent.glob(f"{escape(path.stem)}.*")
        if one.stem == path.stem and one.suffix.lower() in RECORDING_ENDINGS
    )
    return min((one for one in beside if one.is_file()), default=None)


def report_name(call_id: str) -> str:
    """Return the file name of a call's report."""
    return f"{call_id}{REPORT}"


def report_names(inputs: Sequence[CallInput]) -> list[str]:
    """Return the file name of each input's report, all of them different.

    ``<name without its ending>.report.json``; inputs of the same name keep their
    endings, and those of the same file name in different folders get a number.
    """
    names = [(call.path.stem, call.path.name) for call in inputs]
    return [report_name(name) for name in unique_names(names)]


def unique_names(names: Sequence[tuple[str, str]]) -> list[str]:
    """Return a name for each of several things, all of them different.

    Also where a disk does not tell capitals from small letters.

    Args:
        names: Of each, its own name and a longer one, which it gets where several have
            the same; those that are still the same get a number.
    """
    count = Counter(name.casefold() for name, _ in names)
    taken: set[str] = set()
    unique: list[str] = []
    for name, longer in names:
        choice = base = longer if count[name.casefold()] > 1 else name
        number = 1
        while choice.casefold() in taken:
            number += 1
            choice = f"{base}-{number}"
        taken.add(choice.casefold())
        unique.append(choice)
    return unique
