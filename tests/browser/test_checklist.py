"""The checklist: a line, a list, and the words that ticked it."""

import pytest
from playwright.async_api import expect

from coach.web.hub import OverlayHub
from coach.web.server import OverlayServer
from tests.browser import scenes
from tests.browser.conftest import OpenPage

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def test_ticks_itself_and_shows_the_words(
    hub: OverlayHub, server: OverlayServer, open_page: OpenPage
) -> None:
    """By key too; what has no words is no button."""
    scenes.running(hub)
    page = await open_page(server.url)
    await expect(page.locator("#checklist-count")).to_have_text("4 heard")
    await page.keyboard.press("l")
    tick = page.locator("[data-element=caller_identified] button")
    await tick.focus()
    await page.keyboard.press("Enter")
    words = page.get_by_text("“It's Victor from the warehouse.”")
    await expect(words).to_be_visible()
    await expect(tick).to_have_attribute("aria-expanded", "true")
    await expect(page.locator("[data-element=impact_asked] button")).to_have_count(0)

    asked = {**scenes.UNASKED, "caller_identified": True, "impact_asked": True}
    hub.publish(scenes.state(29_000, discovery=asked))
    await expect(page.locator("[data-element=impact_asked].is-done")).to_be_visible()
    await expect(words).to_be_visible()
    await page.reload()
    await expect(page.locator("#checklist")).to_be_visible()


async def test_what_is_hard_to_hear_is_never_called_missing(
    hub: OverlayHub, server: OverlayServer, open_page: OpenPage
) -> None:
    """A reminder in the list, no empty circle, and no word of it in the line."""
    scenes.running(hub)
    page = await open_page(server.url)
    await expect(page.locator("#checklist-now")).to_have_text("Finding out")
    await page.keyboard.press("l")
    for element in ("problem_restated", "impact_asked"):
        tick = page.locator(f"#checklist [data-element={element}]")
        await expect(tick.locator("use")).to_have_attribute("href", "#icon-unsure")
        await expect(tick).to_contain_text("a reminder")
    asked = {**scenes.UNASKED, "impact_asked": True}
    hub.publish(scenes.state(29_000, discovery=asked))
    await expect(page.locator("#checklist-now")).to_have_text("Who is calling")
    await expect(
        page.locator("#checklist [data-element=impact_asked]")
    ).to_contain_text("heard")


async def test_the_closing_steps_back_behind_what_matters_more(
    hub: OverlayHub, server: OverlayServer, open_page: OpenPage
) -> None:
    """One card at a time, and none of it in quiet."""
    scenes.running(hub)
    closing = {**scenes.OPEN_CLOSING, "reached": True}
    hub.publish(scenes.state(28_000, closing=closing))
    page = await open_page(server.url, height=800)
    await expect(page.locator("#closing")).to_be_visible()
    await page.keyboard.press("q")
    await expect(page.locator("#closing")).to_be_hidden()
    await expect(page.locator("#checklist-now")).to_contain_text("Next steps")
    await page.keyboard.press("q")
    await expect(page.locator("#closing")).to_be_visible()
    hold = scenes.hold(20_000, limit_ms=30_000)
    hub.publish(scenes.state(29_000, closing=closing, hold=hold))
    await expect(page.locator("#hold")).to_be_visible()
    await expect(page.locator("#closing")).to_be_hidden()


async def test_what_matters_now_stands_out(
    hub: OverlayHub, server: OverlayServer, open_page: OpenPage
) -> None:
    """The greeting at the start, then finding out, and the closing when it begins."""
    scenes.running(hub)
    half = {**scenes.GREETED, "gave_name": False}
    hub.publish(scenes.state(28_000, greeting=half, discovery=scenes.UNASKED))
    page = await open_page(server.url)
    now = page.locator("#checklist-now")
    await expect(now).to_have_text("Your name")
    await expect(page.locator("#closing")).to_be_hidden()
    hub.publish(scenes.state(29_000, discovery=scenes.UNASKED))
    await expect(now).to_contain_text("Who is calling")
    closing = {**scenes.OPEN_CLOSING, "reached": True, "resolution": True}
    hub.publish(scenes.state(30_000, closing=closing, sentiment=(-0.8, True)))

    done = page.locator("#closing-list .is-done")
    await expect(done).to_have_count(1)
    await expect(done).to_contain_text("What was done")
    await done.get_by_role("button").click()
    await expect(done).to_contain_text("unlocked the account")
    await expect(now).to_have_text("Next steps · Any questions? · Thank you")
    await expect(page.locator("#mood-text")).to_have_text("Upset")


async def test_the_background_is_told_in_words_as_well(
    hub: OverlayHub, server: OverlayServer, open_page: OpenPage
) -> None:
    """Share, pace, and the caller's mood over the call; never the analyst's."""
    scenes.running(hub)
    page = await open_page(server.url)

    await expect(page.locator("#talk-text")).to_have_text("You 46 %")
    await expect(page.locator("#pace")).to_have_text("Your words: 148 wpm")
    await expect(page.locator("#mood-line")).to_have_attribute(
        "aria-label", "The caller over the call: calm, then tense"
    )
    points = await page.locator("#mood-points").get_attribute("points")
    assert points is not None
    assert len(points.split()) > 5
