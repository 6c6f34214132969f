"""Threats, by how a sentence is built and what it means, not by single words.

A threat needs somebody who means to do it ("I'll …", "you're going to …"), something
bad, and somebody it is done to.  "I'm going to kill this process", "shoot me an email"
and "punch in the number" lack one of the three.  A small model that knows sentences as
a whole is the second witness: it clears what is built like a threat ("every filing in
the lawsuit"), and finds what is built like nothing known ("one call from me and you can
start looking").
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from coach.detectors.profanity.threat_patterns import (
    JOB,
    LEGAL,
    PERSON,
    PROPERTY,
    TRIGGERS,
)
from coach.events import Speaker, Utterance
from coach.language.text import sentence_texts
from coach.language.word_list import WordList, spellings, tokens
from coach.meaning.reading import Reader

ThreatKind = Literal["person", "property", "legal", "job", "unnamed"]

LEAST_WORDS, MOST_WORDS = 5, 60
"""Of a shorter sentence the meaning says too little to count, of a longer one the model
reads only the beginning."""

LEAST_WORDS_MEANT = 8
"""Words of the shortest sentence that is a threat by its meaning alone."""

HINTED = 0.05
"""Below this chance of the utterance, or of each sentence of a long one, nothing in it
is looked at for its meaning alone.  Source: ``python -m bench.hints``: of utterances in
which a taught threat stood among other sentences 1 % were below it, of those without
one half."""


@dataclass(frozen=True, slots=True)
class Threat:
    """A threat found in one sentence."""

    kind: ThreatKind
    """What is threatened; ``unnamed`` where only the meaning tells."""
    words: str
    """The words that say so, as they were said."""
    is_aimed: bool
    """It is aimed at the other end of the line, not at somebody else."""


_MEANS_TO = (
    r"(?:\b(?:i|we)(?:'ll| will|'m going to|'m gonna|'m about to| am going to|"
    r" am gonna|'re going to|'re gonna| could| might|'d like to|'d love to| would|"
    r"'d| want to| wanna| feel like| swear| promise you| may just| should| will "
    r"personally| have half a mind to|(?:'ve| have) got half a mind to)\b"
    r"|\b(?:gonna|going to|i'm coming|swear to god|so help me|wait till i|until i)\b"
    r"|^(?:and |or |then |now )*(?:will|'ll|i'll|come|let me)\b)"
)
"""Somebody who means to do something; the "I" is often lost by the recogniser."""

_HARM = re.compile(
    r"\b(?:(?:kill|murder|punch|strangle|choke|throttle|stab|slap|smack|hurt|destroy|"
    r"crush|hunt|beat|hit|shoot|kick|smash|bash|deck|slaughter|bury|end|attack|"
    r"harm|whack|clobber|bunch|punching|killing|hitting|slapping|strangling|kicking)"
    r"(?: the (?:hell|heck|crap|shit|living \w+|life|daylights) out of)?"
    r" (?:all of )?(?P<you>you(?: all| guys| people| lot)?|ya)\b"
    r"|(?:break|smash|punch|bash|kick|cut|rip|tear|wring|slit|bite|snap|crush|twist|"
    r"knock|slap|shoot|blow|bust|rearrange|slash|bunch|hit|beat)(?: in)? your "
    r"(?:\w+ )?(?P<body>face|faces|head|heads|neck|necks|nose|teeth|legs?|arms?|bones|"
    r"skull|throat|jaw|knees|kneecaps|fingers|brains|ass|butt|guts|lights|balls|"
    r"ears?)\b"
    r"|(?:punch|strangle|slap|smack|choke|murder|throttle|stab|beat up|kill|hurt) "
    r"(?P<other>him|her|someone|somebody|everyone|everybody|whoever|one of you|all "
    r"of them|"
    r"that (?:guy|man|woman|idiot|moron)|your (?:boss|manager|colleague|family|kids))\b"
    r"|put (?:a bullet in you|you in (?:the|a) (?P<h>hospital|ground|coffin|wheelchair|"
    r"grave)|my (?:fist|foot|boot) (?:through|in|up|down))\b)"
)
_HARMLESS_AFTER = re.compile(
    r"^(?: (?:up|back|with|an?|another|some|off|to (?!death|a pulp|within)|on|through|"
    r"for(?! (?:this|that|it|what))|when|as|out of the|over (?:an?|the|my|this|your)|"
    r"into the|in (?!the (?:face|head|mouth|nose|teeth))|from|next|your|my|about|at|"
    r"if you restart|the (?:link|details|file))\b)"
)
"""“hit you up”, “shoot you an email”, “beat you to it”, “kick you off the session”."""

_NOT_THE_SPEAKER = re.compile(
    r"\b(?:he|she|they|it|this|that|which|you|who)(?:'ll|'s|'d|'re| will| would| is| "
    r"are|"
    r" was| said| did| might| could)\b|\b(?:not|never|won't|wouldn't|don't|didn't|"
    r"couldn't|can't|isn't|no one|nobody)\b"
)
_VISIT = re.compile(
    r"\b(?:come|coming|drive|driving|march|marching|walk|walking|get)"
    r"(?: right| straight)?(?: (?:down|over|up|round|around|by))?"
    r"(?: (?:there|to your (?:office|desk|place|house|building|floor|department|home)))"
    r"(?: right now| now| myself| in person| personally)*"
)
_VISIT_MEANT = re.compile(
    r"\b(?:i|we)(?:'ll| will|'m going to|'m gonna|'m| am going to| swear)\b|\bgonna\b"
)
_VISIT_HOSTILE = re.compile(
    r"\bif (?:i|this|that|it|you|nobody|no one|we|someone|my \w+)(?:'m not|'re not| am "
    r"not|'s not| isn't| is not| don't| doesn't| aren't| won't| can't| calls?)\b|"
    r"\b(?:unless|until) |\bswear\b|\bmyself\b|\bin person\b|\band (?:make|show you "
    r"what|teach|drag|sort|kick|"
    r"deal|we'll see|see how|give you|tell you|you'll)\b"
)
_VISIT_KIND = re.compile(
    r"\b(?:pick|picking|bring|bringing|drop|collect|help|swap|grab|sign|fetch|with "
    r"(?:my|"
    r"the|it)|should i|can i|shall|could i|"
    r"do i|happy|glad|okay|ok|fine|sure|thanks|thank|easier|alright|all right|"
    r"if (?:you|that|it)(?:'s|'re| is| are)? (?:like|want|need|easier|ok|okay|helps?|"
    r"better|necessary|prefer|fine|would|think|possible|can|free|there)|great|perfect|"
    r"quickly|take a look|have a look|look at|check|work(?:s)? for)\b"
)
_VISIT_HERE = re.compile(r"\b(?:come|coming|march|marching)\b|\byour\b")
"""To where the listener is: whoever says no more than "I'm walking over there" may be
on the way to a printer."""
_VISIT_TIME = re.compile(
    r"\b(?:tomorrow|later|after|afternoon|morning|noon|lunch|minutes?|hour|o'clock|"
    r"monday|tuesday|wednesday|thursday|friday|today|soon)\b"
)

_REACH = 400
"""Characters around a violent word that tell whether it is meant: far more than the
dozen words that may stand between, and bounded, for a rant may hold a thousand."""


class ThreatFinder:
    """Find a threat in a sentence.  Pure; made once and shared.

    Args:
        more: Further phrases that are threats to a person.
        harmless: Phrases that make a sentence harmless.
        meaning: Reads the chance that a sentence is a threat; None where its build
            alone tells.
        meant: From this chance on it is one, however it is built, 0..1.
        doubted: Up to this chance it is none, however it is built, 0..1.
    """

    def __init__(
        self,
        more: Iterable[str] = (),
        harmless: Iterable[str] = (),
        *,
        meaning: Reader | None = None,
        meant: float = 1.0,
        doubted: float = 0.0,
    ) -> None:
        self._more = WordList(more)
        self._harmless = WordList(harmless)
        self._meaning = meaning
        self._meant = meant
        self._doubted = doubted

    def to_read(self, said: Utterance) -> Sequence[str]:
        """Return what is read of an utterance to tell whether a threat is in it.

        The whole, where the model reads it to its end, else its sentences; nothing
        where neither would count.
        """
        if self._meaning is None or said.speaker is Speaker.AGENT:
            return ()
        sentences = [
            one
            for one in sentence_texts(said.text)
            if LEAST_WORDS_MEANT <= len(spellings(one)) <= MOST_WORDS
        ]
        is_short = len(spellings(said.text)) <= MOST_WORDS
        return (said.text,) if sentences and is_short else sentences

    def is_hinted(self, said: Utterance) -> bool:
        """Whether a sentence of an utterance may be a threat, however it is built."""
        if self._meaning is None:
            return False
        read = self._meaning.read_all(self.to_read(said))
        least = min(HINTED, self._meant)
        return any(chances["threat"] >= least for chances in read)

    def find(
        self, text: str, speaker: Speaker, *, is_hinted: bool = True
    ) -> Threat | None:
        """Return the threat in a sentence, or None.

        Args:
            text: One sentence as it was recognised.
            speaker: Who said it: an agent who comes over means to help.
            is_hinted: Whether it may be one however it is built.
        """
        spoken = spellings(text)
        if self._harmless.find(spoken):
            return None
        if more := self._more.find(spoken):
            said = tokens(text)
            span = slice(said[more[0].first].start, said[more[0].last - 1].end)
            return Threat("person", text[span], is_aimed=True)
        built = self._by_structure(text, spoken, speaker)
        is_readable = LEAST_WORDS <= len(spoken) <= MOST_WORDS
        if self._meaning is None or not is_readable:
            return built
        if built is None and not (
            is_hinted
            and speaker is Speaker.CUSTOMER
            and len(spoken) >= LEAST_WORDS_MEANT
        ):
            return None  # whatever it means
        chance = self._meaning.read(text)["threat"]
        if built is not None:
            return built if chance > self._doubted else None
        if chance >= self._meant:
            return Threat("unnamed", text.strip(), is_aimed=True)
        return None

    def _by_structure(
        self, text: str, spoken: Sequence[str], speaker: Speaker
    ) -> Threat | None:
        """Return the threat that the sentence's build tells of, or None."""
        if TRIGGERS.isdisjoint(spoken):
            return None
        plain = text.lower().replace("’", "'").replace(",", "")
        is_question = plain.rstrip().endswith("?")
        if (threat := _harm(plain)) is not None:
            return threat
        patterns: tuple[tuple[ThreatKind, re.Pattern[str]], ...] = (
            ("person", PERSON),
            ("property", PROPERTY),
            ("legal", LEGAL),
            ("job", JOB),
        )
        for kind, pattern in patterns:
            found = pattern.search(plain)
            if found is None or _is_denied(plain[: found.start()], kind):
                continue
            if is_question and re.match(
                r"\W*(?:do|can|could|will|would|is|are)\b", plain
            ):
                continue
            return Threat(kind, found.group().strip(), is_aimed=True)
        return _visit(plain) if speaker is Speaker.CUSTOMER else None


