"""Who is calling: a caller's own name, and a caller called by name.

A recogniser writes names with a capital, and so, in the middle of a sentence, little
else; at its start every word has one.  So a name is a word with a capital, in a place
where a name is said::

    this is Peter Lang, from …   Hi, Frank Doyle from purchasing.   Declan here
            ▔▔▔▔▔▔▔▔▔▔                ▔▔▔▔▔▔▔▔▔▔                     ▔▔▔▔▔▔
    Thanks, Peter.               I'm sorry to hear that, Peter.
            ▔▔▔▔▔                                        ▔▔▔▔▔
"""

import re
from collections.abc import Collection, Iterator, Sequence

from coach.detectors.discovery import words as lexicon
from coach.language.text import sentence_texts, spoken_number

_PIECE = re.compile(r"[,;:–—]+|(?<=[a-z])\.+(?= )|\.\.\.")
_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_OTHERS = frozenset(("he", "he's", "she", "she's", "they", "he’s", "she’s"))
"""With these a caller goes on to tell of somebody else they named."""

_NAMED = re.compile(r"(?:my|the) name(?:'s| is|s)?$|(?:^| )name(?:'s| is)$")
_LOOSE = re.compile(r"(?:^| )(?:it's|it is|i'm|i am)$")
_STRICT = re.compile(
    r"(?:^| )(?:this is|this's|here is|myself|i'm called|you're (?:speaking|talking) "
    r"(?:to|with))$"
)
_EARLY = 3
"""In this many of a caller's first utterances a bare name introduces them."""


class Names:
    """Tells names from other words.

    Args:
        not_names: Lower-case words that are none, whatever their capital.
    """

    def __init__(self, not_names: Collection[str] = lexicon.NOT_NAMES) -> None:
        self._not = frozenset(not_names)
        self._honorifics = frozenset(lexicon.HONORIFICS)
        self._beside = frozenset(lexicon.BESIDE_NAMES)

    def introduces(self, text: str, *, turn: int = 1) -> str | None:
        """Return the sentence in which callers give their own name, or None.

        Args:
            text: What a customer said.
            turn: Which of the customer's utterances it is, from 1.
        """
        is_cased = text != text.lower()
        for sentence in sentence_texts(text):
            pieces = list(_pieces(sentence))
            for index, piece in enumerate(pieces):
                follows = pieces[index + 1][0].lower() if pieces[index + 1 :] else ""
                if follows not in _OTHERS and self._is_introduction(
                    piece, turn, is_cased=is_cased
                ):
                    return sentence
        return None

    def addresses(self, text: str, own: Collection[str] = ()) -> str | None:
        """Return the sentence in which an agent calls the customer by name, or None.

        Args:
            text: What the agent said.
            own: Names of the agent's own, in lower case.
        """
        for sentence in sentence_texts(text):
            pieces = list(_pieces(sentence))
            for index, piece in enumerate(pieces):
                name = piece if index else _after_thanks(piece)
                if len(name) > 2 or not name or not self._are_names(name):
                    continue
                if own and name[-1].lower() in own:
                    continue
                is_titled = name[0].lower().rstrip(".") in self._honorifics
                if len(name) == 1 or is_titled:
                    return sentence
        return None

    def in_text(self, text: str) -> set[str]:
        """Return the names in a text, in lower case."""
        return {word.lower() for word in _WORD.findall(text) if self._are_names([word])}

    def _is_introduction(
        self, piece: Sequence[str], turn: int, *, is_cased: bool
    ) -> bool:
        spoken = [word.replace("’", "'").lower() for word in piece]
        for index in range(1, len(piece)):
            before = " ".join(spoken[max(0, index - 4) : index])
            if not is_cased:
                if _NAMED.search(before) and spoken[index] not in self._not:
                    return True
                continue
            count = self._names_at(piece, index)
            if not count:
                continue
            if _NAMED.search(before) or _STRICT.search(before):
                return True
            after = spoken[index + count : index + count + 1]
            fits = not after or after[0] in self._beside
            if _LOOSE.search(before) and fits and (turn <= _EARLY or count > 1):
                return True
        return is_cased and turn <= _EARLY and self._is_bare(piece, spoken)

    def _is_bare(self, piece: Sequence[str], spoken: Sequence[str]) -> bool:
        """Tell whether a piece begins with a name: "Frank Doyle from purchasing"."""
        first = 0
        while first < len(piece) and spoken[first] in lexicon.GREETINGS:
            first += 1
        count = self._names_at(piece, first)
        after = spoken[first + count : first + count + 1]
        if count == 1:  # "Hi Dominic" is the agent's name
            return bool(after) and (
                after[0] in {"here", "hear", "speaking"}
                or (after[0] == "from" and first == 0)
            )
        # A sentence's first word has a capital, whatever it is.
        return 2 <= count <= 4 and (not after or after[0] in self._beside)

    def _names_at(self, piece: Sequence[str], index: int) -> int:
        """Return how many words of a name begin at a word."""
        count = 0
        while index + count < len(piece) and self._are_names([piece[index + count]]):
            count += 1
        if count == 1 and piece[index].lower().rstrip(".") in self._honorifics:
            return 0
        return count

    def _are_names(self, piece: Sequence[str]) -> bool:
        return all(
            word[0].isupper()
            and len(word) > 1
            and not word.isupper()
            and word.replace("’", "'").lower().removesuffix("'s") not in self._not
            and not any(c.isdigit() for c in word)
            for word in piece
        )


def answers(text: str, spoken: Sequence[str]) -> bool:
    """Tell whether words hold what was asked for: a number, letters or a name.

    Args:
        text: As it was written.
        spoken: Its words.
    """
    if any(spoken_number(spoken, index) for index in range(len(spoken))):
        return True
    letters = sum(len(word) == 1 and word not in "aio" for word in spoken)
    if letters > 1 or any(c.isdigit() for c in text):
        return True
    return any(
        word[0].isupper() and len(word) > 1
        for sentence in sentence_texts(text)
        for word in _WORD.findall(sentence)[1:]
        if word.lower() not in lexicon.NOT_NAMES
    )


def _pieces(sentence: str) -> Iterator[list[str]]:
    for piece in _PIECE.split(sentence):
        if found := _WORD.findall(piece):
            yield found


def _after_thanks(piece: Sequence[str]) -> Sequence[str]:
    """Return what follows "thanks" and the like at the start of a sentence."""
    first = 0
    while first < len(piece) and piece[first].lower() in {*lexicon.THANKED, "thank"}:
        first += 1
    return piece[first:] if first else ()
