# ruff: noqa: E501, SIM905 - an alternative stays on one line
"""The closed classes of words by which a promise is told.

Each pattern is searched in lower-case words with a blank after each.
"""

import re

HEAD = re.compile(
    r"(?<![^ ])(?:"
    r"(?P<own>(?:i|we)(?:'ll| will| shall|'m going to| am going to|'re going to|"
    r" are going to|'m gonna|'re gonna))"
    r"|(?P<you>you(?:'ll| will|'re going to| are going to))"
    r"|(?P<done>(?:i|we)(?:'ve| have))"
    r"|(?P<going>[a-z]+(?:'m|'re|'s| am| is| are))"
    r"(?= (?:also |now |just |all |then )*[a-z]+ing )(?! going to )"
    r"|(?P<habit>[a-z]+)(?= (?:comes|visits|calls|rings|starts|brings|fits|delivers|swaps|"
    r"replaces) )"
    r"|(?P<noun>[a-z]+)(?:'ll| will|'s going to| is going to| are going to|'re going to)"
    r") (?:also |just |then |personally |certainly |definitely |still |gladly |"
    r"automatically |go ahead and |try to |make sure to |be sure to |happily |probably |"
    r"already |myself |then |have to |need to |make sure (?:that )?(?:they|he|she|we|i) )*"
)
"""Somebody, and something to come."""

COMING = re.compile(
    r"ll\b|\b(?:will|shall|gonna|going to|have|comes|visits|calls|rings|starts|brings|fits|delivers|swaps|replaces)\b"
    r"|['’](?:ve|m|re|s) |\b(?:am|is|are) (?:[a-z]+ )?[a-z]+ing\b"
)
"""What every such sentence has in it, and most have not."""

CUT = re.compile(
    r"(?<![^ ])(?:please|because|but|so that|so you|which|and you|you can|you should|"
    r"don't|is there|anything else|can you|could you|is that|do you|let's|i've|it's|there's|the [a-z]+ is) "
)
"""Where a promise ends and something else begins."""

TAG = re.compile(
    r"(?:,? (?:okay|ok|alright|all right|right|yeah|is that okay|is that all right))\?$",
    re.IGNORECASE,
)

CONTACT = frozenset(
    "call ring phone contact email mail text message update notify ping give get report write be let follow check reach touch keep hear come".split()
)

NOBODY = frozenset(
    "it that this there what which everything you i we he's nothing things all the a an these those my our his her their some no and so but".split()
)

UNHELPFUL = frozenset("your yours".split())

COMMON = frozenset(
    "that this with just from them they then will back also have your when what once going today tomorrow about into sure make personally".split()
)

ING_NOT = frozenset(
    "going having being looking trying getting doing seeing saying waiting thinking something anything nothing everything morning evening during happening working running using talking speaking wondering hoping helping".split()
)

PRODUCTS = frozenset(
    "windows outlook teams word excel zoom citrix sap vpn microsoft google chrome edge apple android monday tuesday wednesday thursday friday".split()
)
"""Capitals that are nobody's name."""

AT_ONCE = re.compile(r"(?:^| )(?:code|link|prompt|push|notification|pin|popup) ")
"""What comes while the customer is on the line."""

ARRIVES = re.compile(
    r"(?:arrive|come|be (?:delivered|sent|shipped|replaced|couriered|with you|there|"
    r"here|posted|refunded|back in place|returned)) "
)

JOINS = frozenset("and so but then or because which while".split())
