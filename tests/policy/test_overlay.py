from coach.policy.overlay import overlay


class TestOverlay:
    def test_tables_are_changed_key_by_key(self) -> None:
        """What is not mentioned stays."""
        defaults = {"a": {"x": 1, "y": 2}, "b": 3}

        result, problems = overlay(defaults, {"a": {"y": 5}})

        assert result == {"a": {"x": 1, "y": 5}, "b": 3}
        assert problems == []
        assert defaults == {"a": {"x": 1, "y": 2}, "b": 3}

    def test_lists_are_replaced(self) -> None:
        """A list means that list."""
        assert overlay({"a": [1, 2]}, {"a": [3]})[0] == {"a": [3]}

    def test_lists_are_changed_by_a_table(self) -> None:
        """Removed first, then added; nothing is there twice."""
        change = {"a": {"remove": ["x"], "add": ["z", "y", "z"]}}

        assert overlay({"a": ["x", "y"]}, change)[0] == {"a": ["y", "z"]}

    def test_what_is_removed_and_added_goes_to_the_end(self) -> None:
        """Both were asked for."""
        change = {"a": {"remove": ["x"], "add": ["x"]}}

        assert overlay({"a": ["x", "y"]}, change)[0] == {"a": ["y", "x"]}

    def test_nothing_can_be_removed_that_is_not_there(self) -> None:
        """A misspelt entry is pointed out."""
        change = {"s": {"a": {"remove": ["chese"]}}}

        result, problems = overlay({"s": {"a": ["cheese"]}}, change)

        assert result == {"s": {"a": ["cheese"]}}
        assert problems == [
            's.a.remove: got "chese", which is not in the list; nearest: cheese'
        ]

    def test_other_tables_are_no_change_of_a_list(self) -> None:
        """They are left for the validation to refuse."""
        for value in ({}, {"ad": ["x"]}, {"add": "x"}):
            assert overlay({"a": ["x"]}, {"a": value})[0] == {"a": value}

    def test_new_keys_are_taken_over(self) -> None:
        """A rule may be added; an unknown key is refused later."""
        assert overlay({}, {"a": {"b": [1]}})[0] == {"a": {"b": [1]}}
