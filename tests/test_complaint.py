import pytest

from coach.complaint import complain, say
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


@pytest.mark.parametrize("is_aside", [True, False])
def test_what_is_said_is_one_line_too(
    capsys: pytest.CaptureFixture[str], is_aside: bool
) -> None:
    """Beside what was asked for, or as it."""
    say("1 name (a\u202e\x1b[2J\n.wav)", is_aside=is_aside)

    printed = capsys.readouterr()
    said, silent = (printed.err, printed.out)[:: 1 if is_aside else -1]
    assert (said, silent) == ("1 name (a\\u202e\\x1b[2J\\n.wav)\n", "")
