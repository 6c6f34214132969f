"""What a desk may set about profanity and threats."""

from pydantic import Field

from coach import settings
from coach.detectors.profanity.words import (
    INNOCENT_PHRASES,
    MILD_WORDS,
    SLURS,
    STRONG_WORDS,
)


class ProfanitySettings(settings.Settings):
    """What counts as profanity, and at which level.

    Words may be phrases, and ``*`` at either end of a word stands for any letters.
    Stretched ("shiiit") and masked ("f***") forms are found by themselves; a word is
    never found inside another one.
    """

    mild: tuple[str, ...] = MILD_WORDS
    """Mild words.  Source: the published definition and Ofcom's ranking (2021)."""

    strong: tuple[str, ...] = STRONG_WORDS
    """Strong words.  Source: as above."""

    slurs: tuple[str, ...] = SLURS
    """Words that attack what somebody is.  Source: as above."""

    innocent: tuple[str, ...] = INNOCENT_PHRASES
    """Phrases in which a listed word means something else: names, places, idioms."""

    semantic: bool = True
    """Whether a small model that knows sentences as a whole is a second witness of
    threats; some 2 ms a sentence."""

    threat_meant: float = Field(default=0.95, ge=0, le=1)
    """From this chance on, by that model, a customer's sentence is a threat however it
    is worded.  Source: chosen for few false alarms on sentences kept back in its
    training."""

    threat_doubted: float = Field(default=0.05, ge=0, le=1)
    """Up to this chance, by that model, a sentence is no threat though it is built like
    one."""

    threats: tuple[str, ...] = ()
    """More phrases that are threats to a person, besides those known by meaning."""

    harmless: tuple[str, ...] = ()
    """Phrases that are never a threat, whatever else the sentence says."""
