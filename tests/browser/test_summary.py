"""The page after the call, for the analyst alone."""

import pytest
from playwright.async_api import expect

from coach.web.hub import OverlayHub
from coach.web.server import OverlayServer
from tests.browser import scenes, states
from tests.browser.conftest import OpenPage

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


class TestSummary:
    async def test_goes_from_waiting_to_its_end(
        self, hub: OverlayHub, server: OverlayServer, open_page: OpenPage
    ) -> None:
        """Waiting, listening, the conversation, and what went well first."""
        page = await open_page(server.url)
        await expect(page.locator("#lull-title")).to_have_text("Waiting for the call")
        scenes.begin(hub, at_ms=500)
        await expect(page.locator("#lull-title")).to_have_text("Listening")
        hub.publish(scenes.transcript("agent", 100, 400, "Service desk."))
        await expect(page.locator("#lull")).to_be_hidden()
        hub.end_call(scenes.report())

        summary = page.locator("#summary")
        await expect(summary).to_be_visible()
        await expect(summary.locator("h3").first).to_have_text("What went well")
        await expect(summary).to_contain_text(
            "You brought an upset caller back to calm"
        )
        await expect(summary).to_contain_text("Once you came in early")
        await expect(summary).to_contain_text("You 54 %, the caller 46 %")
        await expect(page.locator("#conversation")).to_be_hidden()
        scenes.begin(hub, call="call-2", at_ms=0)
        await expect(page.locator("#lull-title")).to_have_text("Listening")

    async def test_ends_without_a_report_too(
        self, hub: OverlayHub, server: OverlayServer, open_page: OpenPage
    ) -> None:
        """What the page has seen itself is summed up: the report may be too large."""
        scenes.running(hub, at_ms=60_000)
        page = await open_page(server.url)
        hub.end_call(None)

        await expect(page.locator("#summary")).to_contain_text("A full greeting")
        await expect(page.locator("#summary")).to_contain_text("You 46 %")

    async def test_has_at_most_two_things_to_try_promises_and_moments(
        self, hub: OverlayHub, server: OverlayServer, open_page: OpenPage
    ) -> None:
        """A promise with its time; a moment unfolds to its words."""
        page = await open_page(server.url)
        report = scenes.report()
        report["findings"] += [
            {"id": kind, "kind": kind, "speaker": "agent", "start_ms": 1, "at_ms": 2}
            for kind in ("hold-overrun", "dead-air", "something-new")
        ]
        scenes.running(hub)
        hub.end_call(report)

        await expect(page.locator("#summary-next li")).to_have_count(2)
        promise = page.locator("#summary-commitments li")
        await expect(promise).to_contain_text("2:30")
        await expect(promise).to_contain_text("by Friday")
        moments = page.locator("#summary-moments details")
        await expect(moments).to_have_count(5)
        await expect(moments.nth(2)).to_contain_text("something new")
        await page.get_by_text("The caller became upset").click()
        await expect(moments.nth(3)).to_contain_text("I've heard that every single day")
        await expect(page.locator(".summary-private")).to_contain_text("not saved")

    async def test_knows_a_hold_without_a_word_and_an_unheard_caller(
        self, hub: OverlayHub, server: OverlayServer, open_page: OpenPage
    ) -> None:
        """They come first of what to try, and are not praised as kept holds."""
        page = await open_page(server.url)
        report = scenes.report()
        missing = {"missing": ["announced", "estimate", "thanked"]}
        report["findings"] += [
            {"id": kind, "kind": kind, "start_ms": 1, "at_ms": 2, "evidence": evidence}
            for kind, evidence in (
                ("hold-etiquette", missing),
                ("missing-acknowledgement", {}),
            )
        ]
        scenes.running(hub)
        hub.end_call(report)

        notes = page.locator("#summary-next li")
        await expect(notes.first).to_contain_text("say that you understand")
        await expect(notes.last).to_have_text(
            "Around a hold: say that it comes and say how long"
        )
        well = page.locator("#summary-well")
        await expect(well).not_to_contain_text("Every hold")
        await expect(well).not_to_contain_text("No long silences")

    async def test_lists_what_was_said_of_the_closing_and_no_gaps(
        self, hub: OverlayHub, server: OverlayServer, open_page: OpenPage
    ) -> None:
        """What to try next time is said once."""
        page = await open_page(server.url)
        scenes.running(hub)
        hub.end_call(scenes.report())
        ticks = page.locator("#summary-closing .tick")
        await expect(ticks).to_have_count(3)
        await expect(page.locator("#summary-closing .tick.is-done")).to_have_count(3)
        await expect(page.locator("#summary-next")).to_contain_text("the next steps")

    async def test_can_be_put_away_and_looked_at_again(
        self, hub: OverlayHub, server: OverlayServer, open_page: OpenPage
    ) -> None:
        """Until the next call begins, which has one of its own."""
        page = await open_page(server.url)
        states.ended(hub)
        await page.get_by_role("button", name="Done").click()
        await expect(page.locator("#lull-title")).to_have_text(
            "Ready for the next call"
        )
        await expect(page.locator("#connection-text")).to_have_text("Ready")
        await page.get_by_role("button", name="Last call’s summary").click()
        await expect(page.locator("#summary")).to_be_visible()
        await page.keyboard.press("m")
        await expect(page.locator("#summary")).to_be_hidden()
        scenes.running(hub, call="call-2")
        await expect(page.locator(".line")).to_have_count(6)
        await page.keyboard.press("m")
        await expect(page.locator(".line")).to_have_count(6)
        hub.end_call(None)

        await expect(page.locator("#summary-title")).to_be_visible()
