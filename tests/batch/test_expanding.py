import os
from pathlib import Path

import fsspec
import pytest

from coach.batch.expanding import expanded
from coach.errors import InputError


@pytest.fixture
def calls(tmp_path: Path, transcript: bytes, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of calls and other things, in the current folder."""
    folder = tmp_path / "calls"
    (folder / "sub").mkdir(parents=True)
    for name in ("a.wav", "notes.txt", "sub/b.mp3", "c[1].wav"):
        (folder / name).touch()
    (folder / "t.json").write_bytes(transcript)
    (folder / "labels.json").write_text("{}")
    monkeypatch.chdir(tmp_path)
    return folder


def found(typed: str) -> list[str]:
    """Return what a path stands for, nothing being wrong."""
    faults: list[InputError] = []
    addresses = expanded(typed, faults.append)
    assert faults == []
    return addresses


@pytest.mark.usefixtures("calls")
class TestHere:
    def test_a_folder_stands_for_the_calls_in_it(self) -> None:
        """Not for those in folders of it."""
        assert found("calls") == ["calls/a.wav", "calls/c[1].wav", "calls/t.json"]

    def test_a_pattern_with_an_ending_stands_for_all_it_matches(self) -> None:
        """Also for what turns out to be none: it was asked for."""
        assert found("calls/*.json") == ["calls/labels.json", "calls/t.json"]

    def test_a_pattern_does_not_mean_reports(
        self, calls: Path, transcript: bytes
    ) -> None:
        """Reports of an earlier run may lie where it looks; transcripts are calls."""
        (calls / "a.report.json").write_text('{"schema": "coach.report/1"}')
        (calls / "a.contact-lens.json").write_text("{}")
        (calls / "b.report.json").write_bytes(transcript)
        assert found("calls/[ab]*.json") == ["calls/b.report.json"]

    def test_a_pattern_without_stands_for_calls(self) -> None:
        """Notes and labels are passed over."""
        assert found("calls/**") == [
            "calls/a.wav",
            "calls/c[1].wav",
            "calls/sub/b.mp3",
            "calls/t.json",
        ]

    def test_a_file_of_that_very_name_comes_first(self) -> None:
        """Brackets are common in names."""
        assert found("calls/c[1].wav") == ["calls/c[1].wav"]

    def test_a_named_file_is_taken_whatever_it_is(self) -> None:
        """What is wrong with it is said when it is scored."""
        assert found("calls/notes.txt") == ["calls/notes.txt"]

    @pytest.mark.parametrize(
        ("typed", "reason"),
        [
            ("none.wav", "no such file"),
            ("calls/*.flac", "matches no recording and no transcript"),
            ("empty.wav", "holds no recording and no transcript"),
            ("pipe.wav", "is not an ordinary file"),
        ],
    )
    def test_what_stands_for_nothing_is_named(
        self, calls: Path, typed: str, reason: str
    ) -> None:
        """A folder may be called like a recording."""
        (calls.parent / "empty.wav").mkdir()
        os.mkfifo(calls.parent / "pipe.wav")
        with pytest.raises(InputError) as caught:
            found(typed)
        assert str(caught.value) == f"{typed}: {reason}"

    def test_an_empty_path_is_named(self) -> None:
        """A variable that is not set is not the current folder."""
        with pytest.raises(InputError, match=r"^'': is an empty path$"):
            found("")

    def test_names_may_be_anything(self, calls: Path) -> None:
        """Line ends, and bytes that are no text."""
        odd = [b"two\nlines.wav", b"\xff\xfe.wav"]
        for name in odd:
            Path(os.fsdecode(os.fsencode(calls / "sub") + b"/" + name)).touch()
        names = {os.fsencode(Path(one).name) for one in found("calls/sub")}
        assert names == {*odd, b"b.mp3"}


class TestElsewhere:
    def test_a_web_address_is_one_file(self) -> None:
        """Its question mark begins a query."""
        address = "https://host/a.wav?key=1"
        assert found(address) == [address]

    def test_a_file_with_a_fit_ending_is_not_asked_for(self) -> None:
        """It is when it is scored."""
        assert found("memory://none/a.wav") == ["memory://none/a.wav"]

    def test_a_file_without_is_found(self, memory: fsspec.AbstractFileSystem) -> None:
        """It is no folder."""
        memory.pipe("/calls/recording", b"")
        assert found("memory://calls/recording") == ["memory://calls/recording"]

    def test_a_folder_without_recordings_is_named(
        self, memory: fsspec.AbstractFileSystem, transcript: bytes
    ) -> None:
        """What is in a transcript there is not known by its name."""
        memory.pipe("/calls/t.json", transcript)
        with pytest.raises(InputError, match=r"holds no recording \(transcripts there"):
            found("memory://calls/")
        assert found("memory://calls/*.json") == ["memory://calls/t.json"]
