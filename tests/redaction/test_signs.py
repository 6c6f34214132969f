from coach.redaction.signs import NATO, SYMBOLS, TEENS, TENS, UNITS, WEAK_LETTERS


def test_each_word_stands_for_its_signs() -> None:
    """One digit or letter, two of the teens."""
    assert all(len(sign) == 1 for sign in (*UNITS.values(), *TENS.values()))
    assert all(len(sign) == 2 for sign in TEENS.values())
    assert all(sign.isalpha() and len(sign) == 1 for sign in NATO.values())
    assert all(len(sign) == 1 for sign in SYMBOLS.values())
    assert {"a", "i"} <= WEAK_LETTERS
