"""Precision, calibrations, accounts and the audit trail."""

import re

import pytest
from playwright.async_api import expect

from tests.browser.review import samples
from tests.browser.review.desk import Asked, Desk, Form, Refusal, ReviewPages
from tests.browser.review.samples import OTHERS, RITA, account

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


class TestPrecision:
    async def test_tells_each_detector_with_its_interval(
        self, review_pages: ReviewPages
    ) -> None:
        """The most judged first; what nobody judged is not known."""
        async with review_pages.opened(samples.desk(), "/review/precision") as page:
            detectors = page.locator(".detector")
            first = detectors.first
            await expect(first).to_contain_text("Interruption")
            await expect(first).to_contain_text("41 of 47 right")
            await expect(first.get_by_role("img")).to_have_attribute(
                "aria-label", "Precision 87 %, likely between 75 % and 94 %"
            )
            await expect(detectors.last).to_contain_text("Not known yet")

    async def test_tells_policies_apart(self, review_pages: ReviewPages) -> None:
        """Where a detector was judged under more than one."""
        async with review_pages.opened(samples.desk(), "/review/precision") as page:
            await page.get_by_text("By policy (2)").click()
            policies = page.locator(".detector-policy")
            await expect(policies.first).to_contain_text("Policy 9f86d081884c")
            await expect(policies.first).to_contain_text("7 of 12 right")

    async def test_is_of_the_days_that_are_chosen(
        self, review_pages: ReviewPages
    ) -> None:
        """The days are in the address."""
        desk = samples.desk()
        async with review_pages.opened(desk, "/review/precision") as page:
            await expect(page.locator(".detector").first).to_be_visible()
            await page.get_by_role("button", name="Today").click()
            await page.wait_for_url("**/review/precision?when=today")
            await expect(page.get_by_role("button", name="Today")).to_have_attribute(
                "aria-pressed", "true"
            )
            await page.go_back()
            await expect(page.get_by_role("button", name="Any day")).to_have_attribute(
                "aria-pressed", "true"
            )
        first, second, _ = desk.questions("precision")
        assert first == {}
        assert second["from"] == second["to"]

    async def test_says_what_to_do_before_there_is_any(
        self, review_pages: ReviewPages
    ) -> None:
        """Judge some findings."""
        desk = samples.desk()
        desk.answers["GET precision"] = {"detectors": []}
        async with review_pages.opened(desk, "/review/precision") as page:
            await expect(page.locator(".scene")).to_contain_text("Nothing judged yet")


class TestCalibrations:
    async def test_say_who_is_waited_for(self, review_pages: ReviewPages) -> None:
        """And that one's own answers are missing."""
        async with review_pages.opened(samples.desk(), "/review/calibrations") as page:
            first = page.locator(".calibration").first
            await expect(first).to_contain_text(f"Waiting for {RITA}")
            await expect(first.get_by_role("link", name="Score it")).to_be_visible()
            await expect(page.get_by_role("link", name="Score it")).to_have_count(1)

    async def test_a_closed_one_tells_how_far_they_agree(
        self, review_pages: ReviewPages
    ) -> None:
        """Question by question, in figures and in words, with the answers."""
        async with review_pages.opened(samples.desk(), "/review/calibrations") as page:
            await page.locator("summary", has_text="How far they agree").click()
            questions = page.locator(".question")
            await expect(questions.nth(0)).to_contain_text("κ 0.63")
            await expect(questions.nth(0)).to_contain_text("They agree well")
            await expect(questions.nth(1)).to_contain_text("100 % the same")
            await expect(questions.nth(3)).to_contain_text("κ −0.11")
            await expect(questions.nth(3)).to_contain_text("Less than chance")
            await expect(questions.nth(3)).to_contain_text(f"{OTHERS[1]}Open")

    async def test_one_is_begun_with_a_call_and_reviewers(
        self, review_pages: ReviewPages
    ) -> None:
        """Two at least; a call can be given by its address."""
        desk = samples.desk()
        uid = samples.call(7)["uid"]
        desk.answers["POST calibrations"] = samples.calibrations()[0]
        async with review_pages.opened(desk, "/review/calibrations") as page:
            await page.get_by_role("button", name="Begin one").click()
            dialog = page.get_by_role("dialog")
            await dialog.get_by_role("button", name="Begin").click()
            await expect(dialog.get_by_role("alert")).to_contain_text("Choose a call")
            await dialog.get_by_label("Or its address").fill(
                f"https://calls.example/review/call/{uid}?t=900"
            )
            await dialog.get_by_label(RITA).check()
            await dialog.get_by_role("button", name="Begin").click()
            await expect(dialog.get_by_role("alert")).to_contain_text("two reviewers")
            await dialog.get_by_label(OTHERS[0]).check()
            await dialog.get_by_role("button", name="Begin").click()
            await expect(dialog).to_have_count(0)
        body = {"call": uid, "reviewers": [RITA, OTHERS[0]]}
        assert desk.changes() == [("POST", "calibrations", body)]

    async def test_one_can_be_begun_for_a_call_that_is_chosen(
        self, review_pages: ReviewPages
    ) -> None:
        """The page of a call can link to it."""
        uid = samples.call(7)["uid"]
        address = f"/review/calibrations?call={uid}"
        async with review_pages.opened(samples.desk(), address) as page:
            field = page.get_by_label("Or its address")
            await expect(field).to_have_value(re.compile(f"/review/call/{uid}$"))

    async def test_what_has_begun_is_not_asked_again(
        self, review_pages: ReviewPages
    ) -> None:
        """The page is shown anew, with nothing before it."""
        desk = samples.desk()
        desk.answers["POST calibrations"] = samples.calibrations()[0]
        address = f"/review/calibrations?call={samples.call(7)['uid']}"
        async with review_pages.opened(desk, address) as page:
            dialog = page.get_by_role("dialog")
            for name in (RITA, OTHERS[0]):
                await dialog.get_by_label(name).check()
            await dialog.get_by_role("button", name="Begin").click()
            await expect(page.locator("#toast-text")).to_contain_text("Begun")
            await expect(page.locator(".calibration").first).to_be_visible()
            await expect(dialog).to_have_count(0)
            assert page.url.endswith("/review/calibrations")


