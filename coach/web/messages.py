"""What the overlay's socket carries, both ways.

From the browser: :class:`Hello`, then commands.  To the browser: the dictionaries made
here, to which the hub adds ``call`` and ``seq``.  Times are whole milliseconds of call
audio.
"""

from collections.abc import Iterable, Mapping
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from coach.events import (
    Event,
    FindingChanged,
    FindingRaised,
    FindingWithdrawn,
    NudgeIssued,
    NudgeWithdrawn,
    PartialRecognised,
    Utterance,
    UtteranceDisregarded,
    UtteranceFailed,
    UtteranceFinalised,
)
from coach.scoring.forms import finding_json, nudge_message_json, transcript_json
from coach.web.call_details import CallDetails
from coach.web.listening import Listening

MAX_MESSAGE_BYTES = 64 * 1024
"""Size of the largest message either way, in bytes of UTF-8."""

MAX_TEXT_CHARACTERS = 8_000
"""Characters of an utterance that are shown: some ten minutes of speech, and with the
escapes of JSON still below :data:`MAX_MESSAGE_BYTES`."""

MAX_NOTICE_CHARACTERS = 1_000
"""Of the consent notice: what can be read out while a call begins."""

Message = dict[str, Any]
"""A server's message, still without ``call`` and ``seq``."""


class _Closed(BaseModel):
    model_config = ConfigDict(strict=True, frozen=True, extra="forbid")


class Hello(_Closed):
    """The first message of a browser."""

    type: Literal["hello"] = "hello"
    token: Annotated[str, Field(max_length=512)]
    call: Annotated[str, Field(max_length=256)] | None = None
    """The call it has seen a part of."""
    after: Annotated[int, Field(ge=0, le=2**53)] | None = None
    """The last ``seq`` it has seen of that call."""


class Acknowledge(_Closed):
    """The agent has taken a nudge to heart."""

    type: Literal["acknowledge"] = "acknowledge"
    nudge: Annotated[str, Field(min_length=1, max_length=256)]


class Dismiss(_Closed):
    """The agent does not want a nudge."""

    type: Literal["dismiss"] = "dismiss"
    nudge: Annotated[str, Field(min_length=1, max_length=256)]


class Snooze(_Closed):
    """The agent wants no nudges of a kind for a while."""

    type: Literal["snooze"] = "snooze"
    kind: Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]{0,63}$")]
    minutes: Annotated[float, Field(gt=0, le=24 * 60, allow_inf_nan=False)]


class BeginCall(CallDetails):
    """A call begins now.  From a browser without details, from a telephone with."""

    type: Literal["begin-call"] = "begin-call"


class EndCall(_Closed):
    """The call is over."""

    type: Literal["end-call"] = "end-call"


class Pause(_Closed):
    """Hear nothing, until resumed."""

    type: Literal["pause"] = "pause"


class Resume(_Closed):
    """Listen again."""

    type: Literal["resume"] = "resume"


HeadsetCommand = BeginCall | EndCall | Pause | Resume
"""What makes sense only where a headset is followed."""

Command = Acknowledge | Dismiss | Snooze | HeadsetCommand
"""What the analyst, or their telephone, may ask for."""


class _BareBeginCall(_Closed):
    """What a browser says of a call that begins: that, and no details."""

    type: Literal["begin-call"] = "begin-call"


_Said = (
    Hello | Acknowledge | Dismiss | Snooze | _BareBeginCall | EndCall | Pause | Resume
)

_CLIENT: TypeAdapter[_Said] = TypeAdapter(Annotated[_Said, Field(discriminator="type")])


def parse_client(text: str) -> Hello | Command:
    """Return the client's message that a text holds.

    Raises:
        ValueError: It is none.  The message is one line, says where the text is wrong
            and repeats nothing of what it says, since that may be a token.
    """
    try:
        said = _CLIENT.validate_json(text)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        place = ".".join(str(part) for part in first["loc"])
        wrong = "no such type" if "union_tag" in first["type"] else first["msg"]
        raise ValueError(f"{place or 'message'}: {wrong}") from None
    return BeginCall() if isinstance(said, _BareBeginCall) else said


