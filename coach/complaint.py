"""Saying what went wrong: a line for each thing, on standard error."""

import typer

from coach.errors import CoachError


def complain(error: CoachError) -> None:
    """Print an error as ``error: ...``, a line for each of its lines."""
    for line in str(error).splitlines():
        typer.echo(f"error: {line}", err=True)
