import asyncio
import json
from typing import Any

import pytest

from coach.web.hub import MAX_COMMANDS, MAX_SUBSCRIPTIONS, OverlayHub, Subscription
from coach.web.messages import Acknowledge, Command, Dismiss, Snooze


async def read(subscription: Subscription, count: int) -> list[dict[str, Any]]:
    """Read messages; wait for them."""
    return [json.loads(await subscription.next()) for _ in range(count)]


async def has_read_all(subscription: Subscription) -> bool:
    """Whether nothing is left to read."""
    try:
        async with asyncio.timeout(0):
            await subscription.next()
    except TimeoutError:
        return True
    return False


def nudge(nudge_id: str, kind: str = "dead-air") -> dict[str, Any]:
    """Return as much of a nudge as the hub looks at."""
    return {"type": "nudge", "id": nudge_id, "kind": kind}


@pytest.fixture
def hub() -> OverlayHub:
    """A hub with a call that has two messages."""
    hub = OverlayHub()
    hub.begin_call("call-1", 1_000)
    hub.publish({"type": "state", "at_ms": 5})
    return hub


class TestReplay:
    async def test_a_new_browser_gets_everything(self, hub: OverlayHub) -> None:
        """Who comes late sees the call from its start."""
        with hub.subscribe() as subscription:
            messages = await read(subscription, 2)

        assert [(m["type"], m["call"], m["seq"]) for m in messages] == [
            ("call-started", "call-1", 1),
            ("state", "call-1", 2),
        ]
        assert messages[0]["wall_ms"] == 1_000

    @pytest.mark.parametrize(
        ("call", "after", "first"),
        [
            ("call-1", 1, 2),
            ("call-1", 0, 1),
            ("call-1", None, 1),
            ("another", 1, 1),
            (None, 1, 1),
            ("call-1", 3, 1),
        ],
    )
    async def test_one_that_comes_back_gets_the_rest(
        self, hub: OverlayHub, call: str | None, after: int | None, first: int
    ) -> None:
        """Only of the present call, and only a number that it has reached, counts."""
        with hub.subscribe(call=call, after=after) as subscription:
            (message,) = await read(subscription, 1)

        assert message["seq"] == first

    async def test_one_that_missed_nothing_waits(self, hub: OverlayHub) -> None:
        """What was seen is not sent again."""
        with hub.subscribe(call="call-1", after=2) as subscription:
            assert await has_read_all(subscription)
            assert hub.publish({"type": "state", "at_ms": 6}) == 1
            (message,) = await read(subscription, 1)

        assert message["seq"] == 3

    async def test_the_next_call_follows(self, hub: OverlayHub) -> None:
        """A browser reads a call to its end, then the next from its start."""
        with hub.subscribe() as subscription:
            hub.end_call({"schema": "coach.report/1"})
            hub.begin_call("call-2", 2_000)
            messages = await read(subscription, 4)

        assert [(m["type"], m["call"], m["seq"]) for m in messages] == [
            ("call-started", "call-1", 1),
            ("state", "call-1", 2),
            ("call-ended", "call-1", 3),
            ("call-started", "call-2", 1),
        ]

    async def test_nothing_can_be_said_before_a_call(self) -> None:
        """A message needs a call to belong to."""
        with pytest.raises(ValueError, match="no call"):
            OverlayHub().publish({"type": "state"})

    async def test_one_may_wait_for_the_first_call(self) -> None:
        """A browser that is early sees the call begin."""
        hub = OverlayHub()
        with hub.subscribe() as subscription:
            assert await has_read_all(subscription)
            hub.begin_call("call-1", 1_000)
            (message,) = await read(subscription, 1)

        assert message["type"] == "call-started"

    async def test_a_private_message_bears_the_last_number(
        self, hub: OverlayHub
    ) -> None:
        """Who comes back after an error misses nothing and gets nothing twice."""
        with hub.subscribe() as subscription:
            await read(subscription, 1)
            told = json.loads(subscription.private({"type": "error"}))

        assert (told["call"], told["seq"]) == ("call-1", 1)


