"""How holds are announced, and how one comes back from them.

Phrases in the form of :mod:`coach.language.phrases`.  They were collected from
call-handling guides and from listening to service-desk calls.
"""

_WILL = (
    "(i'll|i will|i'm going to|i am going to|i'm gonna|i'd like to|i would like to|"
    "i want to|i need to|i have to|i've got to|i gotta|let me|lemme|let's|can i|could "
    "i|"
    "may i|might i|if i could|if i can|if i may|allow me to|i'm just going to|"
    "i'm just gonna|i may need to|i might have to|i can|i could|i should)"
)
_SHORTLY = (
    "[just|quickly|briefly|actually|also|please|real quick|very quickly|maybe|first]"
)
_SOMEONE = (
    "(someone|somebody|a colleague|my colleague|my colleagues|a coworker|my coworker|"
    "my supervisor|the supervisor|a supervisor|my manager|the manager|a manager|my "
    "boss|"
    "my lead|my team|my team lead|the team|our team|the team lead|a senior|"
    "one of my colleagues|one of the|one of our|the guys|the guy|our guys|the folks|"
    "second line|second level|level two|tier two|tier 2|level 2|an engineer|"
    "a technician|a specialist|an expert|the vendor|the supplier|the provider|"
    "our specialist|our engineer|our expert)"
)

_WELL = (
    "[okay|ok|alright|all right|sure|yes|yeah|yep|and|so|oh|right|um|uh|great|thanks|"
    "thank you|perfect|well|now|good|hmm]"
)

AWAY = (
    "(put|place|pop|stick|have|keep|leave|get) you * on [a] "
    "[brief|short|quick|little|very brief|very short] (hold|mute)",
    "(putting|placing|popping|sticking) you * on [a] "
    "[brief|short|quick|little|very brief|very short] (hold|mute)",
    "(put|place|pop) (this|the call|the line|us) on [a] [brief|short|quick] hold",
    "(go|going|be|myself) on [a] [brief|short|quick] (hold|mute)",
    "mute (myself|my mic|my microphone|my line|you)",
    "quick hold",
    "brief hold",
    "short hold",
    "[please] hold the line",
    "(hold|wait|stay|remain) on the line",
    "(can|could|would|will) you [please|kindly|just|mind] "
    "(hold|holding|wait|waiting|hang on|hanging on|hang in there|hang tight|stay on|"
    "stand by|bear with me|bear with us|stay with me|stay there) "
    "[for|there|here|please|while|just|a|on]",
    "(mind|minding|okay|ok|fine|alright|happy|able|prepared|all right) "
    "(holding|waiting|to hold|to wait|hanging on|to hang on|if you hold|if you wait|"
    "staying on|to stay on)",
    "(okay|ok|fine|alright|happy|all right|mind) [with you] (if|for) (i|me) "
    "[just|quickly|to] (step|go|stepped|went|pop|popped|leave|left|put|placed|place)",
    "like to hold",
    "want to hold",
    "please hold [on]$",
    "please hold [on] (for|while|the line|a|one|and|until|please|i|i'll|i'm|there|sir|"
    "madam|ma'am|TIME)",
    "hold please",
    "please (wait|stand by) [TIME|here|there|while|for TIME|a]",
    "(hold|wait) for [just|about|like|maybe|another|around|roughly] TIME",
    "(hold|wait) for me",
    "(hold|wait) TIME",
    "(right|straight) back",
    "(i'll|i will|we'll|i'm gonna|i'm going to|i should|i'd|i) [just|only|hopefully] "
    "be back",
    "^[okay|and|so] back in",
    "back with you (in|shortly|soon|right)",
    "excuse me [for|just] [for|a] TIME",
    "be (right with you|with you in TIME|with you shortly|with you in just TIME)",
    "(come|get|be|circle|check) [right|straight] back (to|with) you in "
    "[just|about|like|around] TIME",
    "give me [just|about|like|maybe|another|around|roughly|literally] TIME",
    "(give|allow|grant|spare) (me|us) * TIME",
    "(i|i'll|i will|i'd|i'm going to|i'm gonna|we|we'll) [just|only|still] [just|only] "
    "need [just|about|like|maybe|another|around|roughly] TIME",
    "(take|takes|taking) me [just|only|about|like|maybe|no more than|around|roughly] "
    "TIME",
    "need TIME (more|longer)",
    "step away",
    "stepping away",
    "step out",
    "away from (my desk|the phone|my phone|the desk)",
    "(put|putting|lay|laying|set|setting) (the|my) (phone|receiver|handset|headset) "
    "(down|aside)",
    "(put|putting) you down for",
    "(put|putting) down the (phone|receiver|handset|headset)",
    "(off|away from) the (line|phone|desk) (for|while)",
    "(don't|do not) go (anywhere|away)",
    "(do you have|have you got|can you spare) TIME [to spare|spare|while|for me]$",
    "(do you have|have you got|can you spare) TIME (while|for me)",
    "stay (put|where you are)",
    "(can|could|would|will) i (ask|trouble|get) you to (wait|hold|hang|stay|bear)",
    "(wait|hold) [on|there] [for] me",
    "^stay on [the line|then|please|with me|would you|will you|okay|there]$",
    "don't hang up",
    "do not hang up",
    "(transfer|transferring|connect|connecting|put|putting) you "
    "(now|over|through|to|across|with)",
    "while (you|i) (hold|have you hold)",
)
"""The agent is about to be away, or asks to wait: a hold from three seconds on."""

