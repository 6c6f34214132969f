"""What a telephone may tell about the call that it starts."""

import json
import math
import re
from collections.abc import Mapping
from typing import Annotated, Any, Final

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError
from pydantic_core import PydanticCustomError

MAX_AGENT_CHARACTERS = 200
MAX_METADATA_KEYS = 32
MAX_KEY_CHARACTERS = 64
MAX_VALUE_CHARACTERS = 500
"""Bounds of what goes into the report beside the call: some ticket numbers, names of
queues and links; not a document."""

MAX_NUMBER: Final = 2**53
"""Above it, and below its negative, programs that read the report round."""

MetadataValue = str | int | float | bool | None
"""What one key of the metadata may hold."""

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
"""Databases and terminals choke on them."""


def _without_controls(text: str) -> str:
    if _CONTROL.search(text):
        raise PydanticCustomError(
            "control_character", "Control characters are not allowed"
        )
    return text


def _bounded(value: object) -> object:
    match value:
        case str() if len(value) <= MAX_VALUE_CHARACTERS:
            return _without_controls(value)
        case bool() | None:
            return value
        case int() if abs(value) <= MAX_NUMBER:
            return value
        case float() if math.isfinite(value):
            return value
    raise PydanticCustomError(
        "metadata_value",
        "Input should be a text of at most {characters} characters, a number, true, "
        "false or null",
        {"characters": MAX_VALUE_CHARACTERS},
    )


_Name = Annotated[
    str,
    Field(min_length=1, max_length=MAX_AGENT_CHARACTERS),
    AfterValidator(_without_controls),
]
_Key = Annotated[
    str,
    Field(min_length=1, max_length=MAX_KEY_CHARACTERS),
    AfterValidator(_without_controls),
]
_Value = Annotated[Any, AfterValidator(_bounded)]


class CallDetails(BaseModel):
    """What is known of a call beside its sound."""

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid")

    agent: _Name | None = None
    """The analyst's name, in place of the one that the coach was started with."""
    metadata: Annotated[Mapping[_Key, _Value], Field(max_length=MAX_METADATA_KEYS)] = (
        Field(default_factory=dict)
    )
    """Anything that should be kept with the call, for its report: keys to
    :data:`MetadataValue`."""


def parse_details(body: bytes) -> CallDetails:
    """Return the details that a request's body holds; an empty one holds none.

    Raises:
        ValueError: It holds something else.  The message is one line, names the place
            and repeats no value.
    """
    if not body:
        return CallDetails()
    try:
        details = CallDetails.model_validate_json(body)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        place = ".".join(str(part) for part in first["loc"])
        raise ValueError(f"{place or 'body'}: {first['msg']}") from None
    # Which of two counts would be anybody's guess.
    json.loads(body, object_pairs_hook=_once_each)
    return details


def _once_each(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found: dict[str, object] = {}
    for key, value in pairs:
        if key in found:
            raise ValueError(f"{key}: is there more than once")
        found[key] = value
    return found
