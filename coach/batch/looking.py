"""Calls looked at before they are scored: how long they are, and what is wrong already.

Of recordings only the headers are read, of transcripts all.
"""

from collections.abc import Generator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from coach.audio.headers import Headers, read_headers, read_headers_of
from coach.audio_time import SAMPLE_RATE
from coach.batch.addresses import ending_of, is_remote, shown
from coach.batch.call import BatchCall
from coach.batch.fetching import fetched
from coach.batch.remote import open_remote
from coach.errors import InputError
from coach.transcript import read_transcript

THREADS = 32
"""Calls looked at at once: a place elsewhere is mostly waited for."""

ONE_CHANNEL = "a side of a pair has one"
"""What to say of one that has several."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What is known of a call beforehand."""

    call: BatchCall
    seconds: float | None = None
    """Its length; None where its headers do not tell."""
    fault: InputError | None = None
    """Why it cannot be scored, or only in part."""
    is_whole: bool = True
    """False where no report would be made of it."""

    @property
    def ending(self) -> str:
        """Of its file, in small letters; ``(none)`` where it has none."""
        return ending_of(self.call.address) or "(none)"


def look(call: BatchCall) -> Look:
    """Return what is known of a call beforehand."""
    try:
        if call.is_transcript:
            return Look(call=call, seconds=_transcript_s(call.address))
        headers = [_headers(one) for one in call.addresses]
    except InputError as error:
        # Without its cause and traceback: those of fifty thousand fill the memory.
        bare = InputError(error.source, error.reason)
        return Look(call=call, fault=bare, is_whole=False)
    most, what = (2, "a call has two") if call.customer is None else (1, ONE_CHANNEL)
    for one in headers:
        if not 1 <= one.channels <= most:
            reason = f"has {one.channels} channels; {what}"
            return Look(
                call=call, fault=InputError(call.source, reason), is_whole=False
            )
    lengths = [one.seconds for one in headers if one.seconds is not None]
    fault = None
    if any(one.is_short for one in headers):
        fault = InputError(call.source, "is cut short: scored as far as it goes")
    return Look(call=call, seconds=max(lengths, default=None), fault=fault)


def look_at(calls: Sequence[BatchCall]) -> Generator[Look, None, None]:
    """Yield what is known of each call beforehand, in order."""
    threads = ThreadPoolExecutor(THREADS, thread_name_prefix="look")
    try:
        yield from threads.map(look, calls)
    finally:
        threads.shutdown(cancel_futures=True)


def _headers(address: str) -> Headers:
    if is_remote(address):
        with open_remote(address) as file:
            return read_headers_of(file, shown(address))
    with fetched(address) as path:
        return read_headers(path)


def _transcript_s(address: str) -> float:
    with fetched(address) as path:
        said = read_transcript(path).utterances
    return max((one.end for one in said), default=0) / SAMPLE_RATE
