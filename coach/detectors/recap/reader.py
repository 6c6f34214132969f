"""What an agent's words hold of a good ending, and what a customer's say about it."""

from pydantic import Field

from coach import settings
from coach.detectors.recap import grammar
from coach.detectors.recap import words as recap_words
from coach.language.memory import remembered
from coach.language.phrases import Phrase, compiled, searchable
from coach.language.text import sentence_texts, words


class RecapSettings(settings.Settings):
    """How a closing and its elements are recognised.

    Phrases: ``(a|b)`` one of these, ``[a|b]`` perhaps, ``*`` up to three words, ``^``
    and ``$`` the start and the end of a sentence.
    """

    recap_ms: int = Field(default=60_000, ge=0)
    """How long before the closing a plainly announced recap, or a promise for after the
    call, still counts even if the customer asked something in between, in
    milliseconds.  Source: a recap with two questions in it takes less."""

    just_before_ms: int = Field(default=20_000, ge=0)
    """How long before the closing "anything else?" still counts whatever the customer
    replied, in milliseconds.  Source: in less time no further problem is solved, so
    that what they replied was none."""

    substantive_words: int = Field(default=5, ge=1)
    """A customer's utterance of at least this many words, other than thanks and
    acknowledgements, is a contribution: what the agent said before it was part of the
    work, not of the ending."""

    matter_words: int = Field(default=3, ge=1)
    """A customer who has said at least this many words to the analyst has said what
    they call about; before that, thanks and good wishes are no closing."""

    goes_on_ms: int = Field(default=40_000, ge=0)
    """When the customer still contributes this long after the closing began, the call
    goes on, in milliseconds."""

    questions: tuple[Phrase, ...] = recap_words.QUESTIONS
    """Asking whether there is anything else."""

    not_questions: tuple[Phrase, ...] = recap_words.NOT_QUESTIONS
    """What only sounds like it."""

    restatements: tuple[Phrase, ...] = recap_words.RESTATEMENTS
    """Asking whether the problem was understood, which ends nothing."""

    resolutions: tuple[Phrase, ...] = recap_words.RESOLUTIONS
    """Saying what was wrong, or what was done about it."""

    not_resolutions: tuple[Phrase, ...] = recap_words.NOT_RESOLUTIONS
    """What only sounds like it."""

    next_steps: tuple[Phrase, ...] = recap_words.NEXT_STEPS
    """Saying what happens next, or what the customer is to do."""

    not_next_steps: tuple[Phrase, ...] = recap_words.NOT_NEXT_STEPS
    """What only sounds like it."""

    afterwards: tuple[Phrase, ...] = recap_words.AFTERWARDS
    """Marks of what comes after the call."""

    thanks: tuple[Phrase, ...] = recap_words.THANKS
    """Thanking the caller."""

    not_thanks: tuple[Phrase, ...] = recap_words.NOT_THANKS
    """Thanks for something else."""

    openers: tuple[Phrase, ...] = recap_words.RECAP_OPENERS
    """Announcing a recap."""

    closing_by_agent: tuple[Phrase, ...] = recap_words.CLOSING_BY_AGENT
    """The agent takes leave."""

    closing_by_customer: tuple[Phrase, ...] = recap_words.CLOSING_BY_CUSTOMER
    """The customer is done."""

    thanks_by_customer: tuple[Phrase, ...] = recap_words.THANKS_BY_CUSTOMER
    """Warm thanks: the customer seems done, unless the agent goes on."""

    no_more: tuple[Phrase, ...] = recap_words.NO_MORE
    """Answers to "anything else?" that mean no."""

    new_matter: tuple[Phrase, ...] = recap_words.NEW_MATTER
    """The customer brings up something more."""

    complaints: tuple[Phrase, ...] = recap_words.COMPLAINTS
    """In answer to "anything else?": there is."""

    obliging: tuple[Phrase, ...] = recap_words.OBLIGING
    """The customer agrees to do later what they are told, rather than doing it."""

    follow_ups: tuple[Phrase, ...] = recap_words.FOLLOW_UPS
    """The customer asks about the ending itself, which does not interrupt it."""

    welcomes: tuple[Phrase, ...] = recap_words.WELCOMES
    """Replies to thanks that add nothing."""

    acknowledging: tuple[str, ...] = recap_words.ACKNOWLEDGING_WORDS
    """Words that only acknowledge."""


