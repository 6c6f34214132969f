"""The messages of one call, numbered, so that a browser can come back for the rest."""

import json
import logging
from bisect import bisect_right
from dataclasses import dataclass

from coach.web.messages import MAX_MESSAGE_BYTES, Message, error

logger = logging.getLogger(__name__)

MAX_ENTRIES = 50_000
"""Messages kept of a call: about four hours of talk at some three a second, 15 MB."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A message as it is sent."""

    seq: int
    text: str
    """JSON, at most :data:`coach.web.messages.MAX_MESSAGE_BYTES` bytes of UTF-8."""
    subject: tuple[str, ...] | None
    """What it is the latest word on; an earlier word on the same is superseded."""


class CallLog:
    """Number the messages of a call and keep them.

    Nothing is dropped until there are more than ``max_entries``; then what later
    messages supersede goes first (states, partials), and after that the oldest.

    Args:
        call: The call's id.
        max_entries: Messages to keep, at least 4.
    """

    def __init__(self, call: str, *, max_entries: int = MAX_ENTRIES) -> None:
        self.call = call
        self.seq = 0
        """The number of the last message; 0 before the first."""
        self._max_entries = max_entries
        self._entries: list[Entry] = []

    def __len__(self) -> int:
        return len(self._entries)

    def append(self, message: Message) -> Entry:
        """Number a message, keep it and return it as it is sent.

        One that is too large for the socket is replaced: a ``call-ended`` goes without
        its report, anything else becomes an ``error``.

        Raises:
            ValueError: It has no JSON form.
        """
        self.seq += 1
        text = self._fitting(message)
        if message["type"] == "transcript" and not message["text"]:
            self._forget(_subject(message))
        entry = Entry(seq=self.seq, text=text, subject=_subject(message))
        self._entries.append(entry)
        if len(self._entries) > self._max_entries:
            self._shorten()
        return entry

    def after(self, seq: int) -> Entry | None:
        """Return the first message kept that is later than ``seq``."""
        index = bisect_right(self._entries, seq, key=lambda entry: entry.seq)
        return self._entries[index] if index < len(self._entries) else None

    def _fitting(self, message: Message) -> str:
        text = encode(message, call=self.call, seq=self.seq)
        # No character takes more than four bytes: most texts need no second look.
        if len(text) * 4 <= MAX_MESSAGE_BYTES:
            return text
        if len(text.encode()) <= MAX_MESSAGE_BYTES:
            return text
        logger.info("message too large for the overlay", extra={"seq": self.seq})
        if message["type"] == "call-ended":
            return encode({**message, "report": None}, call=self.call, seq=self.seq)
        told = error("message-too-large", "Something was too large to show here.")
        return encode(told, call=self.call, seq=self.seq)

    def _forget(self, subject: tuple[str, ...] | None) -> None:
        # What was said while the agent is away is not kept, not even here.
        self._entries = [entry for entry in self._entries if entry.subject != subject]

    def _shorten(self) -> None:
        latest = {entry.subject: entry.seq for entry in self._entries if entry.subject}
        kept = [
            entry
            for entry in self._entries
            if entry.subject is None or latest[entry.subject] == entry.seq
        ]
        # Leave room, so that the next message does not come here again.
        room = self._max_entries * 3 // 4
        self._entries = kept[:1] + kept[1:][-(room - 1) :]


def _subject(message: Message) -> tuple[str, ...] | None:
    match message["type"]:
        case "transcript":
            return ("transcript", message["utterance"])
        case "finding":
            return ("finding", message["finding"]["id"])
        case "state":
            return ("state",)
        case _:
            return None


def encode(message: Message, *, call: str | None, seq: int) -> str:
    """Return a message as it is sent: JSON that has a form in UTF-8.

    Raises:
        ValueError: It has no JSON form.
    """
    numbered = {"type": message["type"], "call": call, "seq": seq, **message}
    text = json.dumps(
        numbered, ensure_ascii=False, allow_nan=False, separators=(",", ":")
    )
    if text.isascii():
        return text
    try:
        text.encode()
    except UnicodeEncodeError:  # half a surrogate pair, from a transcript's JSON
        return json.dumps(numbered, allow_nan=False, separators=(",", ":"))
    return text
