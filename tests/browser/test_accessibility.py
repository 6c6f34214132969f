"""Every scene of the overlay, for every eye, ear, hand and window."""

from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.async_api import Page, expect

from coach.web.hub import OverlayHub
from coach.web.server import OverlayServer
from tests.browser import scenes, states
from tests.browser.conftest import OpenPage

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text(encoding="utf-8")


async def violations(page: Page, *, only: str | None = None) -> list[str]:
    """Return what axe-core finds wrong, best practices included, or one rule of it.

    It is evaluated through the devtools protocol, past the page's policy, so that the
    policy need not be loosened for it.
    """
    if not await page.evaluate("() => 'axe' in window"):
        await page.evaluate(AXE)
    options = {"runOnly": {"type": "rule", "values": [only]}} if only else {}
    result: dict[str, Any] = await page.evaluate(
        "(options) => axe.run(document, { resultTypes: ['violations'], ...options })",
        options,
    )
    assert result["passes"]  # it did look
    return [
        f"{violation['id']}: {node['html'][:120]} {node['failureSummary']}"
        for violation in result["violations"]
        for node in violation["nodes"]
    ]


SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")


async def violations_in_schemes(page: Page, name: str) -> dict[str, list[str]]:
    """Return what is wrong in light and in dark, by state and scheme."""
    found: dict[str, list[str]] = {}
    for scheme in SCHEMES:
        await page.emulate_media(color_scheme=scheme)
        # All but the colours is the same in both.
        only = None if scheme == "light" else "color-contrast"
        if wrong := await violations(page, only=only):
            found[f"{name}, {scheme}"] = wrong
    return found


async def test_axe_finds_no_violation(
    hub: OverlayHub, server: OverlayServer, open_page: OpenPage
) -> None:
    """In no state: contrast, names, roles, order, focus; in the strip neither."""
    page = await open_page(server.url)
    found: dict[str, list[str]] = {}
    async for state in states.played(page, hub):
        found |= await violations_in_schemes(page, state)
    await page.keyboard.press("?")
    found |= await violations_in_schemes(page, "help")
    await page.keyboard.press("Escape")
    await page.keyboard.press("v")
    found |= await violations_in_schemes(page, "strip: ended")
    await page.keyboard.press("m")  # the summary gives way
    async for state in states.played(page, hub, states.STRIP):
        found |= await violations_in_schemes(page, f"strip: {state}")
    await page.goto(server.url.replace("right", "wrong"))
    await expect(page.locator("#lull-again")).to_be_visible()
    found |= await violations_in_schemes(page, "refused")

    assert found == {}


async def test_more_contrast_is_more(
    hub: OverlayHub, server: OverlayServer, open_page: OpenPage
) -> None:
    """Who asks for it gets seven to one: axe's enhanced contrast finds nothing."""
    page = await open_page(server.url, contrast="more")
    names = {"standby", "talking", "reasons", "critical", "lost", "ended"}
    shown = tuple(state for state in states.STATES if state.name in names)
    async for state in states.played(page, hub, shown):
        for scheme in SCHEMES:
            await page.emulate_media(color_scheme=scheme)
            wrong = await violations(page, only="color-contrast-enhanced")
            assert wrong == [], (state, scheme)


SIZES = ((480, 640), (320, 480), (240, 320))
"""Windows; the last is also what is left of the first when it is zoomed to 200 %."""


async def test_everything_fits(
    hub: OverlayHub, server: OverlayServer, open_page: OpenPage
) -> None:
    """Nothing is cut off sideways, and a nudge is whole, its buttons included."""
    page = await open_page(server.url)
    async for state in states.played(page, hub):
        for width, height in SIZES:
            await page.set_viewport_size({"width": width, "height": height})
            assert await cut_off(page) == [], (state, width)
            if state == "reasons":
                continue  # as long as the words are: it scrolls
            for card in ("#nudge", "#hold-time"):
                if await page.locator(card).is_visible():
                    await expect(page.locator(card)).to_be_in_viewport(ratio=1)


async def cut_off(page: Page) -> list[str]:
    """Return what is seen and reaches out of the window sideways."""
    found: list[str] = await page.evaluate(
        """() => [...document.querySelectorAll('#app *')]
            .filter((element) => element.checkVisibility()
                && getComputedStyle(element).clipPath === 'none'
                && !element.closest('svg, .sr-only, dialog'))
            .filter((element) => {
                const { left, right, width } = element.getBoundingClientRect();
                return width > 0 && (left < -1 || right > innerWidth + 1);
            })
            .concat(document.body.scrollHeight > innerHeight ? [document.body] : [])
            .map((element) => `${element.tagName}#${element.id}.${element.className}`)
        """
    )
    return found


