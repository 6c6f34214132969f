"""Words and phrases by which the sentiment detector hears how a customer feels.

Phrases are in the form of :mod:`coach.language.phrases`.  They were written from how
people complain at service desks and tuned against talk that must not alarm anybody:
polite questions, technical descriptions, thanks.
"""

from collections.abc import Iterator

_NEUTRAL = """
    abort aborted accept accepted accepts active agree agreed alarm alarms alert
    alerts alone amused anti apologies apologise apologize ass asshole attack
    attacks award bastard bastards battle benefit benefits bitch blind block blocked
    blocking blocks bomb break breaks broke bug buggy bugs bullshit calm calmly
    cancel canceled cancelled cancelling care cares certain certainly chance charge
    charged clean clear clearly commit confuse confusing corrupt corrupted crap
    crappy crash crashed crashes crashing create created credit credits critical
    crude cry cut damage damaged damn damned damnit dead dear debt declined defect
    defective definite definitely delay delayed demand demands demo denied deny
    denying die died dies difficulties difficulty dirty disabled disconnect
    disconnected disconnecting disconnects dispute disputed dream drop dropped drops
    dumb dump dying ease easily easy emergency empty energy error errors excuse
    exhausted expired expose exposed fail failed failing fails failure failures
    faith fake fatal fault faults faulty favor favorite fed feeling feelings fight
    fined fire fired firewall force forced fraud freaking free freeze freezes
    freezing fresh frozen fuck fucked fucking fucks gain ghost glory god gone grant
    granted guarantee gun hacked hacker hang hangs hard harm heaven hell hello help
    helping helps hi hidden hide honor hope hoping huge ill illegal important
    increase increased innovation intelligent interest interested interrupt
    interrupted interrupting interruption invalid isolated issue issues jam jammed
    jams join joke jokes joking junk kick kicked kicks kid kidding kill killed
    killing kills kind lack lag lags laugh laughing leave leaves left like liked
    limited lock locked lol lose loses losing low luck matter matters miss missed
    missing no novel number odd ok okay opportunity original owe paid party pay
    peace penalties penalty piss pissed play playing please poorly popular positive
    prefer pressure problem problems promise promised promises protect protected
    protection ready reassure recommend refuse refused refusing reject rejected
    rejecting rejects respect retarded reward rich risk risks risky safe safely
    safety save saved saves scam secure security share shared shares shit shitty
    shoot shot sick slower solution solutions solve spam steal stolen stop stopped
    stops straight strike strong successful successfully sucks sunshine super
    support supported sure suspicious terminate terminated theft threat threats top
    trap treasure trouble troubles true trust trusted unable unauthorized
    unavailable unknown unsafe unsecured urgent value violation virus want war warm
    warning warnings weak wealth weird well wise wish won worries worry worrying
    worth yeah yes
"""
"""Words of the trade and of politeness, which say little about feelings."""

_WEIGHED = """
    -3.4 furious livid outraged
    -3.9 appalling disgrace disgraceful outrageous unacceptable
    -3.2 abysmal appalled atrocious disgusted fuming inexcusable infuriating
    pathetic shameful
    -3.1 ridiculous
    -3.0 disgusting farce idiotic idiots incompetence incompetent liar ludicrous
    moron morons shambles sickening
    -2.8 insulting laughable unbelievable unprofessional
    -2.6 absurd clueless idiot worst
    -2.4 angry dreadful hate insult rude
    -2.3 horrible terrible
    -2.2 aggravating awful insane lying mad nightmare nonsense
    -2.0 dissatisfied frustrated garbage hopeless rubbish screaming
    -1.9 frustrating stupid upset
    -1.8 annoyed lazy sloppy unreal useless
    -1.7 disappointed disappointing unhappy
    -1.6 embarrassing excuses frustration
    -1.4 annoying desperate worse
    -1.3 stressed
    -1.2 crazy
    -1.0 bad mess poor stress
    -0.8 panic tired worried
    -0.6 confused
    -0.5 difficult ugh wrong
    -0.4 broken unfortunately
    -0.3 afraid lost slow stuck
    -0.2 sorry strange
    +0.5 fine
    +0.6 welcome
    +0.9 cool thank thanks
    +1.2 lucky
    +1.3 nice
    +1.4 appreciate appreciated good
    +1.5 success
    +1.6 best fun relief
    +2.0 great
    +2.2 perfect
    +2.6 wonderful
"""
"""How words sound at a service desk: a valence, then the words it holds for."""


