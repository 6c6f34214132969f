"""The page of a call before the real server: nothing between them is pretended."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.async_api import expect

from coach.policy.policy import Policy
from coach.store.calls import add_call
from coach.store.database import Database, open_database
from coach.web.review.plan import ReviewPlan
from coach.web.review.server import ReviewServer
from tests.browser.conftest import OpenPage
from tests.data import CALLS
from tests.store.samples import kept

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

TOKEN = "the token of this machine"


@pytest.fixture
def db(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Database]:
    """A store of the test's own."""
    monkeypatch.setenv("COACH_DATA", str(tmp_path))
    monkeypatch.delenv("COACH_DATABASE_URL", raising=False)
    with open_database() as db:
        yield db


@pytest.fixture
def uid(db: Database, tmp_path: Path) -> str:
    """A call in it, with its sound."""
    audio = tmp_path / "angry-upgrade.flac"
    shutil.copyfile(CALLS / audio.name, audio)
    return add_call(db, kept("angry-upgrade", audio=audio)).uid


async def test_a_call_is_heard_judged_scored_and_deleted(
    db: Database, uid: str, open_page: OpenPage
) -> None:
    """As it was kept: its sound in byte ranges, its waveform, its words."""
    plan = ReviewPlan(port=0)
    async with ReviewServer(db, policy=Policy(), token=TOKEN, plan=plan) as server:
        base, fragment = server.url.split("#")
        url = f"{base}call/{uid}#{fragment}"
        page = await open_page(url, width=1280, height=800)
        await expect(page.locator(".wave-tick").first).to_be_visible()

        await page.keyboard.press("n")
        await page.get_by_role("button", name="Hear", exact=True).click()
        before = await page.locator("audio").evaluate("(audio) => audio.currentTime")
        await page.wait_for_function(
            f"() => document.querySelector('audio').currentTime > {before} + 0.2"
        )
        await page.keyboard.press("Space")
        await page.keyboard.press("1")
        mark = page.locator(".card.is-current .card-verdict[data-verdict=right]")
        await expect(mark).to_be_visible()
        await page.keyboard.press("m")
        await page.keyboard.type("Clearly so")
        await page.keyboard.press("Tab")

        await page.locator("main").focus()
        await page.keyboard.press("b")
        await page.get_by_label("What it is").select_option("dead-air")
        await page.get_by_role("button", name="Add", exact=True).click()
        await expect(page.locator(".missed-row")).to_contain_text("this machine")

        await page.get_by_role("tab", name="Scorecard").click()
        live = await page.locator(".score-value").inner_text()
        await page.get_by_label("Comment on the whole call").fill("Heard to the end")
        await page.get_by_role("button", name="Submit").click()
        await expect(page.get_by_role("button", name="Reopen")).to_be_visible()
        await expect(page.locator(".score-value")).to_have_text(live)

        await page.get_by_role("tab", name="Discussion").click()
        await page.get_by_label("This is").select_option("dispute")
        await page.get_by_role("textbox", name="Message").fill("Too low")
        await page.get_by_role("button", name="Send").click()
        await expect(page.locator(".sign-disputed")).to_be_visible()

        await page.reload()
        await expect(page.locator(".panel-count")).to_contain_text("1 judged")
        await expect(page.locator(".sign-disputed")).to_be_visible()
        await expect(page.locator(".head-score")).to_contain_text("reviewed")
        await page.keyboard.press("n")
        note = page.get_by_role("textbox", name="Note on this finding")
        await expect(note).to_have_value("Clearly so")

        await page.get_by_role("button", name="Delete this call").click()
        await page.get_by_role("button", name="Delete for good").click()
        await expect(page).to_have_url(base)
