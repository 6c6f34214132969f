# ruff: noqa: E501 - an alternative stays on one line
"""Phrases by which the commitments detector knows what is promised.

Phrases are in the form of :mod:`coach.language.phrases`; they are looked for in what
follows "I'll", "we're going to", "someone from the network team will".
"""

DEEDS: tuple[str, ...] = (
    # getting in touch
    "^(call|ring|phone|contact|email|mail|text|message|update|notify|ping|brief) "
    "(you|him|her|them|back)",
    "^(call|ring|phone) (around|round)",
    "^give (you|him|her|them|your) * (call|ring|bell|buzz|shout|update|callback|feedback|"
    "answer)",
    "^(get|report|write|come) (back|up|out) (to|with) (you|him|her|them)",
    "^write to (you|him|her|them|your|the|my)",
    "^(text|email|mail|forward) * to (you|your|all|everyone|everybody|them|him|her)",
    "^have (someone|somebody|one of)",
    "^(be|get|stay|keep) in (touch|contact) [with]",
    "^let (you|him|her|them|your|the|my|our) * know",
    "^follow (up|this up|that up|it up)",
    "^(check|checking) (in|back) (with|on|tomorrow|later|by|at|to|again|and)",
    "^(reach out|touch base|swing by|stop by|drop by|come by|come round|come over|come out)",
    "^keep you (posted|updated|informed|in)",
    # sending
    "^send (you|him|her|them|someone|somebody)",
    "^send * (over to you|to you|out to you|by email|by post|by mail|technician|engineer|"
    "replacement|summary|report|update|confirmation|courier)",
    "^(forward|ship|courier|post|mail) (you|it|that|this|the|your|a|one|him|her)",
    "^drop (you|him|her|them) (a|an)",
    "^have * (sent|delivered|shipped|couriered|posted|replaced|swapped|repaired|changed "
    "over)",
    "^share * with (you|them|him|her)",
    "^put you (down|forward|on the list)",
    # handing on
    "^(escalate|escalated) [it|this|that|the|your]",
    "^(raise|log|file|submit|create|put in|open|put) (a|an|this|it|that|the|your|one) * "
    "(ticket|case|incident|request|change|complaint|order|with the|with our|with my|as a|"
    "to the vendor|feedback)",
    "^(pass|hand|refer|forward) (it|this|that|the|your|on|along) * (on|along|to|over|the|"
    "feedback|back)",
    "^(flag|report|take) (it|this|that) (to|with|up|for|up with)",
    "^(tell|let|remind) (the|them|him|her|my|our|someone) * (know|to call|to ring|to send)",
    "^(have|get|ask) (them|him|her|someone|somebody|the|our|my|one|a) * (to call|call|to "
    "contact|contact|to ring|ring|to email|email|to send|send|to come|come|to phone|phone|to "
    "visit|visit|get in touch|to get in touch|to get back|get back|reach out|to reach|look "
    "into|to look into|follow up|to follow up)",
    "^(order|arrange|schedule|organise|organize) [you] (you|a|an|the|it|that|for|one|this|"
    "your|someone|some|somebody|new)",
    "^book (you|a|an|the|it|someone|somebody|one) * (in|for|technician|engineer|slot|"
    "appointment|visit|courier|replacement)",
    "^(chase|chase up|monitor|keep an eye on)",
    "^keep (the|this|your) (ticket|case|incident|request|call|file|log) (open|on)",
)
"""Deeds that are done after the call, whenever that may be."""

WORKS: tuple[str, ...] = (
    "^(add|swap|replace|fix|change|test|install|move|remove|bring|deliver|pick|repair|"
    "sort|investigate|review|approve|restore|correct|clean|visit|come|share|carry|release|"
    "push|roll|patch|lock|unlock|stay on|look into|take care|make sure|see to)",
)
"""Deeds of somebody who is not on the line: "the network team will swap them"."""

RECEIVED: tuple[str, ...] = (
    "^[also|then|both|all] (get|receive|have) [a|an|your|the|their|our|another|one] "
    "[new|short|quick|full|written|confirmation|follow up|replacement|temporary|little] "
    "(call|text|email|e mail|message|letter|answer|note|summary|update|confirmation|"
    "callback|laptop|phone|replacement|machine|computer|headset|screen|monitor|visit|reply|"
    "word|invitation|survey|token|badge|printer|card|parcel|refund|credit)",
    "^[also|then|soon] hear (from|back)",
    "^be (called|contacted|phoned|rung|emailed|notified|informed|told|updated|refunded|sent|"
    "visited|credited)",
)
"""What the customer is told that they will get."""

