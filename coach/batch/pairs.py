"""Calls kept in two files: whose names belong together."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from coach.batch.addresses import is_transcript_address, shown
from coach.batch.patterns import NamePattern
from coach.errors import InputError

AGENT, CUSTOMER = "agent", "customer"

AGENT_SIDES = frozenset(
    (
        "adviser",
        "advisor",
        "agent",
        "analyst",
        "operator",
        "out",
        "rep",
        "representative",
        "tx",
    )
)
"""What the agent's side of a pair may be called, in any case: what goes *out* from the
desk."""

CUSTOMER_SIDES = frozenset(("caller", "client", "customer", "in", "rx"))
"""What the customer's side may be called: what comes *in* to the desk."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sides:
    """A call: a file of its own, or a pair."""

    address: str
    """Of a pair, the agent's side."""
    customer: str | None = None
    name: str | None = None
    """Of a pair: what the pattern's group ``call`` holds."""


@dataclass(slots=True, kw_only=True)
class Pairing:
    """What came of putting files together."""

    calls: list[Sides] = field(default_factory=list)
    faults: list[InputError] = field(default_factory=list)
    unmatched: list[str] = field(default_factory=list)
    """Recordings whose names the pattern does not match: calls of their own."""


def paired(addresses: Sequence[str], pattern: NamePattern) -> Pairing:
    """Put the two sides of each call together.

    Two files are one call where the pattern's group ``call`` holds the same in both,
    and the folders before what it matched are the same.  What the pattern does not
    match, and transcripts, are calls of their own.

    Args:
        addresses: Of files, in order; a pair is where its first file was.
        pattern: With the groups ``call`` and ``side``.
    """
    pairing = Pairing()
    pairs: dict[tuple[str, str], dict[str, list[str]]] = {}
    order: list[str | tuple[str, str]] = []
    for address in addresses:
        is_words = is_transcript_address(address)
        found = None if is_words else pattern.match(address)
        if found is None:
            order.append(address)
            if not is_words:
                pairing.unmatched.append(address)
            continue
        key = (found.before, found.groups.get("call", ""))
        if key not in pairs:
            pairs[key] = defaultdict(list)
            order.append(key)
        side = found.groups.get("side", "")
        pairs[key][_speaker(side) or side].append(address)
    for one in order:
        if isinstance(one, str):
            pairing.calls.append(Sides(address=one))
        else:
            _put(pairing, one[1], pairs[one])
    return pairing


def _put(pairing: Pairing, name: str, sides: dict[str, list[str]]) -> None:
    """Make a call of the files of one pair, or say of each what is wrong with it."""
    agent, customer = sides.pop(AGENT, []), sides.pop(CUSTOMER, [])
    for side, files in sides.items():
        reason = f"{side!r} is neither the agent's side of a call nor the customer's"
        pairing.faults.extend(InputError(shown(one), reason) for one in files)
    if len(agent) == len(customer) == 1:
        pairing.calls.append(Sides(address=agent[0], customer=customer[0], name=name))
        return
    for own, other, missing in ((agent, customer, CUSTOMER), (customer, agent, AGENT)):
        if len(own) > 1:
            reason = f"there are {len(own)} files for this side of the call {name!r}"
        elif not other:
            reason = f"the {missing}'s side of the call {name!r} is missing"
        else:
            reason = f"the {missing}'s side of the call {name!r} is {len(other)} files"
        pairing.faults.extend(InputError(shown(one), reason) for one in own)


def _speaker(side: str) -> str | None:
    side = side.lower()
    if side in AGENT_SIDES:
        return AGENT
    return CUSTOMER if side in CUSTOMER_SIDES else None
