"""Every English text of the review pages is where texts are."""

import re

from coach.web.pages import page_folder
from tests.browser.test_strings import _Texts, english_in

FOLDER = page_folder("review")


def test_no_script_but_those_of_texts_has_english() -> None:
    """What the pages say can be read, and changed, in one place each."""
    found = {
        (script.name, text)
        for script in FOLDER.glob("*.js")
        if not script.name.endswith("strings.js")
        for text in english_in(script.read_text(encoding="utf-8"))
        if re.search(r"[A-Za-z]{2}", text)
    }

    assert found == set()


def test_the_page_itself_has_none() -> None:
    """But its title, and what it says where scripts are switched off."""
    texts = _Texts()
    texts.feed((FOLDER / "index.html").read_text(encoding="utf-8"))

    assert texts.found == []


def test_every_style_sheet_is_of_a_page_or_of_all() -> None:
    """One that nothing names is never fetched."""
    scripts = "".join(
        path.read_text(encoding="utf-8")
        for path in (*FOLDER.glob("*.js"), FOLDER / "index.html")
    )

    assert [one.name for one in FOLDER.glob("*.css") if one.name not in scripts] == []
