"""Word lists of the profanity detector: what counts, at which level, and what not.

Levels follow the published definition: *mild* (damn, crap, hell, pissed), *strong*,
*slur*.  Where the definition is silent, the British regulator's ranking of offensive
language (Ofcom, 2021) decided between mild and strong.  Forms such as "dam printer"
and "what the heil" are what Whisper writes for the spoken word.
"""

_DAMNED_THINGS = [
    "thing",
    "things",
    "printer",
    "printers",
    "computer",
    "computers",
    "laptop",
    "machine",
    "system",
    "systems",
    "password",
    "passwords",
    "ticket",
    "tickets",
    "phone",
    "email",
    "emails",
    "mail",
    "screen",
    "time",
    "times",
    "day",
    "days",
    "mouse",
    "keyboard",
    "update",
    "updates",
    "network",
    "server",
    "file",
    "files",
    "app",
    "program",
    "software",
    "button",
    "scanner",
    "perinter",
    "good",
    "fault",
    "website",
    "connection",
    "vpn",
    "account",
    "job",
    "desk",
    "tool",
    "window",
    "windows",
    "code",
    "number",
    "business",
    "word",
    "minute",
]

_WONDERING = ("what", "who", "where", "why", "how", "when", "which")
_MISHEARD_HELL = ("heil", "heel", "hail", "hill")

MILD_WORDS: tuple[str, ...] = (
    *("damn", "damned", "damnit", "dammit", "goddam*", "god dam"),
    *(
        "god damn",
        "god am thing",
        "god damned",
        "goddamn*",
        "god and waste",
        "god dammit",
        "god damnit",
        "dam it",
    ),
    *(f"dam {thing}" for thing in _DAMNED_THINGS),
    *("hell", "hellhole", "helluva", "go to hell", "go to hill"),
    *(
        f"{word} the {heard}"
        for word in _WONDERING
        for heard in ("hell", *_MISHEARD_HELL)
    ),
    *("crap", "craps", "crappy", "crapped", "crapping", "crapload", "crappiest"),
    *("piss", "pissed", "pisses", "pissing", "piss off", "pist", "pist off"),
    *("ass", "asses", "dumbass*", "dumb ass", "jackass*", "smartass*", "badass*"),
    *("lazyass", "pain in the as", "kick ass", "half ass", "half assed", "asshat*"),
    *("arse", "arses", "arsed", "bloody", "bollocks", "bollox", "bugger*", "sod off"),
    *("feck", "feckin*", "fecking", "fecked", "fecker*", "flipping heck", "frigging"),
    *("friggin*", "frickin*", "freaking hell", "chuffing hell", "blimming hell"),
    *("sodding", "screw you", "screw off", "effing", "effin", "eff off", "eff this"),
    *("turd", "turds", "douche", "douchebag*", "tits", "tosser", "tossers"),
    *("is bs", "this bs", "that's bs", "total bs", "your bs", "of bs", "such bs"),
    *("complete bs", "b.s", "bullcrap"),
)
"""Words and phrases of the level *mild*."""

STRONG_WORDS: tuple[str, ...] = (
    *("*fuck*", "fuk", "fukin*", "fuking", "fck", "fcking", "fkn", "fkin*", "phuck*"),
    *("f ing", "f'ing", "f off", "f you", "f u", "wtf", "stfu", "mofo", "mofos"),
    *("mother effer", "mother effing"),
    *("shit", "shits", "shitty", "shittier", "shittiest", "shitting", "shitted"),
    *("shite", "shithead*", "shitload*", "shithole*", "shitbag*", "shit*"),
    *("shitfaced", "shitless", "shitstorm*", "shited", "shiting"),
    *("*bullshit*", "bullshi*", "bull shit", "bull shitting", "bull sheet"),
    *("bull ship", "bullsh", "bowl shit", "bool shit", "horseshit", "dipshit*"),
    *("apeshit", "batshit", "chickenshit", "full of ship", "full of sheet"),
    *("holy ship", "holy sheet", "piece of ship", "piece of sheet", "oh sheet"),
    *("give a ship", "give a sheet"),
    *("asshole*", "ass hole", "ass holes", "ash hole", "ash holes", "arsehole*"),
    *("arse hole", "a holes", "ahole", "aholes", "you a hole", "you're a hole"),
    *("you are a hole", "useless a hole", "an a hole", "such a hole", "total a hole"),
    *("complete a hole", "he's a hole", "an as hole", "useless as hole", "as holes"),
    *("you as hole", "useless ass", "dumb as hole", "asswipe*", "kiss my ass"),
    *("bitch", "bitches", "bitching", "bitchy", "bitched", "bitchass", "biatch"),
    *("son of a bitch", "sons of bitches", "sonofabitch", "son of a bit"),
    *("bastard", "bastards", "cunt", "cunts", "cunty", "twat", "twats"),
    *("dickhead*", "dick head", "dick heads", "a dick", "such a dick", "you dick"),
    *("dicks", "my dick", "be the dick", "dickwad*", "prick", "pricks"),
    *("wanker*", "wanking", "wank", "cocksucker*", "cock sucker", "my cock"),
    *("whore", "whores", "slut", "sluts", "slutty", "skank", "skanks"),
    *("pussy", "pussies", "hoe", "hoes", "thot", "thots"),
)
"""Words and phrases of the level *strong*."""

