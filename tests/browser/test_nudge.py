"""Advice: seen, understood, decided on, put off, and left alone."""

import asyncio
import re

import pytest
from playwright.async_api import Page, expect

from coach.web.hub import OverlayHub
from coach.web.messages import Acknowledge, Dismiss, Snooze
from coach.web.server import OverlayServer
from tests.browser import scenes
from tests.browser.conftest import OpenPage
from tests.browser.passing import give_time, let_pass

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def life_left(page: Page) -> float:
    """Return the share of its life that the advice has left: the length of its line."""
    style = await page.locator("#nudge-life").get_attribute("style")
    found = re.search(r"scaleX\(([\d.]+)\)", style or "")
    assert found, style
    return float(found[1])


class TestNudge:
    async def test_appears_counts_down_and_is_dismissed_by_key(
        self, hub: OverlayHub, server: OverlayServer, open_page: OpenPage
    ) -> None:
        """The whole of it: seen, running out, waved away."""
        now = scenes.running(hub)
        page = await open_page(server.url)
        await expect(page.locator("#connection-text")).to_have_text("Live")
        await expect(page.locator("#nudge")).to_be_hidden()

        hub.publish(scenes.nudge(now()))

        await expect(page.locator("#nudge-title")).to_have_text("Let them finish")
        await expect(page.locator("#nudge-severity")).to_have_text("Heads-up")
        first = await life_left(page)
        style = await page.locator("#nudge-life").get_attribute("style")
        await let_pass(page, 6_000)
        await expect(page.locator("#nudge-life")).not_to_have_attribute("style", style)
        assert 0 < await life_left(page) < first <= 1
        await expect(page.locator("#nudge")).not_to_contain_text(re.compile(r"\d+ s"))
        await page.keyboard.press("Escape")
        await expect(page.locator("#nudge")).to_be_hidden()
        assert await anext(hub.commands()) == Dismiss(nudge="nudge-1")

    async def test_that_runs_out_leaves_the_keyboard_a_place(
        self, hub: OverlayHub, server: OverlayServer, open_page: OpenPage
    ) -> None:
        """Who was about to press one of its buttons goes on from the page."""
        now = scenes.running(hub)
        page = await open_page(server.url)
        await expect(page.locator(".line")).to_have_count(6)
        hub.publish(scenes.nudge(now()))
        await expect(page.locator("#nudge-acknowledge")).to_be_visible()
        await page.locator("#nudge-acknowledge").focus()
        await expect(page.locator("#nudge-acknowledge")).to_be_focused()
        await let_pass(page, 60_000)
        await expect(page.locator("#nudge")).to_be_hidden()
        await expect(page.locator("#main")).to_be_focused()

    async def test_new_words_under_the_same_id_are_shown(
        self, hub: OverlayHub, server: OverlayServer, open_page: OpenPage
    ) -> None:
        """A recap of which less is missing says so in place, and aloud."""
        now = scenes.running(hub)
        page = await open_page(server.url)
        hub.publish(scenes.nudge(now()))
        await expect(page.locator("#nudge-title")).to_have_text("Let them finish")

        hub.publish(scenes.nudge(now(), title="Before goodbye", severity="alert"))

        await expect(page.locator("#nudge-title")).to_have_text("Before goodbye")
        await expect(page.locator("#nudge[data-severity=alert]")).to_be_visible()
        await expect(page.locator("#polite")).to_contain_text("Before goodbye")

    @pytest.mark.parametrize("key", ["d", "D"])
    async def test_a_letter_dismisses_too(
        self, hub: OverlayHub, server: OverlayServer, open_page: OpenPage, key: str
    ) -> None:
        """For keyboards whose Escape belongs to another program."""
        now = scenes.running(hub)
        hub.publish(scenes.nudge(now()))
        page = await open_page(server.url)
        await expect(page.locator("#nudge")).to_be_visible()

        await page.keyboard.press(key)

        await expect(page.locator("#nudge")).to_be_hidden()

    async def test_is_acknowledged_by_key_and_the_next_one_comes(
        self, hub: OverlayHub, server: OverlayServer, open_page: OpenPage
    ) -> None:
        """The more urgent comes first; one that is urgent cannot be put off."""
        now = scenes.running(hub)
        hub.publish(scenes.nudge(now(), **scenes.URGENT))
        hub.publish(scenes.nudge(now()))
        page = await open_page(server.url)
        await expect(page.locator("#nudge")).to_have_attribute(
            "data-severity", "critical"
        )
        await expect(page.locator("#nudge-more")).to_have_text("+1 more")

        await page.keyboard.press("n")
        await expect(page.locator("#nudge-snooze")).to_be_hidden()
        await page.keyboard.press("Enter")

        await expect(page.locator("#nudge-title")).to_have_text("Let them finish")
        assert await anext(hub.commands()) == Acknowledge(nudge="nudge-threat")

    async def test_buttons_do_what_they_say(
        self, hub: OverlayHub, server: OverlayServer, open_page: OpenPage
    ) -> None:
        """By mouse, and with Tab and Enter on the one that has the focus."""
        now = scenes.running(hub)
        page = await open_page(server.url)
        hub.publish(scenes.nudge(now(), id="one"))
        await page.get_by_role("button", name="Got it").click()
        await expect(page.locator("#nudge")).to_be_hidden()
        hub.publish(scenes.nudge(now(), id="two"))
        button = page.get_by_role("button", name="Dismiss")
        await button.focus()
        await page.keyboard.press("Enter")
        await expect(page.locator("#nudge")).to_be_hidden()

        commands = hub.commands()
        assert await anext(commands) == Acknowledge(nudge="one")
        assert await anext(commands) == Dismiss(nudge="two")

    async def test_leaves_when_its_life_is_over(
        self, hub: OverlayHub, server: OverlayServer, open_page: OpenPage
    ) -> None:
        """By itself, without a word from the server."""
        now = scenes.running(hub)
        page = await open_page(server.url)
        hub.publish(scenes.nudge(now()))
        await expect(page.locator("#nudge")).to_be_visible()
        await let_pass(page, 60_000)

        await expect(page.locator("#nudge")).to_be_hidden()

    async def test_leaves_when_it_is_withdrawn(
        self, hub: OverlayHub, server: OverlayServer, open_page: OpenPage
    ) -> None:
        """What no longer applies is gone."""
        now = scenes.running(hub)
        page = await open_page(server.url)
        hub.publish(scenes.nudge(now()))
        await expect(page.locator("#nudge")).to_be_visible()
        hub.publish({"type": "nudge-withdrawn", "id": "nudge-1"})

        await expect(page.locator("#nudge")).to_be_hidden()

    async def test_an_old_one_is_not_shown_to_a_page_that_comes_late(
        self, hub: OverlayHub, server: OverlayServer, open_page: OpenPage
    ) -> None:
        """Neither those that are over nor those that were settled; a living one is."""
        scenes.running(hub)
        over = scenes.nudge(10_000, id="over", severity="alert", lifetime_ms=12_000)
        hub.publish(over)
        hub.publish(scenes.nudge(27_000, id="settled", severity="alert"))
        hub.command(Dismiss(nudge="settled"))
        hub.publish(scenes.nudge(20_000, id="alive", title="Alive"))
        page = await open_page(server.url)

        await expect(page.locator("#nudge-title")).to_have_text("Alive")
        assert await life_left(page) <= 52 / 60
        await expect(page.locator("#nudge-more")).to_have_text("")

    async def test_is_told_to_screen_readers_and_nothing_else_is(
        self, hub: OverlayHub, server: OverlayServer, open_page: OpenPage
    ) -> None:
        """Politely, or at once where it is urgent; transcripts say nothing."""
        now = scenes.running(hub)
        page = await open_page(server.url)
        await expect(page.locator(".line").first).to_be_visible()
        await expect(page.get_by_role("status")).to_have_text("")
        hub.publish(scenes.nudge(now()))
        await expect(page.get_by_role("status")).to_contain_text("Let them finish")
        hub.publish(scenes.nudge(now(), **scenes.URGENT))
        await expect(page.get_by_role("alert")).to_contain_text("Urgent: A threat")

        live = await page.locator("[aria-live], [role=log]").count()
        assert live == 0


