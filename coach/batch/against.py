"""A run compared with an older one, call by call (``--against``)."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from coach.batch.columns import Column, Type, row_of
from coach.batch.comparison import Compared, Comparison, Made
from coach.batch.differing import Change, Sort, differences
from coach.batch.reading import read_report, report_path
from coach.batch.table_file import table_file
from coach.errors import InputError, ReportError
from coach.inputs import report_name
from coach.policy.policy import Policy
from coach.scoring.forms import Form
from coach.scoring.scorecard import score_of

CHANGES = "changes"
"""What the table is called, without its endings."""

_ENDING = report_name("")


def check_old(old: Path, new: Path) -> None:
    """Find out before a run whether there is something to compare it with.

    Args:
        old: The folder of the older run.
        new: That of this one, which need not be there yet.

    Raises:
        InputError: It is no folder, cannot be read, holds no report, or is the folder
            of this run, whose reports take the place of the older ones.
    """
    try:
        if new.exists() and old.samefile(new):
            raise InputError(str(old), "cannot be compared with itself")
        if any(path.name.endswith(_ENDING) for path in old.iterdir()):
            return
    except OSError as error:
        reason = f"cannot be compared with ({error.strerror})"
        raise InputError(str(old), reason) from error
    raise InputError(str(old), f"holds no report (*{_ENDING})")


def compare(
    old: Path, new: Path, names: Sequence[str], *, policy: Policy | None = None
) -> Comparison:
    """Compare the reports of two runs by their names.

    Two reports are in memory at a time, and what differs.

    Args:
        old: The folder of the older run.
        new: The folder of this one.
        names: Of this run's reports, without ``.report.json``.
        policy: Whose scorecard both are scored by; without it scores are not compared.

    Raises:
        InputError: The old folder cannot be read.
    """
    found = Comparison()
    for name in dict.fromkeys(names):
        try:
            was = read_report(report_path(old, name))
            now = read_report(report_path(new, name))
        except ReportError as error:
            found.damaged.append(str(error))
            continue
        if was is not None and now is not None:
            _add(found, name, was, now, policy)
        elif now is not None:
            found.only_new.append(_only(name, now, Sort.NEW))
        elif was is not None:
            found.only_old.append(_only(name, was, Sort.GONE))
    for name in sorted(_names_in(old) - set(names)):
        try:
            was = read_report(report_path(old, name))
        except ReportError as error:
            found.damaged.append(str(error))
            continue
        if was is not None:
            found.only_old.append(_only(name, was, Sort.GONE))
    return found


def _names_in(folder: Path) -> set[str]:
    try:
        files = [path.name for path in folder.iterdir()]
    except OSError as error:
        reason = f"cannot be compared with ({error.strerror})"
        raise InputError(str(folder), reason) from error
    return {name.removesuffix(_ENDING) for name in files if name.endswith(_ENDING)}


def _add(
    found: Comparison, name: str, was: Form, now: Form, policy: Policy | None
) -> None:
    scores: tuple[float | None, float | None] = (None, None)
    if policy is not None:
        scores = (score_of(was, policy), score_of(now, policy))
    changes = tuple(differences(was, now, scores=scores))
    made = (_made(was), _made(now))
    found.calls += 1
    found.made[made] += 1
    found.before.update(row["kind"] for row in was["findings"])
    found.after.update(row["kind"] for row in now["findings"])
    if changes:
        call_id = now["call"]["id"]
        found.changed.append(
            Compared(
                name=name, call_id=call_id, old=made[0], new=made[1], changes=changes
            )
        )


def _only(name: str, report: Form, sort: Sort) -> Compared:
    """Return a call that only one of the runs has."""
    made, nothing = _made(report), ("", "", "")
    is_new = sort is Sort.NEW
    what = "only in the new run" if is_new else "only in the old run"
    return Compared(
        name=name,
        call_id=report["call"]["id"],
        old=nothing if is_new else made,
        new=made if is_new else nothing,
        changes=(Change(about="call", sort=sort, what=what),),
    )


def _made(report: Form) -> Made:
    engine = report["engine"]
    return (
        engine["version"] or "unknown",
        engine["model"] or "unknown",
        engine["policy"] or "unknown",
    )


def write_changes(out: Path, comparison: Comparison) -> None:
    """Write all that differs as ``changes.csv`` and, with pyarrow, ``changes.parquet``.

    A row each; a call that only one of the runs has is one row.

    Raises:
        ReportError: The disk is full, or the folder cannot be written to.
    """
    with table_file(out / CHANGES, CHANGE_COLUMNS) as add:
        for calls in (comparison.changed, comparison.only_old, comparison.only_new):
            for call in calls:
                for change in call.changes:
                    add(row_of(CHANGE_COLUMNS, (call, change)))


_Pair = tuple[Compared, Change]


def _columns() -> Iterator[Column[_Pair]]:
    text = Type.TEXT
    yield Column(name="name", type=text, of=lambda pair: pair[0].name)
    yield Column(name="call", type=text, of=lambda pair: pair[0].call_id)
    yield Column(name="about", type=text, of=lambda pair: pair[1].about)
    yield Column(name="change", type=text, of=lambda pair: str(pair[1].sort))
    yield Column(name="kind", type=text, of=lambda pair: pair[1].kind)
    yield Column(name="speaker", type=text, of=lambda pair: pair[1].speaker)
    yield Column(name="start_ms", type=Type.INTEGER, of=lambda pair: pair[1].start_ms)
    yield Column(name="what", type=text, of=lambda pair: pair[1].what)
    for place, name in enumerate(("engine_version", "model", "policy")):
        yield Column(name=f"old_{name}", type=text, of=_maker("old", place))
        yield Column(name=name, type=text, of=_maker("new", place))


def _maker(run: str, place: int) -> Callable[[_Pair], str | None]:
    return lambda pair: getattr(pair[0], run)[place] or None


CHANGE_COLUMNS = tuple(_columns())
"""Of the table of changes."""
