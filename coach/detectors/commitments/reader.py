"""Promises in what an agent said: by whom, to do what, and when.

::

    The mail team will move them back by tomorrow morning, and I'll send you a note
    ▔▔▔▔▔▔▔▔▔▔▔▔▔ people, and to come   ▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔     ▔▔▔▔ to come
                       ▔▔▔▔ any deed … with a plain time           ▔▔▔▔ a deed by itself
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pydantic import Field

from coach import settings
from coach.detectors.commitments import grammar
from coach.detectors.commitments import words as lexicon
from coach.detectors.commitments.times import LOOSE, MOMENT, PLAIN
from coach.language.phrases import Phrase, compiled, searchable
from coach.language.text import placed_words, words


class CommitmentsSettings(settings.Settings):
    """How an agent's promises for after the call are recognised.

    Phrases: ``(a|b)`` one of these, ``[a|b]`` perhaps, ``*`` up to three words, ``^``
    and ``$`` the start and the end; deeds begin after "I'll" and the like.
    """

    enabled: bool = True
    """Whether they are looked for at all."""

    deeds: tuple[Phrase, ...] = lexicon.DEEDS
    """Deeds that are done after the call, said with or without a time.  Any other needs
    a plain time: "I'll swap it tomorrow"."""

    works: tuple[Phrase, ...] = lexicon.WORKS
    """Deeds of somebody who is not on the line, where they are named or described."""

    received: tuple[Phrase, ...] = lexicon.RECEIVED
    """What the customer is told that they will get."""

    arranged: tuple[Phrase, ...] = lexicon.ARRANGED
    """What has been set going, and is to come."""

    not_deeds: tuple[Phrase, ...] = lexicon.NOT_DEEDS
    """What is done on the line, or says nothing of a deed."""

    conditions: tuple[Phrase, ...] = lexicon.CONDITIONS
    """It depends: an offer, no promise."""

    courtesies: tuple[Phrase, ...] = lexicon.COURTESIES
    """Courtesies that only look like conditions."""

    people: tuple[str, ...] = lexicon.PEOPLE
    """Who, beside the agent, may be promised to do something."""

    most: int = Field(default=20, ge=1, le=200)
    """How many promises of a call are kept; nobody makes more, and means them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """One promise in a sentence."""

    begin: int
    """Offset of its first character in the sentence."""
    stop: int
    """Offset after its last."""
    due: str | None
    """When, as it was said; None where it was not."""
    is_own: bool
    """The agent's own deed, or of "us"; otherwise somebody else's."""
    deed: str
    """What kind of deed: ``contact`` for getting in touch, else its verb."""
    topics: frozenset[str]
    """The longer words of it, by which a promise is known again."""