ARRANGED: tuple[str, ...] = (
    "^(booked|scheduled|arranged|ordered|organised|organized|lined up)",
    "^(asked|told|got) (them|him|her|someone|somebody|the|our|my|one|a) * (to call|to "
    "contact|to ring|to email|to send|to come|to phone|to visit|to get back|to look into)",
)
"""What has been set going, and is to come."""

NOT_DEEDS: tuple[str, ...] = (
    "^(need|want|ask|have|like|get|expect|take|allow|require) you",
    "^let you (use|see|choose|decide|finish|get|try|speak|have|do|hear)",
    "^(let|tell) you (go|in|off|what|how|that|why|about|something|a)",
    "^let you know (what|how i|that i|if you)",
    "^(put|place|pop|park|leave|stick) you (on|through|in|back|right|into|over|to|straight|"
    "with|at)",
    "^(pass|hand|put|transfer|connect|patch) you",
    "^call (you|him) (back to|sir|mister|that)",
    "^(send|text|email|message|push|give|drop) [over|you|it|that|him|her] [over] (a|the|"
    "another|your|one|that|this|an) "
    "[new|fresh|quick|little|test|temporary|verification|six digit|one time|approval|"
    "security|login|small|signal|remote|sign in|reset] "
    "(code|prompt|push|restart|test|signal|link|pin|passcode|popup|notification|request|"
    "reset|command|ping|password|print|page|job|invite|invitation|file)",
    "^(send|email|text) (it|that|this|you|them) (again|now|over now|once more)",
    "^(give|send|call|get) (it|that)",
    "^(come|get) (back|up) [to you] with (you|it)",
    "^(open|log|file|put) (a|the|your|it|that|up|this) (session|window|remote|page|screen|"
    "settings|door|line|one|shortcut|on|in)",
    "^(be|stay) (back|right|here|happy|glad|able|sure|ready|on|assisting|helping|honest|"
    "brief|fine|okay|good|very|more|careful|a)",
    "^(have|take|get|give it) a (look|peek|word|quick|go|try|think|moment|second|minute|"
    "closer|listen|note|shot|check)",
    "^(help|assist|see|look|say|know|need|want|hold|wait|start|begin|try|read|talk|walk|"
    "guide|explain|assume|guess|find out|stop|hear you|hear it|hear that|repeat|confirm|verify|ask you|wish|hope|"
    "bet|miss|remember|admit|stay with|go through|stay on the line|live|lose|like|love|"
    "forgive|spell|pull up|bring up|run through)",
    "^(report|ask|remind) you",
)
"""What is done on the line, or says nothing of a deed."""

CONDITIONS: tuple[str, ...] = (
    "(if|unless|otherwise|provided|whenever|should it|should that|should this|should you|"
    "should anything|in case|in the event|next time|any time|anytime)",
    "(would|could|might|may) (be|call|send|ring|email|have)",
    "(maybe|perhaps|hopefully|possibly)",
    "(or|shall|should) (i|we)",
)
"""It depends: an offer, no promise."""

COURTESIES: tuple[str, ...] = (
    "if (that's|that is|it's|it is|you're|you are) (okay|ok|alright|all right|fine|happy|"
    "good) [with|by] [you|that]",
    "if you (don't|do not|wouldn't) mind",
    "if (i|we) may",
)
"""Courtesies that only look like conditions."""

_PEOPLE = """
    he she they someone somebody team teams engineer engineers technician technicians
    tech techs colleague colleagues vendor supplier department desk manager supervisor
    specialist specialists guys guy people folks lads lad crew courier electrician person
    admin admins administrator administrators support facilities security finance
    operations logistics lady lead provider carrier company firm staff side networks
    driver fitter contractor office line shift warehouse payroll accounts man woman
    gentleman fella bloke chap boys girls crowd
"""

PEOPLE: tuple[str, ...] = tuple(_PEOPLE.split())
"""Who, beside the agent, may be promised to do something."""
