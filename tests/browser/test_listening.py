"""A headset that is followed: between calls, in them, paused, lost."""

import asyncio
import time

import pytest
from playwright.async_api import expect

from coach.web.hub import OverlayHub
from coach.web.messages import BeginCall, EndCall, Pause, Resume
from coach.web.server import OverlayServer
from tests.browser import scenes, states
from tests.browser.conftest import OpenPage
from tests.browser.passing import CAUGHT_UP_MS, give_time, let_pass, stop_clock

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def test_the_day_goes_by_keys_and_buttons(
    hub: OverlayHub, server: OverlayServer, open_page: OpenPage
) -> None:
    """Starting, ready, a call, a pause, its end: each only where it is offered."""
    hub.tell_listening(scenes.listening("starting", ()))
    page = await open_page(server.url)
    await expect(page.locator("#connection-text")).to_have_text("Starting")
    hub.tell_listening(scenes.STANDBY)
    await expect(page.locator("#connection-text")).to_have_text("Ready")
    lull = page.locator("#lull")
    await expect(lull).to_contain_text("Ready for the next call")
    await expect(lull).to_contain_text("AnalystSimon Okafor")
    await expect(lull).to_contain_text("Jabra Evolve 65 Mono")
    await expect(lull).to_contain_text("Monitor of Jabra Evolve 65")
    await expect(page.get_by_role("button", name="End call")).to_have_count(0)
    await page.keyboard.press("e")
    await page.get_by_role("button", name="Start call").click()
    hub.tell_listening(scenes.IN_CALL)
    scenes.running(hub)
    await expect(page.get_by_role("button", name="Start call")).to_have_count(0)
    await expect(page.locator("#controls-small")).to_be_visible()
    await page.keyboard.press("p")
    hub.tell_listening(scenes.PAUSED_IN_CALL)
    await expect(lull).to_contain_text("Paused – nothing is heard")
    await expect(page.locator("#conversation")).to_be_hidden()
    await expect(page.locator("#signal-agent")).to_have_text("You: paused")
    await page.get_by_role("button", name="Resume").click()

    commands = hub.commands()
    async with asyncio.timeout(20):
        told = [type(await anext(commands)) for _ in range(3)]
    assert told == [BeginCall, Pause, Resume]


async def test_a_stray_key_ends_no_call(
    hub: OverlayHub, server: OverlayServer, open_page: OpenPage
) -> None:
    """One press asks, a second one ends; another key between them takes it back."""
    states.talking(hub)
    page = await open_page(server.url)
    await expect(page.locator("#controls-small")).to_be_visible()
    await give_time(page)
    await stop_clock(page)
    await page.keyboard.press("e")
    await expect(page.locator("#toast")).to_contain_text("End the call? Press again")
    await page.keyboard.press("p")
    assert type(await anext(hub.commands())) is Pause
    await page.keyboard.press("e")
    await expect(page.locator("#toast")).to_contain_text("Press again")
    await page.keyboard.press("e")

    async with asyncio.timeout(20):
        assert type(await anext(hub.commands())) is EndCall


async def test_a_command_is_not_kept_for_later(
    hub: OverlayHub, server: OverlayServer, open_page: OpenPage
) -> None:
    """Without a connection it is said that nothing was done: later is another call."""
    states.talking(hub)
    page = await open_page(server.url)
    await expect(page.locator("#controls-small")).to_be_visible()
    await server.__aexit__(None, None, None)
    await expect(page.locator("#connection-text")).to_have_text("Reconnecting…")
    await page.keyboard.press("p")

    await expect(page.locator("#toast")).to_contain_text("nothing was changed")
    await expect(page.locator("#signal-agent")).to_have_text("You: not known")


async def test_a_demo_offers_none_of_it(
    hub: OverlayHub, server: OverlayServer, open_page: OpenPage
) -> None:
    """Without a headset there is nothing to start, pause or end."""
    scenes.running(hub)
    page = await open_page(server.url)
    await expect(page.locator(".line")).to_have_count(6)

    await expect(page.locator(".control:visible")).to_have_count(0)
    await expect(page.locator("#recording")).to_have_text("Not recorded")


async def test_a_lost_device_is_shown_at_once(
    hub: OverlayHub, server: OverlayServer, open_page: OpenPage
) -> None:
    """In the next frame, in words, and what still works beside it; then it is back."""
    states.talking(hub)
    page = await open_page(server.url)
    await expect(page.locator(".line")).to_have_count(6)
    before = time.perf_counter()
    hub.tell_listening(scenes.MICROPHONE_LOST)
    await expect(page.locator("#lost-title")).to_have_text(
        "Microphone lost – reconnecting…"
    )
    assert time.perf_counter() - before < 5  # generous: the machine may be busy
    await expect(page.locator("#lost-detail")).to_have_text(
        "The caller is still heard."
    )
    await expect(page.locator("#signal-agent")).to_have_text("You: lost")
    await expect(page.locator("#signal-customer")).not_to_contain_text("lost")
    hub.tell_listening(scenes.IN_CALL)

    await expect(page.locator("#lost")).to_be_hidden()


async def test_says_how_far_behind_it_is(
    hub: OverlayHub, server: OverlayServer, open_page: OpenPage
) -> None:
    """The median of the last words; nothing of a replay at another speed."""
    now = scenes.begin(hub)
    page = await open_page(server.url)
    await expect(page.locator("#connection-text")).to_have_text("Live")
    await let_pass(page, CAUGHT_UP_MS)
    began_ms = int(time.time() * 1000) - now()
    stands_at = await stop_clock(page) - began_ms
    for late_ms in (380, 430, 9_000):
        end_ms = stands_at - late_ms
        hub.publish(scenes.transcript("agent", end_ms - 500, end_ms, "Right."))
    await expect(page.locator("#latency-value")).to_have_text("0.4 s")
    hub.publish(scenes.transcript("agent", 99_000, 100_000, "Faster than life."))

    await expect(page.locator("#latency")).to_be_hidden()


async def test_recording_is_always_told(
    hub: OverlayHub, server: OverlayServer, open_page: OpenPage
) -> None:
    """In words, whatever else there is."""
    page = await open_page(server.url)
    await expect(page.locator("#recording")).to_have_text("Not recorded")
    states.recording(hub)

    await expect(page.locator("#recording")).to_have_text("Recording")


async def test_the_notice_is_there_at_the_start(
    hub: OverlayHub, server: OverlayServer, open_page: OpenPage
) -> None:
    """Until it was read out, or for twenty seconds."""
    page = await open_page(server.url)
    scenes.begin(hub, at_ms=0, notice="Please say that nothing is recorded.")
    await expect(page.locator("#notice")).to_contain_text("nothing is recorded")
    await page.keyboard.press("Escape")
    await expect(page.locator("#notice")).to_be_hidden()
    await stop_clock(page)
    scenes.begin(hub, call="call-2", at_ms=18_500, notice="Please say so.")
    await expect(page.locator("#notice")).to_be_visible()
    await let_pass(page, 20_000)

    await expect(page.locator("#notice")).to_be_hidden()
