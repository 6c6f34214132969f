"""What is said by those who answer at a desk, and by those who call it.

Phrases in the form of :mod:`coach.language.phrases`, with what they weigh.  A phrase of
three is hardly ever said by the other side; what is politeness on both is not here.
"""

AGENT: tuple[tuple[float, tuple[str, ...]], ...] = (
    (
        3.0,
        (
            "(thank you|thanks) [so much|very much] for (calling|your call|ringing|"
            "phoning|contacting|holding|waiting)",
            "how (can|could|may|might) (i|we) [best] (help|assist|be of)",
            "what (can|could) (i|we) do for you",
            "(is there|was there|do you have|have you got) (anything|something) else",
            "anything else [that] (i|we|you) (can|could|need|want)",
            "(place|put) you on [a|brief|short|quick] hold",
            "you (are|have) (through to|reached)",
            "(you're|your) (through to|speaking with|speaking to|reached)",
            "^[hello|hi|good morning|good afternoon] [the] [it|i t|tech|customer] "
            "(service desk|help desk|helpdesk|support|tech support)",
            "(service|help|support) desk (this is|speaking|you|how|my name)",
            "(i'll|i will|let me) (open|raise|log|create) a ticket",
            "[can|could|may] i (have|get|take) your [full|first|last] "
            "(name|employee|date|number|email|account|user|ticket|phone|address)",
        ),
    ),
    (
        1.0,
        (
            "(this is|my name is) * (speaking|how)",
            "(have|has) (a|an) (great|good|nice|lovely|wonderful) (day|evening|weekend|"
            "afternoon|one)",
            "(bear|bare) with me",
            "(let me|i'll|i will|i'm going to) (check|look|see|have a look|take a look|"
            "pull up|reset|transfer)",
            "(could|can|would) you (please|try|tell me|confirm|restart|open|click|type|"
            "check)",
            "(you should|please) (see|click|open|type|restart|try)",
            "(sorry|apologize|apologise) for the (wait|inconvenience|trouble)",
            "thank you for (confirming|that|your patience)",
        ),
    ),
)
"""Of the agent."""

CUSTOMER: tuple[tuple[float, tuple[str, ...]], ...] = (
    (
        3.0,
        (
            "(i'm|i am|i was) (calling|phoning|ringing) (about|because|to|for|from|in)",
            "i (have|got|have got) (a|an|this) (problem|issue|question) with",
            "my * (won't|doesn't|isn't|is not|does not|will not|can't|stopped|crashed|"
            "keeps|broke|broken|died)",
            "(i can't|i cannot|i can not|i couldn't) (log|get|open|print|access|"
            "connect|sign|find|use|see)",
            "(thank you|thanks) for (your help|helping|all your help)",
            "(can|could) you help me",
        ),
    ),
    (
        1.0,
        (
            "i need (a|an|to|my|some|you)",
            "(i tried|i've tried|i have tried)",
            "my (computer|laptop|printer|password|account|screen|email|phone|car|"
            "internet|order|mouse|boss|manager)",
            "(it says|it's saying|it keeps|it just|it doesn't|it won't)",
            "when i (try|open|click|start|log|press)",
        ),
    ),
)
"""Of the customer."""
