"""The section ``[calls]`` of the policy."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from coach.settings import Settings

Milliseconds = Annotated[int, Field(ge=0, le=3_600_000)]


class CallSettings(Settings):
    """How a headset's calls begin and end by themselves.

    Between calls nothing is transcribed or kept: the last seconds of sound are in
    memory, so that a call that begins has its greeting, and are overwritten.
    """

    begin: Literal["speech", "by-hand"] = "speech"
    """What begins a call: the customer's voice after quiet (``speech``), or only the
    overlay's button and the telephone's own signal (``by-hand``)."""
    begin_speech_ms: Annotated[int, Field(ge=100, le=4_000)] = 600
    """How much of the customer's voice, within five seconds, begins a call, in
    milliseconds.  A "hello?" has 400 to 700; the sounds of a desktop hold no voice."""
    lead_in_ms: Annotated[int, Field(ge=0, le=30_000)] = 15_000
    """How far before the customer's first word a call may begin, in milliseconds: the
    agent greets first.  Of that, only what the agent said without a long pause before
    it belongs to the call; 0 keeps no sound at all between calls."""
    lead_pause_ms: Annotated[int, Field(ge=0, le=30_000)] = 3_000
    """A pause this long before the greeting parts the call from what was said at the
    desk before it, in milliseconds."""
    silence_ms: Annotated[int, Field(ge=5_000, le=3_600_000)] = 90_000
    """Silence on both sides that ends a call, in milliseconds, outside a hold that was
    announced or has music."""
    silence_in_hold_ms: Annotated[int, Field(ge=5_000, le=3_600_000)] = 600_000
    """The same in such a hold, in milliseconds."""
    silence_after_closing_ms: Annotated[int, Field(ge=2_000, le=600_000)] = 10_000
    """The same once the goodbyes have begun, in milliseconds: the line drops, nobody
    has to press anything."""
    customer_gone_ms: Annotated[int, Field(ge=5_000, le=3_600_000)] = 180_000
    """A customer of whom nothing is heard for this long while the agent talks on, in
    milliseconds: the call is over, and what is said is said at the desk."""
    customer_gone_after_closing_ms: Annotated[int, Field(ge=2_000, le=600_000)] = 30_000
    """The same once the goodbyes have begun, in milliseconds."""
    away_ms: Annotated[int, Field(ge=5_000, le=7_200_000)] = 900_000
    """Listening that is paused, or both devices lost, for this long ends the call, in
    milliseconds."""
    tail_ms: Annotated[int, Field(ge=0, le=10_000)] = 2_000
    """How much of the silence after its last sound a call that ended by itself keeps,
    in milliseconds."""
    hang_up_tone: bool = True
    """Whether the telephone's busy tone ends a call."""
    consent_notice: Annotated[str, Field(max_length=300)] = ""
    """What the overlay shows at the start of a call for the agent to say or to know,
    in the desk's own words, such as "Tell the caller that a coach is listening."."""

    @model_validator(mode="after")
    def _check_order(self) -> Self:
        for closing, otherwise in (
            ("silence_after_closing_ms", "silence_ms"),
            ("silence_ms", "silence_in_hold_ms"),
            ("customer_gone_after_closing_ms", "customer_gone_ms"),
        ):
            if getattr(self, closing) > getattr(self, otherwise):
                raise ValueError(f"{closing} must not be greater than {otherwise}")
        return self
