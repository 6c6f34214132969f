from collections.abc import Iterator
from dataclasses import replace

import pytest

from coach.sharing.address import ServerAddress, server_address
from coach.web.review.app import review_app
from coach.web.review.audio_file import AudioFiles
from tests.web.review.team import ADAM, NORA, PAGE, Browser, Team

URL = "https://calls.example.org"


class Desk:
    """What sends calls; it only counts how often it is kicked."""

    def __init__(self) -> None:
        self.kicks = 0

    @property
    def address(self) -> ServerAddress:
        """Where calls go."""
        return server_address(URL)

    def kick(self) -> None:
        """Count."""
        self.kicks += 1


@pytest.fixture
def desk(alone: Team) -> Iterator[Desk]:
    """A personal install from which calls can be shared."""
    desk = Desk()
    files = AudioFiles(alone.services.audio_folder)
    alone.app = review_app(
        replace(alone.services, sharing=desk), files=files, page=PAGE
    )
    yield desk
    files.close()


def share_of(browser: Browser, uid: str) -> object:
    """What the page of a call says of its share."""
    return browser.get(f"calls/{uid}").json()["share"]


def test_a_call_is_shared_and_withdrawn_from_its_page(alone: Team, desk: Desk) -> None:
    """The sending goes on behind the page's back; the page sees how far it is."""
    browser, uid = alone.own_browser(), alone.call()
    assert share_of(browser, uid) is None
    answer = browser.ask("POST", f"calls/{uid}/share")
    assert (answer.status_code, answer.json()) == (
        202,
        {"server": URL, "state": "waiting"},
    )
    assert share_of(browser, uid) == {"server": URL, "state": "waiting"}
    answer = browser.ask("DELETE", f"calls/{uid}/share")
    assert answer.json() == {"server": URL, "state": "withdrawn"}
    assert share_of(browser, uid) == {"server": URL, "state": "withdrawn"}
    assert desk.kicks == 2


def test_what_was_never_shared_cannot_be_withdrawn(alone: Team, desk: Desk) -> None:
    """There is no such thing."""
    browser, uid = alone.own_browser(), alone.call()
    assert browser.ask("DELETE", f"calls/{uid}/share").status_code == 404
    assert desk.kicks == 0


def test_without_a_server_it_says_how_to_name_one(alone: Team) -> None:
    """A line that can be acted on."""
    browser, uid = alone.own_browser(), alone.call()
    answer = browser.ask("POST", f"calls/{uid}/share")
    assert answer.status_code == 409
    assert "coach share --server" in answer.json()["message"]


def test_a_team_s_server_shares_nothing_further(team: Team) -> None:
    """Neither for an analyst nor for an admin."""
    uid = team.call(NORA)
    for name in (NORA, ADAM):
        answer = team.browser(name).ask("POST", f"calls/{uid}/share")
        assert answer.status_code == 403


def test_deleting_a_call_has_it_withdrawn(alone: Team, desk: Desk) -> None:
    """As soon as the server can be reached: whoever sends is told."""
    uid = alone.call()
    assert alone.own_browser().ask("DELETE", f"calls/{uid}").status_code == 200
    assert desk.kicks == 1
