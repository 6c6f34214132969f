import difflib
from pathlib import Path

from coach.policy.documentation import policy_markdown
from coach.policy.loading import load_policy
from coach.policy.policy import Policy

DOCUMENT = Path(__file__).parents[2] / "docs" / "policy.md"


class TestPolicyMarkdown:
    def test_the_published_one_is_current(self) -> None:
        """``python -m coach.policy.documentation > docs/policy.md`` makes it so."""
        published = DOCUMENT.read_text(encoding="utf-8").splitlines()
        current = policy_markdown(load_policy(None)).splitlines()

        assert list(difflib.unified_diff(published, current, n=0)) == []

    def test_has_every_key(self, default: Policy) -> None:
        """With its default, what it may be and what it means."""
        text = policy_markdown(default)

        assert "### `[detectors.smile]`" in text
        assert "- **`share`** = `0.8` (a number over 0 and under 1)" in text
        assert "  Share of teeth, 0..1.  Source: `dentists`." in text
        assert '"ha ha" = 1.0' in text
        for key in type(default.speech).model_fields:
            assert f"- **`{key}`**" in text

    def test_long_lists_are_cut(self, default: Policy) -> None:
        """The whole list is in the file that ``coach policy init`` writes."""
        words = tuple(f"word{n}" for n in range(300))
        smile = default.detectors["smile"].model_copy(update={"words": words})
        policy = default.model_copy(update={"detectors": {"smile": smile}})

        text = policy_markdown(policy)

        assert '"word5"' in text
        assert "… 300 in all]" in text
        assert '"word299"' not in text
