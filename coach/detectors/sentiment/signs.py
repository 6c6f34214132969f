"""Weak signs of anger: none alarms by itself, several in one breath do.

Nobody can list every furious sentence, but fury is made of a few things: blaming the
other, asking what is no question, giving orders, refusing, absolutes, counting how
often, what it costs.  Each is a kind of its own with a weight on VADER's scale;
phrases are in the form of :mod:`coach.language.phrases`.
"""

BLAME: tuple[str, ...] = (
    "you (sit|say|stand) (there|that to)",
    (
        "(you|your) [people|network|system|update|colleague|guy|team|technician|"
        "service] (threw|thrown|fell over|binned|dropped|lost my|killed|trampled|"
        "let us|let me|left)"
    ),
    "(you|you've) (been|were) (no|zero|little|absolutely no|of no) [use|help|good]",
    "you (make|made) it sound",
    "like it's my (fault|doing|problem)",
    (
        "without (even|so much as|ever) (looking|reading|asking|checking|telling|"
        "calling|listening|trying)"
    ),
    (
        "(deaf ears|one ear|straight face|to my face|straight answer|lip service|"
        "empty promises|hot air|faffing|fobbed|palmed)"
    ),
    "you (ought to|ought)",
    "what you're paid (for|to do)",
    (
        "(you|you've|you have|your colleague|your people|your team|your colleagues|"
        "your guy|they) [just|all|already|completely|obviously|clearly|simply|have|"
        "only|actually|people|guys|lot|even|really|basically|literally] (broke|"
        "broken|ruined|ruin|wrecked|destroyed|destroy|lied|erased|wiped|messed|"
        "screwed|botched|hung up|cut me off|hang up|cut us off|wasted|waste|"
        "ignored|ignore|forgot about|humiliated|embarrassed|insulted|abandoned|"
        "dumped|made it worse|made things worse|make it worse|made everything "
        "worse|made me look|made me feel|made a fool|made a mess|let me down|let "
        "us down|fobbed|strung|misled|tricked|cheated|robbed|stole|trashed|threw "
        "away|walked away|left me|left us|dropped me|broke it|messed it|laughed|"
        "laughing|treat me|treat people|treated me|treating me|talk to me|fobbing|"
        "stringing)"
    ),
    (
        "(you|nobody|none of you|not one of you|no one|you people|you guys|you "
        "lot) (don't|doesn't|do not|didn't|won't|can't|cannot|couldn't|aren't|"
        "never|haven't|has|wouldn't|could not) [even|actually|really|seem to|ever|"
        "want to|bother to|be bothered to] (care|listen|bothered|bother|give|lift|"
        "answer|test|think|try|manage|respect|hear|do your|do anything|do a thing|"
        "help me|call|got|be bothered)"
    ),
    (
        "(you're|you are|you were) [all|just|still] (not|clearly|obviously|only|"
        "never|hardly) [even|really|actually] (listening|helping|sorry|capable|"
        "trying|lying|interested|qualified|bothered|fit|hearing|up to)"
    ),
    "you're not sorry",
    "(couldn't|could not|can't|can not) [even] (care less|be bothered|be arsed)",
    "(either|clearly|obviously|evidently|apparently) you",
    "you (clearly|obviously|evidently|apparently)",
    "(you|they) (call|calling) (this|that|yourself|yourselves|yourselfs)",
    "(some|a|the) (nerve|cheek|gall|audacity)",
    (
        "(thanks to|all because of|because of|down to) (you|your|somebody over "
        "there|somebody there|someone there|you people|your system)"
    ),
    (
        "(because|since|when|if) (somebody|someone|nobody|no one|you) (over there|"
        "there|at your end|in your|on your)"
    ),
    (
        "(you|your) * (fault|negligence|incompetence|arrogance|laziness|stupidity|"
        "carelessness)"
    ),
    "(lied|lie|lying|lies) to (me|us|my face)",
    (
        "(and|while|meanwhile|but) (you're|you are|you|you people|all you) "
        "(reading|telling|asking|laughing|sitting|giving|want|still|just|tell|ask|"
        "say|keep|sit|read|laugh|sound|offer|can do|do is)"
    ),
    (
        "you (keep|kept) (saying|telling|asking|repeating|giving|passing|sending|"
        "putting|reading|transferring|hanging|doing|pushing|blaming|making)"
    ),
    "all you (do|people do|ever do|can say|ever say|can do|lot do|guys do|care)",
    "you (touched|did|lot did|people did) (it|this|to me|to my|to us|to our)",
    "(somebody|someone) else's (problem|fault|job|department)",
    (
        "(that|that's|this) (is|was|a|an) [just|simply|such] [a|an] (lie|lies|cop "
        "out|rubbish answer)"
    ),
    "(that's|that is) [just|simply|such] [a|an] (lie|lies)",
    "hung up",
    "(cut|cutting) me off",
    "(took|take|taking) (me|us|people) for (a|an) (fool|fools|idiot|idiots|ride|mug)",
    "(you'd|you would) think (you|a|an|someone|somebody|by now|after)",
    "(you|you've) had (one|weeks|days|months|all|two|three|four|your)",
    (
        "(half a brain|brain cell|trained monkey|brain cells|a child could|a "
        "toddler|my grandmother could|my dog)"
    ),
    "(you|you people|you guys|you lot) couldn't [even]",
    (
        "you should (be ashamed|have told|have warned|have called|have known|be "
        "embarrassed|know)"
    ),
    "you (sit|sat|sit there|stand) (there|around|on)",
    "(sitting|sat) on (your|their)",
    (
        "(pass|passing|passed|push|pushing|shoved|shunted|sent|thrown|tossed|"
        "bounced|handed|transferred) (me|us) (around|along|about|from|off|back)"
    ),
    (
        "(passed|shunted|bounced|tossed|thrown|handed|transferred|sent) (around|"
        "along|about|back and forth|from)"
    ),
    (
        "(treated|treat|treating|talk to|talked to|spoken to|speak to) [me|us|"
        "people|so|like|this] (like|this way|as if|badly|like that)"
    ),
    "(playing|play) games [with]",
    "(pulling|pull) my leg",
    (
        "(make|made|making) (me|us) [look|feel] [like] (a|an|like|look|stupid|"
        "small|ridiculous|foolish) [complete|total|right] (fool|idiot|liar|clown|"
        "amateur|stupid|small|ridiculous)"
    ),
    "(don't|doesn't) (know|have a clue) what (you're|you are|they're) (doing|talking)",
    (
        "(know|have a clue) what (you're|they're|you are) [actually] (doing|"
        "talking about)"
    ),
    "no (idea|clue) what (you're|you are|they're) (doing|talking)",
)
"""The other did wrong, or cannot do right."""

