import json
import os
from pathlib import Path

import pytest

from coach.errors import InputError
from coach.inputs import (
    CallInput,
    find_inputs,
    recording_beside,
    report_name,
    report_names,
)


def touch(folder: Path, *names: str) -> None:
    """Make empty files."""
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()


class TestFindInputs:
    def test_a_folder_stands_for_the_calls_in_it(self, tmp_path: Path) -> None:
        """Recordings and transcripts by name; labels and notes are passed over."""
        touch(tmp_path, "b.flac", "a.WAV", "notes.txt", "sub/c.flac")
        transcript = {"schema": "coach.transcript/1", "utterances": []}
        (tmp_path / "t.json").write_text(json.dumps(transcript))
        (tmp_path / "labels.json").write_text(json.dumps({"id": "a"}))
        (tmp_path / "broken.json").write_text("{")

        found = find_inputs([tmp_path])

        assert [call.path.name for call in found] == ["a.WAV", "b.flac", "t.json"]

    def test_what_should_be_a_call_is_not_passed_over(self, tmp_path: Path) -> None:
        """Links to nothing and transcripts that break off are named when opened."""
        (tmp_path / "gone.wav").symlink_to("nowhere.wav")
        (tmp_path / "gone.json").symlink_to("nowhere.json")
        (tmp_path / "loop.wav").symlink_to("loop.wav")
        (tmp_path / "folder.wav").mkdir()
        (tmp_path / "empty.json").touch()
        os.mkfifo(tmp_path / "pipe.json")
        cut = '{"schema": "coach.transcript/1", "utter'
        (tmp_path / "cut.json").write_text(cut)
        (tmp_path / "cut16.json").write_text(cut, encoding="utf-16")
        (tmp_path / "wide.json").write_text(f'{cut}ances": []}}', encoding="utf-16")

        found = find_inputs([tmp_path])

        names = ["cut.json", "cut16.json", "empty.json", "gone.json", "gone.wav"]
        names += ["loop.wav", "pipe.json", "wide.json"]
        assert [call.path.name for call in found] == names

    def test_a_named_file_is_taken_whatever_it_is(self, tmp_path: Path) -> None:
        """What is wrong with it is said when it is opened."""
        path = tmp_path / "call.xyz"

        assert find_inputs([path]) == [CallInput(path=path)]

    def test_a_call_named_twice_is_one_call(self, tmp_path: Path) -> None:
        """A file and the folder that it is in do not make two reports."""
        touch(tmp_path, "a.flac")

        assert len(find_inputs([tmp_path / "a.flac", tmp_path])) == 1

    def test_a_folder_without_calls_is_named(self, tmp_path: Path) -> None:
        """Nothing to do is an error, not a success."""
        with pytest.raises(InputError, match="no recording and no transcript"):
            find_inputs([tmp_path])


class TestReportNames:
    def test_names_are_those_of_the_inputs(self) -> None:
        """The ending is replaced."""
        assert report_names([CallInput(path=Path("x/a.flac"))]) == ["a.report.json"]

    def test_inputs_of_the_same_name_keep_their_endings(self) -> None:
        """A recording and its transcript do not overwrite each other."""
        calls = [CallInput(path=Path(name)) for name in ("a.flac", "a.json", "b.wav")]

        assert report_names(calls) == [
            "a.flac.report.json",
            "a.json.report.json",
            "b.report.json",
        ]

    def test_the_same_file_name_in_two_folders_gets_a_number(self) -> None:
        """No report is lost."""
        calls = [CallInput(path=Path(name)) for name in ("x/a.wav", "y/a.wav")]

        assert report_names(calls) == ["a.wav.report.json", "a.wav-2.report.json"]


class TestCallInput:
    def test_a_pair_is_named_by_both_files(self) -> None:
        """Messages say which two files they are about."""
        call = CallInput(path=Path("a.wav"), customer=Path("b.wav"))

        assert call.name == "a.wav + b.wav"
        assert not call.is_transcript

    def test_json_is_a_transcript(self) -> None:
        """Whatever is in it: if it is none, the error will say so."""
        assert CallInput(path=Path("a.JSON")).is_transcript


class TestRecordingBeside:
    def test_has_the_same_name_and_the_ending_of_a_recording(
        self, tmp_path: Path
    ) -> None:
        """Of several, the first by name."""
        touch(tmp_path, "a.json", "a.txt", "a.wav", "a.FLAC", "a.b.flac", "ab.flac")

        assert recording_beside(tmp_path / "a.json") == tmp_path / "a.FLAC"

    def test_takes_no_name_for_a_pattern(self, tmp_path: Path) -> None:
        """A call may be called [1]."""
        touch(tmp_path, "[1].json", "1.wav", "[1].wav")

        assert recording_beside(tmp_path / "[1].json") == tmp_path / "[1].wav"

    def test_may_be_missing(self, tmp_path: Path) -> None:
        """A folder of that name is no recording."""
        (tmp_path / "a.wav").mkdir()

        assert recording_beside(tmp_path / "a.json") is None


def test_report_name_is_that_of_the_only_call_of_its_name() -> None:
    """One way to name reports."""
    assert report_names([CallInput(path=Path("a.wav"))]) == [report_name("a")]
