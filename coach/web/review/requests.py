"""Reading what a request says: bodies and questions, bounded and checked."""

import asyncio
from typing import TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError
from starlette.requests import ClientDisconnect, Request

from coach.web.review.answers import RefusedError, malformed

MAX_BODY_BYTES = 64 * 1024
"""Of a body: a scorecard with a comment on every question fits many times."""

BODY_SECONDS = 5.0
"""In which a body must have come."""

CLOSE = {"Connection": "close"}
"""For answers before a body was read: what is left of it must not be a request."""


class Form(BaseModel):
    """Something that is asked or told: closed to what it does not know."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


F = TypeVar("F", bound=Form)


async def read_form(
    request: Request, form: type[F], *, body_s: float = BODY_SECONDS
) -> F:
    """Return the body of a request.

    Raises:
        RefusedError: It is too long, too slow, no JSON, or says something else.
    """
    _check_type(request)
    try:
        async with asyncio.timeout(body_s):
            body = await _body(request)
    except TimeoutError:
        raise RefusedError(
            408, "too-slow", "the body did not come in time", CLOSE
        ) from None
    except ClientDisconnect:
        raise malformed("the body broke off") from None
    try:
        return form.model_validate_json(body)
    except ValidationError as error:
        raise malformed(_problem(error)) from None
    except RecursionError:
        raise malformed("is nested too deeply") from None


def read_question(request: Request, form: type[F]) -> F:
    """Return the question part of an address, each key at most once.

    Raises:
        RefusedError: It says something that cannot be asked.
    """
    asked: dict[str, str] = {}
    for key, value in request.query_params.multi_items():
        if key in asked:
            raise malformed(f"{key[:40]}: is there twice")
        if value:  # a field of the page that is empty asks for nothing
            asked[key] = value
    try:
        return form.model_validate_strings(asked)
    except ValidationError as error:
        raise malformed(_problem(error)) from None


def _check_type(request: Request) -> None:
    given = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if given != "application/json":
        raise RefusedError(415, "no-json", "the body has to be application/json", CLOSE)


async def _body(request: Request) -> bytes:
    body = bytearray()
    async for piece in request.stream():
        body += piece
        if len(body) > MAX_BODY_BYTES:
            raise RefusedError(
                413, "too-large", f"at most {MAX_BODY_BYTES} bytes are read", CLOSE
            )
    return bytes(body)


def _problem(error: ValidationError) -> str:
    """Return the first thing that is wrong; never a value that was given."""
    first = error.errors(include_url=False, include_context=False, include_input=False)
    where = ".".join(str(part)[:40] for part in first[0]["loc"])
    return f"{where}: {first[0]['msg']}" if where else first[0]["msg"]
