import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import wave
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner, Result

from coach.audio.decoding import Decoder
from coach.cli import app
from tests.data import CALLS
from tests.schemas import REPORT, violations

TALK = {
    "schema": "coach.transcript/1",
    "utterances": [
        {
            "speaker": "agent",
            "start_ms": 500,
            "end_ms": 4_000,
            "text": "Good morning, this is Nora. How can I help you?",
        },
        {
            "speaker": "customer",
            "start_ms": 4_500,
            "end_ms": 12_000,
            "text": "Hello Nora, my printer prints everything in pink today.",
        },
    ],
}


def coach(*arguments: object) -> Result:
    """Run the command in this process, on any free port."""
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def replay(*arguments: object) -> Result:
    """Replay as fast as possible."""
    return coach("replay", "--speed", 0, "--port", 0, *arguments)


def complaints(result: Result) -> list[str]:
    """The lines on standard error."""
    return result.stderr.splitlines()


@pytest.fixture
def talk(tmp_path: Path) -> Path:
    """A transcript of twelve seconds."""
    path = tmp_path / "talk.json"
    path.write_text(json.dumps(TALK))
    return path


def write_wav(path: Path, *, channels: int, seconds: float = 2.0) -> Path:
    """Write digital silence."""
    with wave.open(str(path), "wb") as file:
        file.setnchannels(channels)
        file.setsampwidth(2)
        file.setframerate(8_000)
        file.writeframes(np.zeros(int(8_000 * seconds) * channels, "<i2").tobytes())
    return path


