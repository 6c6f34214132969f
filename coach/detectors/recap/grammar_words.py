# ruff: noqa: E501, SIM905 - an alternative stays on one line
"""The closed classes of words by which :mod:`coach.detectors.recap.grammar` reads.

Each pattern is searched in a clause (or a whole sentence, where it says so) of
lower-case words with a blank after each.
"""

import re


def _pattern(*alternatives: str) -> re.Pattern[str]:
    """Return a pattern of any of these, each beginning and ending at a word."""
    # The text ends with the blank after its last word, so that is where "$" stands.
    either = re.sub(r"(?<! )\$", "(?= $)", "|".join(alternatives))
    return re.compile(rf"(?:(?<![^ ])(?:{either})) ")


_FILLERS = (
    r"(?:(?:so|and|well|okay|ok|now|right|alright|great|good|perfect|um|uh|oh|just|"
    r"please|also|then|but|or|always|simply|maybe|best|lovely|kindly|actually|yes|yeah|"
    r"no|until|afterwards|today|tonight|tomorrow) )*"
)

# --- what was --------------------------------------------------------------------

_IRREGULAR = """
    broke broken came caught dropped fell fallen found froze frozen gave given gone got gotten hung kept knocked lapsed left lost made meant misread overran ran rebuilt rolled sent slipped stood stuck swapped took taken tripped undid undone unstuck went worn wrote written began begun blew blown forgot forgotten grew hid hidden overwritten redone sorted stolen threw thrown woke told built did sat clashed crashed
""".split()

_ED_BUT_NO_PAST = (
    r"(?!(?:need|speed|feed|indeed|embed|exceed|proceed|succeed|seed|hundred|supposed|"
    r"pleased|relieved|delighted|worried|obliged|indebted|interested|advised|allowed|"
    r"required|asked|checked|looked|mentioned|promised|called|talked|hoped|guessed|"
    r"enjoyed|discussed|escalated|helped|noted|apologized|apologised|appreciated|"
    r"wanted|needed|speed|shared|tired|excited|concerned|confused|red|bed|shed|naked) )"
)

PAST = _pattern(
    "was", "were", "wasn't", "weren't", "had", "hadn't", "didn't", "been",
    rf"{_ED_BUT_NO_PAST}[a-z]{{2,}}ed",
    *_IRREGULAR,
    "[^ ]+ (?:reset|set|put|cut|shut|split)",
    r"(?:is|are|it's|that's|'s) (?:what|why)",
    "culprit|the cause|the trouble|the problem|to blame|all along|due to|down to",
)  # fmt: skip
"""A past, a perfect or a participle."""

_REACHED_STATE = (
    "working|running|printing|up|back|fine|sorted|fixed|done|live|through|online|"
    "connected|open|unlocked|active|available|normal|complete|ready|green|clear|"
    "cleared|good to go|all set|set|in place|in order|gone|history|healthy|safe|home"
)

REACHED = _pattern(
    r"(?:is|are|it's|they're|you're|that's|he's|she's|you|works?|goes|go|shows?|gets?|"
    r"has|have|prints?|runs?|opens?|hears?|sees?|needs?|[a-z]+'s)(?: [^ ]+){0,6}? "
    r"(?:now|again|as of now|fine now|properly)",
    r"^(?:and )?now (?:on|off|in|at|back|it|it's|you|you're|they|they're|the|that|that's|"
    r"your|everything|is|are|works|up|running)",
    rf"(?:is|are|it's|they're|you're|that's|that is|all|everything's)(?: [a-z]+)?"
    rf"(?: all| now| back| both| fully| safely| officially)* "
    rf"(?:{_REACHED_STATE})(?= (?:now|again|and|for|with|to) | $)",
    r"now [a-z]+(?:s|'s)",
    "did (?:it|the trick|the job)",
)
"""A state that was reached."""

EXPLAINS = _pattern(
    "(?:that'll|that would|that'd|that will|which will) (?:do it|be it|be why|be the reason|have done it)|"
    "that explains it|that's why|hence",
)
"""An idiom that names the cause just said."""

WAS = _pattern(
    "was", "were", "wasn't", "weren't", "had", "hadn't", "did", "didn't", "been", "has",
    "have", "[a-z]+'ve",
)  # fmt: skip
"""A past that no present passive can be."""

UNREAL = _pattern("(?:ought to|should|could|would|might|must|may) have", "supposed to")
"""What might have been."""

IS = _pattern(
    "is|are|was|were|it's|[a-z]+'s|you're|you are|they're|needs|keeps|has|have"
)
"""A statement's plainest verb."""

