"""Checksums and shapes of numbers."""

import re
from typing import Final

IBAN_LENGTHS: Final = {
    "ad": 24, "ae": 23, "al": 28, "at": 20, "az": 28, "ba": 20, "be": 16, "bg": 22,
    "bh": 22, "br": 29, "by": 28, "ch": 21, "cr": 22, "cy": 28, "cz": 24, "de": 22,
    "dk": 18, "do": 28, "ee": 20, "eg": 29, "es": 24, "fi": 18, "fo": 18, "fr": 27,
    "gb": 22, "ge": 22, "gi": 23, "gl": 18, "gr": 27, "gt": 28, "hr": 21, "hu": 28,
    "ie": 22, "il": 23, "iq": 23, "is": 26, "it": 27, "jo": 30, "kw": 30, "kz": 20,
    "lb": 28, "lc": 32, "li": 21, "lt": 20, "lu": 20, "lv": 21, "mc": 27, "md": 24,
    "me": 22, "mk": 19, "mr": 27, "mt": 31, "mu": 30, "nl": 18, "no": 15, "pk": 24,
    "pl": 28, "ps": 29, "pt": 25, "qa": 29, "ro": 24, "rs": 22, "sa": 24, "sc": 31,
    "se": 24, "si": 19, "sk": 24, "sm": 27, "st": 25, "sv": 28, "tl": 23, "tn": 24,
    "tr": 26, "ua": 29, "va": 22, "vg": 24, "xk": 20,
}  # fmt: skip
"""Characters of an IBAN by its country.  Source: the SWIFT IBAN registry."""

_NI = re.compile(
    r"(?!bg|gb|nk|kn|tn|nt|zz)[a-ceghj-prstw-zq][a-ceghj-nprstw-zq]\d{6}[a-d]"
)
_SSN = re.compile(r"(?!000|666|9\d\d)\d{3}(?!00)\d\d(?!0000)\d{4}")


def is_luhn(digits: str) -> bool:
    """Return whether ASCII digits end in the check digit of ISO/IEC 7812-1."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (1 + place % 2)
        total += value - 9 if value > 9 else value
    return bool(digits) and total % 10 == 0


def is_card(digits: str) -> bool:
    """Return whether digits are a payment card's: issuer, length and check digit."""
    length = len(digits)
    if not 13 <= length <= 19 or len(set(digits)) == 1:
        return False
    fits = {
        "4": length in (13, 16, 19),
        "5": length in (16, 18, 19),
        "6": length in (16, 17, 18, 19),
        "2": length == 16 and 2221 <= int(digits[:4]) <= 2720,
        "3": (length == 15 and digits[1] in "47")
        or (length == 14 and digits[1] in "0689")
        or (length in (16, 19) and digits[1] in "5068"),
    }.get(digits[0], False)
    return fits and is_luhn(digits)


def is_iban(signs: str) -> bool:
    """Return whether small letters and digits are an IBAN, by ISO 13616's checksum."""
    if IBAN_LENGTHS.get(signs[:2]) != len(signs) or not signs[2:4].isdigit():
        return False
    return _remainder(signs[4:] + signs[:4]) == 1


def _remainder(signs: str) -> int:
    number = "".join(str(int(sign, 36)) for sign in signs if sign.isalnum())
    return int(number) % 97 if len(number) < 100 else 0


def is_national_insurance(signs: str) -> bool:
    """Return whether small letters and digits have the form of a UK NI number."""
    return _NI.fullmatch(signs) is not None


def is_social_security(digits: str) -> bool:
    """Return whether nine digits may be a US social-security number."""
    return _SSN.fullmatch(digits) is not None
