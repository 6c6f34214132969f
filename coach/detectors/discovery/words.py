# ruff: noqa: E501, SIM905 - an alternative stays on one line
"""Phrases by which the discovery detector hears its elements.

Phrases are in the form of :mod:`coach.language.phrases`.
"""

# --- who is calling ------------------------------------------------------------------

_ID = (
    "name|names|surname|number|id|i d|code|badge|extension|username|login|email|"
    "department|location|branch|tag|address|initials|pin|postcode"
)
_OWNED = "employee|staff|badge|personnel|payroll|computer|machine|asset|host|device"

ASKED_WHO: tuple[str, ...] = (
    "(who|whom) (am i|i'm|i am|do i have|have i got) [speaking|talking|on|the|please] "
    "[speaking|talking|with|to|line|pleasure]",
    "(who|who's|who is) [this|is this|that] (calling|speaking|on the line)",
    "^[and|so|okay|sorry] (who's|who is) (this|that|it|there)",
    f"(have|get|take|grab|confirm|verify|spell|note|borrow) your ({_ID})",
    f"(have|get|take|grab|confirm|verify|spell|note|borrow) your * ({_ID})",
    f"(have|get|take|grab) [you] (a|the) [{_OWNED}|callback|contact|crew] (number|code) "
    "[for|to] [you]",
    f"(need|give|tell|read|have) [me] your * ({_ID})",
    f"(what's|what is|what was|what are|and) your * ({_ID})",
    f"^[and|okay|so] your * ({_ID}) [please]$",
    f"(your|the) [full|first|last] ({_ID}) [is|sir|madam] please",
    f"(what's|what is|need|have|give me|read me|get) the ({_OWNED}|branch|store|site|crew|"
    "ward|shop|room) (name|number|code|tag|id|label)",
    "(that|the|your) (last|first|full) name",
    "(where|which office|what office) are you (calling|ringing|phoning|based|sitting)",
    "(which|what) (branch|department|office|team|site|store|building|ward|school|shop|"
    "floor|depot|campus) (are you|is this|is that|do you)",
)
"""The agent asks who is calling, from where or with which machine."""

NOT_WHO: tuple[str, ...] = (
    "(reference|ticket|case|order|error|version|request|incident|model|phone number of) "
    "(number|code|id|name)",
)
"""Numbers of a matter or a thing, which tell nobody's name."""

DEFERRED: tuple[str, ...] = (
    "^[um|uh|sure|yes|okay|well|oh|of course|yeah] [just|hang on] (a|one|hang on|hold on|"
    "wait|let me|just|bear) "
    "[one] (second|sec|moment|minute|a|on|find|look|see|check|get|turn|with|while)",
    "(i don't|don't|i do not|do not) (know|have|remember|see|think|want)",
    "(where|how) (do|can|would|is|am) (i|that|it)",
    "(why|what) (do|does|would|is|for)",
    "(no|not) (idea|sure)",
)
"""No answer yet, or none."""

BESIDE_NAMES: tuple[str, ...] = tuple(
    "from in at with over on out here hear calling of again speaking and i'm i and down "
    "up by".split()
)
"""What may follow a caller's own name."""

HONORIFICS: tuple[str, ...] = tuple(
    "mr mister mrs missus ms miss dr doctor captain sister professor prof sergeant "
    "officer nurse father reverend major colonel lieutenant chief sir".split()
)
"""What stands before a surname."""