SUMS_UP = re.compile(
    r"^(?:\w+[,.!]? )?(?:so|to (?:sum|recap|re-cap|recapitulate|summari[sz]e|put it|"
    r"go over|wrap)|in (?:short|brief|summary|a nutshell|essence)|long story short|"
    r"basically|in other words|bottom line|exactly|what happened|summing up|all in all)\b"
    r"(?!(?: that's|, that's| that is) (?:it|all|that|good|great|everything|fine|nice)\b)"
)
"""A sentence (as it was written, in lower case) that draws a conclusion."""

EMPTY = _pattern(
    "^(?:and )?(?:that's|it's|that is) (?:it|all|that|good|great|nice|fine|okay|ok|"
    "lovely|everything|right|normal)$",
    "^(?:so )?(?:are|is|do|does) (?:you|we|they|it|i)",
    "^(?:how|what|when|where|why|who|which)",
    "i'm|i am|let's|let me|i see|i have|i've|i can|i need",
)
"""It concludes nothing."""

ABOUT_THE_CALL = _pattern(
    "sorry|apologi[sz]e|apologies|glad|happy|pleased|pleasure|delighted|thanks?|thankful|"
    "appreciate|appreciated|patience|hope|hoped|i bet|understand|told you|long wait|"
    "the wait|the hold|indebted|obliged|ta|cheers|kind of you|i'm (?:not )?here",
    "(?:was|were|been|went) (?:so |very |really |that |pretty |quite |rather )*(?:quick|easy|"
    "fast|nice|great|fun|painless|helpful|wonderful|brilliant|lovely|patient|a star|a "
    "pleasure|a joy|good|kind|an angel)",
    "you (?:did|were|had|said|mentioned|told|asked|wanted|called)",
    "(?:that|it) was (?:my|our|a|me|one of)(?: [a-z]+)? (?:colleagues?|mistake|bad|fault)",
    "nothing worse|no harm done|well done|good job|good work",
    "if (?:you|it|they|we|the|i)|in case|should you",
    "(?:is|are|has|have|does|do|it's|that's|i'm|we're) (?:not|still)|isn't|aren't|hasn't|haven't",
    "i (?:was|thought|heard|saw|knew|guess|said|asked|told|meant|wondered)",
    "(?:i've|i have|we've) (?:got|been|just been|had|heard|seen|spoken|noted)",
    "before you|one more|another one",
    "^(?:[a-z]+ )?(?:got (?:it|you|that|ya)|understood|noted)$|^(?:that|this) was all",
    "(?:gone|passed|handed|forwarded|escalated)(?: it| that| this)?(?: off| on| over)? to",
    "(?:ticket|case|incident|call)(?: [^ ]+){0,2} (?:closed|logged|raised|opened|noted|number)",
)
"""It tells of the call, not of the matter."""

# --- what comes ------------------------------------------------------------------

_NUMBER = (
    r"(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|"
    r"thirty|forty|sixty|half|few|couple|next|\d+)"
)
_DAY = "(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday)"

LATER = _pattern(
    "tomorrow|tonight|overnight|later|shortly|soon|afterwards",
    "this (?:afternoon|evening|weekend|week)",
    f"next (?:time|week|weekend|month|year|version|release|update|business|{_DAY})",
    f"(?:by|before|until|till|on|over|come|from|after) (?:the )?(?:next |about |around )?"
    f"(?:{_DAY}|noon|midday|midnight|lunch|lunchtime|weekend|end of|tomorrow|"
    f"morning|evening|night|close of|now on|here on|today on)",
    f"(?:by|before|until|till) (?:about |around |the )?(?:{_NUMBER}|then)",
    "(?:after|once|when|as soon as) (?:we|you) (?:hang up|ring off|get back|are off|get home)",
    "(?:after|off) the (?:call|phone|line)",
    f"(?:at|around|between|about) (?:{_NUMBER}|noon|midday|midnight)",
    "within",
    f"in (?:about |around |roughly |the next |under |less than |another )*{_NUMBER}"
    f"(?: [a-z]+){{0,2}} (?:minutes?|hours?|days?|weeks?|months?)",
    f"(?:takes?|for)(?: up to| about| around| the)* {_NUMBER}(?: [a-z]+){{0,2}} "
    "(?:minutes?|hours?|days?|weeks?|months?|years?)",
    "every (?:day|week|month|morning|night|so often)",
    "in (?:the )?future|going forward|from (?:here|now)|(?:an|some)other time|any moment",
    "(?:on|be on) (?:its|his|her|their|the) way(?: [^ ]+){0,3}",
    "(?:working|business) days?",
    "(?:on|at|in|with|from) (?:the |their |your |our |its |his |her )?next [a-z]+",
    "for next time|as (?:they|it) comes? up",
)  # fmt: skip
"""A time to come, or a habit."""