def _weighed() -> Iterator[str]:
    value = ""
    for word in _WEIGHED.split():
        if word[0] in "+-":
            value = word.lstrip("+")
        else:
            yield f"{word} {value}"


LEXICON: tuple[str, ...] = (
    *(f"{word} 0" for word in _NEUTRAL.split()),
    *_weighed(),
)
"""Valences −4..4 that replace VADER's, or add to it."""

BLANKED: tuple[str, ...] = (
    "(customer|customers|client|boss|manager|she|he|they|colleague|wife|husband|"
    "people) "
    "(is|are|was|were|gets|got|will be|'s) [very|so|really|already|a bit|quite] (angry|"
    "upset|mad|furious|annoyed|unhappy)",
    "feel [so|really|a bit|very] (stupid|silly|dumb|bad)",
    "(my|our|the) (manager|boss|director|colleague) * (talk|speak|meet) * your manager",
    "no (problem|problems|worries|issue|issues|trouble|big deal|complaints)",
    "not [really] a [big] (problem|deal|issue)",
    "can't complain",
    "not [too|so] bad",
    "(can't|cannot|couldn't) be (happier|better)",
    "can't wait",
    "(could|can) be worse",
    "sick (leave|day|days|note)",
    "bad (sector|sectors|gateway|request|pixel|block)",
    (
        "(can't|cannot) believe (how|it's|it|that|you|we|i) * (easy|fast|quick|quickly|"
        "simple|fixed|works|working|worked|well|lucky|better|back|nice)"
    ),
    "(not|never) (angry|mad|upset|annoyed|blaming|complaining|frustrated) [at|with]",
    "(i'm|am) not [really|even|saying] (angry|mad|upset|annoyed)",
    (
        "(crazy|insane|ridiculous|ridiculously|stupid|awfully|terribly|insanely|"
        "unbelievably) (fast|good|quick|easy|simple|nice|question|busy|kind|helpful)"
    ),
    "(silly|stupid|dumb) (question|of me|me|mistake)",
    "(that's|this is|it's) (insane|crazy|unreal|unbelievable) * (fast|never been|"
    "quick|good|works|working|easy)",
    "(i'm|i am|i must be|must be|i'm probably) the worst",
    "i feel (stupid|silly|dumb)",
    "(sorry|apologize|apologise) (for|about|to|if)",
    "to be (honest|fair)",
    "worst case",
    "like crazy",
    "i'm (terribly|awfully) sorry",
    "(mad|crazy) rush",
    "dead (battery|batteries|pixel|pixels|slow|line)",
    "hate to (bother|ask|say)",
    "it's not your fault",
    "(not|isn't) (your|anybody's) fault",
    "my [own] fault",
    "(says|said|saying|reads|shows|showing) * (unacceptable|ridiculous|terrible)",
)
"""Phrases that mean nothing bad; what is in them is not weighed."""