_NOT_NAMES = """
    i i'm i've i'll i'd a an the it it's that this there here is are am was were my your
    our we you he she they his her who what which where when why how yes no yeah nope
    okay ok right sure fine good great well so then and but or if because not still very
    just please sorry thanks thank hello hi hey hiya morning afternoon evening day sir
    madam ma'am mate love dear ticket service desk help support technical helpdesk it
    tech team bank department office branch
    outlook teams word excel windows zoom citrix sap office microsoft google chrome edge
    firefox apple mac iphone ipad android adobe acrobat vpn wifi wi-fi usb hdmi pdf
    internet email sharepoint onedrive salesforce jabra dell lenovo hp cisco webex slack
    linux ethernet bluetooth explorer powerpoint onenote skype error
    monday tuesday wednesday thursday friday saturday sunday january february march april
    june july august september october november december christmas easter
    god lord jesus christ heavens goodness english german french spanish american british
    perfect lovely brilliant excellent wonderful super alright all any everything nothing
    calling speaking having trying getting going looking working ringing phoning unable
    trouble locked stuck about regarding for from in on at to with as do does did can
    could may would will let please go ahead oh ah um uh hmm correct exactly absolutely
    welcome bye goodbye cheers champion fantastic noted understood copy really actually
    certainly beauty righto hang hold one two three four five six seven eight nine ten
    zero north south east west street road room floor kiosk line internal external
"""

NOT_NAMES: tuple[str, ...] = tuple(dict.fromkeys(_NOT_NAMES.split()))
"""Capitals that begin no name."""

# --- the problem, put back -----------------------------------------------------------

RESTATEMENTS: tuple[str, ...] = (
    "(make sure|be sure|check|see if|confirm|make certain) [that] (i've|i have|i|we|we've|"
    "i'm) (understand|understood|understanding|got|get|getting|heard|hear|following|have)",
    "just so [that] (i've|i have|i|we|i'm|i am) (understood|understand|got|get|heard|clear|"
    "follow|following|sure|have it|have this|have that)",
    "so that (i've|i have|i) (understood|understand) (you|it|this|that|right|correctly)",
    "(if i|if i've|if i have) (understand|understood|heard|hear|got|get|follow) "
    "[all] (you|that|this|it|right|correctly|you're)",
    "if i (have|have got|got|get|read) (it|this|that|you) [all] right",
    "(just|so) to be clear",
    "(in|into) my own words",
    "(what|so) (you're|you are) (saying|telling me|describing)",
    "^[okay|right|alright|and|ah|oh|so] so (you're|you are) [just|only|now|still] "
    "(saying|telling|seeing|getting|having|unable|not able|locked|stuck|trying|missing|"
    "not getting|not seeing)",
    "what (i'm|i am) (hearing|understanding)",
    "(sounds|sound) like (you're|you are|you've|you have|you can't|you cannot|you don't) "
    "[not|got|been|having|getting|only|still]",
    "(so|then|and) (the|your) (problem|issue|trouble|main problem|main issue) (is|here is|"
    "seems)",
    "(let me|i'll|i'd like to|i want to|just to) [just] (repeat|read|say|play) "
    "(that|it|this|your problem) back",
    "(check|see|sure|certain) [that|if] (i|i'm) (follow|following|understand|with you)",
)
"""The agent announces to say the problem back."""

NOT_RESTATEMENTS: tuple[str, ...] = (
    "so that (i've|i have|i) (can|could|may)",
    "(recap|sum up|summarise|summarize|wrap up|to finish)",
    "(phonetic|spelling|your name|your number|email address)",
)
"""What sounds like it, and is the ending or a name spelled."""

AGREED: tuple[str, ...] = (
    "(is that|is this|was that|that's) [about|all] (right|correct|it)$",
    "(have i|did i|do i|have we|am i) [got|get|understood|understand|have|hearing|"
    "heard|understanding] [that|it|this|you|all that] [all] (right|correctly|correct|"
    "properly)$",
    "(right|correct|yes|yeah|true|huh)$",
)
"""What asks whether a statement before it is right."""

# --- what it means for the business --------------------------------------------------

_PEOPLE = (
    "anyone|anybody|everyone|everybody|others|colleagues|people|users|somebody|someone|"
    "staff|nurses|cashiers|teams|students|teachers|drivers|customers"
)
_THINGS = (
    "machines|devices|computers|tills|scanners|printers|phones|sites|stores|rooms|"
    "terminals|screens|tablets|desks|locations|branches|offices|stations|registers"
)
_DUE = "deadline|due date|cut off|cutoff|rush|hurry"

