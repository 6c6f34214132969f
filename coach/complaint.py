"""Saying what went wrong: a line for each thing, on standard error."""

import typer

from coach.errors import CoachError


def complain(error: CoachError) -> None:
    """Print an error as ``error: ...``, a line for each of its lines.

    A file's name may hold what would steer the terminal: that is shown, not sent.
    """
    for line in str(error).splitlines():
        shown = "".join(c if c.isprintable() else ascii(c)[1:-1] for c in line)
        typer.echo(f"error: {shown}", err=True)
