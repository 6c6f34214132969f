"""Reading what a request says."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.requests import Request
from starlette.types import Message

from coach.web.review.answers import RefusedError
from coach.web.review.requests import (
    MAX_BODY_BYTES,
    Form,
    read_form,
    read_question,
)


class Thing(Form):
    """Something that is told."""

    name: str
    count: int = 0


async def read(*pieces: bytes, content_type: str = "application/json") -> Thing:
    """Read a body that comes in pieces."""
    messages: AsyncIterator[Message] = _messages(pieces)
    headers = [(b"content-type", content_type.encode())]
    scope = {"type": "http", "method": "POST", "headers": headers}
    return await read_form(Request(scope, messages.__anext__), Thing, body_s=0.2)


async def _messages(pieces: tuple[bytes, ...]) -> AsyncIterator[Message]:
    for i, piece in enumerate(pieces):
        more = i < len(pieces) - 1
        yield {"type": "http.request", "body": piece, "more_body": more}
    await asyncio.sleep(60)


def ask(question: str) -> Thing:
    """Read the question part of an address."""
    scope = {"type": "http", "query_string": question.encode(), "headers": []}
    return read_question(Request(scope), Thing)


class TestBody:
    async def test_comes_in_pieces(self) -> None:
        """However it was cut."""
        assert await read(b'{"na', b'me": "x"}') == Thing(name="x")

    @pytest.mark.parametrize(
        "body",
        [
            b"",
            b"x",
            b"[]",
            b"{}",
            b"null",
            b'{"name": 1}',
            b'{"name": "x", "count": "1"}',
            b'{"name": "x", "more": 1}',
            b"\xff",
            b'{"name": "x"',
            b'{"name": "x"}}',
            b"[" * 50_000,
        ],
    )
    async def test_says_what_it_should_or_is_refused(self, body: bytes) -> None:
        """Numbers are numbers, and what is not known is not passed over."""
        with pytest.raises(RefusedError) as refused:
            await read(body)
        assert refused.value.code == "malformed"

    async def test_is_not_quoted_when_it_is_wrong(self) -> None:
        """What somebody wrote goes into no answer."""
        with pytest.raises(RefusedError) as refused:
            await read(b'{"name": "x", "count": "a secret"}')
        assert "secret" not in refused.value.message
        assert refused.value.message.startswith("count: ")

    async def test_too_much_is_not_read(self) -> None:
        """Reading stops there."""
        with pytest.raises(RefusedError) as refused:
            await read(b"x" * MAX_BODY_BYTES, b"x", b"never read")
        assert refused.value.status == 413
        assert refused.value.answer.headers["connection"] == "close"

    async def test_too_slow_is_not_waited_for(self) -> None:
        """A body that never ends holds nothing up."""
        with pytest.raises(RefusedError) as refused:
            await read(b'{"name"', b"")  # and then nothing
        assert refused.value.code == "malformed"
        scope = {
            "type": "http",
            "method": "POST",
            "headers": [(b"content-type", b"application/json")],
        }
        nothing: AsyncIterator[Message] = _messages(())
        with pytest.raises(RefusedError) as refused:
            await read_form(Request(scope, nothing.__anext__), Thing, body_s=0.01)
        assert refused.value.status == 408

    async def test_that_breaks_off_is_refused(self) -> None:
        """Whoever sent it is gone anyway."""

        async def gone() -> Message:
            return {"type": "http.disconnect"}

        scope = {
            "type": "http",
            "method": "POST",
            "headers": [(b"content-type", b"application/json")],
        }
        with pytest.raises(RefusedError):
            await read_form(Request(scope, gone), Thing)

    @pytest.mark.parametrize("content_type", ["", "text/plain", "application/json2"])
    async def test_is_json_by_its_type(self, content_type: str) -> None:
        """A form of a foreign page can send only other types."""
        with pytest.raises(RefusedError) as refused:
            await read(b'{"name": "x"}', content_type=content_type)
        assert refused.value.status == 415

    async def test_may_name_its_characters(self) -> None:
        """As some programs do."""
        kind = "Application/JSON; charset=utf-8"
        assert (await read(b'{"name": "x"}', content_type=kind)).name == "x"


class TestQuestion:
    def test_is_made_of_texts(self) -> None:
        """Which may stand for numbers."""
        assert ask("name=a+b&count=2") == Thing(name="a b", count=2)

    def test_what_is_empty_asks_for_nothing(self) -> None:
        """As a field of a form that was left so."""
        assert ask("name=x&count=") == Thing(name="x")

    @pytest.mark.parametrize(
        "question", ["", "count=1", "name=a&name=b", "name=a&count=x", "name=a&b=c"]
    )
    def test_what_cannot_be_asked_is_refused(self, question: str) -> None:
        """Also what is asked twice."""
        with pytest.raises(RefusedError) as refused:
            ask(question)
        assert refused.value.code == "malformed"

    @given(st.text(max_size=60))
    def test_anything_can_be_asked(self, question: str) -> None:
        """It is understood or refused."""
        try:
            ask(question)
        except RefusedError as refused:
            assert refused.status == 400  # noqa: PT017 (either is right)