def _harm(plain: str) -> Threat | None:
    for found in _HARM.finditer(plain):
        reach = max(0, found.start() - _REACH)
        before, after = plain[reach : found.start()], plain[found.end() :][:_REACH]
        is_at_body = found["body"] is not None or bool(
            re.match(
                r" (?:right |square )?in the (?:face|head|mouth|nose|teeth)", after
            )
        )
        if (
            found["body"] is None
            and found["h"] is None
            and _HARMLESS_AFTER.match(after)
        ):
            continue
        means = next(iter(reversed([*re.finditer(_MEANS_TO, before)])), None)
        between = before[means.end() :] if means is not None else before
        if (
            _NOT_THE_SPEAKER.search(between)
            or _REFUSED.search(before)
            or len(between.split()) > 12
        ):
            continue
        if means is None and not (is_at_body and not _NAMED_SUBJECT.search(between)):
            continue
        if found["other"] in ("someone", "somebody", "him", "her", "everyone") and (
            means is not None
            and re.search(r"could|might|feel like|want", means.group())
        ):
            continue  # a figure of speech
        start = reach + means.start() if means is not None else found.start()
        words = plain[start : found.end()] + (
            after.split(".")[0][:24] if found["you"] and is_at_body else ""
        )
        return Threat("person", words.strip(), is_aimed=found["other"] is None)
    return None


