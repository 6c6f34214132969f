"""``coach share``: calls of this machine for the team's server, and back."""

# The imports inside the functions keep a moment out of the other commands.

import os
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from coach.complaint import complain
from coach.errors import CoachError, ShareError, StoreError
from coach.preferences import Preferences, load_preferences, remember

if TYPE_CHECKING:
    from coach.policy.policy import Policy
    from coach.sharing.address import ServerAddress
    from coach.sharing.ledger import Share
    from coach.sharing.sender import Sender
    from coach.sharing.setup import SharingPlan
    from coach.store.database import Database

DONE, SOME_FAILED, WRONG_USE = 0, 1, 2
"""Exit statuses."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What ``coach share`` is asked to do."""

    calls: Sequence[str] = ()
    server: str | None = None
    ca: Path | None = None
    is_list: bool = False
    withdraws: bool = False
    automatically: Literal["on", "off"] | None = None
    policy: Path | None = None


def share(
    calls: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="CALL...",
            help="The call as [bold]coach calls[/] lists it, its id where only one has "
            "it, or [bold]last[/].",
        ),
    ] = None,
    server: Annotated[
        str | None,
        typer.Option(
            "--server",
            metavar="URL",
            help="The team's server, such as https://calls.example.org; remembered.",
        ),
    ] = None,
    ca: Annotated[
        Path | None,
        typer.Option(
            "--ca",
            metavar="FILE",
            help="Your company's own certificates, in place of the system's; "
            "remembered.",
        ),
    ] = None,
    is_list: Annotated[
        bool, typer.Option("--list", help="List what is shared, and where.")
    ] = False,
    withdraw: Annotated[
        bool,
        typer.Option("--withdraw", help="Have the server delete the calls again."),
    ] = False,
    automatically: Annotated[
        str | None,
        typer.Option(
            "--automatically",
            metavar="on|off",
            help="Agree that calls kept for review are shared by themselves, where the "
            "desk's policy wants that too; or agree no longer.",
        ),
    ] = None,
    policy: Annotated[
        Path | None,
        typer.Option("--policy", metavar="FILE", help="The desk's policy."),
    ] = None,
) -> None:
    """Share calls with the team's server, redacted, or withdraw them from it.

    Examples:
    [bold]coach share last --server https://calls.example.org[/]

    [bold]coach share --list[/]

    [bold]coach share --withdraw 3f9a2c[/]
    """
    wish = Wish(
        calls=calls or (),
        server=server,
        ca=ca,
        is_list=is_list,
        withdraws=withdraw,
        automatically=_on_or_off(automatically),
        policy=policy,
    )
    if withdraw and not wish.calls:
        raise typer.BadParameter("name the calls to withdraw")
    if not (wish.calls or is_list or automatically or server or ca):
        raise typer.BadParameter("name a call; coach share --list lists what is shared")
    try:
        status = fulfil(wish)
    except CoachError as error:
        complain(error)
        status = WRONG_USE
    raise typer.Exit(status)


def _on_or_off(text: str | None) -> Literal["on", "off"] | None:
    match text:
        case None | "on" | "off":
            return text
    raise typer.BadParameter("--automatically takes on or off")


def fulfil(wish: Wish) -> int:
    """Do what is asked; return the exit status.

    Raises:
        CoachError: It cannot be begun.
    """
    from coach.policy.loading import load_policy
    from coach.store.database import open_database

    policy = load_policy(wish.policy)
    preferences = _set_up(wish)
    if wish.automatically is not None:
        _agree(wish.automatically == "on", preferences, policy)
    if not wish.calls and not wish.is_list:
        return DONE
    with open_database() as db:
        status = DONE
        if wish.calls:
            plan = _plan(preferences, policy)
            status = _bring(db, wish, plan, policy)
        if wish.is_list:
            _list(db)
    return status


# --- set-up ---------------------------------------------------------------------------


def _set_up(wish: Wish) -> Preferences:
    """Remember the server and its certificates, where they are given now.

    Raises:
        ShareError: They cannot be used, or not be remembered.
    """
    from coach.sharing.address import server_address
    from coach.sharing.client import TeamServer

    preferences = load_preferences()
    changes: dict[str, str | None] = {}
    if wish.server is not None:
        try:
            address = server_address(wish.server)
        except ValueError as wrong:
            raise ShareError("--server", str(wrong)) from None
        if address.url != preferences.share_server:
            # Another server has another certificate, and nobody has agreed to it yet.
            changes |= {"share_server": address.url, "share_ca": None}
    if wish.ca is not None:
        text = changes.get("share_server") or preferences.share_server
        if text is None:
            raise ShareError("--ca", "goes with a server: name it with --server")
        path = wish.ca.absolute()
        TeamServer(server_address(text), "none", ca=path).__exit__(None, None, None)
        changes["share_ca"] = str(path)
    _remember(changes)
    return replace(preferences, **changes)


def _agree(agrees: bool, preferences: Preferences, policy: "Policy") -> None:
    """Remember the analyst's half of sharing by itself, and say what it comes to."""
    from coach.sharing.setup import address_of, is_automatic

    if not agrees:
        _remember({"share_automatically_with": None})
        typer.echo("no call is shared by itself")
        return
    try:
        address = address_of(preferences, policy.sharing)
    except ValueError as wrong:
        raise ShareError("the remembered server", str(wrong)) from None
    if address is None:
        raise ShareError("--automatically on", "name the server with --server")
    _token(address)
    _remember({"share_automatically_with": address.url})
    agreed = replace(preferences, share_automatically_with=address.url)
    if is_automatic(agreed, policy.sharing):
        typer.echo(f"calls kept for review are shared with {address.host}")
    else:
        typer.echo(
            f"you agree to share calls with {address.host}; they are shared by "
            "themselves once the desk's policy says so too"
        )


