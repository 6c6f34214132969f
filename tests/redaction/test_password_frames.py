import pytest

from tests.redaction.talk import redacted_texts

P = "[password]"


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (
            "I get nowhere with Tiger!99, wrong password.",
            f"I get nowhere with {P}, wrong password.",
        ),
        (
            "It wants my password so I put moonbeam.",
            f"It wants my password so I put {P}.",
        ),
        (
            "The old password, velvet, still works.",
            f"The old password, {P}, still works.",
        ),
        ("My passcode is buttercup.", f"My passcode is {P}."),
    ],
)
def test_the_words_around_it_tell_a_password(said: str, expected: str) -> None:
    """In whatever clause it is said."""
    assert redacted_texts(("c", said)) == [expected]