OUTRAGE: tuple[str, ...] = (
    # unseen at first: rhetorical questions, verdicts on the desk, who is above it
    "[do] [you] [people|guys] [even] have any idea (what this|how long i|how much|what "
    "it's|what that|who i)",
    "(is this|this is|that's|and this is) what i (get|pay)",
    "why (do|did|am|should) i (even|bother|still bother|always have)",
    "(whoever|whoever's|somebody|person|people) [is] in charge [there|over there]$",
    "how (is|can) (it|this|that) [even] (be [even] possible|possible|be acceptable|"
    "acceptable|be okay|okay|legal|be legal|take this long|be this)",
    "(going|go|straight|take this|taking this|complain|complaining) [straight|right] "
    "to "
    "(your|the) (director|ceo|boss|manager|management|board|press)",
    "(can|can't|could|couldn't) (you people|you guys|anyone|anybody|you lot) [there|"
    "over "
    "there] [ever|even] (do anything|get anything|do one|do your|get it right|help)",
    "never [ever|in my life] (seen|heard|experienced|had|dealt with|met) (such|"
    "anything "
    "like this|anything so|anyone so)",
    "worst (service|support|help|help desk|experience|company|desk|call|customer)",
    "this close to (throwing|smashing|losing|screaming|quitting)",
    "(you're|you are) (of [absolutely] no|no|not any|not much) [use|help] [at all]$",
    "(not|isn't|never) (going through|doing|going to do|going to go through|going to "
    "accept|accepting|putting up with) (this|that|it) [again|any longer|any more]",
    # disbelief
    (
        "are you [even|actually|freaking|fucking|fricking|bloody|seriously|all|people|"
        "guys|honestly] (kidding|joking|serious|insane|crazy|for real|deaf|stupid|out "
        "of your mind|messing with me)"
    ),
    (
        "(you're|your|you are|you've|you have|you|got|gotta|have got) * (to|gotta|"
        "must) be [actually|fucking|freaking] (kidding|joking) [me]"
    ),
    "(you must|must|got to|gotta) be (kidding|joking)",
    "you can't be serious",
    "you (cannot|can't) [possibly] be serious",
    "is (this|that) [some] * joke",
    "(what a|it's a|is a|such a|a complete|a total|a bad|this a|bloody) joke",
    (
        "(that's|that is|this is|it's|just|absolutely|simply|completely) (unbelievable|"
        "unreal|beyond belief|incredible that|beyond me)"
    ),
    (
        "(i can't|i cannot|can't|cannot) [even|actually|honestly] believe (this|what "
        "i'm|i'm hearing|you people|you just|you guys|you're|this is|i have to)"
    ),
    "(beyond|past) (a joke|ridiculous)",
    "in what world",
    "what planet",
    # fed up
    "sick and tired",
    "sick (of this|of it|of your|to death)",
    "(fed|fet) up",
    "(i've|i have|have|had|just|really) had (enough|it with|it up to)",
    "(i've|i|have) had it",
    "enough is enough",
    "that's it i (am|want|quit)",
    (
        "(losing|lost|lose|out of|end of|running out of|wearing out|trying) [all|of] "
        "my (patience|temper|mind|rope|tether)"
    ),
    "(at|reached) my (wits|wit's|breaking|limit)",
    "last straw",
    "final straw",
    (
        "(can't|cannot|not going to|won't) (take|stand|tolerate|put up with|accept) "
        "(it|this|that|any) [any|of this] [more|longer|anymore|any more]"
    ),
    "(can't|cannot) do this (anymore|any more)",
    "driving me (crazy|insane|mad|nuts)",
    "through with (you|this|your)",
    "(absolutely|completely|totally) not acceptable",
    "(not|isn't|hardly) (acceptable|good enough|on)$",
    "not good enough$",
    # accusation
    "what (were|was) you [people|guys|all|lot] (thinking|playing)",
    "what (are|were) (you people|you guys|you lot) (thinking|doing|playing)",
    (
        "what (kind|sort) of (service|support|help desk|desk|help|company|operation|"
        "place|outfit|circus|it department|department|people|answer|nonsense|joke) (is|"
        "are|do|was) (this|that|you|it|we)"
    ),
    "what (is|the hell is|on earth is) (wrong|the matter) with (you|this place|that)",
    "what's (wrong|the matter) with you [people|guys]",
    "what is your problem",
    "(are|were) you [even|actually] listening",
    "you're not [even] listening",
    "you (aren't|are not|never|didn't|don't|do not|won't) [even|ever] listen [to]",
    (
        "(do|does) (you|anyone|anybody|someone|any of you) [there|over there|at your "
        "end|people|guys] (even|actually|ever) (know|have a clue|have any idea|care|"
        "listen|read|work|understand|do|talk|test|check)"
    ),
    "do you [people|guys] know what (you're|you are) doing",
    "(over there|at your end|there|of you) [even|actually] (care|have a clue)",
    (
        "you (people|clowns) (are|have|need|always|never|can't|don't|keep|just|broke|"
        "did|should|couldn't|clearly|obviously|ever)"
    ),
    (
        "you (guys|lot) (always|never|can't|don't|keep|broke|should|couldn't|clearly|"
        "obviously|have no)"
    ),
    (
        "(you're|you are) [all|just|so|completely|absolutely|totally|really|a|an|bunch "
        "of|a bunch of] (useless|incompetent|hopeless|clueless|pathetic|a liar|liars|"
        "idiot|idiots|moron|morons|clowns|amateurs|no help|no use|worthless|lying|"
        "stupid|a waste of time|not helping|wasting)"
    ),
    "do your [damn|fucking|bloody|freaking] job",
    "one job",
    "good for nothing",
    (
        "(waste|wasting|wasted|wastes|waste of) [of] [so much of|enough of] my [whole|"
        "entire] (time|day|morning|afternoon)"
    ),
    "(complete|total|utter|huge|absolute|such a) waste of [my] [time|money]",
    (
        "(don't|do not|don't you) [you|you dare|even|ever] (blame|tell me to|tell me "
        "that|tell me it's|tell me how|tell me what|dare|give me that|give me excuses|"
        "lecture|start|patronize|talk down|interrupt)"
    ),
    "(calm down|relax) (me|don't)",
    "how dare you",
    "shame on you",
    "you should be ashamed",
    "now you listen",
    "(just|you) listen to me",
    "let me tell you something",
    (
        "^[just|please] (stop|quit) (telling|asking|saying|talking|reading|"
        "interrupting|wasting|making|giving|treating|passing|repeating)"
    ),
    (
        "(a|an|absolute|complete|utter|total|bloody) (disgrace|shambles|farce|scandal|"
        "outrage)"
    ),
    (
        "(your|you) * (ruined|wrecked|destroyed|messed up|screwed up|wiped|trashed) "
        "(my|our|the|everything)"
    ),
    "thanks for nothing",
    "how (stupid|dumb|useless|incompetent) (are|can|do)",
    "how hard (can|could|is) (it|that|this) [really] [be]",
    "(it's|is it) not rocket",
    "how (many|many more) times (must|have i|am i|does it|did i|should i|will i)",
    "how many [more] times do i (have|need) to (explain|say|tell|ask|call|repeat|go)",
    # whoever is in charge, and going elsewhere
    (
        "(speak|talk|speaking|talking|put|connect|transfer|get|give|want|wanna|need|"
        "pass|where's|where is|let me) [to|with|me|me through|me on|me to|through|to "
        "speak to|to talk to|to speak with|to see] [to|with|on|me] (your|the|a|another|"
        "you) (manager|supervisor|boss|team lead|superior|superiors|team leader|duty "
        "manager|it manager|director|head of)"
    ),
    (
        "(speak|talk|put|connect|transfer|get|give|want|need|pass) [to|with|me|me "
        "through|me on|me to] [to|with] (someone|somebody) (in charge|senior|else who|"
        "higher|competent|above you|with a clue|with a brain)"
    ),
    (
        "(speak|talk|put|connect|transfer|get|give|want|need|pass) * (someone|"
        "somebody) (in charge|senior|higher|competent|above you|with a clue|who knows|"
        "who actually|who understands|who can actually)"
    ),
    "(take|taking|move|moving) [all] (my|our) business (elsewhere|somewhere)",
    "(last|final) time (i|i'm|i'll|we) (call|use|deal|calling|ever)",
    (
        "(file|filing|make|making|lodge|lodging|submit|raise|put in) [a|an] [formal|"
        "official|serious] complaint"
    ),
)
"""Strong on its own: disbelief, being fed up, accusation, the manager."""

