"""What the analyst sees and does, in a real browser."""

import asyncio
import re
import time
from collections.abc import Sequence

import pytest
from playwright.async_api import Page, expect

from coach.web.hub import OverlayHub
from coach.web.messages import Acknowledge, Dismiss, Snooze
from coach.web.server import OverlayServer
from tests.browser import scenes
from tests.browser.conftest import TOKEN, OpenPage

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def seconds_in(page: Page, selector: str) -> int:
    """Return a count-down's seconds: "12 s" or "0:12"."""
    text = await page.locator(selector).inner_text()
    found = re.search(r"(\d+)(?: s)?$", text)
    assert found, text
    return int(found[1])


class TestNudge:
    async def test_appears_counts_down_and_is_dismissed_by_key(
        self, hub: OverlayHub, server: OverlayServer, open_page: OpenPage
    ) -> None:
        """The whole of it: seen, running out, waved away."""
        now = scenes.running(hub)
        page = await open_page(server.url)
        await expect(page.locator("#connection-text")).to_have_text("Live")
        await expect(page.locator("#nudge")).to_be_hidden()

        hub.publish(scenes.nudge(now()))

        await expect(page.locator("#nudge-title")).to_have_text("Let them finish")
        await expect(page.locator("#nudge-severity")).to_have_text("Heads-up")
        first = await seconds_in(page, "#nudge-left")
        await asyncio.sleep(1.2)
        assert 0 < await seconds_in(page, "#nudge-left") < first <= 12
        await page.keyboard.press("Escape")
        await expect(page.locator("#nudge")).to_be_hidden()
        assert await anext(hub.commands()) == Dismiss(nudge="nudge-1")

    async def test_new_words_under_the_same_id_are_shown(
        self, hub: OverlayHub, server: OverlayServer, open_page: OpenPage
    ) -> None:
        """A recap of which less is missing says so in place, and aloud."""
        now = scenes.running(hub)
        page = await open_page(server.url)
        hub.publish(scenes.nudge(now()))
        await expect(page.locator("#nudge-title")).to_have_text("Let them finish")

        hub.publish(scenes.nudge(now(), title="Before goodbye", severity="alert"))

        await expect(page.locator("#nudge-title")).to_have_text("Before goodbye")
        await expect(page.locator("#nudge[data-severity=alert]")).to_be_visible()
        await expect(page.locator("#polite")).to_contain_text("Before goodbye")

    @pytest.mark.parametrize("key", ["d", "D"])
    async def test_a_letter_dismisses_too(
        self, hub: OverlayHub, server: OverlayServer, open_page: OpenPage, key: str
    ) -> None:
        """For keyboards whose Escape belongs to another program."""
        now = scenes.running(hub)
        hub.publish(scenes.nudge(now()))
        page = await open_page(server.url)
        await expect(page.locator("#nudge")).to_be_visible()

        await page.keyboard.press(key)

        await expect(page.locator("#nudge")).to_be_hidden()

    async def test_is_acknowledged_and_snoozed_by_key(
        self, hub: OverlayHub, server: OverlayServer, open_page: OpenPage
    ) -> None:
        """The more urgent comes first; one that is urgent cannot be snoozed."""
        now = scenes.running(hub)
        hub.publish(scenes.nudge(now(), **scenes.URGENT))
        hub.publish(scenes.nudge(now()))
        page = await open_page(server.url)
        await expect(page.locator("#nudge")).to_have_attribute(
            "data-severity", "critical"
        )
        await expect(page.locator("#nudge-more")).to_have_text("+1 more")

        await page.keyboard.press("s")
        await expect(page.locator("#nudge-snooze")).to_be_hidden()
        await page.keyboard.press("Enter")
        await expect(page.locator("#nudge-title")).to_have_text("Let them finish")
        await page.keyboard.press("s")
        await expect(page.locator("#nudge")).to_be_hidden()
        await expect(page.locator("#toast")).to_have_text("Snoozed for 10 minutes")

        commands = hub.commands()
        assert await anext(commands) == Acknowledge(nudge="nudge-threat")
        assert await anext(commands) == Snooze(kind="interruption", minutes=10)

    async def test_buttons_do_what_they_say(
        self, hub: OverlayHub, server: OverlayServer, open_page: OpenPage
    ) -> None:
        """By mouse, and with Tab and Enter on the one that has the focus."""
        now = scenes.running(hub)
        page = await open_page(server.url)
        hub.publish(scenes.nudge(now(), id="one"))
        await page.get_by_role("button", name="Got it").click()
        await expect(page.locator("#nudge")).to_be_hidden()
        hub.publish(scenes.nudge(now(), id="two"))
        button = page.get_by_role("button", name="Not now")
        await button.focus()
        await page.keyboard.press("Enter")
        await expect(page.locator("#nudge")).to_be_hidden()

        commands = hub.commands()
        assert await anext(commands) == Acknowledge(nudge="one")
        assert await anext(commands) == Dismiss(nudge="two")

    async def test_leaves_when_its_life_is_over(
        self, hub: OverlayHub, server: OverlayServer, open_page: OpenPage
    ) -> None:
        """By itself, without a word from the server."""
        now = scenes.running(hub)
        page = await open_page(server.url)
        hub.publish(scenes.nudge(now(), lifetime_ms=900))
        await expect(page.locator("#nudge")).to_be_visible()

        await expect(page.locator("#nudge")).to_be_hidden(timeout=3_000)

    async def test_leaves_when_it_is_withdrawn(
        self, hub: OverlayHub, server: OverlayServer, open_page: OpenPage
    ) -> None:
        """What no longer applies is gone."""
        now = scenes.running(hub)
        page = await open_page(server.url)
        hub.publish(scenes.nudge(now()))
        await expect(page.locator("#nudge")).to_be_visible()
        hub.publish({"type": "nudge-withdrawn", "id": "nudge-1"})

        await expect(page.locator("#nudge")).to_be_hidden()

    async def test_an_old_one_is_not_shown_to_a_page_that_comes_late(
        self, hub: OverlayHub, server: OverlayServer, open_page: OpenPage
    ) -> None:
        """Neither those that are over nor those that were settled; a living one is."""
        scenes.running(hub)
        hub.publish(scenes.nudge(10_000, id="over", title="Over", severity="alert"))
        hub.publish(scenes.nudge(27_000, id="settled", severity="alert"))
        hub.command(Dismiss(nudge="settled"))
        hub.publish(scenes.nudge(20_000, id="alive", title="Alive"))
        page = await open_page(server.url)

        await expect(page.locator("#nudge-title")).to_have_text("Alive")
        assert await seconds_in(page, "#nudge-left") <= 4
        await expect(page.locator("#nudge-more")).to_have_text("")

    async def test_is_told_to_screen_readers_and_nothing_else_is(
        self, hub: OverlayHub, server: OverlayServer, open_page: OpenPage
    ) -> None:
        """Politely, or at once where it is urgent; transcripts say nothing."""
        now = scenes.running(hub)
        page = await open_page(server.url)
        await expect(page.locator(".line").first).to_be_visible()
        await expect(page.get_by_role("status")).to_have_text("")
        hub.publish(scenes.nudge(now()))
        await expect(page.get_by_role("status")).to_contain_text("Let them finish")
        hub.publish(scenes.nudge(now(), **scenes.URGENT))
        await expect(page.get_by_role("alert")).to_contain_text("Urgent: A threat")

        live = await page.locator("[aria-live], [role=log]").count()
        assert live == 0