COLLECTIVE: tuple[str, ...] = (
    (
        "(some|one of your|bunch of|you|a load of) (clown|clowns|idiot|idiots|"
        "genius|muppet|muppets|monkey|monkeys|intern|amateur|amateurs|fool|fools|"
        "joker|jokers|cowboys|moron|robot|robots)"
    ),
    "(nobody|no one|none|everyone|everybody) (in|at|on|from) your",
    (
        "(you people|you lot|your lot|you clowns|none of you|not one of you|every "
        "one of you|each of you|all of you|any of you|three of you|four of you|two "
        "of you|five of you|six of you|half of you)"
    ),
    (
        "(your|this) (whole|entire|so called) (department|team|desk|company|"
        "organisation|organization|outfit|it|support|crew|lot|help)"
    ),
    (
        "(somebody|someone|nobody|anyone|anybody|people|person|everyone) [over "
        "there|in that|at your|in your] (over there|in that building|at your end|"
        "in that place|in your department|in that office|on your side)"
    ),
    (
        "your (so called|precious|stupid|bloody|wretched|ridiculous|idiotic|"
        "useless|little|silly|damn)"
    ),
    "(your|the) (incompetent|clueless|hopeless)",
)
"""The agent is one of many, all the same."""

RHETORIC: tuple[str, ...] = (
    "(didn't|did|don't|do|can't|won't|aren't|haven't|couldn't) you$",
    (
        "if i (treated|did|ran|spoke|behaved|worked|talked) * (like|the way|my|"
        "this|that|to)"
    ),
    (
        "how (can|could|do) you (sit|stand|say|do|be|let|tell|call|possibly|live|"
        "sleep|expect|not)"
    ),
    "what do i (have to|need to|gotta) [do|say] [to|before]",
    "[is] this (what|how) (passes|you|i|we|counts)",
    (
        "(this is|is this|and this is|so this is) (the thanks|how you|what you|"
        "what passes|what i)"
    ),
    "does (anybody|anyone|nobody|somebody|a single)",
    "(so|right) (impossible|hard|difficult) for you",
    "why is it (so|always|that i|impossible)",
    "do you [even|actually|really] understand that",
    "(paid|supposed) (for|to do)$",
    "(making|make) (this|it) up [as]",
    "tell me [honestly|something|one thing|exactly]",
    (
        "(and|so) who [exactly|here|there] (is|are|was|signed|decided|approved|"
        "thought|allowed)"
    ),
    "you (like|treat|talk|speak) (that|this) [to]",
    (
        "(do|did|does|have|can|are) you [people|guys|lot|actually] (own|even|ever|"
        "honestly|seriously|really think|realise|realize|have any idea|have the "
        "slightest|have any clue|think i'm|think this is|think i am|think that's|"
        "take me|call that|call this|expect me|not understand|understand what|not "
        "hear|hear yourself|hear yourselves|think this|think it's acceptable|enjoy|"
        "sleep|care|need it in|want me to beg|just make|just read|not read|not "
        "listen|not get|not see)"
    ),
    (
        "(do|did|are|have|is|was) (any of you|anyone there|anybody there|nobody|no "
        "one|not one of you|anyone over there|anybody over there)"
    ),
    (
        "(don't|didn't|can't|couldn't|haven't|aren't|won't) (you|any of you|you "
        "people|you guys|anyone|anybody|somebody|someone) (people|guys|even|ever|"
        "see|get it|understand|hear|listen|read|care|just|think|talk|test|check|"
        "have any|once|for once|talk to|tell|do|manage|give)"
    ),
    (
        "are you (even|actually|calling|telling me|seriously|honestly|trying to|"
        "saying|suggesting|implying|accusing|blind|hearing|asking me to|expecting|"
        "just going|laughing|going to do|mocking|out of|having a laugh|having me "
        "on|for real)"
    ),
    (
        "is (this|that|it) (some kind|a wind up|how you|really how|what you|your "
        "idea|supposed to|the best|all you|really the best|honestly|seriously|"
        "really too much|too much to ask|so hard|so difficult|really so|meant to)"
    ),
    (
        "(too much to ask|so hard about|so difficult about|so hard to|so "
        "complicated about|that hard|that difficult)"
    ),
    (
        "what (exactly|precisely|the|on earth|in the|kind of) [exactly] (do you|"
        "are you|is it you|earth|world|people|person|idiot|have you)"
    ),
    (
        "what [exactly] (do|are|have) you [people|guys|lot|all|even|actually] (do "
        "all|there for|for|been doing|done|do over|do there|do for|good for|paid|"
        "paying|waiting for|playing|want from me|take me)"
    ),
    "what (good|use|earthly use|help) (are|is) (you|that|this|it|any)",
    "(what's|what is) (wrong|the matter) with (you|your|this place|that place|these)",
    "(what's|what is) the (use|point) [in|of]",
    (
        "(what|how|who) am i (supposed|meant) to (tell|do|say|explain|work|run|"
        "feel|pay|face|live)"
    ),
    "what (do|should|shall) i tell (my|the|them|him|her|our)",
    (
        "how (on earth|in the world|hard|difficult|stupid|dare|is it possible|can "
        "it be|can anyone|can anybody|could you|could anyone|could you|can you "
        "people|can you guys|can a|is that [even]|many people|many more|much more|"
        "many of you|many times|long am|do you still|do you sleep|do you people|do "
        "you even|would you like it|would you feel)"
    ),
    (
        "why (on earth|in the world|am i even|am i still|am i paying|do i pay|do "
        "we pay|do you people|do you even|would you|would anyone|would anybody|"
        "should i have|should i be|must i|do i have to|is it always|does it take|"
        "does nobody|does no one|can't you|can't anyone|can nobody|can no one|"
        "can't anybody|didn't anyone|didn't anybody|didn't you|did nobody|did no "
        "one|won't anyone|won't you people|bother)"
    ),
    (
        "who (do|taught|hired|trained|hires|on earth|in their) (you|he|she|they|"
        "earth|right|world) [think|even]"
    ),
    "(whose|who's|what) [bright|brilliant|genius|stupid|clever] idea (was|is)",
    "(bright|brilliant|clever|genius) idea",
    (
        "(am|are) i (talking|speaking) [to] [a|to] (foreign|wall|brick|chinese|"
        "robot|myself|machine|child|the wall)"
    ),
    (
        "am i (speaking|invisible|supposed to just|the only one who|stupid|talking|"
        "not making|not being|missing something|meant to)"
    ),
    (
        "(is there|isn't there|there) [really|no|not] (anyone|anybody|somebody|"
        "someone|nobody|one person|a single person) [there|over there|in|at|who|"
        "with|else]"
    ),
    (
        "so (you're|you are|what you're|what you are) [just|basically|actually|"
        "seriously|really] (telling|saying|admitting|asking)"
    ),
    (
        "(so|and) (i'm|i am|we're) (just|supposed|meant|expected) [supposed|meant|"
        "expected] to (just|sit|wait|lose|pay|believe|be)"
    ),
    (
        "(you) (want|expect) me to (wait|fill|believe|go through|start|do it|pay|"
        "explain|sit|call|spell|thank|restart|just|do that|repeat|be|calm|ring|do "
        "your)"
    ),
    "let me get this straight",
    "(seriously|honestly|really) (that's|is that|this is|you)",
    (
        "(that's|is that|this is) (your|it) (answer|solution|advice|help|plan|idea|"
        "big|best)"
    ),
    "(that's|is that) (the best you|all you|your answer)",
    "is that it",
    "(then|so) what (good|use) (are|is)",
    (
        "where [exactly|on earth] (is|are) (your|the) (manager|supervisor|sense|"
        "decency|boss)"
    ),
    "since when (is|was|do|does|are)",
    (
        "(when|how) (is|are|was) (someone|somebody|anyone|anybody|you people) "
        "(going to|finally|ever)"
    ),
    (
        "how (much|many) [more] (more|longer|hours|days|times) [hours|days|times|"
        "people|of my life] (do|does|am|is|must|will|of|is it|have)"
    ),
)
"""Questions that want no answer."""

