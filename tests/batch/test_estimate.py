from pathlib import Path

import pytest

from coach.audio.headers import Headers, read_headers
from coach.batch import looking
from coach.batch.estimate import START_S, estimate
from coach.batch.planning import PlanOptions, plan

from .conftest import MakeWav


@pytest.fixture
def calls(
    tmp_path: Path,
    make_wav: MakeWav,
    transcript: bytes,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Three recordings of 60 s together, two transcripts of 8 s, one of no use."""
    monkeypatch.chdir(tmp_path)
    for name, seconds in (("a", 10), ("b", 20), ("c", 30)):
        make_wav(Path(f"calls/{name}.wav"), seconds)
    Path("calls/t.json").write_bytes(transcript)
    Path("calls/u.json").write_bytes(transcript)
    Path("calls/zip.mp3").write_bytes(b"PK\3\4")


@pytest.mark.usefixtures("calls")
class TestEstimate:
    def test_says_what_would_be_scored(self) -> None:
        """By ending, and what fails already; the plan's own faults are counted."""
        found = estimate(
            plan(["calls", "none.wav"], PlanOptions()), workers=2, rate=10.0, cores=4
        )
        assert [str(fault) for fault in found.faults] == [
            "calls/zip.mp3: is not a recording that can be decoded"
        ]
        assert list(found.lines()) == [
            "would be scored: 5 calls, 1.1 min",
            "  .wav  3, 1.0 min",
            "  .json  2, 0.1 min",
            "cannot be scored: 2",
            "would take about 8 s with 2 workers (11.3 s of call a CPU second)",
        ]

    @pytest.mark.parametrize(
        ("workers", "cores", "rate", "wall_s"),
        [(1, 8, 10.0, 6.0), (2, 8, 10.0, 3.0), (8, 2, 10.0, 3.0), (1, 1, 20.0, 3.0)],
    )
    def test_takes_as_long_as_there_are_cores(
        self, workers: int, cores: int, rate: float, wall_s: float
    ) -> None:
        """More workers than cores help nobody."""
        found = estimate(
            plan(["calls/*.wav"], PlanOptions()),
            workers=workers,
            rate=rate,
            cores=cores,
        )
        assert found.wall_s == pytest.approx(START_S + wall_s)

    def test_transcripts_need_no_model(self) -> None:
        """They are read in no time."""
        found = estimate(
            plan(["calls/*.json"], PlanOptions()),
            workers=1,
            transcript_rate=4.0,
            cores=1,
        )
        assert found.wall_s == pytest.approx(2.0)

    def test_an_unknown_length_is_taken_for_the_mean(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """And is told."""

        def read(path: Path) -> Headers:
            if path.name == "b.wav":
                return Headers(channels=2, seconds=None)
            return read_headers(path)

        monkeypatch.setattr(looking, "read_headers", read)
        found = estimate(plan(["calls/*.wav"], PlanOptions()), workers=1)
        assert found.unknown == 1
        assert found.kinds[0].seconds == pytest.approx(60.0)
        assert "  of unknown length: 1; taken as long as the others" in found.lines()
