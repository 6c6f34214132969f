import re
from collections import Counter
from pathlib import Path

GLOSSARY = Path(__file__).parent.parent / "docs" / "glossary.md"


def test_no_word_is_explained_twice() -> None:
    """One meaning for each: a second one is a contradiction, or will be."""
    text = GLOSSARY.read_text(encoding="utf-8")
    explained = Counter(re.findall(r"\*\*([^*]+)\*\*(?=,| –| and \*\*)", text))

    assert len(explained) > 80
    assert [word for word, times in explained.items() if times > 1] == []
