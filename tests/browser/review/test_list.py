"""The list of calls: what is seen of a call, filters, keys, and where one was."""

import re

import pytest
from playwright.async_api import Page, expect

from tests.browser.review import samples
from tests.browser.review.desk import Refusal, ReviewPages

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

ROWS = ".day-rows > .row"
FOCUSED = "() => document.activeElement.closest('.row')?.dataset.uid"


async def arrived(page: Page) -> None:
    """Wait for the first calls."""
    await expect(page.locator(ROWS).first).to_be_visible()


class TestRow:
    async def test_says_when_who_how_long_and_how_it_stands(
        self, review_pages: ReviewPages
    ) -> None:
        """Its link is named by them."""
        row = samples.call(0, analyst="Iris Whitcombe", duration_ms=127_000, score=42.4)
        row |= {"is_disputed": True, "review": "submitted"}
        async with review_pages.opened(samples.desk([row])) as page:
            shown = page.locator(ROWS)
            link = shown.get_by_role("link", name=re.compile("^Iris Whitcombe .*2:07"))
            await expect(link).to_have_attribute("href", f"/review/call/{row['uid']}")
            await expect(shown.locator(".row-points")).to_have_text("42")
            await expect(shown.locator(".state")).to_have_text("Disputed")

    async def test_tells_its_findings_in_words(self, review_pages: ReviewPages) -> None:
        """The gravest first, each with its severity; what has no room is counted."""
        row = samples.with_many_findings(1)
        async with review_pages.opened(samples.desk([row])) as page:
            chips = page.locator(".chip")
            await expect(chips.first).to_contain_text("Threat")
            await expect(chips.first).to_contain_text("critical")
            await expect(chips.last).to_contain_text("more kinds")

    async def test_its_strip_is_told_to_those_who_do_not_see_it(
        self, review_pages: ReviewPages
    ) -> None:
        """Who spoke for how long, holds, and the findings with their times."""
        row = samples.call(0, duration_ms=100_000)
        row["strip"] = {
            "step_ms": 25_000,
            "agent": "9900",
            "customer": "0009",
            "holds": [[50_000, 75_000]],
            "findings": [[60_000, 75_000, "hold-overrun", "alert"]],
        }
        async with review_pages.opened(samples.desk([row])) as page:
            await expect(page.locator(".strip-picture")).to_have_attribute(
                "aria-label",
                "1:40 long: the agent speaks 50 % of the time, the customer 25 %; "
                "1 hold, 0:25 in all; findings: Hold overrun (alert) at 1:00.",
            )

    async def test_a_press_on_its_strip_opens_that_moment(
        self, review_pages: ReviewPages
    ) -> None:
        """In the middle of the strip is the middle of the call."""
        row = samples.call(0, duration_ms=100_000)
        async with review_pages.opened(samples.desk([row])) as page:
            await page.locator(".row-strip").click()
            await page.wait_for_url(re.compile(rf"/call/{row['uid']}\?t=(49|50)\d\d\d"))

    async def test_a_call_that_was_cut_off_says_so(
        self, review_pages: ReviewPages
    ) -> None:
        """So do one without sound and one that was not heard well."""
        row = samples.call(0, is_cut_off=True, has_audio=False, problems=["clipping"])
        async with review_pages.opened(samples.desk([row])) as page:
            await expect(page.locator(".row-sign")).to_have_text(
                ["Cut off", "Heard with gaps", "No sound"]
            )