class TestNotNow:
    async def test_is_told_once_it_cannot_be_undone(
        self, hub: OverlayHub, server: OverlayServer, open_page: OpenPage
    ) -> None:
        """The kind goes at once; the server hears of it when the toast has gone."""
        now = scenes.running(hub)
        page = await open_page(server.url)
        hub.publish(scenes.nudge(now()))
        await page.get_by_role("button", name="Not now").click()
        await expect(page.locator("#nudge")).to_be_hidden()
        hub.publish(scenes.nudge(now(), id="another"))
        await asyncio.sleep(0.4)
        await expect(page.locator("#nudge")).to_be_hidden()
        async with asyncio.timeout(20):
            command = await anext(hub.commands())

        assert command == Snooze(kind="interruption", minutes=1440)
        await expect(page.locator("#toast")).to_be_hidden()

    async def test_undone_was_never_told(
        self, hub: OverlayHub, server: OverlayServer, open_page: OpenPage
    ) -> None:
        """The nudge is back, with the life it had left, and can be decided on."""
        now = scenes.running(hub)
        page = await open_page(server.url)
        hub.publish(scenes.nudge(now()))
        await expect(page.locator("#nudge")).to_be_visible()
        await give_time(page)
        await page.keyboard.press("n")
        await expect(page.get_by_role("button", name="Undo")).to_be_visible()
        await page.keyboard.press("u")
        await expect(page.locator("#toast")).to_be_hidden()
        await expect(page.locator("#nudge:not(.is-leaving)")).to_be_visible()
        await page.keyboard.press("a")

        assert await anext(hub.commands()) == Acknowledge(nudge="nudge-1")

    async def test_a_key_meant_for_the_one_before_does_nothing(
        self, hub: OverlayHub, server: OverlayServer, open_page: OpenPage
    ) -> None:
        """The finger was on its way as it changed; a moment later it counts."""
        now = scenes.running(hub)
        page = await open_page(server.url)
        hub.publish(scenes.nudge(now()))
        await expect(page.locator("#nudge-title")).to_have_text("Let them finish")
        await page.evaluate(
            """() => {
                const press = () => document.body.dispatchEvent(
                    new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
                new MutationObserver((_, observer) => {
                    observer.disconnect();
                    press();
                    window.isPressed = true;
                }).observe(document.getElementById('nudge-title'), { childList: true });
            }"""
        )
        hub.publish(scenes.nudge(now(), **{**scenes.ALERT, "id": "urgent"}))
        await page.wait_for_function("() => window.isPressed")
        await asyncio.sleep(0.5)
        await expect(page.locator("#nudge:not(.is-leaving)")).to_be_visible()
        await page.keyboard.press("Enter")

        assert await anext(hub.commands()) == Acknowledge(nudge="urgent")


