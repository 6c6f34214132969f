"""E-mail addresses, written or spoken: “nora dot berg at example dot com”.

::

    you can reach me at nora dot berg at example dot com, okay?
                        └── local ─┘  │  └─ domain ┘ └─ a top-level domain that exists
                                      at
"""

from collections.abc import Iterator, Sequence
from typing import Final

from coach.redaction.lines import Line
from coach.redaction.masking import Spot
from coach.redaction.pieces import Piece
from coach.redaction.vocabulary import (
    ACKNOWLEDGEMENTS,
    FUNCTION_WORDS,
    HESITATIONS,
    word_set,
)

TOPS: Final = word_set("""
    com org net edu gov mil int info biz io dev app ai me tv co uk us ca au nz ie de at
    ch fr it es pt nl be lu dk se no fi pl cz sk hu ro bg gr tr ru ua in jp cn kr sg
    hk my za br mx ar cl eu online cloud tech email health store shop team work ltd
    local internal corp lan example test invalid arpa company agency london berlin
    ac museum name pro jobs travel coop ee lv lt is hr si rs
    """)
"""Ends of domains that are said, and those of networks at work."""

PROVIDERS: Final = word_set(
    """
    gmail googlemail hotmail outlook yahoo icloud aol protonmail proton gmx live msn
    fastmail zoho comcast verizon btinternet
    """
)
"""Domains that are named without their end."""

_ATS: Final = frozenset(("at", "@"))
_DOTS: Final = frozenset((".", "dot", "period", "point"))
_LINKS: Final = _DOTS | frozenset(
    ("_", "-", "+", "underscore", "dash", "hyphen", "plus", "minus", "underbar")
)
_NO_LOCAL: Final = word_set("""
    look looking looks check page site website work works arrive go goes went come came
    available found live start stop someone people everybody domain anyone
    colleagues customers login sign is was are were be them us me you him her it
    here there out down up in on over this that and or but so at to from for of the
    a an my your his our their its dot period point yes no okay met saw see read
    sits lives bought sold got ran run put left stay stays is isn't not back point
    aim shop buy stop stare glance arrives located happen happens money time online
    offline everyone all both now today yesterday then only just right even still
    again
    """)
_CALLED: Final = frozenset(("email", "e-mail", "mail", "emails"))
_BEFORE: Final = HESITATIONS | word_set("it's that's yes sure , - . it is my email")
"""What may be said before an address that answers a question."""
_PLACES: Final = word_set("""
    work home school least night noon lunch once present first last head reception
    """)
"""What is no domain: “Outlook at work”."""
_NO_DOMAIN: Final = word_set("""
    the a an that this least all my your
    """)
_ROLES: Final = word_set("""
    billing marketing purchasing accounting training engineering shipping catering
    booking parking housing recruiting advertising hosting licensing staffing
    """)
_REMARKS: Final = tuple(
    tuple(said.split())
    for said in (
        "that's all one word", "that's one word", "all one word", "one word",
        "all lower case", "all lowercase", "lower case", "lowercase", "no spaces",
        "no space", "all in lower case", "all together", "spelled normally", "and then",
        "then", "no dots", "that's all lower case",
    )
)  # fmt: skip
"""What is said of an address in the middle of it."""
_REMARK_STARTS: Final = frozenset((*(said[0] for said in _REMARKS), "with"))
_MOST_LOCAL: Final = 24
_MOST_DOMAIN: Final = 12
_MOST_NAMES: Final = 3
"""Words of a name before “at” without a dot between: “jane smith at …”."""


MOST_BACK: Final = 3
"""Lines between “nora dot berg” and “at example dot com”."""


