"""What is written of a run beside its reports: tables, a page, other forms, changes."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from coach.batch.failure import Failure
from coach.policy.policy import Policy

if TYPE_CHECKING:
    from coach.batch.forms import Format


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultOptions:
    """What is to be written."""

    formats: "Sequence[Format]" = ()
    """Forms that each report is to have besides."""
    against: Path | None = None
    """The folder of an older run to compare with."""
    shows_names: bool = False
    """Whether the page names calls and analysts."""


def check_results(options: ResultOptions) -> None:
    """Find out before a run whether what it is compared with is there.

    Raises:
        InputError: It is not.
    """
    if options.against is not None:
        from coach.batch.against import check_old

        check_old(options.against)


def write_results(
    out: Path,
    names: Sequence[str],
    failures: Sequence[Failure],
    policy: Policy,
    options: ResultOptions,
) -> tuple[list[str], list[str]]:
    """Write what is to be written of a run; reads its reports, and blocks for that.

    Args:
        out: The folder of the reports.
        names: Of the reports, without ``.report.json``, in the order of the tables.
        failures: What went wrong.
        policy: The run's.
        options: What is to be written.

    Returns:
        What is to be told of it, and how it compares with the older run, in lines.

    Raises:
        ReportError: The disk is full, or the folder cannot be written to.
        InputError: The older run cannot be read any more.
    """
    from coach.batch.forms import write_forms
    from coach.batch.summary.page import write_summary
    from coach.batch.tables import write_tables

    told = write_tables(out, names, failures, policy=policy)
    told += write_forms(out, names, options.formats)
    write_summary(out, names, failures, shows_names=options.shows_names)
    if options.against is None:
        return told, []
    from coach.batch.against import compare, write_changes

    comparison = compare(options.against, out, names, policy=policy)
    write_changes(out, comparison)
    return told, comparison.lines()
