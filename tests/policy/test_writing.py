import tomllib
from collections.abc import Callable

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coach.policy.policy import Policy, effective_id
from coach.policy.writing import changes, policy_listing, policy_toml
from tests.policy.detectors import SmileSettings

Load = Callable[[str], Policy]

CHANGED = """
name = "desk"
[nudges]
per_call = 4
[nudges.rules.dead-air]
enabled = false
[nudges.rules.interruption-again]
nth = 1
[nudges.rules.smile]
kind = "smile"
when = { teeth = [true, 32, "white"] }
title = "Smile back"
body = 'Say "cheese".'
[detectors.smile]
words = { add = ["sunshine"], remove = ["cheese"] }
note = "here"
[detectors.smile.weights]
"ha ha" = 3
new = 2.5
"""

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
SMILES = st.builds(
    SmileSettings,
    limit_ms=st.integers(1_000, 600_000),
    share=st.floats(0, 1, exclude_min=True, exclude_max=True),
    words=st.lists(TEXTS, max_size=30).map(tuple),
    weights=st.dictionaries(TEXTS, st.floats(allow_nan=False, allow_infinity=False)),
    loud=st.booleans(),
)


class TestPolicyToml:
    def test_the_default_loads_back(self, load: Load, default: Policy) -> None:
        """The same policy, and so the same id."""
        assert load(policy_toml(default)) == default

    def test_a_changed_one_loads_back(self, load: Load) -> None:
        """Rules that were added, changed back and switched off included."""
        policy = load(CHANGED)

        again = load(policy_toml(policy))

        assert again == policy
        assert effective_id(again) == effective_id(policy)

    @given(SMILES)
    @settings(
        deadline=None,  # it writes files
        max_examples=25,
        suppress_health_check=[HealthCheck.function_scoped_fixture],
    )
    def test_any_settings_load_back(
        self, load: Load, default: Policy, smile: SmileSettings
    ) -> None:
        """Whatever the texts, numbers and tables."""
        # A table is laid over its default, so its default entry cannot go.
        kept = smile.model_copy(update={"weights": {"ha ha": 1.0, **smile.weights}})
        policy = default.model_copy(update={"detectors": {"smile": kept}})

        assert load(policy_toml(policy)) == policy

    def test_has_a_comment_for_every_key(self, default: Policy) -> None:
        """With what is allowed."""
        text = policy_toml(default)

        assert (
            "# Share of teeth, 0..1.  Source: `dentists`.\n"
            "# Allowed: a number over 0 and under 1.\n"
            "share = 0.8\n"
        ).replace("\\\n", "\n") in text
        assert "# note is not set\n".replace("\\\n", "\n") in text

    def test_has_every_key(self, default: Policy) -> None:
        """No threshold, word list or wording is left out."""
        data = tomllib.loads(policy_toml(default))

        assert set(data) == set(Policy.model_fields)
        assert set(data["speech"]) == set(type(default.speech).model_fields)
        assert set(data["nudges"]["rules"]) == set(default.nudges.rules)

    def test_lines_fit_a_screen(self, default: Policy) -> None:
        """Comments are as wide as docstrings are."""
        lines = policy_toml(default).splitlines()

        assert all(len(line) <= 90 for line in lines if line.startswith("#"))


class TestPolicyListing:
    def test_marks_what_was_changed(self, load: Load) -> None:
        """With the default beside it."""
        marked = [line for line, changed in policy_listing(load(CHANGED)) if changed]

        assert 'name = "desk"  # default: "default"' in marked
        assert "per_call = 4  # default: 6" in marked
        assert "enabled = false  # default: true" in marked
        assert "nth = 1  # default: 2" in marked
        assert 'kind = "smile"  # new' in marked

    def test_marks_nothing_in_the_default(self, default: Policy) -> None:
        """Nothing differs."""
        assert not any(changed for _, changed in policy_listing(default))

    def test_is_a_policy_file_itself(self, load: Load) -> None:
        """What is shown can be saved."""
        policy = load(CHANGED)

        text = "\n".join(line for line, _ in policy_listing(policy))

        assert load(text) == policy


class TestChanges:
    def test_lists_each_with_its_whole_key(self, load: Load) -> None:
        """Lists by what was added to and removed from them."""
        assert changes(load(CHANGED)) == [
            'name = "desk"  # default: "default"',
            "nudges.per_call = 4  # default: 6",
            "nudges.rules.interruption-again.nth = 1  # default: 2",
            "nudges.rules.dead-air.enabled = false  # default: true",
            'nudges.rules.smile.kind = "smile"  # new',
            'nudges.rules.smile.when = { teeth = [true, 32, "white"] }  # new',
            'nudges.rules.smile.title = "Smile back"  # new',
            r'nudges.rules.smile.body = "Say \"cheese\"."  # new',
            'detectors.smile.words: added ["sunshine"], removed ["cheese"]',
            'detectors.smile.note = "here"  # new',
            'detectors.smile.weights."ha ha" = 3.0  # default: 1.0',
            "detectors.smile.weights.new = 2.5  # new",
        ]

    def test_the_default_has_none(self, default: Policy) -> None:
        """It is what changes are measured against."""
        assert changes(default) == []
