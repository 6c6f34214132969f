"""``coach import``, ``calls``, ``delete`` and ``purge``: the store on a terminal."""

# The imports inside the functions keep a second out of the other commands.

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, time, timedelta
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from coach.complaint import complain
from coach.errors import CoachError, InputError, StoreError
from coach.events import Severity

if TYPE_CHECKING:
    from coach.policy.policy import Policy
    from coach.store.database import Database
    from coach.store.imported import Importer, ReportInput

DONE, SOME_FAILED, WRONG_USE, INTERRUPTED = 0, 1, 2, 130
"""Exit statuses."""

PolicyFile = Annotated[
    Path | None,
    typer.Option("--policy", metavar="FILE", help="The desk's policy."),
]


class Review(StrEnum):
    """What became of a call's review."""

    NONE = "none"
    OPEN = "open"
    SUBMITTED = "submitted"
    DISPUTED = "disputed"


def import_reports(
    reports: Annotated[
        list[Path],
        typer.Argument(
            metavar="REPORT...", help="Reports, coach.report/1, or folders of such."
        ),
    ],
    audio: Annotated[
        Path | None,
        typer.Option(
            "--audio",
            metavar="FILE|FOLDER",
            help="The recording of the report's call, or a folder with recordings of "
            "the same names as the reports.",
        ),
    ] = None,
    agent_channel: Annotated[
        int,
        typer.Option(
            "--agent-channel",
            metavar="0|1",
            min=0,
            max=1,
            help="The agent's channel of the recordings.",
        ),
    ] = 0,
    policy: PolicyFile = None,
) -> None:
    """Keep calls whose reports were made elsewhere, to be reviewed.

    What must not last is masked in the words and silenced in the sound first. A call
    that is there already stays as it is.

    Examples:
    [bold]coach import call.report.json --audio call.flac[/]

    [bold]coach import reports/ --audio recordings/[/]
    """
    from coach.store.imported import Importer, find_reports

    with _to_a_line():
        loaded = _policy(policy)
        given = find_reports(reports, audio)
        with _store() as db:
            importer = Importer(db=db, policy=loaded, agent_channel=agent_channel)
            failed = _import_all(importer, given)
    raise typer.Exit(SOME_FAILED if failed else DONE)


def calls(
    analyst: Annotated[
        str | None,
        typer.Option("--analyst", metavar="NAME", help="Only this analyst's."),
    ] = None,
    kind: Annotated[
        str | None,
        typer.Option(
            "--kind", metavar="KIND", help="With such a finding: interruption …"
        ),
    ] = None,
    severity: Annotated[
        Severity | None,
        typer.Option("--severity", help="With a finding at least that grave."),
    ] = None,
    since: Annotated[
        datetime | None,
        typer.Option("--from", formats=["%Y-%m-%d"], help="From this day on."),
    ] = None,
    until: Annotated[
        datetime | None,
        typer.Option("--to", formats=["%Y-%m-%d"], help="Up to this day."),
    ] = None,
    score_min: Annotated[
        float | None, typer.Option("--score-min", help="Scored at least so high.")
    ] = None,
    score_max: Annotated[
        float | None, typer.Option("--score-max", help="Scored at most so high.")
    ] = None,
    review: Annotated[
        Review | None, typer.Option("--review", help="What became of its review.")
    ] = None,
    words: Annotated[
        str,
        typer.Option(
            "--words",
            metavar="TEXT",
            help='With these words said in it; "a phrase" in quotation marks.',
        ),
    ] = "",
    limit: Annotated[
        int,
        typer.Option("--limit", metavar="N", min=1, max=500, help="At most so many."),
    ] = 20,
) -> None:
    """List the calls that are kept, newest first.

    Example: [bold]coach calls --kind interruption --from 2026-03-01[/]
    """
    from coach.store.listing import CallFilter, find_calls
    from coach.store.table import table_of

    wanted = CallFilter(
        analyst=analyst,
        kind=kind,
        severity=severity,
        since=_day(since),
        until=_day(until, days=1),
        score_min=score_min,
        score_max=score_max,
        review=None if review is None else review.value,
        words=words,
    )
    with _to_a_line(), _store() as db:
        page = find_calls(db, wanted, limit=limit)
        for line in table_of(page.calls, shared=_shared(db)):
            typer.echo(line)
        more = page.total - len(page.calls)
        typer.echo(f"… and {more} more" if more else f"calls: {page.total}")


def delete(
    names: Annotated[
        list[str],
        typer.Argument(
            metavar="CALL...",
            help="The call as [bold]coach calls[/] lists it, or its id where only one "
            "has it.",
        ),
    ],
    reason: Annotated[
        str,
        typer.Option("--reason", metavar="TEXT", help="Why; kept in the audit trail."),
    ] = "by hand",
    yes: Annotated[
        bool, typer.Option("--yes", "-y", help="Do not ask, as a script must.")
    ] = False,
) -> None:
    """Delete calls: their sound, words, findings and reviews, without a copy.

    Asks before each of them.  One that is shared is withdrawn from the team's server as
    well.

    Example: [bold]coach delete 4f1c09aa --reason "the customer asked for it"[/]
    """
    from coach.sharing.withdrawing import withdraw_deleted
    from coach.store.calls import delete_call
    from coach.store.naming import find_uid

    failed, loaded = False, _policy(None)
    with _to_a_line(), _store() as db:
        if not yes and not _can_ask():
            reason = "nobody can be asked here; --yes deletes for good without asking"
            raise StoreError("delete", reason)
        for name in names:
            try:
                uid = find_uid(db, name)
                if not yes and not _agreed(db, uid):
                    typer.echo(f"kept: {uid}")
                    continue
                delete_call(db, uid, _actor(), reason)
            except StoreError as error:
                complain(error)
                failed = True
            else:
                typer.echo(f"deleted: {uid}")
                for line in withdraw_deleted(db, uid, loaded):
                    typer.echo(line)
    raise typer.Exit(SOME_FAILED if failed else DONE)