def find_emails(
    lines: Sequence[Line], pieces: Sequence[Sequence[Piece]]
) -> list[list[Spot]]:
    """Return the addresses in each line.

    Args:
        lines: In order.
        pieces: What of each line is dictated sign by sign.
    """
    found: list[list[Spot]] = [[] for _ in lines]
    for number, line in enumerate(lines):
        if _ATS.isdisjoint(line.vocabulary):
            continue
        reader = _Reader(line, pieces[number])
        found[number] += reader.read()
        if not found[number] and any(
            one.vocabulary & _CALLED and one.speaker is not line.speaker
            for one in lines[max(0, number - MOST_BACK) : number]
        ):
            found[number] += reader.answer()
        domain = None if found[number] else reader.leading_domain()
        if domain is None:
            continue
        for before in range(number - 1, max(-1, number - 1 - MOST_BACK), -1):
            local = _Reader(lines[before], pieces[before]).trailing_local()
            if local is not None:
                found[before].append(local)
                found[number].append(domain)
                break
    return found


def _silent(line: Line) -> frozenset[int]:
    """Return the tokens that are no part of an address: “…, all one word, …”."""
    found = {
        at
        for at, token in enumerate(line.tokens)
        if token.text in (",", "…")
        or (token.text in HESITATIONS and token.text not in ("like", "so", "right"))
    }
    for at, word in enumerate(line.words):
        if word == "." and not (
            set(line.words[max(0, at - 1) : at + 2]).isdisjoint(("dot", "at"))
        ):
            found.add(at)  # “Amira. At. Saltmarsh. Dot. Com.”
        if word == "that's":
            stop = at + 1
            while stop < len(line.words) and (
                len(line.words[stop]) == 1 and line.words[stop].isalpha()
            ):
                stop += 1
            if stop - at > 3:
                found.update(range(at, stop))  # “Pryce, that's P R Y C E, at …”
        if word in ("with", "without") and line.words[at + 1 : at + 2] in (
            ("two",), ("the",), ("one",), ("an",),
        ):  # fmt: skip
            found.update(range(at, at + 3 + (line.words[at + 2 : at + 3] == ("n's",))))
        if word in _REMARK_STARTS:
            for remark in _REMARKS:
                if line.words[at : at + len(remark)] == remark:
                    found.update(range(at, at + len(remark)))
            if (
                line.words[at : at + 2] == ("with", "a")
                and len(line.words) > at + 2
                and len(line.words[at + 2]) == 1
                and line.words[at + 2].isalpha()
            ):
                found.update(range(at, at + 3))
    return frozenset(found)


