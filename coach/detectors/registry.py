"""Which detectors there are: those of the entry-point group ``coach.detectors``.

Another package adds its own by an entry point of that group::

    [project.entry-points."coach.detectors"]
    smile = "smiles.detector:SmileDetector"
"""

from collections.abc import Iterable
from functools import cache
from importlib.metadata import EntryPoint, entry_points

from coach.detectors import Detector
from coach.errors import DetectorError
from coach.settings import Settings

GROUP = "coach.detectors"
"""The entry-point group."""


@cache
def load_detectors() -> tuple[type[Detector], ...]:
    """Return the installed detectors, each after those it listens to.

    Detectors that do not listen to each other come in the order of their names, so
    that the order never depends on what was installed first.

    Raises:
        DetectorError: One cannot be imported, is no detector, has the name of another,
            listens to one that there is not, or to itself by a roundabout way.
    """
    return in_order(checked(point) for point in entry_points(group=GROUP))


def checked(point: EntryPoint) -> type[Detector]:
    """Return the detector of an entry point.

    Raises:
        DetectorError: It cannot be imported or is not of a detector's shape.
    """
    try:
        detector = point.load()
    except Exception as error:  # anybody's code; named, and nothing is swallowed
        reason = f"cannot be imported: {type(error).__name__}: {error}"
        raise DetectorError(point.name, reason) from error
    shape = ("name", "Settings", "definitions", "after", "feed", "due", "advance")
    missing = [part for part in shape if not hasattr(detector, part)]
    if not isinstance(detector, type) or missing:
        reason = f"is not a detector: no {', '.join(missing) or 'class'}"
        raise DetectorError(point.name, reason)
    if detector.name != point.name:  # type: ignore[attr-defined]
        reason = f"calls itself {detector.name!r}"  # type: ignore[attr-defined]
        raise DetectorError(point.name, reason)
    settings = detector.Settings  # type: ignore[attr-defined]
    if not (isinstance(settings, type) and issubclass(settings, Settings)):
        raise DetectorError(point.name, "its Settings are no coach.settings.Settings")
    return detector


def in_order(detectors: Iterable[type[Detector]]) -> tuple[type[Detector], ...]:
    """Return detectors, each after those it listens to, else by name.

    Raises:
        DetectorError: Two have one name, or one listens to a detector that there is
            not or, by a roundabout way, to itself.
    """
    waiting: dict[str, type[Detector]] = {}
    for detector in detectors:
        if detector.name in waiting:
            raise DetectorError(detector.name, "is installed twice")
        waiting[detector.name] = detector
    for name, detector in sorted(waiting.items()):
        for other in detector.after:
            if other not in waiting:
                raise DetectorError(name, f"listens to {other!r}, which there is not")
    ordered: dict[str, type[Detector]] = {}
    while waiting:
        ready = [n for n, d in waiting.items() if all(a in ordered for a in d.after)]
        if not ready:
            circle = ", ".join(sorted(waiting))
            raise DetectorError(min(waiting), f"listens in a circle: {circle}")
        first = min(ready)
        ordered[first] = waiting.pop(first)
    return tuple(ordered.values())
