import gzip
import hashlib
import json
import zlib
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.policy.policy import effective_id
from coach.sharing.form import (
    SharedSound,
    pack,
    parse_shared_call,
    policy_digest,
    unpack,
)
from tests.schemas import SHARED_CALL, violations
from tests.sharing.calls import POLICY, SOUND, a_call

HEX = hashlib.sha256(SOUND).hexdigest()
FLAC = SharedSound(bytes=len(SOUND), sha256=HEX, type="audio/flac")


def through_json(change: Callable[[dict[str, Any]], object]) -> bytes:
    """A call's form, changed."""
    form: dict[str, Any] = json.loads(unpack(pack(a_call(sound=FLAC))))
    change(form)
    return json.dumps(form).encode()


def test_a_call_comes_out_as_it_went_in() -> None:
    """Letter for letter, with and without its sound."""
    for call in (a_call(), a_call(sound=FLAC)):
        again = parse_shared_call(unpack(pack(call)))
        assert again.to_json() == json.loads(json.dumps(call.to_json()))


def test_its_form_is_the_published_one() -> None:
    """The schema is for other programs."""
    assert violations(a_call(sound=FLAC).to_json(), SHARED_CALL) == []


def test_the_same_call_packs_to_the_same_bytes() -> None:
    """No moment of the wall is in them."""
    assert pack(a_call()) == pack(a_call())


@pytest.mark.parametrize(
    "change",
    [
        lambda form: form.update(schema="coach.shared-call/2"),
        lambda form: form.update(more=1),
        lambda form: form.pop("record"),
        lambda form: form["report"].update(more=1),
        lambda form: form["report"]["call"].update(duration_ms=-1),
        lambda form: form["words"].update(gone=[]),
        lambda form: form.update(words={"agent-0": [[0, 1]]}),
        lambda form: form.update(words={"agent-0": [[0, -1, "a"]]}),
        lambda form: form.update(record={"schema": "coach.record/2", "events": []}),
        lambda form: form.update(record={"schema": "coach.record/1", "events": [3]}),
        lambda form: form.update(redactions=[{"speaker": "agent"}]),
        lambda form: form.update(flags=["Dead air"]),
        lambda form: form.update(is_cut_off=1),
        lambda form: form["sound"].update(bytes=0),
        lambda form: form["sound"].update(bytes=2**40),
        lambda form: form["sound"].update(sha256=HEX.upper()),
        lambda form: form["sound"].update(type="audio/mpeg"),
        lambda form: form["sound"].update(type="../../x"),
        lambda form: form["policy"].update(id="other@0123456789ab"),
        lambda form: form["policy"]["content"].update(name="changed"),
    ],
)
def test_whatever_else_is_refused_in_a_line(
    change: Callable[[dict[str, Any]], object],
) -> None:
    """Before any of it is kept."""
    with pytest.raises(ValueError, match=r"^[\w.\[\]-]+: .") as refused:
        parse_shared_call(through_json(change))
    assert "\n" not in str(refused.value)


def test_words_of_people_are_not_repeated() -> None:
    """A refusal goes into an answer."""
    text = through_json(lambda f: f["report"]["utterances"][0].update(text=["hunter2"]))
    with pytest.raises(ValueError, match=r"report\.utterances\.0\.text") as refused:
        parse_shared_call(text)
    assert "hunter2" not in str(refused.value)


@pytest.mark.parametrize(
    "text", [b"", b"{", b'{"a": NaN}', b"\xff", b"[" * 100_000, b'"\\ud800"', b"null"]
)
def test_no_json_is_no_call(text: bytes) -> None:
    """However deep."""
    with pytest.raises(ValueError, match=": "):
        parse_shared_call(text)


@given(st.binary(max_size=300))
def test_any_bytes_are_a_call_or_refused(text: bytes) -> None:
    """Nothing else comes out of them."""
    with pytest.raises(ValueError, match=": "):
        parse_shared_call(text)


class TestUnpack:
    @given(st.binary(max_size=2_000))
    def test_gives_back_what_was_packed(self, content: bytes) -> None:
        """Up to the bound, and no further."""
        packed = gzip.compress(content, mtime=0)
        assert unpack(packed, most_bytes=len(content)) == content
        if content:
            with pytest.raises(ValueError, match="more than is read"):
                unpack(packed, most_bytes=len(content) - 1)

    def test_a_bomb_does_not_go_off(self) -> None:
        """Only the bound of it is ever unpacked."""
        with pytest.raises(ValueError, match="more than is read"):
            unpack(gzip.compress(bytes(50_000_000)), most_bytes=1_000)

    @pytest.mark.parametrize(
        "body",
        [
            b"",
            b"{}",
            gzip.compress(b"abc" * 99)[:-9],
            gzip.compress(b"a") + b"more",
            zlib.compress(b"a"),
        ],
        ids=["nothing", "plain", "half", "more", "zlib"],  # gzip notes the time
    )
    def test_what_is_no_whole_gzip_is_refused(self, body: bytes) -> None:
        """Neither cut short nor with something behind."""
        with pytest.raises(ValueError, match="body: is no"):
            unpack(body)


def test_a_policy_s_digits_are_those_of_reports() -> None:
    """So that nobody can put another content under its name."""
    digits = policy_digest(POLICY.model_dump(mode="json"))
    assert effective_id(POLICY) == f"{POLICY.name}@{digits}"