def purge(
    days: Annotated[
        int | None,
        typer.Option(
            "--days",
            metavar="N",
            min=1,
            max=36_500,
            help="For how many days calls are kept; by default as the policy says.",
        ),
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only say what would be deleted.")
    ] = False,
    policy: PolicyFile = None,
) -> None:
    """Delete the calls that have been kept for long enough.

    A call that is disputed or being calibrated is kept until that is over.

    Example: [bold]coach purge --days 14 --dry-run[/]
    """
    from coach.store.calls import due_calls
    from coach.store.calls import purge as purge_calls
    from coach.store.orphans import NEVER, mend_files

    with _to_a_line():
        wanted = _policy(policy).keeping.days if days is None else days
        if not wanted:
            typer.echo("the policy keeps calls for ever: nothing is deleted")
            if not dry_run:
                with _store() as db:
                    mended = mend_files(db, datetime.now(UTC), oldest=NEVER)
                _tell_orphans(mended.files, mended.calls)
            return
        with _store() as db:
            if dry_run:
                due = due_calls(db, datetime.now(UTC), wanted)
                for uid in due.calls:
                    typer.echo(f"would be deleted: {uid}")
                done, held, verb = due.calls, due.held, "would be deleted"
            else:
                purged = purge_calls(db, datetime.now(UTC), wanted, _actor())
                for uid in purged.calls:
                    typer.echo(f"deleted: {uid}")
                done, held, verb = purged.calls, purged.held, "deleted"
                _tell_orphans(purged.orphans.files, purged.orphans.calls)
        typer.echo(f"calls {verb}: {len(done)}")
        if held:
            typer.echo(f"kept, for they are disputed or being calibrated: {len(held)}")


# -------------------------------------------------------------------------------------


def _import_all(importer: "Importer", given: "list[ReportInput]") -> bool:
    """Keep every report that can be; return whether some could not."""
    new = there = failed = 0
    for number, one in enumerate(given, 1):
        if len(given) > 1 and sys.stderr.isatty():
            typer.echo(f"{number} of {len(given)}: {one.path.name}", err=True)
        try:
            is_new = importer.keep(one).is_new
        except InputError as error:
            complain(error)
            failed += 1
        except StoreError as error:
            complain(StoreError(str(one.path), str(error)))
            failed += 1
        else:
            new += is_new
            there += not is_new
    parts = [f"calls imported: {new}"]
    if there:
        parts.append(f"there already: {there}")
    if failed:
        parts.append(f"failed: {failed}")
    typer.echo(", ".join(parts))
    return failed > 0


def _can_ask() -> bool:
    return sys.stdin is not None and sys.stdin.isatty()


def _agreed(db: "Database", uid: str) -> bool:
    """Ask whether a call is to go; anything but yes is no, the end of input too."""
    from coach.store.naming import name_of

    typer.echo(f"Delete {name_of(db, uid)} for good? [y/N] ", nl=False, err=True)
    return sys.stdin.readline().strip().lower() in ("y", "yes")


def _tell_orphans(files: int, calls: int) -> None:
    if files:
        typer.echo(f"files without a call removed: {files}")
    if calls:
        typer.echo(f"calls whose sound is no longer there: {calls}")


def _shared(db: "Database") -> dict[str, str]:
    """Return the state of each call that a team's server has, or is being sent."""
    from coach.sharing.ledger import shares

    with db.reading() as session:
        return {
            one.uid: one.state
            for one in reversed(shares(session))
            if one.state != "withdrawn"
        }


def _day(day: datetime | None, *, days: int = 0) -> datetime | None:
    """Return the first moment of a day of this machine's, or of one so much later."""
    if day is None:
        return None
    return datetime.combine(day.date() + timedelta(days=days), time()).astimezone()


def _policy(path: Path | None) -> "Policy":
    from coach.policy.loading import load_policy

    return load_policy(path)


def _actor() -> str:
    return "this machine"  # as the audit trail calls a personal install


@contextmanager
def _store() -> "Iterator[Database]":
    from coach.store.database import open_database

    with open_database() as db:
        yield db


@contextmanager
def _to_a_line() -> Iterator[None]:
    """Have an error of ours end the command with a line."""
    try:
        yield
    except CoachError as error:
        complain(error)
        status = SOME_FAILED if isinstance(error, InputError) else WRONG_USE
        raise typer.Exit(status) from error
    except KeyboardInterrupt:
        raise typer.Exit(INTERRUPTED) from None
