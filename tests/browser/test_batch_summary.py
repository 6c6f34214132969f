"""The summary of a run, for every eye and window."""

from pathlib import Path

import pytest

from coach.batch.summary import write_summary
from tests.batch.reports import finding, hold, put, report
from tests.browser.conftest import OpenPage
from tests.browser.test_accessibility import SCHEMES, violations

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

WIDTHS = (390, 1280)


@pytest.fixture
def page(tmp_path: Path) -> str:
    """The address of a page with all of its sections."""
    moments = [f"2026-11-0{day}T09:30:00+01:00" for day in range(2, 8)]
    long_name = "a" * 120
    threat = finding(
        "threat", severity="critical", speaker="customer", explanation=f"“{long_name}”"
    )
    problems = [{"code": "too-short", "detail": "3 s"}]
    forms = {
        f"{long_name}-{number}": report(
            call={"started_at": moment},
            findings=[threat, finding(start_ms=70_000)],
            holds=[hold(0, 20_000, 30_000), hold(40_000, 90_000, 30_000)],
            quality={"problems": problems},
        )
        for number, moment in enumerate(moments)
    }
    write_summary(tmp_path, put(tmp_path, **forms), [], shows_names=True)
    return (tmp_path / "summary.html").as_uri()


async def test_it_can_be_read_everywhere(page: str, open_page: OpenPage) -> None:
    """Axe finds nothing, all fits, and all is there without a script."""
    window = await open_page(page)
    for details in await window.locator("details").all():
        await details.evaluate("(one) => { one.open = true; }")
    for scheme in SCHEMES:
        await window.emulate_media(color_scheme=scheme)
        only = None if scheme == "light" else "color-contrast"
        for width in WIDTHS:
            await window.set_viewport_size({"width": width, "height": 900})
            assert await violations(window, only=only) == [], (scheme, width)
            wide = "() => document.documentElement.scrollWidth"
            assert await window.evaluate(wide) == width
    assert await window.locator("svg.chart").count() == 4
    assert await window.evaluate("() => document.scripts.length") == 0
