"""What to look at first, what was heard badly, and what could not be scored."""

from collections import Counter
from collections.abc import Sequence

from coach.batch.summary import words
from coach.batch.summary.markup import Html, el
from coach.batch.summary.moments import Moment
from coach.batch.summary.naming import Naming
from coach.batch.summary.parts import chip, nothing, section, table
from coach.batch.summary.tally import Tally
from coach.quality import MONO_OVERLAP, SPEAKERS_UNSURE
from coach.scoring.kinds import kind_of

MOST_FAILURES = 200
"""That are named one by one."""

SPEAKERS = {"agent": "agent", "customer": "customer"}
"""Who is named beside a finding; a report may hold others."""

MEANINGS = {
    "too-short": "Hardly anybody spoke: the report says little.",
    "silent-channel": "Nobody is heard on one channel: half the call may be missing.",
    "language": "The detectors do not know the language: not scored.",
    "self-overlap": "In the transcript one speaker talks over themselves; the earlier "
    "words were cut short.",
    "utterance-failed": "The recogniser failed on some words, which are missing.",
    "recognition-error": "The recogniser failed on some words, which are missing.",
    "capture-gap": "Moments of a channel were lost.",
    "capture-lost": "A channel was lost for a while; what was said then is not known.",
    "paused": "Listening was paused; what was said then is not known.",
    "cut-off": "The coach or the machine stopped in the middle of the call.",
    "detector-failed": "A detector was left out: what it finds is missing.",
    "recording-error": "The recording is damaged from somewhere on.",
    "echo-bleed": "The customer is heard in the agent’s channel.",
    "channels-swapped": "Agent and customer may be on each other’s channel.",
    "clipping": "The recording is too loud and distorted: words suffer.",
    "mostly-noise": "More noise than speech: words suffer.",
    MONO_OVERLAP: "Both on one channel: interruptions and overtalk are not measured.",
    SPEAKERS_UNSURE: "Both on one channel, and who speaks is not certain: not scored.",
}
"""What each problem means for who reads a report."""


def moments(gravest: Sequence[Moment], naming: Naming) -> Html:
    """Return the gravest moments, each with its call and its time."""
    title, name = "Moments to hear first", "moments"
    if not gravest:
        text = "There is none: nothing graver than an info was found."
        return section(title, None, nothing(text), name=name)
    lead = (
        "The gravest, of as many calls and kinds as there are. Each says what it "
        "stands on, addressed to the agent; hear it before you judge it."
    )
    items = [_moment(one, naming) for one in gravest]
    return section(title, lead, el("ol", *items, class_="moments"), name=name)


def _moment(moment: Moment, naming: Naming) -> Html:
    finding = moment.finding
    kind = kind_of(finding["kind"], finding["definition"] or finding["kind"])
    explanation = naming.words(finding["explanation"] or "", moment.agent)
    who = SPEAKERS.get(finding["speaker"] or "")
    agent = f"{moment.agent}" if naming.shows_names and moment.agent else None
    return el(
        "li",
        el(
            "p",
            el("strong", kind.title),
            chip(finding["severity"]),
            el("span", f"by the {who}", class_="soft") if who else None,
            class_="moment-head",
        ),
        el("p", explanation, class_="moment-why"),
        el(
            "p",
            el("span", naming.call(moment.call), class_="moment-call"),
            el("span", f"at {words.clock(finding['start_ms'])}", class_="moment-at"),
            el("span", agent, class_="soft") if agent else None,
            class_="moment-where",
        ),
    )


def problems(tally: Tally) -> Html:
    """Return what stood in the way of hearing well, and in how many calls."""
    title, name = "How well they were heard", "quality"
    unscored = tally.calls - tally.scored
    lead = "What stood in the way of hearing well. A call may have several."
    if unscored:
        noun = "is" if unscored == 1 else "are"
        lead += (
            f" {words.calls(unscored).capitalize()} {noun} not scored: what was found "
            "there is not to be relied on and is not counted on this page."
        )
    if not tally.problems:
        return section(title, None, nothing("Nothing stood in the way."), name=name)
    rows = [
        (
            el("code", code),
            words.number(count),
            words.percent(count, tally.calls),
            MEANINGS.get(code, "The reports of these calls say more."),
        )
        for code, count in tally.problems.most_common()
    ]
    heads = ("Problem", "Calls", "Share", "What it means")
    body = table("Problems of quality", heads, rows, kind="problems")
    return section(title, lead, body, name=name)


def failures(tally: Tally, naming: Naming) -> Html:
    """Return the inputs that could not be scored, or only in part, and why."""
    title, name = "What could not be scored", "failed"
    if not tally.failures:
        text = "Every input could be scored."
        return section(title, None, nothing(text), name=name)
    named = [
        naming.failed(number or None, failure)
        for number, failure in tally.failures[:MOST_FAILURES]
    ]
    reasons = Counter(reason for _, reason in named)
    lead = f"{words.number(len(tally.failures))} of the inputs, or a part of them."
    if len(reasons) < len(named):
        most, count = reasons.most_common(1)[0]
        lead += f" Most often: {most} ({words.number(count)})."
    rows = [(input_, reason) for input_, reason in named]
    parts = [table("Inputs that failed", ("Input", "Why"), rows, kind="failed")]
    if more := len(tally.failures) - len(named):
        text = f"And {words.number(more)} more: see error in calls.csv."
        parts.append(el("p", text, class_="nothing"))
    return section(title, lead, *parts, name=name)
