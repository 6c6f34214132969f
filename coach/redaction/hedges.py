"""What is said before a value: “yes, sure, it's, uh, I think …”."""

from collections.abc import Sequence
from typing import Final

from coach.redaction.lines import Token
from coach.redaction.signs import OH, UNITS
from coach.redaction.vocabulary import HESITATIONS

_HEDGES: Final = """
    both|we were the|we were|they were the|they were|i'd have put|i would have put
    |i'd go with|it has to be|has to be|is it|was it|it might be|i'd go for|maybe
    |perhaps|ha|haha|goodness|oh my|my goodness|wow|jeez|blimey|oh wait|wait
    |hang on a second
    |give me a second|bear with me|no wait|oh no|fine|all right then|go on then|
    a second|absolutely|actually|ah|all caps|all in caps|all lower case
    |all lowercase|all one word|all right|all small letters|all upper case
    |all uppercase|alright|always|and|as follows|basically|born in|born on
    |called|certainly|currently|er|everybody called me|everyone called me|fine
    |going to be|gonna be|good question|gosh|got it|great|hang on|he was
    |he was called|her name is|her name was|here goes|here it is|here we go
    |here you go|hers was|his name is|his name was|hmm|hold on|i am using
    |i believe|i chose|i drove|i enter|i entered|i grew up in|i grew up on
    |i guess|i had|i have|i have been using|i keep using|i picked|i put
    |i put down|i put in|i remember|i said|i suppose|i think|i think it's
    |i tried|i type|i typed|i use|i used|i was born in|i was born on
    |i was typing|i was using|i went to|i went with|i would say|i'd put
    |i'd say|i'd used|i'm fairly sure|i'm pretty sure|i'm putting in|i'm sure
    |i'm typing|i'm using|i've been using|i've used|if i remember|is
    |it begins with|it is|it reads|it says|it should be|it starts with
    |it used to be|it was|it was called|it will be|it would be
    |it would have been|it'd be|it'd say|it'll be|it's|it's called|it's still
    |just|just a moment|just a second|let me|let me see|let me think|let's see
    |literally|lower case|lowercase|may be|might be|mine is|mine was|mine's
    |must be|my answer is|my answer was|my mother's was|my mum's was|name was
    |named|no problem|now|of course|oh|ok|okay|one moment|one second|one word
    |only|people called me|perfect|please|pretty sure|probably|ready|right
    |set to|she was|she was called|should be|simply|so|sorry|spelled
    |spelled out|spelt|still|sure|thank you|thanks|that is|that one is
    |that one's|that was|that will be|that would be|that would have been
    |that'd be|that'll be|that's|the answer is|the word|the number|make it|i went for
    |i've got
    |i usually use|she said|he said|the answer was|the code is
    |the name is|the name was|the word is|the word was|then|there you go
    |they called me|this is|uh|um|used to be|was|we called her|we called him
    |we called it|we had|we have|we lived in|we lived on|we use|we've got|well
    |will be|would be|would have been|would've been|yeah|yep|yes
    """
_HEDGES_BY_WORD: Final[dict[str, list[tuple[str, ...]]]] = {}
for _hedge in sorted(_HEDGES.split("|"), key=lambda one: -len(one.split())):
    _said = tuple(_hedge.split())
    _HEDGES_BY_WORD.setdefault(_said[0], []).append(_said)


def after_hedges(tokens: Sequence[Token], at: int) -> int:
    """Return where a value begins that may begin here, after what is said before it."""
    while at < len(tokens):
        token = tokens[at]
        if token.kind == "mark" and token.text in ",.:;-–—…\"'“”‘’!":
            at += 1
            continue
        hedge = _hedge_at(tokens, at)
        if not hedge or (token.text == "oh" and _is_number(tokens, at + 1)):
            break
        at += hedge
    return at


def _is_number(tokens: Sequence[Token], at: int) -> bool:
    return at < len(tokens) and (
        tokens[at].kind == "digits" or tokens[at].text in UNITS or tokens[at].text in OH
    )


def _hedge_at(tokens: Sequence[Token], at: int) -> int:
    """Return how many tokens of a hedge begin here; 0 where none does."""
    if tokens[at].text in HESITATIONS:
        return 1
    for hedge in _HEDGES_BY_WORD.get(tokens[at].text, ()):
        if all(
            at + n < len(tokens) and tokens[at + n].text == word
            for n, word in enumerate(hedge)
        ):
            return len(hedge)
    return 0
