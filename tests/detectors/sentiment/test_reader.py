"""The feeling in a sentence."""

from coach.detectors.sentiment.reader import SentimentReader


class TestSentimentReader:
    def test_negation_of_a_bad_word_is_no_praise(self) -> None:
        """Somebody who is not angry is not therefore happy."""
        assert SentimentReader().read("I'm not angry.").total == 0

    def test_the_kinds_of_evidence_are_named(self) -> None:
        """So that a reviewer sees what it stands on."""
        feeling = SentimentReader().read(
            "This is the third time I called, and you people never fix it!"
        )

        assert set(feeling.signs) >= {"outrage", "strain"}
