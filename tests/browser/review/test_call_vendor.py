"""What is vendored for the review pages is what it says it is."""

import hashlib
import re
from pathlib import Path

ROOT = Path(__file__).parents[3]
VENDOR = ROOT / "review" / "vendor"
CHANGES = (
    (
        'return e.innerHTML=`\\n      <style${i?` nonce="${i}"`:""}>\\n',
        "const r=new CSSStyleSheet;return r.replaceSync(`\\n",
    ),
    (
        '      </style>\\n\\n      <div class="scroll"',
        '`),e.adoptedStyleSheets=[r],e.innerHTML=`\\n      <div class="scroll"',
    ),
)
"""Each place as it was published, and as it is here."""


def test_wavesurfer_is_the_published_file_but_for_two_places() -> None:
    """Undone, the changes leave the sum that the note names."""
    script = (VENDOR / "wavesurfer.esm.js").read_text(encoding="utf-8")
    for published, here in CHANGES:
        assert script.count(here) == 1
        script = script.replace(here, published)
    note = (VENDOR / "README.md").read_text(encoding="utf-8")
    sums = re.findall(r"`([0-9a-f]{64})`", note)

    assert [hashlib.sha256(script.encode()).hexdigest()] == sums


def test_the_changes_are_told_in_the_note() -> None:
    """Word for word: whoever takes a newer version can make them again."""
    note = (VENDOR / "README.md").read_text(encoding="utf-8")
    for published, here in CHANGES:
        for line in (published, here):
            assert line.strip() in note


def test_the_licence_comes_with_it() -> None:
    """BSD asks for its text beside every copy."""
    licence = (VENDOR / "wavesurfer.LICENSE").read_text(encoding="utf-8")
    assert licence.startswith("BSD 3-Clause License")
    assert "wavesurfer" in (ROOT / "NOTICE").read_text(encoding="utf-8")
