"""The rules and wordings that come with the product.

The wording is that of a good colleague: what is going on, and what to do about it
now.  Nobody is told what they did wrong, and nothing is said that could wait.

The ladder for a rough tone, lowest step first (published with the definitions):

    mild word at the situation               nothing (the third: a hint)
    strong word at the situation             acknowledge, lower the temperature
    mild word at the agent                   the same, and the warning is in reach
    strong again, at the agent, or a slur    the warning the desk's process prescribes
    strong at the agent for the third time   the process's next step
    a threat                                 at once: the process and the supervisor
"""

from collections.abc import Mapping

from coach.events import Severity
from coach.nudges.rule import NudgeRule

WORDS: Mapping[str, str] = {
    "resolution": "sum up what was done",
    "next_steps": "say what happens next",
    "questions": "ask if there is anything else",
    "thanks": "thank them",
    "announced": "say that you are putting them on hold",
    "permission": "ask if it is all right",
    "estimate": "say how long it will take",
    "thanked": "thank them for waiting",
}
"""How the elements of a closing and of a hold are written in a text."""

_INTERRUPTION = {
    "interruption-again": NudgeRule(
        kind="interruption",
        speaker="agent",
        nth=2,
        within_ms=180_000,
        priority=40,
        settle_ms=1_000,
        lifetime_ms=8_000,
        title="Let them finish",
        body="Give them the floor, and a moment of quiet after it. Then answer.",
    ),
    "interruption-upset": NudgeRule(
        kind="interruption",
        speaker="agent",
        when={"other_stopped": (True,)},
        during="sentiment-spike",
        during_ms=120_000,
        severity=Severity.ALERT,
        priority=65,
        settle_ms=1_000,
        lifetime_ms=8_000,
        title="Let them finish",
        body="They are upset and stopped for you. Invite them: “Sorry, please go on.”",
    ),
}

_HOLD = {
    "hold-near": NudgeRule(
        kind="hold-limit-near",
        severity=Severity.NOTICE,
        priority=55,
        cooldown_ms=20_000,
        wait_ms=15_000,
        lifetime_ms=15_000,
        only_while_open=True,
        title="Back to the caller: {held} on hold",
        body="Go back, or tell them how much longer it will take.",
    ),
    "hold-near-promise": NudgeRule(
        kind="hold-limit-near",
        severity=Severity.NOTICE,
        priority=56,
        cooldown_ms=20_000,
        wait_ms=15_000,
        lifetime_ms=15_000,
        only_while_open=True,
        title="Nearly {promised}, as you promised",
        body="Go back to the caller, or tell them how much longer it will take.",
    ),
    "hold-over": NudgeRule(
        kind="hold-overrun",
        when={"repeat": (1,)},
        severity=Severity.ALERT,
        priority=70,
        cooldown_ms=45_000,
        wait_ms=30_000,
        lifetime_ms=15_000,
        only_while_open=True,
        title="Back to the caller: {held} on hold",
        body="Go back now: say where you are, and ask whether they can hold on.",
    ),
    "hold-over-promise": NudgeRule(
        kind="hold-overrun",
        when={"repeat": (1,)},
        severity=Severity.ALERT,
        priority=71,
        cooldown_ms=45_000,
        wait_ms=30_000,
        lifetime_ms=15_000,
        only_while_open=True,
        title="{held} on hold, {promised} promised",
        body="Go back now: say where you are, and how much longer it will take.",
    ),
    "hold-over-again": NudgeRule(
        kind="hold-overrun",
        when={"repeat": (2, 3)},
        severity=Severity.ALERT,
        priority=69,
        cooldown_ms=45_000,
        wait_ms=30_000,
        lifetime_ms=15_000,
        only_while_open=True,
        title="Still waiting: {held} on hold",
        body="Check in with them, or offer to call back when you have the answer.",
    ),
    "hold-over-long": NudgeRule(
        kind="hold-overrun",
        severity=Severity.ALERT,
        priority=68,
        # A very long hold must not use up the budget of the call.
        cooldown_ms=240_000,
        wait_ms=30_000,
        lifetime_ms=15_000,
        only_while_open=True,
        title="Still waiting: {held} on hold",
        body="Better offer to call back than let them wait; agree on a time.",
    ),
}

_QUIET = {
    "dead-air": NudgeRule(
        kind="dead-air",
        priority=30,
        wait_ms=10_000,
        lifetime_ms=10_000,
        only_while_open=True,
        title="Quiet for {silence}",
        body="Say what you are doing and why, or ask how it looks at their end.",
    ),
}

