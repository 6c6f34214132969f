"""Every page but the call's, for every eye, ear, hand and window."""

from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Page, expect

from tests.browser.fit import troubles
from tests.browser.review import samples
from tests.browser.review.desk import NARROW, WIDE, Desk, ReviewPages, Scheme

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

AXE = (Path(__file__).parents[1] / "vendor" / "axe.min.js").read_text(encoding="utf-8")
SCHEMES: tuple[Scheme, ...] = ("light", "dark")
ZOOMED = (WIDE[0] // 2, WIDE[1] // 2)
"""At 200 % half the pixels are left, each twice as large."""

PAGES = {
    "list": "/review/",
    "words": "/review/?q=password&when=7-days",
    "nothing": "/review/?q=nothing",
    "precision": "/review/precision",
    "calibrations": "/review/calibrations?id=1",
    "accounts": "/review/accounts",
    "audit": "/review/audit",
    "help": "/review/help",
    "not-found": "/review/nowhere",
    "sign-in": "/review/",
    "token": "/review/",
}
PLAIN = {"help", "not-found", "token"}
"""Pages whose colours are all on others too: those are looked at in the dark."""
THERE = "main :is(.row-link, .scene, .detector, .question, .account, tbody tr, .keys)"


def desk_of(name: str) -> Desk:
    """Return what answers a page."""
    match name:
        case "sign-in":
            return samples.desk(role=None)
        case "token":
            return samples.desk(role=None, is_team=False)
        case "words":
            return samples.desk(samples.week()[1:2])
        case _:
            return samples.desk(samples.week()[2:5])


async def violations(page: Page, *, only: str | None = None) -> list[str]:
    """Return what axe-core finds wrong, best practices included, or one rule of it."""
    if not await page.evaluate("() => 'axe' in window"):
        await page.evaluate(AXE)
    options: dict[str, Any] = {"preload": False}
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


async def wrong_everywhere(page: Page, *, is_rich: bool = True) -> dict[str, list[str]]:
    """Return what is wrong of a page, by width and scheme, and what does not fit."""
    found: dict[str, list[str]] = {}
    for width, height in (WIDE, ZOOMED, NARROW, (320, 640)):
        await page.set_viewport_size({"width": width, "height": height})
        wrong = await troubles(page)
        if (width, height) in (WIDE, NARROW):
            wrong += await violations(page)
        if (width, height) in (WIDE, NARROW) and is_rich:
            await page.emulate_media(color_scheme="dark")
            # All but the colours is the same in both.
            wrong += await violations(page, only="color-contrast")
            await page.emulate_media(color_scheme="light")
        if wrong:
            found[f"{width}"] = wrong
    return found


@pytest.mark.parametrize("name", PAGES)
async def test_nothing_is_wrong(review_pages: ReviewPages, name: str) -> None:
    """Axe finds no violation, wide and narrow, light and dark, and everything fits.

    Nothing is cut off, or on top of another; the window scrolls one way only.
    """
    async with review_pages.opened(desk_of(name), PAGES[name]) as page:
        await expect(page.locator(THERE).first).to_be_visible()
        assert await wrong_everywhere(page, is_rich=name not in PLAIN) == {}


async def test_dialogs_are_as_good(review_pages: ReviewPages) -> None:
    """The keys, a new account, a calibration."""
    found: dict[str, object] = {}
    desk = desk_of("accounts")
    async with review_pages.opened(desk, PAGES["accounts"]) as page:
        await page.get_by_role("button", name="Add an account").click()
        found["account"] = await wrong_everywhere(page)
        await page.keyboard.press("Escape")
        await page.get_by_role("link", name="Calibrations").click()
        await page.get_by_role("button", name="Begin one").click()
        found["calibration"] = await wrong_everywhere(page)
    assert found == {"account": {}, "calibration": {}}


async def test_more_contrast_is_more(review_pages: ReviewPages) -> None:
    """Who asks for it gets seven to one."""
    async with review_pages.opened(desk_of("list")) as page:
        await expect(page.locator(".row-link").first).to_be_visible()
        for scheme in SCHEMES:
            await page.emulate_media(color_scheme=scheme, contrast="more")
            assert await violations(page, only="color-contrast-enhanced") == [], scheme
        await page.emulate_media(contrast="no-preference")


async def test_forced_colours_keep_the_strip(review_pages: ReviewPages) -> None:
    """Speech, marks and the chosen row can be told from the ground."""
    async with review_pages.opened(desk_of("list")) as page:
        await page.emulate_media(forced_colors="active")
        colours = await page.locator(".row:has(.strip-mark)").first.evaluate(
            """(row) => [".strip-agent", ".strip-customer", ".strip-mark > use"]
                .map((part) => getComputedStyle(row.querySelector(part)).fill)"""
        )
        await page.emulate_media(forced_colors="none")
    assert len(set(colours)) == 3


async def test_nothing_moves_where_movement_is_not_wanted(
    review_pages: ReviewPages,
) -> None:
    """Nor is there a moment when something is half there."""
    async with review_pages.opened(desk_of("nothing"), PAGES["nothing"]) as page:
        await expect(page.locator(".scene")).to_be_visible()
        assert await page.evaluate("() => document.getAnimations().length") == 0


async def test_the_focus_is_seen(review_pages: ReviewPages) -> None:
    """On the bar, the filters and the first call, in this order."""
    async with review_pages.opened(desk_of("list")) as page:
        await expect(page.locator(".row-link").first).to_be_visible()
        seen = []
        for _ in range(22):
            await page.keyboard.press("Tab")
            seen.append(
                await page.evaluate(
                    """() => {
                        const now = document.activeElement;
                        const row = now.matches('.row-link') && now.closest('.row');
                        const { outlineStyle } = getComputedStyle(row || now);
                        return [now.className || now.id, outlineStyle];
                    }"""
                )
            )
    assert {style for _, style in seen} == {"solid"}
    order = [name for name, _ in seen]
    assert order.index("nav-link") < order.index("segment") < order.index("row-link")
