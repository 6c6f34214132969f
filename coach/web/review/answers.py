"""What the review server answers: JSON, and refusals with a stable code."""

import json
from collections.abc import Mapping

from starlette.responses import Response


class RefusedError(Exception):
    """A request is answered with a status of 400 or more.

    Args:
        status: Of HTTP.
        code: Kebab-case, stable.
        message: For people, in a line.
        headers: Beyond those that every answer has.
    """

    def __init__(
        self,
        status: int,
        code: str,
        message: str,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(code)
        self.status = status
        self.code = code
        self.message = message
        self.headers = headers

    @property
    def answer(self) -> Response:
        """What is sent."""
        content = {"code": self.code, "message": self.message}
        return json_answer(content, status=self.status, headers=self.headers)


def not_found() -> RefusedError:
    """Return the refusal of what is not there, and of what one may not see."""
    return RefusedError(404, "not-found", "there is no such thing")


def malformed(message: str) -> RefusedError:
    """Return the refusal of what cannot be understood."""
    return RefusedError(400, "malformed", message[:300])


def conflict(message: str) -> RefusedError:
    """Return the refusal of what does not fit how things are."""
    return RefusedError(409, "conflict", message[:300])


def failed() -> RefusedError:
    """Return what is said where something went wrong on our side."""
    return RefusedError(500, "failed", "that went wrong; a line in the log says where")


def json_answer(
    content: object, *, status: int = 200, headers: Mapping[str, str] | None = None
) -> Response:
    """Return a value as JSON."""
    return Response(json_bytes(content), status, headers, media_type="application/json")


def json_bytes(content: object) -> bytes:
    """Return a value as the bytes of its JSON."""
    # ASCII: a text may hold half a surrogate pair, which has no form in UTF-8.
    text = json.dumps(content, allow_nan=False, separators=(",", ":"))
    return f"{text}\n".encode("ascii")
