"""What the policy file says about holds."""

from typing import Annotated

from pydantic import Field

from coach.detectors.hold import words as hold_words
from coach.language.phrases import Phrase
from coach.settings import Settings

Seconds = Annotated[int, Field(ge=1, le=3_600)]
Milliseconds = Annotated[int, Field(ge=0, le=60_000)]


class HoldSettings(Settings):
    """When the agent is away, how long that may last, and the words of it.

    The word lists are phrases: ``(a|b)`` stands for either, ``[just]`` may be missing,
    ``*`` stands for up to three words, ``TIME`` for a spoken time, ``^`` and ``$`` for
    the start and the end of the sentence.
    """

    limit_s: Seconds = 30
    """How long a hold may last when no time was promised, in seconds.  Source:
    practice; never longer than 30 s without going back."""
    near_share: Annotated[float, Field(gt=0, le=1)] = 0.8
    """Share of the limit at which to go back or say how much longer, 0..1."""
    repeat_s: Seconds = 60
    """After the limit is passed, a further overrun every so many seconds."""
    least_promise_s: Seconds = 10
    """A shorter time promises nothing ("two secs"), in seconds."""
    announced_ms: Milliseconds = 3_000
    """Silence after a clear announcement that makes a hold, in milliseconds."""
    patience_ms: Milliseconds = 7_000
    """The least absence after a mere "one moment" or "hang on" that counts as a hold,
    in milliseconds.  Source: a thinking pause of under 8 s is none; voice activity and
    breath take off up to a second."""
    thinking_ms: Milliseconds = 8_000
    """The least absence that words of return make a hold, in milliseconds."""
    absence_ms: Milliseconds = 25_000
    """An absence that nobody announced is a hold from this length on, in
    milliseconds.  Source: the published definition."""
    music_ms: Milliseconds = 2_000
    """How long nobody speaks under music before it is hold music, in milliseconds."""
    reply_ms: Milliseconds = 4_000
    """A customer's word that begins within this time after the announcement belongs to
    it, in milliseconds; later ones are muttering."""
    return_ms: Milliseconds = 1_200
    """Speech of the agent that ends a hold by its length alone, in milliseconds."""
    certain_ms: Milliseconds = 224
    """How long after the fact it is certain that nobody spoke, in milliseconds: voice
    activity needs about 100 to be sure of a beginning."""
    semantic: bool = True
    """Whether a small model that knows sentences as a whole is a second witness beside
    the phrases; some 2 ms a sentence."""
    meant: Annotated[float, Field(ge=0, le=1)] = 0.9
    """From this chance on, by that model, a sentence announces a hold or tells of a
    return or of presence however it is worded.  Source: chosen for few false alarms on
    sentences kept back in its training."""
    doubted: Annotated[float, Field(ge=0, le=1)] = 0.25
    """Up to this chance, by that model, a sentence does not say that it takes longer,
    whatever phrases it has."""
    away: tuple[Phrase, ...] = hold_words.AWAY
    """Phrases by which the agent clearly announces a hold."""
    elsewhere: tuple[Phrase, ...] = hold_words.ELSEWHERE
    """Phrases by which the agent goes to ask or to look elsewhere."""
    wait: tuple[Phrase, ...] = hold_words.WAIT
    """Phrases that ask for a little patience."""
    not_away: tuple[Phrase, ...] = hold_words.NOT_AWAY
    """Phrases of holding and waiting that announce nothing; looked for first."""
    resolved: tuple[Phrase, ...] = hold_words.RESOLVED
    """Phrases after which the agent did not go away after all ("I see it now")."""
    estimates: tuple[Phrase, ...] = hold_words.ESTIMATES
    """Phrases that say how long something takes; a promise when a hold is announced in
    the next sentence."""
    asking: tuple[Phrase, ...] = hold_words.ASKING
    """Phrases by which the agent asks whether a hold is all right."""
    refused: tuple[Phrase, ...] = hold_words.REFUSED
    """Phrases by which the customer refuses to hold."""
    agreed: tuple[Phrase, ...] = hold_words.AGREED
    """Phrases by which the customer agrees, whatever else they say."""
    thanked: tuple[Phrase, ...] = hold_words.THANKED
    """Phrases that thank the customer for waiting."""
    returned: tuple[Phrase, ...] = hold_words.RETURNED
    """Phrases of return: whoever says them was away."""
    been_elsewhere: tuple[Phrase, ...] = hold_words.ELSEWHERE_BEEN
    """Phrases of having been elsewhere."""
    present: tuple[Phrase, ...] = hold_words.PRESENT
    """Phrases of having been there all the time; then a silence was dead air."""
    checked_back: tuple[Phrase, ...] = hold_words.CHECKED_BACK
    """Phrases by which the agent comes back only to say that it takes longer."""
    mutter: tuple[Phrase, ...] = hold_words.MUTTER
    """What a customer says who waits and hears nobody."""
    goodbyes: tuple[Phrase, ...] = hold_words.GOODBYES
    """Phrases after which the call is ending and nobody waits."""
    customer_away: tuple[Phrase, ...] = hold_words.CUSTOMER_AWAY
    """Phrases by which the customer is busy or away, and the agent waits."""
