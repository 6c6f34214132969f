"""What people are told of each kind of finding."""

from coach.detectors.registry import load_detectors
from coach.scoring.kinds import KINDS, kind_of


def test_every_kind_of_ours_is_explained() -> None:
    """And no other is."""
    raised = {kind for cls in load_detectors() for kind in cls.definitions}
    assert raised == set(KINDS)


def test_a_kind_of_another_package_is_named() -> None:
    """As well as its name tells."""
    told = kind_of("long-monologue", "long-monologue/2")
    assert told.title == "Long monologue"
    assert told.definition == "Defined by long-monologue/2."