class TestConnection:
    async def test_a_page_that_was_cut_off_catches_up(
        self, hub: OverlayHub, server: OverlayServer, open_page: OpenPage
    ) -> None:
        """By itself; what was said meanwhile is there, and nothing twice."""
        now = scenes.running(hub)
        page = await open_page(server.url)
        lines = page.locator(".line")
        await expect(lines).to_have_count(6)
        await server.__aexit__(None, None, None)
        await expect(page.locator("#connection-text")).to_have_text("Reconnecting…")
        hub.publish(scenes.transcript("agent", 29_000, 30_000, "I am still here."))
        hub.publish(scenes.nudge(now()))

        async with OverlayServer(hub, token=TOKEN, port=server.port):
            await expect(page.locator("#connection-text")).to_have_text("Live")
            await expect(lines).to_have_count(7)
            await expect(page.locator("#nudge-title")).to_have_text("Let them finish")

    async def test_what_was_decided_meanwhile_is_told_afterwards(
        self, hub: OverlayHub, server: OverlayServer, open_page: OpenPage
    ) -> None:
        """A key pressed while the connection is down is not lost."""
        now = scenes.running(hub)
        page = await open_page(server.url)
        hub.publish(scenes.nudge(now(), lifetime_ms=60_000))
        await expect(page.locator("#nudge")).to_be_visible()
        await server.__aexit__(None, None, None)
        await expect(page.locator("#connection-text")).to_have_text("Reconnecting…")
        await page.keyboard.press("a")

        async with OverlayServer(hub, token=TOKEN, port=server.port):
            async with asyncio.timeout(10):
                assert await anext(hub.commands()) == Acknowledge(nudge="nudge-1")

    async def test_a_server_that_restarts_is_a_new_beginning(
        self, hub: OverlayHub, server: OverlayServer, open_page: OpenPage
    ) -> None:
        """With the same token the page goes on, and nothing of the old call stays."""
        now = scenes.running(hub)
        hub.publish(scenes.nudge(now(), lifetime_ms=60_000))
        page = await open_page(server.url)
        await expect(page.locator(".line")).to_have_count(6)
        await server.__aexit__(None, None, None)

        fresh = OverlayHub()
        async with OverlayServer(fresh, token=TOKEN, port=server.port):
            scenes.begin(fresh, call="call-2", at_ms=2_000)
            fresh.publish(scenes.transcript("agent", 900, 1_900, "Service desk."))
            await expect(page.locator(".line")).to_have_count(1)
            await expect(page.locator(".line")).to_contain_text("Service desk.")
            await expect(page.locator("#nudge")).to_be_hidden()
            await expect(page.locator("#connection-text")).to_have_text("Live")

    async def test_a_wrong_token_says_what_to_do(
        self, hub: OverlayHub, server: OverlayServer, open_page: OpenPage
    ) -> None:
        """And the right address, pasted into the same tab, is taken."""
        scenes.running(hub)
        page = await open_page(server.url.replace("right", "wrong"))
        await expect(page.locator("#quiet-title")).to_have_text(
            "This page needs a new address"
        )
        await expect(page.locator("#quiet-body")).to_contain_text("overlay:")

        await page.goto(server.url)

        await expect(page.locator("#connection-text")).to_have_text("Live")

    async def test_without_a_token_nothing_is_tried(
        self, server: OverlayServer, open_page: OpenPage
    ) -> None:
        """The bare address explains itself."""
        page = await open_page(server.url.partition("#")[0])

        await expect(page.locator("#quiet-title")).to_have_text(
            "This page needs a new address"
        )

    async def test_the_token_leaves_the_address_bar(
        self, hub: OverlayHub, server: OverlayServer, open_page: OpenPage
    ) -> None:
        """And the page still knows it after a reload."""
        scenes.running(hub)
        page = await open_page(server.url)
        await expect(page.locator("#connection-text")).to_have_text("Live")
        assert page.url == f"http://127.0.0.1:{server.port}/overlay/"

        await page.reload()

        await expect(page.locator("#connection-text")).to_have_text("Live")


