"""Answers to security questions: the answer is secret, the question is not.

::

    agent     And your mother's maiden name?     customer  My first pet was Rex.
    customer  It's, uh, Kowalski.                                           └─┘
                        └──────┘
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from typing import Final

from coach.events import Speaker
from coach.redaction.hedges import after_hedges
from coach.redaction.labels import Label
from coach.redaction.lines import Line, Token
from coach.redaction.masking import Spot
from coach.redaction.pieces import MONTHS, ORDINALS, TEENS, TENS, UNITS, Piece
from coach.redaction.values import PREDICATES, more_pieces
from coach.redaction.vocabulary import FUNCTION_WORDS, HESITATIONS, word_set

MOST_WORDS: Final = 10
"""Words of an answer."""

MOST_APART: Final = 8
"""Lines after “for security” in which a question of taste is a security question."""

MOST_SECURE: Final = 3
"""Lines after it in which any question about one's life is one."""

_SECURITY: Final = word_set(
    """
    security verify verification identity authenticate identify recovery secret
    """
)

MOST_WAIT: Final = 4
"""Lines after a question in which its answer may come."""

_KIN: Final = (
    "mother|father|mom|mum|dad|grandmother|grandfather|grandma|grandpa|granny|sister"
    "|brother|spouse|wife|husband|partner|child|daughter|son|nephew|niece|cousin|aunt"
    "|uncle|parent|godmother|godfather|sibling"
)
_LIKED: Final = (
    "teacher|movie|film|book|colou?r|food|team|band|song|singer|actor|actress|author"
    "|place|sports? team|football team|football club|holiday|holiday destination"
    "|subject"
    "|animal|sport|restaurant|drink|dessert|superhero|cartoon|musician|artist|writer"
    "|ice cream|fruit|meal|dish|flower|poet|game|toy|pet|dog|aunt|uncle|cousin|city"
    "|vacation spot|athlete|player|president|character|quote"
)
_TOPIC: Final = re.compile(
    r"\b(?:(?P<date>date of birth|d\.? ?o\.? ?b\b|dob|birth ?date|birthday"
    r"|(?:when|what year|which year|what day|what date) were you born|year of birth"
    r"|memorable date|(?:day|date|year) (?:that )?you were born)"
    r"|maiden(?: |-)name"
    r"|(?:first|childhood|favou?rite|family|oldest|current) (?:ever )?(?:pet|dog"
    r"|cat)(?: ?'?s name)?"
    r"|(?:your|my) (?:\w+ )?pet ?'s name|name of (?:your|my|a|the) (?:first "
    r"|childhood |favou?rite |family )?(?:pet|dog|cat)"
    r"|(?P<loose>(?:your|my) (?:first|childhood) (?!name|call|step|attempt|problem"
    r"|impression|message|thing"
    r"|choice|day|login|error|question|shift|ticket|aid|line|contact|language|email|e"
    r"|time"
    r"|computer|laptop|phone number|option|car|pet|teacher)\w+"
    r"|(?:your|my) favou?rite (?!browser|way|system|ticket|method|app|apps|tool|tools"
    r"|contact"
    r"|channel|time|part|thing|things|folder|folders|bar|list|printer)\w+"
    r"|(?:first|primary|elementary|junior|secondary|high|grammar) school"
    r"(?: (?:you|i) (?:went to|attended))?"
    rf"|favou?rite (?:childhood |school |sports "
    rf"|football )?(?:{_LIKED})(?: of all time| in school| at school)?"
    r"|first (?:boss|employer|concert|girlfriend|boyfriend|kiss|album|job"
    r"|crush|love|company you worked for|roommate|manager|street)"
    r"|(?:street|road|house|town|city|place|village)(?: \w+){0,4} (?:grow"
    r"|grew) up(?: on| in)?"
    r"|where did you grow up|where you grew up|(?:street|road) you lived on"
    r"|(?:town|city|place|country)(?: \w+){0,3} parents (?:meet|met)|parents (?:meet"
    r"|met)"
    r"|best (?:childhood |school )?friend(?: from school| in school| at school"
    r"| as a child)?(?: ?'s name)?"
    r"|(?:street|road|city|town|house|area|village)(?: \w+)? did you (?:live|grow up)"
    r"|as a (?:child|kid)|best man|maid of honou?r|nickname|dream job|honeymoon"
    r"|anniversary"
    rf"|(?:{_KIN})(?: ?'s|s)? (?:(?:first|last|given|birth|full) name|name|occupation)"
    rf"|(?:meet|met) (?:your|my) (?:{_KIN}))"
    r"|(?:city|town|place|village|country|hospital|ward)(?: \w+){0,4} (?:born|birth)"
    r"|birth ?place|place of birth|where were you born"
    r"|first (?:car|teacher)|make (?:and model )?of (?:your|my) (?:first|oldest) car"
    r"|childhood (?:nickname|friend|hero|phone|street|home|address|best friend|idol"
    r"|dream)"
    r"|(?:grade|kindergarten|school|maths?|music|history|science) teacher"
    r"|school mascot|memorable (?:word|place|name|person|phrase|answer|information)"
    rf"|(?:{_KIN})(?: ?'s|s)? middle name"
    rf"|name of (?:your|my|the) (?:oldest |eldest |youngest |first |favou?rite "
    rf"|first-?born )(?:{_KIN})"
    r"|security (?:answer|word|phrase)|answer to (?:the|your|my|that) (?:security"
    r"|secret)? ?question"
    r"|answer to (?:your|my) security question|secret (?:word|answer|phrase)|safe ?word"
    r"|(?:verbal|voice|account|phone) password|hint answer"
    r"|answer(?= is)(?=.{0,200}security))(?!\w)"
)
_TRIGGERS: Final = word_set(
    f"""
    birth birthdate birthday dob d born maiden pet pets teacher teachers dog cat school
    favourite favorite first car grow grew street road childhood friend man maid child
    nickname mascot job honeymoon anniversary memorable security answer secret safeword
    safe word password hint meet met birthplace year when oldest eldest youngest parents
    {_KIN.replace("|", " ")} {_KIN.replace("|", "s ")}s
    """
)
"""Words without one of which a line has nothing to do with security questions."""
_ANSWER: Final = re.compile(
    r"\b(?:the|my) (?:security )?answer(?:'s| is| was| would be| to (?:it|that|this"
    r"|one) is)"
    r"|\bsecurity question (?:i|we) (?:put|chose|picked|used|said|entered|answered)\b"
    r"|\bsecurity (?:question|answer)(?:'s| is| was)\b(?! on| about| what| your)"
)
_PERSONAL: Final = frozenset(("your", "you"))
_WH: Final = word_set("""
    what what's which who who's where when
    """)
