"""Calls and outcomes travel between processes."""

import pickle

from tests.batch.calls import call, outcome, setup


def test_all_of_them_can_be_pickled() -> None:
    """The policy too."""
    for one in (call("a", agent="Nora", metadata={"team": "2"}), setup()):
        assert pickle.loads(pickle.dumps(one)) == one
    came = outcome(call("a"))
    assert pickle.loads(pickle.dumps(came)) == came
