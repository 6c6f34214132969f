"""What is on every page: who is here, the bar, and what goes wrong."""

import re

import pytest
from playwright.async_api import Page, expect

from tests.browser.review import samples
from tests.browser.review.desk import Asked, Desk, Form, Refusal, ReviewPages

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

WRONG = Refusal(401, "wrong-credentials", "name and password do not go together")
OVER = Refusal(401, "signed-out", "sign in first")


def closed(*, is_team: bool = True) -> Desk:
    """Return a desk at which nobody has signed in, and anybody can."""
    desk = samples.desk(samples.some(), role=None, is_team=is_team)

    def sign_in(asked: Asked) -> Form | Refusal:
        if "wrong" in asked.body.values():
            return WRONG
        desk.answers["GET session"] = samples.session(is_team=is_team)
        return samples.session(is_team=is_team)

    def sign_out(asked: Asked) -> Form:
        desk.answers["GET session"] = samples.session(None, is_team=is_team)
        return {}

    desk.answers |= {"POST session": sign_in, "DELETE session": sign_out}
    return desk


async def arrived(page: Page) -> None:
    """Wait for the list."""
    await expect(page.locator(".row-link").first).to_be_visible()


class TestSignIn:
    async def test_the_token_is_shown_once_and_leaves_the_address(
        self, review_pages: ReviewPages
    ) -> None:
        """It is neither in the address bar nor one step back."""
        desk = closed(is_team=False)
        async with review_pages.opened(
            desk, "/review/?severity=alert#token=a%20t%C3%B6ken"
        ) as page:
            await arrived(page)
            assert page.url.endswith("/review/?severity=alert")
            kept = await page.evaluate("() => JSON.stringify([localStorage, history])")
            assert "ken" not in kept
        assert desk.changes()[0] == ("POST", "session", {"token": "a töken"})

    async def test_without_a_token_it_says_where_there_is_one(
        self, review_pages: ReviewPages
    ) -> None:
        """And takes the address that is pasted."""
        async with review_pages.opened(closed(is_team=False)) as page:
            await expect(page.get_by_text("coach review", exact=True)).to_be_visible()
            field = page.get_by_label("Address or token")
            await expect(field).to_be_focused()
            await field.fill("http://127.0.0.1:8766/review/#token=abc")
            await page.keyboard.press("Enter")
            await arrived(page)

    async def test_a_team_signs_in_by_name(self, review_pages: ReviewPages) -> None:
        """And goes on to the page that was asked for."""
        desk = closed()
        async with review_pages.opened(desk, "/review/?analyst=Jo") as page:
            await page.get_by_label("Name").fill("Rita Vogel")
            await page.get_by_label("Password").fill("right")
            await page.get_by_role("button", name="Sign in").click()
            await arrived(page)
            assert page.url.endswith("?analyst=Jo")
        assert desk.changes()[0][2] == {"name": "Rita Vogel", "password": "right"}

    async def test_a_wrong_password_is_said_kindly(
        self, review_pages: ReviewPages
    ) -> None:
        """At the field, which is ready for another try."""
        async with review_pages.opened(closed()) as page:
            await page.get_by_role("button", name="Sign in").click()
            await expect(page.get_by_role("alert")).to_have_text(
                "Both name and password are needed."
            )
            await page.get_by_label("Name").fill("Rita Vogel")
            await page.get_by_label("Password").fill("wrong")
            await page.keyboard.press("Enter")
            await expect(page.get_by_role("alert")).to_have_text(
                "Name and password do not go together."
            )
            await expect(page.get_by_label("Password")).to_be_focused()

    async def test_signing_out_leaves_nothing_in_sight(
        self, review_pages: ReviewPages
    ) -> None:
        """With the secret that goes with every change."""
        desk = closed()
        desk.answers["GET session"] = samples.session()
        async with review_pages.opened(desk) as page:
            await arrived(page)
            await page.locator(".me").click()
            await page.get_by_role("button", name="Sign out").click()
            await expect(page.get_by_label("Name")).to_be_visible()
            await expect(page.locator(".row")).to_have_count(0)
            await expect(page.get_by_role("navigation")).to_be_hidden()
        assert desk.asked[-1].csrf == "the secret"

    async def test_a_session_that_ends_asks_to_sign_in_again(
        self, review_pages: ReviewPages
    ) -> None:
        """And then goes on where one was."""
        desk = closed()
        desk.answers["GET session"] = samples.session()
        async with review_pages.opened(desk, "/review/precision") as page:
            await expect(page.locator(".detector").first).to_be_visible()
            found = desk.answers["GET precision"]
            desk.answers["GET precision"] = OVER
            await page.get_by_role("button", name="Today").click()
            await page.get_by_label("Name").fill("Rita Vogel")
            desk.answers["GET precision"] = found
            await page.get_by_label("Password").fill("right")
            await page.keyboard.press("Enter")
            await expect(page.locator(".detector").first).to_be_visible()
            assert page.url.endswith("/review/precision?when=today")

    async def test_one_can_change_ones_password(
        self, review_pages: ReviewPages
    ) -> None:
        """What the server says against it is shown, and it can be tried again."""
        desk = closed()
        desk.answers["GET session"] = samples.session()
        desk.answers["PUT session/password"] = Refusal(
            403, "wrong-credentials", "old: is not your password"
        )
        async with review_pages.opened(desk) as page:
            await page.locator(".me").click()
            await page.get_by_role("button", name="Change password").click()
            dialog = page.get_by_role("dialog", name="Change password")
            await dialog.get_by_label("Present password").fill("old")
            await dialog.get_by_label("New password").fill("a new one, and long")
            await dialog.get_by_role("button", name="Change").click()
            await expect(dialog.get_by_role("alert")).to_contain_text("not your pass")
            desk.answers["PUT session/password"] = samples.session()
            await dialog.get_by_role("button", name="Change").click()
            await expect(page.locator("#toast")).to_contain_text("Password changed")


