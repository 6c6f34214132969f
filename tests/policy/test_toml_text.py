import tomllib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.policy.toml_text import WIDTH, toml_key, toml_lines, toml_value

relaxed = settings(deadline=None)  # a busy machine is no failure

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
VALUES = st.recursive(
    st.booleans()
    | st.integers(-(2**62), 2**62)
    | st.floats(allow_nan=False, allow_infinity=False)
    | TEXTS,
    lambda inner: (
        st.lists(inner, max_size=9) | st.dictionaries(TEXTS, inner, max_size=4)
    ),
    max_leaves=20,
)


class TestTomlValue:
    @relaxed
    @given(TEXTS, VALUES)
    def test_reads_back(self, key: str, value: object) -> None:
        """The standard library reads what is written here."""
        line = f"{toml_key((key,))} = {toml_value(value)}"

        assert tomllib.loads(line) == {key: value}

    def test_refuses_what_toml_has_not(self) -> None:
        """There is no null."""
        with pytest.raises(TypeError, match="NoneType"):
            toml_value(None)


class TestTomlKey:
    def test_quotes_only_where_needed(self) -> None:
        """Letters, digits, dashes and underscores need no quotes."""
        assert toml_key(("a-b_1", "ha ha", "ü")) == 'a-b_1."ha ha"."ü"'


class TestTomlLines:
    @relaxed
    @given(st.lists(TEXTS, max_size=60))
    def test_long_lists_read_back(self, value: list[str]) -> None:
        """Over however many lines."""
        text = "\n".join(toml_lines("key", value))

        assert tomllib.loads(text) == {"key": value}

    def test_long_lists_fit_the_width(self) -> None:
        """Short entries share lines, and none is too long."""
        lines = toml_lines("key", ["word"] * 100)

        assert len(lines) > 3
        assert all(len(line) <= WIDTH for line in lines)
