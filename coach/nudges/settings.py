"""The section ``[nudges]`` of the policy."""

from collections.abc import Mapping

from pydantic import Field, ValidationError, model_validator
from pydantic_core import InitErrorDetails, PydanticCustomError

from coach.nudges.default_rules import RULES, WORDS
from coach.nudges.rule import NudgeRule
from coach.nudges.wording import problems
from coach.settings import Settings


class NudgeSettings(Settings):
    """What is shown on the analyst's screen, when, and in which words.

    Few, right and in time: every nudge takes attention away from the caller.
    """

    spacing_ms: int = Field(default=20_000, ge=0, le=600_000)
    """Shortest time between two nudges, in milliseconds, counted from the last one
    shown.  Critical ones do not wait.  (One glance in 20 s: about the time an analyst
    needs to act on one.)"""

    per_call: int = Field(default=6, ge=0, le=1_000)
    """How many nudges a call may show, critical ones not counted; 0: only critical
    ones."""

    forgiven_ms: int = Field(default=3_000, ge=0, le=60_000)
    """A nudge that turns out to be mistaken and leaves the screen within this time, in
    milliseconds, does not count towards ``per_call``."""

    dismissals: int = Field(default=2, ge=1, le=100)
    """After how many dismissals of nudges of one kind that kind becomes rarer for the
    rest of the call.  Source: once may be the moment, twice is a preference."""

    rarer: int = Field(default=4, ge=1, le=100)
    """By how much the cooldown of a kind is longer once it has become rarer; it then
    takes no other's place on the screen either.  Critical nudges stay as they are; 1:
    dismissals change nothing.  (Four: a kind whose cooldown is a minute comes at most
    twice in a call of six minutes.)"""

    words: Mapping[str, str] = Field(default_factory=lambda: dict(WORDS))
    """How values of the evidence, such as the elements missing from a closing, are
    written in a text."""

    rules: Mapping[str, NudgeRule] = Field(default_factory=lambda: dict(RULES))
    """The rules by name.  A section ``[nudges.rules.NAME]`` changes single keys of a
    rule that exists (``enabled = false`` switches it off) or adds one of that name."""

    @model_validator(mode="after")
    def _texts_fit(self) -> "NudgeSettings":
        """Refuse rules whose conditions or texts cannot work, naming the key."""
        errors: list[InitErrorDetails] = [
            {
                "type": PydanticCustomError("wording", "{problem}", {"problem": text}),
                "loc": ("rules", name, *key),
                "input": getattr(rule, key[0]),
            }
            for name, rule in self.rules.items()
            for key, text in problems(rule, self.words)
        ]
        if errors:
            raise ValidationError.from_exception_data("NudgeSettings", errors)
        return self
