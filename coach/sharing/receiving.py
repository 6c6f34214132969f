"""What a team's server does with calls that analysts share with it.

A call is known by its analyst's account and by the digest that their machine calls it
by: nobody's digest is anybody else's call.  All of it may be repeated.
"""

import hashlib
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlalchemy import delete, insert, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from coach.audio_time import samples
from coach.errors import RecordingError, StoreError
from coach.events import HeardEvent, Speaker
from coach.policy.policy import Policy
from coach.redaction import RedactionSettings
from coach.sharing.form import ENDINGS, SharedCall, SharedPolicy
from coach.sharing.incoming import Incoming, alone_with, new_name, remove_stale
from coach.sharing.preparing import MaskedAgain, mask_again
from coach.store.audio import audio_path
from coach.store.audit import note
from coach.store.calls import add_call, call_of, record_of, report_of
from coach.store.database import Database
from coach.store.deleting import delete_call
from coach.store.kept import KeptCall
from coach.store.record_form import Said, record_from_json
from coach.store.tables import CallRow, PolicyRow, UploadRow

WITHDRAWN = "withdrawn by its analyst"
"""Why a call was deleted, in the audit trail."""


class NoSuchUploadError(Exception):
    """The analyst has shared no such call, or none with sound."""


class WrongOffsetError(Exception):
    """A piece does not begin where the sound that is here ends.

    Args:
        offset: Where that is, in bytes.
    """

    def __init__(self, offset: int) -> None:
        super().__init__(offset)
        self.offset = offset


class TooMuchSoundError(Exception):
    """There would be more of the sound than was announced."""


class DamagedSoundError(Exception):
    """The sound has come whole and is not what was announced, or none; it is gone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How far a call is."""

    uid: str
    """What it is called here."""
    state: Literal["sending", "shared"]
    offset: int | None
    """How much of its sound is here, in bytes; None where none is waited for."""
    total: int | None = None
    """How much there will be."""
    is_new: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _Redaction:
    speaker: Speaker
    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """A call that has come, masked once more: what may be kept of it."""

    call: SharedCall
    masked: MaskedAgain

    @property
    def wants_sound(self) -> bool:
        """Whether its sound is silent wherever its words are masked."""
        return self.call.sound is not None and not self.masked.is_masked_anew


def digest_here(account: str, digest: str) -> str:
    """Return what a call of an account's is known by here."""
    return hashlib.sha256(f"shared by {account}\n{digest}".encode()).hexdigest()


def look_at(call: SharedCall, account: str, redaction: RedactionSettings) -> Received:
    """Return a call as it may be kept: its account's, whatever it says, and masked.

    Raises:
        StoreError: Its record is none.
    """
    about = {**call.report["call"], "agent": account}
    report = {**call.report, "call": about}
    return Received(call=call, masked=mask_again(report, _record_in(call), redaction))


def take_call(
    db: Database,
    account: str,
    digest: str,
    received: Received,
    *,
    policy: Policy,
    now: datetime,
) -> Standing:
    """Keep a call, and wait for its sound; of one that is here nothing changes.

    Args:
        db: The store.
        account: Whose program sends it.
        digest: What the program calls the call.
        received: The call.
        policy: The team's, whose scorecard gives the call its first score.
        now: The moment.

    Raises:
        StoreError: Something of it cannot be kept.
    """
    known_by = digest_here(account, digest)
    call, masked = received.call, received.masked
    if call.policy is not None:
        _keep_policy(db, call.policy, now)
    added = add_call(
        db,
        KeptCall(
            report=masked.report,
            record=masked.record,
            redactions=[
                *(
                    _Redaction(
                        speaker=Speaker(one.speaker),
                        start=samples(one.start_ms),
                        end=samples(one.end_ms),
                        kind=one.kind,
                    )
                    for one in call.redactions
                ),
                *masked.redactions,
            ],
            policy=None,
            scored_by=policy,
            origin="shared",
            is_cut_off=call.is_cut_off,
            flags=call.flags,
            digest=known_by,
        ),
        now=now,
    )
    with db.session() as session:
        if added.is_new:
            note(session, at=now, actor=account, action="share-call", call=added.uid)
        # One at a time for a call, so that it waits for its sound once.
        row = session.execute(
            select(CallRow.key, CallRow.audio)
            .where(CallRow.digest == known_by)
            .with_for_update()
        ).one_or_none()
        if row is None:
            raise StoreError(added.uid, "was withdrawn meanwhile")
        if received.wants_sound and row.audio is None and call.sound is not None:
            _wait_for_sound(session, row.key, received, now)
    standing = standing_of(db, account, digest)
    return Standing(
        uid=standing.uid,
        state=standing.state,
        offset=standing.offset,
        total=standing.total,
        is_new=added.is_new,
    )


def standing_of(db: Database, account: str, digest: str) -> Standing:
    """Return how far a call is.

    Raises:
        NoSuchUploadError: The account has shared no such call.
    """
    with db.reading() as session:
        uid, audio, upload = _look_up(session, digest_here(account, digest))
    if audio is not None:
        try:
            size = audio_path(audio).stat().st_size
        except OSError:
            return Standing(uid=uid, state="shared", offset=None)
        return Standing(uid=uid, state="shared", offset=size, total=size)
    if upload is None:
        return Standing(uid=uid, state="shared", offset=None)
    return Standing(
        uid=uid,
        state="sending",
        offset=Incoming(upload.file).size,
        total=upload.total_bytes,
    )


