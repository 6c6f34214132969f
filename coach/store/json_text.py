"""JSON and text as the store writes them: short, and nothing that it could not hold."""

import hashlib
import json
from contextlib import suppress
from typing import Any

from coach.scoring.forms import Form

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
"""What stands for a character that no database holds."""


def compact_json(value: object) -> str:
    """Return a value's JSON without spaces, in the order that it has.

    Raises:
        ValueError: There is a number in it that JSON does not have.
    """
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def digest_of(report: Form) -> str:
    """Return the SHA-256 of a report, whatever the order of its keys."""
    text = json.dumps(
        report,
        sort_keys=True,
        ensure_ascii=True,
        separators=(",", ":"),
        allow_nan=False,
    )
    return hashlib.sha256(text.encode("ascii")).hexdigest()


def storable_text(text: str) -> str:
    """Return a text without what is no text: NUL, and halves of a surrogate pair.

    PostgreSQL holds no NUL, and nothing that writes UTF-8 holds half a pair; both come
    out of JSON and of the names of files.
    """
    if "\0" in text:
        text = text.replace("\0", REPLACEMENT)
    try:
        text.encode()
    except UnicodeEncodeError:
        text = "".join(REPLACEMENT if "\ud800" <= c <= "\udfff" else c for c in text)
    return text


def storable(value: Any) -> Any:  # noqa: ANN401 – JSON has no narrower type
    """Return a JSON value with every text in it such as :func:`storable_text` has."""
    text = json.dumps(value, ensure_ascii=False)
    if "\\u0000" not in text:
        with suppress(UnicodeEncodeError):
            text.encode()
            return value  # as good as always, and told in a tenth of the time
    return _replaced(value)


def _replaced(value: Any) -> Any:  # noqa: ANN401 – as above
    match value:
        case str():
            return storable_text(value)
        case dict():
            return {storable_text(str(k)): _replaced(item) for k, item in value.items()}
        case list() | tuple():
            return [_replaced(item) for item in value]
    return value
