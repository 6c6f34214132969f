"""A call as it travels: ``coach.shared-call/1``.

docs/schemas/shared-call.schema.json is the same form for other programs.
"""

import gzip
import hashlib
import json
import re
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic_core import from_json

from coach.scoring.forms import Form
from coach.scoring.report_form import (
    MAX_UTTERANCES,
    Id,
    Kind,
    Milliseconds,
    Speaker,
    check_report,
    problem_of,
)
from coach.sharing.heard import MAX_WORDS, HeardForm
from coach.sharing.protocol import MAX_FORM_BYTES, MAX_SOUND_BYTES

SCHEMA: Final = "coach.shared-call/1"

POLICY_ID = re.compile(r"[a-z0-9][a-z0-9._-]{0,63}@[0-9a-f]{12}")

SoundType = Literal["audio/flac", "audio/ogg"]

ENDINGS: Mapping[SoundType, str] = {"audio/flac": ".flac", "audio/ogg": ".ogg"}
"""What a file of each type of sound ends with."""

_Hex = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
_Word = tuple[Milliseconds, Milliseconds, Annotated[str, Field(max_length=1_000)]]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class SharedSound(_Part):
    """The sound that goes with a call, in pieces of its own."""

    bytes: Annotated[int, Field(ge=1, le=MAX_SOUND_BYTES)]
    """Its size."""
    sha256: _Hex
    """Of all of it: what the server has is the call's only when this is right."""
    type: SoundType


class SharedPolicy(_Part):
    """What a call was followed by."""

    id: Annotated[str, Field(max_length=80)]
    """As the report names it."""
    content: dict[str, Any]
    """Every value of it."""


class SharedRedaction(_Part):
    """A stretch whose words are masked and whose sound is silenced."""

    speaker: Speaker
    start_ms: Milliseconds
    end_ms: Milliseconds
    kind: Kind


class _Call(_Part):
    form: Literal["coach.shared-call/1"] = Field(alias="schema")
    report: dict[str, Any]
    words: Annotated[
        Mapping[Id, Annotated[Sequence[_Word], Field(max_length=MAX_WORDS)]],
        Field(max_length=MAX_UTTERANCES),
    ]
    record: HeardForm | None
    redactions: Annotated[Sequence[SharedRedaction], Field(max_length=MAX_UTTERANCES)]
    policy: SharedPolicy | None
    flags: Annotated[Sequence[Kind], Field(max_length=100)]
    is_cut_off: bool
    sound: SharedSound | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedCall:
    """What of a call is shared.  All of it has been redacted."""

    report: Form
    """``coach.report/1``."""
    words: Mapping[str, Sequence[Sequence[Any]]]
    """``[[start_ms, end_ms, text]]`` by utterance, of those whose words have times."""
    record: Form | None
    """``coach.record/1``, in which there are no words."""
    redactions: Sequence[SharedRedaction] = ()
    policy: SharedPolicy | None = None
    flags: Sequence[str] = ()
    """Why it was kept."""
    is_cut_off: bool = False
    sound: SharedSound | None = None

    def to_json(self) -> Form:
        """Return the form."""
        return {
            "schema": SCHEMA,
            "report": self.report,
            "words": {
                name: [list(word) for word in words]
                for name, words in self.words.items()
            },
            "record": self.record,
            "redactions": [one.model_dump() for one in self.redactions],
            "policy": self.policy and self.policy.model_dump(),
            "flags": list(self.flags),
            "is_cut_off": self.is_cut_off,
            "sound": self.sound and self.sound.model_dump(),
        }


def pack(call: SharedCall) -> bytes:
    """Return a call as it travels: gzipped JSON, the same bytes each time.

    Raises:
        ValueError: It is larger than a server takes.
    """
    text = json.dumps(call.to_json(), allow_nan=False, separators=(",", ":"))
    if len(text) > MAX_FORM_BYTES:  # ASCII: a character is a byte
        raise ValueError(f"the call's words are more than {MAX_FORM_BYTES >> 20} MiB")
    return gzip.compress(text.encode("ascii"), compresslevel=6, mtime=0)


def unpack(body: bytes, *, most_bytes: int = MAX_FORM_BYTES) -> bytes:
    """Return what gzip packed, and never more than a bound of it.

    Raises:
        ValueError: It is damaged, or would be larger.
    """
    unpacking = zlib.decompressobj(wbits=31)
    try:
        content = unpacking.decompress(body, most_bytes + 1)
    except zlib.error:
        raise ValueError("body: is no gzip") from None
    if len(content) > most_bytes:
        raise ValueError("body: unpacks to more than is read")
    if not unpacking.eof or unpacking.unused_data:
        raise ValueError("body: is no whole gzip")
    return content


def parse_shared_call(text: bytes) -> SharedCall:
    """Return the call that a form holds.

    Args:
        text: JSON in UTF-8.

    Raises:
        ValueError: It holds something else.  The message is one line, names the place
            and repeats no value.
    """
    try:
        content = from_json(text, allow_inf_nan=False, cache_strings="keys")
    except ValueError:
        raise ValueError("body: is no JSON") from None
    try:
        # By way of JSON's types, so that its lists may become tuples.
        call = _Call.model_validate_json(text)
    except ValidationError as error:
        raise ValueError(problem_of(error)) from None
    try:
        report = check_report(content["report"])
    except ValueError as wrong:
        raise ValueError(f"report.{wrong}") from None
    known = {utterance["id"] for utterance in report["utterances"]}
    if not call.words.keys() <= known:
        raise ValueError("words: of an utterance that the report does not have")
    if call.policy is not None:
        _check_policy(call.policy, str(report["engine"]["policy"]))
    return SharedCall(
        report=report,
        words=content["words"],
        record=content["record"],
        redactions=call.redactions,
        policy=call.policy,
        flags=call.flags,
        is_cut_off=call.is_cut_off,
        sound=call.sound,
    )


def policy_digest(content: Mapping[str, Any]) -> str:
    """Return the 12 digits by which a policy's content is known; see there."""
    text = json.dumps(
        content, sort_keys=True, separators=(",", ":"), ensure_ascii=False
    )
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:12]


def _check_policy(policy: SharedPolicy, name: str) -> None:
    """Find out whether a policy is the one that the report names.

    It is kept by that name for every call of the team's: another content under it would
    change what all of them were followed by.

    Raises:
        ValueError: It is another.
    """
    if policy.id != name or POLICY_ID.fullmatch(name) is None:
        raise ValueError("policy: is not the report's")
    if policy_digest(policy.content) != name.partition("@")[2]:
        raise ValueError("policy: its content is not what its name says")
