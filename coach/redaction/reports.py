"""Masking what must not last in a report that was made without.

The utterances are read in context, as those of a record are.  Whatever else of the
report quotes them gets the same masks, however much of them it quotes::

    utterances   my card is 4111 1111 1111 1111     →   my card is [card number]
    explanation  Caller said “my card is 4111 11…”  →   … “my card is [card number]…”
"""

import re
from collections.abc import Mapping
from typing import Any, Final

from coach.audio_time import samples
from coach.events import Speaker, Utterance, UtteranceFinalised
from coach.redaction.masking import Redaction, secrets_of
from coach.redaction.redacting import redact, redact_text
from coach.redaction.settings import RedactionSettings

LEAST_QUOTED: Final = 3
"""Characters of a secret that are known again where it is quoted."""

UNKNOWN: Final = "[masked]"
"""Of what is known to be a secret, but not of which kind."""

_ID = re.compile(r"[a-z][a-z-]*-\d+(?:-\d+)*")
_QUOTING: Final = ("findings", "nudges", "quality", "holds", "closing", "greeting")


def redact_report(
    report: Mapping[str, Any], settings: RedactionSettings
) -> tuple[dict[str, Any], tuple[Redaction, ...]]:
    """Return a report masked, and when what is masked was said.

    Args:
        report: ``coach.report/1``; it is not changed.
        settings: What is to be masked.
    """
    listed = report.get("utterances", ())
    said = [_utterance(number, row) for number, row in enumerate(listed)]
    record = [
        UtteranceFinalised(utterance=one, known_at=one.end)
        for one in said
        if one is not None
    ]
    redacted = redact(record, settings)
    texts = {
        event.utterance.id: event.utterance.text
        for event in redacted.record
        if isinstance(event, UtteranceFinalised)
    }
    secrets: dict[str, str] = {}
    rows = []
    for one, row in zip(said, listed, strict=True):
        if one is None or texts[one.id] == one.text:
            rows.append(row)
            continue
        rows.append({**row, "text": texts[one.id]})
        secrets |= secrets_of(one.text, texts[one.id])
    quotes = _Quotes(secrets, settings)
    masked = {**report, "utterances": rows}
    for key in _QUOTING:
        if key in report:
            masked[key] = quotes.value(report[key])
    call = report.get("call")
    if isinstance(call, Mapping) and "metadata" in call:
        masked["call"] = {**call, "metadata": quotes.value(call["metadata"])}
    return masked, redacted.redactions


def _utterance(number: int, row: Any) -> Utterance | None:  # noqa: ANN401 – as JSON has it
    """Return an utterance of a report; none where it is no utterance."""
    try:
        start, end = samples(int(row["start_ms"])), samples(int(row["end_ms"]))
        return Utterance(
            id=f"{number}",
            speaker=Speaker(row["speaker"]),
            start=start,
            end=max(start, end),
            text=str(row["text"]),
        )
    except (KeyError, TypeError, ValueError):
        return None


class _Quotes:
    """Masks texts that quote what was said.

    Args:
        secrets: What was masked, and the mask it has.
        settings: What is to be masked.
    """

    def __init__(self, secrets: Mapping[str, str], settings: RedactionSettings) -> None:
        self._settings = settings
        self._secrets = {
            secret: mask
            for secret, mask in sorted(secrets.items(), key=lambda one: -len(one[0]))
            if len(secret) >= LEAST_QUOTED
        }
        listed = "|".join(re.escape(secret) for secret in self._secrets)
        self._masks = {secret.lower(): mask for secret, mask in self._secrets.items()}
        self._whole = (
            re.compile(rf"(?<!\w)(?:{listed})(?!\w)", re.IGNORECASE) if listed else None
        )

    def value(self, value: Any) -> Any:  # noqa: ANN401 – as JSON has it
        """Return a value with all texts in it masked."""
        match value:
            case str():
                return self._text(value)
            case Mapping():
                return {key: self.value(one) for key, one in value.items()}
            case list() | tuple():
                return [self.value(one) for one in value]
        return value

    def _text(self, text: str) -> str:
        if _ID.fullmatch(text):
            return text
        if self._whole is not None:
            text = self._whole.sub(self._mask, text)
            text = self._without_beginnings(text)
        return redact_text(text, self._settings)

    def _mask(self, match: re.Match[str]) -> str:
        # Some letters have no lower case of the same secret: then no mask of their own.
        return self._masks.get(match.group().lower(), UNKNOWN)

    def _without_beginnings(self, text: str) -> str:
        """Mask a secret of which a quotation that breaks off has only the beginning."""
        for cut in ("…", "..."):
            parts = text.split(cut)
            for number, part in enumerate(parts[:-1]):
                parts[number] = self._without_beginning(part)
            text = cut.join(parts)
        return text

    def _without_beginning(self, part: str) -> str:
        part = part.rstrip()
        for secret, mask in self._secrets.items():
            for length in range(min(len(secret), len(part)), LEAST_QUOTED - 1, -1):
                if (
                    part.endswith(secret[:length])
                    and not part[-length - 1 : -length].isalnum()
                ):
                    return part[:-length] + mask
        return part
