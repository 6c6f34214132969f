"""What is said for a value: where it begins after “it's, uh, I think”, where it ends.

::

    yes, it's  bluebird,  all lower case, then  four four
    └ hedge ─┘ └ value ┘                        └ more ─┘
"""

from collections.abc import Mapping, Sequence
from typing import Final

from coach.redaction.lines import Line, Token
from coach.redaction.pieces import Piece
from coach.redaction.vocabulary import FUNCTION_WORDS, HESITATIONS

MOST_WORDS: Final = 7
"""Words of a value that is said in plain words."""

_HEDGES: Final = tuple(
    sorted(
        (
            tuple(phrase.split())
            for phrase in ["yes", "yeah", "yep", "sure", "of course", "okay", "ok", "it's", "it is", "it was", "that's\n            ", "that is", "that was", "that would be", "that'd be", "it would be", "it'd be", "it should be\n            ", "it will be", "it'll be", "this is", "i think", "i think it's", "i believe", "i guess", "i suppose\n            ", "let me think", "let me see", "let's see", "the answer is", "should be", "would be", "will be\n            ", "i use", "i typed", "i type", "i'm typing", "i enter", "i've been using", "i'm using", "i put in\n            ", "i put", "just", "she was called", "he was called", "her name was", "his name was", "name was\n            ", "his name is", "her name is", "the name was", "the name is", "called", "named", "right", "alright\n            ", "oh", "well", "um", "uh", "er", "ah", "hmm", "so", "then", "now", "and", "currently", "no problem", "certainly\n            ", "absolutely", "here goes", "here you go", "here we go", "ready", "one moment", "hang on", "hold on\n            ", "one second", "just a second", "just a moment", "a second", "sorry", "please", "here it is\n            ", "going to be", "gonna be", "must be", "might be", "may be", "probably", "actually", "basically\n            ", "always", "still", "currently", "set to", "simply", "only", "literally", "i said", "i chose", "i picked\n            ", "we called him", "we called her", "we called it", "they called me", "everyone called me\n            ", "everybody called me", "people called me", "my mother's was", "my mum's was", "hers was\n            ", "mine is", "mine's", "mine was", "good question", "gosh", "as follows", "all right", "fine", "great\n            ", "thanks", "thank you", "it used to be", "used to be", "it was called", "it's called", "she was\n            ", "he was", "that one's", "that one is", "got it", "perfect", "i was born in", "i was born on\n            ", "i grew up on", "i grew up in", "we lived on", "we lived in", "i went to", "born in", "born on\n            ", "i had", "we had", "i drove", "i have", "let me", "i remember", "if i remember", "i'd say\n            ", "i would say", "i'm pretty sure", "pretty sure", "i'm fairly sure", "i'm sure", "would've been\n            ", "would have been", "that would have been", "it would have been", "my answer is\n            ", "my answer was", "the word is", "the word was", "the answer was", "i put down\n            ", "it begins with", "it starts with", "that will be", "that'll be", "spelled", "spelt\n            ", "i used", "i've used", "i entered", "i tried", "i chose", "i'm putting in", "i went with", "i was using\n            ", "i keep using", "we use", "i am using", "i'd put", "i'd used", "i have been using", "it's still\n            ", "i was typing", "mine's", "mine is", "we've got", "we have", "spelled out", "it reads", "it'd say\n            ", "the code is", "it says", "there you go", "is", "was", "all lower case", "all lowercase\n            ", "all one word", "all caps", "all in caps", "one word", "lowercase", "all small letters\n            ", "all upper case", "all uppercase", "lower case"]
        ),
        key=len,
        reverse=True,
    )
)
_HEDGES_BY_WORD: Final[dict[str, list[tuple[str, ...]]]] = {}
for _hedge in _HEDGES:
    _HEDGES_BY_WORD.setdefault(_hedge[0], []).append(_hedge)

