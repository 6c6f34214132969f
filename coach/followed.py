"""A call that was followed to its end: what came of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from coach.errors import InputError, RecordingError
from coach.events import HeardEvent
from coach.quality import SPEAKERS_UNSURE
from coach.redaction import Redaction


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed:
    """A call that was followed to its end."""

    report: dict[str, Any]
    faults: Sequence[InputError]
    record: tuple[HeardEvent, ...] = ()
    """What was heard, masked as the report is: what may be kept of the call."""
    redactions: tuple[Redaction, ...] = ()
    """When what is masked was said: to be silenced in sound that is kept."""

    @property
    def has_speech(self) -> bool:
        """Whether anybody spoke; a transcript may be empty."""
        talk_ms = self.report["metrics"]["talk_ms"]
        return self.report["call"]["input"] == "transcript" or any(talk_ms.values())

    @property
    def is_unsure(self) -> bool:
        """Whether it is not certain who speaks: what was said may be the other's."""
        problems = self.report["quality"]["problems"]
        return any(problem["code"] == SPEAKERS_UNSURE for problem in problems)

    def check_heard(self) -> None:
        """Find out whether all of the call could be heard.

        Raises:
            InputError: It could be heard only in part, or there was nothing to hear.
        """
        for fault in self.faults:
            raise fault
        if not self.has_speech:
            call = self.report["call"]
            where = "in it" if call["input"] == "mono" else "on either channel"
            raise RecordingError(call["source"], f"no speech {where}")
