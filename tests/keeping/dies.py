"""A coach that records a call in real time until it is killed."""

import sys
import time
from pathlib import Path

import numpy as np

from coach.audio.source import Chunk
from coach.audio_time import SAMPLE_RATE, samples
from coach.events import Speaker
from coach.keeping.notes import About
from coach.keeping.recording import CallRecording
from coach.scoring.report import CallInfo

STEP = samples(20)


def main(folder: Path) -> None:
    """Record a tone; say on standard output how many samples had come by then."""
    call = CallInfo(id="call-1", source="a headset", input="stereo")
    about = About(call=call, is_asked=True)
    recording = CallRecording(lambda: folder, about, on_failure=sys.exit)
    # Silence is a few bytes a second, which FFmpeg would hold in its buffers for long.
    audio = np.zeros((60 * SAMPLE_RATE, 2), np.float32)
    audio[: SAMPLE_RATE // 2] = np.sin(np.arange(SAMPLE_RATE // 2) / 9)[:, None] / 9
    started = time.monotonic()
    for start in range(0, len(audio), STEP):
        for channel, speaker in enumerate(Speaker):
            part = audio[start : start + STEP, channel]
            recording.put(Chunk(speaker=speaker, start=start, samples=part))
        sys.stdout.write(f"{start + STEP}\n")
        sys.stdout.flush()
        due = started + (start + STEP) / SAMPLE_RATE
        time.sleep(max(0.0, due - time.monotonic()))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
