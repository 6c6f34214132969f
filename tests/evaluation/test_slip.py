import re

from coach.evaluation.slip import SlipType


def test_types_are_kebab_case() -> None:
    """They are values on the wire, and stable."""
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", str(one)) for one in SlipType)