_OF_WORK: Final = word_set("""
    manager department computer laptop pc screen problem issue company team name address
    browser error message see trying calling help doing working happening happens
    say says using number job title role site location call called version
    """)
"""What is asked of anybody who calls a desk."""
_BORN: Final = re.compile(
    r"\bi(?: was|'m|'was) born(?: on| in| at)?\b"
    rf"|\bborn (?:on |in )?(?=(?:the )?(?:\d|{'|'.join(sorted(MONTHS - {'may'}))}))"
)
_ASKING: Final = word_set("""
    what what's where who which when who's confirm tell give need your verify please say
    have take provide spell state remember name was
    """)
_LINKS: Final = frozenset(
    (
        "is",
        "was",
        "'s",
        ":",
        "called",
        "named",
        "it's",
        "as",
        "would",
        "being",
        "=",
        "said",
        "put",
        "entered",
        "wrote",
        "answered",
    )
)
_NO_ANSWERS: Final = word_set("""
    god hey wow gosh i why what no not don't can't who where how do is you we none never
    pardon could which i'm i've i'll i'd there he she they if because did does would
    that this those these have it will can am are nothing nobody whatever when let
    """)
_ENDS: Final = word_set("""
    but because if so i that's which who though okay please why is do can would it it's
    isn't i'm i've i'd i'll what how was though although you ok thanks sorry right
    with does did spelled spelt like
    """)
_TITLES: Final = frozenset(("mr", "mrs", "ms", "dr", "st", "miss", "prof"))
_NUMERIC: Final = frozenset((*UNITS, *TEENS, *TENS, *MONTHS, *ORDINALS, "double", "oh"))