def keeping() -> Desk:
    """Return a desk that keeps what is changed of accounts."""
    desk = samples.desk()

    def change(asked: Asked) -> Form:
        return account("Iris Whitcombe", **asked.body)

    desk.answers["PATCH accounts/Iris Whitcombe"] = change
    return desk


class TestAccounts:
    async def test_one_is_added(self, review_pages: ReviewPages) -> None:
        """And stands in its place by name."""
        desk = samples.desk()
        desk.answers["POST accounts"] = account("Karla Neu")
        async with review_pages.opened(desk, "/review/accounts") as page:
            await page.get_by_role("button", name="Add an account").click()
            dialog = page.get_by_role("dialog")
            await dialog.get_by_label("Name").fill("Karla Neu")
            await dialog.get_by_label("First password").fill("correct horse battery")
            await dialog.get_by_role("button", name="Add").click()
            await expect(page.locator("#toast")).to_contain_text("can sign in now")
            await expect(page.locator(".account-name").nth(3)).to_have_text("Karla Neu")
        body = {
            "name": "Karla Neu",
            "role": "analyst",
            "password": "correct horse battery",
        }
        assert desk.changes() == [("POST", "accounts", body)]

    async def test_a_refusal_stays_in_the_dialog(
        self, review_pages: ReviewPages
    ) -> None:
        """With what was written."""
        desk = samples.desk()
        desk.answers["POST accounts"] = Refusal(409, "conflict", "Jo: is there already")
        async with review_pages.opened(desk, "/review/accounts") as page:
            await page.get_by_role("button", name="Add an account").click()
            dialog = page.get_by_role("dialog")
            await dialog.get_by_label("Name").fill("Jo")
            await dialog.get_by_label("First password").fill("correct horse battery")
            await dialog.get_by_role("button", name="Add").click()
            await expect(dialog.get_by_role("alert")).to_have_text(
                "Jo: is there already."
            )

    async def test_a_role_can_be_changed_back(self, review_pages: ReviewPages) -> None:
        """As long as the message is there, by its button."""
        desk = keeping()
        async with review_pages.opened(desk, "/review/accounts") as page:
            role = page.get_by_label("Role of Iris Whitcombe")
            await role.select_option("reviewer")
            await expect(page.locator("#toast")).to_contain_text("now a reviewer")
            await page.locator("#toast").get_by_role("button", name="Undo").click()
            await expect(role).to_have_value("analyst")
        assert [body for _, _, body in desk.changes()] == [
            {"role": "reviewer"},
            {"role": "analyst"},
        ]

    async def test_one_is_disabled_and_enabled(self, review_pages: ReviewPages) -> None:
        """It says so, and the button turns."""
        async with review_pages.opened(keeping(), "/review/accounts") as page:
            await page.get_by_role("button", name="Disable: Iris Whitcombe").click()
            item = page.locator("[data-name='Iris Whitcombe']")
            await expect(item).to_contain_text("Disabled")
            await page.get_by_role("button", name="Enable: Iris Whitcombe").click()
            await expect(item).not_to_contain_text("Disabled")

    async def test_a_token_is_shown_once(self, review_pages: ReviewPages) -> None:
        """In a field to copy from; afterwards the account only has one."""
        desk = samples.desk()
        desk.answers["POST accounts/Iris Whitcombe/token"] = {"token": "tok-123"}
        async with review_pages.opened(desk, "/review/accounts") as page:
            await page.get_by_role("button", name="New token: Iris Whitcombe").click()
            await page.get_by_role("button", name="Make it").click()
            shown = page.get_by_role("dialog", name="Token of Iris Whitcombe")
            await expect(shown.get_by_label("Token", exact=True)).to_have_value(
                "tok-123"
            )
            await shown.get_by_role("button", name="Copy").click()
            await expect(shown.get_by_role("status")).not_to_be_empty()
            await shown.get_by_role("button", name="Done").click()
            item = page.locator("[data-name='Iris Whitcombe']")
            await expect(item).to_contain_text("Has a token")
            assert "tok-123" not in await page.content()


class TestAudit:
    async def test_tells_what_was_done_in_words(
        self, review_pages: ReviewPages
    ) -> None:
        """Who, when and to which call; older entries by a button."""
        async with review_pages.opened(samples.desk(), "/review/audit") as page:
            rows = page.locator("tbody tr")
            await expect(rows).to_have_count(12)
            await expect(rows.first).to_contain_text("Opened a call")
            await expect(rows.first.get_by_role("link")).to_have_attribute(
                "href", f"/review/call/{samples.call(0)['uid']}"
            )
            await page.get_by_role("button", name="Show more").click()
            await expect(rows).to_have_count(24)
            await expect(page.get_by_role("button", name="Show more")).to_be_hidden()
