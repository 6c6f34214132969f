"""Every scene of the overlay, for every eye, ear, hand and window."""

from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.async_api import Page, expect

from coach.web.hub import OverlayHub
from coach.web.server import OverlayServer
from tests.browser import scenes
from tests.browser.conftest import OpenPage

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text(encoding="utf-8")

Scene = Callable[[OverlayHub], None]


def waiting(_: OverlayHub) -> None:
    """No call yet."""


def listening(hub: OverlayHub) -> None:
    """A call in which nobody has spoken."""
    scenes.begin(hub, at_ms=0)


def talking(hub: OverlayHub) -> None:
    """A call without advice, its greeting half said."""
    scenes.running(hub)
    hub.publish(scenes.state(28_000, greeting={**scenes.GREETED, "gave_name": False}))


def tip(hub: OverlayHub) -> None:
    """The least of the nudges."""
    scenes.running(hub)
    hub.publish(scenes.nudge(28_000, severity="info", lifetime_ms=60_000))


def notice(hub: OverlayHub) -> None:
    """A nudge as the closing begins."""
    scenes.running(hub)
    closing = {**scenes.OPEN_CLOSING, "reached": True, "resolution": True}
    hub.publish(scenes.state(28_000, closing=closing, sentiment=(0.6, False)))
    hub.publish(scenes.nudge(28_000, kind="missing-recap", lifetime_ms=60_000))


def alert(hub: OverlayHub) -> None:
    """A nudge in a hold that is near its limit, and one more."""
    scenes.running(hub)
    hub.publish(scenes.nudge(27_000, lifetime_ms=60_000))
    hub.publish(scenes.nudge(28_000, **{**scenes.ALERT, "lifetime_ms": 60_000}))
    hub.publish(
        scenes.state(
            28_000,
            hold=scenes.hold(-60_000, limit_ms=100_000),
            sentiment=(-0.5, False),
        )
    )


def critical(hub: OverlayHub) -> None:
    """The most urgent nudge, a hold that is over its limit, an upset caller."""
    scenes.running(hub)
    hub.publish(scenes.nudge(28_000, **{**scenes.URGENT, "lifetime_ms": 60_000}))
    hub.publish(
        scenes.state(
            28_000,
            hold=scenes.hold(-32_000, limit_ms=30_000, promised=False),
            sentiment=(-0.9, True),
        )
    )


def holding(hub: OverlayHub) -> None:
    """A hold with time left."""
    scenes.running(hub)
    hub.publish(scenes.state(28_000, hold=scenes.hold(20_000, limit_ms=90_000)))


def ended(hub: OverlayHub) -> None:
    """The end of a call."""
    scenes.running(hub)
    hub.end_call(scenes.report())


SCENES: dict[Scene, str] = {
    waiting: "[data-scene=waiting]",
    listening: "[data-scene=listening]",
    talking: "[data-scene=live] #greeting-list",
    tip: "#nudge[data-severity=info]",
    notice: "#nudge[data-severity=notice]",
    alert: "#nudge[data-severity=alert]",
    critical: "#nudge[data-severity=critical]",
    holding: "#hold[data-state=within]",
    ended: "[data-scene=ended] #summary",
}
"""Each scene, and by what one sees that the page has come to it."""


async def played(page: Page, hub: OverlayHub) -> AsyncIterator[str]:
    """Play one scene after the other in a page; yield the name of each."""
    for scene, sign in SCENES.items():
        scene(hub)
        await expect(page.locator(sign)).to_be_visible()
        if not sign.startswith("#nudge"):
            await expect(page.locator("#nudge")).to_be_hidden()
        yield scene.__name__


