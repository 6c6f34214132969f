import numpy as np
import pytest

from coach.events import Speaker
from coach.speech.decoding import DecodeRequest, Purpose


@pytest.mark.parametrize(
    ("purpose", "words"), [("partial", False), ("candidate", True), ("final", True)]
)
def test_only_partials_need_no_word_times(purpose: Purpose, words: bool) -> None:
    """A candidate may become the final, so it is decoded exactly like one."""
    request = DecodeRequest(
        utterance_id="agent-0",
        speaker=Speaker.AGENT,
        start=0,
        end=1,
        audio=np.zeros(1, np.float32),
        audio_start=0,
        purpose=purpose,
    )
    assert request.words is words
