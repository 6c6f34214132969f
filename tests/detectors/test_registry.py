from importlib.metadata import EntryPoint
from pathlib import Path
from typing import ClassVar

import pytest

from coach.detectors import Detector
from coach.detectors.dead_air import DeadAirDetector
from coach.detectors.hold.detector import HoldDetector
from coach.detectors.interruption import InterruptionDetector
from coach.detectors.registry import GROUP, checked, in_order, load_detectors
from coach.errors import DetectorError


def named(detector: str, *, after: tuple[str, ...] = ()) -> type[Detector]:
    """Return a detector of a name."""

    class Other(DeadAirDetector):
        name: ClassVar[str] = detector

    Other.after = after
    return Other


def point(name: str, value: str) -> EntryPoint:
    """Return an entry point of the group."""
    return EntryPoint(name=name, value=value, group=GROUP)


class TestInOrder:
    def test_after_those_it_listens_to(self) -> None:
        """Whoever listens comes later, and else the names decide."""
        ordered = in_order([InterruptionDetector, DeadAirDetector, HoldDetector])

        assert [d.name for d in ordered] == ["hold", "dead-air", "interruption"]

    def test_listening_to_nobody(self) -> None:
        """A detector that listens to one that there is not is named."""
        with pytest.raises(DetectorError, match="dead-air: listens to 'hold'"):
            in_order([DeadAirDetector])

    def test_listening_in_a_circle(self) -> None:
        """A circle is named."""
        with pytest.raises(DetectorError, match="circle: a, b"):
            in_order([named("a", after=("b",)), named("b", after=("a",))])

    def test_the_same_name_twice(self) -> None:
        """Two detectors of a name are refused."""
        with pytest.raises(DetectorError, match="hold: is installed twice"):
            in_order([HoldDetector, HoldDetector])


class TestChecked:
    def test_a_detector(self) -> None:
        """A detector of the right shape is returned."""
        made = checked(point("hold", "coach.detectors.hold:HoldDetector"))

        assert made.name == "hold"

    @pytest.mark.parametrize(
        ("name", "value", "why"),
        [
            ("x", "coach.nowhere:X", "cannot be imported: ModuleNotFoundError"),
            (
                "x",
                "coach.detectors.hold:Nothing",
                "cannot be imported: AttributeError",
            ),
            ("x", "coach.language.text:words", "is not a detector"),
            ("x", "coach.detectors.hold:HoldDetector", "calls itself 'hold'"),
        ],
    )
    def test_a_broken_one(self, name: str, value: str, why: str) -> None:
        """A broken one is named, with the reason."""
        with pytest.raises(DetectorError, match=why) as caught:
            checked(point(name, value))

        assert caught.value.name == name
        assert caught.value.code == "detector-error"


def test_every_kind_of_finding_is_published() -> None:
    """Its definition stands in docs/detectors.md."""
    published = (Path(__file__).parents[2] / "docs" / "detectors.md").read_text()

    for detector in load_detectors():
        for kind in detector.definitions:
            assert kind in published, kind