ELSEWHERE = (
    "(go|going|pop|run|nip|walk|head|step) [over|across|down|up|out|off|quickly] "
    "(to|and) [just|quickly] "
    "(ask|check|see|look|find|get|grab|speak|talk|have a look|take a look|fetch|verify|"
    "consult|have a word|have a chat|pull|dig)",
    "let me [just|quickly] go "
    "(ask|check|see|look|find|get|grab|speak|talk|have|take|fetch|verify|dig|pull)",
    f"{_WILL} {_SHORTLY} [go|go and|go to|try to|try and] (ask|consult|reach out to|"
    f"get hold of|track down|confer with|check with|double check with|verify with|"
    f"confirm with|clarify with|speak to|speak with|talk to|talk with|chat to|chat "
    "with|"
    f"have a word with|have a quick word with|run this by|run that by|run it by|"
    f"run it past|discuss this with|see with|consult with)",
    f"{_WILL} {_SHORTLY} [go|go and|go to|try to|try and] (message|ping|phone|ring|"
    "call|"
    f"contact|grab|get|fetch|find|bring in|loop in|pull in|catch) {_SOMEONE}",
    f"{_WILL} {_SHORTLY} (check|verify|confirm|clarify|discuss|review) * with",
    f"{_WILL} {_SHORTLY} (go|run|pop|nip|duck|dash|head|walk|hop|wander|climb) "
    "[just|quickly] [over|across|down|up|out|off|back|next door|round|into|along]",
    f"(need|have|got|gotta|going|want|like|try) [to] get {_SOMEONE} on the "
    "(line|phone)",
    "find out (who's|who is) (on|in|available|free)",
    "see (who's|who is) (on|in|available|free|about|around)",
    "see (if|whether) (someone|somebody|anyone|anybody|one of|any of)",
    f"see (if|whether) {_SOMEONE} (can|knows|is|could)",
)
"""The agent goes to ask or to look elsewhere."""

