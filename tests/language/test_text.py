import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.audio_time import samples
from coach.events import Speaker, Utterance, Word
from coach.language.text import (
    piece,
    placed_words,
    said_between,
    sentence_texts,
    sentences,
    spoken_number,
    words,
)


def said(text: str, start_ms: int, end_ms: int, *timed: Word) -> Utterance:
    """Return an utterance of the agent."""
    return Utterance(
        id=f"agent-{start_ms}",
        speaker=Speaker.AGENT,
        start=samples(start_ms),
        end=samples(end_ms),
        text=text,
        words=timed,
    )


def timed(text: str, start_ms: int, end_ms: int) -> Word:
    """Return a word with its times."""
    return Word(start=samples(start_ms), end=samples(end_ms), text=text)


class TestWords:
    def test_lower_case_without_punctuation(self) -> None:
        """Case and punctuation are the recogniser's, not the speaker's."""
        assert words("Okay -- Freight Desk, YES!") == ["okay", "freight", "desk", "yes"]

    def test_apostrophes_are_kept_and_made_straight(self) -> None:
        """A contraction is one word whichever apostrophe was written."""
        assert words("I’ll be back, don't worry") == [
            "i'll",
            "be",
            "back",
            "don't",
            "worry",
        ]

    def test_hyphens_split(self) -> None:
        """Hyphenated and open spellings read the same."""
        assert words("Mm-hm, forty-five") == ["mm", "hm", "forty", "five"]

    def test_decimals_stay_whole(self) -> None:
        """A decimal point is no end of a word."""
        assert words("1.5 minutes.") == ["1.5", "minutes"]

    @given(st.text())
    def test_any_text_has_words_without_blanks(self, text: str) -> None:
        """Whatever a recogniser writes, words are neither empty nor broken."""
        assert all(word and not word.isspace() for word in words(text))


class TestSpokenNumber:
    @pytest.mark.parametrize(
        ("text", "number", "taken"),
        [
            ("30 seconds", 30, 1),
            ("thirty seconds", 30, 1),
            ("forty-five seconds", 45, 2),
            ("twelve", 12, 1),
            ("1.5 minutes", 1.5, 1),
            ("twenty twenty", 20, 1),
        ],
    )
    def test_digits_and_words(self, text: str, number: float, taken: int) -> None:
        """Numbers are read in either spelling, with the words they take."""
        assert spoken_number(words(text), 0) == (number, taken)

    @pytest.mark.parametrize("text", ["", "a minute", "someone", "3rd", "1.2.3"])
    def test_no_number(self, text: str) -> None:
        """What is no plain number is none."""
        assert spoken_number(words(text), 0) is None


class TestSentences:
    def test_shares_of_characters_without_word_times(self) -> None:
        """Without word times a sentence gets its share of the utterance."""
        first, second = sentences(said("Abcd efg. Hijk lmn.", 0, 1_900))

        assert (first.text, first.start, first.end) == ("Abcd efg.", 0, samples(900))
        assert (second.text, second.start) == ("Hijk lmn.", samples(1_000))
        assert second.end == samples(1_900)

    def test_word_times_where_known(self) -> None:
        """With word times a sentence begins with its first word."""
        utterance = said(
            "No. I won't.",
            0,
            5_000,
            timed(" No.", 100, 400),
            timed(" I", 3_000, 3_100),
            timed(" won't.", 3_200, 3_600),
        )

        assert [(s.start, s.end) for s in sentences(utterance)] == [
            (samples(100), samples(400)),
            (samples(3_000), samples(3_600)),
        ]

    def test_words_that_are_not_in_the_text_are_not_trusted(self) -> None:
        """Word times of another text are passed over."""
        utterance = said("Abcd.", 0, 1_000, timed("zzz", 700, 900))

        assert sentences(utterance)[0].start == 0

    @pytest.mark.parametrize(
        ("text", "count"),
        [
            ("", 0),
            ("...", 1),
            ("Mr. Lang called.", 1),
            ("No. 5 is broken.", 1),
            ("No. That is all.", 2),
            ("Version 2.5 works.", 1),
            ("Really?! Yes", 2),
        ],
    )
    def test_where_sentences_end(self, text: str, count: int) -> None:
        """Abbreviations and decimals do not end a sentence."""
        assert len(sentences(said(text, 0, 1_000))) == count

    @given(st.text(alphabet="ab .!?'’\n", max_size=60))
    def test_sentences_lie_in_order_within_the_utterance(self, text: str) -> None:
        """Sentences neither leave the utterance nor overlap, and lose no word."""
        utterance = said(text, 1_000, 9_000)
        found = sentences(utterance)
        times = [time for s in found for time in (s.start, s.end)]

        assert times == sorted(times)
        assert all(utterance.start <= time <= utterance.end for time in times)
        assert [w for s in found for w in words(s.text)] == words(text)


class TestSaidBetween:
    def test_by_word_times(self) -> None:
        """Only the words in the span count."""
        utterance = said(
            "Right. So what now?",
            0,
            5_000,
            timed("Right.", 0, 400),
            timed("So", 2_000, 2_200),
            timed("what", 2_200, 2_400),
            timed("now?", 2_400, 2_800),
        )

        assert said_between(utterance, 0, samples(1_000)) == ["right"]

    def test_by_shares(self) -> None:
        """Without word times the characters tell about where a word was."""
        utterance = said("one two three four", 0, 1_800)

        assert said_between(utterance, 0, samples(700)) == ["one", "two"]


@given(st.text(alphabet="ab .?!,no5", max_size=60))
def test_sentence_texts_are_those_of_the_sentences(text: str) -> None:
    """With or without times, the same sentences."""
    with_times = [sentence.text for sentence in sentences(said(text, 0, 5_000))]
    assert sentence_texts(text) == with_times


@given(st.text(alphabet="ab I'’-.,19", max_size=40))
def test_placed_words_are_the_words_where_they_stand(text: str) -> None:
    """Each as :func:`words` has it, at its place in the text."""
    placed = placed_words(text)

    assert [word for word, _, _ in placed] == words(text)
    for word, begin, stop in placed:
        assert text[begin:stop].replace("’", "'").lower() == word


def test_a_piece_has_the_times_of_its_words() -> None:
    """Where they are known, else its share of the characters."""
    text = "Good. I'll call."
    clocked = said(
        text,
        0,
        4_000,
        timed("Good.", 0, 500),
        timed("I'll", 2_000, 2_400),
        timed("call.", 2_500, 3_000),
    )

    for utterance, times in ((clocked, (2_000, 3_000)), (said(text, 0, 1_600), None)):
        found = piece(utterance, 6, 16)
        assert found.text == "I'll call."
        expected = times or (600, 1_600)
        assert (found.start, found.end) == tuple(map(samples, expected))
