"""What went wrong with an input."""

from coach.batch.call import BatchCall, Outcome
from coach.batch.failure import Failure

CALL = BatchCall(address="a.wav", name="a", id="a")


def test_a_call_that_was_heard_in_part_has_a_report() -> None:
    """And one that could not be heard has none."""
    part = Outcome(call=CALL, report=b"{}", error="a.wav: ends early")
    none = Outcome(call=CALL, report=None, error="a.wav: no such file")
    assert Failure.of(part) == Failure(
        error="a.wav: ends early", call=CALL, has_report=True
    )
    assert not Failure.of(none).has_report
