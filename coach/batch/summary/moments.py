"""The gravest moments of a run: a few, of more than one kind and of many calls."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from heapq import heappush, heappushpop

from coach.batch.reading import Scored
from coach.events import Severity
from coach.scoring.forms import Form

MOST = 15
"""How many are shown."""

MOST_OF_A_CALL = 2
MOST_OF_A_KIND = 4
"""Of one call and of one kind, as long as there are others that are as grave."""

_GRAVITY = {str(severity): rank for rank, severity in enumerate(Severity)}

_KINDS = (
    *("interruption", "dead-air", "hold-overrun"),
    *("sentiment-spike", "profanity", "threat"),
)
"""Of the same severity, the last first."""

Weight = tuple[int, int, float, int, int]


@dataclass(frozen=True, slots=True, order=True)
class Moment:
    """A finding that is grave."""

    weight: Weight
    """The greater the graver; no two are equal."""
    call: Scored
    """Without its report."""
    finding: Form
    agent: str | None


class Moments:
    """Keeps the gravest moments of the calls that it is shown."""

    def __init__(self) -> None:
        self._of_kind: dict[str, list[tuple[Weight, Moment]]] = {}
        self._count = 0

    def add(self, call: Scored) -> None:
        """Look through a scored call's findings; infos are no moments."""
        report = call.report
        if report is None or report["quality"]["scored"] is False:
            return
        bare = Scored(number=call.number, name=call.name, report=None)
        for finding in report["findings"]:
            if _GRAVITY.get(finding["severity"], 0):
                self._count += 1
                weight = _weight(finding, self._count)
                agent = report["call"]["agent"]
                self._keep(Moment(weight, bare, finding, agent))

    def _keep(self, moment: Moment) -> None:
        heap = self._of_kind.setdefault(moment.finding["kind"], [])
        if len(heap) < MOST:
            heappush(heap, (moment.weight, moment))
        else:
            heappushpop(heap, (moment.weight, moment))

    def gravest(self) -> list[Moment]:
        """Return those that are to be shown, the gravest first."""
        every = [moment for heap in self._of_kind.values() for _, moment in heap]
        every.sort(key=lambda moment: moment.weight, reverse=True)
        chosen = _spread(every)
        seen = {moment.weight for moment in chosen}
        chosen += [moment for moment in every if moment.weight not in seen]
        return sorted(chosen[:MOST], key=lambda moment: moment.weight, reverse=True)


def _spread(moments: Iterable[Moment]) -> list[Moment]:
    """Return moments with few of the same call and of the same kind."""
    calls: Counter[int] = Counter()
    kinds: Counter[str] = Counter()
    chosen = []
    for moment in moments:
        number, kind = moment.call.number, moment.finding["kind"]
        if calls[number] < MOST_OF_A_CALL and kinds[kind] < MOST_OF_A_KIND:
            calls[number] += 1
            kinds[kind] += 1
            chosen.append(moment)
    return chosen


def _weight(finding: Form, count: int) -> Weight:
    """Return severity, kind, how much of it, how long; then what came first."""
    kind, drop = finding["kind"], finding["evidence"].get("drop")
    return (
        _GRAVITY[finding["severity"]],
        _KINDS.index(kind) if kind in _KINDS else -1,
        float(drop) if isinstance(drop, int | float) else 0.0,
        finding["end_ms"] - finding["start_ms"],
        -count,
    )
