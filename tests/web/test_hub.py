import asyncio
import contextlib
import json
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.web.hub import MAX_COMMANDS, MAX_SUBSCRIPTIONS, OverlayHub, Subscription
from coach.web.listening import Listening, ListeningChannel
from coach.web.messages import (
    Acknowledge,
    BeginCall,
    Command,
    Dismiss,
    EndCall,
    Pause,
    Resume,
    Snooze,
)

CHANNEL = ListeningChannel(state="ok")
STANDBY = Listening(
    state="standby",
    in_call=False,
    controls=("begin-call", "pause"),
    agent=CHANNEL,
    customer=CHANNEL,
)
IN_CALL = Listening(
    state="call",
    in_call=True,
    controls=("end-call", "pause"),
    agent=CHANNEL,
    customer=CHANNEL,
)


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


class TestListening:
    async def test_comes_before_any_call(self) -> None:
        """An overlay that is opened in the morning sees both channels at once."""
        hub = OverlayHub()
        hub.tell_listening(STANDBY)
        with hub.subscribe() as subscription:
            (message,) = await read(subscription, 1)
            assert await has_read_all(subscription)

        assert (message["type"], message["call"], message["seq"]) == (
            "listening",
            None,
            0,
        )
        assert message["state"] == "standby"

    @pytest.mark.parametrize(("after", "seq"), [(1, 1), (2, 2), (None, 0), (9, 0)])
    async def test_comes_before_the_log(
        self, hub: OverlayHub, after: int | None, seq: int
    ) -> None:
        """With the last number this browser has seen, so that it misses nothing."""
        hub.tell_listening(IN_CALL)
        with hub.subscribe(call="call-1", after=after) as subscription:
            messages = await read(subscription, 3 - seq)
            assert await has_read_all(subscription)

        log = [("call-started", "call-1", 1), ("state", "call-1", 2)]
        assert [(m["type"], m["call"], m["seq"]) for m in messages] == [
            ("listening", "call-1", seq),
            *log[seq:],
        ]

    async def test_is_told_when_it_changes_and_only_then(self, hub: OverlayHub) -> None:
        """Every browser is woken for a change, none for the same again."""
        hub.tell_listening(STANDBY)
        with hub.subscribe(call="call-1", after=2) as one, hub.subscribe() as other:
            await read(one, 1)
            await read(other, 3)
            waiting = asyncio.ensure_future(read(one, 1))
            await asyncio.sleep(0)
            hub.tell_listening(STANDBY)
            await asyncio.sleep(0)
            assert not waiting.done()
            hub.tell_listening(IN_CALL)
            ((told,), (also,)) = await waiting, await read(other, 1)

        assert told == also
        assert (told["state"], told["call"], told["seq"]) == ("call", "call-1", 2)

    async def test_a_slow_browser_gets_the_latest_only(self, hub: OverlayHub) -> None:
        """However often it changed meanwhile; if it is as before, nothing."""
        hub.tell_listening(STANDBY)
        with hub.subscribe(call="call-1", after=2) as subscription:
            await read(subscription, 1)
            for _ in range(50):
                hub.tell_listening(IN_CALL)
                hub.tell_listening(STANDBY)
            assert await has_read_all(subscription)
            for _ in range(50):
                hub.tell_listening(STANDBY)
                hub.tell_listening(IN_CALL)
            (message,) = await read(subscription, 1)
            assert await has_read_all(subscription)

        assert message["state"] == "call"

    async def test_is_no_part_of_the_call(self, hub: OverlayHub) -> None:
        """Its numbers stay without a hole, and a call that ends is told in order."""
        assert hub.log is not None
        before = len(hub.log), hub.log.seq
        hub.tell_listening(IN_CALL)
        hub.tell_listening(STANDBY)

        assert (len(hub.log), hub.log.seq) == before

    async def test_a_number_never_goes_back_within_a_call(
        self, hub: OverlayHub
    ) -> None:
        """Over a status between any two messages, and over the next call."""
        with hub.subscribe() as subscription:
            seen = []
            for number in range(6):
                if number == 3:
                    hub.begin_call("call-2", 2_000)
                hub.tell_listening((STANDBY, IN_CALL)[number % 2])
                hub.publish({"type": "state", "at_ms": number})
                seen += await read(subscription, 2)
            seen += await read(subscription, 3)
            assert await has_read_all(subscription)

        for call in ("call-1", "call-2"):
            numbers = [m["seq"] for m in seen if m["call"] == call]
            assert numbers == sorted(numbers)

    async def test_cancelling_loses_none(self, hub: OverlayHub) -> None:
        """A reader that is cancelled while it waits reads the status the next time."""
        with hub.subscribe(call="call-1", after=2) as subscription:
            waiting = asyncio.ensure_future(subscription.next())
            await asyncio.sleep(0)
            hub.tell_listening(STANDBY)
            waiting.cancel()
            with pytest.raises(asyncio.CancelledError):
                await waiting
            (message,) = await read(subscription, 1)

        assert message["type"] == "listening"

    async def test_is_flushed(self, hub: OverlayHub) -> None:
        """Leaving waits for it as for a message."""
        with hub.subscribe(call="call-1", after=2) as subscription:
            assert await has_read_all(subscription)
            hub.tell_listening(STANDBY)
            assert not subscription.idle.is_set()


