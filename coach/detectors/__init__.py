"""Pure detectors: events and audio time in, events out.

A detector is a class of this shape, registered in the entry-point group
``coach.detectors`` under its name:

* ``name``: kebab-case; its section in the policy is ``[detectors.<name>]``
* ``Settings``: the pydantic model of that section (:class:`coach.settings.Settings`)
* ``definitions``: the kinds of finding it raises, each with its published definition
* ``after``: names of detectors whose events it listens to

One that awaits nothing by time derives from :class:`Untimed`.

It performs no I/O, starts no task and reads no clock.  What partials and acoustics
suggest it may raise at once and withdraw later; nothing that depends on partials
may survive without the final words.
"""

from collections.abc import Iterable, Mapping
from typing import ClassVar, Protocol

from coach.events import Event
from coach.settings import Settings


class Detector(Protocol):
    """What the panel asks of a detector."""

    name: ClassVar[str]
    Settings: ClassVar[type[Settings]]
    definitions: ClassVar[Mapping[str, str]]
    after: ClassVar[tuple[str, ...]]

    def feed(self, event: Event) -> Iterable[Event]:
        """Take note of an event; return what follows from it.

        Events come in the order of their ``known_at``, except that live words may
        come later than their place; other detectors' events come as they are made.
        """
        ...

    def due(self) -> int | None:
        """Return the audio time at which :meth:`advance` must be called next.

        None when nothing is awaited.  Never earlier than the last time handed in.
        """
        ...

    def advance(self, now: int) -> Iterable[Event]:
        """Move audio time to ``now``: at most what :meth:`due` last asked for."""
        ...


class Untimed:
    """Base of a detector for which time alone changes nothing.

    The engine neither asks it when to wake it nor wakes it: whoever overrides
    :meth:`due` must not derive from it.
    """

    def due(self) -> int | None:
        """Nothing is ever awaited."""
        return None

    def advance(self, now: int) -> Iterable[Event]:  # noqa: ARG002 - the shape
        """Nothing follows."""
        return ()