COMMAND: tuple[str, ...] = (
    (
        "^[right|no|now|so|look|just|and|then|well|please|okay|ok|but|you] (stop|"
        "quit) (talking|it|asking|telling|reading|saying|lying|pretending|wasting|"
        "making|hiding|right there|apologising|apologizing|messing|interrupting|"
        "playing|with the|giving|treating|passing)"
    ),
    (
        "^[right|no|now|so|look|just|and|then|well|please|okay|ok|but|oh] (don't|"
        "do not) [you|even|ever|you even] (dare|tell me|give me|talk|speak|insult|"
        "patronise|patronize|lie|blame|put me on|transfer me|think about|bother|"
        "start|interrupt|close|treat|make me|pretend|act|ask me|sorry me|touch|you "
        "dare|apologise|apologize|fob|call me|laugh|play|pass me|send me|lecture|"
        "say another|say it|say sorry)"
    ),
    "don't you (dare|tell|put|talk|give|hang|close|walk|people|start)",
    "(spare|save) me [the|your|it|all]",
    (
        "^[no|now|you|just|then|and|right|so|well] (you listen|listen to me|listen "
        "for once|hear me out|wake up|grow up|own up|get off your|get a grip|get "
        "your act|do something|do your job|shut up|get out|get lost|pull yourself)"
    ),
    "you listen",
    "listen for once",
    "for once [in your life]",
    (
        "^[just|then|now|so|and|go and|no] (get|find|give|fetch|put) [me] (me|on|"
        "somebody|someone|through) [somebody|someone|a|an|the|your] (who|manager|"
        "supervisor|boss|real|human|person|else|competent|with|actual|straight|"
        "grown|that|names|somebody|someone)"
    ),
    (
        "(i want|i need|give me|get me|i demand|i'm asking for|i'd like) [names|"
        "your] (names|your name|your full name|your manager|your boss|your "
        "supervisor|his name|her name|your manager's|a manager|a supervisor|the "
        "manager|someone senior|answers|the person responsible|whoever|heads|"
        "compensation|my money back|an explanation)"
    ),
    "(i demand|i insist|i expect)",
    (
        "^[just|now|so|then|and] (fix|sort|solve|undo|repair|restore) (it|this|"
        "that|the|my)$"
    ),
    "(forget it|never mind|leave it|drop it)$",
    (
        "^[oh|you know what] [just] (forget it|save it|spare me|enough|give over|"
        "come off it|shut up|get lost|get stuffed)"
    ),
    "(take|takes) responsibility",
    (
        "(get|pull) (your|yourself|yourselves) [act|finger|head|socks|heads] "
        "(together|out|sorted|straight)"
    ),
    "(wake|drag|pull) (them|him|her|somebody|someone) (up|out)",
    (
        "(you'd|you had) better (fix|have|get|not|find|do|call|start|hope|make|"
        "believe|be)"
    ),
    "(sort|fix|solve) (it|this) out",
)
"""Orders to the agent."""

