"""Making a stored call ready to leave: masked once more, and bounded."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from coach.audio_time import milliseconds
from coach.errors import StoreError
from coach.events import HeardEvent, UtteranceFinalised
from coach.redaction import Redaction, RedactionSettings, redact, redact_report
from coach.scoring.forms import Form
from coach.sharing.form import (
    ENDINGS,
    SharedCall,
    SharedPolicy,
    SharedRedaction,
    SharedSound,
    pack,
    policy_digest,
)
from coach.store.calls import StoredCall, call_of, policy_of, record_of, report_of
from coach.store.database import Database
from coach.store.record_form import record_json, words_json

_READ_BYTES = 1 << 20

_TYPES = {ending: kind for kind, ending in ENDINGS.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """A call that may leave."""

    form: bytes
    """As it travels."""
    sound: Path | None
    """The file that goes with it."""
    sound_bytes: int | None
    is_masked_anew: bool
    """Whether something was found that had not been masked when the call was kept: the
    words are masked now, and the sound, which cannot be silenced any more, stays."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MaskedAgain:
    """A call's words after a last look at them."""

    report: Form
    record: tuple[HeardEvent, ...] | None
    redactions: tuple[Redaction, ...]
    is_masked_anew: bool
    """Whether something that was said was masked, which is to be heard in the sound.
    What is known of the call beside that, such as a ticket's number, is in no sound."""


def prepare(db: Database, uid: str, redaction: RedactionSettings) -> Prepared:
    """Return a call as it may leave this machine.

    Takes time in proportion to its words and its sound.

    Args:
        db: The store.
        uid: The call.
        redaction: What is masked, where the call's own policy is not known.

    Raises:
        StoreError: There is no such call, it is damaged, or too large.
    """
    stored = call_of(db, uid)
    policy = policy_of(db, str(report_of(stored)["engine"]["policy"]))
    masked = mask_again(
        report_of(stored), record_of(stored), redaction_of(policy, redaction)
    )
    sound = None if masked.is_masked_anew else _sound(stored)
    call = SharedCall(
        report=masked.report,
        words=_words(stored, masked),
        record=None if masked.record is None else record_json(masked.record),
        redactions=[
            *(SharedRedaction.model_validate(one) for one in stored.redactions),
            *map(_redaction, masked.redactions),
        ],
        policy=_policy(masked.report, policy),
        flags=tuple(stored.summary.flags),
        is_cut_off=stored.summary.is_cut_off,
        sound=sound,
    )
    try:
        form = pack(call)
    except ValueError as error:
        raise StoreError(uid, str(error)) from error
    return Prepared(
        form=form,
        sound=stored.audio if sound is not None else None,
        sound_bytes=None if sound is None else sound.bytes,
        is_masked_anew=masked.is_masked_anew,
    )


def mask_again(
    report: Form,
    record: tuple[HeardEvent, ...] | None,
    settings: RedactionSettings,
) -> MaskedAgain:
    """Mask what was masked before: the last line of defence, which changes nothing.

    Where it does change something, because the rules have become better since or the
    call comes from elsewhere, nothing of the old words is left in the result.
    """
    shown, found = redact_report(report, settings)
    heard = None if record is None else redact(record, settings)
    return MaskedAgain(
        report=shown,
        record=None if heard is None else heard.record,
        redactions=tuple(dict.fromkeys([*found, *(heard.redactions if heard else ())])),
        is_masked_anew=shown["utterances"] != report["utterances"]
        or (heard is not None and heard.record != record),
    )


def redaction_of(
    policy: Form | None, otherwise: RedactionSettings
) -> RedactionSettings:
    """Return what a call's own policy masks; a desk may let some kinds be."""
    content = (policy or {}).get("redaction")
    if not isinstance(content, dict):
        return otherwise
    known = {k: v for k, v in content.items() if k in RedactionSettings.model_fields}
    try:
        return RedactionSettings.model_validate(known)
    except ValueError:
        return otherwise


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of a file, read in pieces.

    Raises:
        OSError: It cannot be read.
    """
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(_READ_BYTES):
            digest.update(piece)
    return digest.hexdigest()


def _sound(stored: StoredCall) -> SharedSound | None:
    if stored.audio is None:
        return None
    kind = _TYPES.get(stored.audio.suffix)
    try:
        size = stored.audio.stat().st_size
        if kind is None or size == 0:
            return None
        return SharedSound(bytes=size, sha256=sha256_of(stored.audio), type=kind)
    except OSError as error:
        reason = f"its sound cannot be read ({error.strerror})"
        raise StoreError(stored.uid, reason) from error
    except ValueError as error:  # of more bytes than a server takes
        raise StoreError(stored.uid, "its sound is too large to be shared") from error


def _words(
    stored: StoredCall, masked: MaskedAgain
) -> dict[str, Sequence[Sequence[Any]]]:
    """Return the words with their times, as the last look left them."""
    texts = {one["id"]: one["text"] for one in masked.report["utterances"]}
    if masked.record is not None:
        return {
            event.utterance.id: words_json(event.utterance)
            for event in masked.record
            if isinstance(event, UtteranceFinalised)
            and event.utterance.words
            and event.utterance.id in texts
        }
    before = {one["id"]: one["text"] for one in report_of(stored)["utterances"]}
    return {
        name: words
        for name, words in stored.words.items()
        if texts.get(name) == before.get(name)
    }


def _redaction(one: Redaction) -> SharedRedaction:
    return SharedRedaction(
        speaker=one.speaker.value,
        start_ms=milliseconds(one.start),
        end_ms=milliseconds(one.end),
        kind=one.kind,
    )


def _policy(report: Form, content: Form | None) -> SharedPolicy | None:
    """Return the policy that a call was followed by, where what is kept is that one."""
    name = str(report["engine"]["policy"])
    if content is None or policy_digest(content) != name.partition("@")[2]:
        return None
    return SharedPolicy(id=name, content=dict(content))
