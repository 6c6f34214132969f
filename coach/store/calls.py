"""The calls of the store: added, listed, read and deleted.

    find_calls ◀── listing ──┐
    add_call ──▶ adding ─────┼── database
    call_of ◀── reading ─────┤
    delete_call ─▶ deleting ─┤
    purge ──────▶ purging ───┘

Here are the names that everybody else uses; each is explained where it is made.
"""

from coach.store.adding import AddedCall, add_call
from coach.store.deleting import delete_call
from coach.store.listing import (
    CallFilter,
    CallPage,
    CallSummary,
    Match,
    find_analysts,
    find_calls,
)
from coach.store.purging import Purged, due_calls, purge
from coach.store.reading import (
    StoredCall,
    call_of,
    peaks_of,
    policy_of,
    record_of,
    report_of,
)

__all__ = [
    "AddedCall",
    "CallFilter",
    "CallPage",
    "CallSummary",
    "Match",
    "Purged",
    "StoredCall",
    "add_call",
    "call_of",
    "delete_call",
    "due_calls",
    "find_analysts",
    "find_calls",
    "peaks_of",
    "policy_of",
    "purge",
    "record_of",
    "report_of",
]
