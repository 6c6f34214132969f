"""Strip and full view, on top and in the tab, and the keys."""

import asyncio

import pytest
from playwright.async_api import expect

from coach.web.hub import OverlayHub
from coach.web.messages import Acknowledge
from coach.web.server import OverlayServer
from tests.browser import scenes, states
from tests.browser.conftest import OpenPage

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def test_help_opens_and_closes_by_key(
    hub: OverlayHub, server: OverlayServer, open_page: OpenPage
) -> None:
    """Escape closes the help first and leaves the nudge alone; all keys are there."""
    now = scenes.running(hub)
    hub.publish(scenes.nudge(now()))
    page = await open_page(server.url)
    await expect(page.locator("#nudge")).to_be_visible()
    await page.keyboard.press("?")
    await expect(page.get_by_role("dialog")).to_be_visible()
    await expect(page.locator("#help-title")).to_be_in_viewport(ratio=1)
    listed = set(await page.locator("kbd").all_inner_texts())
    shortcuts = await page.locator("[aria-keyshortcuts]").evaluate_all(
        "(all) => all.map((one) => one.getAttribute('aria-keyshortcuts')).join(' ')"
    )
    assert set(shortcuts.replace("Escape", "Esc").split()) <= listed
    await page.keyboard.press("Escape")

    await expect(page.get_by_role("dialog")).to_be_hidden()
    await expect(page.locator("#nudge")).to_be_visible()


async def test_the_letter_keys_can_be_switched_off(
    hub: OverlayHub, server: OverlayServer, open_page: OpenPage
) -> None:
    """For those who dictate; Enter and Escape go on working."""
    now = scenes.running(hub)
    page = await open_page(server.url)
    hub.publish(scenes.nudge(now()))
    await page.locator("#help-open").click()
    await page.get_by_label("Use the letter keys").uncheck()
    await page.keyboard.press("Escape")
    await page.keyboard.press("v")
    await page.keyboard.press("d")
    await expect(page.locator("#nudge")).to_be_visible()
    await expect(page.locator("[data-view=full]")).to_be_visible()
    await page.locator("#main").focus()
    await page.keyboard.press("Enter")

    assert await anext(hub.commands()) == Acknowledge(nudge="nudge-1")


async def test_the_strip_is_remembered(
    hub: OverlayHub, server: OverlayServer, open_page: OpenPage
) -> None:
    """By key and by button; what was not drawn meanwhile is there afterwards."""
    scenes.running(hub)
    page = await open_page(server.url)
    await expect(page.locator(".line")).to_have_count(6)
    await page.keyboard.press("v")
    await expect(page.locator("#conversation")).to_be_hidden()
    await page.reload()
    await expect(page.locator("[data-view=strip] #checklist-toggle")).to_be_visible()
    hub.publish(scenes.transcript("agent", 29_000, 30_000, "Said meanwhile."))
    await page.get_by_role("button", name="Compact strip").click()

    await expect(page.get_by_text("Said meanwhile.")).to_be_in_viewport()


