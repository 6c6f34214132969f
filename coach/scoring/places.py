"""Where the reports of calls go whose number nobody knows beforehand."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from coach.inputs import report_name
from coach.scoring.writing import check_place


class ReportPlaces:
    """Name a file for each call of a shift.

    Args:
        out: A folder for all of them; or a file, which is the first call's, and those
            of further calls are beside it with a number.  What does not exist yet is a
            file if its name has an ending.

    Raises:
        coach.errors.ReportError: It cannot be written to: said before any call.
    """

    def __init__(self, out: Path) -> None:
        self._file = None if out.is_dir() or not out.suffix else out
        self._folder = out if self._file is None else out.parent
        self._taken: set[Path] = set()
        check_place(self._file or self._folder / report_name("call"))

    def place(self, report: Mapping[str, Any]) -> Path:
        """Return where a call's report goes: never where another one is.

        The file that was asked for is written anew all the same.

        Args:
            report: The call's; in a folder its file is named after the call's id.
        """
        file = self._file
        name = file.name if file else report_name(report["call"]["id"])
        stem, dot, endings = name.partition(".")
        number, place = 1, self._folder / name
        while place in self._taken or (place != file and place.exists()):
            number += 1
            place = self._folder / f"{stem}-{number}{dot}{endings}"
        self._taken.add(place)
        return place
