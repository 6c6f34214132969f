"""What an agent's words hold of a good ending, and what a customer's say about it."""

import re
from functools import lru_cache

from pydantic import Field

from coach import settings
from coach.detectors.recap import words as recap_words
from coach.events import Speaker, Utterance
from coach.language.phrases import Phrase, Phrases, searchable
from coach.language.text import sentences, words


class RecapSettings(settings.Settings):
    """How a closing and its elements are recognised.

    Phrases: ``(a|b)`` one of these, ``[a|b]`` perhaps, ``*`` up to three words, ``^``
    and ``$`` the start and the end of a sentence.
    """

    recap_ms: int = Field(default=60_000, ge=0)
    """How long before the closing a plainly announced recap, or a promise for after the
    call, still counts even if the customer asked something in between, in
    milliseconds.  Source: a recap with two questions in it takes less."""

    substantive_words: int = Field(default=5, ge=1)
    """A customer's utterance of at least this many words, other than thanks and
    acknowledgements, is a contribution: what the agent said before it was part of the
    work, not of the ending."""

    goes_on_ms: int = Field(default=40_000, ge=0)
    """When the customer still contributes this long after the closing began, the call
    goes on, in milliseconds."""

    questions: tuple[Phrase, ...] = recap_words.QUESTIONS
    """Asking whether there is anything else."""

    not_questions: tuple[Phrase, ...] = recap_words.NOT_QUESTIONS
    """What only sounds like it."""

    resolutions: tuple[Phrase, ...] = recap_words.RESOLUTIONS
    """Saying what was wrong, or what was done about it."""

    not_resolutions: tuple[Phrase, ...] = recap_words.NOT_RESOLUTIONS
    """What only sounds like it."""

    next_steps: tuple[Phrase, ...] = recap_words.NEXT_STEPS
    """Saying what happens next, or what the customer is to do."""

    not_next_steps: tuple[Phrase, ...] = recap_words.NOT_NEXT_STEPS
    """What only sounds like it."""

    afterwards: tuple[Phrase, ...] = recap_words.AFTERWARDS
    """Marks of what comes after the call."""

    thanks: tuple[Phrase, ...] = recap_words.THANKS
    """Thanking the caller."""

    not_thanks: tuple[Phrase, ...] = recap_words.NOT_THANKS
    """Thanks for something else."""

    openers: tuple[Phrase, ...] = recap_words.RECAP_OPENERS
    """Announcing a recap."""

    closing_by_agent: tuple[Phrase, ...] = recap_words.CLOSING_BY_AGENT
    """The agent takes leave."""

    closing_by_customer: tuple[Phrase, ...] = recap_words.CLOSING_BY_CUSTOMER
    """The customer is done."""

    thanks_by_customer: tuple[Phrase, ...] = recap_words.THANKS_BY_CUSTOMER
    """Warm thanks: the customer seems done, unless the agent goes on."""

    no_more: tuple[Phrase, ...] = recap_words.NO_MORE
    """Answers to "anything else?" that mean no."""

    new_matter: tuple[Phrase, ...] = recap_words.NEW_MATTER
    """The customer brings up something more."""

    follow_ups: tuple[Phrase, ...] = recap_words.FOLLOW_UPS
    """The customer asks about the ending itself, which does not interrupt it."""

    welcomes: tuple[Phrase, ...] = recap_words.WELCOMES
    """Replies to thanks that add nothing."""

    acknowledging: tuple[str, ...] = recap_words.ACKNOWLEDGING_WORDS
    """Words that only acknowledge."""


_ASKS_FIRST = frozenset(
    [
        "do",
        "does",
        "did",
        "is",
        "are",
        "was",
        "were",
        "can",
        "could",
        "will",
        "would",
        "may",
        "shall",
        "has",
        "any",
    ]
)
_ASKS_WITH_MARK = frozenset(["what", "which", "when", "where", "who", "how", "why"])
_FILLERS = frozenset(
    [
        "so",
        "and",
        "well",
        "okay",
        "ok",
        "now",
        "right",
        "alright",
        "great",
        "good",
        "um",
        "uh",
        "oh",
    ]
)