async def violations(page: Page) -> list[str]:
    """Return what axe-core finds wrong, best practices included.

    It is evaluated through the devtools protocol, past the page's policy, so that the
    policy need not be loosened for it.
    """
    if not await page.evaluate("() => 'axe' in window"):
        await page.evaluate(AXE)
    result: dict[str, Any] = await page.evaluate("() => axe.run(document)")
    assert result["passes"]  # it did look
    return [
        f"{violation['id']}: {node['html'][:120]} {node['failureSummary']}"
        for violation in result["violations"]
        for node in violation["nodes"]
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_axe_finds_no_violation(
    scheme: Literal["light", "dark"],
    hub: OverlayHub,
    server: OverlayServer,
    open_page: OpenPage,
) -> None:
    """In no scene: contrast, names, roles, order, focus."""
    page = await open_page(server.url, scheme=scheme, reduced_motion="reduce")
    found = {scene: await violations(page) async for scene in played(page, hub)}
    await page.keyboard.press("?")
    found["help"] = await violations(page)
    page = await open_page(server.url.replace("right", "wrong"), scheme=scheme)
    await expect(page.locator("#quiet-again")).to_be_visible()
    found["refused"] = await violations(page)

    assert {name: wrong for name, wrong in found.items() if wrong} == {}


@pytest.mark.parametrize(("width", "height"), [(240, 320), (320, 480), (800, 600)])
async def test_everything_fits(
    width: int,
    height: int,
    hub: OverlayHub,
    server: OverlayServer,
    open_page: OpenPage,
) -> None:
    """Nothing is cut off sideways, and a nudge is whole, its buttons included."""
    page = await open_page(
        server.url, width=width, height=height, reduced_motion="reduce"
    )
    async for scene in played(page, hub):
        size = await page.evaluate(
            "() => [document.scrollingElement.scrollWidth, innerHeight,"
            " document.scrollingElement.scrollHeight]"
        )
        assert size[0] <= width, scene
        assert size[2] <= size[1], scene
        if await page.locator("#nudge").is_visible():
            box = await page.locator("#nudge").bounding_box()
            assert box is not None
            assert box["y"] + box["height"] <= height, scene
            cards = await page.locator(".cards").bounding_box()
            assert cards is not None
            assert box["y"] + box["height"] <= cards["y"] + cards["height"] + 1
        if await page.locator("#hold").is_visible():
            await expect(page.locator("#hold-time")).to_be_in_viewport(ratio=1)


async def test_nothing_moves_where_movement_is_not_wanted(
    hub: OverlayHub, server: OverlayServer, open_page: OpenPage
) -> None:
    """Reduced motion means none; otherwise the arrival is gentle."""
    moving = "() => document.getAnimations().length"
    page = await open_page(server.url, reduced_motion="reduce")
    await expect(page.locator("[data-scene=waiting]")).to_be_visible()
    assert await page.evaluate(moving) == 0
    critical(hub)
    await expect(page.locator("#nudge")).to_be_visible()
    assert await page.evaluate(moving) == 0

    page = await open_page(server.url)
    await expect(page.locator("#nudge")).to_be_visible()
    assert await page.evaluate(moving) > 0


async def test_forced_colours_keep_what_colour_told(
    hub: OverlayHub, server: OverlayServer, open_page: OpenPage
) -> None:
    """Borders take the place of tints, and words say the severity."""
    critical(hub)
    page = await open_page(server.url, forced_colors="active")

    nudge = page.locator("#nudge")
    await expect(nudge).to_have_css("border-top-width", "3px")
    await expect(page.locator("#nudge-severity")).to_have_text("Urgent")
    await expect(page.locator("#mood-text")).to_have_text("Upset")


async def test_the_focus_is_seen_and_goes_in_order(
    hub: OverlayHub, server: OverlayServer, open_page: OpenPage
) -> None:
    """Help, the nudge's buttons, then the conversation, which scrolls by key."""
    tip(hub)
    page = await open_page(server.url)
    await expect(page.locator("#nudge")).to_be_visible()
    order = []
    for _ in range(5):
        await page.keyboard.press("Tab")
        focused = page.locator(":focus-visible")
        order.append(await focused.get_attribute("id"))
        await expect(focused).to_have_css("outline-style", "solid")

    assert order == [
        "help-open",
        "nudge-acknowledge",
        "nudge-dismiss",
        "nudge-snooze",
        "conversation",
    ]