class RecapReader:
    """Read the elements of an ending in what was said.  Pure; made once.

    Args:
        chosen: Phrases.
    """

    def __init__(self, chosen: RecapSettings) -> None:
        self._is = {
            name: compiled(getattr(chosen, name))
            for name, value in RecapSettings.model_fields.items()
            if name != "acknowledging" and isinstance(value.default, tuple)
        }
        self._acknowledging = frozenset(chosen.acknowledging)
        # Whoever asks what a sentence tells asks first what it asks.
        self._asks = remembered(32)(self._find_asked)

    def asks(self, text: str) -> set[str]:
        """Return ``questions`` and ``thanks`` if an agent's words hold them.

        Returns:
            With ``agreement`` if a question may ask whether all is well.
        """
        found: set[str] = set()
        for sentence, spoken in _sentences(text):
            found |= self._asks(sentence, spoken)
        return found

    def tells(self, text: str) -> set[str]:
        """Return ``resolution`` and ``next_steps`` if an agent's words hold them.

        Returns:
            With ``afterwards`` if a step is plainly for after the call.
        """
        found: set[str] = set()
        for sentence, spoken in _sentences(text):
            found |= self._tells(sentence, spoken)
        return found

    def sums_up(self, text: str) -> set[str]:
        """Return what of :meth:`tells` stands in sentences that draw a conclusion."""
        found: set[str] = set()
        for sentence, spoken in _sentences(text):
            if grammar.sums_up(sentence):
                found |= self._tells(sentence, spoken)
        return found

    def elements(self, text: str) -> set[str]:
        """Return all that :meth:`asks` and :meth:`tells` find."""
        return self.asks(text) | self.tells(text)

    def winds_up(self, text: str) -> bool:
        """Tell whether the last sentence thanks or wishes well, and nothing else."""
        for sentence, spoken in _sentences(text)[-1:]:
            if sentence.endswith("?") or self._is["not_thanks"].search(spoken):
                return False
            return grammar.parts_kindly(spoken) or bool(
                self._is["thanks"].search(spoken) and not self._tells(sentence, spoken)
            )
        return False

    def hands_over(self, text: str) -> bool:
        """Tell whether the last sentence wants an answer or a deed at once."""
        for sentence, spoken in _sentences(text)[-1:]:
            return not self._asks(sentence, spoken) & {"questions", "agreement"} and (
                sentence.endswith("?")
                or grammar.is_inverted(spoken)
                or grammar.instructs(sentence)
            )
        return False

    def is_cut_off(self, text: str) -> bool:
        """Tell whether a text breaks off in the middle of a sentence."""
        return text.rstrip().endswith(("-", "–", "—", "…", ",", "..."))

    def says(self, what: str, text: str) -> bool:
        """Tell whether a text says one of the phrases of a setting."""
        pattern = self._is[what]
        return any(pattern.search(spoken) for _, spoken in _sentences(text))

    def only_acknowledges(self, text: str) -> bool:
        """Tell whether a text is made of acknowledging words alone."""
        return self._acknowledging.issuperset(words(text))

    def ends_in_thanks(self, text: str) -> bool:
        """Tell whether the last sentence does nothing but thank."""
        return any(
            self._acknowledging.issuperset(spoken.split())
            and self._is["thanks"].search(spoken)
            for _, spoken in _sentences(text)[-1:]
        )

    def _find_asked(self, sentence: str, spoken: str) -> frozenset[str]:
        found: set[str] = set()
        if self._is["thanks"].search(self._is["not_thanks"].blank(spoken)):
            found.add("thanks")
        plain = self._is["not_questions"].blank(spoken)
        asks = grammar.asks_for_more(sentence) if plain == spoken else None
        if asks is grammar.Asks.PLAINLY or self._is["questions"].search(plain):
            found.add("questions")
        elif asks is grammar.Asks.PERHAPS:
            found.add("agreement")
        return frozenset(found)

    def _tells(self, sentence: str, spoken: str) -> set[str]:
        if sentence.endswith("?") or grammar.is_inverted(spoken):
            return set()
        if "questions" in self._asks(sentence, spoken):
            return set()
        found: set[str] = set()
        past, to_come = self._is["not_resolutions"], self._is["not_next_steps"]
        if grammar.tells_what_was(sentence, past) or self._is["resolutions"].search(
            past.blank(spoken)
        ):
            found.add("resolution")
        if grammar.tells_what_comes(sentence, to_come) or self._is["next_steps"].search(
            to_come.blank(spoken)
        ):
            found.add("next_steps")
            if self._is["afterwards"].search(spoken):
                found.add("afterwards")
        return found


@remembered(64)
def _sentences(text: str) -> tuple[tuple[str, str], ...]:
    """Return each sentence, as it was written and as searchable words."""
    return tuple(
        (sentence, searchable(words(sentence))) for sentence in sentence_texts(text)
    )