class TestWhy:
    async def test_escape_closes_it_first(
        self, hub: OverlayHub, server: OverlayServer, open_page: OpenPage
    ) -> None:
        """Only then does it dismiss the advice."""
        now = scenes.running(hub)
        page = await open_page(server.url)
        hub.publish({"type": "finding", "finding": scenes.SPIKE})
        spike = {**scenes.ALERT, "id": scenes.SPIKE_NUDGE}
        hub.publish(scenes.nudge(now(), **spike))
        await expect(page.locator("#nudge-why")).to_be_visible()
        await page.keyboard.press("w")
        await expect(page.locator("#nudge-reasons")).to_be_visible()
        await page.keyboard.press("Escape")
        await expect(page.locator("#nudge-reasons")).to_be_hidden()
        await expect(page.locator("#nudge:not(.is-leaving)")).to_be_visible()
        await page.keyboard.press("Escape")

        assert await anext(hub.commands()) == Dismiss(nudge=scenes.SPIKE_NUDGE)

    async def test_shows_the_words_and_stops_the_clock(
        self, hub: OverlayHub, server: OverlayServer, open_page: OpenPage
    ) -> None:
        """The words with their time, and all the time it takes to read them."""
        now = scenes.running(hub)
        page = await open_page(server.url)
        hub.publish({"type": "finding", "finding": scenes.SPIKE})
        spike = {**scenes.ALERT, "id": f"{scenes.SPIKE_NUDGE}-2"}
        hub.publish(scenes.nudge(now(), **spike))
        await expect(page.locator("#nudge-why")).to_be_visible()
        await page.keyboard.press("w")

        reasons = page.locator("#nudge-reasons")
        await expect(reasons).to_contain_text("Sorry doesn't unlock my account.")
        await expect(reasons.locator(".quote-time")).to_have_text("0:19")
        await expect(reasons).not_to_contain_text("0.62")
        await expect(page.locator("#polite")).to_contain_text("0:19")
        await let_pass(page, 70_000)
        await asyncio.sleep(0.5)  # two ticks of the page
        await expect(reasons).to_be_visible()
        await page.keyboard.press("w")
        await expect(reasons).to_be_hidden()
        await let_pass(page, 60_000)
        await expect(page.locator("#nudge")).to_be_hidden()

    async def test_is_offered_only_where_there_is_an_answer(
        self, hub: OverlayHub, server: OverlayServer, open_page: OpenPage
    ) -> None:
        """A nudge without a finding has none; in a hold, the promise is the reason."""
        now = scenes.running(hub)
        hub.publish(scenes.nudge(now()))
        page = await open_page(server.url)
        await expect(page.locator("#nudge-title")).to_have_text("Let them finish")
        await expect(page.locator("#nudge-why")).to_be_hidden()
        hold = scenes.hold(2_000, limit_ms=60_000)
        hub.publish(scenes.state(now(), hold=hold))
        advice = scenes.nudge(
            now(), id="nudge-hold-2000", kind="hold-limit-near", severity="alert"
        )
        hub.publish(advice)
        await page.locator("#nudge-why").click()

        await expect(page.locator("#nudge-reasons")).to_have_text(
            "On hold since 0:02, and you said 1:00."
        )