IMPACTS: tuple[str, ...] = (
    # how many are affected
    "(is|are|was|does|has|do|have) (anyone|anybody|others|everyone|everybody|somebody|"
    "someone|any others|any of your|your colleagues|other people|other users|all your|"
    "the others|the rest|the whole|all of you|your whole|the entire|your team) [else|of "
    "you|of your|other] * (affected|have|has|having|seeing|get|getting|same|too|problem|"
    "problems|trouble|down|out|locked|also|the same|issue|issues|hit|like this|able|"
    "stuck|see)",
    "(is|are|does|has) (anyone|anybody) else$",
    "(is it|is that|is this|it's|are you|that's) [just|only] [the] (just you|only you|only "
    "one|the only one|you alone|just your)",
    "(just you|only you|only yours|just yours) or",
    "(is it|is that|are they) the same (for|with|on|at|in) (the|your|other|everyone|anyone|"
    "everybody|anybody|all)",
    "(are|do|is|does|did) (other|the other) (people|people's|users|users'|machines|tills|"
    "phones|colleagues|bleeps|desks|departments|teams|sites|offices|ones)",
    "how many * [you got|you have] (waiting|queuing|affected|stuck|held up)",
    "(have|got|is there|know) (a|any) (workaround|work around|way round|way around)",
    "(does|do|is|are) * (keep running|keep working|keep going|still running|still working|"
    "still work|still run|carry on) * (while|without|meanwhile|meantime|on its own|until|"
    "for now)",
    "how many (are|people|people are|patients|customers|of you|are there) * (sitting|"
    "waiting|standing|queuing|in the queue|held up)",
    f"how many (of you|{_PEOPLE}|{_THINGS}|are|of your|of the|of them) * (affected|down|out|"
    "can't|cannot|waiting|stuck|hit|involved|do you need|have this|have the|stopped|"
    "offline|see|seeing)",
    "(who|what) else (is|has|can't|does) * (affected|same|this|it|hit|down)",
    "(affecting|hitting|happening to|happen to|affects|affect|hit) [just|only] (you|anyone|"
    "anybody|everyone|everybody|others|all|the whole|other|the rest|one|more)",
    "(is it|is that|is this|are|does it) [only|just|happen|happening] [on|for|to|with|at|in] "
    "(all [of] the|all of|all your|every|everyone|everybody|just the|just|only the|both|each|the whole team|"
    "the whole office|the whole department|the whole floor|the whole site|the whole "
    "building|the whole ward|the whole school|the whole shop) * (or|them|you|at it|"
    "affected|of them|tills|screens)",
    "(happening|happen|happens) (on|for|to|with|at) (both|all|every|each|everyone|everybody|"
    "just|only|anyone|anybody|other|the other|others)",
    "or [is it|is that|are] (just|only) [on|for|in|at] (you|this one|that one|one of|yours|"
    "the one|some|your own|this machine|your machine|your desk|your end|your computer)",
    "every * or (just|only)",
    "(would|will|does|can) (that|it|this) (cover|tide|keep|do|see) you [over] (till|until|"
    "for now|for today|going|through)",
    "(have|has|got|have you got|do you have) (anything|something|drawings|reports|orders|"
    "work|anyone|visitors|customers|patients) to (hand in|submit|send|deliver|present|"
    "finish|get out) [today|by|this|tonight|tomorrow]",
    "or (do|are|does) (some|any) of (them|the|your)",
    "(or are|or is|are) (all of|all the|everyone|everybody|the others|all your|others) [the] * "
    "(at it|affected|down|out|the same|too|like that|also|as well)",
    # whether they can go on
    "(does|is|will|did|would) (this|it|that) [completely|really|actually] (stop|stopping|"
    "prevent|preventing|block|blocking|keep|keeping|affect|affecting|hold|holding) "
    "(you|your|the|up|anyone|anybody|work|business)",
    "(can|could|are) you [still|at least|able|currently] [to] (work|carry on|continue|keep "
    "working|get on|manage|keep going|do your|do without|do your job|serve|trade|take "
    "payments|function|get by|work around)",
    "(are|were) you able to (work|carry|continue|keep|get on|do your|manage|serve|use "
    "another|do anything)",
    "(is there|have you|do you have|have you got|got|are there) (another|a different|a "
    "spare|a backup|any other|some other|anything else|a second|a work|a workaround|any "
    "workaround|any way|a way|other) * (use|using|go on|carry on|work|workaround|around|"
    "meantime|meanwhile|from|instead|until|borrow|spare|computer|machine|laptop|printer|"
    "terminal|phone|till|available|way)",
    "(use|using|borrow) (another|a different|the other|a spare|a colleague's|someone "
    "else's) * (meanwhile|meantime|until|for now|while|instead)",
    "how are you (managing|coping|working|getting by|getting on|doing it|doing this|"
    "identifying|serving|handling|taking|printing|keeping) * [at the|in the|right] (now|moment|meantime|"
    "meanwhile|without|until|right now|orders|patients|customers)",
    "(what|which) (can you not|can't you|are you not able|are you unable|can you still|"
    "does that stop|does it stop|does this stop)",
    "what (does|is|would) (this|that|it|the impact|the effect) (mean|cost|do) (for|to) "
    "(you|your|the)",
    "(what's|what is|how big is|how bad is|tell me about) the [business] (impact|effect on|"
    "damage)",
    "(any|anybody|anyone|anything|is there anything) [patients|customers|people|orders] "
    "(waiting|held up|in danger|at risk|on hold for)",
    "(is|are) (production|the line|the business|work|patients|customers|orders|trucks|"
    "deliveries|anyone|anybody) * (stopped|down|held up|waiting|at risk|standing still|"
    "affected|in danger)",
    # by when
    "how (urgent|critical|serious|pressing|time sensitive|bad) (is|would|does)",
    "(is it|is this|is that|how|this is|it's) [very|really|quite|that] urgent",
    "how (soon|quickly|fast|long|urgently) (do|does|can|would) (you|it|this|that|they) "
    "[have|need|wait|do|manage|go|hold|survive] [to|it|this|that|them|without|out]",
    "(by when|when|what time|till when|until when) (do|does|did|would|must|will|is) (you|it|"
    "this|that|they|your|the|everything) * (need|have to|be ready|done by|due|be done|be "
    "fixed|be back|be working|want it|start|starts|begin|begins)",
    f"(is|was) there (a|any) ({_DUE})",
    f"(have|has|got|having|do you have) [you|a|an|any] [got] [a|any] ({_DUE})",
    "(what's|what is|when's|when is) (your|the|that) * (deadline|due|cut off|cutoff|"
    "demo|meeting|exam|deadline for)",
    "(are you|you) [under|against] [any|the|time] (pressure|pressed|clock)",
    "(anything|something) (due|urgent|time critical|time sensitive)",
    "how many (keys|orders|patients|customers|calls|people|people are|trucks) * (need|"
    "waiting|affected|do you|you've got)",
    "(so that|that) no (patient|one|body|customer|guest) [has to|needs to|must] wait",
)
"""Asking how many are affected, whether they can go on, and by when it must work."""

NOT_IMPACTS: tuple[str, ...] = (
    "(anyone|anybody|someone|somebody) else (use|uses|used|using|know|knows|have your|"
    "have access|near|there|with you|log|logged|sign|signed|touch|touched)",
    "(have|has) (anyone|anybody|somebody|someone) * (changed|touched|moved|installed|"
    "looked|been|told|tried|mute|reset|restarted)",
    "how long (does it|will it|has|have|is the|did|do you see)",
    "when (does|do|did|is) (it|that|the) [error|message|screen|problem] (happen|happened|"
    "appear|show|crash|freeze|fail|start|stop)",
    "(are|is) there anything else",
    "on hold",
    "what time did",
)
"""What sounds like it, and asks about the cause or a password."""

GREETINGS = frozenset(
    "hi hello hey hiya yes yeah oh ah ok okay um uh er well good morning afternoon evening day so right thanks thank you sure there again ma'am sir this".split()
)
"""What a caller says before their name."""

THANKED = frozenset(
    "thanks you okay ok hello hi hey sorry alright right sure it good there again that welcome so certainly absolutely".split()
)
"""What an agent says before a caller's name."""