SLURS: tuple[str, ...] = (
    *("nigger", "niggers", "nigga", "niggas", "niggaz", "faggot*", "fag", "fags"),
    *("retard", "retards"),
    *("retarded", "kike", "kikes", "spic", "spics", "chink", "chinks", "gook"),
    *("gooks", "wetback*", "paki", "pakis", "tranny", "trannies", "dyke", "dykes"),
    *("towelhead*", "raghead*", "beaner", "beaners", "coon", "coons", "shemale*"),
    *("golliwog*", "sand monkey", "camel jockey", "darkie", "darkies"),
)
"""Words of the level *slur*: they attack what somebody is."""

INNOCENT_PHRASES: tuple[str, ...] = (
    *("bloody mary", "bloody nose", "bloody knuckles", "pussy cat", "pussy willow"),
    *("pussy riot", "moby dick", "spic and span", "chink in", "maine coon"),
    *("van dyke", "dyke road", "hoover dam", "beaver dam", "hell's kitchen"),
    *("effing and jeffing", "effing and blinding"),  # how somebody else spoke
    *("shitake", "shitakes", "shittim"),
    *("prick your", "prick test", "pin prick", "garden hoe"),
    *(
        f"hell {word}"  # "he'll" without its apostrophe
        for word in [
            "be",
            "call",
            "get",
            "come",
            "have",
            "send",
            "take",
            "do",
            "need",
            "let",
            "see",
            "know",
            "tell",
            "want",
            "try",
            "check",
            "give",
            "bring",
            "make",
            "ask",
            "fix",
            "look",
            "probably",
            "just",
            "still",
        ]
    ),
    *("a bastard file", "bastard sword", "bastard title"),
    *("tits and", "blue tits", "great tits", "dicks sporting", "dick's sporting"),
)
"""Phrases in which a listed word means something else."""

MASKABLE: tuple[str, ...] = (
    *("fuck", "fucking", "fucked", "fucker", "fuckers", "fucks", "motherfucker"),
    *("motherfucking", "shit", "shitty", "bullshit", "asshole", "assholes", "ass"),
    *("bitch", "bitches", "bastard", "cunt", "dick", "dickhead", "damn", "damned"),
    *("goddamn", "hell", "crap", "piss", "pissed", "prick", "whore", "slut"),
    *("nigger", "nigga", "faggot", "retard"),
)
"""Words that are recognised behind masking signs, as in ``f***`` or ``a**hole``."""

NAMES_FOR_PEOPLE: tuple[str, ...] = (
    *("asshole*", "ass hole*", "arsehole*", "arse hole*", "ash hole*", "a hole*"),
    *("as hole*", "ahole*", "ass", "arse", "bitch", "bitches", "bastard*", "son of a"),
    *("sons of bitches", "dick", "dicks", "dickhead*", "dickwad*", "prick*"),
    *("wanker*", "twat*", "cunt*", "*fucker*", "fuckwit*", "fuckhead*", "shithead*"),
    *("dipshit*", "shitbag*", "dumbass*", "jackass*", "smartass*"),
    *("asshat*", "asswipe*", "douche*", "tosser*", "turd*", "mofo*", "cocksucker*"),
    *("cock sucker", "whore*", "slut*", "pussy", "pussies", "skank*", "hoe", "hoes"),
    *("fag*", "faggot*", "retard*", "nigger*", "nigga*", "idiot*", "moron*"),
)
"""What somebody may be called: with "you" before it, it is aimed at a person."""
