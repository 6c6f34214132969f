"""The sound of a call: heard, gone through and followed."""

import pytest
from playwright.async_api import expect

from tests.browser.review.call_answers import UID, answer
from tests.browser.review.call_desk import (
    CallDesk,
    CallPages,
    at_seconds,
    sound_seconds,
)

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

SECOND_INTERRUPTION = (49.984, 50.976)
HOLD = (52.064, 80.128)

LATE_S = 1.0
"""The page looks once a frame where it is, and four times a second where it draws none
(``timeupdate``): a busy machine may leave out a few of either."""


class TestHear:
    async def test_a_finding_is_heard_from_before_it_to_after_it(
        self, call_pages: CallPages
    ) -> None:
        """From 3 s before to 2 s after: the sound moves, and stops by itself."""
        start, end = SECOND_INTERRUPTION
        async with call_pages.opened() as page:
            await page.get_by_role("button", name="Notice: Interruption, agent").click()
            assert await sound_seconds(page) == pytest.approx(start - 3, abs=0.05)
            await page.get_by_role("button", name="Hear", exact=True).click()
            await expect(page.get_by_role("button", name="Pause")).to_be_visible()
            await page.locator("audio").evaluate(
                "(audio, at) => { audio.currentTime = at; }", end + 1.5
            )
            await expect(page.get_by_role("button", name="Play")).to_be_visible()

            assert end + 2 <= await sound_seconds(page) <= end + 2 + LATE_S

    async def test_keys_play_seek_and_stop(self, call_pages: CallPages) -> None:
        """Space, and the arrows by five seconds."""
        async with call_pages.opened() as page:
            await page.keyboard.press("Space")
            await expect(page.get_by_role("button", name="Pause")).to_be_visible()
            await page.wait_for_function(
                "() => document.querySelector('audio').currentTime > 0.2"
            )
            await page.keyboard.press("Space")
            await expect(page.get_by_role("button", name="Play")).to_be_visible()
            before = await sound_seconds(page)
            await page.keyboard.press("ArrowRight")
            await page.keyboard.press("ArrowRight")
            await page.keyboard.press("ArrowLeft")
            assert await sound_seconds(page) == pytest.approx(before + 5, abs=0.05)

    async def test_speed_keeps_the_pitch_and_is_remembered(
        self, call_pages: CallPages
    ) -> None:
        """From half to twice; the next call begins at the same."""
        async with call_pages.opened() as page:
            for _ in range(9):
                await page.keyboard.press("]")
            await expect(page.locator(".speed-value")).to_have_text("2×")
            for _ in range(3):
                await page.get_by_role("button", name="Slower").click()
            await expect(page.locator(".speed-value")).to_have_text("1.25×")
            audio = page.locator("audio")
            assert await audio.evaluate("(audio) => audio.preservesPitch") is True
            assert await audio.evaluate("(audio) => audio.playbackRate") == 1.25
            await page.reload()
            await expect(page.locator(".speed-value")).to_have_text("1.25×")

    async def test_silence_and_holds_can_be_skipped(
        self, call_pages: CallPages
    ) -> None:
        """Where the customer waits, it goes on just before somebody speaks."""
        async with call_pages.opened(at="?t=53000") as page:
            await page.keyboard.press("s")
            skip = page.get_by_role("button", name="Skip silence")
            await expect(skip).to_have_attribute("aria-pressed", "true")
            await page.keyboard.press("Space")
            await page.wait_for_function(
                f"() => document.querySelector('audio').currentTime > {HOLD[1] - 0.5}",
                timeout=20_000,  # without skipping it would take 26 s
            )

    async def test_an_address_names_the_moment(self, call_pages: CallPages) -> None:
        """``?t=`` in milliseconds: nothing plays before it is asked for."""
        async with call_pages.opened(at="?t=82528") as page:
            assert await at_seconds(page) == 82
            assert await sound_seconds(page) == pytest.approx(82.528, abs=0.01)
            await expect(page.get_by_role("button", name="Play")).to_be_visible()
            await expect(page.locator(".said-row.is-now")).to_contain_text("on hold")

    async def test_the_waveform_is_the_servers_and_seeks(
        self, call_pages: CallPages
    ) -> None:
        """Both channels are drawn of the peaks; a click goes there."""
        desk = CallDesk()
        async with call_pages.opened(desk) as page:
            box = await page.locator(".wave-sound").bounding_box()
            assert box
            await page.mouse.click(box["x"] + box["width"] / 2, box["y"] + 20)
            assert await sound_seconds(page) == pytest.approx(63.9, abs=0.3)
            channels = page.locator(".wave-host canvas")
            assert await channels.count() >= 2
            await expect(page.get_by_role("slider")).to_have_attribute(
                "aria-valuetext", "1:03 of 2:07"
            )

    async def test_zoom_shows_a_part_and_the_whole_again(
        self, call_pages: CallPages
    ) -> None:
        """Flags, bands and ruler go with the waveform."""
        async with call_pages.opened() as page:
            flag = page.get_by_role("button", name="Info: Promise, agent")
            before = await flag.bounding_box()
            await page.keyboard.press("n")
            for _ in range(3):
                await page.keyboard.press("+")
            await expect(page.locator(".wave")).to_have_attribute("data-zoomed", "true")
            await expect(page.locator(".wave-tick").first).not_to_have_text("0:00")
            after = await flag.bounding_box()
            assert before
            assert after
            assert after["x"] > before["x"] + 1000
            await page.keyboard.press("0")
            await expect(page.locator(".wave")).to_have_attribute(
                "data-zoomed", "false"
            )

    @pytest.mark.parametrize("sound", [None, b"fLaC" + bytes(4_000)])
    async def test_sound_that_is_gone_or_damaged_is_told(
        self, call_pages: CallPages, sound: bytes | None
    ) -> None:
        """In a line; words and findings still lead to their moments."""
        async with call_pages.opened(CallDesk(sound=sound)) as page:
            await expect(page.locator(".player-note")).to_contain_text(
                "cannot be played. Words and findings are all here."
            )
            await page.keyboard.press("n")
            assert await at_seconds(page) == 20

    async def test_without_sound_the_rest_is_there(self, call_pages: CallPages) -> None:
        """It says so; words and findings still lead to their moments."""
        desk = CallDesk(answer(audio=None, peaks=None))
        async with call_pages.opened(desk) as page:
            await expect(page.locator(".player-note")).to_contain_text(
                "No sound was kept"
            )
            await expect(page.get_by_role("button", name="Play")).to_be_hidden()
            await page.keyboard.press("n")
            assert await at_seconds(page) == 20
            await expect(page.get_by_role("button", name="Hear")).to_be_hidden()
            await page.keyboard.press("1")
            await expect(
                page.locator(".card-verdict[data-verdict=right]")
            ).to_be_visible()
            assert desk.changes[0][0] == "PUT"
            assert UID in page.url
