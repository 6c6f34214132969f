"""Whether a line wants to hear a password, or announces one."""

from collections.abc import Sequence
from typing import Final

from coach.redaction.labels import Label
from coach.redaction.lines import Line
from coach.redaction.vocabulary import FUNCTION_WORDS, word_set

MOST_BACK: Final = 11
"""Words from “what” to “password”: “what have you been typing in for the …”."""

NOT_ITSELF: Final = word_set("""
    policy manager managers reset resets problem problems rule rules requirement
    requirements field prompt box screen expert hint hints issue issues situation
    vault portal link page change changes file protection length format
    """)
"""What is a password's, but not it: “what's your password policy?”"""

_USING: Final = word_set("""
    use using used type typed typing try tried trying enter entered entering put putting
    input have had
    """)
_NOT_ASKING: Final = word_set(
    """
    wrong when mean error don't not never isn't happens happened about
    """
)
_VERBS: Final = word_set("""
    is isn't does doesn't did do was were are aren't need needs should expires expire
    has had have works work can can't must will won't and or look looks mean means
    """)
_PLAIN: Final = word_set("""
    password passwords passphrase please pwd sorry thanks
    """)
_GIVING: Final = word_set("""
    read spell give tell dictate here's
    """)
_PEN: Final = word_set("""
    ready down pen paper
    """)
_REQUESTS: Final = word_set("""
    tell give read spell say share confirm need
    """)
_ENTERED: Final = word_set("""
    typing entering putting using typed entered put used chose choose pick picked set
    wrote written write choosing saying trying
    """)
"""What one does with a password: “what are you typing?”"""
_DOING: Final = word_set("""
    set type enter change reset use let's try forgot lost check go click resetting
    changed changing sent sending unlock
    """)
"""What is done with a password in a short line that asks for none."""
_SPELLED: Final = word_set("""
    spell repeat
    """)


_ABOUT_SPELLING: Final = word_set("""
    capital case word spell that number letter sorry again repeat upper lower space
    typing entering
    """)


def is_request(line: Line, own: Sequence[Label]) -> bool:
    """Whether a line wants to hear a password.

    Args:
        line: What was said.
        own: The places where it speaks of passwords.
    """
    words = line.words
    if not own:
        return _is_follow_up(words)
    if not _NOT_ASKING.isdisjoint(words[max(0, own[0].first - 4) :]):
        return False
    before = words[max(0, own[0].first - MOST_BACK) : own[0].first]
    after = words[own[0].last + 1 : own[0].last + 8]
    if after and after[0] in NOT_ITSELF:
        is_typed = "you" in before and not _USING.isdisjoint(before)
        return is_typed and before[-7:][0].startswith("what")
    if any(word.startswith("what") for word in before) and words[-2:] != ("for", "?"):
        back = next(n for n, w in enumerate(before[::-1]) if w.startswith("what"))
        is_whole = (
            not after or after[0] not in _VERBS or after[1:2] in (("?",), ("again",))
        )
        return back <= (10 if "you" in before else 5) and (
            is_whole or (len(after) > 2 and after[1] == "you")
        )
    if words[-2:] == ("for", "?") or words[-1:] == ("for",):
        return False
    near = before[-7:]
    if not _REQUESTS.isdisjoint(near) or ("have" in near and "i" in near):
        return True
    said = [word for word in words if word[0].isalpha() and word not in _PLAIN]
    return (
        len(said) <= 6
        and said[-1:] != ["i"]
        and _is_bare(said)
        and _DOING.isdisjoint(said)
    )


def is_entering(line: Line) -> bool:
    """Whether a line asks what somebody puts in: “what did you use?”."""
    return is_entering_words(line.words)


def is_entering_words(words: Sequence[str]) -> bool:
    """Return the same of a line's words."""
    is_what = any(word.startswith("what") for word in words[:3])
    return is_what and "you" in words[:6] and not _ENTERED.isdisjoint(words[:8])


def _is_follow_up(words: Sequence[str]) -> bool:
    """Whether a line asks for it where it was spoken of before: “what did you put?”."""
    if is_entering_words(words):
        return True
    return not _SPELLED.isdisjoint(words[:8]) and len(words) <= 12


def is_choice(line: Line, own: Sequence[Label]) -> bool:
    """Whether a line asks which of several passwords is meant or used."""
    words = line.words
    return (
        bool(own)
        and "which" in words[max(0, own[0].first - 3) : own[0].first]
        and not {"you", "you've"}.isdisjoint(words)
    )


def is_continued(words: Sequence[str]) -> bool:
    """Whether a question is about what is dictated: “with a capital?”."""
    return len(words) <= 4 or not _ABOUT_SPELLING.isdisjoint(words)


def is_announced(line: Line, own: Sequence[Label]) -> bool:
    """Whether a speaker is about to dictate a password.

    Args:
        line: What was said.
        own: The places where it speaks of passwords, at least one.
    """
    words = line.words
    before = words[max(0, own[-1].first - 8) : own[-1].first]
    after = words[own[-1].last + 1 :]
    is_given = not _GIVING.isdisjoint(before) or not _PEN.isdisjoint(after)
    pointed = " ".join(before)
    if is_given or "this is" in pointed or "here is" in pointed:
        return _NOT_ASKING.isdisjoint(words)
    rest = [word for word in after if word[:1].isalpha()]
    return bool(rest) and len(rest) <= 4 and rest[-1] in ("is", "be", "it's")


def _is_bare(said: Sequence[str]) -> bool:
    """Whether a short line asks for nothing but a password: “and the old one?”."""
    allowed = {"and", "the", "your", "my", "what", "current", "or", "a", "so", "then"}
    return FUNCTION_WORDS.isdisjoint(
        set(said) - allowed - {"now", "can", "i", "have", "you'd", "is", "was"}
    )
