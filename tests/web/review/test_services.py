"""What the parts of the server share."""

from starlette.requests import Request

from tests.web.review.team import COOKIE, Team


def test_the_cookie_is_that_of_this_port(alone: Team) -> None:
    """A browser sends those of a host's other ports as well."""
    header = f"coach-review-1=wrong; {COOKIE}=right; {COOKIE}x=wrong".encode()
    request = Request({"type": "http", "headers": [(b"cookie", header)]})
    assert alone.services.cookie_of(request) == "right"


def test_what_is_noted_bears_the_moment(alone: Team) -> None:
    """And all that is known of it."""
    alone.portal.call(note, alone)
    assert alone.trail() == [("Rita", "export-call", "a1", "words.vtt")]


async def note(team: Team) -> None:
    """Note something."""
    await team.services.note("Rita", "export-call", call="a1", about="words.vtt")
