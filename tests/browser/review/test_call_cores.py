"""What the page of a call reckons, without the page: lanes, runs, silences, times."""

from typing import Any

import pytest

from tests.browser.review.call_desk import CallPages

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

CASES: dict[str, tuple[str, str, Any]] = {
    "flags that would cover one another get lanes": (
        "lanes",
        "m.inLanes([{x: 0, width: 50}, {x: 10, width: 50}, {x: 53, width: 9},"
        " {x: 95, width: 20}], 100)",
        {
            "places": [
                {"lane": 0, "x": 0},
                {"lane": 1, "x": 10},
                {"lane": 0, "x": 53},
                {"lane": 0, "x": 80},
            ],
            "count": 2,
        },
    ),
    "a text is cut at every edge of its marks": (
        "runs",
        "m.runsOf('abcdef', [{from: 1, to: 4, n: 1}, {from: 3, to: 6, n: 2}])"
        ".map(({text, marks}) => [text, marks.map(({n}) => n)])",
        [["a", []], ["bc", [1]], ["d", [1, 2]], ["ef", [2]]],
    ),
    "words stand where they stand, the same one twice too": (
        "runs",
        "m.placesOf('No, no. Gone', [[0, 1, 'No,'], [1, 2, ' no.'], [2, 3, 'lost'],"
        " [3, 4, 'Gone']]).map(({from, to, startMs}) => [from, to, startMs])",
        [[0, 3, 0], [4, 7, 1], [8, 12, 3]],
    ),
    "a search minds neither case nor the kind of apostrophe": (
        "runs",
        "m.hitsIn('I don’t. Don\\'t (I)?', \"don't\").concat(m.hitsIn('(I)?', '(i)?'))",
        [{"from": 2, "to": 7}, {"from": 9, "to": 14}, {"from": 0, "to": 4}],
    ),
    "an empty search finds nothing": ("runs", "m.hitsIn('a b', ' ')", []),
    "silences of both and holds can be left out": (
        "silences",
        "m.dispensable({agent: [[0, 1000], [9000, 9500]],"
        " customer: [[900, 3000], [20000, 21000]]}, [[9500, 18000]], 22000)",
        [[3000, 8600], [9500, 19600]],
    ),
    "in a silence it is known where it goes on": (
        "silences",
        "[0, 3000, 5000, 8600, 12000].map("
        "(ms) => m.afterSilence([[3000, 8600], [9500, 19600]], ms))",
        [None, 8600, 8600, None, 19600],
    ),
    "the ruler has room for its times": (
        "ruler",
        "[m.ticksBetween(0, 60000, 0.01), m.ticksBetween(61000, 75000, 0.02)]",
        [
            [0, 10000, 20000, 30000, 40000, 50000, 60000],
            [65000, 70000, 75000],
        ],
    ),
    "the score is the weighted share of yes in what applies": (
        "score",
        "(() => { const card = {sections: [{questions: [{id: 'a', weight: 2},"
        " {id: 'b', weight: 1}, {id: 'c', weight: 9}, {id: 'd', weight: 3}]}]};"
        " const pre = {a: {answer: 'yes'}, b: {answer: 'no'}, c: {answer: 'no'},"
        " d: {answer: null}};"
        " const own = {c: {answer: 'not-applicable'}, b: {comment: 'so'}};"
        " return [m.scoreOf(card, own, pre), m.scoreOf(card, {}, {}),"
        " m.openIn(card, own, pre)]; })()",
        [66.7, None, 1],
    ),
    "times are read as they are written": (
        "times",
        "['1:14.2', '74,25', '1:02:03', '', '1:2:3:4', 'x', '-1'].map(m.msOf)"
        ".concat([m.clock(74249), m.clock(3723000), m.minutes(59999)])",
        [
            *(74200, 74250, 3723000),
            *(None, None, None, None),
            *("1:14.2", "1:02:03.0", "0:59"),
        ],
    ),
    "lengths are said in the unit that fits": (
        "times",
        "[990, 28064, 127812, 120000, 7380000].map(m.lasting)",
        ["1.0 s", "28 s", "2 min 8 s", "2 min", "2 h 3 min"],
    ),
}


async def test_what_the_page_reckons(call_pages: CallPages) -> None:
    """Each core by its own module, in one window."""
    async with call_pages.opened() as page:
        for name, (module, expression, expected) in CASES.items():
            found = await page.evaluate(
                f"async () => {{ const m = await import('/review/static/{module}.js');"
                f" return {expression}; }}"
            )
            assert found == expected, name
