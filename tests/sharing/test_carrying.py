import io
import json
from collections.abc import Iterator
from typing import BinaryIO

import pytest

from coach.errors import ShareError
from coach.sharing.carrying import FIRST_PAUSE_S, MAX_PAUSE_S, TRIES, carry
from coach.sharing.protocol import Request, Response, Sharing

HOST = "calls.example.org"
DOWN = ShareError(HOST, "is down", is_passing=True)


def standing(offset: int | None, state: str = "sending") -> Response:
    """What the server says of the call."""
    content = {"uid": "u", "sound_offset": offset, "state": state}
    return Response(status=200, body=json.dumps(content).encode())


def busy(retry_after: str = "") -> Response:
    """The server asks to be left alone."""
    content = {"code": "too-many", "message": "slower"}
    headers = {"retry-after": retry_after} if retry_after else {}
    return Response(status=429, headers=headers, body=json.dumps(content).encode())


class Script:
    """A server that answers what it is told to, and notes what it is asked."""

    def __init__(self, *answers: Response | ShareError) -> None:
        self._answers: Iterator[Response | ShareError] = iter(answers)
        self.methods: list[str] = []
        self.paused: list[float] = []
        self.told: list[int] = []

    def ask(self, request: Request, sound: BinaryIO | None = None) -> Response:
        """Answer the next thing."""
        self.methods.append(request.method)
        answer = next(self._answers)
        if isinstance(answer, ShareError):
            raise answer
        return answer

    def pause(self, seconds: float) -> bool:
        """Note a pause without making one."""
        self.paused.append(seconds)
        return True

    def carry(self) -> bool:
        """Carry a call of 20 bytes in two pieces."""
        sharing = Sharing("d", b"form", sound_bytes=20, piece_bytes=10)
        return carry(
            sharing,
            self,
            io.BytesIO(bytes(20)),
            host=HOST,
            pause=self.pause,
            tell=self.told.append,
        )


def test_a_call_is_carried_over() -> None:
    """And told how far it is."""
    server = Script(standing(0), standing(10), standing(20, "shared"))
    assert server.carry()
    assert server.methods == ["PUT", "PATCH", "PATCH"]
    assert server.told == [0, 10, 20]
    assert server.paused == []


def test_what_passes_is_waited_out_longer_each_time() -> None:
    """From where the call is."""
    server = Script(
        standing(0), DOWN, DOWN, Response(status=200, headers={"upload-offset": "10"}),
        standing(20, "shared"),
    )  # fmt: skip
    assert server.carry()
    assert server.methods == ["PUT", "PATCH", "HEAD", "HEAD", "PATCH"]
    assert server.paused == [FIRST_PAUSE_S, FIRST_PAUSE_S * 2]


def test_it_is_left_for_another_time_after_some_tries() -> None:
    """With the last reason."""
    server = Script(*[DOWN] * (TRIES + 1))
    with pytest.raises(ShareError, match="is down"):
        server.carry()
    assert len(server.paused) == TRIES


def test_progress_gives_new_patience() -> None:
    """A bad line is slow, not useless."""
    offset = Response(status=200, headers={"upload-offset": "10"})
    server = Script(
        *[DOWN] * TRIES, standing(1), *[DOWN] * TRIES, offset, *[DOWN] * TRIES, offset,
        standing(20, "shared"),
    )  # fmt: skip
    assert server.carry()


def test_the_server_s_own_time_is_kept() -> None:
    """Unless that is too long for one try."""
    assert Script(busy("7"), standing(None, "shared")).carry()
    server = Script(busy(f"{MAX_PAUSE_S + 1:.0f}"))
    with pytest.raises(ShareError, match="slower") as refused:
        server.carry()
    assert refused.value.retry_after_s == MAX_PAUSE_S + 1
    assert server.paused == []


def test_a_refusal_is_no_reason_to_try_again() -> None:
    """It names the server and what it said."""
    content = json.dumps({"code": "unauthorised", "message": "not this token"})
    server = Script(Response(status=401, body=content.encode()))
    with pytest.raises(ShareError, match=f"^{HOST}: not this token$"):
        server.carry()
    assert server.paused == []


def test_it_stops_between_two_requests_when_told_to() -> None:
    """A call has begun; the rest goes later."""
    server = Script(standing(0), standing(10))
    may = iter([True, True, False])
    sharing = Sharing("d", b"form", sound_bytes=20, piece_bytes=10)
    got_there = carry(
        sharing,
        server,
        io.BytesIO(bytes(20)),
        host=HOST,
        pause=server.pause,
        go_on=lambda: next(may),
    )
    assert not got_there
    assert sharing.offset == 10


def test_it_stops_in_a_pause_when_told_to() -> None:
    """Nothing is sent after it."""
    server = Script(DOWN)
    sharing = Sharing("d", b"form", sound_bytes=None)
    assert not carry(sharing, server, None, host=HOST, pause=lambda _: False)
    assert server.methods == ["PUT"]