TO_COME = _pattern(
    r"(?:i|we|you|he|she|they|it|that|there|who|what|[a-z]+)'ll",
    "will|won't|shall|gonna|(?<!was )(?<!were )going to(?! (?:the|your|a|an|it|that) )|about to",
    "(?:may|might|could|can|would|we'd|they'd|should) (?:[a-z]+ )?(?:take|need|happen|do that|come|ask|send|"
    "look|swap|replace|show|leave|stay|get)",
    "if|in case|unless|once(?! (?:more|again))|as soon as|whenever|next time|until",
    r"^(?:so |and |then )*should (?:it|that|this|the|you|your|any|anything|they|he|she|not|there)(?: [^ ]+)*",
    r"^when (?:it|they|he|she|you|the|your|that)(?! (?:was|were|had|did))",
    "(?:have|has|need|needs|want|ought) to(?! (?:have|be (?:honest|fair|quick)))|needn't|need only|want to",
    "(?:no|not any|without) (?:need|action|further action|reason)",
    "(?:don't|do not|won't) (?:have|need) (?:to|a|any)",
    "nothing(?: else| more| further| left)?(?: [a-z]+){0,4} (?:to do|needed|required|from you)",
    "(?:i'd|i would|my advice|i suggest|i recommend|we suggest|we recommend|i advise|"
    "i'd just|best thing|be sure|make sure|feel free|don't forget|i ask you|you'd better|"
    "you might|you may|the trick is|you'd do well)",
    "(?:i'm|i am|we're|we are|he's|she's|they're) (?:also |now |just )?(?:sending|"
    "passing|leaving|raising|keeping|putting|marking|ordering|having|closing|booking|"
    "arranging|coming|going|checking back|checking in|setting up|following|rolling|"
    "getting|escalating|handing|forwarding|dropping|popping|shipping|posting|mailing|"
    "looking into|watching|monitoring|opening a|asking)",
    "you (?:get|receive)",
    "the same (?:way|trick|steps?|menu|thing|again|goes|applies|(?:two|three|four|few) [a-z]+)",
    "you can (?:also |always |then |just )*(?:let|use|do|ask|send|call|keep|find|get|add|"
    "download|pick|collect|reach|come|write|ring|take|drop|set)(?! .*(?:again|now) )",
    "(?:is|are|be) (?:coming|due|expected|scheduled|booked|planned|being sent|arriving)",
    "ask(?:s|ing)? you",
    "expect(?!ed)",
    "for (?:thirty|sixty|ninety) days",
    "keeps? an eye|keep it that way",
    "stays? (?:open|with|on|at|put)",
)
"""A future, a condition, an obligation, advice, or work that goes on."""

_BASE_VERBS = """
    accept add allow approve archive ask attach avoid bear book bring call change charge
    check choose clean clear click close collect come complete confirm connect contact
    copy delete disconnect do download drop email empty ensure enter fill follow forget
    forward get give go grab hand hang hold ignore install join keep leave let lock log
    mail make mark mind move note open pass phone pick plug pop post press print
    pull push put quote reboot reconnect refer refresh remember remove reopen repeat
    reply report reset restart return ring run save scan select send shut sign skip
    speak start stick stop store swap switch take talk tap tell test text throw try turn
    type unplug update use wait watch wear wipe work write
""".split()

INSTRUCTION = _pattern(
    rf"^{_FILLERS}(?:don't |do not |never |do )?(?:{'|'.join(_BASE_VERBS)})"
    r"(?! (?:you (?:soon|later|then|around|tomorrow)|care|it easy|easy|me|what|how) )"
    r"(?= [a-z0-9]+ )",
    rf"please (?:don't |do not |also |just |then )?(?:{'|'.join(_BASE_VERBS)})",
    r"^(?:so |and |then |just )*(?:don't|do not) [a-z]+",
)  # fmt: skip
"""An imperative."""

TRY = _pattern(
    rf"^{_FILLERS}(?:try|refresh|reload|retry|dock|swipe|print|go|test|lift|press|and now)"
    "(?: (?:it|that|this|now|please|again|once more))*$"
)
"""An instruction of a word or two."""

