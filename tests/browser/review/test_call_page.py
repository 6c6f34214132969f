"""The page of a call as a whole: for every eye, ear, hand and window."""

from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Page, expect

from tests.browser.fit import troubles
from tests.browser.review.call_answers import DAY, answer
from tests.browser.review.call_desk import CallDesk, CallPages, Scheme

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

AXE = (Path(__file__).parents[1] / "vendor" / "axe.min.js").read_text(encoding="utf-8")
WIDE, NARROW = (1280, 800), (390, 844)
LOOKS: tuple[tuple[str, tuple[int, int], Scheme], ...] = (
    ("Findings", WIDE, "light"),
    ("Findings", WIDE, "dark"),
    ("Scorecard", WIDE, "light"),
    ("Scorecard", WIDE, "dark"),
    ("Discussion", NARROW, "light"),
)

DRAWN = """() => Number(document.querySelector('.flags').dataset.width)
    === document.querySelector('.wave-view').clientWidth"""
"""The waveforms are drawn for the width that the window has."""


def full() -> CallDesk:
    """A call with something of everything."""
    call = answer(
        verdicts=[
            {
                "finding": "sentiment-spike-customer-23264",
                "reviewer": "Mara",
                "verdict": "wrong",
                "note": "She asked, no more",
                "at": DAY,
            }
        ],
        missed=[
            {
                "id": 7,
                "reviewer": "this machine",
                "kind": "dead-air",
                "speaker": None,
                "start_ms": 107000,
                "end_ms": 110600,
                "note": "Nobody spoke",
                "at": DAY,
            }
        ],
        reviews=[
            {
                "reviewer": "Mara",
                "answers": {"tone": {"answer": "no", "comment": "Short"}},
                "comment": "Nearly",
                "score": 31.2,
                "submitted_at": DAY,
                "scorecard": None,
                "is_calibration": False,
            }
        ],
        messages=[
            {
                "id": 3,
                "author": "Iris",
                "kind": "dispute",
                "finding": "sentiment-spike-customer-23264",
                "text": "That was a question.",
                "at": DAY,
            }
        ],
        share={"server": "https://calls.example", "state": "shared"},
    )
    call["call"]["is_cut_off"] = True
    return CallDesk(call)


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
    return [
        f"{violation['id']}: {node['html'][:120]} {node['failureSummary']}"
        for violation in result["violations"]
        for node in violation["nodes"]
    ]


async def test_axe_finds_no_violation(call_pages: CallPages) -> None:
    """In no part of the page, wide or narrow, light or dark."""
    found: dict[str, list[str]] = {}
    async with call_pages.opened(full()) as page:
        await page.keyboard.press("n")
        await page.keyboard.press("2")
        await page.keyboard.press("b")
        for part, (width, height), scheme in LOOKS:
            await page.set_viewport_size({"width": width, "height": height})
            await page.get_by_role("tab", name=part).click()
            await page.emulate_media(color_scheme=scheme)
            # All but the colours is the same in both.
            only = None if scheme == "light" else "color-contrast"
            if wrong := await violations(page, only=only):
                found[f"{part}, {width}, {scheme}"] = wrong
    assert found == {}


async def test_nothing_is_cut_off_at_any_width(call_pages: CallPages) -> None:
    """No sideways scrolling; in a wide window nothing below it either."""
    async with call_pages.opened(full()) as page:
        for width, height in ((1280, 800), (900, 800), (390, 844), (320, 640)):
            await page.set_viewport_size({"width": width, "height": height})
            await page.wait_for_function(DRAWN)
            over = await page.evaluate(
                "() => [document.documentElement.scrollWidth - innerWidth,"
                " document.documentElement.scrollHeight - innerHeight]"
            )
            assert over[0] <= 0, width
            if width >= 900:
                assert over[1] <= 0, width
            assert await troubles(page) == [], width


async def test_a_narrow_window_shows_one_part_at_a_time(
    call_pages: CallPages,
) -> None:
    """The player stays in view; a wide one has the transcript beside the rest."""
    async with call_pages.opened(full(), width=390, height=844) as page:
        transcript = page.locator(".said")
        await expect(transcript).to_be_hidden()
        await page.get_by_role("tab", name="Transcript").click()
        await expect(transcript).to_be_visible()
        await expect(page.locator(".findings")).to_be_hidden()
        await page.get_by_text("goodbye").scroll_into_view_if_needed()
        await expect(page.get_by_role("button", name="Play")).to_be_in_viewport()
        await page.set_viewport_size({"width": 1280, "height": 800})
        await expect(transcript).to_be_visible()
        await expect(page.locator(".findings")).to_be_visible()
        await expect(page.get_by_role("tab", name="Transcript")).to_be_hidden()


async def test_holds_overtalk_and_redactions_are_said(call_pages: CallPages) -> None:
    """What is a band to the eye is a list to the ear; the mood is a sentence."""
    async with call_pages.opened(full()) as page:
        said = page.locator(".wave > ul.sr-only")
        await expect(said).to_contain_text("On hold, 0:52 – 1:20 (28 s)")
        await expect(said).to_contain_text("Both speak, 0:36 – 0:38 (1.6 s)")
        await expect(said).to_contain_text("Redacted, customer: government number")
        await expect(page.get_by_role("img")).to_have_accessible_name(
            "The customer’s sentiment from −1 to 1: lowest −0.95 at 1:25, 0.03 at "
            "the end."
        )


async def test_deleting_says_what_goes_and_asks(call_pages: CallPages) -> None:
    """Escape keeps the call; the button deletes it and leaves the page."""
    desk = full()
    async with call_pages.opened(desk) as page:
        await page.get_by_role("button", name="Delete this call").click()
        dialog = page.get_by_role("dialog")
        await expect(dialog).to_contain_text("every word of the transcript")
        await expect(dialog).to_contain_text("withdrawn there as well")
        await page.keyboard.press("Escape")
        await expect(dialog).to_have_count(0)
        assert desk.changes == []
        await page.get_by_role("button", name="Delete this call").click()
        await page.get_by_role("button", name="Delete for good").click()
        await page.wait_for_url("**/review/")
    assert desk.changes == [("DELETE", "", None)]


async def test_everything_can_be_exported(call_pages: CallPages) -> None:
    """A file of each form, and the clip of a finding."""
    async with call_pages.opened() as page:
        await page.locator("summary", has_text="Export").click()
        for name in ("words.vtt", "findings.csv", "contact-lens.json"):
            other = page.locator(f"a[href$='/exports/{name}'][download]")
            await expect(other).to_be_visible()
        report = page.locator("a[href$='/exports/report.json'][download]")
        await expect(report).to_be_visible()
        await page.keyboard.press("Escape")
        await expect(report).to_be_hidden()
        await page.keyboard.press("n")
        async with page.expect_download() as downloading:
            await page.get_by_role("link", name="Clip").click()
        download = await downloading.value
        assert download.url.endswith("/clips/sentiment-spike-customer-23264")


async def test_letters_can_be_switched_off(call_pages: CallPages) -> None:
    """For those who dictate; what is written in a field never is a key."""
    desk = CallDesk()
    async with call_pages.opened(desk) as page:
        await page.keyboard.press("?")
        await page.get_by_role("checkbox", name="Use the letter keys").uncheck()
        await page.keyboard.press("Escape")
        await page.keyboard.press("n")
        await expect(page.locator(".card.is-current")).to_have_count(0)
        await page.keyboard.press("ArrowRight")
        await expect(page.locator(".time")).to_have_text("0:05 / 2:07")
