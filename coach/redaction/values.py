"""What is said for a value: where it begins after “it's, uh, I think”, where it ends.

::

    yes, it's  bluebird,  all lower case, then  four four
    └ hedge ─┘ └ value ┘                        └ more ─┘
"""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Final

from coach.redaction.lines import Line, Token
from coach.redaction.pieces import Piece
from coach.redaction.signs import QUANTITIES, UNITS
from coach.redaction.vocabulary import FUNCTION_WORDS, HESITATIONS, word_set

MOST_WORDS: Final = 7
"""Words of a value that is said in plain words."""

MOST_TOKENS: Final = 100
"""Tokens of a value that is dictated sign by sign, with what is between them."""

PREDICATES: Final = word_set("""
    wrong incorrect correct right invalid valid blank empty gone weak strong old new
    missing fine good bad okay different unknown required mandatory optional secret
    private confidential active inactive available unavailable important easy hard
    difficult impossible long short longer shorter simple complex visible hidden
    stuck due dead ready safe unsafe secure insecure unique identical similar
    personal temporary permanent common generic default stale outdated complicated
    ridiculous stupid case sensitive same rubbish terrible horrible weird strange
    broken overdue bit fully completely totally definitely automatically almost
    nearly long way saved known lost forgotten set reset sent kept held gone done
    written shown given taken made hit cut let shut found sync fucked shit crap damn
    bloody pretty really okay null unlocked one part half full top less more most
    least better worse best worst useless pointless mismatched unreadable readable
    able unable supposed fun trouble nonsense history ok something somewhere
    whatever whichever enough cleared over unsynced case-sensitive ages years months
    weeks days hours minutes seconds synced frozen close possible likely
    unlikely true false asking telling nowhere everywhere yours mine ours theirs
    super far kaput toast dodgy last next behind past corrupt corrupted linked fake
    sticky tricky annoying crazy funny odd
    """)
"""What a password is said to be without its being said."""

PRODUCTS: Final = word_set("""
    windows outlook teams office chrome edge firefox safari vpn citrix network mac
    laptop email mail wifi zoom excel word sharepoint onedrive intranet internet android
    iphone ipad google apple microsoft okta duo adobe sap salesforce keepass lastpass
    bitwarden computer phone tablet browser desktop server portal incognito caps
    sap gui kyocera brother dell lenovo latitude
    monday tuesday wednesday thursday friday saturday sunday nothing everything
    """)
"""What a desk speaks of all day, in a place where a password might be said."""

_ENDS: Final = frozenset((".", "!", "?", ";", "…"))
_STOPS: Final = word_set("""
    and but so because as for with which is was if when while where in on i it that
    that's it's okay ok right please all you we now then isn't doesn't don't though
    not or she he they i'm i'll i've who whose since from at to apparently by can
    followed could would will should let just sorry thanks thank no yes yeah do did does
    got
    """)


_GOES_ON_AS_TALK: Final = word_set("""
    to in on at by from when if where while since not is was isn't doesn't can can't
    could would will should apparently until than do did does i he she they we you
    """)
"""Words after a plain word that make it no password: “is nowhere to be found”."""


def value_end(
    tokens: Sequence[Token],
    at: int,
    dictated: Mapping[int, Piece],
    *,
    stops: frozenset[str] = _STOPS,
) -> int:
    """Return the token after a value that begins here.

    Args:
        tokens: Of the line.
        at: Its first token.
        dictated: The piece at each token that is dictated sign by sign.
        stops: Words that end a value of plain words.
    """
    begin, words = at, 0
    while at < len(tokens) and at - begin < MOST_TOKENS:
        token = tokens[at]
        if token.kind == "mask":
            break
        if at in dictated:
            at = dictated[at].last + 1
            continue
        if token.kind == "mark":
            follows = at + 1 < len(tokens) and tokens[at + 1].is_joined
            if follows and token.text not in ",":
                at += 1
                continue
            if token.text in ("!", "$", "#", "@", "*", "%", "&", "+", "_") and (
                token.is_joined and _is_strong_before(tokens, begin, at)
            ):
                at += 1
                continue
            if token.text in (",", ".", "-", "–", "—", "…") and _goes_on(
                tokens, at + 1, dictated
            ):
                at += 1
                continue
            break
        is_first = at == begin
        if token.text in stops and not is_first:
            if token.text in ("and", "then") and _goes_on(tokens, at, dictated):
                at += 1
                continue
            is_sign = token.text == "at" and (at + 1) in dictated
            if not token.is_joined and not is_sign:
                break
        words += not token.is_joined
        if words > MOST_WORDS:
            break
        at += 1
    return at