class TestConnected:
    async def test_is_told_at_the_first_browser(self, hub: OverlayHub) -> None:
        """A session that waits for an overlay goes on when there is one."""
        waiting = asyncio.ensure_future(hub.wait_connected())
        await asyncio.sleep(0)
        assert not waiting.done()

        assert not hub.is_watched
        with hub.subscribe():
            await waiting
            assert hub.is_watched
        await hub.wait_connected()
        assert not hub.is_watched

    async def test_browsers_are_counted(self, hub: OverlayHub) -> None:
        """There is room for so many, and again when one has left."""
        subscriptions = [hub.subscribe() for _ in range(MAX_SUBSCRIPTIONS)]
        for subscription in subscriptions:
            assert not hub.is_full
            subscription.__enter__()
        assert hub.is_full
        subscriptions[0].__exit__(None, None, None)

        assert not hub.is_full


class TestFlush:
    async def test_waits_until_all_is_sent(self, hub: OverlayHub) -> None:
        """The end of the call reaches the browser before the server goes."""
        with hub.subscribe() as subscription:
            reading = asyncio.ensure_future(read(subscription, 4))
            await asyncio.sleep(0)
            hub.end_call()
            await hub.flush(seconds=0.01)  # one is still unread: gives up in time
            assert not reading.done()
            hub.publish({"type": "state"})
            assert len(await reading) == 4
            last = asyncio.ensure_future(read(subscription, 1))
            await hub.flush(seconds=5)
            assert subscription.idle.is_set()
            last.cancel()


class TestCommands:
    @pytest.mark.parametrize("command", [Acknowledge(nudge="n"), Dismiss(nudge="n")])
    async def test_a_settled_nudge_leaves_every_screen(
        self, hub: OverlayHub, command: Command
    ) -> None:
        """The session hears of it once, and a page that reloads is not told again."""
        hub.publish(nudge("n"))
        with hub.subscribe(call="call-1", after=3) as subscription:
            hub.command(command)
            hub.command(command)
            (message,) = await read(subscription, 1)
            assert await has_read_all(subscription)

        assert (message["type"], message["id"]) == ("nudge-withdrawn", "n")
        commands = hub.commands()
        assert await anext(commands) == command
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0):
                await anext(commands)

    @pytest.mark.parametrize("before", ["never-shown", "withdrawn", "old-call"])
    async def test_what_is_not_on_the_screen_cannot_be_settled(
        self, hub: OverlayHub, before: str
    ) -> None:
        """A late or made-up command changes nothing."""
        if before == "withdrawn":
            hub.publish(nudge("n"))
            hub.publish({"type": "nudge-withdrawn", "id": "n"})
        elif before == "old-call":
            hub.publish(nudge("n"))
            hub.end_call()
            hub.begin_call("call-2", 0)
        assert hub.log is not None
        seq = hub.log.seq

        hub.command(Dismiss(nudge="n"))

        assert hub.log.seq == seq

    async def test_a_snooze_clears_its_kind(self, hub: OverlayHub) -> None:
        """Other kinds stay on the screen."""
        hub.publish(nudge("n", "dead-air"))
        hub.publish(nudge("m", "interruption"))
        with hub.subscribe(call="call-1", after=4) as subscription:
            hub.command(Snooze(kind="dead-air", minutes=10))
            (message,) = await read(subscription, 1)
            assert await has_read_all(subscription)

        assert message["id"] == "n"
        assert await anext(hub.commands()) == Snooze(kind="dead-air", minutes=10)

    async def test_commands_nobody_reads_do_not_pile_up(self, hub: OverlayHub) -> None:
        """Past the limit they are dropped, and the call goes on."""
        for _ in range(MAX_COMMANDS + 10):
            hub.command(Snooze(kind="dead-air", minutes=1))

        assert await anext(hub.commands()) == Snooze(kind="dead-air", minutes=1)