REFUSAL: tuple[str, ...] = (
    (
        "no more (tickets|forms|excuses|waiting|games|promises|questions|talking|"
        "transfers|hold|holding|delays|lies)"
    ),
    (
        "(i'll be|i will be|i'm|i am) (writing|reporting|complaining|speaking|"
        "telling|talking|going|taking) [this|directly|straight] to (your|the) "
        "(chief|ceo|boss|director|board|manager|head|company|management|press|"
        "newspaper)"
    ),
    (
        "(somebody|someone|person) [with|who has] [some|real|any|actual] "
        "(authority|authority to|power to|brains|competence|common sense|the "
        "authority)"
    ),
    "i want a word",
    (
        "(i won't|i will not|won't) be (hanging|leaving|calling|paying|ignored|"
        "treated|spoken|told|moved|going|waiting)"
    ),
    "(last|final) (warning|chance)",
    (
        "(fixed|sorted|working|answers) [and i want it] (today|now|this "
        "minute|right now|this instant)$"
    ),
    "don't bother [calling|coming|ringing|sending]",
    (
        "(i|i'm|i am|we) (don't|do not|couldn't|really don't|honestly don't|simply "
        "don't) (care|give|want to hear|need to hear|want your|want another|want "
        "any|want an|want one|have to take|have to put up|have to listen|deserve)"
    ),
    (
        "(i|we) (refuse|will not|won't) [to] (be|accept|go|do|sit|wait|pay|"
        "tolerate|take|stand|have|hang|hold|spend|let|leave|put up|calm|repeat|"
        "spell|explain|listen|stand for|start|restart)"
    ),
    (
        "(i'm|i am|we're|we are) not (asking|going to [just]|spelling|waiting|"
        "doing|calming|having|holding|repeating|explaining|paying|putting up|"
        "interested|hanging|leaving|accepting|stupid|a child|an idiot|your|going "
        "through|calling|your guinea|a fool|five|having this)"
    ),
    (
        "(i'm|i am|we're|we are) not going to (be|accept|go|sit|wait|pay|tolerate|"
        "take|stand|hang|spend|let|put up|calm|repeat|spell|explain|listen|stand "
        "for|start all|argue|ask)"
    ),
    "absolutely not",
    "(i|we) (shouldn't|should not|shouldn't even) [even] have to",
    "(that|this|it) (ends|stops) (now|here|today|right)",
    "^[no|i said|and|right|well|that's] enough$",
    "^no no",
    (
        "no [it|that|this] [is|it's|that's] (is not|it's not|it isn't|that's not|i "
        "won't|i will not|i'm not|you listen|you don't|you won't|you can't|i am "
        "not) [okay|good|fine|going|acceptable]"
    ),
    (
        "(i'm|i am|we're|we are) (done|finished|through|out) [being|with|waiting|"
        "talking|asking|listening|here|playing]$"
    ),
    (
        "(i'm|i am|we're) (done|finished|through) (being|with|waiting|talking|"
        "asking|listening|playing|explaining|trying|dealing|arguing)"
    ),
    "(you|you people) (don't|do not) get to",
    (
        "(not|no) (another|one more) (excuse|ticket|minute|second|word|day|form|"
        "hour|penny|cent|apology|transfer|call|number)"
    ),
    "(i've|i have) (got|had) nothing [left|more|else] to say",
    "(beg|begging) (for|you|somebody|someone|anyone|to)",
    "(over|above) your head",
    (
        "(if|unless) * (isn't|is not|not|doesn't|don't|do not|aren't|won't|can't) "
        "* (fixed|sorted|solved|working|back|done|resolved|up) * (i'm|i am|i'll|i "
        "will|we|i)"
    ),
    (
        "(until|till) (this|it|i|you) (is|have|get|fix|works|has|speak) [fixed|"
        "sorted|an|a|it|this|resolved]"
    ),
    (
        "you've got (five|ten|one|two|until|exactly|till) (minutes|minute|hour|"
        "noon|five|hours)"
    ),
    (
        "(take|taking|going|go|take it|took) [this|it] (elsewhere|somewhere else|"
        "to the top|higher|upstairs|to the board|to your boss|to your manager)"
    ),
    (
        "(i'm|i am|we're|we are|i'll be|we'll be) (cancelling|canceling|leaving|"
        "switching|taking|ending|terminating) [the|our|my|this|you|to] (contract|"
        "account|subscription|business|everything|provider|money|competitor|you)"
    ),
)
"""What the customer will not do, hear or care about; ultimatums."""

