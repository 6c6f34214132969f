import contextlib
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.errors import PolicyError
from coach.nudges.settings import NudgeSettings
from coach.policy.loading import load_policy
from coach.policy.policy import Policy
from coach.policy.toml_text import toml_value
from coach.speech.settings import SpeechSettings
from tests.policy.detectors import DETECTORS, SmileSettings

Load = Callable[[str], Policy]
Problems = Callable[[str], tuple[str, ...]]

WORDS = """
version name speech nudges detectors smile rules words weights limit_ms pair note
dead-air recap upset mine kind when title body severity nth per_call add remove missing
vocabulary onset loud
"""
KEYS = st.sampled_from(WORDS.split())
CHANGES = st.dictionaries(
    KEYS,
    st.recursive(
        st.booleans()
        | st.integers(-9, 9)
        | st.floats()
        | st.sampled_from(["dead-air", "recap", "{silence}", "{", "alert", "x" * 99]),
        lambda inner: (
            st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4)
        ),
        max_leaves=12,
    ),
    max_size=4,
)


def written(changes: Mapping[str, object]) -> str:
    """Return a policy file that says so."""
    return "\n".join(f"{key} = {toml_value(value)}" for key, value in changes.items())


class TestLoadPolicy:
    def test_without_a_file_it_is_the_default(self) -> None:
        """Every section has its own defaults."""
        policy = load_policy(None, DETECTORS)

        assert policy.name == "default"
        assert policy.speech == SpeechSettings()
        assert policy.nudges == NudgeSettings()
        assert policy.detectors == {"smile": SmileSettings()}

    def test_an_empty_file_changes_nothing(self, load: Load, default: Policy) -> None:
        """What is not mentioned has its default."""
        assert load("") == default

    def test_changes_only_what_is_mentioned(self, load: Load) -> None:
        """Key by key, in every section."""
        policy = load(
            """
            name = "desk"
            [nudges]
            per_call = 4
            [nudges.rules.dead-air]
            enabled = false
            [detectors.smile]
            words = { add = ["sunshine"], remove = ["cheese"] }
            weights = { "hi hi" = 2 }
            """
        )

        assert policy.name == "desk"
        assert policy.nudges.per_call == 4
        assert policy.nudges.spacing_ms == 20_000
        assert not policy.nudges.rules["dead-air"].enabled
        assert policy.nudges.rules["dead-air"].title == "Quiet for {silence}"
        smile = policy.detectors["smile"]
        assert isinstance(smile, SmileSettings)
        assert smile.words == ('say "ah"', "sunshine")
        assert smile.weights == {"ha ha": 1.0, "hi hi": 2.0}

    def test_adds_rules(self, load: Load) -> None:
        """About kinds of other people's detectors as well."""
        policy = load(
            """
            [nudges.rules.smile]
            kind = "smile"
            title = "{teeth} teeth"
            body = "Smile back."
            """
        )

        assert policy.nudges.rules["smile"].title == "{teeth} teeth"
        assert len(policy.nudges.rules) == len(NudgeSettings().rules) + 1

    @pytest.mark.parametrize(
        ("text", "line"),
        [
            ("nam = 1", "nam: unknown key; nearest: name"),
            ("[smile]", "smile: unknown key; nearest: detectors.smile"),
            ("[detectors.smil]", "detectors.smil: unknown key; nearest: smile"),
            ("version = 2", "version: got 2; allowed: 1"),
            (
                'name = "My Desk"',
                'name: got "My Desk"; allowed: a text of at most 64 characters, '
                "that matches ^[a-z0-9][a-z0-9._-]*$",
            ),
            ("speech = 3", "speech: got 3; allowed: a table"),
            ("detectors = []", "detectors: got []; allowed: a table"),
            ("detectors.smile = 1", "detectors.smile: got 1; allowed: a table"),
            (
                '[nudges.rules.recap]\nkind = "missing_recap"',
                'nudges.rules.recap.kind: got "missing_recap", which no detector '
                "raises; nearest: missing-recap",
            ),
            (
                '[nudges.rules.upset]\nduring = "holds"',
                'nudges.rules.upset.during: got "holds", which no detector raises; '
                "allowed: interruption, hold-limit-near, hold-overrun, "
                "hold-etiquette, dead-air, sentiment-spike, "
                "missing-acknowledgement, profanity, threat, "
                "missing-recap, commitment, smile",
            ),
            ("a = nan", "a: got nan; allowed: a number that is finite"),
            ("a = ?", "line 1, column 5: not TOML: invalid value"),
            (
                "a = 1\na = 2\n\n",
                "line 2, column 6: not TOML: cannot overwrite a value",
            ),
            ('a = 1\n"', "line 2, at its end: not TOML: unterminated string"),
        ],
    )
    def test_names_what_is_wrong(
        self, problems: Problems, text: str, line: str
    ) -> None:
        """One line, with the key or the place."""
        assert problems(text) == (line,)

    def test_names_everything_that_is_wrong(self, problems: Problems) -> None:
        """Not only the first mistake."""
        lines = problems(
            'nam = 1\n[speech]\nonset = 2\n[detectors.smile]\nloud = "yes"\nlod = 1'
        )

        assert [line.partition(":")[0] for line in lines] == [
            "nam",
            "speech.onset",
            "detectors.smile.loud",
            "detectors.smile.lod",
        ]

    def test_says_that_a_file_cannot_be_read(self, tmp_path: Path) -> None:
        """Missing, a folder, no text."""
        (tmp_path / "latin.toml").write_bytes(b'name = "\xe9"')
        for name, reason in (
            ("none.toml", "cannot be read: no such file or directory"),
            (".", "cannot be read: is a directory"),
            ("latin.toml", "is not UTF-8 text"),
        ):
            with pytest.raises(PolicyError) as caught:
                load_policy(tmp_path / name, DETECTORS)
            assert str(caught.value) == f"{tmp_path / name}: {reason}"

    def test_refuses_a_file_that_is_nested_too_deeply(self, problems: Problems) -> None:
        """Ten thousand brackets are a mistake, not a crash."""
        assert problems("a = " + "[" * 10_000) == ("is nested too deeply",)

    @settings(deadline=None)  # it writes files
    @given(st.text(max_size=60) | CHANGES.map(written))
    def test_never_fails_otherwise(self, text: str) -> None:
        """Whatever is in the file, it is a policy or a policy error."""
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "desk.toml"
            path.write_bytes(text.encode("utf-8", "surrogatepass"))
            with contextlib.suppress(PolicyError):
                assert isinstance(load_policy(path, DETECTORS), Policy)
