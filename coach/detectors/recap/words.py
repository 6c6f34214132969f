"""Phrases by which the recap detector hears a closing and its elements.

Phrases are in the form of :mod:`coach.language.phrases`.
"""

QUESTIONS: tuple[str, ...] = (
    (
        "(anything|something|any thing|what) else (i|we|you|that|for|today|to|on|from|"
        "at|with|before|you'd|i'd|we'd) [i|we|you|can|could|may|might|needed|need]"
    ),
    "(anything|something|any thing) else$",
    "anything else (peter|sir|madam|ma'am|dear|then)",
    "(is|was|are|if) there (anything|something|any thing) (else|more|further|you)",
    (
        "(need|have|got|help you with|help with|do you with|assist you with|assist "
        "with) (anything|any thing) (else|more|further)"
    ),
    (
        "(can|could|may) (i|we) (help|assist|do) * (anything|any thing|something) "
        "(else|more)"
    ),
    "what else (can|could|may|do|did|would)",
    "how else (can|could|may) (i|we)",
    (
        "(any|some|other|further|more) [other|further|more|additional|last|final] "
        "(questions|question|queries|concerns)"
    ),
    (
        "(other|further|more|additional) (issues|issue|problems|things) (i|we|you|that|"
        "today|for) [i|we|can|could|need|would|have|want]"
    ),
    (
        "(have|got|with|left) [you|any|a|no|some|other|further|more] (questions|"
        "question)"
    ),
    (
        "(is|was|will|would) that (everything|all|it) [be] [for] [you] [today|now|for "
        "today|for now]$"
    ),
    "(is|was|will|would) that be (everything|all|it)",
    "(is|was|will) that (everything|all) (for|you|then|today|i|we)",
    (
        "(did|have) i (cover|covered|answer|answered|address|addressed) (everything|"
        "all|your|that)"
    ),
    (
        "(questions|question) (for me|about any of|about all|about that|about this|"
        "about what|on any)"
    ),
    "questions [at all]$",
    "is everything clear",
    "anything unclear",
    (
        "(anything|something) [that|you] [that|you] (you'd like|you want|you would "
        "like|you need|want|is unclear|isn't clear|not clear|still unclear) [me|us|to] "
        "(to ask|ask|to know|know|me|us|to|clarified|explained)"
    ),
    "(all good|all set) (on your end|on your side|otherwise|for you|then|now)$",
)
"""Asking whether there is anything else."""

RESTATEMENTS: tuple[str, ...] = (
    "(have i|did i|do i|have we|i've|am i) [got|get|understood|understand|have|hearing|"
    "heard] (that|it|this|you|all that) [all] (right|correctly|correct|properly)",
    "(is that|is this|was that|that's) [about|all] (right|correct)$",
)
"""Asking whether the problem was understood: "that's it" answers that, no more."""

NOT_QUESTIONS: tuple[str, ...] = (
    *RESTATEMENTS,
    "(anything|something|what) else (on the|on your) (screen|desk|desktop|monitor)",
    (
        "(anything|something|what) else (that|you) [you] (see|changed|notice|noticed|"
        "installed|tried|happened|saw|open|opened|click|clicked|running|plugged|did)"
    ),
    (
        "(anything|something) else (running|open|plugged|connected|installed|happening|"
        "attached|in the log|in the list|in the tray|in the window|written|printed|"
        "happened|changed|showing|there|it)"
    ),
    "(questions|question) (so far|before we|before i|up to|until)",
    "before (i|we) (put|start|begin|go on|continue|do)",
    "if (you have|there's|there is|you've got) (any|anything|a question|some)",
    "should you have any",
    "in case (you|there)",
    "(let me|i'll) (ask|answer) [you] [a|another|some|one|that|your|the]",
    "(a|one|another) [quick|last|more|other] question",
    "security (question|questions)",
)
"""What sounds like it but is not: a question about the screen, an offer for later."""