class CommitmentReader:
    """Finds the promises in a sentence.  Pure; made once.

    Args:
        chosen: Phrases.
    """

    def __init__(self, chosen: CommitmentsSettings) -> None:
        self._deeds = compiled(chosen.deeds)
        self._works = compiled(chosen.works)
        self._received = compiled(chosen.received)
        self._arranged = compiled(chosen.arranged)
        self._not_deeds = compiled(chosen.not_deeds)
        self._conditions = compiled(chosen.conditions)
        self._courtesies = compiled(chosen.courtesies)
        self._people = frozenset(chosen.people)

    def may_promise(self, text: str) -> bool:
        """Tell at little cost whether a text may hold a promise at all."""
        return grammar.COMING.search(text.lower()) is not None

    def promises(self, sentence: str) -> list[Promise]:
        """Return the promises in a sentence an agent said, in order.

        Args:
            sentence: As it was written.
        """
        if sentence.endswith("?") and not grammar.TAG.search(sentence):
            return []
        said = searchable(words(grammar.TAG.sub(".", sentence)))
        heads = [*grammar.HEAD.finditer(said)]
        if not heads:
            return []
        placed = placed_words(grammar.TAG.sub(".", sentence))
        if self._conditions.search(self._courtesies.blank(said)):
            return []
        offsets = _offsets(said)
        found: list[Promise] = []
        for index, head in enumerate(heads):
            after = heads[index + 1].start() if index + 1 < len(heads) else len(said)
            body = said[head.end() : after]
            before = said[: head.start()] if index == 0 else ""
            written = sentence[slice(*placed[offsets[head.start()]][1:])]
            promise = self._read(head, body, before, said, written)
            if promise is None:
                continue
            due, deed, is_own = promise
            first = _subject(sentence, placed, offsets[head.start()])
            if index:  # no further back than where the one before ends
                first = max(first, offsets[heads[index - 1].end()])
            last = offsets[head.end() + len(body) - 1]
            if index + 1 < len(heads):  # the next one's subject is none of it
                last = max(first, _subject(sentence, placed, offsets[after]) - 1)
            while last > first and placed[last][0] in grammar.JOINS:
                last -= 1
            found.append(
                Promise(
                    begin=placed[first][1],
                    stop=placed[last][2],
                    due=due and _as_written(sentence, placed, said, due),
                    is_own=is_own,
                    deed=deed,
                    topics=_topics(body),
                )
            )
        return found

    def _read(
        self, head: re.Match[str], body: str, before: str, said: str, written: str
    ) -> tuple[tuple[int, int] | None, str, bool] | None:
        """Return when, what and whose a promise is, or None where it is none."""
        if not body or self._not_deeds.search(body):
            return None
        part = _own_part(body)
        if MOMENT.search(part):
            return None
        start = head.end()
        plain = _span(PLAIN.search(part), start) or _span(PLAIN.search(before), 0)
        loose = plain or _span(LOOSE.search(body), start)
        verb = body.split(" ", 1)[0]
        deed = "contact" if verb in grammar.CONTACT else verb
        is_deed = bool(self._deeds.search(body))
        if not head["own"] and plain is None and " you " not in f" {body}":
            is_deed = False  # "they'll call back" is a guess
        if head["own"]:
            is_one = is_deed or plain is not None
        elif head["you"]:
            is_one = self._is_received(body, plain is not None)
            deed = "contact" if self._received.search(body) else verb
        elif head["done"]:
            is_one = bool(self._arranged.search(body)) and (
                plain is not None or " to " in body
            )
        elif head["going"]:
            is_one = (
                plain is not None
                and self._acts(head, said, written)
                and verb not in grammar.ING_NOT
            )
        elif head["habit"]:
            is_one = plain is not None and self._acts(head, said, written)
        else:
            is_described = head["noun"] not in {"he", "she", "they"}
            is_deed |= is_described and bool(self._works.search(body))
            is_one = self._acts(head, said, written) and (is_deed or plain is not None)
            is_thing = head["noun"] not in grammar.NOBODY
            is_one |= (
                is_thing and plain is not None and bool(grammar.ARRIVES.match(body))
            )
        if not is_one:
            return None
        return loose, deed, bool(head["own"] or head["done"]) or _is_own(head["going"])

    def _is_received(self, body: str, is_timed: bool) -> bool:
        """Tell whether the customer is told what they will get, other than at once."""
        if is_timed:
            return body.startswith(("get ", "receive ", "have ", "hear ", "be "))
        return bool(self._received.search(body)) and not grammar.AT_ONCE.search(body)

    def _acts(self, head: re.Match[str], said: str, written: str) -> bool:
        """Tell whether who is to act is a person, and none of the customer's."""
        subject = head["going"] or head["noun"] or head["habit"]
        noun = re.split(r"'| ", subject)[0]
        if noun in {"i", "we"}:
            return True
        if noun in grammar.NOBODY:
            return False
        before = said[: head.start()].split()[-4:]
        if not grammar.UNHELPFUL.isdisjoint(before[-3:]):
            return False
        is_name = written[:1].isupper() and noun not in grammar.PRODUCTS
        if noun in self._people or is_name:
            return True
        # "someone from the network team", "the engineers in Leeds will"
        return any(word in self._people for word in before) and not any(
            word in {"you", "i", "it"} for word in before
        )


def _subject(sentence: str, placed: Sequence[tuple[str, int, int]], index: int) -> int:
    """Return the word at which the clause of a word begins."""
    while index and not _divides(sentence, placed, index):
        index -= 1
    return index


def _divides(sentence: str, placed: Sequence[tuple[str, int, int]], index: int) -> bool:
    """Tell whether a clause begins at a word."""
    between = sentence[placed[index - 1][2] : placed[index][1]]
    return placed[index - 1][0] in grammar.JOINS or any(
        mark in between for mark in ",;:–—"
    )


def _is_own(going: str | None) -> bool:
    return going is not None and re.split(r"'| ", going)[0] in {"i", "we"}


def _own_part(body: str) -> str:
    """Return what of a body still belongs to the promise."""
    cut = grammar.CUT.search(body, body.find(" ") + 1)
    return body if cut is None else body[: cut.start()]


def _span(match: re.Match[str] | None, start: int) -> tuple[int, int] | None:
    return None if match is None else (start + match.start(), start + match.end() - 1)


def _offsets(said: str) -> list[int]:
    """Return, for each character of searchable words, which word it belongs to."""
    index = 0
    found = []
    for character in said:
        found.append(index)
        index += character == " "
    return found


def _as_written(
    sentence: str,
    placed: Sequence[tuple[str, int, int]],
    said: str,
    span: tuple[int, int],
) -> str:
    """Return the words of a span as they were written."""
    first = said.count(" ", 0, span[0])
    last = said.count(" ", 0, span[1] - 1)
    return sentence[placed[first][1] : placed[min(last, len(placed) - 1)][2]]


def _topics(body: str) -> frozenset[str]:
    return frozenset(
        word[:5]
        for word in body.split()
        if len(word) > 3 and word not in grammar.COMMON
    )