TOLL: tuple[str, ...] = (
    "(i'm|i am|we're|we are) (ruined|doomed|sunk|done for)$",
    "(i'm|i am|we're|we are) (absolutely|completely|so) finished$",
    "i am finished$",
    "(i|we) [just|really] (can't|cannot) do (it|this|that) (again|anymore|any more)",
    "[i] just can't$",
    "i feel [so|physically] sick",
    "(they|he|she) (will|would|is going to|are going to) [just] (throw me|kick me) out",
    "(they'll|he'll|she'll|they'd|he'd|she'd) [just] (throw me|kick me) out",
    "(years|months|weeks) of my life",
    "(children|kids|family|mouths) to feed",
    "(gone|going|dragged|been going) on (long|far too|way too|too|for far|for long)",
    (
        "(in tears|embarrassed|humiliated|furious|livid|fuming|disgusted) [because|"
        "by|with|at]"
    ),
    (
        "(because|since) your (network|system|update|server|software|team|"
        "colleague|people)"
    ),
    "run out of (things|words|patience|ways|excuses)",
    "in all my (years|life|time)",
    (
        "(shoddy|shabby|scandal|scandalous|dreadful|diabolical|woeful|dire|hideous|"
        "cowboy|crooks|thieves)"
    ),
    "(take|stand|bear|listen to) another (minute|second|word|day|hour|one)",
    "(this|it|that) is (costing|killing|ruining|destroying|wrecking) (me|us|my|our)",
    "(my|our|any) patience",
    (
        "(i'm|i am|i was) (shaking|trembling|in tears|speechless|at the end|"
        "boiling|seething|raging|at breaking|disgusted|appalled|beyond|past|sick|"
        "exhausted|humiliated|close to tears|crying|beside myself)"
    ),
    (
        "(more than|been very|been extremely|been incredibly|been so|been "
        "perfectly) (patient|reasonable|polite|understanding)"
    ),
    (
        "(i've|i have|i just|i) (cried|been crying|been in tears|had it|had enough|"
        "been reduced)"
    ),
    "(the end of|at the end of) my (rope|tether|patience|wits|wit)",
    (
        "(sick|tired) (of|to) [the|my|your|hearing|this|being|back|all] (teeth|"
        "hearing|this|being|your|it|waiting|excuses|stomach|everything|repeating|"
        "explaining|listening|chasing|asking|begging|the)"
    ),
    (
        "(can't|cannot|can not) (do|take|stand|bear|cope|deal) [with] [this|it] "
        "(any|anymore|any more|any longer|another|much)"
    ),
    "(i|we) (can't|cannot) (cope|breathe|believe|believe what|stand)",
    (
        "(wasted|waste|wasting|lost|stolen|taken|lose) [enough|all of|so much of|"
        "half|two|three|four|a|an|hours of|my|of|the] [my] (whole|entire|time|life|"
        "day|morning|afternoon|evening|weekend|hours)"
    ),
    "(hours|days|weeks|years|months) of my (life|time)",
    (
        "(worst|most awful|most humiliating|most ridiculous) (day|experience|week|"
        "thing|service|call|morning)"
    ),
    (
        "(never|nobody) [been|have i|in my life|ever|has ever] (been treated|been "
        "spoken|been so|so badly|treated|spoken to|so angry|so insulted|so "
        "humiliated|been lied|in my life|in twenty|in all my)"
    ),
    "in (my|all my|twenty|thirty|ten|fifteen) [whole|entire|years] (life|years|of)",
    (
        "(livelihood|my reputation|our reputation|my career|my job is|my business "
        "is|my company is|somebody's life|people's lives|their lives|life and "
        "death)"
    ),
    (
        "(i|i'll|i will|i'm going to|about to|gonna) (scream|explode|lose it|lose "
        "my mind|snap|go mad|go insane)"
    ),
    (
        "(people|someone|somebody|we|i|patients|they) [are|is|will|could|might|are "
        "all|all] [going to|gonna] (going to lose|lose [their|my|our]|gonna lose|"
        "die|dying|lose their|lose my|lose our|suffer|suffering|get fired)"
    ),
    (
        "(out|lost|losing|cost|costs|costing|bleeding|owe) [me|us|about|over|you|"
        "already|more than|a] (thousands|thousand|hundreds|ten|twenty|thirty|forty|"
        "fifty|a fortune|money|millions|hundred|dollars|pounds|euros|sixty|eighty|"
        "five)"
    ),
    "[just] cost (me|us) [my|our|the|a]",
    (
        "(beyond|past) (a|the|words|belief|caring|ridiculous|everything|annoyed|"
        "angry|frustrated)"
    ),
    "(last|final) (straw|chance|time|warning)",
    (
        "(laughing stock|laughingstock|nightmare|living hell|torture|circus|"
        "disaster|shambles|catastrophe|fiasco|debacle|madhouse|travesty|insult|"
        "slap in the)"
    ),
    "(brick wall|wall|void|black hole|down a well|pillar to post)",
    (
        "(a million miles|nowhere near|anything but|the opposite of) [from] [okay|"
        "good|fine|acceptable|helpful]"
    ),
)
"""What it does to them: patience, money, work at an end."""