_FIXED = re.compile(
    r"(?<![^ ])(?:i|we|i've|we've|i have|we have|they've|team|team has|colleague|have)"
    r" (?:just |also |now |already |then |simply |both )*(?:re )?"
    r"(?!need|want|ask|check|apolog|appreciat|notic|tri|look|mention|promis|call|talk|"
    r"hop|guess|enjoy|discuss|escalat|not|finish|help|manag|work|test)"
    r"[a-z]+(?<!e)ed (?!to |that |on it |about )[a-z]"
)
"""Somebody of the desk did something: "we've re-enrolled your phone"."""

_TO_COME = re.compile(
    r"(?<![^ ])(?:(?:[a-z]+'ll|will|won't|(?:is|are|am|'re|[a-z]+'s|i'm) going to|"
    r"(?:may|might|can|could) take|nothing (?:is|else is) needed|from now on|"
    r"(?:needs?|have|has) to be|(?:if|should) (?:it|that|this|you|anything|not)) )"
    r"|^(?:(?:and|so|then|just|please|okay|but|otherwise) )*(?:wait|give|call|ring|"
    r"restart|keep|use|leave|bring|reply|try|send|don't|remember|plug|log|sign|make "
    r"sure|let us|let me know|unplug|reboot|save|avoid|update) (?!me )"
)
"""A future, a condition or an instruction; in an ending, that is what comes next."""


class RecapReader:
    """Read the elements of an ending in what was said.  Pure; made once.

    Args:
        chosen: Phrases.
    """

    def __init__(self, chosen: RecapSettings) -> None:
        self._is = {
            name: Phrases(getattr(chosen, name))
            for name, value in RecapSettings.model_fields.items()
            if name != "acknowledging" and isinstance(value.default, tuple)
        }
        self._acknowledging = frozenset(chosen.acknowledging)

    def elements(self, text: str) -> set[str]:
        """Return the elements in an agent's words, with ``afterwards`` among them."""
        found: set[str] = set()
        for spoken, is_question in _sentences(text):
            plain = self._is["not_questions"].blank(spoken)
            if self._is["questions"].search(plain):
                found.add("questions")
            thanks = self._is["not_thanks"].blank(spoken)
            if self._is["thanks"].search(thanks):
                found.add("thanks")
            if is_question:
                continue
            past = self._is["not_resolutions"].blank(spoken)
            if self._is["resolutions"].search(past) or _FIXED.search(past):
                found.add("resolution")
            future = self._is["not_next_steps"].blank(spoken)
            if self._is["next_steps"].search(future) or _TO_COME.search(future):
                found.add("next_steps")
                if self._is["afterwards"].search(spoken):
                    found.add("afterwards")
        return found

    def says(self, what: str, text: str) -> bool:
        """Tell whether a text says one of the phrases of a setting."""
        pattern = self._is[what]
        return any(pattern.search(spoken) for spoken, _ in _sentences(text))

    def only_acknowledges(self, text: str) -> bool:
        """Tell whether a text is made of acknowledging words alone."""
        return self._acknowledging.issuperset(words(text))


@lru_cache(maxsize=8)
def _sentences(text: str) -> tuple[tuple[str, bool], ...]:
    """Return each sentence as searchable words, and whether it asks something."""
    whole = Utterance(id="", speaker=Speaker.AGENT, start=0, end=0, text=text)
    found = []
    for sentence in sentences(whole):
        spoken = words(sentence.text)
        first = next((word for word in spoken if word not in _FILLERS), "")
        asks = first in _ASKS_FIRST or (
            first in _ASKS_WITH_MARK and sentence.text.endswith("?")
        )
        found.append((searchable(spoken), asks))
    return tuple(found)
