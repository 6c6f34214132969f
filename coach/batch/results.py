"""What is written of a run beside its reports: tables, a page, other forms, changes."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from coach import __version__
from coach.batch.addresses import is_remote, local_path
from coach.batch.failure import Failure
from coach.errors import InputError
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


def check_results(options: ResultOptions, out: Path) -> None:
    """Find out before a run whether what it is compared with is there.

    Args:
        options: What is to be written.
        out: The folder of the run's own reports.

    Raises:
        InputError: It is not, or it would be written over.
    """
    if options.against is not None:
        from coach.batch.against import check_old

        check_old(options.against, out)


def check_manifest(manifest: str, out: Path) -> None:
    """Find out before a run whether its tables would take the place of its manifest.

    Args:
        manifest: Its address.
        out: The folder of the run's reports.

    Raises:
        InputError: They would.
    """
    from coach.batch.against import CHANGES
    from coach.batch.table_file import ENDINGS
    from coach.batch.tables import CALLS, FINDINGS

    if is_remote(manifest):
        return
    place = local_path(manifest).resolve()
    tables = {f"{n}.{end}" for n in (CALLS, FINDINGS, CHANGES) for end in ENDINGS}
    # In capitals it is the same file on some systems.
    if place.parent == out.resolve() and place.name.casefold() in tables:
        reason = "would be written over by the table of that name: use another --out"
        raise InputError(manifest, reason)


def key_of(
    reports: Mapping[str, str | None],
    failures: Sequence[Failure],
    policy: str,
    options: ResultOptions,
) -> str | None:
    """Return what is the same where tables and page would come out the same.

    None where they are not all that is to be written.

    Args:
        reports: By name, in the order of the tables, the SHA-256 of each.
        failures: What went wrong.
        policy: The run's, as reports name it.
        options: What is to be written.
    """
    if options.formats or options.against is not None:
        return None
    errors = [failure.error for failure in failures]
    told = [__version__, policy, options.shows_names, [*reports.items()], errors]
    text = json.dumps(told)
    return hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()


def is_written(out: Path) -> bool:
    """Return whether the tables and the page are there."""
    from coach.batch.summary.page import NAME
    from coach.batch.table_file import has_parquet
    from coach.batch.tables import CALLS, FINDINGS

    endings = (".csv", ".parquet") if has_parquet() else (".csv",)
    tables = (f"{name}{ending}" for name in (CALLS, FINDINGS) for ending in endings)
    return all((out / name).is_file() for name in (*tables, NAME))


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