ABSOLUTE: tuple[str, ...] = (
    (
        "(every single|each and every|single one|not once|not one|never once|not a "
        "single|at all|whatsoever|absolutely|completely|totally|utterly|a single|"
        "all day|all morning|all afternoon|all week|nobody|no one|nothing ever|"
        "always|constantly|the whole|an entire|the entire|entire|nothing|never|"
        "ever|literally|no idea|nowhere|anything|exactly)"
    ),
)
"""No exception is left."""

REPEATED: tuple[str, ...] = (
    "(i've|i have|we've) told (you|your|everyone|them|him|her|at least|so many)",
    "(still|yet) [not] [a] (not a|haven't|nobody|no one|nothing|no|waiting)",
    (
        "(weeks|days|months|hours|years) of (promises|this|waiting|excuses|calls|"
        "nothing|silence|being)"
    ),
    "for the (last|hundredth|third|tenth|umpteenth|final) time",
    (
        "(second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|hundredth|"
        "umpteenth|millionth|twelfth|twentieth) (time|person|call|ticket|day|week|"
        "agent|technician|one|hour|month|attempt|transfer|analyst|engineer)"
    ),
    (
        "(two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|"
        "thirty|forty|2|3|4|5|6|7|8|10|12|15|20|30|40|45|50|ninety) [whole|entire|"
        "solid|straight|bloody|separate|different|of your] (times|calls|people|"
        "tickets|weeks|months|days|hours|colleagues|technicians|agents|transfers|"
        "emails|engineers|phone calls|minutes|years)"
    ),
    (
        "(again and again|over and over|time and again|time after time|week after "
        "week|day after day|yet again|yet another|another)"
    ),
    (
        "(i|i've|we've|we) [already|have|just] (explained|told|said|repeated|"
        "called|asked|rung|reported|been told|been promised|begged) [it|this|that|"
        "you|them|all this|him|her] (yesterday|before|again|this morning|already|a "
        "hundred|three|two|four|five|ten|twice|several|many|last|to|all|once|so)"
    ),
    (
        "(one more time|once more|all over again|how many times|ask me again|same "
        "old|same thing|same story|same script|same questions|same question|same "
        "answer)"
    ),
    (
        "(since|for) (march|april|may|june|july|january|february|august|september|"
        "october|november|december|monday|tuesday|wednesday|thursday|weeks|months|"
        "days|hours|years|last week|last month|two|three|four|five|six|eight|over|"
        "more than)"
    ),
    (
        "(waited|waiting|wait|sat|sitting|holding|on hold|stuck|queued|spent|been) "
        "[here|on|on the|in|for|on hold|in a|in this|all|over|almost|nearly|more "
        "than] [phone|line|queue|for|over|almost] (hour|hours|an hour|an|two|three|"
        "four|forty|thirty|fifty|ninety|forty five|ages|days|weeks|all day|all "
        "morning|half|40|45|50|30|90)"
    ),
    (
        "(an hour|two hours|three hours|hours|a week|weeks|days|a month|months|"
        "three days|two days|two weeks|three weeks) (ago|later|gone|now)"
    ),
)
"""How often, how long."""

