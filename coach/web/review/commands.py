"""``coach review``: look at the calls that are kept, and judge them."""

# What takes long to import is imported when the command runs.

import asyncio
import os
import sys
from collections.abc import Callable
from contextlib import nullcontext
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from coach.complaint import complain
from coach.errors import CoachError

if TYPE_CHECKING:
    from coach.keeping.settings import KeepingSettings
    from coach.policy.policy import Policy
    from coach.store.database import Database
    from coach.web.review.plan import ReviewPlan

WRONG_USE, INTERRUPTED = 2, 130
"""Exit statuses, beside 0."""


def review(
    port: Annotated[
        int,
        typer.Option(
            "--port",
            metavar="PORT",
            min=0,
            max=65_535,
            help="The pages' port; 0 for any free one.",
        ),
    ] = 8766,
    policy: Annotated[
        Path | None,
        typer.Option(
            "--policy",
            metavar="FILE",
            help="The desk's policy: the scorecard, and how long calls are kept.",
        ),
    ] = None,
    browser: Annotated[
        bool, typer.Option(help="Open the pages where there is a display.")
    ] = True,
    host: Annotated[
        str,
        typer.Option(
            "--host",
            metavar="ADDRESS",
            help="Of a team's server: which of this machine's addresses to listen at; "
            "0.0.0.0 for all.",
        ),
    ] = "127.0.0.1",
    address: Annotated[
        str | None,
        typer.Option(
            "--address",
            metavar="https://NAME",
            help="Of a team's server: what browsers call it.",
        ),
    ] = None,
    certificate: Annotated[
        Path | None,
        typer.Option(
            "--certificate", metavar="FILE", help="Its certificate and those above it."
        ),
    ] = None,
    key: Annotated[
        Path | None,
        typer.Option("--key", metavar="FILE", help="The key of the certificate."),
    ] = None,
    behind_proxy: Annotated[
        bool,
        typer.Option(
            "--behind-proxy",
            help="TLS ends at a proxy before this server, which alone can reach it.",
        ),
    ] = False,
) -> None:
    """Look at the calls that are kept: hear, judge, score and answer.

    Goes on until Ctrl-C.  On this machine alone it needs no account; for a team see
    [bold]coach accounts[/].

    Examples:
    [bold]coach review[/]

    [bold]coach review --host 0.0.0.0 --address https://calls.example:8766
    --certificate calls.pem --key calls.key[/]
    """
    try:
        from coach.keeping.purging import patient
        from coach.policy.loading import load_policy
        from coach.store.database import open_database
        from coach.web.review.plan import ReviewPlan
        from coach.web.token import given_token, kept_token

        plan = ReviewPlan(
            host="127.0.0.1" if host == "localhost" else host,
            port=port,
            address=address,
            certificate=certificate,
            key=key,
            is_behind_proxy=behind_proxy,
        )
        token = given_token(os.environ) or kept_token()
        loaded = load_policy(policy)
        with open_database() as db:
            days = loaded.keeping if policy is not None else patient(db, loaded.keeping)
            purge = partial(_purge, db, days)
            asyncio.run(_serve(db, loaded, token, plan, purge, opens_browser=browser))
    except CoachError as error:
        complain(error)
        raise typer.Exit(WRONG_USE) from error
    except KeyboardInterrupt:
        raise typer.Exit(INTERRUPTED) from None


async def _serve(
    db: "Database",
    policy: "Policy",
    token: str,
    plan: "ReviewPlan",
    purge: Callable[[], object],
    *,
    opens_browser: bool,
) -> None:
    """Serve until Ctrl-C; purge now and once a day."""
    from coach.beside import beside
    from coach.interrupt import interrupts
    from coach.keeping.purging import every_day
    from coach.launch import open_browser
    from coach.sharing.outbox import outbox_for
    from coach.terminal import printable
    from coach.web.review.server import ReviewServer

    outbox = await asyncio.to_thread(
        outbox_for, db, policy, say=lambda line: typer.echo(printable(line))
    )
    with interrupts() as interrupted, outbox or nullcontext():
        async with ReviewServer(
            db, policy=policy, token=token, plan=plan, sharing=outbox
        ) as server:
            typer.echo(f"review: {server.url}")
            sys.stdout.flush()
            if opens_browser:
                await open_browser(server.url)
            async with beside(every_day(purge), name="purge"):
                await interrupted.wait()


def _purge(db: "Database", settings: "KeepingSettings") -> None:
    from coach.keeping.purging import purge_once
    from coach.sharing.receiving import remove_leftovers
    from coach.store.places import recording_folder

    now = datetime.now(UTC)
    purge_once(db, settings, recording_folder(), now=now)
    remove_leftovers(db, now=now)
