"""The scorecard, and what analyst and reviewer say to one another."""

from typing import Any

import pytest
from playwright.async_api import Page, expect

from tests.browser.review.call_answers import DAY, answer
from tests.browser.review.call_desk import CallDesk, CallPages, at_seconds

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

ANALYST = {
    "judge": False,
    "review": False,
    "reply": True,
    "dispute": True,
    "answer": False,
    "delete": False,
    "export": True,
    "calibrate": False,
}


def review(reviewer: str, **more: Any) -> dict[str, Any]:  # noqa: ANN401 (JSON)
    """Return a scorecard that somebody has submitted."""
    return {
        "reviewer": reviewer,
        "answers": {"tone": {"answer": "no", "comment": "Too short with her"}},
        "comment": "Better than last week",
        "score": 37.5,
        "submitted_at": DAY,
        "scorecard": None,
        "is_calibration": False,
        **more,
    }


async def open_tab(page: Page, name: str) -> None:
    """Show a part of the page."""
    await page.get_by_role("tab", name=name).click()


class TestScorecard:
    async def test_is_filled_in_and_can_be_overridden(
        self, call_pages: CallPages
    ) -> None:
        """The score follows at once, the draft is saved, and back is the suggestion."""
        desk = CallDesk()
        async with call_pages.opened(desk) as page:
            await open_tab(page, "Scorecard")
            score = page.locator(".score-value")
            await expect(score).to_have_text("43")
            question = page.get_by_role(
                "radiogroup", name="Was the customer let finish?"
            )
            await expect(question.get_by_role("radio", name="No")).to_be_checked()
            await question.get_by_text("Yes").click()
            await expect(score).to_have_text("64")
            await expect(page.locator(".score-saved")).to_have_text("Draft saved")
            await page.get_by_role("button", name="As suggested").click()
            await expect(score).to_have_text("43")
            await expect(page.locator(".score-saved")).to_have_text("Draft saved")
        own = {"let-finish": {"answer": "yes", "comment": ""}}
        assert desk.changes == [
            ("PUT", "review", {"answers": own, "comment": ""}),
            ("PUT", "review", {"answers": {}, "comment": ""}),
        ]

    async def test_why_leads_to_the_moment(self, call_pages: CallPages) -> None:
        """An answer of the findings names them, and a click is there."""
        async with call_pages.opened() as page:
            await open_tab(page, "Scorecard")
            await page.get_by_role("button", name="The finding at 0:49").click()
            await expect(page.locator(".card.is-current")).to_contain_text(
                "Agent · 0:49"
            )
            assert await at_seconds(page) == 46

    async def test_is_submitted_with_comments_and_opened_again(
        self, call_pages: CallPages
    ) -> None:
        """What was written last is saved before it goes; then nothing changes."""
        desk = CallDesk()
        async with call_pages.opened(desk) as page:
            await open_tab(page, "Scorecard")
            await page.get_by_role("button", name="Comment").first.click()
            await page.keyboard.type("Warm")
            await page.get_by_label("Comment on the whole call").fill("Well done")
            await page.get_by_role("button", name="Submit").click()
            await expect(page.locator(".score-value")).to_have_text("69")
            await expect(page.get_by_role("radio").first).to_be_disabled()
            await expect(page.locator(".head-score")).to_contain_text("69 reviewed")
            await page.get_by_role("button", name="Reopen").click()
            await expect(page.get_by_role("radio").first).to_be_enabled()
        draft = {
            "answers": {"greeting": {"answer": None, "comment": "Warm"}},
            "comment": "Well done",
        }
        assert desk.changes[-3:] == [
            ("PUT", "review", draft),
            ("POST", "review/submit", None),
            ("POST", "review/reopen", None),
        ]

    async def test_the_analyst_reads_what_was_submitted(
        self, call_pages: CallPages
    ) -> None:
        """With comments and reasons, and nothing to fill in."""
        call = answer(reviews=[review("Rita Vogel")], may=ANALYST)
        async with call_pages.opened(CallDesk(call)) as page:
            await open_tab(page, "Scorecard")
            await expect(page.locator(".score-other")).to_contain_text("Rita Vogel")
            await expect(page.locator(".score-other")).to_contain_text("38")
            await expect(page.get_by_text("Too short with her")).to_be_visible()
            await expect(page.get_by_text("Better than last week")).to_be_visible()
            await expect(page.get_by_role("radio")).to_have_count(0)
            await expect(page.get_by_role("button", name="Delete")).to_have_count(0)

    async def test_a_calibration_is_blind_and_says_so(
        self, call_pages: CallPages
    ) -> None:
        """One's own card of it is the one that is filled in."""
        calibration = {
            "id": 1,
            "reviewers": ["this machine", "Rita"],
            "mine": True,
            "is_closed": False,
        }
        mine = review("this machine", is_calibration=True, submitted_at=None)
        call = answer(calibration=calibration, reviews=[review("this machine"), mine])
        async with call_pages.opened(CallDesk(call)) as page:
            await expect(page.locator(".head-blind")).to_contain_text("on your own")
            await open_tab(page, "Scorecard")
            await expect(page.get_by_role("button", name="Submit")).to_be_visible()
            tone = page.get_by_role("radiogroup", name="Was the tone right throughout?")
            await expect(tone.get_by_role("radio", name="No")).to_be_checked()


class TestDiscussion:
    async def test_a_finding_is_disputed_from_its_card(
        self, call_pages: CallPages
    ) -> None:
        """The message knows what it is about; the card shows it afterwards."""
        desk = CallDesk(answer(may=ANALYST))
        async with call_pages.opened(desk) as page:
            await page.keyboard.press("n")
            await page.get_by_role("button", name="Dispute this").click()
            await expect(page.get_by_role("textbox", name="Message")).to_be_focused()
            await page.keyboard.type("She was joking, n1")
            await page.get_by_role("button", name="Send").click()
            await expect(
                page.locator(".discussion > .thread > .message")
            ).to_contain_text("She was joking")
            await expect(page.locator(".sign-disputed")).to_be_visible()
            await open_tab(page, "Findings")
            await expect(page.locator(".card.is-current .message")).to_contain_text(
                "She was joking"
            )
        assert desk.changes == [
            (
                "POST",
                "messages",
                {
                    "kind": "dispute",
                    "finding": "sentiment-spike-customer-23264",
                    "text": "She was joking, n1",
                },
            )
        ]

    async def test_the_reviewer_answers_in_the_thread(
        self, call_pages: CallPages
    ) -> None:
        """Who said what, in order; an answer ends the dispute."""
        said = {
            "id": 1,
            "author": "Iris",
            "kind": "dispute",
            "finding": "interruption-agent-49984",
            "text": "The customer had ended.",
            "at": DAY,
        }
        may = answer()["may"] | {"reply": False, "dispute": False}
        call = answer(messages=[said], may=may)
        call["call"]["is_disputed"] = True
        async with call_pages.opened(CallDesk(call)) as page:
            await expect(page.locator(".sign-disputed")).to_be_visible()
            await open_tab(page, "Discussion")
            await expect(page.locator(".message")).to_contain_text(
                "Interruption at 0:49"
            )
            await page.get_by_role("textbox", name="Message").fill("You are right.")
            await page.get_by_role("button", name="Send").click()
            await expect(page.locator(".message")).to_have_count(2)
            await expect(page.locator(".sign-disputed")).to_have_count(0)
            await expect(page.get_by_role("textbox", name="Message")).to_have_value("")
