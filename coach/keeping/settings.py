"""The section ``[keeping]`` of the policy."""

from typing import Annotated, Literal

from pydantic import Field

from coach.audio.formats import AudioFormat
from coach.settings import Settings


class KeepingSettings(Settings):
    """Which calls are kept for review, as what, and for how long.

    A call that may be kept is recorded while it goes on; one that is not kept in the
    end leaves nothing.  What must not last is masked in the words and silenced in the
    sound first, see ``[redaction]``.
    """

    keep: Literal["flagged", "all", "nothing"] = "flagged"
    """Which calls are kept: those with a finding grave enough (``flagged``), ``all``,
    or ``nothing``.  With ``nothing`` no sound is ever written."""

    flag_severity: Literal["info", "notice", "alert", "critical"] = "alert"
    """How grave a finding must be for its call to be kept.  Findings that are nobody's
    fault, such as a commitment, do not count."""

    days: Annotated[int, Field(ge=0, le=36_500)] = 30
    """How long a call is kept, in days; after that its sound, words and findings are
    deleted.  0 for no limit."""

    format: AudioFormat = "flac"
    """What the sound is kept as: ``flac``, without loss, or ``opus``, which takes a
    fraction of the room."""