class TestCall:
    async def test_goes_from_waiting_to_its_end(
        self, hub: OverlayHub, server: OverlayServer, open_page: OpenPage
    ) -> None:
        """Waiting, listening, the conversation, and what went well first."""
        page = await open_page(server.url)
        await expect(page.locator("#quiet-title")).to_have_text("Waiting for the call")
        scenes.begin(hub, at_ms=500)
        await expect(page.locator("#quiet-title")).to_have_text("Listening")
        hub.publish(scenes.transcript("agent", 100, 400, "Service desk."))
        await expect(page.locator("#quiet")).to_be_hidden()
        hub.end_call(scenes.report())

        summary = page.locator("#summary")
        await expect(summary).to_be_visible()
        await expect(summary.locator("h3").first).to_have_text("What went well")
        await expect(summary).to_contain_text(
            "You brought an upset caller back to calm"
        )
        await expect(summary).to_contain_text("Once you came in early")
        await expect(summary).to_contain_text("You 54 %, the caller 46 %")
        await expect(page.locator("#conversation")).to_be_hidden()
        scenes.begin(hub, call="call-2", at_ms=0)
        await expect(page.locator("#quiet-title")).to_have_text("Listening")

    async def test_ends_without_a_report_too(
        self, hub: OverlayHub, server: OverlayServer, open_page: OpenPage
    ) -> None:
        """What the page has seen itself is summed up: the report may be too large."""
        scenes.running(hub, at_ms=60_000)
        page = await open_page(server.url)
        hub.end_call(None)

        await expect(page.locator("#summary")).to_contain_text("A full greeting")
        await expect(page.locator("#summary")).to_contain_text("You 46 %")

    async def test_partials_grow_and_are_taken_back(
        self, hub: OverlayHub, server: OverlayServer, open_page: OpenPage
    ) -> None:
        """What may still change is told apart; what was nothing goes."""
        scenes.begin(hub)
        page = await open_page(server.url)
        hub.publish(scenes.transcript("customer", 1_000, 2_000, "my print", stable=3))
        await expect(page.locator(".line-stable")).to_have_text("my ")
        await expect(page.locator(".line-rest")).to_have_text("print")
        hub.publish(scenes.transcript("customer", 1_000, 3_000, "My printer."))
        await expect(page.locator(".line-stable")).to_have_text("My printer.")
        await expect(page.locator(".line-rest")).to_have_text("")
        hub.publish(scenes.transcript("agent", 500, 900, "Hello."))
        speakers = page.locator(".line-speaker")
        await expect(speakers).to_have_text(["You", "Caller"])

        hub.publish(scenes.transcript("customer", 1_000, 3_000, ""))

        await expect(page.locator(".line")).to_have_count(1)

    async def test_words_are_never_taken_for_markup(
        self, hub: OverlayHub, server: OverlayServer, open_page: OpenPage
    ) -> None:
        """A customer may say what they like."""
        scenes.begin(hub)
        page = await open_page(server.url)
        text = "<img src=x onerror=alert(1)><b>bold</b>"
        hub.publish(scenes.transcript("customer", 1_000, 2_000, text))

        await expect(page.locator(".line-stable")).to_have_text(text)
        assert await page.locator(".line img, .line b").count() == 0

    async def test_the_last_line_stays_in_sight(
        self, hub: OverlayHub, server: OverlayServer, open_page: OpenPage
    ) -> None:
        """However long the call and whatever appears above."""
        scenes.begin(hub)
        page = await open_page(server.url)
        for index in range(200):
            text = f"This is line {index}."
            at_ms = 1_000 * index
            hub.publish(scenes.transcript("agent", at_ms, at_ms + 900, text))
        hub.publish(scenes.nudge(200_000, lifetime_ms=60_000))

        await expect(page.get_by_text("This is line 199.")).to_be_in_viewport()
        assert await page.locator(".line").count() <= 60

    async def test_the_closing_appears_when_it_begins(
        self, hub: OverlayHub, server: OverlayServer, open_page: OpenPage
    ) -> None:
        """With what was said ticked, and not before."""
        scenes.running(hub)
        page = await open_page(server.url)
        await expect(page.locator("#greeting-done")).to_be_visible()
        await expect(page.locator("#closing")).to_be_hidden()
        closing = {**scenes.OPEN_CLOSING, "reached": True, "resolution": True}
        hub.publish(scenes.state(29_000, closing=closing, sentiment=(-0.8, True)))

        await expect(page.locator("#closing")).to_be_visible()
        done = page.locator("#closing-list .is-done")
        await expect(done).to_have_count(1)
        await expect(done).to_contain_text("What was done")
        await expect(page.locator("#mood-text")).to_have_text("Upset")