class TestList:
    async def test_days_stand_above_their_calls(
        self, review_pages: ReviewPages
    ) -> None:
        """Newest first, each day once."""
        async with review_pages.opened(samples.desk()) as page:
            await arrived(page)
            titles = await page.locator(".day-title").all_inner_texts()
            assert len(titles) == len(set(titles)) > 1

    async def test_only_what_was_loaded_is_there(
        self, review_pages: ReviewPages
    ) -> None:
        """Of many calls the first fifty, and more as one gets to their end."""
        row = samples.call(0)
        rows = [{**row, "uid": f"{number:032x}"} for number in range(10_000)]
        desk = samples.desk(rows)
        async with review_pages.opened(desk) as page:
            await expect(page.locator(".list-count")).to_have_text("10,000 calls")
            await expect(page.locator(ROWS)).to_have_count(50)
            await page.locator(".list-more").scroll_into_view_if_needed()
            await expect(page.locator(ROWS)).to_have_count(100)
        assert [one.get("cursor") for one in desk.questions("calls")] == [None, "50"]

    async def test_who_comes_back_from_a_call_is_where_they_were(
        self, review_pages: ReviewPages
    ) -> None:
        """With all that was loaded, the place, and the call that was chosen."""
        async with review_pages.opened(samples.desk()) as page:
            await arrived(page)
            await page.locator(".list-more").scroll_into_view_if_needed()
            await expect(page.locator(ROWS)).to_have_count(100)
            await page.locator(ROWS).nth(70).get_by_role("link").first.click()
            await expect(page.get_by_role("heading", level=1)).to_be_visible()
            await page.go_back()
            await expect(page.locator(ROWS)).to_have_count(100)
            await expect(page.locator(ROWS).nth(70)).to_be_in_viewport()
            chosen = await page.locator(ROWS).nth(70).get_attribute("data-uid")
            assert await page.evaluate(FOCUSED) == chosen

    async def test_the_way_back_keeps_the_filters(
        self, review_pages: ReviewPages
    ) -> None:
        """From a call, “Calls” leads to the list as it was left."""
        async with review_pages.opened(samples.desk(), "/review/?analyst=Jo") as page:
            await arrived(page)
            await page.locator(ROWS).first.get_by_role("link").first.click()
            await expect(page.locator(".list")).to_have_count(0)
            await page.get_by_role("link", name="Calls", exact=True).click()
            await page.wait_for_url("**/review/?analyst=Jo")
            await page.get_by_role("link", name="Calls", exact=True).click()
            await page.wait_for_url("**/review/")

    async def test_what_changed_meanwhile_is_shown(
        self, review_pages: ReviewPages
    ) -> None:
        """The call that was reviewed is marked so, though its row was kept."""
        rows = samples.week()
        async with review_pages.opened(samples.desk(rows)) as page:
            await arrived(page)
            await page.locator(ROWS).first.get_by_role("link").first.click()
            await expect(page.locator(".list")).to_have_count(0)
            rows[0] |= {"review": "submitted"}
            await page.go_back()
            await expect(page.locator(".state").first).to_have_text("Reviewed")

    async def test_a_refusal_can_be_tried_again(
        self, review_pages: ReviewPages
    ) -> None:
        """One line says what is wrong."""
        desk = samples.desk()
        calls = desk.answers["GET calls"]
        desk.answers["GET calls"] = Refusal(400, "malformed", "q: is too long")
        async with review_pages.opened(desk) as page:
            await expect(page.locator(".list-error")).to_have_text("Q: is too long.")
            desk.answers["GET calls"] = calls
            await page.get_by_role("button", name="Try again").click()
            await arrived(page)

    async def test_an_empty_list_says_how_calls_come_to_it(
        self, review_pages: ReviewPages
    ) -> None:
        """On one's own machine: by themselves, or by a command."""
        desk = samples.desk([], is_team=False)
        async with review_pages.opened(desk) as page:
            await expect(page.locator(".list-nothing")).to_contain_text(
                "No calls kept yet"
            )
            await expect(page.locator(".list-nothing code").first).to_be_visible()

    async def test_filters_that_fit_nothing_can_be_cleared(
        self, review_pages: ReviewPages
    ) -> None:
        """At the place where nothing is shown."""
        async with review_pages.opened(samples.desk(), "/review/?q=nothing") as page:
            nothing = page.locator(".list-nothing")
            await expect(nothing).to_contain_text("“nothing” was not said")
            await nothing.get_by_role("link", name="Clear filters").click()
            await arrived(page)
            await page.wait_for_url("**/review/")


