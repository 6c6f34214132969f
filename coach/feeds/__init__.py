"""Feeds: what turns a source of a call into heard events, as they are heard."""

from typing import Literal, Protocol

from coach.errors import InputError
from coach.events import HeardEvent
from coach.quality import Problem


class Listener(Protocol):
    """Who is told what a feed hears; called from the event loop, never blocking."""

    def begin(self) -> None:
        """Audio time zero is now."""
        ...

    def hear(self, event: HeardEvent) -> None:
        """Something was heard, perhaps a while ago."""
        ...

    def tick(self, now: int) -> None:
        """The call has come to this canonical sample."""
        ...

    def fault(self, error: InputError) -> None:
        """A part of the input cannot be used; the call goes on without it."""
        ...


class Feed(Protocol):
    """Listens to one call, once."""

    name: str
    """What it listens to, as a report names it."""

    input: Literal["stereo", "mono", "transcript"]
    """The kind of input, as a report names it."""

    async def listen(self, listener: Listener) -> None:
        """Listen until the call ends or :meth:`stop` is called.

        Whatever was heard by then has been told when it returns, finals included, and
        the call's end last.  Safe to cancel: what is not recognised yet is then lost.
        """
        ...

    def stop(self) -> None:
        """Take in no more; :meth:`listen` returns when the last final is there."""
        ...

    def record(self) -> tuple[HeardEvent, ...]:
        """Return what was certainly heard, in canonical order."""
        ...

    def problems(self) -> tuple[Problem, ...]:
        """Return what stood in the way of hearing well."""
        ...
