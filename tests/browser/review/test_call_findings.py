"""Findings over the waveform and as cards, and what is held of them."""

import re

import pytest
from playwright.async_api import Page, expect

from tests.browser.review.call_answers import DAY, answer
from tests.browser.review.call_desk import CallDesk, CallPages, at_seconds

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

SPIKE = "sentiment-spike-customer-23264"


def verdict(reviewer: str, verdict: str, note: str = "") -> dict[str, str]:
    """Return what a reviewer holds of the first finding."""
    return {
        "finding": SPIKE,
        "reviewer": reviewer,
        "verdict": verdict,
        "note": note,
        "at": DAY,
    }


def card(page: Page) -> object:
    """The card that is open."""
    return page.locator(".card.is-current")


class TestFindings:
    async def test_all_are_flags_and_cards_with_their_names(
        self, call_pages: CallPages
    ) -> None:
        """Severity and kind are said, not only coloured; each flag can be pressed."""
        async with call_pages.opened() as page:
            flags = page.get_by_role("list", name="Findings in the order").get_by_role(
                "button"
            )
            await expect(flags).to_have_count(8)
            await expect(page.locator(".card")).to_have_count(8)
            await expect(
                page.get_by_role(
                    "button",
                    name="Alert: Customer became upset, customer, 0:23 to 0:26",
                )
            ).to_be_visible()
            for index in range(8):
                await flags.nth(index).click(trial=True)  # none covers another

    async def test_keys_go_through_them(self, call_pages: CallPages) -> None:
        """Next and previous, each from 3 s before; a card has what it stands on."""
        async with call_pages.opened() as page:
            await page.keyboard.press("n")
            assert await at_seconds(page) == 20
            await page.keyboard.press("j")
            await page.keyboard.press("n")
            await page.keyboard.press("k")
            current = page.locator(".card.is-current")
            await expect(current).to_contain_text("What the hell")
            await expect(current).to_contain_text("mild, aimed at the agent")
            await expect(current).to_contain_text("What a strong language is.")
            await expect(current.locator(".quote-time")).to_have_text("0:26")
            assert await at_seconds(page) == 26

    async def test_a_verdict_is_saved_at_once_and_can_be_undone(
        self, call_pages: CallPages
    ) -> None:
        """By key or button; undo puts back what was there."""
        desk = CallDesk()
        async with call_pages.opened(desk) as page:
            await page.keyboard.press("n")
            await page.keyboard.press("2")
            wrong = page.get_by_role("button", name="Wrong", exact=True)
            await expect(wrong).to_have_attribute("aria-pressed", "true")
            await expect(
                page.get_by_role("button", name=re.compile("judged wrong"))
            ).to_be_visible()
            await expect(page.locator(".panel-count")).to_have_text(
                "8 findings, 1 judged"
            )
            await page.keyboard.press("u")
            await expect(wrong).to_have_attribute("aria-pressed", "false")
            await page.wait_for_function("() => true")
        assert [change[:2] for change in desk.changes] == [
            ("PUT", f"verdicts/{SPIKE}"),
            ("DELETE", f"verdicts/{SPIKE}"),
        ]

    async def test_a_note_goes_with_the_verdict(self, call_pages: CallPages) -> None:
        """Written before, it waits for the verdict; written after, it is saved soon."""
        desk = CallDesk()
        async with call_pages.opened(desk) as page:
            await page.keyboard.press("n")
            await page.keyboard.press("m")
            await page.keyboard.type("She was right to be 1 bit angry")
            await expect(page.get_by_text("saved together")).to_be_visible()
            assert desk.changes == []  # letters and figures were letters and figures
            await page.get_by_role("button", name="Right", exact=True).click()
            note = page.get_by_role("textbox", name="Note on this finding")
            await note.fill("Rightly so")
            await note.blur()
            await expect(page.get_by_text("saved together")).to_be_hidden()
        assert [body for _, _, body in desk.changes] == [
            {"verdict": "right", "note": "She was right to be 1 bit angry"},
            {"verdict": "right", "note": "Rightly so"},
        ]

    async def test_escape_leaves_the_note_for_the_keys(
        self, call_pages: CallPages
    ) -> None:
        """A reviewer at the keys writes a note, and judges."""
        desk = CallDesk()
        async with call_pages.opened(desk) as page:
            await page.keyboard.press("n")
            await page.keyboard.press("m")
            await page.keyboard.type("1 bit")
            await page.keyboard.press("Escape")
            await page.keyboard.press("1")
            right = page.get_by_role("button", name="Right", exact=True)
            await expect(right).to_have_attribute("aria-pressed", "true")
        assert [change[:2] for change in desk.changes] == [("PUT", f"verdicts/{SPIKE}")]

    async def test_what_the_server_refuses_is_taken_back(
        self, call_pages: CallPages
    ) -> None:
        """And said: nobody leaves in the belief that it is kept."""
        async with call_pages.opened(CallDesk(refuses=True)) as page:
            await page.keyboard.press("n")
            await page.keyboard.press("3")
            await expect(page.locator("#toast")).to_contain_text("cannot be kept")
            await expect(
                page.get_by_role("button", name="Unsure", exact=True)
            ).to_have_attribute("aria-pressed", "false")

    async def test_others_verdicts_stand_beside_mine(
        self, call_pages: CallPages
    ) -> None:
        """With their names and notes; what the analyst sees has no buttons."""
        held = [verdict("Mara", "wrong", "A calm question")]
        may = answer()["may"] | {"judge": False, "review": False, "answer": False}
        desk = CallDesk(answer(verdicts=held, may=may))
        async with call_pages.opened(desk) as page:
            await page.keyboard.press("n")
            current = page.locator(".card.is-current")
            await expect(current).to_contain_text("Mara: wrong")
            await expect(current).to_contain_text("A calm question")
            await page.keyboard.press("1")
            await expect(page.get_by_role("button", name="Right")).to_have_count(0)
        assert desk.changes == []