class _Reader:
    def __init__(self, line: Line, pieces: Sequence[Piece]) -> None:
        self._tokens = line.tokens
        self._silent = _silent(line)
        self._piece_at = {
            at: piece for piece in pieces for at in range(piece.first, piece.last + 1)
        }

    def read(self) -> Iterator[Spot]:
        for at, token in enumerate(self._tokens):
            if token.text not in ("@", "at"):
                continue
            after = at + 1
            if token.text == "at" and self._text(after) in ("sign", "symbol"):
                after += 1
            if self._text(after) in ("]", ")"):
                after += 1
            last = self._domain(after)
            first = None if last is None else self._local(at, is_sure=after > at + 1)
            if last is not None and first is not None:
                yield Spot(self._tokens[first].begin, self._tokens[last].stop, "email")

    def answer(self) -> Iterator[Spot]:
        """Yield “novak at tailspin” where that is all that is said."""
        end = len(self._tokens)
        while end and self._tokens[end - 1].text in ".,!":
            end -= 1
        at = self._words_index(end)
        if at is None or not 0 < end - at - 1 <= 3:
            return
        first = self._local(at, is_sure=False)
        after = [token.text for token in self._tokens[at + 1 : end]]
        if first is None or not (FUNCTION_WORDS | _PLACES).isdisjoint(after):
            return
        if all(token.text in _BEFORE for token in self._tokens[:first]):
            yield Spot(self._tokens[first].begin, self._tokens[end - 1].stop, "email")

    def _words_index(self, end: int) -> int | None:
        """Return where “at” stands."""
        return next(
            (at for at in range(1, end) if self._tokens[at].text in ("at", "@")), None
        )

    def leading_domain(self) -> Spot | None:
        """Return “at example dot com” where that begins the line."""
        at = self._skipped(0, 1)
        while self._text(at) in ("so", "then", "and", "it's", "okay"):
            at = self._skipped(at + 1, 1)
        if self._text(at) not in ("@", "at"):
            return None
        after = at + 2 if self._text(at + 1) in ("sign", "symbol") else at + 1
        last = self._domain(after)
        if last is None:
            return None
        return Spot(self._tokens[at].begin, self._tokens[last].stop, "email")

    def trailing_local(self) -> Spot | None:
        """Return “nora dot berg” where that ends the line and has a dot or is short."""
        end = len(self._tokens)
        while end and self._tokens[end - 1].text in ",.…?-":
            end -= 1
        # “…, and then?” of the one who listens
        while end and self._tokens[end - 1].text in ("then", "and", ","):
            end -= 1
        first = self._local(end, is_sure=True) if end else None
        if first is None:
            return None
        said = [token.text for token in self._tokens[first:end]]
        is_spelled = all(at in self._piece_at for at in range(first, end))
        if _LINKS.isdisjoint(said) and not (is_spelled and len(said) > 1):
            if len([token for token in self._tokens if token.kind != "mark"]) > 3:
                return None
            if said[-1] in _NO_LOCAL or said[-1] in ACKNOWLEDGEMENTS:
                return None
        return Spot(self._tokens[first].begin, self._tokens[end - 1].stop, "email")

    def _text(self, at: int) -> str:
        return self._tokens[at].text if 0 <= at < len(self._tokens) else ""

    def _is_word(self, at: int) -> bool:
        return 0 <= at < len(self._tokens) and self._tokens[at].kind in (
            "word",
            "digits",
        )

    def _skipped(self, at: int, step: int) -> int:
        """Pass over commas, hesitation and remarks: “that's one word”."""
        while at in self._silent:
            at += step
        return at

    def _domain(self, at: int) -> int | None:
        """Return the last token of a domain that begins here, if one does."""
        written = self._written(at)
        if written is not None:
            return written
        begin = at = self._skipped(at, 1)
        if not self._is_word(at) and self._text(at) != "@":
            return None
        last: int | None = None
        has_dot = False
        loose = 0
        while at - begin < _MOST_DOMAIN * 2 and loose < 3:
            word = self._text(at)
            spelled = self._spelled_top(at) if has_dot else None
            if spelled is not None:
                return spelled
            if word == "g" and self._text(at + 1) == "mail" and at == begin:
                at += 1
                last = at
            if not has_dot and word in PROVIDERS and at == begin:
                last = at
            if has_dot and (
                word in TOPS or (self._is_named_before(begin) and self._is_end(at))
            ):
                last = at
            if not self._is_word(at):
                break
            has_dot = False
            following = self._skipped(at + 1, 1)
            if self._text(following) in _DOTS:
                if self._text(following) == "." and not self._is_tight(following):
                    break
                has_dot = True
                at = self._skipped(following + 1, 1)
            elif self._text(following) in _LINKS:
                at = self._skipped(following + 1, 1)
            elif (
                (last is None and (word not in FUNCTION_WORDS or at in self._piece_at))
                or (at == begin and word in (*_NO_DOMAIN, *PROVIDERS))
                or (at > begin and word in ("the", "and", "of") and last is None)
            ):
                loose += at not in self._piece_at
                at = following  # “the bakery dot io”, “a c m e dot com”
            else:
                break
        return last

    def _is_named_before(self, begin: int) -> bool:
        """Whether “nora dot berg at” is said before: then any end is one."""
        return not _LINKS.isdisjoint(
            token.text for token in self._tokens[max(0, begin - 14) : begin - 1]
        )

    def _is_end(self, at: int) -> bool:
        """Whether a word ends a sentence and may be the end of a domain."""
        return (
            2 <= len(self._text(at)) <= 10
            and self._text(at) not in FUNCTION_WORDS
            and self._text(at + 1) in ("", ".", ",", "?")
        )

    def _written(self, at: int) -> int | None:
        """Return the last token of a domain that is written without a space."""
        last: int | None = None
        if self._text(at - 1) != "@":
            return None
        while at < len(self._tokens) and self._tokens[at].is_joined:
            word = self._tokens[at]
            if self._text(at - 1) == "." and word.kind == "word" and len(word.raw) > 1:
                last = at
            if word.kind == "mark" and word.text not in ".-":
                break
            at += 1
        return last

    def _spelled_top(self, at: int) -> int | None:
        """Return the last token of a spelled end: “s e”, “e d u”, “c o m”."""
        signs, last = "", at
        while len(signs) < 4 and self._is_word(last) and len(self._text(last)) == 1:
            signs += self._text(last)
            last += 1
            follows = self._text(last)
            if signs in TOPS and not (len(follows) == 1 and follows.isalpha()):
                return last - 1
        return None

    def _is_tight(self, at: int) -> bool:
        """Whether a full stop ends no sentence: the next word is joined to it."""
        return at + 1 < len(self._tokens) and self._tokens[at + 1].is_joined

    def _local(self, at: int, *, is_sure: bool) -> int | None:
        """Return the first token of the part before “at”, if there is one."""
        before = at - 1
        if self._text(before) in ("[", "("):
            before -= 1
        end = before = self._skipped(before, -1)
        if not self._is_local(before) and self._text(before) not in _LINKS:
            return None
        is_joined = self._text(at) == "@" or is_sure
        word = self._text(before)
        if (
            not is_joined
            and not self._tokens[before].is_joined
            and (
                word in _NO_LOCAL
                or (
                    word.endswith(("ed", "ing"))
                    and len(word) > 4
                    and word not in _ROLES
                )
            )
        ):
            return None
        first = self._word_start(before)
        names = 1
        while end - first < _MOST_LOCAL:
            near = self._skipped(first - 1, -1)
            if self._text(near) in _LINKS:
                before = self._skipped(near - 1, -1)
                is_initial = len(self._text(before)) == 1  # “B. Singh at …”
                if not self._is_local(before) or (
                    self._text(near) == "."
                    and not self._is_tight(near)
                    and not is_initial
                ):
                    break
                first = self._word_start(before)
            elif near in self._piece_at:
                first = self._piece_at[near].first
            elif self._tokens[first].is_joined and self._is_local(near):
                first = near
            elif (
                near < first - 1
                and first in self._piece_at
                and self._is_local(near)
                and self._text(near) not in _NO_LOCAL | FUNCTION_WORDS | HESITATIONS
                and self._text(near) not in _VERBS
            ):
                first = near  # “Catlady, one nine five six, at …”
            elif (
                names < _MOST_NAMES
                and self._is_local(near)
                and near == first - 1
                and self._text(near) not in _NO_LOCAL
                and self._text(near) not in FUNCTION_WORDS
                and self._text(near) not in HESITATIONS
                and (self._tokens[near].raw[:1].isupper() or names < 2)
                and self._text(near) not in _VERBS
            ):
                first = near
                names += 1
            else:
                break
        return first

    def _is_local(self, at: int) -> bool:
        return self._is_word(at) or (
            at >= 0 and self._text(at) in ("_", "!", "#", "$", "%", "&", "*", "'")
        )

    def _word_start(self, at: int) -> int:
        piece = self._piece_at.get(at)
        return at if piece is None else piece.first


_VERBS: Final = word_set("""
    send sent write wrote contact use try email mail reach forward forwarded cc copy
    account called named address login user username use used uses put enter entered
    typed type typing says said reads showing shows it's that's is
    """)
