"""Phrases by which the greeting detector hears a welcome, a name and an offer of help.

Phrases are in the form of :mod:`coach.language.phrases`.
"""

WELCOMES: tuple[str, ...] = (
    "(hello|hi|hey|hiya|howdy|greetings|welcome|hallo|hullo)",
    "good (morning|afternoon|evening|day|morn|night|noon)",
    "^(morning|afternoon|evening) [to|and|all|there]",
    "(a|very|warm) (hello|welcome)",
    "^(high|hay)",
    "(servus|bonjour|hola|salut|namaste|namaskar|salaam|gday|g'day|g day)",
    "alright there",
    (
        "(thank you|thanks|thank) [you] [so much|very much] for (calling|your call|"
        "contacting|ringing|phoning|reaching|getting|waiting|holding|choosing|your "
        "patience|dialing|the call|giving|being|joining)"
    ),
    "(nice|great|good|pleased|lovely) to (hear|meet|speak)",
    "happy (monday|tuesday|wednesday|thursday|friday|new)",
)
"""A hello or a thank-you for calling."""

OFFERS: tuple[str, ...] = (
    (
        "how (can|could|may|might|do|would|should|shall) [it|i|we|you] [be|best|"
        "possibly] (help|assist|i|we|be of|support|serve|like)"
    ),
    (
        "how (can|could|may|might|shall|should) (i|we|it) [best] (help|assist|support|"
        "serve|be|make|direct|do)"
    ),
    "how (i|we) (can|could|may|might) (help|assist|be|support)",
    (
        "what (can|could|may|might|shall) (i|we|it) [possibly] (do|help|get|assist|fix|"
        "sort)"
    ),
    "what (i|we) (can|could) (do|help) [for|with]",
    "what (seems to be|appears to be|would seem to be) [the|your]",
    (
        "what (brings you|would you like|do you need help|can you tell me about the|"
        "are you calling|is it you need|help do you)"
    ),
    "(help|assist) you [out] (today|with|this|right|sir|madam|tonight|now)",
    "(happy|glad|here|ready|love|pleased|like) to (help|assist)",
    "(at|be of) (your service|service|assistance|any help|help)",
    "(can|could|may) (i|we) (help|assist|be of)",
    "(help|assist) you$",
    "tell me (how|what) (i|we) can",
    "what's (going on|happening|up) [today|with you|for you]$",
    "(reason|purpose) (for|of) your call",
    "let me know (how|what) (i|we) can",
    "how (help|assist) [you] [today]$",
    "(fire away|all ears)",
    "what (do|did) you (need|want|require|have)",
    "what (have you got|is it|are we) [for me|for us|today|looking at|doing|dealing]",
    "(put|set) (you|it|that|things) right",
    "(lend|give) [you] a hand",
    "let's (get|see|have) (you|what) [sorted|fixed|we|i]",
)
"""An offer of help, in the first turn."""

LATER_OFFERS: tuple[str, ...] = (
    "how (can|could|may|might) (i|we|it) [best] (help|assist|support|be of|serve)",
    "what (can|could|may) (i|we|it) (do|help) [you|for] [for|with]",
    "(happy|glad|here|pleased|love) to (help|assist)",
    "(seems|appears) to be the (problem|issue|trouble|matter)",
    "how (i|we) (can|could) (help|assist)",
    (
        "(i|we) (can|could|will|would) [certainly|definitely|absolutely|surely] (help|"
        "assist) you [out] [with]"
    ),
    "i'll [certainly|definitely|gladly] (help|assist) you",
)
"""An offer of help once the caller has spoken: plainer words are needed."""

NAMES_BEFORE: tuple[str, ...] = (
    "(this is|my name is|i'm) "
    "(agent|doctor|mister|mr|mrs|ms|miss|big|little|old|young)",
    "this is (a|an)",
    "^[and|hello|hi|hey] myself",
    "(you've|you|you have) got",
    "my name is",
    "my name's",
    "my name",
    "the name's",
    "the name is",
    "name is",
    (
        "(you're|you are|your|you) [now] (speaking|talking|chatting|through|connected) "
        "(with|to)"
    ),
    "(this is|this's|it's|i'm|i am|am)",
    "(call me|named)",
    "^[hello|hi|hey] (here is)",
    "(you're|you are|your|you) [now] (on|in touch|back) [the line|here] with",
    "(you've|you have) [now] "
    "(reached|got|gotten|got hold of|got through to|come through to)",
    "(hello|hi|greetings|welcome|morning) from",
)
"""What stands before the analyst's own name."""

NAMES_AFTER: tuple[str, ...] = (
    "[are|is|our|or] speaking [how|what|with|and|on|at|from]",
    "(here|hear) (how|what|from|with|at|and|to|for|where|can|in|on)",
    "[is|right|over] here$",
    "(from|at|with) (the service|the it|the help|it support|the support|it|your|"
    "service desk|tech)",
    "[is] (on the line|with you|at your service|on the phone|at the desk|on duty)",
    "[on|at|from] this (side|end)",
    "(at|from|on) the * (desk|helpdesk|team|helpline)",
    "is (my|the) name",
    "(my|the) name$",
    "taking your call",
)
"""What stands after it."""

NAMING: tuple[str, ...] = (
    "(here|hear) (how|what) (can|could|may|might) i",
    "(here|hear) (how|what) (can|could|may|might) we",
    "(desk|support|systems|services|helpdesk|technology|helpline|team) * speaking$",
    "you're [now] through the",
)
"""What only ever stands beside the analyst's own name, whatever the recogniser made of
it: "Celeste here, how can I help" may be heard as "so let's hear how can I help"."""

_NOT_NAMES = """
    the a an it its this that there here your our my service services desk help
    helpdesk support technical tech customer it's is are am was speaking calling
    sorry glad happy afraid going not just so very now okay ok right fine good
    great well still from with to about what how who where when why which whom
    someone somebody anyone one me you i we us they he she information computer
    company department team office agent analyst please thanks thank hello hi
    hey yes no yeah hear listening ready sure all also only because for in on at
    of and or but if as by transferring looking able here's at's unfortunately
    actually probably regarding recorded being level first line second front
    morning afternoon evening day may can could will would how's ict hr gonna
    trying doing having sir madam ma'am pleased delighted today again back
    on-call always never available in-house global local national central
    corporate internal everyone everybody them him her some any operator yep yup
    nope oh ah um uh mate love dear listen go fire ears shoot brilliant lovely
    welcome greetings monday tuesday wednesday thursday friday saturday sunday
    hiya namaste namaskar salaam howdy hallo hullo g'day gday aye
    whats hows then let cheers bye campus student students payroll facilities
    finance hospital clinical what's who's that's there's let's
"""

NOT_NAMES: tuple[str, ...] = tuple(_NOT_NAMES.split())
"""Words in that place which are no name."""
