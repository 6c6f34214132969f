import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from coach.errors import StoreError
from coach.events import UtteranceFinalised
from coach.redaction import RedactionSettings
from coach.sharing.form import parse_shared_call, unpack
from coach.sharing.preparing import mask_again, prepare, redaction_of, sha256_of
from coach.store.calls import add_call, call_of
from coach.store.database import Database
from tests.sharing.calls import with_words
from tests.store.samples import NAMES, kept, record, report
from tests.store.sounds import write_sound

EVERYTHING = RedactionSettings()
NOTHING = RedactionSettings(**dict.fromkeys(RedactionSettings.model_fields, False))
SECRET = "my card is 4111 1111 1111 1111"


def with_secret(name: str = NAMES[2]) -> dict[str, Any]:
    """A report and its record in which something was not masked."""
    heard = list(record(name))
    place, event = next(
        (place, event)
        for place, event in enumerate(heard)
        if isinstance(event, UtteranceFinalised)
        and event.utterance.speaker == "customer"
    )
    said = replace(event.utterance, text=SECRET, words=())
    heard[place] = replace(event, utterance=said)
    form = report(name)
    for one in form["utterances"]:
        if one["id"] == said.id:
            one["text"] = SECRET
    return {"report": form, "record": tuple(heard)}


@pytest.mark.parametrize("name", NAMES[1:3])
def test_a_call_leaves_as_it_is_kept(db: Database, name: str) -> None:
    """The last look finds nothing in what was masked before."""
    first = mask_again(report(name), with_words(record(name)), EVERYTHING)
    uid = add_call(db, kept(name, report=first.report, record=first.record)).uid
    prepared = prepare(db, uid, EVERYTHING)
    call = parse_shared_call(unpack(prepared.form))
    stored = call_of(db, uid)
    assert not prepared.is_masked_anew
    assert call.report == stored.report
    assert call.record == stored.record
    assert {k: [list(w) for w in v] for k, v in call.words.items()} == stored.words
    assert any(call.words.values())
    assert call.policy is not None
    assert (prepared.sound, prepared.sound_bytes, call.sound) == (None, None, None)


def test_its_sound_goes_along(db: Database, tmp_path: Path) -> None:
    """Announced by its size, its digest and its type."""
    first = mask_again(report(NAMES[2]), record(NAMES[2]), EVERYTHING)
    audio = write_sound(tmp_path / "a.flac", seconds=0.5)
    masked = kept(NAMES[2], report=first.report, record=first.record, audio=audio)
    uid = add_call(db, masked).uid
    prepared = prepare(db, uid, EVERYTHING)
    call = parse_shared_call(unpack(prepared.form))
    path = call_of(db, uid).audio
    assert path is not None
    assert call.sound is not None
    assert prepared.sound == path
    assert call.sound.bytes == prepared.sound_bytes == path.stat().st_size
    assert call.sound.sha256 == sha256_of(path)
    assert call.sound.type == "audio/flac"


def test_what_was_not_masked_before_is_masked_and_the_sound_stays(
    db: Database, tmp_path: Path
) -> None:
    """It cannot be silenced there any more."""
    audio = write_sound(tmp_path / "a.flac", seconds=0.5)
    uid = add_call(db, kept(NAMES[2], audio=audio, policy=None, **with_secret())).uid
    prepared = prepare(db, uid, EVERYTHING)
    text = unpack(prepared.form)
    assert b"4111" not in text
    call = parse_shared_call(text)
    assert prepared.is_masked_anew
    assert call.sound is None
    assert prepared.sound is None
    assert any(one.kind == "card" for one in call.redactions)


def test_a_desk_that_lets_a_kind_be_is_heard(db: Database) -> None:
    """By the policy that the call was followed by; unknown ones mask everything."""
    assert redaction_of(None, EVERYTHING) == EVERYTHING
    assert redaction_of({"redaction": {"cards": False}}, EVERYTHING).cards is False
    assert redaction_of({"redaction": {"cards": 3}}, EVERYTHING) == EVERYTHING
    assert redaction_of({"redaction": {"newer": True}}, NOTHING) == EVERYTHING
    uid = add_call(db, kept(NAMES[2], policy=None, **with_secret())).uid
    assert not prepare(db, uid, NOTHING).is_masked_anew


def test_masking_leaves_no_old_word(db: Database) -> None:
    """Neither in the report nor in the record."""
    called = with_secret()
    masked = mask_again(called["report"], called["record"], EVERYTHING)
    assert "4111" not in json.dumps(masked.report) + repr(masked.record)
    again = mask_again(masked.report, masked.record, EVERYTHING)
    assert not again.is_masked_anew
    assert again.report == masked.report


def test_what_is_only_written_costs_no_sound() -> None:
    """A number in what is known of the call is masked, and nobody said it."""
    first = mask_again(report(NAMES[2]), record(NAMES[2]), EVERYTHING)
    about = {**first.report["call"], "metadata": {"card": "4111 1111 1111 1111"}}
    again = mask_again({**first.report, "call": about}, first.record, EVERYTHING)
    assert again.report["call"]["metadata"] == {"card": "[card number]"}
    assert not again.is_masked_anew


def test_a_call_that_is_not_there_is_a_line(db: Database) -> None:
    """Its name and why."""
    with pytest.raises(StoreError, match="no such call"):
        prepare(db, "ab" * 16, EVERYTHING)