class TestHold:
    async def test_counts_down_and_over(
        self, hub: OverlayHub, server: OverlayServer, open_page: OpenPage
    ) -> None:
        """By itself, in audio time, to the limit and past it."""
        scenes.running(hub, at_ms=60_000)
        page = await open_page(server.url)
        hub.publish(
            scenes.state(
                60_000, hold=scenes.hold(32_500, limit_ms=30_000, promised=False)
            )
        )
        card = page.locator("#hold")
        await expect(card).to_have_attribute("data-state", "near")
        await expect(page.locator("#hold-time")).to_have_text(re.compile(r"0:0[123]"))
        await expect(card).to_have_attribute("data-state", "over", timeout=6_000)
        await expect(page.locator("#hold-time")).to_have_text(re.compile(r"\+0:0\d"))
        await expect(page.locator("#hold-title")).to_have_text("Back to the caller")
        hub.publish(scenes.state(66_000))

        await expect(card).to_be_hidden()

    async def test_follows_a_replay_that_is_faster_than_life(
        self, hub: OverlayHub, server: OverlayServer, open_page: OpenPage
    ) -> None:
        """Then the messages are the clock, not the wall."""
        scenes.begin(hub, at_ms=0)
        page = await open_page(server.url)
        hold = scenes.hold(100_000, limit_ms=45_000)
        hub.publish(scenes.transcript("agent", 99_000, 100_000, "One moment please."))
        hub.publish(scenes.state(120_000, hold=hold))

        await expect(page.locator("#hold-time")).to_have_text(re.compile("0:2[345]"))
        await expect(page.locator("#call-time")).to_have_text(re.compile("2:0[01]"))


