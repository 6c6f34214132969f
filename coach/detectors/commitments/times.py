# ruff: noqa: E501 - an alternative stays on one line
"""When a promise is due, as people say it: "in an hour", "by Friday", "tomorrow at nine".

Patterns are searched in lower-case words with a blank after each.
"""

import re

_DAYS = "monday|tuesday|wednesday|thursday|friday|saturday|sunday"
_PART = "(?:arvo|morning|afternoon|evening|night|lunchtime)"
_HOUR = (
    r"(?:(?:half|quarter|ten|five|twenty)(?: past| to)? )?"
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|1[0-2]|[1-9])(?: \d\d)?"
    r"(?: (?:o'clock|thirty|fifteen|forty five|am|pm|a m|p m|sharp))*"
)
_CLOCK = rf"(?:{_HOUR}|noon|midday|midnight|lunchtime|lunch)"
_NO_COUNT = r"(?! (?:minutes?|seconds?|secs?|mins?|hours?|days?|times?|more|of|per|percent|dash|point|thousand|hundred|million|people) )"
_DATE = (
    rf"(?:(?:the |this |next )?(?:{_DAYS}|weekend|week|month)|tomorrow|tonight|today|"
    r"(?:the )?(?:end of (?:the |this |next |my |our )?(?:day|week|month|business|shift|afternoon|morning|year)|"
    r"close of (?:play|business))|the (?:morning|afternoon|evening|day after tomorrow|\d+(?:st|nd|rd|th)|[a-z]+(?:first|second|third|th|ieth)))"
)
_AT = rf"(?: (?:at|by|before|around|about|between|from) (?:about |around )?{_CLOCK}(?: (?:and|to) {_HOUR})?)"
_NUMBER = r"(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|forty(?: five)?|forty eight|seventy two|half an?|a few|a couple of|couple of|the next|\d+)"
_UNIT = r"(?:hours?|days?|weeks?|months?|working days?|business days?)"

PLAIN = re.compile(
    r"(?<![^ ])(?:"
    rf"(?:by|before|until|till|on|over|from|after|come|for|no later than|not later than)(?: the| this| next| early| late| about| first thing on| first thing)* {_DATE}(?: {_PART})?{_AT}?"
    rf"|(?:by|before|until|till|at|around|after|between|for)(?: about| around)? {_CLOCK}(?= ){_NO_COUNT}(?: (?:and|to) {_HOUR})?(?: (?:on |this )?(?:{_DAYS}|tomorrow|today|tonight)(?: {_PART})?| (?:in the|this) {_PART})?"
    rf"|(?:with)?in(?: about| around| roughly| under| less than| maybe| the next| another)* {_NUMBER}(?: (?:or|to) {_NUMBER})?(?: [a-z]+)? {_UNIT}"
    r"|(?:with)?in (?:the |an |half an )(?:half )?hour(?: or (?:so|two))?"
    r"|(?:with)?in(?: about| around| roughly| the next)* (?:ten|fifteen|twenty|thirty|forty|forty five|[1-9]\d) minutes"
    r"|(?:every|each) (?:day|week|month|morning|night|hour|half hour|quarter)"
    rf"|first thing(?: in the morning| tomorrow(?: morning)?| on (?:{_DAYS})| (?:{_DAYS}))?"
    rf"|(?:later|early|earlier|sometime|some time)(?: on)? (?:today|tonight|tomorrow|this {_PART}|this week|next week)"
    r"|in the (?:morning|afternoon|evening)|over (?:lunch|night)|after (?:lunch|work|hours|the (?:meeting|weekend|shift|lunch break))"
    rf"|(?:early )?tomorrow(?: {_PART})?{_AT}?|this (?:{_PART}|week|weekend){_AT}?|tonight|overnight|today{_AT}?|next (?:week|month|{_DAYS})"
    rf"|(?:{_DAYS})(?: {_PART})?{_AT}?"
    r") "
)
"""A plain time after the call."""

LOOSE = re.compile(
    r"(?<![^ ])(?:"
    r"(?:once|when|as soon as|the (?:minute|moment)|after) (?:it|it's|that|that's|this|they|they've|they're|he|he's|she|she's|we've|i've|i have|i hear|the [a-z]+|everything|everything's|everyone|there's)(?: [^ ]+){0,6}?"
    r"(?= (?:and|so|but|or) |(?<! the) $)"
    r"|shortly|soon|afterwards|later(?: on)?|from now on|going forward|(?:straight |right )?after (?:this|the|our) call"
    r"|as soon as (?:possible|i can|we can|they can)|(?:with)?in (?:five|a few|a couple of|the next (?:few|five|ten|two)) minutes"
    r") "
)
"""A time that needs a deed beside it: "when it's done", "shortly"."""

MOMENT = re.compile(
    r"(?<![^ ])(?:"
    r"(?:(?:with)?in|for|just|about|give me|takes?|another) (?:just |about |only |like |maybe |around |less than |the next |under )*"
    r"(?:an?|one|two|three|half an?|a couple of|a few|another|thirty|sixty|twenty|forty|forty five|ninety|ten|fifteen|couple of|\d+) (?:[a-z]+ )?"
    r"(?:seconds?|secs?|sec|moments?|bit|tick|jiffy|while|mo|minute)"
    r"|right (?:now|away|back|here)|straight away|at once|just now|(?<!from )now(?! and)|immediately|while (?:you|i|we)(?:'re|'ll| are| wait| talk| speak| do| check)?|"
    r"as we speak|this (?:minute|second)|real quick|quickly|any (?:moment|second|minute)|first(?! thing)|again so"
    r") "
)
"""A time within the call."""