WAIT = (
    "(hold|hang) on",
    "hang (fire|about|loose)",
    "(hold|sit|hang|stand) (fire|tight|steady)",
    "hold your horses",
    "^[i|i'll] [won't|will not] be a (tick|sec|second|minute|moment|mo|jiffy|bit)",
    "two shakes",
    "(give me|just) [just] (two|a couple|couple|a couple of|one) (secs|sex|sects|sacks|"
    "sax|facts|sec's|x|ticks|tics|tix|takes|sets)$",
    "(talk among|talk amongst) yourselves",
    "(hang|sit) tight",
    "hang in there",
    "(bear|bare|bearing|stay) with (me|us)",
    "^[please] bear with",
    "stand by",
    "stay there",
    "(wait|hang) (there|here|a TIME|TIME|up a TIME)",
    f"^{_WELL} {_WELL} [just|only|literally] TIME [please|there|here|okay|sir|madam|"
    "ma'am|for me|now]$",
    f"^{_WELL} {_WELL} [just|only|literally] TIME "
    "(please|there|here|okay|while|let|let's|i'll|i'm|i|sir|madam|ma'am|for me|as|and)",
    "TIME please",
    f"^{_WELL} (just|only|literally) TIME",
    "(i'll|i will|i should|i might|should) [just|only] be [just|only|about|like] TIME",
    "bear with$",
    "see (if|whether) * at (his|her|their) (desk|place)",
    "(won't|will not|shouldn't|wouldn't) be [more than|a] (long|TIME)",
    "be patient",
    "be TIME [or so|please]$",
    "take me TIME",
    "with you in TIME",
    "let me have TIME",
    "leave you [there|alone|hanging]",
    "while you (wait|hold)",
    "while i [just|quickly|go|go and] (bring|pull|check|look|get|find|search|ask|"
    "talk|speak|see|dig|sort|grab|fetch|ring|phone|call|consult|track|chase)",
)
"""Asks for a little patience; only a hold when there is a real absence after it."""

NOT_AWAY = (
    "consult * (knowledge|base|kb|manual|notes|docs|documentation|wiki|guide|article)",
    "hold on to",
    "(push|press|pull|click|squeeze|keep|put) * (it|that|this|in|down|them) [and] "
    "hold on",
    "hold down",
    "holding down",
    "hold it down",
    "(hold|holding) (the|your|that|this|these|those|it|both|shift|control|command|alt|"
    "option|windows|power|your|a|an) "
    "(power|button|key|keys|shift|control|command|alt|option|windows|side|reset|home|"
    "volume|mouse|phone|meeting|cable|card|switch|badge|down|up|still|steady|off|left|"
    "right|escape|delete|top|red|green|start|two|cursor|device|cover)",
    "(was|were|been|being|is|are you|it's|that's|still|currently|went|remains|stays|"
    "stay) [just|already|still|also|all] on hold",
    "on hold (yesterday|earlier|before|last|since|again and|all|this morning|for an|"
    "for hours|for ages|music|so long|that long|too long|forever|because|until)",
    "(the|your|this|that|order|ticket|case|request|update|project|account|job) [is|"
    "was] "
    "[put|placed] on hold",
    "(put|place|placed) (it|that|this|them|the ticket|the order|the case|your ticket|"
    "your order|your account|your case|your request|the request|the update|the project|"
    "the job|everything) on hold",
    "(don't|do not|won't|will not|wouldn't|didn't|not|never|can't|cannot|without|"
    "rather than|instead of|avoid|no need to|for|after|before|about|from|they|"
    "he|she|somebody|someone|when i|had to|i had|i have just|i just|you'd|you) "
    "[want to|wanna|like to|mean to|have to|need to|going to|gonna|even|just|"
    "had to|wanted to|having to|having] "
    "(put|putting|place|placing|keep|keeping|leave|leaving|have|having|get) "
    "you * on [a] hold",
    "i (stay|wait|am|hold) [right] (on the line|here|with you)",
    "(i'll|i will) (stay|wait|be) [right] (on the line|here|with you)",
    "for (holding|waiting|hanging on|being|bearing|staying)",
    "(thanks|thank you) * (holding|waiting|patient|patience|hanging on|bearing with me|"
    "staying on the line)",
    "sorry * (wait|waiting|hold|delay)",
    "(says|say|said|shows|reads|displays) * (wait|hold|hold on|stand by|please wait)",
    "wait (for it|for the|for that|until|till|for your|for a message|for them)",
    "TIME (ago|later|late|early|earlier|old|apart|each)",
    "(last|past|every|previous|first|next|per|after|within|each) TIME",
    "TIME of your (time|day)",
    "(i'll|i will|we'll) be back (tomorrow|on|next|monday|in the office|at work|to you "
    "tomorrow)",
    "(call|ring|email|mail|phone|write|message|text) you [right|straight] back",
    "(get|come|getting) [right|straight] back (to|with) you (tomorrow|later|by|on|"
    "this afternoon|next|monday|today|within|once|as soon|when)",
    "(back|be|get|got|go|goes|going|come|comes|came) (right|straight) back (up|to work|"
    "online|on again|to normal|in)",
    "give me (a call|a ring|the|your|that|an error)",
    "(ask|call|message|ping|phone|ring|contact|email|talk to|speak to) (you|your)",
    "(check|verify|confirm|clarify|discuss|review) * with (you|your)",
    "get (your|the number|the name|the ticket|the serial|the computer)",
    "and (call you|email you|let you know|get back to you tomorrow|get back to you "
    "later)",
    "(restart|reboot|install|update|sync|charge|download|upload|load) * TIME",
    "TIME (meeting|call|break|timeout|password|walk|drive)",
)
"""Words of holding and waiting that announce nothing."""

