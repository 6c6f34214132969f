from coach.redaction.finding import read
from coach.redaction.lines import line_of
from coach.redaction.runs import find_runs
from tests.redaction.talk import SPEAKERS


def runs(*lines: tuple[str, str]) -> list[str]:
    """What is dictated in one go, each as its signs."""
    readings = [
        read(number, line_of(text, SPEAKERS[who]))
        for number, (who, text) in enumerate(lines)
    ]
    found = find_runs(
        [one.line for one in readings],
        [one.pieces for one in readings],
        [one.labels for one in readings],
    )
    return [run.signs for run in found]


def test_hesitation_and_pauses_do_not_part_a_run() -> None:
    """Nor a correction."""
    assert runs(("c", "four one, uh, one. one, no sorry, two")) == ["41112"]


def test_other_words_do() -> None:
    """They are two numbers then."""
    assert runs(("c", "41 went to room 12")) == ["41", "12"]


def test_a_run_goes_on_after_a_listener() -> None:
    """Who says "mm-hm", or repeats it."""
    lines = [("c", "4012"), ("a", "Mm-hm."), ("c", "8888"), ("a", "8888"), ("c", "18")]
    assert runs(*lines) == ["4012888818", "8888"]


def test_a_question_for_something_else_ends_it() -> None:
    """What comes then answers that."""
    lines = [("c", "4012"), ("a", "And the extension?"), ("c", "8888")]
    assert runs(*lines) == ["4012", "8888"]


def test_what_names_a_number_is_no_part_of_one() -> None:
    """Such as the six of “six digits”."""
    assert runs(("c", "six digits, 12")) == ["12"]