THROWN_BACK: tuple[str, ...] = (
    (
        "(you|you just|you people|they|your colleague|he|she|somebody|someone|the "
        "last guy|the last one) [people|all|personally|just] (said|promised|swore|"
        "told|guaranteed|assured|claimed|told me|promised me|swear)"
    ),
    "(i was|i've been|we were|been|was) (told|promised|assured|guaranteed|lied)",
    "(like|as) you (said|promised|told|claimed)",
    (
        "(you've|you have|they've|been) [all|always|been] (been saying|said that|"
        "been telling|told me that|been promising|promising|saying that)"
    ),
    (
        "(and|so|but|yet) (now|then|here|still|what) (you|it's|i'm|nothing|we're|"
        "you're|i am|i|it)"
    ),
    "and now you (tell|want|say|ask)",
    "now you (tell|want|say|ask|expect|decide)",
)
"""What was said or promised, held against the agent."""

SCORN: tuple[str, ...] = (
    "give (yourself|yourselves|them|him|her) a (medal|prize|round of applause)",
    "do me a favor",
    "do me a favour",
    (
        "(aren't|isn't|wasn't) (you|that|this|he|she) [just] [a] (a|special|"
        "precious|clever|brilliant|charming)"
    ),
    "(big|great|clever|master|genius) plan",
    "(right on|bang on) (schedule|cue|time)",
    "there's the (excuse|excuses)",
    "(are|aren't) you (proud|happy now|satisfied|pleased with)",
    "proud of (yourself|yourselves)",
    (
        "^[oh|well|wow|right] (congratulations|good for you|bravo|well done|how "
        "nice|how convenient|lucky you|lucky me|poor you|"
        "charming|hooray)"
    ),
    (
        "(isn't|is|well isn't|how) (that|very|so) [just|very|so] (convenient|"
        "wonderful|lovely|special|nice|marvellous|handy|charming|sweet)$"
    ),
    "(shall|should) i$",
    "is it$",
    (
        "(hope|hoping) (you're|you are|you people are|you're all) (proud|happy|"
        "pleased|satisfied|enjoying)"
    ),
    "(proud of|pleased with) (yourself|yourselves)",
    "^[oh|no|well] please$",
    "(bully|good|great|lovely|nice) for you",
    (
        "^[oh|well|so|how|that's|just] (lovely|wonderful|marvellous|fantastic|"
        "brilliant|great|perfect|terrific|charming|fabulous|super) [so|now|and|yet|"
        "just] (another|so nobody|so no one|so now|nobody|no one|now|yet|one more|"
        "more|thanks for nothing|so you|so i've|so it's my|yet again|still no)"
    ),
    (
        "(oh|so|well) (now|it's|so it's|of course) (my fault|it's my fault|me|user "
        "error|my problem|my internet|the weather|magically)"
    ),
    "user error",
    (
        "(sound|sounding|seem) (bored|so bored|amused|like a robot|like you're "
        "reading|like you couldn't)"
    ),
    (
        "(am i|sorry am i|are we) (boring|keeping|disturbing|interrupting|"
        "bothering) (you|your)"
    ),
    "(thank|thanks) * (nothing|no help|for that genius|so very little)",
    "(add|put) it (to|with|in) my (collection|pile|others)",
    "(do|does) you (own|have) a (clock|watch|calendar|brain|phone|heart|conscience)",
    "(real|some) (genius|hero|expert|experts|professionals|professional)",
    (
        "(you're|you are) (a genius|the experts|the expert|the professionals|"
        "supposed to be)"
    ),
    (
        "(supposed|meant) to be (the|an|a) (expert|experts|help|helpdesk|service|"
        "support|professional|professionals|helping)"
    ),
    (
        "(have|have to|got to) explain (this|it|that|how|basic|my) * (to an it|to "
        "it|to you)"
    ),
)
"""Mockery."""