class Answers:
    """Finds the answers to security questions.

    Args:
        lines: In order.
        labels: Of each line.
        pieces: What of each line is dictated sign by sign.
    """

    def __init__(
        self,
        lines: Sequence[Line],
        labels: Sequence[Sequence[Label]],
        pieces: Sequence[Sequence[Piece]],
    ) -> None:
        self._lines = lines
        self._labels = labels
        self._dictated: list[Mapping[int, Piece]] = [
            {at: piece for piece in own for at in range(piece.first, piece.last + 1)}
            for own in pieces
        ]

    def find(self) -> list[list[Spot]]:
        """Return the answers in each line."""
        found: list[list[Spot]] = []
        asked: dict[Speaker | None, tuple[int, bool]] = {}
        dated: dict[Speaker | None, int] = {}
        secure = -99
        for number, line in enumerate(self._lines):
            if not _SECURITY.isdisjoint(line.vocabulary):
                secure = number
            normal, places = "", list[int]()
            if (
                not _TRIGGERS.isdisjoint(line.vocabulary)
                or number - secure <= MOST_APART
            ):
                normal, places = _normal(line)
            topics = [
                topic
                for topic in _TOPIC.finditer(normal)
                if not topic.group("loose")
                or number - secure <= MOST_APART
                or _is_personal(normal, topic)
            ]
            spots = [
                spot for topic in topics for spot in self._told(number, topic, places)
            ]
            if number - secure <= MOST_APART:
                for told in _ANSWER.finditer(normal):
                    begin = bisect_right(places, told.end() - 1)
                    spots += self._value(number, begin, strict=True)
            for born in _BORN.finditer(normal):
                spots += self._value(
                    number, bisect_right(places, born.end() - 1), strict=True
                )
            speaker = line.speaker
            since, is_date = asked.get(speaker, (-99, False))
            if not spots and number - since <= MOST_WAIT:
                spots = self._answer(number, is_date=is_date)
                if spots:
                    del asked[speaker]
                    if is_date:
                        dated[speaker] = number
            elif not spots and number - dated.get(speaker, -99) <= MOST_WAIT:
                spots = self._rest_of_date(number)
            if speaker is None or spots:
                pass
            elif topics and _asks(line, normal):
                asked[speaker.other] = number, bool(topics[-1].group("date"))
            elif number - secure <= MOST_SECURE and self._is_security_question(
                number, normal
            ):
                asked[speaker.other] = number, False
            found.append(spots)
        return found

    def _told(
        self, number: int, topic: re.Match[str], places: Sequence[int]
    ) -> list[Spot]:
        """Find “my mother's maiden name is …”."""
        tokens = self._lines[number].tokens
        begin = bisect_left(places, topic.end())
        is_date = bool(topic.group("date"))
        for at in range(begin, min(begin + 9, len(tokens))):
            text = tokens[at].text
            if text in _LINKS:
                spots = self._value(number, at + 1, strict=True)
                told = (
                    self._lines[number].text[spots[0].begin : spots[0].stop]
                    if spots
                    else ""
                )
                if topic.group("loose") and told.islower():
                    return []
                return spots
            if text in (".", "?", "!", ";") or text in ("and", "but", "or"):
                break
        if begin < len(tokens) and (
            (is_date and _is_dateish(tokens[begin]))
            or (
                not is_date
                and tokens[begin].raw[:1].isupper()
                and begin > 1
                and tokens[begin].text not in FUNCTION_WORDS
            )
        ):
            return self._value(number, begin, strict=True)
        follows = begin + 1
        if (
            follows < len(tokens)
            and tokens[begin].text == "?"
            and tokens[-1].text != "?"
        ):
            return self._value(number, follows, strict=True)
        if begin < len(tokens) and tokens[begin].text == "," and follows < len(tokens):
            follows = after_hedges(tokens, follows)
            if follows < len(tokens) and (
                _is_dateish(tokens[follows])
                if is_date
                else tokens[follows].raw[:1].isupper()
                and tokens[follows].text not in FUNCTION_WORDS
            ):
                return self._value(number, follows, strict=True)
        return []

    def _is_security_question(self, number: int, normal: str) -> bool:
        """Whether something of one's life is asked where security was spoken of."""
        words = set(self._lines[number].words)
        return (
            normal.endswith("?")
            and not _PERSONAL.isdisjoint(words)
            and not _WH.isdisjoint(words)
            and not any(
                label.meaning not in ("number", "answer")
                for label in self._labels[number]
            )
            and _OF_WORK.isdisjoint(words)
        )

    def _value(self, number: int, begin: int, *, strict: bool) -> list[Spot]:
        """Return the answer that begins here, and what is spelled after it."""
        line = self._lines[number]
        begin = after_hedges(line.tokens, begin)
        if begin >= len(line.tokens):
            return []
        end = self._end(number, begin)
        tokens = line.tokens[begin:end]
        if not tokens or not self._is_answer(tokens, strict=strict):
            return []
        if end < len(line.tokens) and line.tokens[end].text == "?" and not strict:
            return []
        spots = [Spot(tokens[0].begin, tokens[-1].stop, "security-answer")]
        more = more_pieces(line, end, self._dictated[number], 8)
        letters = [piece for piece in more if piece.kind == "letter"]
        if len(letters) >= 2:
            first, last = more[0].first, more[-1].last
            spots.append(
                Spot(
                    line.tokens[first].begin, line.tokens[last].stop, "security-answer"
                )
            )
        return spots

    def _is_answer(self, tokens: Sequence[Token], *, strict: bool) -> bool:
        first = tokens[0]
        if first.kind == "mask" or first.text in _NO_ANSWERS:
            return first.text == "no" and len(tokens) > 1 and tokens[1].kind == "digits"
        words = [token for token in tokens if token.kind != "mark"]
        if not words:
            return False
        if not strict:
            return not all(
                word.text in FUNCTION_WORDS or word.text in HESITATIONS
                for word in words
            )
        if any(_is_dateish(word) for word in words[:4]):
            return True
        if first.text in PREDICATES or (
            first.text in FUNCTION_WORDS
            and not any(word.raw[:1].isupper() for word in words)
        ):
            return False
        return not (
            first.raw.islower()
            and first.text.endswith(("ed", "ing"))
            and len(words) < 3
        )

    def _end(self, number: int, begin: int) -> int:
        tokens = self._lines[number].tokens
        words = 0
        at = begin
        while at < len(tokens):
            token = tokens[at]
            follows = tokens[at + 1] if at + 1 < len(tokens) else None
            if token.kind == "mask":
                break
            if token.kind == "mark":
                is_inside = follows is not None and (
                    follows.is_joined
                    or (token.text == "." and tokens[at - 1].text in _TITLES)
                    or (
                        token.text in ",.-–"
                        and _is_dateish(follows)
                        and any(map(_is_dateish, tokens[begin:at]))
                    )
                    or (token.text == "," and (at + 1) in self._dictated[number])
                    or (
                        token.text == ","
                        and follows.raw[:1].isupper()
                        and words <= 3
                        and follows.text not in FUNCTION_WORDS
                    )
                )
                if not is_inside and token.text not in "'’\"“”":
                    break
            elif (token.text in _ENDS and at > begin and not token.is_joined) or (
                token.text == "and"
                and not (
                    follows is not None
                    and (follows.raw[:1].isupper() or _is_dateish(follows))
                )
            ):
                break
            else:
                words += not token.is_joined
                if words > MOST_WORDS:
                    break
            at += 1
        return at

    def _answer(self, number: int, *, is_date: bool) -> list[Spot]:
        line = self._lines[number]
        begin = after_hedges(line.tokens, 0)
        if begin >= len(line.tokens):
            return []
        if is_date and not any(map(_is_dateish, line.tokens[begin : begin + 12])):
            return []
        return self._value(number, begin, strict=False)

    def _rest_of_date(self, number: int) -> list[Spot]:
        """Find the month and the year where the day came before."""
        line = self._lines[number]
        begin = after_hedges(line.tokens, 0)
        words = [token for token in line.tokens[begin:] if token.kind != "mark"]
        if not words or len(words) > 6 or not any(map(_is_dateish, words)):
            return []
        if any(
            word.text not in FUNCTION_WORDS and not _is_dateish(word) for word in words
        ):
            return []
        return [Spot(words[0].begin, words[-1].stop, "security-answer")]