COMPLAINT: tuple[str, ...] = (
    "all i (get|hear|got|ever get|ever hear) (is|are|was)",
    "(that's|that is|it's) not my (problem|fault|job)",
    "(want|need) (this|it) escalated",
    "don't want to (hear|listen to) (it|that|this|about|any)",
    "(i|i'll|i'm) (will not|won't|not|am not) * again$",
    "because of your (update|upgrade|change|changes|department|mistake|system|people|"
    "maintenance|migration|stupid)",
    "(you|you guys) (can't|cannot|won't|couldn't) [even] (help me|do anything|fix "
    "anything|fix it)",
    "(all|hour|hours|day|time|morning|waiting|waited|work) for nothing",
    "i pay (for|you|a lot|good)",
    "where (the hell|on earth) (is|are|have)",
    (
        "(don't|do not|couldn't|could not|doesn't) [really|even|actually] [give a] "
        "(care|damn|shit|crap|toss) (about|what|how|whose|why|who|that|if)"
    ),
    "(don't|do not) care (about|what|how|why|whose|that)",
    (
        "(don't|do not) (want|need) [to hear] [any|any more|another|your|more] "
        "(excuses|excuse|apology|apologies|sorry|explanation)"
    ),
    "(no|any) more excuses",
    "(another|always an|always the same|full of) (excuse|excuses)",
    "(your|you're|you) * (fault|mistake|mess|screw up)",
    "my own fault",
    (
        "(saying|telling me|suggesting|implying|blaming) [that] [it's|it is|this is|me|"
        "i] * (my [own] fault|fault|stupid|lying|mistake)"
    ),
    "blame (me|us|it on me|the user|the customer)",
    "because of (you|your)",
    (
        "(nobody|no one|none of you|no body) [there|over there|at your end|at your "
        "desk|in your department|seems to|even|ever|can|bothers|bothered to] (cares|"
        "care|knows|know|has a clue|listens|does anything|wants to help|could be "
        "bothered)"
    ),
    (
        "(passed|bounced|transferred|sent|pushed|shoved|kicked) (around|back and forth|"
        "from person|from one|in circles|from pillar)"
    ),
    (
        "(transferred|passed on|bounced|disconnected|cut off|put on hold|hung up on) * "
        "(times|again|already)"
    ),
    (
        "(told|explained|asked|said|repeated|reported|complained) * (twice|three|four|"
        "five|six|seven|ten|3|4|5|6|10|several|many|multiple|a dozen|a hundred|a "
        "thousand|a million|countless) times"
    ),
    (
        "now (you're|you are|you) [just|even] (saying|telling|want|tell|say|expect|ask|"
        "asking|expecting|blaming)"
    ),
    "and [now] you (want|expect) me to",
    "and (you|now you) (tell|ask) me",
    "while you (play|sit|waste|chat|do nothing|people|guys)",
    "(you|they|he|she) [people|guys] (promised|swore|guaranteed|assured me)",
    "(going|running|talking|went) [around|round] in circles",
    "the runaround",
    "(hung|hang|hanging) up on me",
    "(put|putting) me on hold without",
    (
        "(leave|leaving|left|kept|keep|keeping) me (waiting|hanging|on hold|in the "
        "dark|sitting)"
    ),
    (
        "without (saying|telling|asking|warning|even|so much as) [a|me|anyone|us|any] "
        "[word|warning|asking]"
    ),
    (
        "(stop|quit) (telling|asking|saying|talking|reading|interrupting|wasting|"
        "making|giving|treating|passing|repeating)"
    ),
    (
        "(still here|waiting|been|listened|listening) * (awful|horrible|terrible|"
        "stupid) music"
    ),
    (
        "(this|that|it) is (madness|nuts|a mess|a disaster|a nightmare|too much|crazy|"
        "exactly what i|beyond|getting ridiculous|hopeless)"
    ),
    "(what's|what is) the point [of]",
    "what (do|am) i (pay|paying)",
    (
        "(you|they) (promised|swore|assured|guaranteed|told me|said) [me] * (and|but|"
        "yet) * (nothing|still|never|nobody|no one)"
    ),
    (
        "(you|they) [people|guys] [all] (never|always) (call|answer|reply|do|say|tell|"
        "fix|help|call back|respond|listen|break)"
    ),
    (
        "(never|nobody|no one) * (called|calls|call|got back|gets back|replied|"
        "answered|answers|responded|responds|phoned|helps|helped) [me] [back]"
    ),
    (
        "(i'm|i am|we're|really|very|extremely|so|not|less than) [really|very|"
        "extremely|so|at all] (not happy|not impressed|not amused|not pleased|not "
        "satisfied|dissatisfied)"
    ),
    (
        "not (happy|impressed|amused|pleased|satisfied|helpful|helping|funny) [at all|"
        "about|with]"
    ),
    "(escalate|escalating|escalated) (this|it) [right] (now|immediately|further|to)",
    (
        "(i'm|we're|i am|i'll|we'll|we are) [be|going to be|going to] (cancelling|"
        "canceling|cancel|switch|switching|leaving|leave) [to|our|my|the|all|you] "
        "[contract|account|subscription|provider|another|entire]"
    ),
    "i'm (finished|through) (with|here)",
    "i'm done (with you|with this|here|waiting|talking)",
    "seriously$",
    "^seriously",
    "^really$",
    "^unbelievable",
    "^incredible$",
    "oh come on",
    "for (god's|gods|heaven's|pete's|christ's|crying|goodness) (sake|out)",
    "for crying out loud",
    (
        "(what a|bunch of|load of) (mess|joke|clowns|nonsense|rubbish|garbage|idiots|"
        "disaster|disgrace|waste)"
    ),
    (
        "you (have no idea|don't have a clue|don't understand|don't get it|clearly|"
        "obviously|don't know what)"
    ),
    "(here we go|here it goes) again",
    "(now|this time) what",
    "not [this] again$",
    (
        "(useless|incompetent|pathetic|hopeless|worthless|lousy) (service|support|desk|"
        "help|department|people|system|company|software|advice|answer|tool|hotline)"
    ),
    (
        "(about to|want to|could|wanna|going to|gonna) (scream|explode|lose it|cry|"
        "throw|smash|give up|quit)"
    ),
    "so (angry|mad|frustrated|frustrating|annoyed|upset) (right now|with|at|about|i)",
)
"""Clearly angry; two of them, or one with other evidence, are strong."""

