"""What the times of words cost: the final decodes of the sample calls, both ways.

    python -m bench.word_times [RECORDING ...]

Each utterance is decoded twice, one after the other: the two columns have met the same
machine.
"""

import argparse
import asyncio
import time
from pathlib import Path

from coach.audio.recording import RecordingSource, two_channel
from coach.audio_time import SAMPLE_RATE
from coach.speech.decoding import DecodeRequest
from coach.speech.hearing import Hearing
from coach.speech.settings import SpeechSettings
from coach.speech.whisper import Recogniser

CALLS = Path(__file__).parent.parent / "tests" / "data" / "calls"


def main() -> None:
    """Measure, and print two lines."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("recordings", nargs="*", type=Path)
    paths = parser.parse_args().recordings or sorted(CALLS.glob("*.flac"))
    asked = [one for path in paths for one in asyncio.run(finals(path))]
    recogniser = Recogniser.load(decodes=1)
    recogniser.decode(asked[0].audio)  # the first one of a process takes longer
    spent = {False: 0.0, True: 0.0}
    for request in asked:
        for words in spent:
            before = time.process_time()
            recogniser.decode(request.audio, words=words)
            spent[words] += time.process_time() - before
    length = sum(len(request.audio) for request in asked) / SAMPLE_RATE
    print(f"{len(asked)} utterances, {length:.0f} s of speech")
    print(f"  without word times {spent[False]:6.1f} CPU s")
    print(f"  with word times    {spent[True]:6.1f} CPU s")


async def finals(path: Path) -> list[DecodeRequest]:
    """Return the final requests of a recording."""
    hearing = Hearing(SpeechSettings(), early=False)
    heard: list[object] = []
    async for piece in RecordingSource(two_channel(path), speed=0).pieces():
        heard += hearing.feed(piece)
    heard += hearing.finish()
    return [item for item in heard if isinstance(item, DecodeRequest)]


if __name__ == "__main__":
    main()
