"""Forms that lack something."""

import pytest

from coach.batch.leniency import Shape

SHAPE = Shape(
    {
        "length": int,
        "share": float,
        "each": Shape({"agent": int}),
        "rows": [Shape({"kind!": str, "level": str})],
        "more": dict,
    }
)


@pytest.mark.parametrize("form", [{}, {"each": None, "rows": None}, None])
def test_what_is_missing_is_filled_up(form: object) -> None:
    """With None and with empty lists and objects."""
    assert SHAPE.fill(form) == {
        "length": None,
        "share": None,
        "each": {"agent": None},
        "rows": [],
        "more": {},
    }


def test_what_is_there_stays() -> None:
    """Also what is not asked for; a whole number is a number."""
    form = {"length": 3, "share": 1, "new": [1], "rows": [{"kind": "x", "y": 1}]}
    whole = SHAPE.fill(form)
    assert whole["new"] == [1]
    assert whole["share"] == 1.0
    assert type(whole["share"]) is float
    assert whole["rows"] == [{"kind": "x", "y": 1, "level": None}]


@pytest.mark.parametrize(
    ("form", "reason"),
    [
        ([], "is no object"),
        ({"length": "3"}, "length is no whole number"),
        ({"length": True}, "length is no whole number"),
        ({"length": 1 << 63}, "length is no whole number"),
        ({"share": "half"}, "share is no number"),
        ({"share": 1 << 63}, "share is no number"),
        ({"each": 3}, "each is no object"),
        ({"each": {"agent": 1.5}}, "each.agent is no whole number"),
        ({"rows": [1]}, "rows.0 is no object"),
        ({"rows": {}}, "rows is no list"),
        ({"rows": [{"kind": "a"}, {}]}, "rows.1.kind is missing"),
        ({"more": []}, "more is no object"),
    ],
)
def test_what_is_of_another_type_is_named(form: object, reason: str) -> None:
    """By its place; its value may be somebody's words."""
    with pytest.raises(ValueError, match=f"^{reason}$"):
        SHAPE.fill(form)