WANTED = _pattern("you(?:'ll| will)? (?:need|have) to|(?:need|want|like) you to")
"""An instruction in other words."""

PARTING = _pattern(
    rf"^{_FILLERS}(?:enjoy|take care|take it easy|stay (?:safe|warm|cozy|cosy|well|dry)|keep (?:warm|well|safe|dry)|"
    "go easy|all the best|good luck|best of luck|safe (?:travels|journey|trip|drive|flight)|"
    "bon [a-z]+|laters?|ta ta|ta ra|ta da|ta ta for now|so long|cheers|cheerio|see you|see ya|talk soon|"
    "speak soon|good ?night|until next time|till next time|bye|ciao|adieu|au revoir|"
    "(?:have|y'all have) (?:a|an|yourself)|be well|off you (?:go|pop|trot)|mind how you go|farewell|"
    "have fun|welcome aboard|get well|get home|sleep well|drive safe|over and out|out)",
)
"""A sentence that wishes well on parting."""

WISH = _pattern(
    "^(?:and |then |so )*(?:have (?:a|an|yourself)|enjoy|take (?:care|it)|stay (?:safe|warm|cozy|cosy|"
    "well)|keep (?:warm|well|safe)|go easy|see you|talk (?:soon|to you)|speak soon|good luck|let me (?:just|"
    "quickly|go|sum|thank|recap|see|check|have|look)|let's (?:see|have|look|try)|(?:hold|hang) on(?! to)|catch you|until then|bear with|give me|"
    "gimme|look at that|come on|mind you|tell me|don't (?:mention|worry|be silly)$|drive safe|be well)",
    "(?:you'll|it'll|that'll|it will|you will|that will|all) (?:all )?be (?:fine|okay|ok|all|it|good|"
    "great|everything|alright|happy|pleased|glad)",
    "that'll (?:do|be)|that'd|we'll see|i'll let you (?:go|get)|i'll leave you to",
    "i'll (?:be right|be back|have a look|take a look|be with|just check|check|be gone|be off|be a)",
    "if you (?:have|got|need|want|don't mind|like)(?: any| some| a| more)*(?: further| other)?"
    "(?: questions?| help)?$",
    "if i may|if you will|if you say so|as soon as (?:i|we) can$",
    "before (?:i|you|we) (?:go|let|wrap|hang|close|leave|finish|do|put|start)",
    "i'm going to (?:stop|put|place|have|check|look|ask you to stop)",
    "i(?:'ll| will| am going to|'m going to) (?:put|place) you",
    "you (?:may|might) (?:hear|be|want to know)",
)
"""It sounds like a step and is none: a wish, a comfort, a word about this minute."""

FIRST_THEN = re.compile(r"\bfirst\b[^.?!]*\bthen\b")
"""An order to follow, in a sentence as it was written."""

# --- asking for more ----------------------------------------------------------------

AUXILIARY_FIRST = re.compile(
    rf"^{_FILLERS}"
    r"(?:(?:does|did|is|are|was|were|can|could|will|would|may|shall|has|have) "
    r"(?:i|we|you|they|it|that|this|there|he|she|the|your|any|anything|all|everything)|"
    r"do (?:i|we|you|they)) "
)
"""A sentence that can only ask."""

INVERTED = re.compile(
    rf"^{_FILLERS}(?:"
    r"(?:do|does|did|is|are|was|were|can|could|will|would|may|shall|has|have|should) "
    r"(?:i|we|you|they|it|that|this|there|everything|anything|something|any|all)|"
    r"(?:any|anything|any thing|something|owt|what|which|how|further|other|more|everything|"
    r"all|okay|happy|sure|is that|that|got)) "
)
"""A sentence that asks by the order of its words."""

_INDEFINITE = (
    r"(?:any|anything|anythin|something|some|owt|aught|summat|what|which|is there|was there|are "
    r"there|were there|is it|will there|have you|do you|did you|nothing|one|can i|could i|may i|"
    r"can we|shall i|do i|does)"
)
_THINGS = (
    r"(?:things?|issues?|problems?|questions?|quer(?:y|ies)|concerns?|worr(?:y|ies)|"
    r"matters?|requests?|business|points?|topics?|troubles?|doubts?|help|wish(?:es)?|"
    r"odds|bits|snags?|niggles?|items?|jobs?|open ends|loose ends|needs?)"
)