STRAIN: tuple[str, ...] = (
    "(you|they|he|she) [people|guys] (said|told me) (someone|somebody|it|he|"
    "she|they|that it|that someone|you|there) (would|will|was|were|would've|'d)",
    "where is (he|she|it|everyone|everybody)$",
    "[it's|it has] been (two|three|four|five|six|2|3|4|5|6) (weeks|days|months|hours)",
    "(i|we) still (can't|cannot|don't|haven't|have no)",
    "(people|users|staff|colleagues|employees|customers) (who|that|here) (can't|"
    "cannot)",
    "my (whole|entire) * (gone|lost|deleted|ruined|wiped)",
    "^[just|now|so|then|please] (fix|solve|sort) (it|this|the)",
    "just (fix|solve) (it|this|the)",
    "(told|tells|tell) me (anything|nothing)",
    "(need|want) it now",
    "not tomorrow",
    "(twice|three|four|five|six|ten|3|4|5|6|10) times$",
    "(going on|lasted|lasting) for (weeks|days|months|two|three|four|five)",
    # again and again
    (
        "(third|fourth|fifth|sixth|seventh|eighth|tenth|hundredth|3rd|4th|5th|6th|10th|"
        "umpteenth|millionth|second|nth) (time|call|ticket|day|week|technician|person)"
    ),
    (
        "(called|calling|told|explained|asked|said|repeated|reported|rang|phoned|been "
        "through this|complained|heard that|sent) * (twice|three|four|five|six|seven|"
        "ten|3|4|5|6|10|several|many|multiple|a dozen|a hundred|a thousand|a million|"
        "countless) times"
    ),
    "(every single|every) (time|day|morning|week|damn|call|night)",
    "(over and over|again and again|time and again|time after time|day after day)",
    (
        "(already|just) (told|explained|said|gave|given|answered|did|done|tried) [you|"
        "that|this|it|them|all]"
    ),
    "i (told|keep telling|kept telling) you",
    "how (much longer|long do i have|long am i)",
    "yet again",
    "once again",
    "same (thing|problem|answer|story|nonsense) * (again|every|over)",
    # waiting
    (
        "(waiting|waited|on hold|on the phone|on this phone|holding|trying|calling|"
        "been at this|sitting here|listening|in the queue|stuck here|in line|down) * "
        "(hours|hour|all day|all morning|all afternoon|ages|forever|weeks|days|months|"
        "45 minutes|40 minutes|50 minutes|half the day)"
    ),
    "for (hours|ages|weeks|months|an eternity|forever|two days|three days|days)",
    "nobody [ever] (told|called|tells|calls|answers|informed)",
    "no one [ever] (told|called|tells|calls|answers|informed)",
    # what is at stake
    (
        "(miss|missed|missing|late for|blow|blowing|lose|lost|losing|cost|costing|"
        "going to cost|ruin|ruined) * (deadline|deadlines|meeting|flight|customer|"
        "customers|client|clients|contract|money|job|deal|payroll|order|orders|"
        "presentation|exam|business|sale|sales|day|weekend|thousands|work|shipment|"
        "audit|interview|patients|hours)"
    ),
    (
        "(meeting|presentation|demo|deadline|flight|exam|interview|board|call) * "
        "(about to|is about|starts in|starts now|in five minutes|in ten minutes|in two "
        "minutes|right now|is now|has started|already started)"
    ),
    (
        "(trucks|people|customers|patients|drivers|clients|students|passengers|"
        "everyone|everybody|team|line|children|staff|colleagues|guests) [is|are] [all|"
        "just|now|sitting|standing] (waiting|standing|idle|queuing|lined|stuck|sitting)"
    ),
    (
        "(can't|cannot|unable to|couldn't) * (a single|do my job|do anything|get "
        "anything done|do any work|even)"
    ),
    (
        "(production|factory|entire|whole) * (down|standing still|at a standstill|"
        "stopped)"
    ),
    # pressing
    "(right now|this instant|this minute|this second|this very minute)$",
    (
        "(need|want|fix|fixed|working|done|solved|solve|do) (this|it|that|something|"
        "them) [fixed|done|solved|working|sorted] (now|right now|immediately|today|"
        "right away|this instant|asap|yesterday)"
    ),
    (
        "(you|he|she|they|somebody|someone) (said|promised|told me) [it|it'd|me|it "
        "would|that] * (minutes|seconds|hour|hours|yesterday|days|today|monday|tuesday|"
        "wednesday|thursday|friday|last week|two days|this morning)"
    ),
    "let me (finish|speak|talk)",
    "(excuse|pardon) me$",
    "(is|are) (anyone|anybody|you) [even|still] (there|listening|here)",
    "(still|yet) (nothing|not working|no answer|not fixed|waiting|doesn't|isn't|no)",
    "heard that (before|every|already|one)",
    "(fix|sort) (it|this) [now|already]",
    "(as usual|typical)$",
    "(doesn't|does not|won't|isn't) help me",
    "sorry (doesn't|does not|isn't|won't|is not)",
    "doing nothing",
    "something (different|completely different) (every|each|again)",
    "tells me something",
    "am i supposed to",
    "i (don't|do not) have [the] time for this",
    "(my|the) boss (is|will) * (kill|furious|yell|yelling|screaming|waiting)",
)
"""Signs of strain: repetition, waiting, what is at stake.  Several add up."""

