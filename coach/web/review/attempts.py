"""How often somebody may try to sign in: few times at once, then slowly.

By address, and by name.  By name alone whoever knows a colleague's could keep them out;
so an address from which a name has been signed in before is not held up by what others
try elsewhere; there the two of them are counted together, and nobody else's signing in
forgives that.  What is remembered is bounded; nobody is kept out for good.
"""

from collections import OrderedDict
from collections.abc import Hashable

from coach.web.socket import RateLimit

BURST = 10
"""Attempts at once: a password mistyped, not guessed."""

PER_ADDRESS_S = 0.1
"""Attempts a second from one address, on average."""

PER_NAME_S = 0.05
"""Attempts a second at one name from addresses that it never signed in from."""

MAX_REMEMBERED = 10_000
"""Addresses, names, and pairs of them that are remembered; the oldest are forgotten."""


class Attempts:
    """Count attempts; :meth:`allows` one before it is made."""

    def __init__(self) -> None:
        self._limits: OrderedDict[Hashable, RateLimit] = OrderedDict()
        self._known: OrderedDict[tuple[str, str], None] = OrderedDict()

    def allows(self, address: str, name: str, now: float) -> bool:
        """Whether one more attempt is allowed; if so, it is counted.

        Args:
            address: Where it comes from.
            name: Whose account it is at.
            now: Monotonic seconds.
        """
        if not self._limit(("from", address), PER_ADDRESS_S, now).allows(now):
            return False
        if (address, name) in self._known:
            both = ("from and at", address, name)
            return self._limit(both, PER_ADDRESS_S, now).allows(now)
        return self._limit(("at", name), PER_NAME_S, now).allows(now)

    def succeeded(self, address: str, name: str) -> None:
        """Forget the attempts of an address that then had it right.

        Those at other names there still count: a colleague's own password must not buy
        them more guesses at somebody else's.
        """
        self._limits.pop(("from", address), None)
        self._limits.pop(("from and at", address, name), None)
        if (address, name) not in self._known:
            self._known[(address, name)] = None
            if len(self._known) > MAX_REMEMBERED:
                self._known.popitem(last=False)
        self._known.move_to_end((address, name))

    def _limit(self, key: Hashable, per_second: float, now: float) -> RateLimit:
        limit = self._limits.get(key)
        if limit is None:
            limit = self._limits[key] = RateLimit(BURST, per_second, now)
            if len(self._limits) > MAX_REMEMBERED:
                self._limits.popitem(last=False)
        self._limits.move_to_end(key)
        return limit
