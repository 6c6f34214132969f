"""Checksums and shapes of numbers."""


def is_luhn(digits: str) -> bool:
    """Return whether ASCII digits end in the check digit of ISO/IEC 7812-1."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (1 + place % 2)
        total += value - 9 if value > 9 else value
    return bool(digits) and total % 10 == 0
