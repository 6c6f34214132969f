"""What came of a call that was followed."""

from typing import Any, Literal

import pytest

from coach.errors import InputError, RecordingError
from coach.followed import Followed


def followed(
    input_: Literal["stereo", "mono", "transcript"] = "stereo",
    *,
    talk_ms: int = 0,
    problems: tuple[str, ...] = (),
    faults: tuple[InputError, ...] = (),
) -> Followed:
    """Return a call in which the agent spoke for so long."""
    report: dict[str, Any] = {
        "call": {"source": "a.wav", "input": input_},
        "metrics": {"talk_ms": {"agent": talk_ms, "customer": 0}},
        "quality": {"problems": [{"code": code, "detail": ""} for code in problems]},
    }
    return Followed(report=report, faults=faults)


def test_whoever_spoke_was_heard() -> None:
    """A transcript may be empty."""
    assert not followed().has_speech
    assert followed(talk_ms=1).has_speech
    assert followed("transcript").has_speech


def test_who_speaks_may_be_unsure() -> None:
    """Where the report says so."""
    assert not followed(problems=("clipping",)).is_unsure
    assert followed(problems=("clipping", "mono-speakers-unsure")).is_unsure


@pytest.mark.parametrize(
    ("input_", "where"), [("stereo", "on either channel"), ("mono", "in it")]
)
def test_silence_is_named(input_: Literal["stereo", "mono"], where: str) -> None:
    """There is nothing to hear in it."""
    with pytest.raises(RecordingError, match=rf"^a\.wav: no speech {where}$"):
        followed(input_).check_heard()
    followed(input_, talk_ms=1).check_heard()


def test_the_first_fault_is_told() -> None:
    """It could be heard only in part."""
    faults = (InputError("a.wav", "damaged"), InputError("a.wav", "worse"))
    with pytest.raises(InputError, match="damaged"):
        followed(talk_ms=1, faults=faults).check_heard()