CLOSING_BY_AGENT: tuple[str, ...] = (
    "(bye|goodbye|bye-bye|good bye|buh bye|cheerio)",
    (
        "have [yourself] (a|an|yourself a) [very|really] (good|great|nice|lovely|"
        "wonderful|pleasant|fantastic|excellent|super|safe|blessed|better|fine|"
        "relaxing|happy)"
    ),
    (
        "enjoy (the rest|your) [of] (day|your|the|weekend|afternoon|evening|morning|"
        "lunch)"
    ),
    (
        "(thank you|thanks) [you] [so much|very much|a lot|again|kindly] for (calling|"
        "your call|contacting|ringing|phoning|reaching|getting in touch|choosing)"
    ),
    "take care [now|of yourself]$",
    "(talk|speak) to you (later|soon|tomorrow|then)$",
    "(have a good|have a great|have a nice) one",
    "good night$",
    "see you (later|soon|tomorrow|then)$",
    "call [us] again (any|if)",
)
"""The agent takes leave."""

CLOSING_BY_CUSTOMER: tuple[str, ...] = (
    "(bye|goodbye|bye-bye|good bye|buh bye|cheerio|cheers bye)",
    (
        "have [yourself] (a|an) [very|really] (good|great|nice|lovely|wonderful|"
        "pleasant|fantastic|excellent|super|safe) (day|one|weekend|evening|afternoon|"
        "morning|night|week|rest|time)"
    ),
    "(you too|same to you|likewise)$",
    "(talk|speak) to you (later|soon|tomorrow|then)",
    (
        "(no|nope|nah|thanks|thank you|think|guess|believe|so|and|dear) [i|i think|i "
        "guess|i believe|that|then|well|no|dear|deer|sir|ma'am|i'm fine] (that's|that "
        "is|that was|that'll be|that will be) (all|everything|it|about it)$"
    ),
    (
        "^[well|okay|ok|great|perfect|good|alright|right|fine|no|yes|yeah|excellent|"
        "super|wonderful|all right|very good] [then|dear|deer|i think|well|no|so|sir] "
        "(that's|that is|that was|that'll be|that will be) (all|everything)$"
    ),
    (
        "(no|nope|thanks|okay|ok|great|perfect|good|dear|then) (that's|that is|that "
        "was|that'll be|that will be) (all|everything|it) (then|thanks|thank you|for "
        "now|for today|really|bye|from me|today|i think)"
    ),
    (
        "(that's|that is|that was|that'll be|that will be) (all|everything) [that] (i|"
        "we) (need|needed|wanted|want|had|have|required)"
    ),
    (
        "(that's|that is|that was) (all|everything|it) (for me|for now|for today|for "
        "the moment|from me|from my|from our|on my end|on my side|thanks|thank you|"
        "then thanks|then thank|bye)"
    ),
    (
        "(nothing else|nothing more|no more questions|no further questions|no other "
        "questions|no questions|no other issues|nothing from me|nothing from my|"
        "nothing at the)"
    ),
    (
        "^(no|nope|nah|i think|i'm) [no|thanks|thank you|i think|i'm|we're|i am|that] "
        "[thanks|i'm|i am|we're|we are] (good|fine|all set|all good|okay|ok|great) "
        "[then|now|thanks|thank you|for now|with that]"
    ),
    "(we're|i'm|i am|we are) (all set|good to go|all good)",
    "that (does|did) it$",
    "that (covers|covered) (it|everything)",
    "(i'll|i will) let you go",
    "that answers (my|everything|all)",
    "all (clear|good) [now] (thanks|thank you)",
    (
        "that's (clear|fine|okay|ok|great|perfect) [then|thanks|thank you] [thanks|"
        "thank you] bye"
    ),
)
"""The customer is done."""