_REFUSED = re.compile(
    r"\b(?:not|never|won't|wouldn't) (?:going to |gonna |ever )*$"
    r"|\bnot (?:going to|gonna)\b|\b(?:don't|didn't) (?:want|mean) to\b"
)
_NAMED_SUBJECT = re.compile(r"\b(?:he|she|they|it|this|that|the|who|to)\b")
_DENIED = re.compile(
    r"\b(?:not|never|won't|wouldn't|don't want to|didn't|isn't|doesn't|no need to)"
    r"(?: \w+){0,3} ?$|\b(?:he|she|they|someone|somebody|customer|caller) "
    r"(?:said|told me|threatened|says)(?: (?!(?:and|but|so|or)\b)[\w']+){0,6} ?$"
)

_CONDITION = re.compile(r"\b(?:if|unless|when|since|because)\b")
"""“If it isn't there by Friday, my solicitor …” denies nothing."""


def _is_denied(before: str, kind: ThreatKind) -> bool:
    denied = _DENIED.search(before)
    if denied is not None and not _CONDITION.search(before[: denied.start()]):
        return True
    if kind == "property":
        return not re.search(_MEANS_TO, before) and "bomb" not in before
    return False


def _visit(plain: str) -> Threat | None:
    found = _VISIT.search(plain)
    if found is None:
        return None
    before, after = plain[: found.start()], plain[found.end() :]
    meant = _VISIT_MEANT.search(before) or _VISIT_MEANT.search(found.group())
    if meant is None or _VISIT_KIND.search(plain) or "?" in after:
        return None
    is_bare = (
        not after.strip(" .!")
        and not re.match(r"\W*(?:so|then|and|but)\b", plain)
        and _VISIT_HERE.search(found.group()) is not None
    )
    if not _VISIT_HOSTILE.search(plain) and (not is_bare or _VISIT_TIME.search(plain)):
        return None
    return Threat("person", plain[meant.start() : found.end()].strip(), is_aimed=True)
