import os
from pathlib import Path

import pytest

from coach.batch.globbing import files_matching, has_magic
from coach.errors import InputError


@pytest.fixture
def calls(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Folders with files, as the current folder."""
    for name in ("a.wav", "b.WAV", "x/c.wav", "x/y/d.wav", ".hidden/e.wav", "x/.f.wav"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    (tmp_path / "x" / "folder.wav").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def found(pattern: str) -> list[str]:
    """Return what a pattern matches, nothing being wrong."""
    faults: list[InputError] = []
    files = files_matching(pattern, faults.append)
    assert faults == []
    return files


@pytest.mark.usefixtures("calls")
@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("*.wav", ["a.wav"]),
        ("?.[wW][aA][vV]", ["a.wav", "b.WAV"]),
        ("*/*.wav", ["x/c.wav"]),
        ("x/**/*.wav", ["x/c.wav", "x/y/d.wav"]),
        ("**/*.wav", ["a.wav", "x/c.wav", "x/y/d.wav"]),
        ("**/**/*.wav", ["a.wav", "x/c.wav", "x/y/d.wav"]),
        ("**", ["a.wav", "b.WAV", "x/c.wav", "x/y/d.wav"]),
        ("**/y/*", ["x/y/d.wav"]),
        ("**/d.wav", ["x/y/d.wav"]),
        ("*/y/d.wav", ["x/y/d.wav"]),
        (".hidden/*", [".hidden/e.wav"]),
        ("none/*.wav", []),
        ("[", []),
    ],
)
def test_patterns(pattern: str, expected: list[str]) -> None:
    """As a shell has them; no folders, nothing hidden."""
    assert found(pattern) == expected


def test_a_whole_path_may_be_a_pattern(calls: Path) -> None:
    """From the root of the disk on."""
    assert found(f"{calls}/*.wav") == [f"{calls}/a.wav"]


@pytest.mark.usefixtures("calls")
def test_links_in_a_loop_have_an_end(calls: Path) -> None:
    """Links to folders are not followed by **; any other is a file, to be named."""
    (calls / "x" / "up").symlink_to("..")
    (calls / "x" / "z").symlink_to("../x")
    (calls / "linked.wav").symlink_to("a.wav")
    (calls / "loop.wav").symlink_to("loop.wav")
    expected = ["a.wav", "linked.wav", "loop.wav", "x/c.wav", "x/y/d.wav"]
    assert found("**/*.wav") == expected


@pytest.mark.usefixtures("calls")
def test_a_folder_that_cannot_be_read_is_named(
    calls: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The others are searched."""
    scandir = os.scandir

    def guarded(path: Path) -> object:
        if Path(path) == Path("x"):
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    monkeypatch.setattr(os, "scandir", guarded)
    faults: list[InputError] = []
    assert files_matching("**/*.wav", faults.append) == ["a.wav"]
    assert [str(fault) for fault in faults] == [
        "x: folder cannot be read (Permission denied)"
    ]


def test_magic() -> None:
    """What makes a name a pattern."""
    assert [has_magic(name) for name in ("a*", "a?", "[a]", "a(1)")] == [
        True,
        True,
        True,
        False,
    ]
