from hypothesis import given
from hypothesis import strategies as st

from coach.speech.agreement import Agreement


class TestAgreement:
    def test_two_hypotheses_agree_on_a_prefix(self) -> None:
        """What both begin with will not change; the rest is shown as it is."""
        agreement = Agreement()
        assert agreement.update("I can't print from") == ("I can't print from", 0)
        text, stable = agreement.update("I can't bring from the second floor")
        assert text == "I can't bring from the second floor"
        assert text[:stable] == "I can't"

    def test_case_and_punctuation_do_not_matter(self) -> None:
        """A full stop that comes and goes breaks no agreement."""
        agreement = Agreement()
        agreement.update("My printer. It")
        text, stable = agreement.update("my printer, it's on")
        assert text[:stable] == "my printer,"

    def test_what_is_stable_stays(self) -> None:
        """A later hypothesis that disagrees does not take words back."""
        agreement = Agreement()
        agreement.update("one two three")
        agreement.update("one two four")
        text, stable = agreement.update("eins zwei drei vier")
        assert text == "one two drei vier"
        assert text[:stable] == "one two"

    def test_nothing_heard(self) -> None:
        """An empty hypothesis is no text and takes back nothing."""
        agreement = Agreement()
        assert agreement.update("") == ("", 0)
        agreement.update("yes")
        agreement.update("yes")
        assert agreement.update("") == ("yes", 3)

    @given(st.lists(st.text(alphabet="ab ", max_size=12), max_size=8))
    def test_stable_text_only_grows(self, hypotheses: list[str]) -> None:
        """Whatever comes, each stable part begins with the one before."""
        agreement, before = Agreement(), ""
        for hypothesis in hypotheses:
            text, stable = agreement.update(hypothesis)
            assert 0 <= stable <= len(text)
            assert text[:stable].startswith(before)
            before = text[:stable]
