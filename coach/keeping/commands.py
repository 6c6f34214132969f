"""``coach recover``: bring in the calls that were cut off, without a headset."""

# The imports inside the functions keep a second out of the other commands.

import asyncio
from pathlib import Path
from typing import Annotated

import typer

from coach.complaint import complain
from coach.errors import CoachError
from coach.interrupt import interrupts

DONE, SOME_FAILED, WRONG_USE, INTERRUPTED = 0, 1, 2, 130
"""Exit statuses."""


def recover(
    policy: Annotated[
        Path | None,
        typer.Option("--policy", metavar="FILE", help="The desk's policy."),
    ] = None,
    model: Annotated[
        str | None,
        typer.Option(
            "--model",
            metavar="NAME|FOLDER",
            help="A Whisper model; by default the packaged tiny.en.",
        ),
    ] = None,
) -> None:
    """Keep the calls in whose middle the coach or the machine died.

    [bold]coach live[/] does it by itself between calls; this does it now.  Calls that
    go on are left alone.

    Example: [bold]coach recover --policy desk.toml[/]
    """
    try:
        status = asyncio.run(_recover(policy, model))
    except CoachError as error:
        complain(error)
        status = WRONG_USE
    except KeyboardInterrupt:
        status = INTERRUPTED
    raise typer.Exit(status)


async def _recover(policy: Path | None, model: str | None) -> int:
    from coach.commands import plan_of
    from coach.desk import Desk
    from coach.keeping.keeper import Keeper
    from coach.keeping.recovery import Recovery
    from coach.options import CallOptions
    from coach.terminal import printable

    plan = await plan_of(CallOptions(policy=policy, model=model, speed=0))
    with interrupts() as interrupted:
        async with Desk(plan, None, interrupted) as desk:
            work = Recovery(
                desk,
                Keeper(plan.policy),
                say=lambda line: typer.echo(printable(line)),
                idle=_at_once,
            )
            task = asyncio.create_task(work.run(), name="recover")
            ending = asyncio.create_task(interrupted.wait(), name="interrupt")
            await asyncio.wait([task, ending], return_when=asyncio.FIRST_COMPLETED)
            ending.cancel()
            if not task.done():
                task.cancel()
                await asyncio.wait([task])
                return INTERRUPTED
            return SOME_FAILED if task.result() else DONE


async def _at_once() -> None:
    """No call goes on: there is nothing to wait for."""