SOFT: tuple[str, ...] = (
    (
        "(used to it|it happens|no harm done|you know how it is|we tried|keep "
        "losing the|doing your best|must be busy|easiest for you|whatever's "
        "easiest|to be sure)"
    ),
    (
        "(a bit|a little|slightly|somewhat|quite|rather|i guess|i "
        "suppose|i think|i thought|maybe|perhaps|probably)"
    ),
    (
        "(could|can|would|may|might) (you|i|we|somebody|someone) [please|just|"
        "maybe|have|put|tell|check|explain|help|try|look|do]"
    ),
    (
        "(please could|please can|if you don't mind|if possible|if you could|if "
        "that's okay|is there any chance|is it possible|would it be)"
    ),
    (
        "(thanks|thank you|cheers|appreciate|grateful|no worries|no problem|don't "
        "worry|not a problem|no rush|take your time|it's okay|that's okay|that's "
        "fine|it's fine|that's alright|all good|fair enough|i understand|not your "
        "fault|makes sense)"
    ),
    "it's just that",
    "(sorry|afraid|apologies|excuse me|pardon)",
    (
        "(funny|haha|ha|lol|joking|kidding aside|laugh about|had to laugh|silly me|"
        "my bad|my fault|my own fault)"
    ),
    "(do you know|should i|shall i|do i|how do i|where do i|which one|what do i)",
    (
        "(but|so) (it's|we're|we|i'm|that's|it) [all|is|was|now] (okay|fine|sorted|"
        "working|good|better|great|works|alright|managed)"
    ),
    (
        "(i was wondering|just wondering|just wanted|let me "
        "know|i'd rather|hopefully|if we could)"
    ),
    "(great|lovely|perfect|brilliant|wonderful) (thanks|thank you|news|stuff|idea)",
)
"""Hedges, requests, thanks: signs of calm."""

WEIGHTS: tuple[str, ...] = (
    "outrage -3.9",
    "complaint -2.2",
    "strain -0.8",
    "sarcasm -3.1",
    "blame -2.2",
    "collective -1.4",
    "rhetoric -2.2",
    "command -2.1",
    "refusal -2.2",
    "toll -1.9",
    "absolute -0.7",
    "repeated -0.7",
    "thrown_back -0.6",
    "scorn -2.5",
    "confronting -1.2",
    "soft 1.2",
)
"""What a phrase of each kind adds to a sentence, on VADER's scale: −3.8 is strong.

``confronting`` is "you" and a denial in one sentence that is no request.  Source:
fitted by coordinate search to 190 furious and 265 calm sentences written for the
purpose, false alarms weighing four times as much as misses; outrage was then set so
that it is strong by itself, and nothing else is."""

IDIOMS: tuple[str, ...] = (
    "oh come on there's",
    "what in the (hell|world|name) is taking [you] so long",
    "taking you so long",
    "(talk|talking|speak|speaking|like) to [a] (brick wall|wall|robot|machine|myself)",
    "(sick|tired|fed) (to|up to) (the|my) [back] (back|teeth|death|stomach|gills)",
    (
        "(half a brain|a brain cell|brain cells|trained monkey|bunch of monkeys|a "
        "monkey could)"
    ),
    "(taking|takes|take) the (mickey|biscuit|cake|mick)",
    "(blood|pressure) [is|was|pressure] (boiling|boil|through the roof)",
    "(banging|bashing|beating|hitting) my head",
    "(pulling|tearing) my hair",
    "(up to here|round the bend|my last nerve)",
    "(chocolate teapot|as much use as|as useful as)",
    (
        "couldn't (organise|organize|find|run|manage|fix|pour|tie) (a|your|their|"
        "an|the|water)"
    ),
    (
        "(asleep at the wheel|amateur hour|mickey mouse|clown show|daylight "
        "robbery|rip off|kangaroo)"
    ),
    "(give me strength|for the love of|heads will roll|heads should roll)",
    (
        "(blind leading|left hand|born yesterday|over my dead body|hell freezes|"
        "hold my breath)"
    ),
    "(what|who) do you (take me for|think you are|think i am|think you're talking)",
    "(thick skull|through your head|into your head|through your skull)",
    "do i (look|sound) like [a|an|i] (fool|idiot|care|have|work|was|child|technician)",
    "(have|are) you (lost|out of) your (mind|minds)",
    "you have no right",
    "don't you dare",
    "beyond a joke",
    "(what|which) part of [no|that|it|not] * (don't|do not|did) you",
    "(wouldn't|couldn't|would not) (trust|let) you [people] (with|to|near)",
    "(you|you people|people) make me sick",
    "(get|getting) away with (this|it)",
    "how dare (you|they|she|he)",
    "(you|you've) got (some|a) (nerve|cheek)",
    "(slap in the face|kick in the teeth|stab in the back|insult to injury)",
)
"""Idioms of fury that stand alone."""
