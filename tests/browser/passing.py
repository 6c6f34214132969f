"""Time as a page sees it, made to pass: a test that waits for it hurries, or is late.

A page that is opened anew has the time of everybody again.
"""

from playwright.async_api import Page

CAUGHT_UP_MS = 900
"""Later than this what comes was not missed before (overlay/socket.js: 800 ms)."""


async def let_pass(page: Page, ms: int) -> None:
    """Have so much more time passed on the page's clock."""
    await page.evaluate(
        "(ms) => { const now = Date.now; Date.now = () => now() + ms; }", ms
    )


async def stop_clock(page: Page) -> int:
    """Have no time pass on the page's clock; return where it stands, as Unix ms.

    :func:`let_pass` moves it on.
    """
    now_ms: int = await page.evaluate(
        "() => { const at = Date.now(); Date.now = () => at; return at; }"
    )
    return now_ms


async def give_time(page: Page) -> None:
    """Have what goes by itself in some seconds stay for minutes, to be pressed."""
    await page.evaluate(
        """() => {
            const set = window.setTimeout;
            window.setTimeout = (act, ms, ...rest) =>
                set(act, ms >= 2_000 ? 100 * ms : ms, ...rest);
        }"""
    )
