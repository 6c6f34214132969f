"""The transcript beside the sound."""

import pytest
from playwright.async_api import expect

from tests.browser.review.call_answers import answer
from tests.browser.review.call_desk import (
    CallDesk,
    CallPages,
    at_seconds,
    sound_seconds,
)

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


class TestTranscript:
    async def test_seeks_to_a_word_or_an_utterance(self, call_pages: CallPages) -> None:
        """Where words have their times to the word, else to the beginning."""
        async with call_pages.opened() as page:
            await page.get_by_text("completely").click()
            assert 11 < await sound_seconds(page) < 16
            await expect(page.locator(".said-words .is-now")).to_have_text("completely")
            await page.get_by_text("There was an email about it").click()
            assert await sound_seconds(page) == pytest.approx(18.432, abs=0.01)
            await page.get_by_role("button", name="Go to 0:40").first.click()
            assert await at_seconds(page) == 40

    async def test_follows_the_sound(self, call_pages: CallPages) -> None:
        """What is being said is marked and in view; who scrolls is left alone."""
        async with call_pages.opened(at="?t=99000") as page:
            await page.locator("audio").evaluate("(audio) => audio.play()")
            now = page.locator(".said-row.is-now")
            await expect(now).to_contain_text("how long will that take")
            await expect(now).to_be_in_viewport()
            await page.locator(".said-scroll").hover()
            await page.mouse.wheel(0, -5000)
            follow = page.get_by_role("button", name="Follow")
            await expect(follow).to_be_visible()
            await follow.click()
            await expect(
                page.locator(".said-row.is-now, .said-row").last
            ).to_be_attached()
            await expect(follow).to_be_hidden()

    async def test_can_be_searched(self, call_pages: CallPages) -> None:
        """Every place is marked, and gone through with Enter."""
        async with call_pages.opened() as page:
            await page.keyboard.press("/")
            await page.keyboard.type("GREEN icon")
            await expect(page.locator(".search-count")).to_have_text("1 of 2")
            await page.keyboard.press("Enter")
            await expect(page.locator(".search-count")).to_have_text("2 of 2")
            current = page.locator(".hit.is-current").first
            await expect(current).to_be_in_viewport()
            await page.keyboard.press("Enter")
            await expect(page.locator(".search-count")).to_have_text("1 of 2")
            await page.get_by_role("searchbox").fill("zebra")
            await expect(page.locator(".search-count")).to_have_text("Not said")
            await expect(page.locator(".hit")).to_have_count(0)

    async def test_has_findings_holds_and_redactions_in_their_places(
        self, call_pages: CallPages
    ) -> None:
        """A finding's words are marked; a mask is no word; a hold stands between."""
        call = answer()
        call["report"]["utterances"][2]["text"] = "My number is [card number], yes."
        async with call_pages.opened(CallDesk(call)) as page:
            await expect(page.locator(".redacted")).to_have_text("[card number]")
            await expect(page.locator(".said-hold")).to_contain_text("On hold, 0:52")
            words = page.locator(".quoted").filter(has_text="What the hell")
            await expect(words).to_be_visible()
            await page.get_by_role("button", name="Info: Strong language. Show").click()
            await expect(page.locator(".card.is-current")).to_contain_text("mild")
