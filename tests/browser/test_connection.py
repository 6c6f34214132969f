"""The page and its connection: lost, refused, found again."""

import asyncio
import time

import pytest
from playwright.async_api import expect

from coach.web.hub import OverlayHub
from coach.web.messages import Acknowledge
from coach.web.server import OverlayServer
from tests.browser import scenes
from tests.browser.conftest import TOKEN, OpenPage

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


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
        hub.publish(scenes.nudge(now()))
        await expect(page.locator("#nudge")).to_be_visible()
        await server.__aexit__(None, None, None)
        await expect(page.locator("#connection-text")).to_have_text("Reconnecting…")
        await page.keyboard.press("a")

        async with OverlayServer(hub, token=TOKEN, port=server.port):
            async with asyncio.timeout(30):
                assert await anext(hub.commands()) == Acknowledge(nudge="nudge-1")

    async def test_a_server_that_restarts_is_a_new_beginning(
        self, hub: OverlayHub, server: OverlayServer, open_page: OpenPage
    ) -> None:
        """With the same token the page goes on, and nothing of the old call stays."""
        now = scenes.running(hub)
        hub.publish(scenes.nudge(now()))
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
        await expect(page.locator("#lull-title")).to_have_text(
            "This page needs a new address"
        )
        await expect(page.locator("#lull-body")).to_contain_text("overlay:")

        await page.goto(server.url)

        await expect(page.locator("#connection-text")).to_have_text("Live")

    async def test_without_a_token_nothing_is_tried(
        self, server: OverlayServer, open_page: OpenPage
    ) -> None:
        """The bare address explains itself."""
        page = await open_page(server.url.partition("#")[0])

        await expect(page.locator("#lull-title")).to_have_text(
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

    async def test_a_token_is_kept_until_it_is_refused(
        self, hub: OverlayHub, server: OverlayServer, open_page: OpenPage
    ) -> None:
        """An installed page starts without one; a wrong one is not tried again."""
        bare = server.url.partition("#")[0]
        scenes.running(hub)
        page = await open_page(server.url)
        await expect(page.locator("#connection-text")).to_have_text("Live")
        other = await page.context.new_page()
        await other.goto(bare)
        await expect(other.locator("#connection-text")).to_have_text("Live")
        await other.close()
        await page.goto(server.url.replace("right", "wrong"))
        await expect(page.locator("#lull-again")).to_be_visible()

        assert await page.evaluate("() => localStorage.getItem('coach-token')") is None


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

    assert time.perf_counter() - before < 10  # generous: the machine may be busy
