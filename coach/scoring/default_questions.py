"""The scorecard of a desk that has not written its own."""

from coach.scoring.question import Question

SECTIONS = {
    "greeting": "Greeting",
    "understanding": "Understanding the problem",
    "listening": "Listening",
    "waiting": "Holds and silence",
    "care": "Care for an upset customer",
    "language": "Language",
    "closing": "Closing",
}
"""In the order of a call, more or less."""

QUESTIONS = {
    "welcomed": Question(
        section="greeting",
        text="Was the caller welcomed?",
        filled_from="greeting.welcomed",
    ),
    "gave-name": Question(
        section="greeting",
        text="Did the agent give their name?",
        filled_from="greeting.gave_name",
    ),
    "offered-help": Question(
        section="greeting",
        text="Was help offered?",
        filled_from="greeting.offered_help",
    ),
    "caller-identified": Question(
        section="understanding",
        text="Was it established who is calling?",
        filled_from="discovery.caller_identified",
    ),
    "problem-restated": Question(
        section="understanding",
        text="Was the problem put back to the caller before it was worked on?",
        weight=2,
        filled_from="discovery.problem_restated",
    ),
    "impact-asked": Question(
        section="understanding",
        text="Was it asked what the problem stops and how many it concerns?",
        filled_from="discovery.impact_asked",
    ),
    "let-finish": Question(
        section="listening",
        text="Could the customer finish? (One interruption is forgiven.)",
        weight=2,
        filled_from="at most 1 interruption by agent",
    ),
    "hold-announced": Question(
        section="waiting",
        text="Was every hold announced?",
        filled_from="hold.announced",
    ),
    "hold-permission": Question(
        section="waiting",
        text="Was the customer asked before every hold?",
        filled_from="hold.permission",
    ),
    "hold-estimate": Question(
        section="waiting",
        text="Was it said how long every hold would take?",
        filled_from="hold.estimate",
    ),
    "hold-kept": Question(
        section="waiting",
        text="Was the agent back, or did they check back, in time?",
        weight=2,
        filled_from="no hold-overrun after hold",
    ),
    "hold-thanked": Question(
        section="waiting",
        text="Was the customer thanked for holding?",
        filled_from="hold.thanked",
    ),
    "no-silence": Question(
        section="waiting",
        text="Did the customer always know what was being done?",
        filled_from="no dead-air",
    ),
    "acknowledged": Question(
        section="care",
        text="Was an upset customer listened to, understood, apologised to?",
        weight=2,
        filled_from="no missing-acknowledgement after sentiment-spike",
    ),
    "process-followed": Question(
        section="care",
        text="Was the desk's process for abuse and threats followed?",
        weight=2,
        filled_from="open after profanity or threat by customer",
    ),
    "clean-language": Question(
        section="language",
        text="Did the agent keep their language clean?",
        weight=2,
        filled_from="no profanity or threat by agent",
    ),
    "plain-language": Question(
        section="language",
        text="Was it plain language for this caller, and positive?",
    ),
    "resolution": Question(
        section="closing",
        text="Was it said again what was done?",
        weight=2,
        filled_from="closing.resolution",
    ),
    "next-steps": Question(
        section="closing",
        text="Was it said what happens next, and who does it?",
        filled_from="closing.next_steps",
    ),
    "questions": Question(
        section="closing",
        text="Was it asked whether there is anything else?",
        filled_from="closing.questions",
    ),
    "thanks": Question(
        section="closing",
        text="Was the caller thanked?",
        filled_from="closing.thanks",
    ),
}
"""In the order of the card."""