THANKS_BY_CUSTOMER: tuple[str, ...] = (
    (
        "(thank you|thanks) [so much|very much|a lot|a million|again] for (your|all|"
        "the|helping|everything|being|sorting|fixing) [your|the|this|that|it] [help|"
        "time|support|patience|assistance|quick]"
    ),
    (
        "(you've|you have|you were|you're|you are) [been] [very|so|really|super|"
        "extremely|incredibly] (helpful|kind|great|patient|a star|a lifesaver|"
        "brilliant|wonderful|amazing|the best|awesome|fantastic|a big help|a great "
        "help)"
    ),
    "(appreciate|grateful for) (it|your|the|all|that|you)",
    "(thank you|thanks) (so|very) much",
    "(made|saved) my (day|morning|week|life|afternoon)",
)
"""Warm thanks: the customer seems done, unless the agent goes on to recap."""

NO_MORE: tuple[str, ...] = (
    "^[um|uh|oh|er|well|hmm] (no|nope|nah|not|nothing|none|negative)",
    (
        "^(that's|that is|this is|it's|i'm|i think|i don't|don't|i do not|we're|all) "
        "[that's|i'm|think|have] (all|everything|it|good|fine|clear|okay|great|perfect|"
        "so|any|set|done)"
    ),
    "^[yes|yeah|yep|sure|oh] (it|that|you|we|they|everything) "
    "(is|does|was|did|have|has|are|do|covers|will|would|works) "
    "[it|thanks|thank you|for me]$",
    "not (at the moment|right now|today|for now|that i|really|for the moment)",
)
"""Answers to "anything else?" that mean no."""

NEW_MATTER: tuple[str, ...] = (
    (
        "(one|another|other|second|last|more|next|new|different) [more|last|other|"
        "quick|small|little] (thing|question|issue|problem|matter|request|point|topic)"
    ),
    (
        "(actually|wait|oh wait|hang on|hold on|by the way|also) [yes|yeah|there|"
        "there's|i|my|while|could|can|what|how|since|one|the|we|it|a]"
    ),
    "while (i have|i've got|i'm on|we're at|you're at|i am|i got)",
    (
        "^(yes|yeah|yep|sure|yes please|actually|oh yes|oh yeah) [please|actually|"
        "there|i|my|we|could|can|one|the|also|what|how|it] (is|i|my|have|could|can|the|"
        "need|you|do|one|also|we|there's|a|it|there|would|just|actually)"
    ),
    (
        "(still|again|now|but|and) [it|it's|the|my|that] [it|it's|the|my|that] [still|"
        "says|now|is|has|screen|just] (says|asks|doesn't|isn't|won't|can't|not working|"
        "shows|failed|frozen|gone|error)"
    ),
    (
        "(can|could|would|will) you (also|please also|just|quickly|take|have|check|"
        "look|tell|explain|show|help)"
    ),
    (
        "(it|that|this) (doesn't|isn't|didn't|won't|still doesn't|still isn't) (work|"
        "working|open|print|start|let)"
    ),
)
"""The customer brings up something more: this is not the closing yet."""

RECAP_OPENERS: tuple[str, ...] = (
    (
        "[just|so|and|let me|to|quick|quickly|a|i'll|we can] (recap|sum up|summarize|"
        "summarise|summary|wrap up|wrap this up|wrapping up|recapping|summing up|"
        "reiterate|conclude|run through|run you through)"
    ),
    "(recap|summary|overview) of [what] (we|i|today|everything|this)",
    (
        "(go|going|run|walk) [back] (over|through) (what|everything|that|it|this|what "
        "we've|the steps) [we|i] (did|have|we've|done|again|once)"
    ),
    (
        "(what|everything) (we|i|we've|i've) (did|done|have done|changed|fixed) (today|"
        "was|is|here|just|so)"
    ),
    (
        "(just|so) [just|so] to (confirm|be clear|make sure|repeat|review) [that|we're|"
        "what|we|you're|everything|for|on|again]"
    ),
    "long story short",
    "in short",
    "to (repeat|review|round up|round off|finish up|finish off|close)",
    "before (you go|we finish|we hang|we wrap|we end|we close|i let you go|we say)",
    "the (short version|bottom line)",
    (
        "(so|okay|alright|right|all right|good|great|perfect) [so] (today we|today i|"
        "what happened|what we did|here's what|here is what|that's where we|to recap)"
    ),
)
"""Words that announce a recap."""

