import json
from pathlib import Path
from typing import Any

import pytest

from coach.errors import InputError, TruthError
from coach.evaluation.labels import find_truths, read_truth, truth_of
from coach.evaluation.truth import LabelledHold, TalkOver
from coach.events import Speaker
from tests.data import CALLS

from .making import LABELS


def labels(**changes: object) -> dict[str, Any]:
    """Return the labels with some of them changed."""
    return {**LABELS, **changes}


def complaint(data: dict[str, Any]) -> str:
    """Return what is wrong with labels, in the error's words."""
    with pytest.raises(TruthError) as caught:
        truth_of(data, path=Path("one.json"))
    return str(caught.value)


class TestTruthOf:
    def test_reads_each_kind_of_label(self) -> None:
        """By the names that reports have for the elements."""
        truth = truth_of(LABELS, path=Path("calls/one.json"))

        assert truth.call == "one"
        assert truth.interruptions == (TalkOver(at=3.5, by=Speaker.CUSTOMER),)
        assert truth.holds == (LabelledHold(start=10.0, end=50.0, promised=None),)
        assert truth.profanity[0].level == "mild"
        assert truth.closing == {"resolution"}
        assert truth.greeting == {"welcomed", "gave_name"}

    def test_keeps_the_order_of_the_lines(self) -> None:
        """Words are compared in script order."""
        lines = list(reversed(LABELS["utterances"]))

        truth = truth_of(labels(utterances=lines), path=Path("one.json"))

        assert [line.start for line in truth.lines] == [3.5, 0.5]

    def test_leaves_a_hold_out_that_the_call_s_end_cut_short(self) -> None:
        """It counts neither way."""
        holds = [{"start": 10.0, "end": None, "promised_s": 30}]

        assert truth_of(labels(holds=holds), path=Path("one.json")).holds == ()

    @pytest.mark.parametrize("value", [None, {}])
    def test_greeting_and_closing_need_not_be_labelled(self, value: object) -> None:
        """They are then not compared."""
        data = labels(greeting=value, recap=value)

        truth = truth_of(data, path=Path("one.json"))

        assert (truth.greeting, truth.closing) == (None, None)

    @pytest.mark.parametrize(("channel", "other"), [(0, 1), (1, 0)])
    def test_the_agent_may_be_on_either_channel(self, channel: int, other: int) -> None:
        """The first unless the labels say so."""
        data = labels(channels={"agent": channel, "customer": other})

        assert truth_of(data, path=Path("one.json")).agent_channel == channel
        assert truth_of(LABELS, path=Path("one.json")).agent_channel == 0

    @pytest.mark.parametrize(
        "key",
        [
            "duration",
            "interruptions",
            "backchannels",
            "holds",
            "dead_air",
            "sentiment_spikes",
            "profanity",
        ],
    )
    def test_names_a_missing_key(self, key: str) -> None:
        """No label is taken for none."""
        data = labels()
        del data[key]

        assert complaint(data) == f"one.json: {key} is missing"

    @pytest.mark.parametrize(
        ("changes", "reason"),
        [
            ({"duration": "long"}, "duration is 'long', not a number of seconds"),
            ({"duration": True}, "duration is True, not a number of seconds"),
            ({"duration": -1}, "duration is -1, not from 0 to 86400 seconds"),
            (
                {"duration": float("nan")},
                "duration is nan, not from 0 to 86400 seconds",
            ),
            ({"holds": {}}, "holds is an object, not a list"),
            ({"holds": [1]}, "holds 1 is 1, not an object"),
            ({"recap": []}, "recap is a list, not an object"),
            (
                {"recap": {**LABELS["recap"], "questions": "yes"}},
                "recap: questions is 'yes', not true or false",
            ),
            ({"recap": {"questions": True}}, "recap: resolution is missing"),
            (
                {"interruptions": [{"at": 1.0, "by": "robot"}]},
                "interruptions 1: by is 'robot', not 'agent' or 'customer'",
            ),
            ({"backchannels": [{"by": "agent"}]}, "backchannels 1: at is missing"),
            (
                {"dead_air": [{"start": 5.0, "end": 4.0}]},
                "dead_air 1: end 4.0 is before start 5.0",
            ),
            (
                {"holds": [{"start": 1.0, "end": 2.0}]},
                "holds 1: promised_s is missing",
            ),
            (
                {"profanity": [{**LABELS["profanity"][0], "severity": "rude"}]},
                "profanity 1: severity is 'rude', not 'mild' or 'strong' or 'threat'",
            ),
            (
                {"utterances": [{**LABELS["utterances"][0], "text": 5}]},
                "utterances 1: text is 5, not a string",
            ),
            ({"channels": {"agent": 2}}, "channels: agent is 2, not 0 or 1"),
        ],
    )
    def test_names_a_wrong_value(self, changes: dict[str, Any], reason: str) -> None:
        """Which label, which key, and what is wrong with it."""
        assert complaint(labels(**changes)) == f"one.json: {reason}"