async def test_goes_on_top_and_comes_back(
    hub: OverlayHub, server: OverlayServer, open_page: OpenPage
) -> None:
    """As one piece: styles, keys, dialog, live regions; then it is in its tab again."""
    now = scenes.running(hub)
    page = await open_page(server.url)
    await expect(page.locator(".line")).to_have_count(6)
    async with page.context.expect_page() as opened:
        await page.get_by_role("button", name="Keep on top").click()
    top = await opened.value
    await expect(top.locator(".line")).to_have_count(6)
    await expect(page.locator("#away")).to_be_visible()
    await expect(page.locator("#app")).to_have_count(0)

    hub.publish({"type": "finding", "finding": scenes.SPIKE})
    spike = {**scenes.ALERT, "id": scenes.SPIKE_NUDGE}
    hub.publish(scenes.nudge(now(), **spike))
    await expect(top.locator("#nudge")).to_have_css("border-top-left-radius", "16px")
    await expect(top.get_by_role("status")).to_contain_text("The caller is upset")
    assert await top.evaluate("() => document.getAnimations().length") == 0
    await top.keyboard.press("w")
    await expect(top.locator("#nudge-reasons")).to_be_visible()
    await top.keyboard.press("?")
    await expect(top.get_by_role("dialog")).to_be_visible()
    await top.keyboard.press("Escape")
    await top.keyboard.press("w")
    hub.publish(scenes.transcript("agent", 29_000, 30_000, "In the window on top."))
    await expect(top.get_by_text("In the window on top.")).to_be_visible()
    await top.keyboard.press("a")
    assert await anext(hub.commands()) == Acknowledge(nudge=scenes.SPIKE_NUDGE)

    await page.get_by_role("button", name="Bring it back here").click()
    await expect(page.locator(".line")).to_have_count(7)
    await expect(page.locator("#away")).to_be_hidden()
    hub.publish(scenes.nudge(now(), id="later"))
    await expect(page.get_by_role("status")).to_contain_text("Let them finish")
    await page.keyboard.press("a")
    async with asyncio.timeout(20):
        assert await anext(hub.commands()) == Acknowledge(nudge="later")


async def test_the_size_on_top_is_remembered(
    hub: OverlayHub, server: OverlayServer, open_page: OpenPage
) -> None:
    """The strip and the full view have one each; where it stood the browser knows."""
    states.talking(hub)
    page = await open_page(server.url)
    await page.evaluate(
        """() => {
            localStorage['coach-size'] = '{"width": 411, "height": 522}';
            window.asked = [];
            documentPictureInPicture.requestWindow = (options) => {
                window.asked.push(options);
                return Promise.reject(new Error('not now'));
            };
        }"""
    )
    await page.keyboard.press("t")
    await page.keyboard.press("v")
    await page.keyboard.press("t")

    assert await page.evaluate("() => window.asked") == [
        {"width": 411, "height": 522},
        {"width": 320, "height": 64},
    ]


async def test_without_a_window_on_top_a_pop_up_will_do(
    hub: OverlayHub, server: OverlayServer, open_page: OpenPage
) -> None:
    """Of the size that was remembered, with the same call; it offers no further one."""
    scenes.running(hub)
    page = await open_page(server.url, is_new=True)
    await page.context.add_init_script("delete window.documentPictureInPicture")
    await page.reload()
    button = page.get_by_role("button", name="Open in a window of its own")
    async with page.context.expect_page() as opened:
        await button.click()
    pop_up = await opened.value

    await expect(pop_up.locator(".line")).to_have_count(6)
    await expect(pop_up.locator("#tool-top")).to_be_hidden()
    await pop_up.evaluate("() => dispatchEvent(new Event('resize'))")
    kept = await page.evaluate("() => JSON.parse(localStorage['coach-pop-up'])")
    assert set(kept) == {"width", "height", "left", "top"}


@pytest.mark.parametrize("width", [240, 320])
async def test_the_strip_keeps_its_signs_beside_all_that_is_said(
    hub: OverlayHub, server: OverlayServer, open_page: OpenPage, width: int
) -> None:
    """Both sides and the recording, under no message; and no two rows of buttons."""
    now = scenes.running(hub)
    page = await open_page(server.url, width=width, height=64, motion="no-preference")
    await expect(page.locator("#checklist-count")).to_have_text("4 heard")
    await page.keyboard.press("v")
    hub.publish(scenes.nudge(now()))
    await expect(page.locator("#nudge")).to_be_visible()
    await page.keyboard.press("n")
    assert await page.evaluate(
        "document.getElementById('app').hasAttribute('data-nudged') !=="
        " document.getElementById('nudge').hidden"
    )
    await expect(page.locator("#nudge")).to_be_hidden()
    await expect(page.locator("#toast")).to_be_visible()
    toast = await page.locator("#toast").bounding_box()
    assert toast is not None
    for sign in ("#signal-agent", "#signal-customer", "#recording"):
        box = await page.locator(sign).bounding_box()
        assert box is not None
        assert box["y"] + box["height"] <= toast["y"] + 1