class TestReplay:
    def test_a_call_is_kept_where_that_is_wanted(
        self, talk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Whatever is found in it; the same call once."""
        monkeypatch.setenv("COACH_DATA", str(tmp_path / "data"))
        monkeypatch.delenv("COACH_DATABASE_URL", raising=False)

        first, again = replay(talk, "--store"), replay(talk, "--store")

        assert (first.exit_code, again.exit_code) == (0, 0)
        kept = [line for line in first.stdout.splitlines() if line[:6] == "kept: "]
        assert len(kept) == 1
        assert kept[0].replace("kept", "kept already") in again.stdout
        listed = coach("calls").stdout
        assert kept[0][6:14] in listed
        assert listed.endswith("calls: 1\n")

    def test_a_transcript_gets_a_report_of_the_published_form(
        self, talk: Path, tmp_path: Path
    ) -> None:
        """The report is where it was asked for, and valid."""
        out = tmp_path / "out.json"

        result = replay(talk, "--report", out, "--analyst", "Nora")

        assert result.exit_code == 0, result.output
        report = json.loads(out.read_text())
        assert violations(report, REPORT) == []
        assert report["call"]["agent"] == "Nora"
        assert report["greeting"]["gave_name"] is True

    def test_the_address_stands_alone_and_comes_first(self, talk: Path) -> None:
        """Other programs read it; so it is never wrapped or decorated."""
        first = replay(talk).stdout.splitlines()[0]

        assert re.fullmatch(
            r"overlay: http://127\.0\.0\.1:\d+/overlay/#token=[\w-]+", first
        )

    def test_several_calls_make_a_folder_of_reports(
        self, talk: Path, tmp_path: Path
    ) -> None:
        """A folder stands for its calls; the folder for the reports is made."""
        (tmp_path / "other.json").write_text(json.dumps(TALK))
        out = tmp_path / "reports"

        result = replay(talk.parent, "--report", out)

        assert result.exit_code == 0, result.output
        assert sorted(path.name for path in out.iterdir()) == [
            "other.report.json",
            "talk.report.json",
        ]

    def test_an_unknown_language_is_not_scored_and_says_why(
        self, talk: Path, tmp_path: Path
    ) -> None:
        """No finding can be believed in a language the detectors do not speak."""
        out = tmp_path / "out.json"

        replay(talk, "--report", out, "--language", "de")

        quality = json.loads(out.read_text())["quality"]
        assert quality["scored"] is False
        assert [problem["code"] for problem in quality["problems"]] == ["language"]

    def test_a_report_that_cannot_be_written_is_a_line(
        self, talk: Path, tmp_path: Path
    ) -> None:
        """The folder's place is taken by a file: said before the call, not after it."""
        (tmp_path / "file").touch()

        result = replay(talk, "--report", tmp_path / "file" / "out.json")

        assert result.exit_code in (1, 2)
        assert len(complaints(result)) == 1
        assert "listening" not in result.stdout


class TestMono:
    @pytest.mark.model
    def test_who_speaks_must_be_certain(self, tmp_path: Path) -> None:
        """Eight seconds are too little: words, but nothing found, and nothing kept."""
        audio = Decoder(CALLS / "angry-upgrade.flac", channels=2).read(8 * 16_000)
        mono, out = tmp_path / "mono.wav", tmp_path / "out.json"
        with wave.open(str(mono), "wb") as file:
            file.setparams((1, 2, 16_000, 0, "NONE", ""))
            file.writeframes((audio.mean(axis=1) * 32_767).astype("<i2").tobytes())

        result = replay(mono, "--report", out, "--store")

        assert result.exit_code == 0, result.stderr
        assert "not kept: it is not certain who speaks in it" in result.stdout
        report = json.loads(out.read_text())
        assert violations(report, REPORT) == []
        assert report["call"]["input"] == "mono"
        assert report["quality"]["scored"] is False
        codes = [problem["code"] for problem in report["quality"]["problems"]]
        assert "mono-speakers-unsure" in codes
        assert report["utterances"]
        assert report["findings"] == report["nudges"] == report["holds"] == []


class TestBadInput:
    def test_missing_and_undecodable_files_are_each_named(
        self, talk: Path, tmp_path: Path
    ) -> None:
        """Status 1, a line for each, and the good one is followed all the same."""
        text = tmp_path / "text.wav"
        text.write_text("Dear all,")
        crowd = write_wav(tmp_path / "crowd.wav", channels=3)
        missing = tmp_path / "missing.flac"
        out = tmp_path / "reports"

        result = replay(missing, text, crowd, talk, "--report", out)

        assert result.exit_code == 1
        wanted = [
            (missing, "no such file"),
            (text, "not a recording"),
            (crowd, "3 channels where 2 are needed"),
        ]
        for line, (path, reason) in zip(complaints(result), wanted, strict=True):
            assert line.startswith(f"error: {path}: ")
            assert reason in line
        assert [path.name for path in out.iterdir()] == ["talk.report.json"]

    @pytest.mark.model
    def test_a_silent_recording_is_named_and_still_reported(
        self, tmp_path: Path
    ) -> None:
        """There was nothing to hear, and that is said."""
        silent = write_wav(tmp_path / "silent.wav", channels=2, seconds=15)
        out = tmp_path / "out.json"

        result = replay(silent, "--report", out)

        assert result.exit_code == 1
        assert complaints(result) == [f"error: {silent}: no speech on either channel"]
        assert json.loads(out.read_text())["findings"] == []

    @pytest.mark.model
    def test_a_truncated_recording_is_reported_as_far_as_it_goes(
        self, tmp_path: Path
    ) -> None:
        """Nothing that could be heard is lost, and the status says it was not all."""
        whole = (CALLS / "interrupting-vpn.flac").read_bytes()
        cut = tmp_path / "cut.flac"
        cut.write_bytes(whole[:200_000])
        out = tmp_path / "out.json"

        result = replay(cut, "--report", out)

        assert result.exit_code == 1
        assert re.fullmatch(
            rf"error: {re.escape(str(cut))}: damaged after 1\d\.\d s: .+",
            complaints(result)[0],
        )
        report = json.loads(out.read_text())
        assert report["utterances"]
        assert "recording-error" in {p["code"] for p in report["quality"]["problems"]}

    @pytest.mark.parametrize(
        ("change", "reason"),
        [
            ({"start_ms": -5}, "start_ms"),
            ({"start_ms": 5_000, "end_ms": 4_000}, "end_ms"),
            ({"end_ms": "soon"}, "end_ms"),
            ({"speaker": "robot"}, "speaker"),
        ],
    )
    def test_wrong_utterances_are_named(
        self, tmp_path: Path, change: dict[str, object], reason: str
    ) -> None:
        """Which utterance, and what is wrong with it."""
        path = tmp_path / "bad.json"
        first, second = TALK["utterances"]
        assert isinstance(second, dict)
        path.write_text(
            json.dumps({**TALK, "utterances": [first, {**second, **change}]})
        )

        result = replay(path)

        assert result.exit_code == 1
        (line,) = complaints(result)
        assert line.startswith(f"error: {path}: utterance 2: ")
        assert reason in line

    def test_a_model_folder_without_a_model_is_named(self, tmp_path: Path) -> None:
        """Nothing can be followed without one."""
        call = CALLS / "interrupting-vpn.flac"

        result = replay(call, "--model", tmp_path)

        assert result.exit_code == 2
        assert complaints(result) == [
            f"error: {tmp_path}: the folder holds no model.bin"
        ]

    def test_a_port_in_use_is_named_with_advice(self, talk: Path) -> None:
        """How to go on is part of the message."""
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            taken.listen()
            port = taken.getsockname()[1]

            result = coach("replay", talk, "--speed", 0, "--port", port)

        assert result.exit_code == 2
        (line,) = complaints(result)
        assert f"port {port} is in use" in line
        assert "--port" in line


Running = subprocess.Popen[str]


@pytest.fixture
def running(talk: Path, tmp_path: Path) -> Iterator[list[Running]]:
    """Processes that a test starts; none survives it."""
    started: list[Running] = []
    yield started
    for process in started:
        process.kill()
        process.communicate()


def start(running: list[Running], *arguments: object) -> Running:
    """Start the command as a user would."""
    process = subprocess.Popen(
        [sys.executable, "-m", "coach", *map(str, arguments)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "COACH_TOKEN": "a-token-of-the-test"},
    )
    running.append(process)
    return process


def wait_for(process: Running, line: str) -> None:
    """Read standard output up to a line."""
    assert process.stdout is not None
    for printed in process.stdout:
        if printed.strip() == line:
            return
    raise AssertionError(f"never printed {line!r}")


class TestInterrupt:
    def test_ctrl_c_ends_a_replay_with_its_report(
        self, running: list[Running], talk: Path, tmp_path: Path
    ) -> None:
        """Status 130, the report covers what was there until then."""
        out = tmp_path / "out.json"
        process = start(running, "replay", talk, "--port", 0, "--report", out)
        wait_for(process, "listening")
        time.sleep(1.0)
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=20)

        assert (process.returncode, errors) == (130, "")
        assert 200 < json.loads(out.read_text())["call"]["duration_ms"] < 11_000

    def test_ctrl_c_ends_the_demo_with_its_report(
        self, running: list[Running], tmp_path: Path
    ) -> None:
        """Status 0: that is how a demo ends."""
        out = tmp_path / "out.json"
        process = start(running, "demo", "--port", 0, "--no-browser", "--report", out)
        wait_for(process, "listening")
        time.sleep(2.0)
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=20)

        assert (process.returncode, errors) == (0, "")
        assert violations(json.loads(out.read_text()), REPORT) == []