class TestQuiet:
    async def test_hides_advice_tells_nobody_and_ends_with_the_call(
        self, hub: OverlayHub, server: OverlayServer, open_page: OpenPage
    ) -> None:
        """Even what is critical; the hold and the checklist stay; a reload keeps it."""
        now = scenes.running(hub)
        page = await open_page(server.url, is_new=True)
        sent: list[str | bytes] = []
        page.on(
            "websocket",
            lambda ws: ws.on("framesent", lambda text: sent.append(text)),
        )
        await expect(page.locator(".line")).to_have_count(6)
        await page.keyboard.press("q")
        await expect(page.locator("#quiet")).to_contain_text("Quiet – advice is hidden")
        await page.reload()
        await expect(page.locator(".line")).to_have_count(6)
        hub.publish(scenes.nudge(now(), **scenes.URGENT))
        hub.publish(scenes.state(now(), hold=scenes.hold(20_000, limit_ms=90_000)))
        await expect(page.locator("#hold")).to_be_visible()
        await expect(page.locator("#quiet")).to_be_visible()
        await expect(page.locator("#nudge")).to_be_hidden()
        await expect(page.locator("#assertive")).to_have_text("")
        await expect(page.locator("#checklist-toggle")).to_be_visible()
        await page.get_by_role("button", name="End quiet").click()
        await expect(page.locator("#nudge")).to_be_visible()
        await page.keyboard.press("q")
        await expect(page.locator("#nudge")).to_be_hidden()

        hub.end_call(scenes.report())
        scenes.running(hub, call="call-2")
        hub.publish(scenes.nudge(28_000))
        await expect(page.locator("#nudge")).to_be_visible()
        await expect(page.locator("#quiet")).to_be_hidden()
        assert [text for text in sent if "hello" not in str(text)] == []
