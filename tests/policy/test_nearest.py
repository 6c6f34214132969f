from coach.policy.nearest import MOST_LISTED, nearest


class TestNearest:
    def test_names_what_may_have_been_meant(self) -> None:
        """At most three, the nearest first."""
        known = ["limit_ms", "near_ratio", "repeat_ms"]

        assert nearest("limt_ms", known) == "; nearest: limit_ms"

    def test_a_part_of_a_name_is_near(self) -> None:
        """Whoever leaves out the unit is told the whole name."""
        assert nearest("limit", ["hold_limit_ms", "x"]) == "; nearest: hold_limit_ms"

    def test_lists_all_when_none_is_near_and_there_are_few(self) -> None:
        """Up to the limit, and not one more."""
        few = [f"key{n}" for n in range(MOST_LISTED)]

        assert nearest("zzz", few) == f"; allowed: {', '.join(few)}"
        assert nearest("zzz", [*few, "another"]) == ""

    def test_only_looks_at_texts(self) -> None:
        """Numbers have no neighbours."""
        assert nearest(3, [1, 2]) == ""
