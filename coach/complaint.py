"""Saying things in a line each, above all what went wrong."""

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
    say(f"error: {text}", is_aside=True)


def say(text: str, *, is_aside: bool = False) -> None:
    """Print a text in one line, whatever is in it.

    Args:
        text: What to say.
        is_aside: Whether on standard error: it is not what was asked for.
    """
    typer.echo(printable_line(text), err=is_aside)


def printable_line(text: str) -> str:
    """Return a text as a terminal may show it in a line.

    A file's name may hold what would end the line or steer the terminal: that is shown,
    not sent.
    """
    return "".join(c if c.isprintable() else ascii(c)[1:-1] for c in text)