LEFT_OVER = _pattern(
    rf"{_INDEFINITE}(?: [^ ]+){{0,6}}? (?:else|more|further|different|additional|left|"
    rf"missed|forgot|forgotten|missing|outstanding|unclear|unsure|remaining|left out|"
    rf"unanswered|bring up|bugging|bothering|worrying|on your (?:mind|list|side|end|plate|"
    rf"heart)|off your (?:plate|shoulders|hands|chest)|"
    rf"before (?:i|you|we)|in the meantime|to ask|do for you|for me|do you for|"
    rf"from (?:me|your (?:side|end))|(?:other|another|further) {_THINGS}|{_THINGS})",
    r"(?:else|more|further)(?: [^ ]+){0,2} (?:for you|you need|i can)",
    r"ask (?:me )?(?:anything|something)|(?:anything|something) other",
    rf"^{_FILLERS}(?:(?:any|further|other|more|additional|open|final|last) )+{_THINGS}",
    r"^(?:[a-z]+ ){0,2}(?:anything|something|what|owt) else",
    r"questions? (?:at all|on|about|for|left)",
    r"^(?:and )?(?:anything|something) (?:i|we|you|that|to|for)",
)
"""Something indefinite and something left over."""

COVERED = _pattern(
    "(?:have|did) (?:i|we)(?: [a-z]+)? (?:miss|missed|forget|forgot|forgotten|left|leave|cover|covered|"
    "answer|answered|address|addressed|do|done|overlook|overlooked|get|got|take|taken|tick|"
    "ticked)(?: [^ ]+){0,3} (?:anything|something|everything|all|it all|your|that|out)|"
    "(?:have|did) (?:i|we) (?:cover|covered|answer|answered)",
    "(?:does|did|will|would|do) (?:that|this|it)(?: all)? (?:cover|answer|do it|take care|wrap|"
    "settle|sort|be all|be everything|be it|complete)",
    "(?:is|was|will|would) (?:that|this|it) (?:be )?(?:everything|all|it|the lot)(?= $| (?:for|"
    "from|on|with|then|today|you|i|we|now) )",
    "(?:are|is) (?:we|you|everything|all)(?: all)? (?:good|done|set|sorted|clear|squared|"
    "covered|finished)(?= $| (?:here|then|now|to|for|on|otherwise|today) )",
    "(?:leave|close|wrap) (?:it|this|that|things|the ticket|the case|your)(?: [^ ]+){0,3}",
    rf"^{_FILLERS}that (?:be )?(?:all|it|everything|the lot|you(?: all)? (?:sorted|set|done))",
    "(?:is|are|was|were) (?:your|the|all your|all the)(?: [a-z]+)? (?:now |then |all )?"
    "(?:solved|sorted|fixed|answered|resolved|settled|taken care)",
    "everything(?: else)? (?:clear|good|okay|ok|alright|covered|sorted|fine|in order)$",
    "anything (?:unclear|unsure|missing|outstanding)",
)
"""Asking whether all is covered."""

ANOTHER = _pattern(
    rf"{_INDEFINITE}(?: [^ ]+){{0,3}}? (?:other|another)",
)
"""Perhaps asking for more, perhaps for another cable."""

AGREED = _pattern(
    "(?:is|was|does|do|are|would|will) (?:that|this|it|all that|you|we|everything)(?: [^ ]+){0,3} "
    "(?:okay|ok|alright|right|clear|fine|good|sense|happy|help|helps|sound|work|suit|set|"
    "comfortable|content|with that)",
    f"^{_FILLERS}(?:all|okay|ok|happy|fine|good|that|sound|sounds|make|makes|clear|alright|sure|"
    "we|you)(?: [^ ]+){0,3}",
)
"""Asking whether the customer agrees: at the end of a call, whether all is well."""

ABOUT_THE_WORK = _pattern(
    "(?:which|what)(?: [^ ]+){0,4}? (?:is|are|was|were|s) (?:missing|outstanding|unclear)",
    "(?:on|in) (?:the|your) (?:screen|desk|desktop|monitor|window|log|tray|display|menu)",
    "(?:see|shows?|says?|showing|lit|plugged|running|installed|happened|happening|"
    "changed|tried|clicked|pressed|attached|hear|connected|read|reads|displayed)"
    "(?= $| (?:anything|something|any|now|there|yet|else|on|in|to|it|up) )",
    "(?:anything|something|what) else (?:open|there|happen|is open)",
    "(?:so far|before (?:i|we) (?:put|start|begin|go on|continue|do|try))",
    "try|restart|reboot|on hold|hold on|wait|hang on|moment|sec|step away",
    "security question",
)
"""Asking about the work, or for leave to go away."""
