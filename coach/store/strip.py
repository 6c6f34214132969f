"""A call at a glance: who spoke when, the holds and the findings, in few characters.

    {"step_ms": 2000, "agent": "0973…", "customer": "9900…",
     "holds": [[61000, 95000]], "findings": [[12480, 13600, "interruption", "alert"]]}

Each character is a step of the call, and tells in tenths for how much of it the speaker
spoke: ``0`` for hardly, ``9`` for nine tenths and more.
"""

from collections.abc import Iterable, Mapping

from coach.audio_time import milliseconds
from coach.events import Speaker
from coach.scoring.forms import Form
from coach.scoring.spans import Span

MOST_STEPS = 160
"""Of a strip: it is some 160 pixels wide on a telephone."""


def strip_of(report: Form, segments: Mapping[Speaker, Iterable[Span]]) -> Form:
    """Return the strip of a call.

    Args:
        report: ``coach.report/1``.
        segments: Who spoke when, ``[start, end)`` in milliseconds.
    """
    duration = report["call"]["duration_ms"]
    step = max(1, -(-duration // MOST_STEPS))
    steps = -(-duration // step)
    return {
        "step_ms": step,
        **{
            str(speaker): _tenths(segments[speaker], step, steps) for speaker in Speaker
        },
        "holds": [[hold["start_ms"], hold["end_ms"]] for hold in report["holds"]],
        "findings": [
            [one["start_ms"], one["end_ms"], one["kind"], one["severity"]]
            for one in report["findings"]
        ],
    }


def segments_of_utterances(report: Form) -> dict[Speaker, list[Span]]:
    """Return who spoke when as far as the utterances tell, in milliseconds.

    For reports of which nothing else is known.
    """
    return {
        speaker: [
            (one["start_ms"], one["end_ms"])
            for one in report["utterances"]
            if one["speaker"] == speaker
        ]
        for speaker in Speaker
    }


def in_milliseconds(
    segments: Mapping[Speaker, Iterable[Span]],
) -> dict[Speaker, list[Span]]:
    """Return spans of samples in whole milliseconds."""
    return {
        speaker: [(milliseconds(start), milliseconds(end)) for start, end in spans]
        for speaker, spans in segments.items()
    }


def _tenths(spans: Iterable[Span], step: int, steps: int) -> str:
    """Return a character for each step."""
    spoken = [0] * steps
    for start, end in spans:
        for at in range(max(0, start // step), min(steps, -(-end // step))):
            spoken[at] += min(end, (at + 1) * step) - max(start, at * step)
    return "".join(str(min(9, 10 * length // step)) for length in spoken)