def call_started(wall_ms: int, notice: str | None = None) -> Message:
    """Return the message that opens a call.

    Args:
        wall_ms: Unix time, in milliseconds, of audio time zero (at speed 1).
        notice: The desk's consent notice, to be shown as the call begins; what is over
            :data:`MAX_NOTICE_CHARACTERS` is cut off.
    """
    shown = notice[:MAX_NOTICE_CHARACTERS] if notice else None
    return {"type": "call-started", "wall_ms": wall_ms, "notice": shown}


def listening_message(listening: Listening) -> Message:
    """Return the message that tells what the coach does with the headset."""
    return {"type": "listening", **listening.to_json()}


def call_ended(report: Mapping[str, Any] | None) -> Message:
    """Return the message that closes a call, with its report if there is one."""
    return {"type": "call-ended", "report": None if report is None else dict(report)}


def nudge_withdrawn(nudge_id: str) -> Message:
    """Return the message that takes a nudge off the screen."""
    return {"type": "nudge-withdrawn", "id": nudge_id}


def error(code: str, message: str) -> Message:
    """Return the message that says what went wrong.

    Args:
        code: Stable and kebab-case.
        message: One line for a person.
    """
    return {"type": "error", "code": code, "message": message}


class Narrator:
    """Turn the events of one call into the messages that tell them.

    It remembers of which utterances something was shown, because those that turn out
    to be none, or none of the overlay's business, are taken back: with a final
    transcript whose text is empty.
    """

    def __init__(self) -> None:
        self._shown: dict[str, Utterance] = {}
        self._disregarded: set[str] = set()

    def tell(self, events: Iterable[Event]) -> list[Message]:
        """Return the messages for a heard event and all that followed from it.

        Words that are disregarded in the same breath are not told at all.

        Args:
            events: In the order in which they came about.
        """
        batch = tuple(events)
        messages: list[Message] = []
        for event in batch:
            if isinstance(event, UtteranceDisregarded):
                messages += self._disregard(event.utterance_id)
        for event in batch:
            messages += self._told(event)
        return messages

    def _told(self, event: Event) -> list[Message]:
        match event:
            case PartialRecognised(utterance=utterance, stable=stable):
                return self._words(utterance, stable=stable, final=False)
            case UtteranceFinalised(utterance=utterance):
                return self._words(utterance, stable=len(utterance.text), final=True)
            case UtteranceFailed(utterance=utterance):
                return self._take_back(utterance.id)
            case FindingRaised(finding=finding) | FindingChanged(finding=finding):
                return [{"type": "finding", "finding": finding_json(finding)}]
            case FindingWithdrawn(finding_id=finding_id):
                return [{"type": "finding-withdrawn", "id": finding_id}]
            case NudgeIssued(nudge=nudge):
                return [{"type": "nudge", **nudge_message_json(nudge)}]
            case NudgeWithdrawn(nudge_id=nudge_id):
                return [nudge_withdrawn(nudge_id)]
            case _:
                return []  # the rest reaches the screen through the ledger's state

    def _words(
        self, utterance: Utterance, *, stable: int, final: bool
    ) -> list[Message]:
        if utterance.id in self._disregarded:
            return []
        self._shown[utterance.id] = utterance
        form = transcript_json(utterance, stable=stable, final=final)
        form["text"] = form["text"][:MAX_TEXT_CHARACTERS]
        form["stable"] = min(form["stable"], len(form["text"]))
        return [{"type": "transcript", **form}]

    def _disregard(self, utterance_id: str) -> list[Message]:
        self._disregarded.add(utterance_id)
        return self._take_back(utterance_id)

    def _take_back(self, utterance_id: str) -> list[Message]:
        utterance = self._shown.pop(utterance_id, None)
        if utterance is None:
            return []
        form = transcript_json(utterance, stable=0, final=True)
        return [{"type": "transcript", **form, "text": ""}]
