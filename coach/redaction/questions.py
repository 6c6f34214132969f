"""Security questions: what is asked, and how it is known for one."""

import re
from collections.abc import Sequence
from typing import Final

from coach.redaction.labels import LOOSE, Label
from coach.redaction.lines import Line
from coach.redaction.signs import MONTHS
from coach.redaction.vocabulary import word_set

SECURITY: Final = word_set(
    """
    security verify verification identity authenticate identify recovery secret
    question
    """
)

_KIN: Final = (
    "mother|father|mom|mum|dad|grandmother|grandfather|grandma|grandpa|granny|gran|nan|nana|grandad|granddad|sister"
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
TOPIC: Final = re.compile(
    r"\b(?:(?P<date>date of birth|d\.? ?o\.? ?b\b|dob|birth ?date|birthday"
    r"|(?:when|what year|which year|what day|what date) were you born|year of birth"
    r"|memorable date|(?:day|date|year) (?:that )?you were born)"
    r"|maiden(?: |-)name"
    r"|(?:first|childhood|favou?rite|family|oldest|current) (?:ever )?(?:pet|dog"
    r"|cat)(?: ?'?s name)?"
    r"|(?:get|got|were you) married(?! name)"
    r"|(?:where|when|how|city|town|place)(?: \w+){0,3}"
    rf" (?:meet|met) (?:your|my) (?:{_KIN})"
    r"|want(?:ed)? to be when you (?:grew|grow|were)"
    r"|(?:your|my) (?:\w+ )?(?:pet|dog|cat|hamster|horse|rabbit|budgie|goldfish"
    r"|parrot)(?: ?'s)? name"
    r"|(?:your|my) (?:\w+ )?(?:pet|dog|cat|hamster|rabbit) (?=called)"
    r"|name of (?:your|my|a|the) (?:first "
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
    r"|(?:your|my) middle name"
    r"|first (?:boss|employer|concert|girlfriend|boyfriend|kiss|album|job"
    r"|crush|love|company you worked for|roommate|manager|street)"
    r"|(?:street|road|house|town|city|place|village)(?: \w+){0,4} (?:grow"
    r"|grew) up(?: on| in)?"
    r"|where did you grow up|where you grew up"
    r"|(?:street|road) (?:you|i) lived on(?: as a (?:kid|child))?"
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
    r"|(?:town|city|place|village) (?:she|he|they)(?:'s|'re| is| was| were)"
    r" (?:from|born)"
    r"|birth ?place|place of birth|where were you born"
    r"|first (?:car|teacher)|make (?:and model )?of (?:your|my) (?:first|oldest) car"
    r"|childhood (?:nickname|friend|hero|phone|street|home|address|best friend|idol"
    r"|dream)"
    r"|(?:grade|kindergarten|school|maths?|music|history|science) teacher"
    r"|school mascot|memorable (?:word|place|name|person|phrase|answer|information)"
    rf"|(?:{_KIN})(?: ?'s|s)? middle name"
    rf"|name of (?:your|my|the) (?:oldest |eldest |youngest |first |favou?rite "
    rf"|first-?born )(?:{_KIN})"
    r"|security (?:answer|word|phrase)|answer to (?:the|your|my|that) (?:\w+ )?question"
    r"|(?:the|your) answer (?:you'd|you would|there|to that|you want)"
    r"|answer to (?:your|my) security question|secret (?:word|answer|phrase)|safe ?word"
    r"|(?:verbal|voice|account|phone) password|hint answer"
    r"|answer(?= is)(?=.{0,200}security))(?!\w)"
)
TRIGGERS: Final = word_set(
    f"""
    birth birthdate birthday dob d born maiden pet pets teacher teachers dog cat school
    from asks ask asking answer married want wanted hamster horse rabbit budgie goldfish
    parrot
    favourite favorite first car grow grew street road childhood friend man maid child
    nickname mascot job honeymoon anniversary memorable security answer secret safeword
    safe word password hint meet met birthplace year when oldest eldest youngest parents
    {_KIN.replace("|", " ")} {_KIN.replace("|", "s ")}s
    """
)
"""Words without one of which a line has nothing to do with security questions."""
ANSWER: Final = re.compile(
    r"\b(?:the|my) (?:security )?answer(?:'s| is| was| would be| to (?:it|that|this"
    r"|one) is)"
    r"|\bi(?:'d| would) have put\b"
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
VOLUNTEERED: Final = re.compile(
    rf"\b(?:{_KIN}) was(?: an?| called| named)?(?! \w+ing\b)"
    r"|\bask(?:s|ed|ing)? for (?:the|my|your) \w+(?: [.,])? (?:it's|it is|it was)\b"
    r"|\bi (?:have|see|got)(?= (?:\w+ ){1,4}(?:here )?as the answer\b)"
)
"""What a name follows that answers a question which was not heard."""
BORN: Final = re.compile(
    r"\bi(?: was|'m|'was) born(?: on| in| at)?\b"
    rf"|\bborn (?:on |in )?(?=(?:the )?(?:\d|{'|'.join(sorted(MONTHS - {'may'}))}))"
)
_ASKING: Final = word_set("""
    what what's where who which when who's confirm tell give need your verify please say
    have take provide spell state remember name was
    """)


def is_of_life(line: Line, labels: Sequence[Label]) -> bool:
    """Whether a line asks something of one's life, rather than of one's work.

    Args:
        line: What was said, where security was spoken of.
        labels: Of the line.
    """
    words = set(line.words)
    return (
        "?" in words
        and not _PERSONAL.isdisjoint(words)
        and not _WH.isdisjoint(words)
        and not any(
            label.meaning not in ("number", "answer") and label.text not in LOOSE
            for label in labels
        )
        and _OF_WORK.isdisjoint(words)
    )


def normal_form(line: Line) -> tuple[str, list[int]]:
    """Return a line's tokens with single spaces, and where each begins in that."""
    places: list[int] = []
    length = 0
    for token in line.tokens:
        places.append(length)
        length += len(token.text) + 1
    return " ".join(line.words), places


def is_personal(normal: str, topic: re.Match[str]) -> bool:
    """Whether a question of taste is put as one: “what's your …?”, “my … was”."""
    before = normal[max(0, topic.start() - 40) : topic.start()].split()[-6:]
    around = [*before, *topic.group().split(), *normal[topic.end() :].split()[:4]]
    if "your" in [*before[-1:], topic.group().split()[0]] and normal.endswith("?"):
        return len(normal.split()) <= 14
    if (len(before) <= 2 or before[-1] in ("?", ".")) and "?" in normal:
        return True  # “First concert you went to?”
    if not {"your", "you"}.isdisjoint(around):
        asking = {"what's", "what", "who", "who's", "which", "name", "where"}
        is_asked = (
            normal.endswith("?")
            or _is_asked_first(normal)
            or not {
                "childhood",
                "favourite",
                "favorite",
            }.isdisjoint(around)
        )
        return not asking.isdisjoint(around) and is_asked
    return before[-1:] == ["my"] and not topic.group().endswith(" name")


def _is_asked_first(normal: str) -> bool:
    """Whether a line begins as a question; a recogniser may leave out the mark."""
    return not {"which", "what", "what's", "who", "where", "who's"}.isdisjoint(
        normal.split()[:4]
    )


def asks(line: Line, normal: str) -> bool:
    """Whether a line that speaks of such a thing asks for it."""
    return (
        normal.endswith("?")
        or len(line.tokens) <= 12
        or not _ASKING.isdisjoint(line.words)
    )
