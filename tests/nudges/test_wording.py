import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.nudges.default_rules import RULES, WORDS
from coach.nudges.evidence import EVIDENCE
from coach.nudges.wording import (
    BODY_CHARACTERS,
    TITLE_CHARACTERS,
    clip,
    duration,
    fill,
    grown,
    placeholders,
    problems,
)
from tests.nudges.making import rule

relaxed = settings(deadline=None)  # a busy machine is no failure

VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-10, 10**12),
    st.floats(allow_nan=False),
    st.text(max_size=200),
    st.lists(st.sampled_from([*WORDS, "something else entirely"]), max_size=9),
)


class TestDuration:
    @pytest.mark.parametrize(
        ("ms", "words"),
        [
            (0, "0 s"),
            (24_999, "24 s"),
            (119_999, "119 s"),
            (120_000, "2 min"),
            (130_000, "2 min 10 s"),
            (3_599_999, "59 min 59 s"),
            (3_600_000, "1 h"),
            (3_660_000, "1 h 1 min"),
            (-5, "0 s"),
        ],
    )
    def test_reads_as_people_say_it(self, ms: int, words: str) -> None:
        """Seconds below two minutes, then minutes, then hours; never rounded up."""
        assert duration(ms) == words


class TestClip:
    def test_keeps_what_fits(self) -> None:
        """A text of exactly the limit is left alone."""
        assert clip("abcde", 5) == "abcde"

    def test_ends_what_does_not_in_an_ellipsis(self) -> None:
        """One character too many costs two."""
        assert clip("abcdef", 5) == "abcd…"

    def test_makes_one_line(self) -> None:
        """Line ends and runs of spaces become one space."""
        assert clip("a\n b", 5) == "a b"


class TestPlaceholders:
    def test_lists_names_in_order(self) -> None:
        """Doubled braces are braces."""
        assert placeholders("{a} {{x}} {b_s}") == ("a", "b_s")

    @pytest.mark.parametrize("bad", ["{", "}", "{}", "{0}", "{a.b}", "{a:>9}", "{a!r}"])
    def test_refuses_anything_but_names(self, bad: str) -> None:
        """A policy file must not reach into objects."""
        with pytest.raises(ValueError, match="brace"):
            placeholders(bad)


class TestFill:
    def test_writes_times_in_words_or_seconds(self) -> None:
        """The same evidence has two forms."""
        evidence = {"held_ms": 130_500}

        text = fill("{held}, {held_s} s", evidence, words={}, limit=99)

        assert text == "2 min 10 s, 130 s"

    def test_writes_a_list_as_a_sentence_has_it(self) -> None:
        """The last of several is joined with "and"."""
        words = {"a": "one", "b": "two", "c": "three"}

        assert fill("{m}", {"m": ["a"]}, words=words, limit=99) == "one"
        assert fill("{m}", {"m": ("a", "b")}, words=words, limit=99) == "one and two"
        text = fill("{m}", {"m": ["a", "b", "c"]}, words=words, limit=99)
        assert text == "one, two and three"

    @pytest.mark.parametrize("evidence", [{}, {"promised_ms": None}, {"promised": ""}])
    def test_is_none_when_the_evidence_lacks_it(
        self, evidence: dict[str, object]
    ) -> None:
        """No promise was made, so nothing can be said about it."""
        assert fill("{promised}", evidence, words={}, limit=99) is None

    def test_quotes_within_reason(self) -> None:
        """A long quotation is cut."""
        text = fill("{words}", {"words": "no " * 40}, words={}, limit=99)

        assert text is not None
        assert len(text) <= 40
        assert text.endswith("…")

    @relaxed
    @given(
        st.sampled_from(sorted(RULES)),
        st.dictionaries(
            st.sampled_from(sorted({k for keys in EVIDENCE.values() for k in keys})),
            VALUES,
        ),
    )
    def test_never_exceeds_the_limits(
        self, name: str, evidence: dict[str, object]
    ) -> None:
        """Whatever a detector says, titles and bodies fit the screen."""
        for text, limit in (
            (RULES[name].title, TITLE_CHARACTERS),
            (RULES[name].body, BODY_CHARACTERS),
        ):
            filled = fill(text, evidence, words=WORDS, limit=limit)
            assert filled is None or len(filled) <= limit


class TestGrown:
    def test_only_what_goes_on_grows(self) -> None:
        """A hold gets longer, its limit does not."""
        evidence = {"held_ms": 30_000, "limit_ms": 30_000, "promised_ms": None}

        later = grown("hold-overrun", evidence, 4_000)

        assert later == {"held_ms": 34_000, "limit_ms": 30_000, "promised_ms": None}

    def test_nothing_is_known_of_other_kinds(self) -> None:
        """Somebody else's evidence is left as it is."""
        assert grown("smile", {"held_ms": 1}, 4_000) == {"held_ms": 1}


class TestProblems:
    def test_default_rules_have_none(self) -> None:
        """Every default text fits in its worst case."""
        for name, one in RULES.items():
            assert list(problems(one, WORDS)) == [], name

    def test_counts_the_characters_of_the_worst_case(self) -> None:
        """A title of 42 characters passes, one of 43 does not."""
        longest = rule("dead-air", title="x" * 31 + "{silence}")
        too_long = rule("dead-air", title="x" * 32 + "{silence}")

        assert list(problems(longest, {})) == []
        assert list(problems(too_long, {})) == [
            (
                ("title",),
                "up to 43 characters when filled in, such as "
                f'"{"x" * 32}59 min 59 s"; allowed: at most 42',
            )
        ]

    def test_counts_a_list_with_all_its_elements(self) -> None:
        """A closing from which everything is missing must fit as well."""
        wordy = dict.fromkeys(WORDS, "x" * 30)

        [(key, text)] = problems(rule("missing-recap", body="{missing}"), wordy)

        assert key == ("body",)
        assert text.startswith("up to 129 characters")

    def test_names_the_placeholders_there_are(self) -> None:
        """What is allowed is part of the message."""
        [(key, text)] = problems(rule("dead-air", body="{quiet}"), {})

        assert key == ("body",)
        assert text == ("unknown placeholder {quiet}; allowed: {silence}, {silence_s}")

    def test_checks_conditions(self) -> None:
        """Keys and values that can never match are refused."""
        odd = rule("profanity", when={"lvl": ("mild",), "level": ("bad",)})

        assert list(problems(odd, {})) == [
            (
                ("when", "lvl"),
                "profanity has no such evidence; "
                "allowed: count, level, target, utterance, words",
            ),
            (("when", "level"), 'got "bad"; allowed: "mild", "strong", "slur"'),
        ]

    def test_a_flag_is_true_or_false(self) -> None:
        """The number 1 is neither."""
        good = rule("interruption", when={"other_stopped": (True, False)})
        bad = rule("interruption", when={"other_stopped": (1,)})

        assert list(problems(good, {})) == []
        assert list(problems(bad, {})) == [
            (("when", "other_stopped"), "got 1; allowed: true, false")
        ]

    def test_trusts_rules_for_kinds_of_others(self) -> None:
        """Only the braces and the fixed part of the text are checked."""
        assert list(problems(rule("smile", when={"a": (1,)}, body="{teeth}"), {})) == []
        [(key, text)] = problems(rule("smile", body="{teeth"), {})
        assert (key, text) == (
            ("body",),
            'got "{teeth": a brace is left open; write {{ for a brace itself',
        )
