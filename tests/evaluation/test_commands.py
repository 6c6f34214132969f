import io
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import wave
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from coach.audio.decoding import Decoder
from coach.cli import app
from coach.evaluation.commands import Progress
from coach.evaluation.tally import ROWS
from tests.data import CALLS
from tests.schemas import REPORT, violations

from .making import LABELS, truth


def evaluate(*arguments: object) -> Result:
    """Run ``coach evaluate`` in this process."""
    return CliRunner().invoke(app, ["evaluate", *map(str, arguments)])


def complaints(result: Result) -> list[str]:
    """The lines on standard error."""
    return result.stderr.splitlines()


def write(folder: Path, name: str, **changes: object) -> Path:
    """Write labels, some of them changed."""
    path = folder / name
    path.write_text(json.dumps({**LABELS, **changes}))
    return path


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the reports of the sample calls are kept."""
    return tmp_path_factory.mktemp("reports")


@pytest.fixture(scope="module")
def result(reports: Path) -> Result:
    """What is found in the words of the sample calls."""
    return evaluate(CALLS, "--from", "transcripts", "--json", "--reports", reports)


class TestSampleCalls:
    def test_every_call_is_compared(self, result: Result) -> None:
        """Nothing is left out, nothing is said on standard error."""
        assert (result.exit_code, result.stderr) == (0, "")
        form = json.loads(result.stdout)
        assert sorted(form["calls"]) == sorted(p.stem for p in CALLS.glob("*.json"))
        assert form["left_out"] == []

    def test_as_much_is_to_be_found_as_is_labelled(self, result: Result) -> None:
        """The numbers in the labels."""
        detectors = json.loads(result.stdout)["detectors"]

        to_find = {row: d["tp"] + d["fn"] for row, d in detectors.items()}

        assert to_find == dict(zip(ROWS, (10, 7, 1, 2, 5, 7, 12), strict=True))

    def test_the_words_are_the_true_ones_but_for_what_is_masked(
        self, result: Result, tmp_path: Path
    ) -> None:
        """No recogniser is in between; one call has a password and a code."""
        policy = tmp_path / "open.toml"
        policy.write_text("[redaction]\npasswords = false\ncodes = false\n")
        call = CALLS / "clean-password-reset.json"
        as_said = evaluate(call, "--from", "transcripts", "--json", "--policy", policy)

        wer = json.loads(result.stdout)["wer"]
        assert all(0 < wer[who]["part"] < 20 for who in ("agent", "customer"))
        wer = json.loads(as_said.stdout)["wer"]
        assert [wer[speaker]["part"] for speaker in ("agent", "customer")] == [0, 0]

    def test_the_kept_reports_are_of_the_published_form(
        self, result: Result, reports: Path
    ) -> None:
        """As replay writes them."""
        assert result.exit_code == 0
        kept = sorted(reports.iterdir())
        assert len(kept) == 8
        assert violations(json.loads(kept[0].read_text()), REPORT) == []


class TestOutput:
    def test_text_shows_what_went_wrong_and_then_the_figures(
        self, tmp_path: Path
    ) -> None:
        """One file of labels, evaluated from its words."""
        path = write(tmp_path, "one.json")

        result = evaluate(path, "--from", "transcripts")

        assert result.exit_code == 0
        lines = result.stdout.splitlines()
        assert re.match(r"one  \(1:00\.0 long, \d nudges? shown\)", lines[0])
        assert "missed hold-overrun" in result.stdout
        assert "“Good morning, Nora here.”" in result.stdout
        assert lines[-1] == "In brackets: 95 % intervals."

    def test_progress_is_a_line_a_call_on_a_terminal(self) -> None:
        """And nothing where a program reads it."""

        class Terminal(io.StringIO):
            def isatty(self) -> bool:
                return True

        terminal, file = Terminal(), io.StringIO()
        for stream in (terminal, file):
            progress = Progress(2, stream)
            progress(truth(call="a"))
            progress(truth(call="b"))

        assert terminal.getvalue() == "1 of 2: a\n2 of 2: b\n"
        assert file.getvalue() == ""


class TestBadInput:
    def test_wrong_labels_are_named_and_the_others_evaluated(
        self, tmp_path: Path
    ) -> None:
        """Status 1, and one line that names file, label and key."""
        write(tmp_path, "one.json")
        bad = write(tmp_path, "bad.json", interruptions=[{"at": "soon", "by": "agent"}])

        result = evaluate(tmp_path, "--from", "transcripts", "--json")

        assert result.exit_code == 1
        reason = "interruptions 1: at is 'soon', not a number of seconds"
        assert complaints(result) == [f"error: {bad}: {reason}; left out"]
        form = json.loads(result.stdout)
        assert list(form["calls"]) == ["one"]
        assert form["left_out"] == [{"call": "bad", "reason": reason}]

    @pytest.mark.model
    def test_a_call_without_its_recording_is_left_out(self, tmp_path: Path) -> None:
        """Nothing is evaluated, and nothing printed that looks like it."""
        path = write(tmp_path, "one.json")

        result = evaluate(tmp_path)

        assert (result.exit_code, result.stdout) == (1, "")
        reason = "no recording of the same name beside it; left out"
        assert complaints(result) == [f"error: {path}: {reason}"]

    def test_labels_that_are_missing_are_a_line(self, tmp_path: Path) -> None:
        """Status 1, as with any input."""
        result = evaluate(tmp_path / "none.json")

        assert result.exit_code == 1
        assert complaints(result) == [f"error: {tmp_path / 'none.json'}: no such file"]

    def test_a_wrong_policy_is_wrong_use(self, tmp_path: Path) -> None:
        """Status 2: nothing can be begun."""
        path = write(tmp_path, "one.json")
        policy = tmp_path / "desk.toml"
        policy.write_text("[nudges]\nper_cal = 4\n")

        result = evaluate(path, "--from", "transcripts", "--policy", policy)

        assert result.exit_code == 2
        assert "nudges.per_cal" in result.stderr


BEGINNING_S = 33.9
"""Of a sample call: three interruptions."""


def beginning_of(name: str, folder: Path) -> None:
    """Write the beginning of a sample call, its labels and its sound."""
    form = json.loads((CALLS / f"{name}.json").read_text())
    for key in ("utterances", "interruptions", "backchannels"):
        form[key] = [
            one for one in form[key] if one.get("end", one.get("at")) < BEGINNING_S
        ]
    assert len(form["interruptions"]) == 3
    (folder / f"{name}.json").write_text(json.dumps(form | {"duration": BEGINNING_S}))
    sound = Decoder(CALLS / f"{name}.flac", channels=2).read(int(BEGINNING_S * 16_000))
    with wave.open(str(folder / f"{name}.wav"), "wb") as file:
        file.setnchannels(2)
        file.setsampwidth(2)
        file.setframerate(16_000)
        file.writeframes((sound * 32_767).astype("<i2").tobytes())


@pytest.mark.model
class TestAudio:
    def test_a_recording_is_followed_and_its_words_compared(
        self, tmp_path: Path
    ) -> None:
        """The recording beside the labels, through the real recogniser."""
        beginning_of("interrupting-vpn", tmp_path)

        result = evaluate(tmp_path, "--json")

        assert (result.exit_code, result.stderr) == (0, "")
        form = json.loads(result.stdout)
        assert form["from"] == "audio"
        assert form["detectors"]["interruption"]["recall"] == 1.0
        assert 0 < form["wer"]["agent"]["share"] < 0.3

    def test_ctrl_c_ends_it_in_order(self, tmp_path: Path) -> None:
        """Status 130, no traceback, and no figures of half a call."""
        for ending in (".json", ".flac"):
            shutil.copy(CALLS / f"angry-upgrade{ending}", tmp_path)
        screen, terminal = os.openpty()
        process = subprocess.Popen(
            [sys.executable, "-m", "coach", "evaluate", str(tmp_path)],
            stdout=subprocess.PIPE,
            stderr=terminal,
        )
        try:
            shown = os.read(screen, 1_000)
            process.send_signal(signal.SIGINT)
            output, _ = process.communicate(timeout=60)
        finally:
            process.kill()
            os.close(terminal)
            os.close(screen)

        assert (process.returncode, output) == (130, b"")
        assert shown == b"1 of 1: angry-upgrade\r\n"