class TestLiveTranscript:
    def test_lines_are_followed_to_their_end(
        self, running: list[Running], tmp_path: Path
    ) -> None:
        """End of file ends the call: report written, status 0."""
        out = tmp_path / "out.json"
        process = start(
            running, "live", "--transcript", "-", "--port", 0, "--report", out
        )
        lines = [json.dumps(utterance) for utterance in TALK["utterances"]]
        _, errors = process.communicate("\n".join(lines) + "\n", timeout=20)

        assert (process.returncode, errors) == (0, "")
        report = json.loads(out.read_text())
        assert report["call"]["input"] == "transcript"
        assert len(report["utterances"]) == 2

    def test_ctrl_c_ends_a_call_whose_lines_go_on(
        self, running: list[Running], tmp_path: Path
    ) -> None:
        """Status 0 and a report, though the input is still open."""
        out = tmp_path / "out.json"
        process = start(
            running, "live", "--transcript", "-", "--port", 0, "--report", out
        )
        wait_for(process, "listening")
        time.sleep(0.5)
        process.send_signal(signal.SIGINT)

        assert process.wait(timeout=20) == 0
        assert process.stderr is not None
        assert process.stderr.read() == ""
        assert violations(json.loads(out.read_text()), REPORT) == []

    def test_a_wrong_line_is_named_and_costs_that_line(
        self, running: list[Running], tmp_path: Path
    ) -> None:
        """Status 1, and the other lines are in the report."""
        out = tmp_path / "out.json"
        process = start(
            running, "live", "--transcript", "-", "--port", 0, "--report", out
        )
        first, second = (json.dumps(utterance) for utterance in TALK["utterances"])
        output, errors = process.communicate(f"{first}\nnonsense\n{second}", timeout=20)

        assert process.returncode == 1
        assert "line 2" in output + errors
        assert "Traceback" not in output + errors
        assert len(json.loads(out.read_text())["utterances"]) == 2
