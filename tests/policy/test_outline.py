from coach.nudges.rule import NudgeRule
from coach.policy.outline import Section, outline, template
from coach.policy.policy import Policy


def section(policy: Policy, default: Policy, *path: str) -> Section:
    """Return the section at a path."""
    return next(one for one in outline(policy, default) if one.path == path)


class TestOutline:
    def test_sections_come_before_those_inside_them(self, default: Policy) -> None:
        """As a TOML file needs them."""
        paths = [one.path for one in outline(default, default)]

        assert paths[:2] == [(), ("speech",)]
        assert len(paths) == len(set(paths))
        for path in paths[1:]:
            assert path[:-1] in paths[: paths.index(path)]

    def test_every_key_has_its_documentation(self, default: Policy) -> None:
        """With what it may be; roles and double backticks are gone."""
        smile = section(default, default, "detectors", "smile")
        share = next(entry for entry in smile.entries if entry.key == "share")

        assert smile.doc == "How smiles are heard."
        assert share.doc == "Share of teeth, 0..1.  Source: `dentists`."
        assert share.allowed == "a number over 0 and under 1"
        assert (share.value, share.default, share.is_changed) == (0.8, 0.8, False)

    def test_tables_of_values_are_sections(self, default: Policy) -> None:
        """One line for each entry, without a comment of its own."""
        weights = section(default, default, "detectors", "smile", "weights")

        assert weights.doc == "How much a laugh counts."
        assert [(entry.key, entry.value) for entry in weights.entries] == [
            ("ha ha", 1.0)
        ]

    def test_rules_have_the_keys_that_are_their_own(self, default: Policy) -> None:
        """What is as in every rule is not repeated, unless it was changed to that."""
        rule = section(default, default, "nudges", "rules", "interruption-again")
        assert [entry.key for entry in rule.entries][:3] == ["kind", "speaker", "nth"]

        rules = dict(default.nudges.rules)
        rules["interruption-again"] = rules["interruption-again"].model_copy(
            update={"nth": 1}
        )
        nudges = default.nudges.model_copy(update={"rules": rules})
        policy = default.model_copy(update={"nudges": nudges})
        rule = section(policy, default, "nudges", "rules", "interruption-again")

        [nth] = [entry for entry in rule.entries if entry.key == "nth"]
        assert (nth.value, nth.default, nth.is_changed) == (1, 2, True)


class TestTemplate:
    def test_lists_the_keys_of_a_rule(self) -> None:
        """Those that are needed have no default."""
        entries = {entry.key: entry for entry in template(NudgeRule)}

        assert entries["title"].value is None
        assert entries["nth"].value == 1
        assert entries["severity"].value == "notice"
        assert entries["when"].value == {}