def _plan(preferences: Preferences, policy: "Policy") -> "SharingPlan":
    """Return where calls go; ask for the token where none is kept.

    Raises:
        ShareError: No server is named, or there is no token for it.
    """
    from coach.sharing.setup import SharingPlan, address_of

    try:
        address = address_of(preferences, policy.sharing)
    except ValueError as wrong:
        raise ShareError("the remembered server", str(wrong)) from None
    if address is None:
        raise ShareError("no server", "name the team's with --server URL")
    ca = preferences.share_ca
    return SharingPlan(
        address=address, token=_token(address), ca=Path(ca) if ca else None
    )


def _token(address: "ServerAddress") -> str:
    """Return the token for a server: kept, of the environment, or asked for now.

    Raises:
        ShareError: There is none, and nobody to ask.
    """
    from coach.sharing.tokens import VARIABLE, checked, find_token, keep_token

    token = find_token(address, os.environ)
    if token is not None:
        return token
    if sys.stdin is None or not sys.stdin.isatty():
        raise ShareError(
            address.host, f"its token is not known here: set {VARIABLE} to it"
        )
    asked = typer.prompt(f"token for {address.host}", hide_input=True, err=True)
    token = checked(asked, address)
    keep_token(address, token)
    return token


def _remember(changes: dict[str, str | None]) -> None:
    if not changes:
        return
    try:
        remember(changes)
    except OSError as error:
        why = (error.strerror or type(error).__name__).lower()
        raise ShareError("preferences", f"cannot be written: {why}") from error


# --- calls ----------------------------------------------------------------------------


def _bring(db: "Database", wish: Wish, plan: "SharingPlan", policy: "Policy") -> int:
    """Share or withdraw each call; return the exit status."""
    from coach.sharing.sender import Manners
    from coach.sharing.setup import opens_sender

    status = DONE
    with _progress() as tell:
        manners = Manners(pause=_pause, tell=tell)
        with opens_sender(db, plan, policy.redaction)(manners) as sender:
            for name in wish.calls:
                try:
                    _bring_one(db, sender, name, plan, withdraws=wish.withdraws)
                except CoachError as error:
                    complain(error)
                    status = SOME_FAILED
    return status


def _bring_one(
    db: "Database", sender: "Sender", name: str, plan: "SharingPlan", *, withdraws: bool
) -> None:
    """Share or withdraw one call.

    Raises:
        CoachError: It cannot be.
    """
    host = plan.address.host
    if withdraws:
        uid = _ask_to_withdraw(db, name, plan.address)
    else:
        uid = _ask_to_share(db, name, plan.address)
    for share in sender.waiting():
        if share.uid == uid:
            done = sender.bring(share)
            if done.keeps_sound:
                typer.echo(f"{uid}: something was masked anew, so its sound stays here")
    typer.echo(f"{uid}: {'withdrawn from' if withdraws else 'shared with'} {host}")


def _ask_to_share(db: "Database", name: str, address: "ServerAddress") -> str:
    from coach.sharing.ledger import ask_to_share

    key, uid = _find(db, name)
    with db.session() as session:
        ask_to_share(session, key, address.url, now=datetime.now(UTC))
    return uid


def _ask_to_withdraw(db: "Database", name: str, address: "ServerAddress") -> str:
    """Have a call withdrawn, be it still here or not.

    Raises:
        StoreError: It was never shared with this server.
    """
    from coach.sharing.ledger import ask_to_withdraw, dig_up

    now = datetime.now(UTC)
    try:
        key, uid = _find(db, name)
    except StoreError:
        with db.session() as session:
            if dig_up(session, uid=name, server=address.url, now=now):
                return name
        raise
    with db.session() as session:
        if ask_to_withdraw(session, key, address.url, now=now) is None:
            raise StoreError(uid, f"was never shared with {address.host}")
    return uid


def _find(db: "Database", name: str) -> tuple[int, str]:
    """Return the key and the uid of the call that a name stands for.

    Raises:
        StoreError: There is none, or more than one.
    """
    from sqlalchemy import select

    from coach.store.naming import find_uid
    from coach.store.tables import CallRow

    uid = find_uid(db, name)
    with db.reading() as session:
        key = session.scalars(select(CallRow.key).where(CallRow.uid == uid)).one()
    return key, uid


def _list(db: "Database") -> None:
    from coach.sharing.ledger import shares

    with db.reading() as session:
        found = shares(session)
    if not found:
        typer.echo("nothing is shared")
    for share in found:
        typer.echo(_line(share))


def _line(share: "Share") -> str:
    at = share.changed_at.astimezone().strftime("%Y-%m-%d %H:%M")
    host = share.server.partition("://")[2]
    gone = ", no longer here" if share.is_gone else ""
    return f"{share.uid}  {share.state:<11}  {at}  {host}{gone}"


@contextmanager
def _progress() -> "Iterator[Callable[[Share, int, int], None]]":
    """Show how far the sound is, where there is a terminal to show it in."""
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        DownloadColumn,
        Progress,
        TaskID,
        TextColumn,
        TransferSpeedColumn,
    )

    console = Console(stderr=True)
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        DownloadColumn(binary_units=True),
        TransferSpeedColumn(),
    )
    with Progress(
        *columns, console=console, transient=True, disable=not console.is_terminal
    ) as progress:
        bars: dict[str, TaskID] = {}

        def tell(share: "Share", sent: int, total: int) -> None:
            if total and share.uid not in bars:
                bars[share.uid] = progress.add_task(share.uid[:8], total=total)
            if total:
                progress.update(bars[share.uid], completed=sent)

        yield tell


def _pause(seconds: float) -> bool:
    time.sleep(seconds)
    return True