RESOLUTIONS: tuple[str, ...] = (
    "(caused|triggered|prevented|blocked) by",
    "(turned|turns) out (to be|that|it|the|your)",
    "the (root cause|culprit|reason) (is|was)",
    "got you (back|in|set|signed|logged|a new)",
)
"""Says what was wrong, or what was done about it."""

NEXT_STEPS: tuple[str, ...] = (
    "(the next step|next steps|next step|what happens next)",
    "(call|ring|contact|phone|message) (us|me|the desk) [back|again|any time|anytime] "
    "(if|when|in case|should)",
    "nothing (else|more|further|left) [for you] to do",
    "no action (needed|required|necessary)",
    "keep an eye on",
)
"""Says what happens next, or what the customer is to do."""

NOT_NEXT_STEPS: tuple[str, ...] = (
    (
        "(i'll|i will|let me) [just] (put you|be right back|be back|check that|check "
        "this|check the|check it|check now|have a look|take a look|look|see|try|do "
        "that|do it now|bring it up|pull|transfer you|connect you now|check with|ask "
        "the|ask my|get that|be with)"
    ),
    (
        "(it'll|it will|you'll|you will|that'll|that will) [all] be (fine|okay|ok|all "
        "right|alright|good|great|right)"
    ),
    "you'll be fine",
    "if you (have|got|need|want) [any|some|a|more] (questions|question|help)",
    "(that'll|that will) be (all|it|everything)",
    "(that'll|that will) do",
    (
        "(you should|you'll|you will) [now|just] (see|be able|find) (a|an|the|it|your|"
        "that) * (now|screen|icon|window|button|message|any moment|moment)"
    ),
    "(in|within|for|just) [about|just] a (minute|second|moment|sec|bit)",
    "(have|had) (a|yourself)",
    "i'll have a (look|quick)",
    "i'll let you go",
    "what (did|do|can|will|should) (you|i)",
    "tomorrow (is|was)",
)
"""What sounds like it but happens now, or says nothing."""

NOT_RESOLUTIONS: tuple[str, ...] = (
    "(glad|happy|good|pleased|great|nice) * (fixed|sorted|solved|working|works|back|in|"
    "worked|helped|help|resolved|it|that)",
    "you (were|had) (very|so|right|asking|saying|calling|great|patient|waiting|to|said|"
    "mentioned|told|kind)",
    "if (you|it|they|we|the) * (had|were|was)",
    "that was (the last|the right|the one|good|great)",
    "(i've|i have) (been|got|noted|asked|heard|seen|had|a)",
    (
        "(the|that|this|your) [long] (wait|hold|delay|line|quiet|silence|patience|call|"
        "time|queue|trouble|inconvenience) (was|were|had|got)"
    ),
    "that was (quick|easy|fast|all|it|nice|not)",
    "the [last|next|first] (time|thing|one|call) (was|you|i)",
)
"""What sounds like it but is about the call itself."""

AFTERWARDS: tuple[str, ...] = (
    (
        "(tomorrow|tonight|later today|this afternoon|this evening|next week|next time|"
        "by email|by mail|by e mail|an email|a summary|an update|a confirmation|"
        "afterwards|follow up|monday|tuesday|wednesday|thursday|friday|business day|"
        "end of the day|within|in an hour|in two hours|in a few days|call you back|the "
        "ticket|a ticket|technician|engineer|courier|let you know|from now on|going "
        "forward|in the future)"
    ),
    "(they'll|they will|they're going to) (call|contact|come|be in|get back|get in|"
    "send|"
    "let|reach|deliver|email|fix|move|replace|install|follow)",
    "(team|technician|engineer|colleague|someone|somebody|guy|department|vendor) (will|"
    "is going to|are going to)",
    "(before|by|until|at) (noon|lunch|tomorrow|tonight|the end|the weekend|then|nine|"
    "ten|"
    "eleven|twelve|one|two|three|four|five|9|10|11|12|1|2|3|4|5)",
    "if (it|that|this|you|anything) * (again|happens|comes back|returns|call|need)",
)
"""Marks of what comes after the call, which is no step of the work itself."""