RESOLVED = (
    "(i|we) [can|do|think i|now] (see|found|find|have|got) "
    "(it|that|this|what|the|your|you|why|now)",
    "i see [it] now",
    "(i've|we've) (found|fixed|done) *",
    "(i've|we've) got (it|that|them|this|your|the|what) *",
    "there (it is|we go|we are|you go|you are|they are|she is|he is)",
    "here (it is|we go|we are|you go)",
    "(found|got) it",
    "never mind",
    "(no need|not necessary)",
    "it's (back|up|working|there|done|online|loading|here)",
    "that's (it|odd|strange|weird|better|done|interesting)",
    "(before|actually) (i|you|we) (do|go|don't)",
    "did you",
    "do you (see|have|know|remember|use|get)",
    "are you (on|in|using|sure|able)",
)
"""After these the agent did not go away after all."""

ESTIMATES = (
    "(take|takes|last|lasts) [me|us|you|her|him|them] [about|around|only|just|maybe|"
    "roughly|probably|perhaps|some|under|no more than|less than|up to|at most] TIME",
    "(that'll|that will|that'd|it'll|it will|it'd|it would|i'd|i'll|this will|this'll) "
    "[only|just|probably|maybe] be "
    "[gone|away|about|around|maybe|roughly] * TIME",
)
"""How long something takes."""

ASKING = (
    "(can|could|may|might) i",
    "(can|could|would|will|do|are) you",
    "(is|would|will) (that|it|this) [be] (okay|ok|all right|alright|fine|good|cool)",
    "(okay|ok|all right|alright|fine) (with you|for you|if|to|by you)",
    "^[is that] (okay|ok|all right|alright)$",
    "(okay|ok|all right|alright|yeah|yes)$",
    "if (that's|that is|it's|you don't|you do not) (okay|ok|all right|alright|fine|"
    "mind)",
    "(do|would) you mind",
    "mind if",
    "mind (holding|waiting|hanging)",
    "like to hold",
)
"""How the agent asks for permission; a plain "okay?" only with its question mark."""

REFUSED = (
    "^no (i|not|please|wait|you|don't|i'd|i'm|i've|way|thanks|absolutely)",
    "^no$",
    "(don't|do not) (put me|want to|go|hang|leave|you dare)",
    "(can't|cannot|can not|won't) (hold|wait|stay)",
    "rather (not|you)",
    "not (again|now|another)",
    "(haven't|don't have|no) [got] [the|any] (time|patience)",
    "i'm not (holding|waiting|going to)",
)
"""How a customer refuses to hold."""

AGREED = (
    "^(yes|yeah|yep|yup|sure|okay|ok|fine|all right|alright|absolutely|of course|"
    "go ahead|please do|certainly)",
    "(no problem|no worries|not at all|go ahead|of course|don't mind|do not mind|"
    "take your time|no rush|that's fine|that's okay|that's all right|go for it|"
    "be my guest|please do|it's fine|i'll wait|i can wait|i'll hold|i can hold)",
)
"""How a customer agrees to hold, whatever else they say."""

THANKED = (
    "(thank you|thanks|thank|cheers|appreciate|appreciated) * * "
    "(waiting|holding|patience|patient|hanging on|bearing with|standing by|"
    "staying on|hanging in)",
    "grateful for your patience",
)
"""Thanks for the waiting."""

