"""Subtitles."""

import re

import pytest

from coach.exports.webvtt import escaped, timestamp, webvtt


def utterance(
    text: str = "Hello.", start: int = 0, end: int = 900, speaker: str = "agent"
) -> dict[str, object]:
    """Something said."""
    return {"speaker": speaker, "start_ms": start, "end_ms": end, "text": text}


def test_each_utterance_is_a_cue_with_its_voice() -> None:
    """In the order of the call, whatever that of the report."""
    report = {
        "utterances": [
            utterance("No sound.", 1_500, 3_000, "customer"),
            utterance("Good morning.", 200, 1_250),
        ]
    }
    assert webvtt(report) == (
        "WEBVTT\n\n"
        "1\n00:00:00.200 --> 00:00:01.250\n<v Agent>Good morning.</v>\n\n"
        "2\n00:00:01.500 --> 00:00:03.000\n<v Customer>No sound.</v>\n"
    )


def test_a_call_without_words_is_a_file_without_cues() -> None:
    """Its first line makes it one."""
    assert webvtt({"utterances": []}) == "WEBVTT\n"


def test_a_cue_ends_after_it_begins() -> None:
    """Players leave out one that does not."""
    assert "00:00:02.000 --> 00:00:02.001" in webvtt(
        {"utterances": [utterance("Yes.", 2_000, 2_000)]}
    )


@pytest.mark.parametrize(
    ("ms", "written"),
    [
        (0, "00:00:00.000"),
        (59_999, "00:00:59.999"),
        (3_600_000, "01:00:00.000"),
        (360_000_000, "100:00:00.000"),
    ],
)
def test_times_have_hours_minutes_seconds_and_thousandths(
    ms: int, written: str
) -> None:
    """Two digits of hours at least."""
    assert timestamp(ms) == written


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a < b & c > d", "a &lt; b &amp; c &gt; d"),
        ("<v Boss>Do it.</v>", "&lt;v Boss&gt;Do it.&lt;/v&gt;"),
        ("one\n\ntwo", "one two"),
        ("one --> two", "one --&gt; two"),
        (" a\u2028b\x00c\x85d ", "a b c d"),
        ("“Grüße”", "“Grüße”"),
    ],
)
def test_words_cannot_become_something_else(text: str, line: str) -> None:
    """No tag, no arrow, no end of a cue."""
    assert escaped(text) == line


def test_no_words_end_a_cue_early() -> None:
    """Between the header and the cues, and only there, is a blank line."""
    said = [utterance("a\n\n00:00:01.000 --> 00:00:02.000\nb"), utterance("c")]
    assert len(re.findall(r"^$", webvtt({"utterances": said}), re.MULTILINE)) == 3
