"""What of the discovery an agent's and a customer's words hold."""

from collections.abc import Set as AbstractSet

from pydantic import Field

from coach import settings
from coach.detectors.discovery import grammar
from coach.detectors.discovery import words as lexicon
from coach.language.memory import remembered
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

    not_who: tuple[Phrase, ...] = lexicon.NOT_WHO
    """What only sounds like it."""

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
        return any(
            self._is["asked_who"].search(self._is["not_who"].blank(said))
            for _, said in _sentences(text)
        )

    def defers(self, text: str) -> bool:
        """Tell whether a customer asks for a moment instead, or does not answer."""
        return "?" in text or any(
            self._is["deferred"].search(said) for _, said in _sentences(text)
        )

    def impact(self, text: str) -> str | None:
        """Return the sentence that asks about the impact, or None."""
        for sentence, said in _sentences(text):
            if not _may_ask(sentence, said):
                continue
            if self._is["impacts"].search(self._is["not_impacts"].blank(said)):
                return sentence
        return None

    def announced(self, text: str) -> str | None:
        """Return the sentence that is announced to say the problem back, or None.

        That is one with the announcement in it or, where an announcement ends in a
        colon's place, the next; or a statement whose truth is asked after it.
        """
        found = _sentences(text)
        for index, (sentence, said) in enumerate(found):
            match = self._is["restatements"].search(said)
            if match is not None and not self._is["not_restatements"].search(said):
                is_short = said.count(" ") - match.group().count(" ") < STATED_WORDS
                following = (
                    found[index + 1][0] if is_short and index + 1 < len(found) else ""
                )
                return f"{sentence} {following}".rstrip()
        return None

    def stated(
        self,
        text: str,
        told: AbstractSet[str],
        *,
        is_answer: bool,
        is_reply: bool = False,
    ) -> str | None:
        """Return the sentence that states what is wrong, or None.

        Args:
            text: What an agent said while the problem is being told.
            told: Stems of what the customer told so far (:func:`stems`).
            is_answer: The customer has just told it at length.
            is_reply: It is the first thing the agent says to it.
        """
        found = _sentences(text)
        for index, (sentence, said) in enumerate(found):
            if self._is["not_restatements"].search(said):
                continue
            is_asked = index + 1 < len(found) and bool(
                self._is["agreed"].search(found[index + 1][1])
            )
            is_first = is_reply and is_answer and index == 0
            if self._states(
                sentence, said, told, is_answer=is_answer or is_first, is_asked=is_asked
            ) or (is_first and self._echoes(said, told)):
                return sentence
            _, comma, tail = sentence.partition(", so ")
            if comma and self._states(
                f"so {tail}",
                searchable(words(f"so {tail}")),
                told,
                is_answer=False,
                is_asked=is_asked,
            ):
                return sentence
        return None

    def _echoes(self, said: str, told: AbstractSet[str]) -> bool:
        """Tell whether a first reply states what is wrong in the customer's words."""
        return (
            said.count(" ") >= STATED_WORDS
            and len(stems(said) & told) > 1
            and bool(grammar.STATED.match(said) and grammar.TROUBLE.search(said))
            and not (grammar.OTHERWISE.search(said) or grammar.PLANNED.search(said))
        )

    def _states(
        self,
        sentence: str,
        said: str,
        told: AbstractSet[str],
        *,
        is_answer: bool,
        is_asked: bool,
    ) -> bool:
        opening = grammar.OPENING.match(said)
        body = said[opening.end() :] if opening is not None else said
        if body.count(" ") < STATED_WORDS or grammar.INVERTED.match(body):
            return False
        body = body.split(" which ", 1)[0] + " "
        if not grammar.STATED.match(body) or grammar.OTHERWISE.search(body):
            return False
        if grammar.PLANNED.search(body) and not (is_asked or grammar.YET.search(body)):
            return False
        shared = len(stems(body) & told)
        is_trouble = bool(grammar.TROUBLE.search(body))
        is_tagged = is_asked or bool(
            sentence.endswith("?") and self._is["agreed"].search(said)
        )
        if is_tagged:
            return shared > 0 or is_trouble
        if opening is not None:
            return (is_trouble and (shared > 0 or is_answer)) or shared > 1
        return (
            shared > 1 and bool(grammar.YET.search(body)) and not sentence.endswith("?")
        )


def stems(said: str) -> set[str]:
    """Return the stems of the longer words in searchable words."""
    return {
        word[:_STEM]
        for word in said.split()
        if len(word) > 3 and word not in grammar.COMMON
    }


def _may_ask(sentence: str, said: str) -> bool:
    """Tell whether a sentence is a question, which a recogniser may not have marked."""
    if sentence.endswith("?"):
        return True
    return bool(grammar.ASKING.match(said))


@remembered(16)  # every element asks for those of the same utterance
def _sentences(text: str) -> tuple[tuple[str, str], ...]:
    """Return each sentence, as it was written and as searchable words."""
    pairs = (
        (sentence, searchable(words(sentence))) for sentence in sentence_texts(text)
    )
    return tuple((sentence, said) for sentence, said in pairs if said)