def _goes_on(tokens: Sequence[Token], at: int, dictated: Mapping[int, Piece]) -> bool:
    """Whether dictation goes on after a pause, “and” or “then”."""
    for near in range(at, min(at + 4, len(tokens))):
        if near in dictated:
            return True
        token = tokens[near]
        if token.text not in HESITATIONS and token.text not in (
            "and", "then", ",", "a", "an", "the",
        ):  # fmt: skip
            return False
    return False


def _is_strong_before(tokens: Sequence[Token], begin: int, stop: int) -> bool:
    return any(
        token.kind == "digits" or not token.raw.islower()
        for token in tokens[begin:stop]
    )


def is_strong(line: Line, begin: int, stop: int, dictated: Mapping[int, Piece]) -> bool:
    """Whether tokens are of such a form that they are a password's, not talk.

    Letters and digits as one, signs that are dictated, a name in the middle.
    """
    tokens = line.tokens[begin:stop]
    pieces = {dictated[at] for at in range(begin, stop) if at in dictated}
    if any(piece.kind == "mixed" or piece.note == "sure" for piece in pieces):
        return True
    leading, at = 0, begin
    while at < stop and (at in dictated or line.tokens[at].kind == "mark"):
        piece = dictated.get(at)
        leading += len(piece.signs) if piece else 0
        at = piece.last + 1 if piece else at + 1
    if leading >= 2:
        return True
    for before, token in pairwise(tokens):
        if token.is_joined and {before.kind, token.kind} == {"word", "digits"}:
            return True
        if token.is_joined and token.text in "@#$%&*_+=!" and before.kind != "mark":
            return True
    return False


def pieces_in(begin: int, stop: int, dictated: Mapping[int, Piece]) -> bool:
    """Whether anything between two tokens is dictated sign by sign."""
    return any(at in dictated for at in range(begin, stop))


def is_plausible(
    line: Line, begin: int, stop: int, dictated: Mapping[int, Piece]
) -> bool:
    """Whether tokens may be a password at all, rather than something said of one."""
    if begin >= stop:
        return False
    if is_strong(line, begin, stop, dictated):
        return True
    first = line.tokens[begin]
    if (
        first.text in UNITS
        and line.words[begin + 1 : begin + 2][:1]
        and (line.words[begin + 1] in QUANTITIES)
    ):
        return False
    words = [
        line.tokens[at]
        for at in range(begin, stop)
        if line.tokens[at].kind == "word" and at not in dictated
    ]
    if not words or first.kind != "word" or first.text in FUNCTION_WORDS:
        return False
    if first.raw[:1].isupper() and first.text not in PREDICATES:
        return len(words) <= MOST_WORDS
    if first.text in PREDICATES or first.text.endswith(("ing", "ed", "able")):
        rest = {token.text for token in words[1:]}
        return (
            len(words) >= 3
            and rest.isdisjoint(FUNCTION_WORDS)
            and rest.isdisjoint(PREDICATES)
        )
    joins = ("and", "then", "a") if pieces_in(begin, stop, dictated) else ()
    if any(token.text in FUNCTION_WORDS and token.text not in joins for token in words):
        return False
    follows = line.tokens[stop].text if stop < len(line.tokens) else "."
    if follows in _GOES_ON_AS_TALK:
        return False
    return len(words) <= 5


def more_pieces(
    line: Line, stop: int, dictated: Mapping[int, Piece], most_apart: int = 10
) -> list[Piece]:
    """Return what else is dictated after a value: “…, then four four”."""
    found: list[Piece] = []
    last = stop
    at = stop
    while at < len(line.tokens) and at - last <= most_apart and at - stop < MOST_TOKENS:
        piece = dictated.get(at)
        if piece is None:
            at += 1
            continue
        found.append(piece)
        at = last = piece.last + 1
    return found


def sentence_start(tokens: Sequence[Token], before: int) -> int:
    """Return where the sentence begins that is said before a token."""
    for at in range(before - 2, max(-1, before - MOST_TOKENS), -1):
        if tokens[at].text in _ENDS and not tokens[at + 1].is_joined:
            return at + 1
    return max(0, before - MOST_TOKENS)
