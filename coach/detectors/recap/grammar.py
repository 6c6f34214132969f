"""How an agent's clause is built: does it tell what was, what comes, or ask for more?

What people say at the end of a call is worded anew each time; how it is built is not.
A *resolution* is told in the past, the perfect or as a state reached; a *next step* in
the future, as a condition, an instruction, or in the present with a time to come; and
a *question* whether anything is left pairs something indefinite with something left
over, or asks whether all is covered::

    The old profile had a dead token in it │ and the new one is on now   past, state
    Leave it on overnight │ someone fits a new one on Friday             to come
    Have I left anything out?   What else is on your mind?               asks for more

Nothing here knows a policy; wordings of a desk belong to its phrases.
"""

import re
from enum import Enum

from coach.detectors.recap import grammar_words as lexicon
from coach.language.memory import remembered
from coach.language.phrases import Phrases, searchable
from coach.language.text import words

_CLAUSE_END = re.compile(
    r"[,;:–—]+|\s-+\s|\b(?:and|but|so|or|because|which|while|otherwise|then)\b",
    re.IGNORECASE,
)


class Asks(Enum):
    """How plainly a question asks whether anything is left."""

    PLAINLY = "plainly"
    """It can ask nothing else: "Anything I've missed?"."""
    PERHAPS = "perhaps"
    """At the end of a call only: "Okay with that?"."""


@remembered(32)  # asked for what was, for what comes, and for instructions
def clauses(sentence: str) -> tuple[str, ...]:
    """Return the clauses of a sentence, each as :func:`searchable` words.

    Args:
        sentence: As it was written, with its commas.
    """
    found = (searchable(words(piece)) for piece in _CLAUSE_END.split(sentence))
    return tuple(clause for clause in found if clause)


def sums_up(sentence: str) -> bool:
    """Tell whether a sentence draws a conclusion: "So, the feed had died.".

    Args:
        sentence: As it was written.
    """
    return bool(lexicon.SUMS_UP.search(sentence.lower()))


def tells_what_was(sentence: str, unless: Phrases) -> bool:
    """Tell whether a statement says what was wrong, was done, or is well now.

    Args:
        sentence: One sentence that asks nothing.
        unless: A clause with one of these does not count.
    """
    parts = [part for part in clauses(sentence) if not unless.search(part)]
    if sums_up(sentence) and any(
        lexicon.IS.search(part)
        and not lexicon.EMPTY.search(part)
        and not lexicon.TO_COME.search(part)
        for part in parts
    ):
        return True
    return any(_is_past(part) for part in parts)


def tells_what_comes(sentence: str, unless: Phrases) -> bool:
    """Tell whether a statement says what comes next, or what the customer is to do.

    Args:
        sentence: One sentence that asks nothing.
        unless: A clause with one of these does not count.
    """
    if lexicon.FIRST_THEN.search(sentence.lower()):
        return True
    return any(
        _is_to_come(part) for part in clauses(sentence) if not unless.search(part)
    )


def asks_for_more(sentence: str) -> Asks | None:
    """Return how plainly a sentence asks whether anything is left, None if not.

    Args:
        sentence: With its question mark, if the recogniser wrote one.
    """
    spoken = searchable(words(sentence))
    asks = sentence.rstrip().endswith("?")
    if not asks and not lexicon.INVERTED.search(spoken):
        return None
    if lexicon.ABOUT_THE_WORK.search(spoken):
        return None
    if lexicon.LEFT_OVER.search(spoken) or lexicon.COVERED.search(spoken):
        return Asks.PLAINLY
    if lexicon.ANOTHER.search(spoken) or (asks and lexicon.AGREED.search(spoken)):
        return Asks.PERHAPS
    return None


def is_inverted(spoken: str) -> bool:
    """Tell whether a sentence asks by its order: "Was it on?".

    Args:
        spoken: The sentence as :func:`searchable` words.
    """
    return bool(lexicon.AUXILIARY_FIRST.search(spoken))


def instructs(sentence: str) -> bool:
    """Tell whether a sentence wants something done at once: "Reset, try it now."."""
    parts = clauses(sentence)
    if any(lexicon.LATER.search(part) for part in parts):
        return False
    if any(lexicon.WANTED.search(part) for part in parts):
        return True
    return any(
        lexicon.INSTRUCTION.search(part) or lexicon.TRY.search(part) for part in parts
    ) and not any(lexicon.TO_COME.search(part) for part in parts)


def parts_kindly(spoken: str) -> bool:
    """Tell whether a sentence wishes well on parting: "Safe travels."."""
    return bool(lexicon.PARTING.search(spoken))


def _is_past(clause: str) -> bool:
    if lexicon.EXPLAINS.search(clause):
        return True
    if not (lexicon.PAST.search(clause) or lexicon.REACHED.search(clause)):
        return False
    if lexicon.ABOUT_THE_CALL.search(clause) or lexicon.TO_COME.search(clause):
        return False
    if lexicon.INSTRUCTION.search(clause):
        return False
    if lexicon.UNREAL.search(clause):
        return False
    # "The reminders are sent out tonight" is no past.
    return not lexicon.LATER.search(clause) or bool(lexicon.WAS.search(clause))


def _is_to_come(clause: str) -> bool:
    if lexicon.WISH.search(clause):
        return False
    if lexicon.TO_COME.search(clause) or lexicon.INSTRUCTION.search(clause):
        return True
    return bool(
        lexicon.LATER.search(clause)
        and not lexicon.WAS.search(clause)
        and clause.count(" ") > 2
    )
