"""The review pages before the real server: nothing between them is pretended."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.async_api import Page, expect

from coach.policy.policy import Policy
from coach.store.accounts import Role, add_account
from coach.store.calls import add_call
from coach.store.database import Database, open_database
from coach.store.passwords import hash_password
from coach.web.review.plan import ReviewPlan
from coach.web.review.server import ReviewServer
from tests.browser.conftest import OpenPage
from tests.browser.review.desk import WIDE
from tests.data import CALLS
from tests.store.samples import kept
from tests.web.review.team import ADAM, NORA, PASSWORD, QUICK, RITA, TOKEN

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

PLAN = ReviewPlan(port=0)
KINDS = ".chip-name"
PEOPLE_SINCE = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


@pytest.fixture
def db(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Database]:
    """A store with two calls, one with its sound."""
    monkeypatch.setenv("COACH_DATA", str(tmp_path))
    monkeypatch.delenv("COACH_DATABASE_URL", raising=False)
    audio = tmp_path / "angry-upgrade.flac"
    shutil.copyfile(CALLS / audio.name, audio)
    with open_database() as db:
        add_call(db, kept("clean-password-reset", call={"agent": NORA, "id": "1"}))
        about = {"agent": "Max Stein", "id": "2"}
        add_call(db, kept("angry-upgrade", call=about, audio=audio))
        yield db


@pytest.fixture
def staffed(db: Database) -> Database:
    """The same store of a team: an admin, a reviewer and an analyst."""
    people = {ADAM: Role.ADMIN, RITA: Role.REVIEWER, NORA: Role.ANALYST}
    with db.session() as session:
        for name, role in people.items():
            add_account(
                session,
                name=name,
                role=role,
                password=hash_password(PASSWORD, QUICK),
                now=PEOPLE_SINCE,
            )
    return db


async def sign_in(page: Page, name: str) -> None:
    """Sign in by name."""
    await page.get_by_label("Name").fill(name)
    await page.get_by_label("Password").fill(PASSWORD)
    await page.keyboard.press("Enter")
    await expect(page.locator(".me-name")).to_have_text(name)


async def test_a_flagged_call_is_found_heard_and_judged(
    db: Database, open_page: OpenPage
) -> None:
    """From the list to the finding, and on to the detector's precision."""
    async with ReviewServer(db, policy=Policy(), token=TOKEN, plan=PLAN) as server:
        page = await open_page(server.url, width=WIDE[0], height=WIDE[1])
        rows = page.locator(".day-rows > .row")
        await expect(rows).to_have_count(2)
        await page.get_by_label("Severity").select_option("alert")
        await expect(rows).to_have_count(1)
        await page.get_by_label("Search words said").fill("manager")
        await page.wait_for_url("**q=manager*")
        await expect(page.locator(".match mark").first).to_have_text("manager")
        await page.get_by_label("Search words said").fill("")
        await page.wait_for_url("**/review/?severity=alert")
        await expect(page.locator(".match")).to_have_count(0)
        kind = await rows.locator(KINDS).first.inner_text()

        await page.locator("main").focus()
        await page.keyboard.press("j")
        await page.keyboard.press("Enter")
        await expect(page.locator(".wave-tick").first).to_be_visible()
        await page.keyboard.press("n")
        await page.keyboard.press("1")
        await expect(page.locator("#toast")).to_contain_text("right")

        await page.get_by_role("link", name="Precision").click()
        await expect(page.locator(".detector")).to_contain_text("1 of 1 right")
        await page.go_back()
        await page.go_back()
        await expect(rows.locator(KINDS).first).to_have_text(kind)
        assert page.url.endswith("?severity=alert")


async def test_a_team_signs_in_and_each_sees_what_is_theirs(
    staffed: Database, open_page: OpenPage
) -> None:
    """An analyst their own calls, a reviewer all, an admin the audit trail too."""
    server = ReviewServer(
        staffed, policy=Policy(), token=TOKEN, plan=PLAN, hasher=QUICK
    )
    async with server:
        page = await open_page(server.url, width=WIDE[0], height=WIDE[1])
        rows = page.locator(".day-rows > .row")
        for name, calls in ((NORA, 1), (RITA, 2)):
            await sign_in(page, name)
            await expect(rows).to_have_count(calls)
            await page.locator(".me").click()
            await page.get_by_role("button", name="Sign out").click()
        await sign_in(page, ADAM)
        await page.get_by_role("link", name="Accounts").click()
        await expect(page.locator(".account")).to_have_count(3)
        await page.get_by_label(f"Role of {NORA}").select_option("reviewer")
        await expect(page.locator("#toast")).to_contain_text("now a reviewer")
        await page.get_by_role("link", name="Calibrations").click()
        await page.get_by_role("button", name="Begin one").click()
        dialog = page.get_by_role("dialog")
        choice = dialog.get_by_label("Call", exact=True)
        await expect(choice.locator("option")).to_have_count(3)
        await choice.select_option(index=1)
        await dialog.get_by_label(ADAM).check()
        await dialog.get_by_label(RITA).check()
        await dialog.get_by_role("button", name="Begin").click()
        await expect(page.locator(".calibration")).to_contain_text("0 of 2")
        await page.get_by_role("link", name="Audit").click()
        await expect(page.locator("tbody tr").first).to_contain_text("calibration")
