"""Saying what went wrong: a line for each thing, on standard error."""

import typer

from coach.errors import CoachError


def complain(error: CoachError) -> None:
    """Print an error as ``error: ...``, a line for each of its lines."""
    complain_of(str(error))


def complain_of(text: str) -> None:
    """Print what went wrong as :func:`complain` does."""
    for line in printable_lines(text):
        typer.echo(f"error: {line}", err=True)


def printable_lines(text: str) -> list[str]:
    """Return the lines of a text as a terminal may show them.

    A file's name may hold what would steer the terminal: that is shown, not sent.
    """
    return [
        "".join(c if c.isprintable() else ascii(c)[1:-1] for c in line)
        for line in text.splitlines()
    ]
