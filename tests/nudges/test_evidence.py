import re

from coach.nudges.evidence import EVIDENCE


def test_times_and_only_times_end_in_ms() -> None:
    """The unit of a time is in its name, and in no other name."""
    for keys in EVIDENCE.values():
        for key, evidence in keys.items():
            is_time = evidence.form in ("duration", "moment")
            assert key.endswith("_ms") == is_time
            assert re.fullmatch(r"[a-z][a-z_]*", key)


def test_choices_and_lists_say_what_they_may_hold() -> None:
    """A rule can only be checked against values that are named."""
    for keys in EVIDENCE.values():
        for evidence in keys.values():
            assert bool(evidence.values) == (evidence.form in ("choice", "list"))