_ACKNOWLEDGING = """
    okay ok yes yeah yep yup right alright all sure fine great good perfect got
    it i see understood thanks thank you so much very well lovely wonderful
    excellent super brilliant cool makes sense that that's clear sounds oh ah mm
    hmm uh huh um will do no problem exactly fantastic awesome nice and
    appreciated is a please works for me then superb splendid smashing grand ace
    brill fab terrific marvelous marvellous magic sweet neat dandy alrighty
    righto okey dokey gotcha noted cheers ta i'll to know fair enough phew wow
    be there can love mate my dear sir ma'am course not bad kindly lot bunch
    million
"""

ACKNOWLEDGING_WORDS: tuple[str, ...] = tuple(_ACKNOWLEDGING.split())
"""A customer's utterance of these words alone does not interrupt a recap."""

THANKS: tuple[str, ...] = (
    (
        "(thank you|thanks|thankyou) [you] [so much|very much|a lot|again|kindly] "
        "[peter] for (calling|your|contacting|ringing|phoning|reaching|getting|letting|"
        "bearing|being|reporting|staying|working|bringing|taking|the|choosing|"
        "understanding)"
    ),
    "(thank|thanks|thankyou|merci|obliged|indebted|danke|gracias)",
    "(cheers|ta) for",
    "(appreciate|grateful for) (your|you|the|it|that)",
    "(it was|it's been|been) (a pleasure|my pleasure|nice|great|lovely)",
    "pleasure (talking|speaking|helping)",
)
"""Thanks the caller."""

NOT_THANKS: tuple[str, ...] = (
    "(no|nope) [thank you|thanks]",
    "(thank you|thanks) [so much|very much] for (holding|waiting|hanging on|bearing)",
    "(thank you|thanks) for being [so|very] patient",
)
"""Thanks for something else."""

WELCOMES: tuple[str, ...] = (
    (
        "^[oh|aw] (you're|you are|your) [very|most|so|always|more than] welcome "
        "[peter] *$"
    ),
    "^[oh|no] no problem [at all]$",
    (
        "^[oh] (my pleasure|anytime|any time|not at all|don't mention it|sure|no "
        "worries|of course|glad to help|happy to help|glad i could help)"
    ),
)
"""Replies to thanks that add nothing."""

COMPLAINTS: tuple[str, ...] = (
    "^(yes|yeah|yep|well|actually|also|and|oh|so|um|uh|there) * "
    "(my|the|our|there|i|we|it|this|is|how|what|could|can|one|since)",
    "(my|our)",
    "(doesn't|won't|can't|isn't|don't|cannot|couldn't|didn't|not|no longer|never|still|"
    "stopped|broken|stuck|slow|error|missing|wrong|trouble|problem|issue|fails|failed)",
    "(need|want|wanted|wondering|wonder|like) (to|a|an|the|if|you|some|another|new)",
    "(as well|too|also)",
)
"""The answer to "anything else?" is that there is."""

OBLIGING: tuple[str, ...] = (
    "(will|can) do",
    "(i'll|we'll)",
    "(i'm|we're) (doing|on) (it|that|this)",
    "(thanks|thank|cheers|ta|appreciated|superb|splendid|smashing|noted|gotcha)",
)
"""The customer agrees to do what they are told."""

FOLLOW_UPS: tuple[str, ...] = (
    "^(okay|ok|all right|alright|great|fine|good|and|so) [and|so] (when|how long|how "
    "soon|will|do i|should i|i just|i should|i|what time|who|that means|nothing|they|"
    "it)",
)
"""The customer asks about what was just said."""