async def test_the_strip_is_a_strip(
    hub: OverlayHub, server: OverlayServer, open_page: OpenPage
) -> None:
    """At most 64 pixels: the signs, one thing; advice may take a second line more.

    The window is higher, because Chromium draws very low ones but once a second.
    """
    page = await open_page(server.url, height=120)
    await page.keyboard.press("v")
    async for state in states.played(page, hub, states.STRIP):
        for width, _ in SIZES:
            await page.set_viewport_size({"width": width, "height": 120})
            assert await cut_off(page) == [], (state, width)
            for part in ("#signal-agent", "#recording", "#tool-view"):
                await expect(page.locator(part)).to_be_in_viewport(ratio=1)
            if state == "reasons":
                continue
            limit = 64
            if await page.locator("#nudge").is_visible():
                limit = 82
                button = page.locator("#nudge-acknowledge")
                await expect(button).to_be_in_viewport(ratio=1)
            app = await page.locator("#app").bounding_box()
            assert app is not None
            assert app["height"] <= limit, (state, width)


async def test_nothing_moves_where_movement_is_not_wanted(
    hub: OverlayHub, server: OverlayServer, open_page: OpenPage
) -> None:
    """Reduced motion means none; otherwise the arrival is gentle."""
    moving = "() => document.getAnimations().length"
    page = await open_page(server.url)
    await expect(page.locator("[data-scene=waiting]")).to_be_visible()
    assert await page.evaluate(moving) == 0
    states.critical(hub)
    await expect(page.locator("#nudge")).to_be_visible()
    assert await page.evaluate(moving) == 0

    page = await open_page(server.url, motion="no-preference")
    await expect(page.locator("#nudge")).to_be_visible()
    assert await page.evaluate(moving) > 0


async def test_forced_colours_keep_what_colour_told(
    hub: OverlayHub, server: OverlayServer, open_page: OpenPage
) -> None:
    """Borders take the place of tints, and words say the severity."""
    states.critical(hub)
    page = await open_page(server.url, forced_colors="active")

    nudge = page.locator("#nudge")
    await expect(nudge).to_have_css("border-top-width", "3px")
    await expect(page.locator("#nudge-severity")).to_have_text("Urgent")
    await expect(page.locator("#mood-text")).to_have_text("Upset")


async def test_the_focus_is_seen_and_goes_in_order(
    hub: OverlayHub, server: OverlayServer, open_page: OpenPage
) -> None:
    """The bar, the nudge's buttons, the conversation (it scrolls by key), the foot."""
    states.talking(hub)
    states.reasons(hub)
    page = await open_page(server.url)
    await expect(page.locator("#nudge-why")).to_be_visible()
    order = []
    for _ in range(12):
        await page.keyboard.press("Tab")
        focused = page.locator(":focus-visible")
        order.append(
            await focused.get_attribute("id")
            or await focused.get_attribute("data-command")
        )
        await expect(focused).to_have_css("outline-style", "solid")

    assert order == [
        "tool-quiet",
        "tool-view",
        "tool-top",
        "help-open",
        "nudge-acknowledge",
        "nudge-snooze",
        "nudge-why",
        "nudge-dismiss",
        "conversation",
        "checklist-toggle",
        "pause",
        "end-call",
    ]


async def test_only_what_matters_is_announced(
    hub: OverlayHub, server: OverlayServer, open_page: OpenPage
) -> None:
    """Who speaks, what ticks and how late it is are there to be read, not announced."""
    states.talking(hub)
    page = await open_page(server.url)
    await expect(page.locator(".line").first).to_be_visible()
    await page.evaluate(
        """() => {
            window.said = [];
            const note = ({ target }) => window.said.push(target.textContent);
            const observer = new MutationObserver((changes) => changes.forEach(note));
            for (const id of ['polite', 'assertive']) {
                const options = { childList: true, characterData: true, subtree: true };
                observer.observe(document.getElementById(id), options);
            }
        }"""
    )
    for index in range(20):
        channels = ("speaking", "quiet") if index % 2 else ("quiet", "speaking")
        hub.publish(scenes.state(28_000 + index, channels=channels))
    hub.publish(scenes.state(29_000, channels=("quiet", "lost")))
    await expect(page.locator("#lost")).to_be_visible()

    said = await page.evaluate("() => window.said")
    assert said == ["Caller’s sound lost – reconnecting…"]
    assert await page.locator("[aria-live], [role=log]").count() == 0