_MACHINE = (
    "(it|it's|it was|that|that's|this|everything|system|the system|this system|"
    "computer|my computer|screen|my screen|page|the page|machine|my machine|"
    "the tool|tool|server|the server|program|the program|pc|my pc|laptop|"
    "my laptop|database|the database|window|the window|thing)"
)

RETURNED = (
    *THANKED,
    "(thanks|thank you|cheers|ta|obliged|grateful) * (waiting|sticking around|sticking "
    "with me|staying with me|your patience|patience|hanging around)",
    "(sorry|apologies|apologize|apologise) * (wait|waiting|delay|hold|holding|long|"
    "keeping you|keep you|leaving you)",
    "sorry (to have|to) (kept|keep|leave|left) you",
    "(i'm|i am|and i'm|we're) back",
    "back with you",
    "back on [the line|with me]",
    "(me|it's me|here's me|here i am|hello|hi|phew) again",
    "(here i am|there you are|are you still there)$",
)
"""Words of return: whoever says them was away."""

ELSEWHERE_BEEN = (
    "i asked (around|about|my|the|our|a|one|someone|somebody|them|him|her)",
    "(i've|i have) [just] asked (around|about|my|the|our|a|one|someone|somebody)",
    "i [just|have just|have|also]"
    " (spoke|talked|chatted|checked|spoken|conferred|consulted|verified|confirmed)"
    " (to|with) (my|the|our|a|an|one|someone|somebody|them|him|her|second|level|tier)",
    "(i've|i was) [just] (been|spoken|talked|checked|speaking|talking|checking) "
    "[on the phone|in touch|just] (to|with) (my|the|our|a|an|one|someone|somebody|"
    "them)",
    "(had|having) [just] a (word|chat|quick word|quick chat) with",
    "(i|i've|i have) [just] (went|been|gone) [over|down|up|across|next door] (to|and|"
    "over)",
    "(i|i've|i have) [just] (got|gotten|get) [a] hold of",
    "(my|our|a|the) (colleague|colleagues|supervisor|manager|boss|lead|team lead|"
    "coworker|team|guys|guy|network team|server team|engineer|technician|specialist) "
    "[just|has just|have just] (said|says|say|told|tells|tell|confirmed|thinks|think|"
    "suggested|suggests|has|have|is|are|knows)",
    "(network|server|print|security|mail|email|database|infrastructure|desktop|field|"
    "systems|application|cloud) (team|guys|people|folks|desk) "
    "(said|says|say|told|tells|tell|confirmed|thinks|think|just|has|have|is|are)",
    "(they|he|she) (told me|tells me|said|says|tell me|confirmed) [that|it|there]",
    "(had to|have to|i|i've) [just|quickly] (step|stepped|go|went|grab|grabbed|run|ran|"
    "popped|nipped|dashed|walked|phoned|rang|called|messaged) (to|over|down|up|out|"
    "off|into|next door|across|round|someone|somebody|them|him|her|my|our|a colleague)",
    "(had to|have to) (step|go|grab|get|run)",
    "(got|was|been) called (over|away|out)",
    "(called|pulled|dragged) (over|away) by",
    "stepped away",
    "(off|got off) the (phone|line) with",
)
"""Words of having been elsewhere."""

PRESENT = (
    "(quiet|silence|silent|pause)",
    "(i was|i'm|was|we were|i've been) (just|only|still) [busy] "
    "(reading|looking|typing|thinking|checking|waiting|going|trying|writing|scrolling|"
    "searching|watching|staring|clicking|here)",
    "(i was|we were|i've been) (reading|looking at|typing|thinking|going through|"
    "scrolling|writing|watching|staring|waiting for|miles away|lost|distracted|"
    "clicking)",
    "(i'm|i am|i was|i've been|we're) [still|just|right|all the time] here",
    "still here",
    "(i'm|am|was) [just|only] (typing|reading|scrolling|looking at|looking through)",
    f"{_MACHINE} [is|was|has|has been|just|'s] [just|being|a bit|a little|so|really|"
    "very|rather|quite|still|been] (slow|sluggish|loading|froze|frozen|freezing|"
    "spinning|hanging|hung|crawling|lagging|thinking|stuck|playing up|acting up)",
    f"{_MACHINE} (takes|took|takes its|took its|is taking|is taking its|taking|"
    "was taking|keeps|needed|needs) [its] (forever|ages|time|a while|a moment|long|"
    "so long|TIME|freezing|spinning|hanging|loading)",
    "(slow|sluggish) (today|system|computer|machine|this morning|here|thing)",
    "(it's|its|it is) [just|still] (loading|spinning|thinking|slow)",
    "that took [me] [a] (moment|while|TIME|bit)",
)
"""Words of having been there all the time: the silence was dead air."""

