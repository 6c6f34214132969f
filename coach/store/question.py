"""What somebody types to find words that were said.

Words apart from one another must all have been said in the call; words in quotation
marks one after the other, in one utterance; and the last word may be the beginning of
one.  Whatever is typed is a question: there is no wrong one.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from coach.store.words import forms_in, words_in

MOST_TERMS = 16
"""Of a question; what is typed after them is passed over."""

MOST_TYPED = 400
"""Characters of a question that are read."""

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Term:
    """Words that must follow one another."""

    forms: tuple[str, ...]
    is_open: bool = False
    """Whether the last word may be the beginning of a longer one."""

    def is_said(self, said: Sequence[str]) -> bool:
        """Return whether it is said in a text, of whose words the forms are given."""
        if len(self.forms) > 1:
            return bool(self.places(said))
        (form,) = self.forms
        return form in said or (
            self.is_open and any(word.startswith(form) for word in said)
        )

    def places(self, said: Sequence[str]) -> list[int]:
        """Return at which of the words of a text it begins.

        Args:
            said: The forms of the text's words.
        """
        first, size = self.forms[0], len(self.forms)
        if size == 1 and self.is_open:
            return [at for at, form in enumerate(said) if form.startswith(first)]
        if first not in said:
            return []
        return [
            at
            for at in range(len(said) - size + 1)
            if said[at] == first and self._fits(said[at : at + size])
        ]

    def _fits(self, said: Sequence[str]) -> bool:
        if self.is_open:
            *whole, begun = self.forms
            return said[-1].startswith(begun) and list(said[:-1]) == whole
        return tuple(said) == self.forms


def terms_of(typed: str) -> tuple[Term, ...]:
    """Return the terms of a question; none where no word was typed.

    What is typed without a space between, such as ``e-mail`` or ``10.0``, is said one
    after the other too.
    """
    terms: list[Term] = []
    parts = typed[:MOST_TYPED].replace("“", '"').replace("”", '"').split('"')
    for number, part in enumerate(parts):
        is_quoted = number % 2 == 1
        for piece in [part] if is_quoted else part.split():
            if forms := forms_in(piece):
                # The last quotation mark may be still to be typed.
                is_open = number == len(parts) - 1
                terms.append(Term(tuple(forms), is_open=is_open))
    terms = terms[:MOST_TERMS]
    closed = [Term(term.forms) for term in terms[:-1]]
    return tuple(dict.fromkeys([*closed, *terms[-1:]]))


def most_said(text: str, terms: Sequence[Term]) -> int:
    """Return how many of the terms a text can say at most: a quick answer."""
    if not text.isascii():
        return len(terms)
    plain = text.lower().replace("'", "")
    return sum(term.forms[0] in plain for term in terms)


def told_in(text: str, terms: Sequence[Term]) -> int:
    """Return how many of the terms a text says."""
    forms = forms_in(text)
    return sum(term.is_said(forms) for term in terms)


def spans_in(text: str, terms: Sequence[Term]) -> list[Span]:
    """Return the characters of a text that are said as a question has it.

    Sorted and apart from one another.
    """
    words = words_in(text)
    forms = [word.form for word in words]
    found = sorted(
        (words[at].start, words[at + len(term.forms) - 1].end)
        for term in terms
        for at in term.places(forms)
    )
    merged: list[Span] = []
    for start, end in found:
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