class TestAnyOrder:
    @given(
        st.lists(
            st.sampled_from(["standby", "call", "none", "message", "begin", "read"]),
            max_size=60,
        )
    )
    def test_a_browser_is_told_everything_once_and_the_latest_status(
        self, steps: list[str]
    ) -> None:
        """However calls, messages, statuses and a slow browser's reading interleave."""
        told = asyncio.run(self._told(steps))

        by_call: dict[str, list[int]] = {}
        for message in told:
            if message["type"] != "listening":
                by_call.setdefault(message["call"], []).append(message["seq"])
        for numbers in by_call.values():
            assert numbers == list(range(1, len(numbers) + 1))
        statuses = [m["state"] for m in told if m["type"] == "listening"]
        assert all(one != next_ for one, next_ in pairwise(statuses))
        last = next((s for s in reversed(steps) if s in {"standby", "call", "none"}), 0)
        if last in {"standby", "call"}:
            assert statuses[-1] == last
        for one, next_ in pairwise(told):
            if one["call"] == next_["call"]:
                assert one["seq"] <= next_["seq"]

    async def _told(self, steps: list[str]) -> list[dict[str, Any]]:
        hub, told = OverlayHub(), list[dict[str, Any]]()
        with hub.subscribe() as subscription:
            for number, step in enumerate([*steps, *["read"] * 2 * len(steps)]):
                match step:
                    case "read":
                        with contextlib.suppress(TimeoutError):
                            async with asyncio.timeout(0):
                                told += await read(subscription, 1)
                    case "begin":
                        hub.begin_call(f"call-{number}", number)
                    case "message":
                        if hub.log is not None:
                            hub.publish({"type": "state", "at_ms": number})
                    case _:
                        statuses = {"standby": STANDBY, "call": IN_CALL, "none": None}
                        hub.tell_listening(statuses[step])
        return told


class TestHeadsetCommands:
    COMMANDS = (
        BeginCall(agent="Zoë", metadata={"ticket": "INC-1"}),
        Pause(),
        Resume(),
        EndCall(),
    )

    async def test_reach_the_session_where_a_headset_is_followed(
        self, hub: OverlayHub
    ) -> None:
        """In the order in which they came."""
        hub.tell_listening(STANDBY)
        assert all(hub.command(command) for command in self.COMMANDS)

        commands = hub.commands()
        assert [await anext(commands) for _ in range(4)] == list(self.COMMANDS)

    async def test_are_ignored_elsewhere(self, hub: OverlayHub) -> None:
        """Before any status was told, and after it was taken back."""
        for _ in range(2):
            assert not any(hub.command(command) for command in self.COMMANDS)
            hub.tell_listening(STANDBY)
            hub.tell_listening(None)
        assert hub.command(Snooze(kind="dead-air", minutes=1))

        assert await anext(hub.commands()) == Snooze(kind="dead-air", minutes=1)

    async def test_past_the_limit_they_are_refused(self, hub: OverlayHub) -> None:
        """Whoever asked can tell, and no call is thought to have begun."""
        hub.tell_listening(STANDBY)
        for _ in range(MAX_COMMANDS):
            assert hub.command(Pause())

        assert not hub.command(BeginCall())
        assert not hub.may_be_in_call

    async def test_a_call_that_was_asked_for_may_be_on(self, hub: OverlayHub) -> None:
        """Until it is ended, or the status has had its say."""
        hub.tell_listening(STANDBY)
        assert not hub.may_be_in_call
        hub.command(BeginCall())
        assert hub.may_be_in_call
        hub.command(EndCall())
        assert not hub.may_be_in_call

        hub.command(BeginCall())
        hub.tell_listening(IN_CALL)
        assert hub.may_be_in_call
        hub.tell_listening(STANDBY)
        assert not hub.may_be_in_call

    async def test_what_was_not_begun_is_not_on(self, hub: OverlayHub) -> None:
        """A call that goes on already begins no other, nor does one in a pause."""
        commands = hub.commands()
        hub.tell_listening(IN_CALL)
        hub.command(BeginCall())
        await anext(commands)
        hub.tell_listening(STANDBY)
        assert not hub.may_be_in_call

        hub.command(Pause())
        assert not hub.may_begin_call
        hub.command(BeginCall())
        assert not hub.may_be_in_call
        hub.command(Resume())
        assert hub.may_begin_call


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
