"""Conversations for the tests of redaction."""

from collections.abc import Sequence

from coach.audio_time import samples
from coach.events import HeardEvent, Speaker, Utterance, UtteranceFinalised, Word
from coach.redaction import RedactionSettings, redact
from coach.transcript import record_of

SPEAKERS = {"a": Speaker.AGENT, "c": Speaker.CUSTOMER}


def utterances(*lines: tuple[str, str]) -> list[Utterance]:
    """Lines of speakers ``a`` and ``c``, five seconds each, one after the other."""
    return [
        Utterance(
            id=f"{SPEAKERS[who]}-{number * 6_000}",
            speaker=SPEAKERS[who],
            start=samples(number * 6_000),
            end=samples(number * 6_000 + 5_000),
            text=text,
        )
        for number, (who, text) in enumerate(lines)
    ]


def with_words(utterance: Utterance) -> Utterance:
    """The utterance with a time for each word, all of them equally long."""
    written = utterance.text.split()
    step = (utterance.end - utterance.start) // max(1, len(written))
    times = [utterance.start + step * number for number in range(len(written))]
    return Utterance(
        id=utterance.id,
        speaker=utterance.speaker,
        start=utterance.start,
        end=utterance.end,
        text=utterance.text,
        words=tuple(
            Word(start=at, end=at + step, text=text)
            for at, text in zip(times, written, strict=True)
        ),
    )


def texts(record: Sequence[HeardEvent]) -> list[str]:
    """What is said in a record, in order."""
    return [
        event.utterance.text
        for event in record
        if isinstance(event, UtteranceFinalised)
    ]


def redacted_texts(
    *lines: tuple[str, str], settings: RedactionSettings | None = None
) -> list[str]:
    """The lines after redaction."""
    record = record_of(utterances(*lines))
    return texts(redact(record, settings or RedactionSettings()).record)
