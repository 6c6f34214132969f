"""Words that stand for digits, letters and symbols, and those that count things."""

from typing import Final

from coach.redaction.vocabulary import word_set

UNITS: Final = {
    "zero": "0", "nought": "0", "naught": "0", "aught": "0", "null": "0", "nil": "0",
    "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6",
    "seven": "7", "eight": "8", "nine": "9", "niner": "9", "fife": "5",
}  # fmt: skip
TEENS: Final = {
    "ten": "10", "eleven": "11", "twelve": "12", "thirteen": "13", "fourteen": "14",
    "fifteen": "15", "sixteen": "16", "seventeen": "17", "eighteen": "18",
    "nineteen": "19",
}  # fmt: skip
TENS: Final = {
    "twenty": "2", "thirty": "3", "forty": "4", "fourty": "4", "fifty": "5",
    "sixty": "6", "seventy": "7", "eighty": "8", "ninety": "9",
}  # fmt: skip
TIMES: Final = {
    "double": 2, "triple": 3, "treble": 3, "quadruple": 4, "quad": 4,
}  # fmt: skip
OH: Final = frozenset(("oh", "o", "owe", "ohh"))
MISHEARD: Final = {
    "to": "2", "too": "2", "for": "4", "fore": "4", "ate": "8", "won": "1",
    "tree": "3", "sex": "6", "sics": "6", "fiver": "5",
}  # fmt: skip
"""What a recogniser makes of a digit among digits."""

NATO: Final = {
    "alpha": "a", "alfa": "a", "bravo": "b", "charlie": "c", "delta": "d", "echo": "e",
    "foxtrot": "f", "golf": "g", "hotel": "h", "india": "i", "juliet": "j",
    "juliett": "j", "juliette": "j", "kilo": "k", "lima": "l", "mike": "m",
    "november": "n", "oscar": "o", "papa": "p", "quebec": "q", "romeo": "r",
    "sierra": "s", "tango": "t", "uniform": "u", "victor": "v", "whiskey": "w",
    "whisky": "w", "xray": "x", "yankee": "y", "zulu": "z", "zed": "z", "zee": "z",
    "aitch": "h", "haitch": "h", "jay": "j", "kay": "k", "ess": "s", "bee": "b",
    "dee": "d", "cee": "c", "tee": "t", "pee": "p", "vee": "v", "eff": "f", "gee": "g",
    "ell": "l", "em": "m", "en": "n", "ar": "r", "ex": "x", "wye": "y", "queue": "q",
}  # fmt: skip
WEAK_LETTERS: Final = frozenset(
    ("a", "i", *(NATO.keys() - {"alfa", "foxtrot", "xray"}))
)
"""Letters that are words too: such only beside something else that is dictated."""

CASES: Final = frozenset(("capital", "uppercase", "lowercase", "small", "big", "cap"))
"""What is said of a letter before it."""

SYMBOLS: Final[dict[tuple[str, ...], str]] = {
    ("at", "sign"): "@", ("at", "symbol"): "@", ("dollar", "sign"): "$",
    ("dollar", "symbol"): "$", ("pound", "sign"): "#", ("hash", "sign"): "#",
    ("hash", "tag"): "#", ("hashtag",): "#", ("hash",): "#", ("hash", "symbol"): "#",
    ("exclamation", "mark"): "!", ("exclamation", "point"): "!", ("exclamation",): "!",
    ("question", "mark"): "?", ("underscore",): "_", ("underbar",): "_",
    ("asterisk",): "*", ("star",): "*", ("ampersand",): "&", ("percent", "sign"): "%",
    ("plus", "sign"): "+", ("equals", "sign"): "=", ("full", "stop"): ".",
    ("semicolon",): ";", ("apostrophe",): "'", ("caret",): "^", ("tilde",): "~",
    ("bang",): "!", ("backslash",): "\\", ("forward", "slash"): "/", ("plus",): "+",
    ("dollar",): "$", ("pound",): "#", ("and", "sign"): "&", ("hyphen",): "-",
    ("dash",): "-",
}  # fmt: skip
WEAK_SYMBOLS: Final = frozenset(
    ("hash", "star", "pound", "plus", "dollar", "bang", "hyphen", "dash", "exclamation")
)
"""Such as are words too, or no more than a pause."""

QUANTITIES: Final = word_set("""
    second seconds sec secs minute minutes min mins hour hours hr hrs day days week
    weeks month months year years percent per-cent times dollar dollars euro euros
    pounds cent cents pence quid bucks gig gigs gigabyte gigabytes meg megs megabyte
    megabytes kilobyte kilobytes terabyte terabytes gb mb kb tb ms bits bytes bit
    users digit people persons machines computers laptops printers servers screens
    monitors devices calls tickets emails e-mails messages attempts tries characters
    digits letters words pages lines floors meters metres miles inches feet items
    things files folders hundred thousand million billion am pm o'clock degrees
    megabits gigabits mbps volts watts hertz megahertz gigahertz cores pixels st nd
    rd th business working of%
    """)
"""Words after a number that say that it counts something."""

SUFFIXES: Final = word_set(
    """
    st nd rd th s k m gb mb kb tb ms am pm px x hz ghz mhz kg km min h hr hrs p
    """
)
MONTHS: Final = word_set("""
    january february march april may june july august september october november
    december jan feb mar apr jun jul aug sep sept oct nov dec
    """)
ORDINALS: Final = word_set("""
    first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth
    thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth
    twentieth thirtieth
    """)