class TestFilters:
    async def test_are_in_the_address_and_come_from_it(
        self, review_pages: ReviewPages
    ) -> None:
        """What is chosen is asked for, and shared with the address."""
        address = "/review/?severity=alert&reviewed=none&score_min=20"
        desk = samples.desk()
        async with review_pages.opened(desk, address) as page:
            await arrived(page)
            await expect(page.get_by_label("Severity")).to_have_value("alert")
            await expect(page.get_by_label("Score from")).to_have_value("20")
            await page.get_by_label("Finding", exact=True).select_option("dead-air")
            await page.wait_for_url("**/review/?kind=dead-air&severity=alert&*")
            await page.go_back()
            await expect(page.get_by_label("Finding", exact=True)).to_have_value("")
        first, second, *_ = desk.questions("calls")
        assert first == {
            "severity": "alert",
            "reviewed": "none",
            "score_min": "20",
            "limit": "50",
        }
        assert second["kind"] == "dead-air"

    async def test_days_are_those_of_the_reader(
        self, review_pages: ReviewPages
    ) -> None:
        """A quick choice is asked as dates, in the reader's own zone."""
        desk = samples.desk()
        async with review_pages.opened(desk) as page:
            await arrived(page)
            await page.get_by_role("button", name="7 days").click()
            await page.wait_for_url("**/review/?when=7-days")
            await expect(page.locator(".filters-clear")).to_be_visible()
            dates = await page.evaluate(
                """() => [6, 0].map((days) => {
                    const day = new Date(Date.now() - days * 86400000);
                    return day.toLocaleDateString('sv');
                })"""
            )
            zone = await page.evaluate(
                "() => Intl.DateTimeFormat().resolvedOptions().timeZone"
            )
        asked = desk.questions("calls")[-1]
        assert [asked["from"], asked["to"], asked["zone"]] == [*dates, zone]

    async def test_dates_can_be_chosen(self, review_pages: ReviewPages) -> None:
        """From one day to another, both with."""
        desk = samples.desk()
        async with review_pages.opened(desk) as page:
            await page.get_by_role("button", name="Dates…").click()
            await page.get_by_label("From", exact=True).fill("2026-11-02")
            await page.wait_for_url("**/review/?from=2026-11-02")
            await page.get_by_label("To", exact=True).fill("2026-11-20")
            await page.wait_for_url("**/review/?from=2026-11-02&to=2026-11-20")

    async def test_words_are_found_with_their_moments(
        self, review_pages: ReviewPages
    ) -> None:
        """What matches is marked, and leads to that second of the call."""
        rows = [samples.call(0)]
        async with review_pages.opened(samples.desk(rows)) as page:
            await arrived(page)
            await page.keyboard.press("/")
            await page.keyboard.type("password")
            await page.wait_for_url("**/review/?q=password")
            match = page.locator(".match").first
            await expect(match.locator("mark")).to_have_text("password")
            await expect(match).to_have_attribute(
                "href", f"/review/call/{rows[0]['uid']}?t=74300"
            )

    async def test_a_word_is_one_step_back(self, review_pages: ReviewPages) -> None:
        """Not one a letter."""
        async with review_pages.opened(samples.desk()) as page:
            await arrived(page)
            search = page.get_by_label("Search words said")
            await search.fill("pass")
            await page.wait_for_url("**/review/?q=pass")
            await search.fill("password")
            await page.wait_for_url("**/review/?q=password")
            await page.go_back()
            await page.wait_for_url("**/review/")
            await expect(search).to_have_value("")

    async def test_are_behind_a_button_on_a_telephone(
        self, review_pages: ReviewPages
    ) -> None:
        """The search stays in sight; the button says how many are chosen."""
        address = "/review/?q=password&kind=threat"
        async with review_pages.opened(
            samples.desk(), address, size=(390, 844)
        ) as page:
            button = page.get_by_role("button", name="Filters (1)")
            await expect(page.get_by_label("Finding", exact=True)).to_be_hidden()
            await button.click()
            await expect(page.get_by_label("Finding", exact=True)).to_have_value(
                "threat"
            )

    async def test_an_analyst_is_not_asked_whose_calls(
        self, review_pages: ReviewPages
    ) -> None:
        """They see their own alone."""
        desk = samples.desk(role="analyst")
        desk.answers["GET analysts"] = {"analysts": ["Iris Whitcombe"]}
        async with review_pages.opened(desk) as page:
            await arrived(page)
            await expect(page.get_by_label("Analyst")).to_be_hidden()


class TestKeys:
    async def test_go_from_call_to_call(self, review_pages: ReviewPages) -> None:
        """Down and up, by letters and arrows; Enter opens."""
        async with review_pages.opened(samples.desk()) as page:
            await arrived(page)
            uids = await page.locator(ROWS).evaluate_all(
                "(rows) => rows.map((row) => row.dataset.uid)"
            )
            for key, place in (("j", 0), ("j", 1), ("ArrowDown", 2), ("k", 1)):
                await page.keyboard.press(key)
                assert await page.evaluate(FOCUSED) == uids[place], key
            await page.keyboard.press("Enter")
            await page.wait_for_url(f"**/review/call/{uids[1]}")

    async def test_past_the_last_call_more_come(
        self, review_pages: ReviewPages
    ) -> None:
        """The key that goes on goes on."""
        async with review_pages.opened(samples.desk()) as page:
            await arrived(page)
            await page.locator(ROWS).nth(49).get_by_role("link").first.focus()
            await page.keyboard.press("j")
            await expect(page.locator(ROWS)).to_have_count(100)
            await expect(
                page.locator(ROWS).nth(50).locator(".row-link")
            ).to_be_focused()

    async def test_are_letters_where_one_writes(
        self, review_pages: ReviewPages
    ) -> None:
        """A j in the search is a j."""
        async with review_pages.opened(samples.desk()) as page:
            await arrived(page)
            await page.keyboard.press("/")
            await page.keyboard.press("j")
            await expect(page.get_by_label("Search words said")).to_be_focused()

    async def test_can_be_looked_up_and_switched_off(
        self, review_pages: ReviewPages
    ) -> None:
        """For those who dictate, or lean on the keyboard; arrows stay."""
        async with review_pages.opened(samples.desk()) as page:
            await arrived(page)
            await page.keyboard.press("?")
            dialog = page.get_by_role("dialog", name="Keys of the list")
            await dialog.get_by_label("Use the letter keys").uncheck()
            await dialog.get_by_role("button", name="Close").click()
            await page.keyboard.press("j")
            assert await page.evaluate(FOCUSED) is None
            await page.keyboard.press("ArrowDown")
            assert await page.evaluate(FOCUSED) is not None
