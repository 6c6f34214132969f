"""How often somebody may try to sign in."""

from coach.web.review.attempts import (
    BURST,
    MAX_REMEMBERED,
    PER_ADDRESS_S,
    PER_NAME_S,
    Attempts,
)


def test_a_few_at_once_and_then_slowly() -> None:
    """From one address, whatever the name."""
    attempts = Attempts()
    assert all(attempts.allows("a", f"name {i}", 0.0) for i in range(BURST))
    assert not attempts.allows("a", "another", 0.0)
    wait = 1 / PER_ADDRESS_S
    assert not attempts.allows("a", "another", wait - 0.1)
    assert attempts.allows("a", "another", wait + 0.1)


def test_one_name_from_many_addresses() -> None:
    """Whoever has many addresses does not guess faster for it."""
    attempts = Attempts()
    assert all(attempts.allows(f"address {i}", "Nora", 0.0) for i in range(BURST))
    assert not attempts.allows("one more", "Nora", 0.0)
    assert attempts.allows("one more", "Max", 0.0)
    assert attempts.allows("one more", "Nora", 1 / PER_NAME_S + 0.1)


def test_others_cannot_keep_somebody_out() -> None:
    """Where Nora has signed in before, she can again whatever goes on elsewhere."""
    attempts = Attempts()
    assert attempts.allows("her desk", "Nora", 0.0)
    attempts.succeeded("her desk", "Nora")
    for i in range(100):
        attempts.allows(f"address {i}", "Nora", 1.0)
    assert not attempts.allows("elsewhere", "Nora", 1.0)
    assert attempts.allows("her desk", "Nora", 1.0)


def test_a_known_address_is_bounded_too() -> None:
    """Somebody else may sit there now."""
    attempts = Attempts()
    attempts.succeeded("her desk", "Nora")
    assert [attempts.allows("her desk", "Nora", 0.0) for _ in range(BURST + 1)] == [
        *[True] * BURST,
        False,
    ]


def test_having_it_right_in_the_end_forgives_the_address() -> None:
    """A team behind one address does not use up one another's attempts."""
    attempts = Attempts()
    for _ in range(3 * BURST):
        assert attempts.allows("office", "Nora", 0.0) or True
        attempts.succeeded("office", "Nora")
    assert attempts.allows("office", "Nora", 0.0)


def test_ones_own_password_buys_no_guesses_at_a_colleagues() -> None:
    """From the office that both sign in from."""
    attempts = Attempts()
    attempts.succeeded("office", "Rita")
    guesses = 0
    for _ in range(5 * BURST):
        guesses += attempts.allows("office", "Rita", 0.0)
        assert attempts.allows("office", "Nora", 0.0)
        attempts.succeeded("office", "Nora")
    assert guesses == BURST


def test_what_is_remembered_is_bounded() -> None:
    """Whoever makes up names and addresses fills no memory."""
    attempts = Attempts()
    for i in range(MAX_REMEMBERED + 50):
        attempts.allows(f"a{i}", f"n{i}", 0.0)
        attempts.succeeded(f"a{i}", f"n{i}")
    assert len(attempts._limits) <= MAX_REMEMBERED
    assert len(attempts._known) <= MAX_REMEMBERED