class TestBar:
    @pytest.mark.parametrize(
        ("role", "is_team", "pages"),
        [
            ("admin", True, "Calls Precision Calibrations Accounts Audit"),
            ("reviewer", True, "Calls Precision Calibrations"),
            ("analyst", True, "Calls"),
            ("admin", False, "Calls Precision Audit"),
        ],
    )
    async def test_has_the_pages_that_one_may_see(
        self, review_pages: ReviewPages, role: str, is_team: bool, pages: str
    ) -> None:
        """And no other."""
        desk = samples.desk(samples.some(), role=role, is_team=is_team)
        async with review_pages.opened(desk) as page:
            links = page.get_by_role("navigation").get_by_role("link")
            await expect(links).to_have_text(pages.split())
            await expect(links.first).to_have_attribute("aria-current", "page")

    async def test_leads_from_page_to_page_without_loading_anew(
        self, review_pages: ReviewPages
    ) -> None:
        """Back and forward too, and the title says where one is."""
        async with review_pages.opened(samples.desk(samples.some())) as page:
            await arrived(page)
            await page.evaluate("() => { window.isOld = true; }")
            await page.get_by_role("link", name="Audit").click()
            await expect(page).to_have_title("Audit · Call review")
            await page.go_back()
            await arrived(page)
            await expect(page).to_have_title("Calls · Call review")
            assert await page.evaluate("() => window.isOld")

    async def test_can_be_skipped(self, review_pages: ReviewPages) -> None:
        """The first Tab offers to."""
        async with review_pages.opened(samples.desk(samples.some())) as page:
            await arrived(page)
            await page.keyboard.press("Tab")
            await expect(page.get_by_text("Skip to the page")).to_be_in_viewport()
            await page.keyboard.press("Enter")
            await expect(page.locator("#main")).to_be_focused()


class TestTrouble:
    @pytest.mark.parametrize(
        ("path", "title"),
        [
            ("/review/nowhere", "There is no such page"),
            ("/review/call/0123", "This call is not here"),
        ],
    )
    async def test_what_is_not_there_leads_to_the_calls(
        self, review_pages: ReviewPages, path: str, title: str
    ) -> None:
        """Whether it never was, is gone, or is for others to see."""
        async with review_pages.opened(samples.desk(samples.some()), path) as page:
            await expect(page.get_by_role("heading", level=1)).to_have_text(title)
            await page.get_by_role("link", name="To the calls").click()
            await arrived(page)

    async def test_a_server_that_is_gone_is_looked_for(
        self, review_pages: ReviewPages
    ) -> None:
        """What is shown stays; the page that could not be shown comes by itself."""
        async with review_pages.opened(samples.desk(samples.some())) as page:
            await arrived(page)
            await page.context.set_offline(True)
            try:
                await page.get_by_label("Search words said").fill("password")
                await expect(page.locator("#offline")).to_be_visible()
                await expect(page.locator(".list-error")).to_contain_text(
                    "does not answer"
                )
            finally:
                await page.context.set_offline(False)
            await page.locator("#offline").get_by_role("button").click()
            await expect(page.locator("#offline")).to_be_hidden()
            await expect(page.locator(".match").first).to_be_visible()

    async def test_what_failed_on_the_server_can_be_tried_again(
        self, review_pages: ReviewPages
    ) -> None:
        """With the line that the server says."""
        desk = samples.desk()
        found = desk.answers["GET audit"]
        desk.answers["GET audit"] = Refusal(500, "failed", "that went wrong")
        async with review_pages.opened(desk, "/review/audit") as page:
            await expect(page.locator(".scene")).to_contain_text("went wrong")
            desk.answers["GET audit"] = found
            await page.get_by_role("button", name="Try again").click()
            await expect(page.get_by_role("cell").first).to_be_visible()

    async def test_help_has_the_keys(self, review_pages: ReviewPages) -> None:
        """The button in the bar opens those of the page that is shown."""
        async with review_pages.opened(samples.desk(samples.some())) as page:
            await arrived(page)
            await page.get_by_role("button", name=re.compile("Keys and help")).click()
            await expect(page.get_by_role("dialog")).to_contain_text("Next call")
