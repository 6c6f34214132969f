"""One rule of the nudge policy: when to say something, and in which words."""

from collections.abc import Mapping
from typing import Literal

from pydantic import Field

from coach.events import Severity
from coach.settings import Settings


class NudgeRule(Settings):
    """When to nudge, how urgently, and in which words.

    A rule matches a finding when all of its conditions hold.  Of the rules that match,
    the one with the highest ``priority`` is used (of equals, the first by name); when
    none matches, nothing is shown.
    """

    enabled: bool = True
    """Whether the rule is in use.  False switches it off."""

    kind: str = Field(min_length=1)
    """The kind of finding or advice it is about, such as ``hold-overrun``."""

    speaker: Literal["any", "agent", "customer"] = "any"
    """Whose doing it must be."""

    when: Mapping[str, tuple[bool | int | str, ...]] = Field(default_factory=dict)
    """What the evidence must say: for each key the values allowed, such as
    ``{ level = ["strong", "slur"] }``.  Of a list in the evidence one value must be
    among them; an empty list allows anything."""

    nth: int = Field(default=1, ge=1, le=100)
    """From which match on something is shown: 2 lets the first one pass."""

    within_ms: int = Field(default=0, ge=0)
    """How far back matches count towards ``nth``, in milliseconds; 0 is the whole
    call."""

    during: str = ""
    """Only while an episode of this kind is open, such as ``sentiment-spike``: raised
    at most ``during_ms`` earlier and not recovered from.  Empty: at any time."""

    during_ms: int = Field(default=120_000, ge=0)
    """How long an episode counts as open without a recovery, in milliseconds."""

    only_while_open: bool = False
    """Whether the nudge leaves the screen as soon as what it is about has ended."""

    severity: Severity = Severity.NOTICE
    """How it looks.  A ``critical`` one is shown at once, whatever the spacing and the
    budget, and on words that are still being said."""

    priority: int = Field(default=50, ge=0, le=100)
    """Which rule is used when several match, and which nudge may take another's place
    on the screen: the higher one.  Critical nudges are above all others."""

    cooldown_ms: int = Field(default=60_000, ge=0)
    """How long after a nudge of the same kind and of this priority or higher nothing
    is shown, in milliseconds."""

    wait_ms: int = Field(default=0, ge=0, le=120_000)
    """How long it may wait for its turn, in milliseconds, when ``spacing_ms`` or a
    nudge on the screen is in its way; 0: now or never."""

    settle_ms: int = Field(default=0, ge=0, le=10_000)
    """How long it is kept back first, in milliseconds, because what the sound tells may
    be taken back once the words are known; 0: shown at once."""

    lifetime_ms: int = Field(default=12_000, ge=1_000, le=120_000)
    """How long it stays on the screen, in milliseconds."""

    title: str = Field(min_length=1)
    """At most 42 characters when filled in.  ``{held}`` writes a time of the evidence
    (``held_ms``) as "95 s" or "2 min 10 s", ``{held_s}`` as a number of seconds; any
    other key in braces writes its value.  A rule whose text needs evidence that a
    finding does not have (no promise was made) does not match it."""

    body: str = Field(min_length=1)
    """At most 120 characters when filled in: what to do now.  Braces as in the
    title."""
