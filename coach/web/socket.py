"""One browser's socket: hello, then the call one way and commands the other."""

import asyncio
import contextlib
import hmac
from dataclasses import dataclass, field

from starlette.websockets import WebSocket, WebSocketDisconnect

from coach.web.call_log import encode
from coach.web.hub import OverlayHub, Subscription
from coach.web.messages import Hello, Message, error, parse_client

MALFORMED, UNAUTHORISED = 4400, 4401
TOO_MANY, TRY_AGAIN_LATER = 1008, 1013
"""Close codes; those over 4000 are ours, the others of RFC 6455 and its registry."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SocketLimits:
    """What a browser may take of the server."""

    hello_s: float = 5.0
    """Seconds until the hello must have come."""
    send_s: float = 10.0
    """Seconds that a browser may take to accept a message.  One that takes longer (a
    suspended tab) is cut off and can come back for what it missed."""
    burst: int = 40
    """Messages at once."""
    per_second: float = 10.0
    """Messages a second, on average."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Farewell:
    """Why the server closes a socket."""

    code: int
    reason: str
    """For a person, at most 123 bytes."""
    told: Message | None = None
    """An error message to send before."""


class RateLimit:
    """A bucket that holds ``burst`` messages and gains ``per_second``.

    Args:
        burst: Messages at once.
        per_second: Messages a second, on average.
        now: Monotonic seconds.
    """

    def __init__(self, burst: int, per_second: float, now: float) -> None:
        self._burst = burst
        self._per_second = per_second
        self._left = float(burst)
        self._at = now

    def allows(self, now: float) -> bool:
        """Whether one more message is allowed at ``now``; if so, it is counted."""
        gained = (now - self._at) * self._per_second
        self._left, self._at = min(self._burst, self._left + gained), now
        if self._left < 1:
            return False
        self._left -= 1
        return True


@dataclass(frozen=True, slots=True, kw_only=True)
class OverlaySocket:
    """Serve the browsers of one hub, each socket by one :meth:`serve`."""

    hub: OverlayHub
    token: str = field(repr=False)
    limits: SocketLimits = SocketLimits()

    async def serve(self, websocket: WebSocket) -> None:
        """Carry a socket from its opening to its close."""
        await websocket.accept()
        with contextlib.suppress(WebSocketDisconnect):
            match await self._hello(websocket):
                case Farewell() as farewell:
                    await self._close(websocket, farewell)
                case Hello() as hello:
                    await self._converse(websocket, hello)

    async def _hello(self, websocket: WebSocket) -> Hello | Farewell:
        try:
            async with asyncio.timeout(self.limits.hello_s):
                text = await _text(websocket)
        except TimeoutError:
            return _unauthorised("no hello came in time")
        if text is None:
            return _malformed("binary messages are not understood")
        try:
            message = parse_client(text)
        except ValueError as wrong:
            if str(wrong).startswith("hello.token"):
                return _unauthorised("the token is missing")
            return _malformed(str(wrong))
        if not isinstance(message, Hello):
            return _unauthorised("a hello with the token comes first")
        if not hmac.compare_digest(message.token.encode(), self.token.encode()):
            return _unauthorised("the token is wrong")
        if self.hub.is_full:
            return Farewell(code=TRY_AGAIN_LATER, reason="too many overlays are open")
        return message

    async def _converse(self, websocket: WebSocket, hello: Hello) -> None:
        with self.hub.subscribe(call=hello.call, after=hello.after) as subscription:
            async with asyncio.TaskGroup() as tasks:
                both = {
                    tasks.create_task(self._listen(websocket), name="overlay listener"),
                    tasks.create_task(
                        self._send(websocket, subscription), name="overlay sender"
                    ),
                }
                done, going_on = await asyncio.wait(
                    both, return_when=asyncio.FIRST_COMPLETED
                )
                for task in going_on:
                    task.cancel()
            farewell = next(filter(None, (task.result() for task in done)), None)
            if farewell is not None:
                await self._close(websocket, farewell, subscription)

    async def _listen(self, websocket: WebSocket) -> Farewell | None:
        clock = asyncio.get_running_loop().time
        rate = RateLimit(self.limits.burst, self.limits.per_second, clock())
        while True:
            try:
                text = await _text(websocket)
            except WebSocketDisconnect:
                return None
            if not rate.allows(clock()):
                return Farewell(code=TOO_MANY, reason="too many messages")
            if text is None:
                return _malformed("binary messages are not understood")
            try:
                message = parse_client(text)
            except ValueError as wrong:
                return _malformed(str(wrong))
            if isinstance(message, Hello):
                return _malformed("a hello comes first and once")
            self.hub.command(message)

    async def _send(
        self, websocket: WebSocket, subscription: Subscription
    ) -> Farewell | None:
        while True:
            text = await subscription.next()
            try:
                async with asyncio.timeout(self.limits.send_s):
                    await websocket.send_text(text)
            except TimeoutError:
                return Farewell(code=TRY_AGAIN_LATER, reason="the overlay is too slow")
            except WebSocketDisconnect:
                return None

    async def _close(
        self,
        websocket: WebSocket,
        farewell: Farewell,
        subscription: Subscription | None = None,
    ) -> None:
        # A browser that reads nothing cannot be told; then the connection just ends.
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(1):
                if farewell.told is not None:
                    await websocket.send_text(
                        subscription.private(farewell.told)
                        if subscription is not None
                        else encode(farewell.told, call=None, seq=0)
                    )
                await websocket.close(farewell.code, farewell.reason)


async def _text(websocket: WebSocket) -> str | None:
    """Return the next message, or None for a binary one.

    Raises:
        WebSocketDisconnect: There is none, the browser has gone.
    """
    message = await websocket.receive()
    if message["type"] == "websocket.disconnect":
        raise WebSocketDisconnect(message["code"])
    text = message.get("text")
    return None if text is None else str(text)


def _unauthorised(reason: str) -> Farewell:
    return Farewell(code=UNAUTHORISED, reason=reason)


def _malformed(detail: str) -> Farewell:
    return Farewell(
        code=MALFORMED,
        reason="malformed message",
        told=error("malformed-message", detail[:200]),
    )
