"""The pages and their files."""

from pathlib import Path

import pytest

from coach.errors import ServerError
from coach.web.review import pages
from coach.web.review.pages import PAGES, load_pages
from tests.web.review.team import Team


@pytest.mark.parametrize("path", PAGES)
def test_every_address_has_the_same_page(alone: Team, path: str) -> None:
    """To nobody too: there is nothing of a call in it."""
    answer = alone.browser().get(path.replace("{uid}", "0" * 32))
    assert answer.status_code == 200
    assert answer.content == b"<!doctype html>"


def test_the_root_leads_to_the_list(alone: Team) -> None:
    """By a way that names no host."""
    for path in ("/", "/review"):
        answer = alone.browser().get(path)
        assert answer.status_code == 307
        assert answer.headers["location"] == "/review/"


def test_files_are_sent_with_their_type(alone: Team) -> None:
    """And not again while they are the same."""
    browser = alone.browser()
    answer = browser.get("/review/static/main.js")
    assert answer.headers["content-type"].startswith("text/javascript")
    etag = answer.headers["etag"]
    again = browser.get("/review/static/main.js", headers={"If-None-Match": etag})
    assert again.status_code == 304


@pytest.mark.parametrize(
    "name", ["", "x.js", "../main.js", "%2e%2e/main.js", "main.js/"]
)
def test_other_names_are_not_there(alone: Team, name: str) -> None:
    """They are looked up, never taken for a path."""
    assert alone.browser().get(f"/review/static/{name}").status_code == 404


def test_files_of_folders_are_loaded_too(tmp_path: Path) -> None:
    """Under the folder's name; of kinds that a page has."""
    (tmp_path / "vendor").mkdir()
    for name in ("index.html", "vendor/wave.js", "vendor/README.md"):
        (tmp_path / name).write_text("x")
    assert set(load_pages(tmp_path)) == {"index.html", "vendor/wave.js"}


def test_too_many_files_are_no_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder that was named by mistake is not read into memory."""
    monkeypatch.setattr(pages, "MAX_FILES", 1)
    for name in ("index.html", "a.js"):
        (tmp_path / name).write_text("x")
    with pytest.raises(ServerError, match="more than 1 files"):
        load_pages(tmp_path)
