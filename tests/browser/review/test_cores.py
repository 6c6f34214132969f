"""What needs no page: filters, excerpts, marks, addresses."""

from typing import Any

import pytest
from playwright.async_api import expect

from tests.browser.review import samples
from tests.browser.review.desk import ReviewPages

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

CALL = """async ([file, name, given]) => {
    const module = await import(`/review/static/${file}`);
    return module[name](...given) ?? null;
}"""

CASES: list[tuple[str, str, list[Any], Any]] = [
    ("router.js", "match", ["/review/"], {"pattern": "/review/", "params": {}}),
    (
        "router.js",
        "match",
        ["/review/call/a%20b"],
        {"pattern": "/review/call/:uid", "params": {"uid": "a b"}},
    ),
    ("router.js", "match", ["/review/call/a/b"], None),
    ("sign_in.js", "tokenIn", [" abc "], "abc"),
    ("sign_in.js", "tokenIn", ["http://x/review/#token=a%2Bb"], "a+b"),
    ("sign_in.js", "tokenIn", ["http://x/review/#other=1"], ""),
    ("new_calibration.js", "uidIn", ["http://x/review/call/" + "a1" * 16], "a1" * 16),
    ("new_calibration.js", "uidIn", ["nonsense"], ""),
    (
        "list_query.js",
        "addressOf",
        [{"q": "", "kind": "threat"}],
        "/review/?kind=threat",
    ),
    ("list_query.js", "addressOf", [{}], "/review/"),
    (
        "excerpt.js",
        "excerpt",
        ["my pass😀word now", [[3, 12]]],
        [
            {"text": "my ", "isMatch": False},
            {"text": "pass😀word", "isMatch": True},
            {"text": " now", "isMatch": False},
        ],
    ),
    ("call_strip.js", "barsOf", ["0990", -1], "M1 14v-13.0h2v13.0z"),
    ("call_strip.js", "barsOf", ["", 1], ""),
    ("strings.js", "minutes", [3_725_000], "1:02:05"),
    ("strings.js", "sentence", ["q: is too long"], "Q: is too long."),
    ("strings.js", "actionName", ["view-call"], "Opened a call"),
    ("strings.js", "actionName", ["something-new"], "Something new"),
    ("calibration_result.js", "wordOf", [{"kappa": None, "share": None}], "none"),
    ("calibration_result.js", "wordOf", [{"kappa": None, "share": 1}], "same"),
    ("calibration_result.js", "wordOf", [{"kappa": -0.01, "share": 0.4}], "less"),
    ("calibration_result.js", "wordOf", [{"kappa": 0.2, "share": 0.4}], "slight"),
    ("calibration_result.js", "wordOf", [{"kappa": 0.4, "share": 0.4}], "fair"),
    ("calibration_result.js", "wordOf", [{"kappa": 0.61, "share": 0.8}], "strong"),
]


async def test_the_cores_give_what_they_should(review_pages: ReviewPages) -> None:
    """Each in a line of the table above."""
    wrong = []
    async with review_pages.opened(samples.desk([])) as page:
        for file, name, given, wanted in CASES:
            got = await page.evaluate(CALL, [file, name, given])
            if got != wanted:
                wrong.append((name, given, got))
    assert wrong == []


async def test_filters_that_cannot_be_are_left_out(review_pages: ReviewPages) -> None:
    """So that an address that was mistyped is no error."""
    async with review_pages.opened(
        samples.desk([]),
        "/review/?severity=loud&from=yesterday&score_min=200&reviewed=x&when=ever&q=+a+",
    ) as page:
        await expect(page.locator(".filters")).to_be_visible()
        filters = await page.evaluate(
            CALL,
            ["list_query.js", "filtersOf", [await page.evaluate("location.search")]],
        )
    assert {name: value for name, value in filters.items() if value} == {"q": "a"}


async def test_a_long_text_is_shown_round_its_match(review_pages: ReviewPages) -> None:
    """Words are not cut, and what is left out is marked."""
    text = "word " * 60 + "needle " + "word " * 60
    async with review_pages.opened(samples.desk([])) as page:
        pieces = await page.evaluate(
            CALL, ["excerpt.js", "excerpt", [text, [[300, 306]]]]
        )
    assert pieces[0]["text"] == pieces[-1]["text"] == "…"
    assert [piece["text"] for piece in pieces if piece["isMatch"]] == ["needle"]
    words = {word for piece in pieces[1:-1] for word in piece["text"].split()}
    assert words == {"word", "needle"}


async def test_findings_close_together_are_one_mark(review_pages: ReviewPages) -> None:
    """Of the gravest of them."""
    findings = [
        [0, 10, "a", "info"],
        [1, 10, "b", "critical"],
        [1.5, 10, "c", "notice"],
        [50, 60, "d", "alert"],
    ]
    async with review_pages.opened(samples.desk([])) as page:
        marks = await page.evaluate(
            """async (findings) => {
                const { marksOf } = await import('/review/static/call_strip.js');
                return marksOf(findings, (ms) => ms);
            }""",
            findings,
        )
    assert marks == [{"at": 0, "severity": "critical"}, {"at": 50, "severity": "alert"}]