class TestHelp:
    async def test_opens_and_closes_by_key(
        self, hub: OverlayHub, server: OverlayServer, open_page: OpenPage
    ) -> None:
        """Escape closes the help first and leaves the nudge alone."""
        now = scenes.running(hub)
        hub.publish(scenes.nudge(now(), lifetime_ms=60_000))
        page = await open_page(server.url)
        await expect(page.locator("#nudge")).to_be_visible()
        await page.keyboard.press("?")
        await expect(page.get_by_role("dialog")).to_be_visible()
        await page.keyboard.press("Escape")

        await expect(page.get_by_role("dialog")).to_be_hidden()
        await expect(page.locator("#nudge")).to_be_visible()


class TestClock:
    async def clock(self, page: Page, steps: Sequence[Sequence[object]]) -> list[int]:
        """Run a clock through ``[method, arguments…]``; return what ``at`` returned."""
        times: list[int] = await page.evaluate(
            """async (steps) => {
                const { AudioClock } = await import('/overlay/clock.js');
                const clock = new AudioClock();
                const told = steps.map(([name, ...rest]) => clock[name](...rest));
                return told.filter((time) => time !== undefined);
            }""",
            steps,
        )
        return times

    async def test_keeps_audio_time(
        self, server: OverlayServer, open_page: OpenPage
    ) -> None:
        """At speed 1 by the wall; otherwise by the messages; at the end it stands."""
        page = await open_page(server.url)

        by_the_wall: list[list[object]] = [
            ["start", 1_000],
            ["note", 500, 2_000, True],
            ["at", 31_000],
            ["note", 29_000, 31_000, True],
            ["at", 31_000],
        ]
        assert await self.clock(page, by_the_wall) == [30_000, 30_000]
        faster: list[list[object]] = [
            ["start", 1_000],
            ["note", 3_000, 2_000, False],
            ["at", 2_000],
            ["note", 3_001, 2_000, False],
            ["at", 2_500],
            ["note", 60_000, 2_600, False],
            ["at", 9_999],
        ]
        assert await self.clock(page, faster) == [3_000, 3_501, 61_500]
        slower: list[list[object]] = [
            ["start", 1_000],
            ["note", 4_000, 10_000, True],
            ["at", 10_000],
            ["note", 4_000, 10_001, True],
            ["at", 20_000],
        ]
        assert await self.clock(page, slower) == [9_000, 5_500]
        missed: list[list[object]] = [
            ["start", 1_000],
            ["note", 10, 60_000, False],
            ["at", 61_000],
        ]
        assert await self.clock(page, missed) == [60_000]
        ended: list[list[object]] = [
            ["start", 1_000],
            ["note", 5_000, 6_000, True],
            ["stop"],
            ["at", 99_000],
        ]
        assert await self.clock(page, ended) == [5_000]


async def test_the_page_is_there_at_once(
    hub: OverlayHub, server: OverlayServer, open_page: OpenPage
) -> None:
    """From the address to the conversation in a moment, even late in a call."""
    scenes.running(hub)
    for index in range(3_000):
        hub.publish(scenes.state(28_000 + index))
    before = time.perf_counter()
    page = await open_page(server.url)
    await expect(page.locator(".line")).to_have_count(6)

    assert time.perf_counter() - before < 5  # generous: the machine may be busy