class TestMissed:
    async def test_is_added_by_dragging_over_the_waveform(
        self, call_pages: CallPages
    ) -> None:
        """Over the lower channel it is the customer's; it becomes a flag."""
        desk = CallDesk()
        async with call_pages.opened(desk) as page:
            box = await page.locator(".wave-sound").bounding_box()
            assert box
            y = box["y"] + 80
            await page.mouse.move(box["x"] + box["width"] * 0.7, y)
            await page.mouse.down()
            await page.mouse.move(box["x"] + box["width"] * 0.75, y, steps=3)
            await page.mouse.up()
            await page.get_by_label("What it is").select_option("interruption")
            await page.locator(".missed-form .note").fill("Cut in")
            await page.get_by_role("button", name="Add", exact=True).click()
            flag = page.get_by_role("button", name="Missed: Interruption, customer")
            await expect(flag).to_be_visible()
            await expect(page.locator(".missed-form")).to_be_hidden()
            assert await at_seconds(page) == 0  # a drag is no click
            await page.get_by_role("button", name="Delete Interruption").click()
            await expect(flag).to_have_count(0)
        method, path, body = desk.changes[0]
        assert (method, path) == ("POST", "missed")
        assert body["speaker"] == "customer"
        assert body["start_ms"] == pytest.approx(0.7 * 127812, abs=300)
        assert body["end_ms"] == pytest.approx(0.75 * 127812, abs=300)
        assert desk.changes[1][:2] == ("DELETE", "missed/1")

    async def test_is_added_by_keys_alone(self, call_pages: CallPages) -> None:
        """Where it begins, where it ends, and its times to the tenth."""
        desk = CallDesk()
        async with call_pages.opened(desk) as page:
            await page.keyboard.press("ArrowRight")
            await page.keyboard.press("b")
            start = page.get_by_role("textbox", name="From")
            await expect(start).to_have_value("0:05.0")
            await expect(page.get_by_label("What it is")).to_be_focused()
            await page.get_by_label("What it is").select_option("dead-air")
            await page.get_by_label("Whose").select_option("")
            end = page.get_by_role("textbox", name="To", exact=True)
            await end.fill("nonsense")
            await end.blur()
            await expect(page.get_by_text("From must come before")).to_be_visible()
            await end.fill("0:12.5")
            await end.press("Enter")
            await expect(page.locator(".missed-row")).to_contain_text("0:05 – 0:12")
        assert desk.changes[0][2] == {
            "kind": "dead-air",
            "speaker": None,
            "start_ms": 5000,
            "end_ms": 12500,
            "note": "",
        }
