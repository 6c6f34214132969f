"""What a desk may set about sentiment."""

from pydantic import Field

from coach import settings
from coach.detectors.sentiment import signs
from coach.detectors.sentiment import words as sentiment_words
from coach.language.phrases import Phrase


class SentimentSettings(settings.Settings):
    """When a customer's turn for the worse is worth telling the analyst.

    Scores run from −1 (furious) to 1 (delighted) by the conventions of VADER's: at or
    below −0.05 is negative, from 0.05 on positive.
    """

    strong: float = Field(default=-0.54, ge=-1, le=0)
    """A score at or below this is strongly negative.  Source: service-desk sentences
    written for the purpose; polite questions stay above it."""

    opening: float = Field(default=-0.72, ge=-1, le=0)
    """The same for the customer's first turn: people call because something is broken,
    and there is nothing yet to compare with."""

    sour: float = Field(default=-0.22, ge=-1, le=0)
    """Two utterances in a row at or below this are a spike too."""

    drop: float = Field(default=0.33, ge=0, le=2)
    """How far below the customer's own baseline a spike must be."""

    baseline_prior: float = Field(default=-0.085, ge=-1, le=1)
    """The baseline before anything was said: callers have a problem."""

    carry: float = Field(default=0.44, ge=0, le=1)
    """How much of one sentence's anger adds to the next one's in the same turn."""

    calm_again_ms: int = Field(default=30_000, ge=0)
    """After this long and one calm utterance, a new outburst is a new spike even before
    two calm utterances made the recovery certain."""

    semantic: bool = True
    """Whether a small model that knows sentences as a whole is a second witness beside
    the words; some 2 ms a sentence."""

    voice: bool = True
    """Whether a raised voice, louder or higher than this customer's own before, is a
    witness too.  It only makes worse what is sour by its words and meaning."""

    lexicon: tuple[str, ...] = sentiment_words.LEXICON
    """Words with their valence −4..4, as "unacceptable -3.3"; 0 takes a word out of
    VADER's lexicon."""

    blanked: tuple[Phrase, ...] = sentiment_words.BLANKED
    """Phrases that mean nothing bad; what is in them is not weighed."""

    outrage: tuple[Phrase, ...] = sentiment_words.OUTRAGE + signs.IDIOMS
    """Phrases that are strong on their own."""

    complaint: tuple[Phrase, ...] = sentiment_words.COMPLAINT
    """Phrases that are clearly angry."""

    strain: tuple[Phrase, ...] = sentiment_words.STRAIN
    """Phrases of repetition, waiting and what is at stake."""

    sarcasm: tuple[Phrase, ...] = sentiment_words.SARCASM
    """Kind words that are not meant kindly."""

    blame: tuple[Phrase, ...] = signs.BLAME
    """Weak signs: the other did wrong, or cannot do right."""

    collective: tuple[Phrase, ...] = signs.COLLECTIVE
    """Weak signs: the agent is addressed as one of many."""

    rhetoric: tuple[Phrase, ...] = signs.RHETORIC
    """Weak signs: questions that want no answer."""

    command: tuple[Phrase, ...] = signs.COMMAND
    """Weak signs: orders to the agent."""

    refusal: tuple[Phrase, ...] = signs.REFUSAL
    """Weak signs: what the customer will not do, hear or care about."""

    toll: tuple[Phrase, ...] = signs.TOLL
    """Weak signs: what it does to them; patience, money, work at an end."""

    absolute: tuple[Phrase, ...] = signs.ABSOLUTE
    """Weak signs: words that leave no exception."""

    repeated: tuple[Phrase, ...] = signs.REPEATED
    """Weak signs: how often, how long."""

    thrown_back: tuple[Phrase, ...] = signs.THROWN_BACK
    """Weak signs: what was said or promised, held against the agent."""

    scorn: tuple[Phrase, ...] = signs.SCORN
    """Weak signs: mockery."""

    soft: tuple[Phrase, ...] = signs.SOFT
    """Signs of calm: hedges, requests, thanks.  They take off what weak signs add."""

    weights: tuple[str, ...] = signs.WEIGHTS
    """What a phrase of each kind adds to a sentence, on VADER's scale, as
    "outrage -3.9"; a sum of −3.8 makes a score of −0.5."""
