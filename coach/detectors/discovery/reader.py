"""What of the discovery an agent's and a customer's words hold."""

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet

from pydantic import Field

from coach import settings
from coach.detectors.discovery import words as lexicon
from coach.language.phrases import Phrase, compiled, searchable
from coach.language.text import sentence_texts, words


class DiscoverySettings(settings.Settings):
    """How the agent's discovery of the problem is recognised.

    Phrases: ``(a|b)`` one of these, ``[a|b]`` perhaps, ``*`` up to three words, ``^``
    and ``$`` the start and the end of a sentence.
    """

    enabled: bool = True
    """Whether it is looked for at all."""

    matter_words: int = Field(default=4, ge=1)
    """A customer who has said at least this many words, names left out, has said what
    they call about; before that there is nothing to restate."""

    restated_within: int = Field(default=4, ge=0)
    """Among how many of the agent's utterances since then a statement of what is wrong
    ("So you do see the sign-in screen, but …") restates the problem; later it rather
    explains the cause.  Announced restatements count at any time before the ending.
    Source: the sample calls and two sets of synthetic ones."""

    answer_within: int = Field(default=3, ge=1)
    """Within how many of the customer's utterances a question who is calling must be
    answered."""

    asked_who: tuple[Phrase, ...] = lexicon.ASKED_WHO
    """The agent asks who is calling, from where or with which machine."""

    deferred: tuple[Phrase, ...] = lexicon.DEFERRED
    """The customer does not answer that, or not yet."""

    not_names: tuple[str, ...] = lexicon.NOT_NAMES
    """Words with a capital which are no name."""

    restatements: tuple[Phrase, ...] = lexicon.RESTATEMENTS
    """The agent announces to say the problem back."""

    not_restatements: tuple[Phrase, ...] = lexicon.NOT_RESTATEMENTS
    """What only sounds like it."""

    agreed: tuple[Phrase, ...] = lexicon.AGREED
    """Asking whether a statement just made is right."""

    impacts: tuple[Phrase, ...] = lexicon.IMPACTS
    """Asking how many are affected, whether there is a way round, and by when."""

    not_impacts: tuple[Phrase, ...] = lexicon.NOT_IMPACTS
    """What only sounds like it."""


STATED_WORDS = 4
"""The fewest words of a statement that says a problem back."""

ECHO_WORDS = 8
"""After so many words of the customer a statement is an answer to what they told."""

_STEM = 4
"""Letters by which words are told to be the same one: "print" and "printing"."""

_COMMON = frozenset(
    """
    that this with have just from they them then than when what where which were been
    being your you're there their about would could should into only some more very like
    know well also even because over after before still again really it's don't doesn't
    can't didn't isn't i'm we're here come came going want need does
    """.split()
)
"""Longer words that every other sentence has."""

_OPENING = re.compile(
    r"^(?:(?:okay|ok|right|alright|all right|got it|i see|i understand|ah|oh|gotcha|"
    r"understood|well|now|good|great|yeah|yes|thanks|thank you) )*(?:and )?so (?:then |basically |just |"
    r"really |actually |in short )*"
)
"""What a conclusion begins with."""

_STATED = re.compile(
    r"(?:you|your|you're|you've|no|it|it's|its|the|they|they're|that|this|all|"
    r"both|only|nothing|everything|every|none|no|there's|there|when|whenever|as soon as|"
    r"on|in|at|from|after|since|one|two|three|four|half|some|neither|each|any time|"
    r"somebody|someone|[a-z]+'s) "
)
"""What a statement about the customer's problem begins with."""

_OTHERWISE = re.compile(
    r"(?:^| )(?:i|i'm|i'll|i've|i'd|let's|let|we|we'll|we're|we've|we'd|please|my|me|try|"
    r"could you|can you|would you|go ahead|you'll|it'll|they'll|that'll|will|going to|"
    r"gonna|you should|you need|you may|you might|have a|what|how|"
    r"which|who|why|thanks|thank|sorry|now that|fixed|sorted|solved|should be|must be|"
    r"that's why|that's what|that's it|that explains|because|for your|turns out|probably|"
    r"means|caused|again now|all set|up and running|now|back on|was the|were the) "
)
"""What stands in plans, guesses, causes and solutions."""

_PLANNED = re.compile(r"(?:^| )(?:you can|you could|won't) ")
"""What tells of a plan, or of what the customer can and cannot do."""

_TROUBLE = re.compile(
    r"(?:^| )(?:not|never|no|none|nothing|nobody|cannot|without|wrong|empty|dead|down|gone|"
    r"missing|stuck|lost|frozen|blank|broken|slow|keeps|keep|stopped|stops|stop|fails|"
    r"failed|failing|refuses|refused|rejects|rejected|locked|blocked|only|just|even though|"
    r"but|error|drops|crashes|freezes|disappears|vanished|instead|out|[a-z]+n't|offline|"
    r"happening|happens|whole|everyone|everybody|as long as|unless|except|different|expired|silent|disconnects|unable|any more|anymore) "
)
"""What stands in statements of what is wrong."""

