from typing import Annotated, Any, Literal

import pytest
from pydantic import Field, create_model

from coach.policy.schema import allowed, keys_of, part_at
from coach.settings import Settings
from tests.policy.detectors import SmileSettings


class TestAllowed:
    @pytest.mark.parametrize(
        ("form", "words"),
        [
            (int, "a whole number"),
            (Annotated[int, Field(ge=0)], "a whole number of at least 0"),
            (Annotated[int, Field(gt=0, lt=9)], "a whole number over 0 and under 9"),
            (Annotated[float, Field(ge=0, le=1)], "a number from 0 to 1"),
            (Annotated[float, Field(le=0.5)], "a number of at most 0.5"),
            (bool, "true or false"),
            (str, "a text"),
            (Annotated[str, Field(min_length=1)], "a text that is not empty"),
            (
                Annotated[str, Field(max_length=9, pattern="^a")],
                "a text of at most 9 characters, that matches ^a",
            ),
            (Literal["a", "b", "c"], '"a", "b" or "c"'),
            (Literal[1], "1"),
            (str | None, "a text or nothing"),
            (tuple[str, ...], "a list, each a text"),
            (
                Annotated[tuple[int, ...], Field(min_length=1)],
                "a list of at least 1, each a whole number",
            ),
            (
                Annotated[tuple[int, ...], Field(min_length=1, max_length=3)],
                "a list of 1 to 3, each a whole number",
            ),
            (
                Annotated[tuple[int, ...], Field(max_length=3)],
                "a list of at most 3, each a whole number",
            ),
            (tuple[int, float], "a list of 2: a whole number, a number"),
            (dict[str, int], "a table"),
            (SmileSettings, "a table"),
        ],
    )
    def test_is_said_in_words(self, form: Any, words: str) -> None:  # noqa: ANN401
        """Every form that a setting may have."""
        model = create_model("Model", __base__=Settings, key=(form, ...))
        part = part_at(model.model_json_schema(), ("key",))

        assert part is not None
        assert allowed(part) == words


class TestPartAt:
    def test_follows_keys_positions_and_alternatives(self) -> None:
        """Wherever a value can stand, its form is found."""
        inner = create_model("Inner", __base__=Settings, x=(tuple[int, ...] | None, 1))
        outer = create_model("Outer", __base__=Settings, t=(dict[str, inner], ...))
        schema = outer.model_json_schema()

        part = part_at(schema, ("t", "any name", "x", 3))

        assert part is not None
        assert allowed(part) == "a whole number"
        assert part_at(schema, ("t", "any name", "y")) is None
        assert part_at(schema, ("t", "any name", "x", "key")) is None


class TestKeysOf:
    def test_are_in_order(self) -> None:
        """As the class has them."""
        keys = keys_of(SmileSettings.model_json_schema())

        assert keys[:2] == ("limit_ms", "share")