CHECKED_BACK = (
    "(i'm|i am|we're|we are|they're|he's|she's) [actually|just] still",
    "still (on it|checking|looking|working on|waiting for|searching|trying|talking to|"
    "speaking to|need|haven't|no answer|no luck)",
    "(bit|little|while|TIME|much) longer",
    "TIME (more|longer)",
    "(need|take|takes|taking|be|another|give me|have) * (more|another) * (time|TIME)",
    "(another|more) TIME",
    "(need|needs|give me|take|be) [just|about|only] TIME",
    "longer than (i|we|expected)",
    "(almost|nearly) (done|there|finished)",
    "not (yet|done|finished|quite)",
    "(haven't|hasn't) (found|got|heard|been|answered|finished)",
    "keep (you|holding|waiting)",
    "(okay|ok|alright|all right|mind|fine) (to keep|to continue|to hold|holding|"
    "waiting)",
    "check (in|back)",
    "checking (in|back)",
    "update for you",
    "just (to let|letting) you know",
    "wanted to let you know",
)
"""The agent comes back only to say that it takes longer."""

COURTESY = (
    "thank you",
    "thank you so much",
    "thank you very much",
    "thanks",
    "thanks a lot",
    "great",
    "perfect",
    "wonderful",
    "lovely",
    "okay",
    "all right",
    "alright",
    "appreciate it",
    "i appreciate it",
    "no problem",
    "sure",
    "right",
    "cheers",
    "brilliant",
    "excellent",
)
"""Words between the announcement and the absence that change nothing."""

MUTTER = (
    "(hello|hallo|hullo|helloo)",
    "(are|is|you|anyone|anybody|someone|somebody) * (there|here)",
    "still (there|here|holding|waiting|with me)",
    "(lose|lost) you",
    "(hear|hearing) me",
    "anything happening",
    "(come on|oh my god|oh god|for god's sake|jesus|good grief|hurry up|unbelievable|"
    "ridiculous)",
    "how (long|much longer)",
    "(taking|takes) (so|forever|ages|long|too)",
    "what's (going on|taking|happening)",
    "(waiting|wait)",
    "did (you|we|it|they) (hang|go|get|leave|disconnect|forget|lose|cut)",
    "forgot (me|about me)",
    "on hold",
    "this music",
)
"""What a customer says who waits and hears nobody."""

GOODBYES = (
    "(goodbye|bye|farewell|cheerio|bye bye|see you)",
    "(have|enjoy) (a|your|the) * (day|evening|weekend|night|afternoon|morning|one)",
    "take care",
    "talk to you (later|soon|tomorrow)",
)
"""After these the call is ending, and nobody waits for anybody."""

CUSTOMER_AWAY = (
    *WAIT,
    "(right|straight) back",
    "let me (get|grab|go|look|find|check|see|try|restart|turn|do|write|fetch|walk|pull|"
    "have|open|put|just|type|log|reboot)",
    "(i'll|i will|i'm going to|i'm gonna|i need to|i have to) "
    "(get|grab|go|look|find|check|try|restart|turn|write|fetch|walk|just|log|reboot|"
    "do)",
    "(it's|is) (restarting|rebooting|loading|starting|installing|updating|booting|"
    "coming|doing|spinning)",
    "give me [just|about] TIME",
    "^[okay|ok|alright|all right|sure|yes|yeah|yep|and|so|right|um|uh|well|now] "
    "[i'm|i am|just|it's] (restarting|rebooting|looking|checking|doing|trying|typing|"
    "opening|walking|going|logging|loading|installing|updating|downloading|plugging|"
    "unplugging|clicking|searching|running|starting|turning|switching|closing)",
)
"""The customer is the one who is away or busy: then the agent waits for them."""
