"""Every scene of the overlay, for every eye, ear, hand and window."""

from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.async_api import Page, expect

from coach.web.hub import OverlayHub
from coach.web.server import OverlayServer
from tests.browser import scenes, states
from tests.browser.conftest import OpenPage
from tests.browser.fit import broken, troubles

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text(encoding="utf-8")


async def violations(page: Page, *, only: str | None = None) -> list[str]:
    """Return what axe-core finds wrong, best practices included, or one rule of it.

    It is evaluated through the devtools protocol, past the page's policy, so that the
    policy need not be loosened for it.
    """
    if not await page.evaluate("() => 'axe' in window"):
        await page.evaluate(AXE)
    options: dict[str, Any] = {"preload": False}  # there is no media to wait for
    if only:
        options["runOnly"] = {"type": "rule", "values": [only]}
    result: dict[str, Any] = await page.evaluate(
        "(options) => axe.run(document, { ...options, resultTypes: ['violations'] })",
        options,
    )
    assert result["passes"]  # it did look
    return [
        f"{violation['id']}: {node['html'][:120]} {node['failureSummary']}"
        for violation in result["violations"]
        for node in violation["nodes"]
    ]


Sizes = tuple[tuple[int, int], ...]
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
SIZES: Sizes = ((480, 640), (320, 480), (240, 320))
"""Windows: a comfortable one, the usual one, and the smallest that is promised."""
STRIP: Sizes = tuple((width, 120) for width, _ in SIZES)
"""Higher than a strip: very low windows Chromium draws but once a second."""
STRIP_PARTS = ("#signal-agent", "#recording", "#tool-view", "#nudge-acknowledge")
ZOOMED: Sizes = tuple((width // 2, height // 2) for width, height in SIZES[:2])
COLOURS: tuple[Literal["none", "active"], ...] = ("none", "active")
FINISH_MOVING = """() => document.getAnimations()
    .filter((one) => one.effect.getComputedTiming().endTime < Infinity)
    .forEach((one) => one.finish())"""


async def violations_everywhere(
    page: Page, name: str, sizes: Sizes = SIZES
) -> dict[str, list[str]]:
    """Return what is wrong, by state, width and scheme.

    All but the colours is the same in the dark, and those are the same at every width:
    there the widest window will do, which shows the most.
    """
    found: dict[str, list[str]] = {}
    for width, height in reversed(sizes):
        await page.set_viewport_size({"width": width, "height": height})
        if wrong := await violations(page):
            found[f"{name}, {width}, light"] = wrong
    await page.emulate_media(color_scheme="dark")
    if wrong := await violations(page, only="color-contrast"):
        found[f"{name}, {sizes[0][0]}, dark"] = wrong
    await page.emulate_media(color_scheme="light")
    return found


async def test_axe_finds_no_violation(
    hub: OverlayHub, server: OverlayServer, open_page: OpenPage
) -> None:
    """In no state, scheme and width: contrast, names, roles, order, focus."""
    page = await open_page(server.url)
    found: dict[str, list[str]] = {}
    async for state in states.played(page, hub):
        found |= await violations_everywhere(page, state)
    await page.keyboard.press("?")
    found |= await violations_everywhere(page, "help")
    await page.goto(server.url.replace("right", "wrong"))
    await expect(page.locator("#lull-again")).to_be_visible()
    found |= await violations_everywhere(page, "refused")

    assert found == {}


async def test_axe_finds_no_violation_in_the_strip(
    hub: OverlayHub, server: OverlayServer, open_page: OpenPage
) -> None:
    """In none of its states, schemes and widths."""
    page = await open_page(server.url, height=STRIP[0][1])
    await page.keyboard.press("v")
    found: dict[str, list[str]] = {}
    async for state in states.played(page, hub, states.STRIP):
        found |= await violations_everywhere(page, state, STRIP)

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


async def troubles_everywhere(
    page: Page, name: str, sizes: Sizes = SIZES, *, whole: tuple[str, ...] = ()
) -> dict[str, list[str]]:
    """Return what does not fit, by state, width and colours, the system's too."""
    found: dict[str, list[str]] = {}
    for colours in COLOURS:
        await page.emulate_media(forced_colors=colours)
        for width, height in sizes:
            await page.set_viewport_size({"width": width, "height": height})
            wrong = await troubles(page)
            if name != "reasons":  # as long as the words are: it scrolls
                wrong += await broken(page, "#nudge", "#hold-time", *whole)
            if wrong:
                found[f"{name}, {width}, {colours}"] = wrong
    return found


@pytest.mark.parametrize(
    ("style", "trouble"),
    [
        ("position: fixed; left: 310px", "cut off"),
        ("display: block; width: 8px; overflow: hidden", "cut off"),
        ("position: fixed; top: 8px; left: 34px", "one on the other"),
        ("position: fixed; top: -5px; left: 0", "not whole"),
    ],
)
async def test_what_does_not_fit_would_be_found(
    server: OverlayServer, open_page: OpenPage, style: str, trouble: str
) -> None:
    """A text that is put where it does not belong is reported."""
    page = await open_page(server.url)
    text = page.locator("#recording-text")
    await expect(text).to_have_text("Not recorded")
    assert await troubles(page) + await broken(page, "#recording-text") == []
    await text.evaluate("(element, style) => { element.style = style; }", style)

    found = await troubles(page) + await broken(page, "#recording-text")
    assert any(one.startswith((trouble, "out of the window")) for one in found), found


@pytest.mark.parametrize("motion", ["reduce", "no-preference"])
async def test_everything_fits(
    hub: OverlayHub,
    server: OverlayServer,
    open_page: OpenPage,
    motion: Literal["reduce", "no-preference"],
) -> None:
    """Nothing is cut off or on top of another; a nudge is whole, its buttons too."""
    page = await open_page(server.url, motion=motion)
    found: dict[str, list[str]] = {}
    # Of movement there is nothing to see but where something arrives.
    shown = states.STATES if motion == "reduce" else states.MOVING
    async for state in states.played(page, hub, shown):
        if motion != "reduce":
            await page.evaluate(FINISH_MOVING)
        found |= await troubles_everywhere(page, state)
    await page.keyboard.press("?")
    found |= await troubles_everywhere(page, "help")

    assert found == {}


async def test_everything_fits_when_zoomed(
    hub: OverlayHub, server: OverlayServer, open_page: OpenPage
) -> None:
    """At 200 % half the pixels are left, each twice as large."""
    page = await open_page(server.url, scale=2)
    found: dict[str, list[str]] = {}
    async for state in states.played(page, hub):
        for width, height in ZOOMED:
            await page.set_viewport_size({"width": width, "height": height})
            if wrong := await troubles(page):
                found[f"{state}, {width}"] = wrong
    await page.keyboard.press("?")
    for width, height in ZOOMED:
        await page.set_viewport_size({"width": width, "height": height})
        if wrong := await troubles(page):
            found[f"help, {width}"] = wrong

    assert found == {}


async def test_the_strip_is_a_strip(
    hub: OverlayHub, server: OverlayServer, open_page: OpenPage
) -> None:
    """At most 64 pixels: the signs, one thing; advice may take a second line more."""
    page = await open_page(server.url, height=STRIP[0][1])
    await page.keyboard.press("v")
    found: dict[str, list[str]] = {}
    async for state in states.played(page, hub, states.STRIP):
        found |= await troubles_everywhere(page, state, STRIP, whole=STRIP_PARTS)
        limit = 82 if await page.locator("#nudge").is_visible() else 64
        for width, height in STRIP:
            await page.set_viewport_size({"width": width, "height": height})
            app = await page.locator("#app").bounding_box()
            assert app is not None
            if state != "reasons":  # they take the room there is
                assert app["height"] <= limit, (state, width)

    assert found == {}


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
    page = await open_page(server.url, colours="active")

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
