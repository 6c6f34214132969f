"""What was said as WebVTT, the subtitles of browsers and players.

W3C, WebVTT: The Web Video Text Tracks Format (2019)::

    WEBVTT

    1
    00:00:01.200 --> 00:00:03.500
    <v Agent>Good morning.</v>
"""

import re
from collections.abc import Mapping
from typing import Any

VOICES = {"agent": "Agent", "customer": "Customer"}

_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})

_NO_TEXT = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
"""Control characters and ends of lines, of which a blank one would end a cue."""


def webvtt(report: Mapping[str, Any]) -> str:
    """Return the utterances of a report as WebVTT, a cue each, by their start.

    A cue lasts a millisecond at least; where both speak, cues overlap, as WebVTT
    allows.

    Args:
        report: ``coach.report/1``.
    """
    ordered = sorted(
        report["utterances"], key=lambda row: (row["start_ms"], row["end_ms"])
    )
    cues = [
        f"{number}\n"
        f"{timestamp(row['start_ms'])} --> "
        f"{timestamp(max(row['end_ms'], row['start_ms'] + 1))}\n"
        f"<v {VOICES[row['speaker']]}>{escaped(row['text'])}</v>\n"
        for number, row in enumerate(ordered, 1)
    ]
    return "\n".join(["WEBVTT\n", *cues])


def timestamp(ms: int) -> str:
    """Return a time as WebVTT has it; the hours have as many digits as they need."""
    seconds, ms = divmod(ms, 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{seconds:02}.{ms:03}"


def escaped(text: str) -> str:
    """Return a text as one line of a cue."""
    line = " ".join(_NO_TEXT.sub(" ", text).split())
    return line.translate(_ESCAPES)