class TestReadTruth:
    def test_a_missing_file_is_named(self, tmp_path: Path) -> None:
        """One line."""
        with pytest.raises(TruthError, match=r"one\.json: no such file"):
            read_truth(tmp_path / "one.json")

    def test_what_is_not_json_is_named_with_the_place(self, tmp_path: Path) -> None:
        """Where to look."""
        path = tmp_path / "one.json"
        path.write_text('{"utterances": [}')

        with pytest.raises(TruthError, match=r"not JSON \(line 1, column 17\)"):
            read_truth(path)

    @pytest.mark.parametrize(
        ("data", "why"),
        [
            ([], "no JSON object"),
            ({"id": "one"}, "utterances is missing"),
            (
                {"schema": "coach.transcript/1", "utterances": []},
                "schema is 'coach.transcript/1'",
            ),
        ],
    )
    def test_another_file_is_refused(
        self, tmp_path: Path, data: object, why: str
    ) -> None:
        """A file that is named is meant to be labels."""
        path = tmp_path / "one.json"
        path.write_text(json.dumps(data))

        with pytest.raises(TruthError) as caught:
            read_truth(path)

        assert str(caught.value) == f"{path}: not the labels of a call: {why}"


class TestFindTruths:
    def test_a_folder_stands_for_the_labels_in_it(self) -> None:
        """All sample calls, by name."""
        truths, errors = find_truths(CALLS)

        assert errors == []
        assert [truth.call for truth in truths] == sorted(
            path.stem for path in CALLS.glob("*.json")
        )

    def test_other_json_is_passed_over(self, tmp_path: Path) -> None:
        """Notes, lists, and this package's own transcripts and reports."""
        others = [{"id": 1}, [], {"schema": "coach.report/1", "utterances": []}]
        for number, data in enumerate(others):
            (tmp_path / f"{number}.json").write_text(json.dumps(data))
        (tmp_path / "one.json").write_text(json.dumps(LABELS))

        truths, errors = find_truths(tmp_path)

        assert ([truth.call for truth in truths], errors) == (["one"], [])

    def test_wrong_labels_do_not_cost_the_others(self, tmp_path: Path) -> None:
        """Each is an error beside the labels that can be used."""
        (tmp_path / "bad.json").write_text("{")
        (tmp_path / "one.json").write_text(json.dumps(LABELS))

        truths, errors = find_truths(tmp_path)

        assert [truth.call for truth in truths] == ["one"]
        assert [Path(error.source).name for error in errors] == ["bad.json"]

    def test_a_name_that_is_too_long_is_an_error(self) -> None:
        """One line, and no traceback."""
        with pytest.raises(TruthError, match="cannot be read"):
            find_truths(Path("a" * 300))

    def test_a_folder_without_labels_is_an_error(self, tmp_path: Path) -> None:
        """Nothing was evaluated, and that is said."""
        with pytest.raises(InputError, match="holds no labelled call"):
            find_truths(tmp_path)
