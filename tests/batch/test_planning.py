import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import fsspec
import pytest

from coach.batch.call import BatchCall
from coach.batch.planning import LONGEST_NAME, Plan, PlanOptions, plan
from coach.errors import InputError

NOTHING_ELSE = PlanOptions()


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder, empty."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def utc(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The machine's own zone."""
    with monkeypatch.context() as patch:
        patch.setenv("TZ", "UTC0")
        time.tzset()
        yield
    time.tzset()


def touch(*names: str) -> None:
    """Make empty files."""
    for name in names:
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).touch()


def names(found: Plan) -> dict[str, str]:
    """Return the name of each call's report."""
    return {call.address: call.name for call in found.calls}


@pytest.mark.usefixtures("here")
class TestPaths:
    def test_each_call_is_there_once(self) -> None:
        """However often it was named, in the order it was."""
        touch("x/a.wav", "x/b.wav")
        found = plan(["x/b.wav", "x", "./x/../x/a.wav", "x/*.wav"], NOTHING_ELSE)
        assert [call.address for call in found.calls] == ["x/b.wav", "x/a.wav"]
        assert found.faults == ()

    def test_a_path_that_stands_for_nothing_does_not_stop_the_others(self) -> None:
        """It is named."""
        touch("a.wav")
        found = plan(["none.wav", "a.wav", "nope://x/"], NOTHING_ELSE)
        assert [call.id for call in found.calls] == ["a"]
        assert [str(fault) for fault in found.faults] == [
            "none.wav: no such file",
            "nope://x/: protocol nope:// is not known",
        ]

    def test_a_table_is_no_call(self) -> None:
        """What it is for is said."""
        touch("calls.csv", "a.wav")
        found = plan(["calls.csv", "a.wav"], NOTHING_ELSE)
        assert [call.id for call in found.calls] == ["a"]
        assert [str(fault) for fault in found.faults] == [
            "calls.csv: is a table: give it with --manifest"
        ]

    def test_a_transcript_needs_no_recogniser(self, transcript: bytes) -> None:
        """A recording does, and so does a pair."""
        touch("a.wav")
        Path("t.json").write_bytes(transcript)
        sound, words = plan(["a.wav", "t.json"], NOTHING_ELSE).calls
        assert (sound.is_transcript, words.is_transcript) == (False, True)
        pair = BatchCall(address="a.json", customer="b.json", name="a", id="a")
        assert not pair.is_transcript


@pytest.mark.usefixtures("here")
class TestNames:
    def test_reports_are_called_like_their_files(self) -> None:
        """Those of the same name keep their endings, then get numbers."""
        touch("x/a.wav", "x/b.mp3", "y/b.mp3", "y/c.flac", "y/c.wav", "z/C.WAV")
        found = plan(["x", "y", "z"], NOTHING_ELSE)
        assert names(found) == {
            "x/a.wav": "a",
            "x/b.mp3": "b.mp3",
            "y/b.mp3": "b.mp3-2",
            "y/c.flac": "c.flac",
            "y/c.wav": "c.wav",
            "z/C.WAV": "C.WAV-2",
        }

    def test_ids_that_are_known_are_names_as_well(self) -> None:
        """As far as a file can be called so."""
        Path("m.csv").write_text(
            "path,id\na/rec.wav,77\nb/rec.wav,../x:1\nc/rec.wav,.\nd/rec.wav,77\n"
        )
        found = plan([], PlanOptions(manifest="m.csv"))
        assert [call.id for call in found.calls] == ["77", "../x:1", ".", "77"]
        assert list(names(found).values()) == [
            "77-rec.wav",
            "_._x_1",
            "_",
            "77-rec.wav-2",
        ]

    def test_odd_names_become_names_of_files(
        self, memory: fsspec.AbstractFileSystem
    ) -> None:
        """A key may hold what no disk takes, and more of it."""
        keys = ["two\nlines.wav", f"{'é' * 400}.wav", ".wav", "\udcff.wav"]
        keys += ["a\u202egpj\u2066.wav"]
        memory.pipe({f"/calls/{key}": b"" for key in keys})
        found = plan([f"memory://calls/{key}" for key in keys], NOTHING_ELSE)
        lines, long, dots, bytes_, turned = names(found).values()
        assert lines == "two_lines"
        assert len(long.encode()) <= LONGEST_NAME
        assert dots == "_wav"
        assert bytes_ == "_"
        assert turned == "a_gpj_"

    def test_names_of_files_say_what_is_known(self, utc: None) -> None:
        """Known groups are fields, others metadata."""
        touch("nora-20260131T093000-77.wav", "odd.wav", "x-20269931T093000-78.wav")
        options = PlanOptions(
            agent="Ben",
            names=r"(?P<agent>[a-z]+)-(?P<started_at>\d{8}T\d{6})-(?P<ticket>\d+)",
        )
        nora, odd, late = plan(["."], options).calls
        assert nora == BatchCall(
            address="nora-20260131T093000-77.wav",
            name="nora-20260131T093000-77",
            id="nora-20260131T093000-77",
            agent="nora",
            started_at=datetime(2026, 1, 31, 9, 30, tzinfo=UTC),
            metadata={"ticket": "77"},
        )
        assert (odd.agent, odd.metadata) == ("Ben", {})
        assert (late.agent, late.started_at) == ("x", None)
        assert plan(["."], options).notes == (
            "1 name does not match --names: scored without what it says (odd.wav)",
            "1 name holds no time where --names has started_at"
            " (x-20269931T093000-78.wav)",
            "started_at of 1 call has no zone: this machine's was taken (UTC)",
        )

    def test_a_wrong_pattern_is_wrong_use(self) -> None:
        """Nothing is scored."""
        with pytest.raises(InputError, match="--names"):
            plan([], PlanOptions(names="("))
        with pytest.raises(InputError, match=r"--pairs .* has no group side"):
            plan([], PlanOptions(pairs="(?P<call>x)"))


