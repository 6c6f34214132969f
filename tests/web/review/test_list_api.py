"""The list of calls over the API."""

import pytest

from tests.web.review.team import ADAM, MAX, NORA, RITA, Team


@pytest.fixture
def calls(team: Team) -> dict[str, str]:
    """A call of each analyst's, and one of nobody's, by uid."""
    return {team.call(NORA): NORA, team.call(MAX): MAX, team.call(None): "nobody"}


@pytest.mark.parametrize(
    ("name", "seen"),
    [
        (NORA, {NORA}),
        (MAX, {MAX}),
        (RITA, {NORA, MAX, "nobody"}),
        (ADAM, {NORA, MAX, "nobody"}),
    ],
)
def test_one_sees_what_one_may(
    team: Team, calls: dict[str, str], name: str, seen: set[str]
) -> None:
    """The number of calls is that of those too."""
    found = team.browser(name).get("calls").json()
    assert {calls[call["uid"]] for call in found["calls"]} == seen
    assert found["total"] == len(seen)


def test_no_question_shows_more(team: Team, calls: dict[str, str]) -> None:
    """Whatever an analyst asks for."""
    nora = team.browser(NORA)
    for question in (f"analyst={MAX}", "q=password", "severity=info", "limit=200"):
        for call in nora.get(f"calls?{question}").json()["calls"]:
            assert calls[call["uid"]] == NORA


def test_analysts_are_those_whose_calls_one_sees(
    team: Team, calls: dict[str, str]
) -> None:
    """A colleague's name tells that they have calls here."""
    assert team.browser(NORA).get("analysts").json() == {"analysts": [NORA]}
    assert team.browser(RITA).get("analysts").json() == {"analysts": [MAX, NORA]}


def test_pages_follow_one_another(team: Team, calls: dict[str, str]) -> None:
    """Newest first."""
    rita = team.browser(RITA)
    first = rita.get("calls?limit=2").json()
    second = rita.get(f"calls?limit=2&cursor={first['next']}").json()
    found = [call["uid"] for call in first["calls"] + second["calls"]]
    assert found == list(reversed(calls))
    assert second["next"] is None


@pytest.mark.parametrize(
    "question",
    [
        "cursor=x",
        "limit=0",
        "severity=grave",
        "reviewed=perhaps",
        "from=x",
        "a=b",
        "q=a&q=b",
        "to=2026-02-30",
    ],
)
def test_what_cannot_be_asked_is_refused(team: Team, question: str) -> None:
    """With a code."""
    answer = team.browser(RITA).get(f"calls?{question}")
    assert answer.status_code == 400
    assert answer.json()["code"] == "malformed"


def test_a_search_finds_words_and_is_noted_without_them(
    team: Team, calls: dict[str, str]
) -> None:
    """They may be words that somebody said."""
    rita = team.browser(RITA)
    found = rita.get("calls?q=password&limit=1").json()
    assert found["calls"][0]["matches"]
    match = found["calls"][0]["matches"][0]
    (start, end), *_ = match["spans"]
    assert match["text"][start:end].lower().startswith("password")
    rita.get(f"calls?q=password&limit=1&cursor={found['next']}")
    rita.get("calls?q=+")
    assert team.trail()[-1] == (RITA, "search-calls", None, "")
    assert [entry[1] for entry in team.trail()].count("search-calls") == 1
