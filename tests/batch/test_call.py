"""Calls and outcomes travel between processes."""

import pickle

from tests.batch.calls import call, outcome, setup


def test_all_of_them_can_be_pickled() -> None:
    """The policy too."""
    for one in (call("a", agent="Nora", metadata={"team": "2"}), setup()):
        assert pickle.loads(pickle.dumps(one)) == one
    came = outcome(call("a"))
    assert pickle.loads(pickle.dumps(came)) == came


def test_a_call_is_one_file_or_two() -> None:
    """The agent's side comes first."""
    assert call("a", "a.wav").addresses == ("a.wav",)
    assert call("a", "a.wav", customer="b.wav").addresses == ("a.wav", "b.wav")


def test_what_is_told_of_a_call_holds_no_secrets() -> None:
    """Neither side's."""
    pair = call("a", "https://host/a.wav?key=1", customer="https://host/b.wav?key=2")
    assert pair.source == "https://host/a.wav + https://host/b.wav"


def test_words_are_told_from_sound_by_their_name() -> None:
    """A pair is sound whatever it is called."""
    assert call("a", "a.json").is_transcript
    assert not call("a", "a.wav").is_transcript
    assert not call("a", "a.json", customer="b.json").is_transcript