PREDICATES: Final = frozenset(
    ["wrong", "incorrect", "correct", "right", "invalid", "valid", "blank", "empty", "gone", "weak", "strong", "old", "new", "missing", "fine", "good", "bad", "okay", "different", "unknown", "required", "mandatory", "optional", "secret", "private", "confidential", "active", "inactive", "available", "unavailable", "important", "easy", "hard", "difficult", "impossible", "long", "short", "longer", "shorter", "simple", "complex", "visible", "hidden", "stuck", "due", "dead", "ready", "safe", "unsafe", "secure", "insecure", "unique", "identical", "similar", "personal", "temporary", "permanent", "common", "generic", "default", "stale", "outdated", "complicated", "ridiculous", "stupid", "case", "sensitive", "same", "rubbish", "terrible", "horrible", "weird", "strange", "broken", "overdue", "bit", "fully", "completely", "totally", "definitely", "automatically", "almost", "nearly", "long", "way", "saved", "known", "lost", "forgotten", "set", "reset", "sent", "kept", "held", "gone", "done", "written", "shown", "given", "taken", "made", "hit", "cut", "let", "shut", "found", "sync", "fucked", "shit", "crap", "damn", "bloody", "pretty", "really", "okay", "null", "unlocked", "one", "part", "half", "full", "top", "less", "more", "most", "least", "better", "worse", "best", "worst", "useless", "pointless", "mismatched", "unreadable", "readable", "able", "unable", "supposed", "fun", "trouble", "nonsense", "history", "ok", "something", "somewhere", "whatever", "whichever", "enough", "cleared", "over", "unsynced", "case-sensitive", "ages", "years", "months", "weeks", "days", "hours", "minutes", "seconds", "synced", "frozen", "close", "open", "possible", "likely", "unlikely", "true", "false", "asking", "telling", "nowhere", "everywhere", "yours", "mine", "ours", "theirs", "super", "far", "kaput", "toast", "dodgy", "last", "next", "behind", "past", "corrupt", "corrupted", "linked", "fake", "sticky", "tricky", "annoying", "crazy", "funny", "odd"]
)
"""What a password is said to be without its being said."""

_ENDS: Final = frozenset((".", "!", "?", ";", "…"))
_STOPS: Final = frozenset(
    ["and", "but", "so", "because", "as", "for", "with", "which", "is", "was", "if", "when", "while", "where", "in", "on", "i", "it", "that", "that's", "it's", "okay", "ok", "right", "please", "all", "you", "we", "now", "then", "isn't", "doesn't", "don't", "though", "not", "or", "she", "he", "they", "i'm", "i'll", "i've", "who", "whose", "since", "from", "at", "to", "apparently", "by", "can", "could", "would", "will", "should", "let", "just", "sorry", "thanks", "thank", "no", "yes", "yeah", "do", "did", "does", "got"]
)


_GOES_ON_AS_TALK: Final = frozenset(
    ["to", "in", "on", "at", "by", "from", "when", "if", "where", "while", "since", "not", "is", "was", "isn't", "doesn't", "can", "can't", "could", "would", "will", "should", "apparently", "until", "than", "do", "did", "does", "i", "he", "she", "they", "we", "you"]
)
"""Words after a plain word that make it no password: “is nowhere to be found”."""


def after_hedges(tokens: Sequence[Token], at: int) -> int:
    """Return where a value begins that may begin here, after what is said before it."""
    while at < len(tokens):
        token = tokens[at]
        if token.kind == "mark" and token.text in ",.:;-–—…\"'“”‘’!":
            at += 1
            continue
        hedge = _hedge_at(tokens, at)
        if not hedge:
            break
        at += hedge
    return at


def _hedge_at(tokens: Sequence[Token], at: int) -> int:
    """Return how many tokens of a hedge begin here; 0 where none does."""
    if tokens[at].text in HESITATIONS:
        return 1
    for hedge in _HEDGES_BY_WORD.get(tokens[at].text, ()):
        if all(
            at + n < len(tokens) and tokens[at + n].text == word
            for n, word in enumerate(hedge)
        ):
            return len(hedge)
    return 0


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
    while at < len(tokens):
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
            if not token.is_joined:
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
    if sum(len(piece.signs) for piece in pieces) >= 2:
        return True
    for before, token in zip(tokens, tokens[1:], strict=False):
        if token.is_joined and {before.kind, token.kind} == {"word", "digits"}:
            return True
        if token.is_joined and token.text in "@#$%&*_+=!" and before.kind != "mark":
            return True
    return False


def is_plausible(
    line: Line, begin: int, stop: int, dictated: Mapping[int, Piece]
) -> bool:
    """Whether tokens may be a password at all, rather than something said of one."""
    if begin >= stop:
        return False
    if is_strong(line, begin, stop, dictated):
        return True
    first = line.tokens[begin]
    words = [token for token in line.tokens[begin:stop] if token.kind == "word"]
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
    follows = line.tokens[stop].text if stop < len(line.tokens) else "."
    if follows in _GOES_ON_AS_TALK:
        return False
    return len(words) <= 5


def more_pieces(
    line: Line, stop: int, dictated: Mapping[int, Piece], most_apart: int = 10
) -> list[Piece]:
    """Return what else is dictated after a value: “… all lower case, then four four”."""
    found: list[Piece] = []
    last = stop
    at = stop
    while at < len(line.tokens) and at - last <= most_apart:
        piece = dictated.get(at)
        if piece is None:
            at += 1
            continue
        found.append(piece)
        at = last = piece.last + 1
    return found


def sentence_starts(tokens: Sequence[Token]) -> list[int]:
    """Return the first token of each sentence."""
    starts = [0] if tokens else []
    for at, token in enumerate(tokens[:-1]):
        if token.text in _ENDS and not tokens[at + 1].is_joined:
            starts.append(at + 1)
    return starts
