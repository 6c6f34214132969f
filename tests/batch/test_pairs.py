from collections.abc import Iterable

from coach.batch.pairs import Pairing, Sides, paired
from coach.batch.patterns import NamePattern
from coach.errors import InputError

PATTERN = NamePattern(r"(?P<call>.+)_(?P<side>[a-z]+)\.wav", "--pairs")


def said(faults: Iterable[InputError]) -> list[str]:
    """Return errors in words."""
    return [str(fault) for fault in faults]


def test_two_sides_are_one_call() -> None:
    """At the place of the first, the agent's side first; any of the words will do."""
    found = paired(
        [
            "1_caller.wav",
            "2_rep.wav",
            "1_agent.wav",
            "2_client.wav",
            "3_in.wav",
            "3_out.wav",
            "4_rx.wav",
            "4_tx.wav",
        ],
        PATTERN,
    )
    assert found == Pairing(
        calls=[
            Sides(address="1_agent.wav", customer="1_caller.wav", name="1"),
            Sides(address="2_rep.wav", customer="2_client.wav", name="2"),
            Sides(address="3_out.wav", customer="3_in.wav", name="3"),
            Sides(address="4_tx.wav", customer="4_rx.wav", name="4"),
        ]
    )


def test_a_missing_side_is_named() -> None:
    """The file that is there says which call it is about."""
    found = paired(["1_agent.wav", "2_in.wav"], PATTERN)
    assert found.calls == []
    assert said(found.faults) == [
        "1_agent.wav: the customer's side of the call '1' is missing",
        "2_in.wav: the agent's side of the call '2' is missing",
    ]


def test_the_same_call_in_two_folders_is_two() -> None:
    """Numbers begin anew every day."""
    found = paired(["mon/1_agent.wav", "tue/1_in.wav"], PATTERN)
    assert len(found.faults) == 2


def test_sides_may_be_folders() -> None:
    """With a slash in the pattern."""
    pattern = NamePattern(r"(?P<side>\w+)/(?P<call>\d+)\.wav", "--pairs")
    found = paired(["x/agent/1.wav", "x/customer/1.wav"], pattern)
    assert found.calls == [
        Sides(address="x/agent/1.wav", customer="x/customer/1.wav", name="1")
    ]


def test_two_files_for_a_side_are_named() -> None:
    """None of them is scored: which one is meant nobody knows."""
    found = paired(["1_agent.wav", "1_out.wav", "1_in.wav"], PATTERN)
    assert found.calls == []
    assert said(found.faults) == [
        "1_agent.wav: there are 2 files for this side of the call '1'",
        "1_out.wav: there are 2 files for this side of the call '1'",
        "1_in.wav: the agent's side of the call '1' is 2 files",
    ]


def test_an_unknown_side_is_named() -> None:
    """So is the other side of its call."""
    found = paired(["1_left.wav", "1_in.wav"], PATTERN)
    assert said(found.faults) == [
        "1_left.wav: 'left' is neither the agent's side of a call nor the customer's",
        "1_in.wav: the agent's side of the call '1' is missing",
    ]


def test_what_does_not_match_is_a_call_of_its_own() -> None:
    """A transcript is not even looked at."""
    pattern = NamePattern(r"(?P<call>.+)_(?P<side>[a-z]+)", "--pairs")
    found = paired(["whole.wav", "1_agent.json"], pattern)
    assert found.calls == [Sides(address="whole.wav"), Sides(address="1_agent.json")]
    assert found.unmatched == ["whole.wav"]
