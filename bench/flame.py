"""A flame graph of where the processor time of scoring recordings goes.

    python -m bench.flame OUT.svg [RECORDING…]

Without recordings: those of tests/data/calls.  The parts that ``coach score`` is made
of are run one after the other in one thread, so that all their time is seen: decoding,
voice activity and the rest of hearing, the recogniser on batches of utterances,
redaction, the engine, the report.
"""

import argparse
import asyncio
import cProfile
import io
import pstats
import re
import time
from pathlib import Path

from bench.recogniser import CALLS
from coach.audio.recording import RecordingSource, two_channel
from coach.batch.worker import BATCH
from coach.engine import run
from coach.events import HeardEvent
from coach.policy.policy import Policy
from coach.record import Record
from coach.redaction import redact
from coach.scoring.report import CallInfo, EngineInfo, report_of
from coach.scoring.writing import report_bytes
from coach.speech.decoding import DecodeRequest
from coach.speech.hearing import Heard, Hearing
from coach.speech.whisper import Recogniser


async def hear(path: Path, policy: Policy) -> tuple[Hearing, list[Heard]]:
    """Return all that is heard in a recording before its words are known."""
    hearing, heard = Hearing(policy.speech, early=False), list[Heard]()
    async for piece in RecordingSource(two_channel(path), speed=0).pieces():
        heard += hearing.feed(piece)
    return hearing, [*heard, *hearing.finish()]


def recognise(
    hearing: Hearing, heard: list[Heard], recogniser: Recogniser
) -> tuple[HeardEvent, ...]:
    """Return the record of a call."""
    record, requests = Record(), list[DecodeRequest]()
    for item in heard:
        if isinstance(item, DecodeRequest):
            requests.append(item)
        else:
            record.append(item)
    for first in range(0, len(requests), BATCH):
        batch = requests[first : first + BATCH]
        found = recogniser.decode_many([one.audio for one in batch], words=True)
        for request, decoding in zip(batch, found, strict=True):
            for event in hearing.decoded(request, decoding):
                record.append(event)
    return record.in_order()


def score(path: Path, policy: Policy, recogniser: Recogniser) -> bytes:
    """Return the report of a recording."""
    hearing, heard = asyncio.run(hear(path, policy))
    record = recognise(hearing, heard, recogniser)
    engine = run(redact(record, policy.redaction).record, policy)
    report = report_of(
        engine.ledger,
        call=CallInfo(id=path.stem, source=path.name, input="stereo"),
        engine=EngineInfo(version="", model=recogniser.name, policy=policy.name),
    )
    return report_bytes(report)


def main() -> None:
    """Score once to warm up, then again under the profiler; write the picture."""
    import flameprof

    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("out", type=Path)
    files = sorted(CALLS.glob("*.flac"))
    parser.add_argument("recordings", nargs="*", type=Path, default=files)
    options = parser.parse_args()
    policy, recogniser = Policy(), Recogniser.load(decodes=1)
    score(options.recordings[0], policy, recogniser)
    profile = cProfile.Profile(time.process_time)
    profile.enable()
    for path in options.recordings:
        score(path, policy, recogniser)
    profile.disable()
    picture = io.StringIO()
    flameprof.render(pstats.Stats(profile).stats, picture, width=1200)  # type: ignore[attr-defined]
    # Where things are installed is nobody's business.
    plain = re.sub(
        r"/[^\s:\"<>]*/(?=site-packages/|coach/|bench/|lib/python)",
        "",
        picture.getvalue(),
    )
    options.out.write_text(plain)


if __name__ == "__main__":
    main()