_TEMPER = {
    "upset": NudgeRule(
        kind="sentiment-spike",
        speaker="customer",
        severity=Severity.ALERT,
        priority=60,
        wait_ms=15_000,
        title="They are upset: hear them out",
        body="Listen, say that you understand, apologise for the trouble. Then ask.",
    ),
    "language-mild-again": NudgeRule(
        kind="profanity",
        speaker="customer",
        when={"level": ("mild",)},
        nth=3,
        within_ms=180_000,
        priority=35,
        title="Frustration is building up",
        body="Name it kindly (“I can hear how annoying this is”), then the next step.",
    ),
    "language-mild-at-agent": NudgeRule(
        kind="profanity",
        speaker="customer",
        when={"level": ("mild",), "target": ("agent",)},
        priority=58,
        wait_ms=10_000,
        title="Don’t take it personally",
        body="Acknowledge the trouble first. If it goes on, your desk has a warning.",
    ),
    "language-strong": NudgeRule(
        kind="profanity",
        speaker="customer",
        when={"level": ("strong",)},
        severity=Severity.ALERT,
        priority=62,
        wait_ms=10_000,
        title="Acknowledge, lower the temperature",
        body=(
            "Slow down and speak softly: “I can hear how annoying this is. Let’s "
            "fix it.”"
        ),
    ),
    "language-strong-again": NudgeRule(
        kind="profanity",
        speaker="customer",
        when={"level": ("strong", "slur")},
        nth=2,
        severity=Severity.ALERT,
        priority=75,
        cooldown_ms=90_000,
        wait_ms=10_000,
        title="Time for the friendly warning",
        body=(
            "As your process says, once and calmly: “I want to help. Please keep "
            "it civil.”"
        ),
    ),
    "language-at-agent": NudgeRule(
        kind="profanity",
        speaker="customer",
        when={"level": ("strong", "slur"), "target": ("agent",)},
        severity=Severity.ALERT,
        priority=76,
        cooldown_ms=90_000,
        wait_ms=10_000,
        title="Not about you. Give the warning",
        body=(
            "As your process says, once and calmly: “I want to help. Please keep "
            "it civil.”"
        ),
    ),
    "language-slur": NudgeRule(
        kind="profanity",
        speaker="customer",
        when={"level": ("slur",)},
        severity=Severity.ALERT,
        priority=77,
        cooldown_ms=90_000,
        wait_ms=10_000,
        title="You need not take that. Warn them",
        body=(
            "As your process says, once and calmly: “I want to help, without such "
            "words.”"
        ),
    ),
    "language-at-agent-goes-on": NudgeRule(
        kind="profanity",
        speaker="customer",
        when={"level": ("strong", "slur"), "target": ("agent",)},
        nth=3,
        severity=Severity.ALERT,
        priority=78,
        cooldown_ms=90_000,
        wait_ms=10_000,
        title="You may bring in your supervisor",
        body=(
            "If the warning has been given, take the next step of your process. "
            "You’re fine."
        ),
    ),
    "own-language": NudgeRule(
        kind="profanity",
        speaker="agent",
        when={"level": ("strong", "slur")},
        priority=45,
        title="A slow breath, and neutral words",
        body=(
            "It happens. A short “sorry about that” clears the air; then the next step."
        ),
    ),
}

_THREAT = {
    "threat": NudgeRule(
        kind="threat",
        speaker="customer",
        severity=Severity.CRITICAL,
        priority=90,
        cooldown_ms=30_000,
        lifetime_ms=20_000,
        title="A threat: supervisor, now",
        body=(
            "Stay calm, don’t argue. Follow the desk’s process and call in your "
            "supervisor."
        ),
    ),
    "threat-legal": NudgeRule(
        kind="threat",
        speaker="customer",
        when={"threat_kind": ("legal",)},
        severity=Severity.CRITICAL,
        priority=91,
        cooldown_ms=30_000,
        lifetime_ms=20_000,
        title="Legal action: supervisor, now",
        body=(
            "Stay factual, promise nothing. Follow the desk’s process; get your "
            "supervisor."
        ),
    ),
    "threat-job": NudgeRule(
        kind="threat",
        speaker="customer",
        when={"threat_kind": ("job",)},
        severity=Severity.CRITICAL,
        priority=91,
        cooldown_ms=30_000,
        lifetime_ms=20_000,
        title="Don’t face this alone: supervisor",
        body=(
            "They threaten a job. Stay kind and factual; the process and your "
            "supervisor help."
        ),
    ),
    "own-threat": NudgeRule(
        kind="threat",
        speaker="agent",
        severity=Severity.ALERT,
        priority=66,
        title="Take half a step back",
        body=(
            "That may sound like a threat to them. Say instead what you can do for "
            "them."
        ),
    ),
}

_CLOSING = {
    "recap": NudgeRule(
        kind="missing-recap",
        priority=57,
        cooldown_ms=30_000,
        wait_ms=20_000,
        lifetime_ms=20_000,
        title="Before you say goodbye",
        body="Still to do: {missing}.",
    ),
}

RULES: Mapping[str, NudgeRule] = {
    **_INTERRUPTION,
    **_HOLD,
    **_QUIET,
    **_TEMPER,
    **_THREAT,
    **_CLOSING,
}
"""By name: every default rule."""