def _normal(line: Line) -> tuple[str, list[int]]:
    """Return a line's tokens with single spaces, and where each begins in that."""
    places: list[int] = []
    length = 0
    for token in line.tokens:
        places.append(length)
        length += len(token.text) + 1
    return " ".join(line.words), places


def _is_personal(normal: str, topic: re.Match[str]) -> bool:
    """Whether a question of taste is put as one: “what's your …?”, “my … was”."""
    before = normal[max(0, topic.start() - 40) : topic.start()].split()[-6:]
    around = [*before, *topic.group().split(), *normal[topic.end() :].split()[:4]]
    if "your" in [*before[-1:], topic.group().split()[0]] and normal.endswith("?"):
        return len(normal.split()) <= 14
    if not {"your", "you"}.isdisjoint(around):
        asking = {"what's", "what", "who", "who's", "which", "name", "where"}
        is_asked = normal.endswith("?") or not {
            "childhood",
            "favourite",
            "favorite",
        }.isdisjoint(around)
        return not asking.isdisjoint(around) and is_asked
    return before[-1:] == ["my"] and not topic.group().endswith(" name")


def _asks(line: Line, normal: str) -> bool:
    return (
        normal.endswith("?")
        or len(line.tokens) <= 12
        or not _ASKING.isdisjoint(line.words)
    )


def _is_dateish(token: Token) -> bool:
    return token.kind == "digits" or token.text in _NUMERIC
