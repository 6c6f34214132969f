"""A call as it is followed: its words, its holds, its time."""

import re
from collections.abc import Sequence

import pytest
from playwright.async_api import Page, expect

from coach.web.hub import OverlayHub
from coach.web.server import OverlayServer
from tests.browser import scenes
from tests.browser.conftest import OpenPage
from tests.browser.passing import CAUGHT_UP_MS, let_pass, stop_clock

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


class TestCall:
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
        hub.publish(scenes.nudge(200_000))

        await expect(page.get_by_text("This is line 199.")).to_be_in_viewport()
        assert await page.locator(".line").count() <= 60

    async def test_what_is_unknown_is_passed_over(
        self, hub: OverlayHub, server: OverlayServer, open_page: OpenPage
    ) -> None:
        """Types and keys of a newer server, and what is no message at all."""
        now = scenes.running(hub)
        page = await open_page(server.url)
        await expect(page.locator(".line")).to_have_count(6)
        hub.publish({"type": "weather", "call": "another", "sky": "blue"})
        hub.publish({"type": "constructor"})
        hub.publish({**scenes.state(now()), "wind": 3})
        hub.publish({**scenes.nudge(now(), severity="odd"), "colour": "pink"})

        await expect(page.locator("#nudge-severity")).to_have_text("Tip")
        await expect(page.locator(".line")).to_have_count(6)

    async def test_an_older_server_will_do(
        self, hub: OverlayHub, server: OverlayServer, open_page: OpenPage
    ) -> None:
        """Without channels, discovery, evidence and pace the page has what it had."""
        scenes.begin(hub)
        hub.publish(scenes.transcript("agent", 900, 6_000, "Service desk."))
        hub.publish(scenes.old_state(28_000))
        page = await open_page(server.url)

        await expect(page.locator("#checklist-count")).to_have_text("3 heard")
        await expect(page.locator("#pace")).to_be_hidden()
        await expect(page.locator("#signal-customer")).to_have_text("Caller: quiet")
        await let_pass(page, CAUGHT_UP_MS)
        hub.publish(scenes.transcript("customer", 27_000, 28_000, "It is", stable=2))
        await expect(page.locator("#signal-customer")).to_have_text("Caller: speaking")


class TestHold:
    async def test_counts_down_and_over(
        self, hub: OverlayHub, server: OverlayServer, open_page: OpenPage
    ) -> None:
        """By itself, in audio time, to the limit and past it."""
        page = await open_page(server.url)
        await stop_clock(page)
        scenes.running(hub, at_ms=60_000)
        hub.publish(
            scenes.state(
                60_000, hold=scenes.hold(32_500, limit_ms=30_000, promised=False)
            )
        )
        card = page.locator("#hold")
        await expect(card).to_have_attribute("data-state", "near")
        await expect(page.locator("#hold-time")).to_have_text("0:03")
        await let_pass(page, 10_000)
        await expect(card).to_have_attribute("data-state", "over")
        await expect(page.locator("#hold-time")).to_have_text(re.compile(r"\+0:0\d"))
        await expect(page.locator("#hold-title")).to_have_text("Back to the caller")
        hub.publish(scenes.state(71_000))

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
