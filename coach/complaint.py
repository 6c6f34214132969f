"""Saying what went wrong: a line for each thing, on standard error."""

import typer

from coach.errors import CoachError, InputError


def complain(error: CoachError) -> None:
    """Print an error as ``error: ...``, a line for each of its lines.

    One about an input is a line, also where the input's name holds the end of one.
    """
    if isinstance(error, InputError):
        complain_of(str(error))
        return
    for line in str(error).splitlines():
        complain_of(line)


def complain_of(text: str) -> None:
    """Print what went wrong as ``error: ...``, in one line."""
    typer.echo(f"error: {printable_line(text)}", err=True)


def printable_line(text: str) -> str:
    """Return a text as a terminal may show it in a line.

    A file's name may hold what would end the line or steer the terminal: that is shown,
    not sent.
    """
    return "".join(c if c.isprintable() else ascii(c)[1:-1] for c in text)
