"""What the pages are told of the kinds of findings there may be."""

from coach.detectors.registry import load_detectors
from coach.scoring.kinds import kind_of


def kinds_json() -> dict[str, dict[str, str]]:
    """Return what the pages say of every kind that an installed detector raises."""
    return {
        kind: {"title": told.title, "definition": told.definition}
        for detector in load_detectors()
        for kind, definition in detector.definitions.items()
        for told in (kind_of(kind, definition),)
    }