def take_piece(
    db: Database, account: str, digest: str, piece: bytes, *, at: int, now: datetime
) -> Standing:
    """Put a piece of sound behind what is here; check it and keep it with the last one.

    Args:
        db: The store.
        account: Whose program sends it.
        digest: What the program calls the call.
        piece: The bytes; none to have the whole checked again.
        at: Where it begins.
        now: The moment.

    Raises:
        NoSuchUploadError: No such sound is waited for.
        WrongOffsetError: It begins somewhere else than where what is here ends.
        TooMuchSoundError: It goes on beyond the end.
        DamagedSoundError: It was the last, and the whole is not what was announced.
        coach.sharing.incoming.DiskFullError: There is no room for it.
        StoreError: The sound cannot be kept.
    """
    known_by = digest_here(account, digest)
    with alone_with(known_by):
        with db.reading() as session:
            uid, audio, upload = _look_up(session, known_by)
        if audio is not None:
            return standing_of(db, account, digest)
        if upload is None:
            raise NoSuchUploadError
        incoming = Incoming(upload.file)
        size = incoming.size
        if at != size:
            raise WrongOffsetError(size)
        if size + len(piece) > upload.total_bytes:
            raise TooMuchSoundError
        if piece:
            incoming.append(piece, at=at)
        if incoming.size < upload.total_bytes:
            return standing_of(db, account, digest)
        if not incoming.is_whole(total=upload.total_bytes, sha256=upload.sha256):
            incoming.drop()
            raise DamagedSoundError
        try:
            _keep_sound(db, uid, known_by, incoming, now)
        except RecordingError as error:
            incoming.drop()
            raise DamagedSoundError from error
    return standing_of(db, account, digest)


def withdraw(db: Database, account: str, digest: str, *, now: datetime) -> bool:
    """Delete a call that its analyst withdraws; return whether it was here."""
    known_by = digest_here(account, digest)
    with alone_with(known_by):
        with db.reading() as session:
            uid = session.scalar(select(CallRow.uid).where(CallRow.digest == known_by))
        if uid is None:
            return False
        try:
            delete_call(db, uid, account, WITHDRAWN, now=now)
        except StoreError:  # somebody else was quicker
            return False
    return True


def remove_leftovers(db: Database, *, now: datetime) -> int:
    """Delete sound that has come no further for days; return how many files.

    The calls stay, without it; they may be sent it again from its beginning.
    """
    with db.reading() as session:
        known = set(session.scalars(select(UploadRow.file)))
    gone = remove_stale(now, known=known)
    with db.session() as session:
        session.execute(delete(UploadRow).where(UploadRow.file.in_(gone)))
        # Of calls that got their sound just before the machine stopped.
        session.execute(
            delete(UploadRow).where(
                UploadRow.call_key.in_(
                    select(CallRow.key).where(CallRow.audio.is_not(None))
                )
            )
        )
    return len(gone)


# -------------------------------------------------------------------------------------


def _look_up(
    session: Session, known_by: str
) -> tuple[str, str | None, UploadRow | None]:
    """Return a call's uid, its sound's file and the sound that is waited for.

    Raises:
        NoSuchUploadError: There is no such call.
    """
    row = session.execute(
        select(CallRow.key, CallRow.uid, CallRow.audio).where(
            CallRow.digest == known_by
        )
    ).one_or_none()
    if row is None:
        raise NoSuchUploadError
    upload = session.scalar(
        select(UploadRow).where(UploadRow.call_key == row.key).order_by(UploadRow.key)
    )
    return row.uid, row.audio, upload


def _wait_for_sound(
    session: Session, key: int, received: Received, now: datetime
) -> None:
    sound = received.call.sound
    assert sound is not None
    there = session.scalar(select(UploadRow).where(UploadRow.call_key == key))
    if there is not None:
        if there.sha256 == sound.sha256 and there.total_bytes == sound.bytes:
            return
        # The machine has other sound now: what has come of the old is of no use.
        Incoming(there.file).drop()
        session.delete(there)
        session.flush()
    session.execute(
        insert(UploadRow).values(
            call_key=key,
            file=new_name(ENDINGS[sound.type]),
            total_bytes=sound.bytes,
            sha256=sound.sha256,
            changed_at=now,
        )
    )


def _keep_sound(
    db: Database, uid: str, known_by: str, incoming: Incoming, now: datetime
) -> None:
    """Give a call the sound that has come whole."""
    stored = call_of(db, uid)
    kept = KeptCall(
        report=report_of(stored),
        record=record_of(stored),
        policy=None,
        origin="shared",
        audio=incoming.path,
        digest=known_by,
    )
    add_call(db, kept, now=now)
    with db.session() as session:
        session.execute(delete(UploadRow).where(UploadRow.file == incoming.path.name))


def _keep_policy(db: Database, policy: SharedPolicy, now: datetime) -> None:
    # Two calls at once may bring the same one.
    with suppress(IntegrityError), db.session() as session:
        if session.get(PolicyRow, policy.id) is None:
            session.add(PolicyRow(id=policy.id, content=policy.content, stored_at=now))


def _record_in(call: SharedCall) -> tuple[HeardEvent, ...] | None:
    if call.record is None:
        return None
    said = {
        one["id"]: Said(
            text=one["text"],
            words=tuple(str(word[2]) for word in call.words.get(one["id"], ())),
        )
        for one in call.report["utterances"]
    }
    return record_from_json(call.record, said)
