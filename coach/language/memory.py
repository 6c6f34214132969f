"""What is worked out of texts: remembered in a call, and forgotten at its end.

Many ask the same of the same few sentences: what their words are, where they end, how
they begin.  Nothing that anybody said is to outlast its call.
"""

from collections.abc import Callable
from functools import lru_cache
from threading import Lock
from typing import Any, ParamSpec, TypeVar, cast
from weakref import WeakSet

Asked = ParamSpec("Asked")
Told = TypeVar("Told")

_remembering: "WeakSet[Any]" = WeakSet()
_lock = Lock()


def remembered(
    count: int,
) -> Callable[[Callable[Asked, Told]], Callable[Asked, Told]]:
    """Return what makes a pure function remember its latest results.

    Args:
        count: How many.
    """

    def remembering(work: Callable[Asked, Told]) -> Callable[Asked, Told]:
        made = lru_cache(maxsize=count)(work)
        with _lock:
            _remembering.add(made)
        return cast(Callable[Asked, Told], made)

    return remembering


def forget() -> None:
    """Forget everything: a call is over, and others only have to work it out anew."""
    with _lock:  # another call's thread may be making something that remembers
        remembering = tuple(_remembering)
    for one in remembering:
        one.cache_clear()