_YET = re.compile(
    r"(?:^| )(?:but|and|then|so) (?:[^ ]+ )*?(?:[a-z]+n't|not|never|nothing|no|gets stuck|is stuck|fails|refuses|"
    r"rejects|stops|disappears|drops) "
)
"""One thing works and another does not."""

_INVERTED = re.compile(
    r"^(?:is|are|was|were|do|does|did|can|could|would|will|has|have|had|may|shall|"
    r"should) "
)


class DiscoveryReader:
    """Read the elements of the discovery in what was said.  Pure; made once.

    Args:
        chosen: Phrases.
    """

    def __init__(self, chosen: DiscoverySettings) -> None:
        self._is = {
            name: compiled(getattr(chosen, name))
            for name, value in DiscoverySettings.model_fields.items()
            if name != "not_names" and isinstance(value.default, tuple)
        }

    def asks_who(self, text: str) -> bool:
        """Tell whether an agent asks who is calling."""
        return any(self._is["asked_who"].search(said) for _, said in _sentences(text))

    def defers(self, text: str) -> bool:
        """Tell whether a customer answers that by asking for a moment, or not at all."""
        return "?" in text or any(
            self._is["deferred"].search(said) for _, said in _sentences(text)
        )

    def impact(self, text: str) -> str | None:
        """Return the sentence that asks about the impact, or None."""
        for sentence, said in _sentences(text):
            plain = self._is["not_impacts"].blank(said)
            if self._is["impacts"].search(plain) and _may_ask(sentence, said):
                return sentence
        return None

    def announced(self, text: str) -> str | None:
        """Return the sentence that is announced to say the problem back, or None.

        That is one with the announcement in it or, where an announcement ends in a
        colon's place, the next; or a statement whose truth is asked after it.
        """
        found = _sentences(text)
        for index, (sentence, said) in enumerate(found):
            if self._is["not_restatements"].search(said):
                continue
            match = self._is["restatements"].search(said)
            if match is not None:
                is_short = said.count(" ") - match.group().count(" ") < STATED_WORDS
                following = found[index + 1][0] if is_short and index + 1 < len(found) else ""
                return f"{sentence} {following}".rstrip()
        return None

    def stated(
        self, text: str, told: AbstractSet[str], *, is_answer: bool
    ) -> str | None:
        """Return the sentence that states what is wrong, or None.

        Args:
            text: What an agent said while the problem is being told.
            told: Stems of what the customer told so far (:func:`stems`).
            is_answer: The customer has just told it at length.
        """
        found = _sentences(text)
        for index, (sentence, said) in enumerate(found):
            if self._is["not_restatements"].search(said):
                continue
            is_asked = index + 1 < len(found) and bool(
                self._is["agreed"].search(found[index + 1][1])
            )
            if self._states(sentence, said, told, is_answer=is_answer, is_asked=is_asked):
                return sentence
        return None

    def _states(
        self,
        sentence: str,
        said: str,
        told: AbstractSet[str],
        *,
        is_answer: bool,
        is_asked: bool,
    ) -> bool:
        opening = _OPENING.match(said)
        body = said[opening.end() :] if opening is not None else said
        if body.count(" ") < STATED_WORDS or _INVERTED.match(body):
            return False
        body = body.split(" which ", 1)[0] + " "
        if not _STATED.match(body) or _OTHERWISE.search(body):
            return False
        if _PLANNED.search(body) and not (is_asked or _YET.search(body)):
            return False
        shared = len(stems(body) & told)
        is_trouble = bool(_TROUBLE.search(body))
        is_tagged = is_asked or bool(
            sentence.endswith("?") and self._is["agreed"].search(said)
        )
        if is_tagged:
            return shared > 0 or is_trouble
        if opening is not None:
            return is_trouble and (shared > 0 or is_answer) or shared > 1
        return shared > 1 and bool(_YET.search(body)) and not sentence.endswith("?")


def stems(said: str) -> set[str]:
    """Return the stems of the longer words in searchable words."""
    return {
        word[:_STEM] for word in said.split() if len(word) > 3 and word not in _COMMON
    }


def _may_ask(sentence: str, said: str) -> bool:
    """Tell whether a sentence is a question, which a recogniser may not have marked."""
    if sentence.endswith("?"):
        return True
    return bool(_ASKING.match(said))


_ASKING = re.compile(
    r"^(?:(?:and|so|okay|ok|right|alright|well|now|but|just|sorry|um|uh|first|tell me|"
    r"can you tell me|before anything else|do you know) )*(?:is|are|was|were|do|does|did|can|"
    r"could|will|would|has|have|how|when|what|who|which|by when|any|anyone|anybody|"
    r"just you|only you) "
)


def _sentences(text: str) -> Sequence[tuple[str, str]]:
    """Return each sentence, as it was written and as searchable words."""
    return [*_each(text)]


def _each(text: str) -> Iterator[tuple[str, str]]:
    for sentence in sentence_texts(text):
        if spoken := words(sentence):
            yield sentence, searchable(spoken)
