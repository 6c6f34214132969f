"""What calls and people are called."""

from coach.batch.call import BatchCall
from coach.batch.failure import Failure
from coach.batch.reading import Scored
from coach.batch.summary.naming import Naming

CALL = Scored(number=1_200, name="2026-nora-berg-17", report=None)
ADDRESS = "/calls/nora/2026-nora-berg-17.wav"


def failed(error: str) -> Failure:
    """Return what went wrong with that call."""
    return Failure(error=error, call=BatchCall(address=ADDRESS, name="a", id="a"))


def test_calls_have_numbers_unless_names_are_asked_for() -> None:
    """Names of files are made of people's names and telephone numbers."""
    assert Naming(shows_names=False).call(CALL) == "Call 1,200"
    assert Naming(shows_names=True).call(CALL) == "2026-nora-berg-17"


def test_addresses_are_hidden_also_in_reasons() -> None:
    """Whole, or only their last part."""
    failure = failed(f"{ADDRESS}: 2026-nora-berg-17.wav is no sound, says {ADDRESS}")
    hidden = Naming(shows_names=False).failed(3, failure)
    assert hidden == ("Call 3", "the input is no sound, says the input")
    assert Naming(shows_names=True).failed(3, failed(f"{ADDRESS}: no sound")) == (
        ADDRESS,
        "no sound",
    )


def test_parts_of_words_are_no_addresses() -> None:
    """A folder called old does not spoil holds."""
    failure = Failure(error="/calls/old: holds no recording and no transcript")
    assert Naming(shows_names=False).failed(None, failure) == (
        "An input that is no call",
        "holds no recording and no transcript",
    )


def test_of_a_pair_both_addresses_are_hidden() -> None:
    """Either may be at fault."""
    pair = BatchCall(address="nora.wav", customer="c.wav", name="a", id="a")
    failure = Failure(error="c.wav: no such file", call=pair)
    assert Naming(shows_names=False).failed(1, failure) == ("Call 1", "no such file")


def test_what_an_address_holds_of_secrets_is_on_no_page() -> None:
    """Neither with names nor without: reasons begin with what is shown of it."""
    address = "https://host/calls/nora.wav?signature=4711"
    call = BatchCall(address=address, name="a", id="a")
    failure = Failure(error="https://host/calls/nora.wav: no such file", call=call)
    assert Naming(shows_names=False).failed(1, failure) == ("Call 1", "no such file")
    assert Naming(shows_names=True).failed(1, failure) == (
        "https://host/calls/nora.wav",
        "no such file",
    )


def test_analysts_are_masked_in_what_was_said() -> None:
    """Their own in any letters, others where it looks like a name."""
    naming = Naming(shows_names=False)
    naming.learn("Nora Berg")
    naming.learn("Will Smith")
    said = "“nora, you are useless, and Will promised; I will call Nora Berg!”"
    assert naming.words(said, "Nora Berg") == (
        "“[analyst], you are useless, and [analyst] promised; I will call [analyst]!”"
    )
    assert naming.words("the agent", "Agent 7") == "the agent"


def test_names_that_are_asked_for_stay() -> None:
    """In what was said too."""
    naming = Naming(shows_names=True)
    naming.learn("Nora")
    assert naming.words("Nora said", "Nora") == "Nora said"
