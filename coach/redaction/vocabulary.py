"""Words that people say between and around what they dictate."""

from typing import Final


def word_set(text: str) -> frozenset[str]:
    """Return the words of a text as a set."""
    return frozenset(text.split())


HESITATIONS: Final = word_set(
    """
    uh uhh um umm uhm er err erm ah ahm hm hmm mm mhm eh well like so okay ok right
    """
)
"""Sounds and words that say nothing."""

JOINERS: Final = HESITATIONS | word_set(
    """
    dash hyphen minus space slash stroke comma then and next followed by again now sorry
    no not wait actually correction i mean that's it's is it that sir ma'am yes yeah
    yep yup sure just let me see hang hold on the another finally last lastly first
    second oops what scratch rather make pardon was will be are um's colon block group
    """
)
"""What may stand between two pieces of one number."""

MARKS: Final = frozenset(",-–—.…/():;?!'\"“”‘’*")
"""Marks that may."""

ACKNOWLEDGEMENTS: Final = HESITATIONS | word_set(
    """
    mm-hm mmhm mhmm uh-huh huh yes yeah yep yup sure go on ahead and then next got it
    thanks thank you great perfect lovely alright all i'm listening ready with
    please correct cool fine carry keep going continue that's brilliant good see
    i'll whenever you're take your time no rush problem rest the of
    """
)
"""What a listener says while something is dictated."""

FUNCTION_WORDS: Final = word_set(
    """
    a an the this that these those my your his her its our their i you he she it we they
    me him us them and or but so because if when while where who what which why how
    as of in on at to for from by with without about over under after before since
    until during through is am are was were be been being do does did done have has
    had having will would can could shall should may might must not no never there
    here then than too very just also only still yet again anymore already now today
    yesterday tomorrow please okay ok yes yeah isn't wasn't don't doesn't didn't
    won't can't couldn't haven't hasn't hadn't i'm i've i'd i'll it's that's there's
    you're any some every each all both either neither one's such up down out off
    into onto somebody someone nobody everyone anybody something anything nothing
    everything apparently probably maybe perhaps definitely really always usually
    sometimes currently supposedly obviously actually basically
    """
)
"""Words that hold a sentence together: by themselves no secret."""
