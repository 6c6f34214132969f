from dataclasses import replace

from coach.events import Speaker
from coach.nudges.occasion import Occasion
from coach.nudges.rule import NudgeRule
from coach.nudges.rule_book import RuleBook
from tests.nudges.making import finding, rule


def book_of(*rules: NudgeRule) -> RuleBook:
    """Return a rule book with these rules, named in their order."""
    return RuleBook({f"r{number}": one for number, one in enumerate(rules)}, {})


def noted(book: RuleBook, ms: int, kind: str = "thing", **evidence: object) -> Occasion:
    """Return an occasion at ``ms`` that the book has taken note of."""
    occasion = Occasion.of(replace(finding(kind, ms), evidence=evidence))
    book.note(occasion)
    return occasion


class TestRuleBook:
    def test_finds_nothing_for_other_kinds(self) -> None:
        """Without a rule there is no nudge."""
        book = book_of(rule("thing"))

        assert book.rule_for(noted(book, 0, "other")) is None

    def test_highest_priority_wins(self) -> None:
        """Of equals, the first by name."""
        low, high, same = rule(), rule(priority=60), rule(priority=60)
        book = book_of(low, high, same)

        assert book.rule_for(noted(book, 0)) is high

    def test_rules_switched_off_are_passed_over(self) -> None:
        """The next one that matches is used."""
        off, on = rule(priority=60, enabled=False), rule()
        book = book_of(off, on)

        assert book.rule_for(noted(book, 0)) is on

    def test_speaker_must_be_the_one(self) -> None:
        """A rule about the agent leaves the customer alone, and the other way."""
        for mine in Speaker:
            book = book_of(rule(speaker=mine.value))
            own = Occasion.of(finding("thing", 1, speaker=mine))
            others = Occasion.of(finding("thing", 2, speaker=mine.other))

            assert book.rule_for(own) is not None
            assert book.rule_for(others) is None

    def test_all_conditions_must_hold(self) -> None:
        """Each key needs one of its values; an empty list takes any."""
        book = book_of(rule(when={"level": ("a", "b"), "target": ("x",), "n": ()}))

        assert book.rule_for(noted(book, 0, level="b", target="x")) is not None
        assert book.rule_for(noted(book, 1, level="c", target="x")) is None
        assert book.rule_for(noted(book, 2, level="a")) is None

    def test_a_list_needs_one_of_the_values(self) -> None:
        """Of what is missing, one thing is enough."""
        book = book_of(rule(when={"missing": ("thanks",)}))

        assert (
            book.rule_for(noted(book, 0, missing=["questions", "thanks"])) is not None
        )
        assert book.rule_for(noted(book, 1, missing=["questions"])) is None

    def test_true_is_not_one(self) -> None:
        """Flags and numbers are told apart."""
        book = book_of(rule(when={"flag": (True,)}))

        assert book.rule_for(noted(book, 0, flag=1)) is None
        assert book.rule_for(noted(book, 1, flag=True)) is not None

    def test_texts_must_have_their_evidence(self) -> None:
        """Without a promise, the rule that quotes it does not match."""
        promise, plain = rule(priority=60, title="{promised}"), rule()
        book = book_of(promise, plain)

        assert book.rule_for(noted(book, 0, promised_ms=None)) is plain
        assert book.rule_for(noted(book, 1, promised_ms=90_000)) is promise

    def test_nth_within_reach(self) -> None:
        """The second within three minutes, to the millisecond."""
        for later, matches in ((179_999, True), (180_000, True), (180_001, False)):
            book = book_of(rule(nth=2, within_ms=180_000))
            assert book.rule_for(noted(book, 5_000)) is None

            assert (book.rule_for(noted(book, 5_000 + later)) is not None) is matches

    def test_nth_counts_the_whole_call_without_a_reach(self) -> None:
        """An hour later is still the second."""
        book = book_of(rule(nth=2))
        noted(book, 0)

        assert book.rule_for(noted(book, 3_600_000)) is not None

    def test_nth_counts_matches_only(self) -> None:
        """What the rule is not about, what was withdrawn and what is not certain."""
        book = book_of(rule(nth=2, when={"level": ("a",)}))
        noted(book, 0, level="b")
        noted(book, 1, level="a", provisional=True)
        gone = noted(book, 2, level="a")
        book.forget(gone.id)

        assert book.rule_for(noted(book, 3, level="a")) is None
        assert book.rule_for(noted(book, 4, level="a")) is not None

    def test_the_same_occasion_is_counted_once(self) -> None:
        """A finding that changes is not another one."""
        book = book_of(rule(nth=2))
        noted(book, 0)

        assert book.rule_for(noted(book, 0, more=1)) is None

    def test_note_returns_what_was_known(self) -> None:
        """So that changes can be told."""
        book = book_of()
        first = noted(book, 0)

        assert book.note(Occasion.of(finding("thing", 0, more=1))) == first

    def test_during_an_episode(self) -> None:
        """The episode counts from its beginning, for as long as the rule says."""
        for later, matches in ((0, True), (60_000, True), (60_001, False)):
            book = book_of(rule(during="spike", during_ms=60_000))
            noted(book, 1_000, "spike", recovered_ms=None)

            found = book.rule_for(noted(book, 1_000 + later))

            assert (found is not None) is matches

    def test_not_after_a_recovery(self) -> None:
        """From the millisecond of the recovery on, the episode is over."""
        book = book_of(rule(during="spike"))
        noted(book, 1_000, "spike", recovered_ms=9_000)

        assert book.rule_for(noted(book, 8_999)) is not None
        assert book.rule_for(noted(book, 9_000)) is None

    def test_not_during_what_is_uncertain_or_yet_to_come(self) -> None:
        """A provisional episode is none, nor is a later one."""
        book = book_of(rule(during="spike"))
        noted(book, 1_000, "spike", provisional=True)
        noted(book, 9_000, "spike")

        assert book.rule_for(noted(book, 5_000)) is None
