import pytest

from coach.complaint import complain
from coach.errors import InputError, PolicyError


def test_each_thing_gets_a_line_on_standard_error(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """An error with several problems is as many lines."""
    complain(InputError("a.wav", "is empty"))
    complain(PolicyError("desk.toml", ("a: wrong", "b: unknown")))

    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.splitlines() == [
        "error: a.wav: is empty",
        "error: desk.toml: a: wrong",
        "error: desk.toml: b: unknown",
    ]


def test_a_name_cannot_steer_the_terminal(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Escapes, direction marks and bytes that are no text are shown as escapes."""
    complain(InputError("\x1b[2Ja\u202eb\udce9.wav", "is empty"))

    assert capsys.readouterr().err == "error: \\x1b[2Ja\\u202eb\\udce9.wav: is empty\n"


def test_a_name_with_line_ends_is_one_line(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Or a file could be called like an error of another."""
    complain(InputError("a\nb.wav: is empty\rc\u2028d.wav", "is empty"))

    printed = capsys.readouterr().err
    assert printed == "error: a\\nb.wav: is empty\\rc\\u2028d.wav: is empty\n"
