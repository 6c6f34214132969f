"""Cells that any table can hold."""

from coach.batch.columns import Column, Type, json_text, row_of


def test_texts_are_fit_for_any_table() -> None:
    """No NUL, and nothing that UTF-8 cannot hold."""
    columns: list[Column[str]] = [
        Column(name="text", type=Type.TEXT, of=lambda text: text),
        Column(name="texts", type=Type.TEXTS, of=lambda text: [text, "ü"]),
        Column(name="length", type=Type.INTEGER, of=len),
    ]
    assert row_of(columns, "a\0b\udcff") == ["ab\\udcff", ["ab\\udcff", "ü"], 4]


def test_json_is_one_line_and_the_same_for_the_same() -> None:
    """Its keys are in order."""
    assert json_text({"b": "ü\n", "a": 1}) == '{"a": 1, "b": "ü\\n"}'
