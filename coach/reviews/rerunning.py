"""Running the detectors again on stored calls, under two policies.

A shell: it reads the store.  Takes CPU time.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import func, null, select

from coach.engine import Engine, run
from coach.errors import CoachError, PolicyError, StoreError
from coach.policy.loading import policy_from
from coach.policy.policy import Policy, effective_id
from coach.reviews.held import held_of
from coach.reviews.trial import LeftOut, Trial, TriedCall
from coach.reviews.trying import compared
from coach.scoring.forms import Form, finding_json
from coach.store.calls import call_of, policy_of, record_of
from coach.store.database import Database
from coach.store.tables import CallRow

NO_POLICY = "the policy it was followed by is not kept; name one with --policy"
NO_RECORD = "what was heard of it is no longer there"


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A stored call that is to be run again."""

    uid: str
    call_id: str
    policy: str
    """What it was followed by, as its report names it."""
    happened_at: datetime


class _Policies:
    """The policies that calls were followed by, each made once."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._made: dict[str, Policy | CoachError] = {}

    def named(self, name: str) -> Policy:
        """Return a policy by what reports call it.

        Raises:
            CoachError: It is not kept, or this version cannot make it any more.
        """
        if name not in self._made:
            try:
                self._made[name] = self._make(name)
            except CoachError as error:
                self._made[name] = error
        made = self._made[name]
        if isinstance(made, CoachError):
            raise made
        return made

    def _make(self, name: str) -> Policy:
        content = policy_of(self._db, name)
        if content is not None:
            return policy_from(content, source=name)
        if effective_id(default := Policy()) == name:
            return default
        raise StoreError(name, NO_POLICY)


def try_policy(
    db: Database,
    new: Policy,
    *,
    old: Policy | None = None,
    since: datetime | None = None,
    begin: Callable[[int, int, Waiting], None] | None = None,
    fail: Callable[[LeftOut], None] | None = None,
) -> Trial:
    """Run the detectors on every stored call under two policies, and compare.

    Ctrl-C ends it, with the calls that were done.

    Args:
        db: The store.
        new: The policy that is tried.
        old: What to compare it with; by default what each call was followed by.
        since: Only calls from this moment on.
        begin: Told before each call: its number, how many there are, and which.
        fail: Told of each call that is left out.
    """
    waiting, without_record = _waiting(db, since)
    policies = _Policies(db)
    calls: list[TriedCall] = []
    left_out: list[LeftOut] = []
    notes: dict[str, None] = {}
    is_interrupted = False
    try:
        for number, one in enumerate(waiting, 1):
            if begin is not None:
                begin(number, len(waiting), one)
            try:
                before = policies.named(one.policy) if old is None else old
                calls.append(_tried(db, one, before, new))
            except CoachError as error:
                left_out.append(_left_out(one, error))
                if fail is not None:
                    fail(left_out[-1])
            else:
                notes |= dict.fromkeys(untried(before, new))
    except KeyboardInterrupt:
        is_interrupted = True
    return Trial(
        old=None if old is None else effective_id(old),
        new=effective_id(new),
        calls=calls,
        left_out=left_out,
        without_record=without_record,
        notes=tuple(notes),
        is_interrupted=is_interrupted,
    )


def untried(old: Policy, new: Policy) -> list[str]:
    """Return what two policies differ in that running the detectors cannot show."""
    notes = []
    if old.speech != new.speech:
        notes.append(
            "[speech] differs: what was heard is kept as it was, so its effect does "
            "not show here"
        )
    if old.redaction != new.redaction:
        notes.append("[redaction] differs: what was masked stays masked")
    return notes


# -------------------------------------------------------------------------------------


def _waiting(db: Database, since: datetime | None) -> tuple[list[Waiting], int]:
    """Return the calls that can be run again, newest first, and how many cannot."""
    within = [] if since is None else [CallRow.happened_at >= since]
    with db.reading() as session:
        rows = session.execute(
            select(CallRow.uid, CallRow.call_id, CallRow.policy, CallRow.happened_at)
            .where(CallRow.record.is_not(null()), *within)
            .order_by(CallRow.happened_at.desc(), CallRow.key.desc())
        ).all()
        whole = session.scalar(select(func.count(CallRow.key)).where(*within)) or 0
    waiting = [
        Waiting(uid=uid, call_id=call_id, policy=policy, happened_at=at)
        for uid, call_id, policy, at in rows
    ]
    return waiting, whole - len(waiting)


def _tried(db: Database, one: Waiting, old: Policy, new: Policy) -> TriedCall:
    """Run the detectors on a call twice.

    Raises:
        CoachError: It is gone meanwhile, or its record is damaged.
    """
    stored = call_of(db, one.uid)
    record = record_of(stored)
    if record is None:
        raise StoreError(one.uid, NO_RECORD)
    with db.reading() as session:
        held = held_of(session, stored.key)
    before, after = run(record, old), run(record, new)
    tried = compared(
        stored.report["findings"], _findings(before), _findings(after), held
    )
    return TriedCall(
        uid=one.uid,
        call_id=one.call_id,
        happened_at=one.happened_at,
        tried=replace(
            tried, nudges_before=_nudges(before), nudges_after=_nudges(after)
        ),
    )


def _findings(engine: Engine) -> Sequence[Form]:
    ledger = engine.ledger
    return [finding_json(one, end=ledger.duration) for one in ledger.findings]


def _nudges(engine: Engine) -> int:
    return sum(one.suppressed_by is None for one in engine.ledger.decisions)


def _left_out(one: Waiting, error: CoachError) -> LeftOut:
    match error:
        case StoreError(reason=reason):
            why = reason
        case PolicyError(problems=problems):
            why = f"its policy cannot be made any more: {problems[0]}"
        case _:
            why = str(error)
    return LeftOut(uid=one.uid, call_id=one.call_id, reason=why)