@pytest.mark.usefixtures("here")
class TestManifest:
    def test_says_what_is_known_of_a_call_that_was_typed_too(self) -> None:
        """Its other side is no call of its own."""
        touch("a.wav", "b.wav", "c.wav")
        Path("m.csv").write_text("path,customer,agent\na.wav,b.wav,Nora\n")
        found = plan(["."], PlanOptions(manifest="m.csv", agent="Ben"))
        assert [(call.address, call.customer, call.agent) for call in found.calls] == [
            ("c.wav", None, "Ben"),
            ("a.wav", "b.wav", "Nora"),
        ]

    def test_comes_before_names(self, utc: None) -> None:
        """Names fill in what the manifest does not say."""
        Path("m.csv").write_text(
            "path,agent,started_at,queue\n"
            "ben-1-vpn.wav,Nora,2026-01-31T09:30:00Z,\n"
            "ben-2-vpn.wav,,,mail\n"
        )
        pattern = r"(?P<agent>\w+)-(?P<id>\d+)-(?P<queue>\w+)"
        found = plan([], PlanOptions(manifest="m.csv", names=pattern))
        first, second = found.calls
        assert (first.agent, first.id, first.metadata) == (
            "Nora",
            "1",
            {"queue": "vpn"},
        )
        assert (second.agent, second.id, second.metadata) == (
            "ben",
            "2",
            {"queue": "mail"},
        )
        assert found.notes == ()

    def test_that_cannot_be_read_is_wrong_use(self) -> None:
        """Nothing is scored."""
        with pytest.raises(InputError, match=r"none\.csv: no such file"):
            plan([], PlanOptions(manifest="none.csv"))

    def test_of_many_rows_is_read_in_a_moment(self) -> None:
        """Without asking a disk for each."""
        rows = "".join(f"calls/{i}.wav,Nora,{i}\n" for i in range(2_000))
        Path("m.csv").write_text(f"path,agent,ticket\n{rows}")
        began = time.process_time()
        assert len(plan([], PlanOptions(manifest="m.csv")).calls) == 2_000
        assert time.process_time() - began < 1.5


@pytest.mark.usefixtures("here")
class TestPairs:
    def test_are_named_by_what_they_have_in_common(self) -> None:
        """What is no pair is a call of its own; half a pair is none."""
        touch("x/1_agent.wav", "x/1_caller.wav", "x/2_agent.wav", "x/whole.wav")
        options = PlanOptions(pairs=r"(?P<call>.+)_(?P<side>agent|caller)\.wav")
        found = plan(["x/*.wav"], options)
        pair, whole = found.calls
        assert pair == BatchCall(
            address="x/1_agent.wav", customer="x/1_caller.wav", name="1", id="1"
        )
        assert whole.address == "x/whole.wav"
        assert [str(fault) for fault in found.faults] == [
            "x/2_agent.wav: the customer's side of the call '2' is missing"
        ]
        assert found.notes == (
            "1 name does not match --pairs: a call of its own (x/whole.wav)",
        )
