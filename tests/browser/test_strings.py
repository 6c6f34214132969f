"""Every English text of the page is in one file."""

import re
from html.parser import HTMLParser

from coach.web.pages import page_folder

FOLDER = page_folder("overlay")

_LITERAL = re.compile(r"'(?:[^'\\\n]|\\.)*'|\"(?:[^\"\\\n]|\\.)*\"|`(?:[^`\\]|\\.)*`")
_COMMENT = re.compile(r"/\*.*?\*/|(?<![:'\"`])//[^\n]*", re.DOTALL)
_DEVELOPERS = re.compile(r"new Error\([^\n]*\)|from '[^']*'")
_FILLED = re.compile(r"\$\{[^}]*\}")
_ENGLISH = re.compile(
    r"[A-Z][a-z]+[ ,.…]|[a-z]{2,} [a-z]{2,} [a-z]{2,}|[“”’…]|[a-z][.!?]$"
)


def english_in(script: str) -> list[str]:
    """Return the literals of a script that read like words for a person."""
    code = _DEVELOPERS.sub("", _COMMENT.sub("", script))
    literals = [match[0][1:-1] for match in _LITERAL.finditer(code)]
    return [text for text in literals if _ENGLISH.search(_FILLED.sub("", text))]


class _Texts(HTMLParser):
    """Gather the texts of a page and of the attributes that are read out or shown."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._within: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._within.append(tag)
        shown = {"aria-label", "title", "alt", "placeholder"}
        self.found += [value or "" for name, value in attrs if name in shown]

    def handle_endtag(self, tag: str) -> None:
        while self._within and self._within.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        if data.strip() and not {"title", "noscript"} & set(self._within):
            self.found.append(data.strip())


def test_a_script_with_english_would_be_found() -> None:
    """The search finds what it is there to find, and no class name or selector."""
    assert english_in("setText(box, 'Got it.'); say(`You said ${x}`)") == [
        "Got it.",
        "You said ${x}",
    ]
    assert english_in("make('p', 'tick is-done'); // Not this one\nbyId('nudge')") == []


def test_no_script_but_one_has_english() -> None:
    """What the page says can be read, and changed, in strings.js."""
    found = {
        script.name: english_in(script.read_text(encoding="utf-8"))
        for script in FOLDER.glob("*.js")
        if script.name != "strings.js"
    }

    assert {name: texts for name, texts in found.items() if texts} == {}
    assert english_in((FOLDER / "strings.js").read_text(encoding="utf-8"))


def test_the_page_itself_has_none() -> None:
    """But its title, and what it says where scripts are switched off."""
    texts = _Texts()
    texts.feed((FOLDER / "index.html").read_text(encoding="utf-8"))

    assert texts.found == []


def test_nothing_infers_what_the_analyst_feels() -> None:
    """Moods are the caller's: nothing reads a sentiment of the agent's."""
    for script in FOLDER.glob("*.js"):
        code = script.read_text(encoding="utf-8")
        assert not re.search(r"sentiment\??\.agent|mood\w*\??\.agent", code), script
