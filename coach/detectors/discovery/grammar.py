# ruff: noqa: E501, SIM905 - an alternative stays on one line
"""The closed classes of words by which a statement of what is wrong is told.

Each pattern is searched in lower-case words with a blank after each.
"""

import re

COMMON = frozenset(
    "that this with have just from they them then than when what where which were been being your you're there their about would could should into only some more very like know well also even because over after before still again really it's don't doesn't can't didn't isn't i'm we're here come came going want need does".split()
)
"""Longer words that every other sentence has."""

OPENING = re.compile(
    r"^(?:(?:okay|ok|right|alright|all right|got it|i see|i understand|ah|oh|gotcha|"
    r"understood|well|now|good|great|yeah|yes|thanks|thank you) )*(?:and )?so (?:then |basically |just |"
    r"really |actually |in short )*"
)
"""What a conclusion begins with."""

STATED = re.compile(
    r"(?:you|your|you're|you've|no|it|it's|its|the|they|they're|that|this|all|"
    r"both|only|nothing|everything|every|none|no|there's|there|when|whenever|as soon as|"
    r"on|in|at|from|after|since|one|two|three|four|half|some|neither|each|any time|"
    r"somebody|someone|[a-z]+'s) "
)
"""What a statement about the customer's problem begins with."""

OTHERWISE = re.compile(
    r"(?:^| )(?:i|i'm|i'll|i've|i'd|let's|let|we|we'll|we're|we've|we'd|please|my|me|try|"
    r"could you|can you|would you|go ahead|you'll|it'll|they'll|that'll|will|going to|"
    r"gonna|you should|you need|you may|you might|have a|what|how|"
    r"which|who|why|thanks|thank|sorry|now that|sounds|fixed|sorted|solved|should be|must be|"
    r"that's why|that's what|that's it|that explains|because|for your|turns out|probably|"
    r"means|caused|again now|all set|up and running|now|back on|was the|were the) "
)
"""What stands in plans, guesses, causes and solutions."""

PLANNED = re.compile(r"(?:^| )(?:you can|you could|won't) ")
"""What tells of a plan, or of what the customer can and cannot do."""

TROUBLE = re.compile(
    r"(?:^| )(?:not|never|no|none|nothing|nobody|cannot|without|wrong|empty|dead|down|gone|"
    r"missing|stuck|lost|frozen|blank|broken|slow|keeps|keep|stopped|stops|stop|fails|"
    r"failed|failing|refuses|refused|rejects|rejected|locked|blocked|only|just|even though|"
    r"but|error|drops|crashes|freezes|disappears|vanished|instead|out|[a-z]+n't|offline|"
    r"happening|happens|whole|than|everyone|everybody|as long as|unless|except|different|expired|silent|disconnects|unable|any more|anymore) "
)
"""What stands in statements of what is wrong."""

YET = re.compile(
    r"(?:^| )(?:but|and|then|so) (?:[^ ]+ )*?(?:[a-z]+n't|not|never|nothing|no|gets stuck|is stuck|fails|refuses|"
    r"rejects|stops|disappears|drops) "
)
"""One thing works and another does not."""

INVERTED = re.compile(
    r"^(?:is|are|was|were|do|does|did|can|could|would|will|has|have|had|may|shall|"
    r"should) "
)

ASKING = re.compile(
    r"^(?:(?:and|so|okay|ok|right|alright|well|now|but|just|sorry|um|uh|first|tell me|"
    r"can you tell me|before anything else|do you know) )*(?:is|are|was|were|do|does|did|can|"
    r"could|will|would|has|have|how|when|what|who|which|by when|any|anyone|anybody|"
    r"just you|only you) "
)
