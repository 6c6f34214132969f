import pytest

from coach.redaction import RedactionSettings, redact_text
from tests.redaction.talk import redacted_texts

E = "[e-mail address]"


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("It's nora.berg+x@mail.example.co.uk.", f"It's {E}."),
        ("nora dot berg at example dot com", E),
        ("my e-mail is jsmith42 at gmail dot com, okay", f"my e-mail is {E}, okay"),
        ("it's k r i s at a c m e dot o r g", f"it's {E}"),
        ("send it to Kim at Gmail", f"send it to {E}"),
        ("mary, dot, jones, at, hotmail, dot, com", E),
    ],
)
def test_addresses_are_masked_written_or_spoken(said: str, expected: str) -> None:
    """And nothing else of the line."""
    assert redact_text(said, RedactionSettings()) == expected


@pytest.mark.parametrize(
    "said",
    [
        "Look at example dot com, it's down.",
        "I looked at the dot com site.",
        "Open portal.office.com, please.",
        "All of us at Contoso are offline.",
    ],
)
def test_other_ats_and_dots_stay(said: str) -> None:
    """Sites are no addresses of people."""
    assert redact_text(said, RedactionSettings()) == said


def test_an_address_may_come_in_two_lines() -> None:
    """Its name in one, its domain in the next."""
    lines = [("a", "So nora dot berg, and then?"), ("c", "at example dot com")]
    assert redacted_texts(*lines) == [f"So {E}, and then?", E]