SARCASM: tuple[str, ...] = (
    (
        "oh (great|wonderful|fantastic|perfect|brilliant|lovely|super|terrific|good|"
        "joy|marvelous|awesome|excellent|nice|fabulous) [so|now|just|and|yet|well] "
        "(another|more|so|now|just|that's all|again|here we|as usual|one more|yet|what "
        "i|the|then i|i get|i have to|so i|so now|it's gone|it crashed|it's down|back "
        "to|let)"
    ),
    (
        "(just|simply|well that's|isn't that|that's just) (great|perfect|wonderful|"
        "brilliant|fantastic|lovely|what i needed|dandy|peachy|convenient|typical|"
        "marvelous|fabulous|awesome)$"
    ),
    "just (great|what i needed|wonderful|perfect) [now|another|so|i]",
    (
        "(that's|this is|well that's) just (great|wonderful|perfect|brilliant|lovely|"
        "fantastic|super|what i)"
    ),
    "(lucky|silly) (me|old me) (i|then|so)",
    "^what a (surprise|shock)$",
    "surprise surprise",
    "what else is new",
    "big help",
    "a lot of (help|good) (you|that)",
    "(yeah|yea|oh|sure) right$",
    "^yeah right",
    "must be nice",
    "good (luck|job) (everyone|guys|people|team|breaking)",
    (
        "(great|wonderful|fantastic|brilliant|lovely|excellent|nice|good) (service|job|"
        "work|support|help) (you|you've|as always|as usual|really|guys|people)"
    ),
    (
        "(great|wonderful|fantastic|brilliant|perfect) (another|one more|yet another|"
        "now i|now it)"
    ),
    "(so|that|how) (helpful|professional|reassuring|kind) of you (to|people|guys)",
    "(for|oh) wonderful so",
    "thank you so much for nothing",
    (
        "thanks for (wasting|hanging|breaking|ruining|nothing|the warning|telling me "
        "now)"
    ),
    (
        "(i'm|i am) (thrilled|delighted|overjoyed) (that|to) (wait|hear i|have to|"
        "spend|do|start)"
    ),
    "as if i (had|have|don't)",
    "(oh|well) (sure|of course) (it|that|you|now|blame)",
)
"""Kind words that are not meant kindly: good words beside them do not count."""
