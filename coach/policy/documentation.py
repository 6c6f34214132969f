"""Write docs/policy.md, the reference of the policy file, from the docstrings.

``python -m coach.policy.documentation > docs/policy.md`` brings it up to date.
"""

import sys

from coach.policy.loading import load_policy
from coach.policy.outline import Entry, Section, outline
from coach.policy.policy import Policy
from coach.policy.toml_text import toml_key, toml_value

LISTED_CHARACTERS = 200
"""Longest default printed in full; of longer lists the beginning is."""

HEAD = """\
# The policy file

Every threshold, word list and wording of the coach is a key of one TOML file. None of
it is needed: what a file does not mention has its default.

```sh
coach policy init desk.toml              # a commented file with every key
coach policy check desk.toml             # each mistake on a line of its own
coach policy show --policy desk.toml --changes
coach policy try desk.toml               # what it would change in calls that are kept
coach replay call.flac --policy desk.toml
```

A file only needs what it changes:

```toml
name = "service-desk"

[nudges]
per_call = 4

[nudges.rules.dead-air]
enabled = false

[speech]
vocabulary = { add = ["Citrix", "Marta Vogel"] }
```

* Keys are changed one by one, in every table.
* A list is replaced by the list that is written; `{ add = [...], remove = [...] }` in
  its place changes it.
* Times are whole milliseconds of the call's audio.
* A report names the policy by its name and 12 digits that change with any value:
  `service-desk@1f0c9a7e52b3`.

<!-- Made from the docstrings: python -m coach.policy.documentation > docs/policy.md -->
"""

RULES = """\
A rule is a table of its own. Of the rules that match, the one of the highest `priority`
is used. Then:

* the nudge is shown if nothing speaks against it. What can: the analyst has put off its
  kind (`snoozed`), one of its kind that is no less important is on the screen
  (`already-shown`) or was a short while ago (`cooldown`), the call has had its share
  (`budget`), the last nudge is too close (`spacing`), or something more important is on
  the screen (`outranked`);
* for the last two it may wait as long as `wait_ms`, if it is still true then; times in
  its text, such as `{held}`, go on counting;
* one that the words may still take back is kept back for `settle_ms` first (`settling`
  when the call ends meanwhile);
* what was held back, and why, is in the report;
* it leaves the screen after `lifetime_ms`, or earlier: when its finding is withdrawn,
  is over (`only_while_open`), is recovered from or has been answered (the agent has
  just acknowledged what the customer feels), or when something more important takes its
  place.
"""


def policy_markdown(policy: Policy) -> str:
    """Return the reference of every key, with the defaults of ``policy``."""
    blocks = [HEAD]
    for section in outline(policy, policy):
        if not section.path:
            blocks.append("## At the top\n")
        elif section.entries or section.template or len(section.path) == 1:
            depth = "#" * min(len(section.path) + 1, 4)
            blocks.append(f"{depth} `[{toml_key(section.path)}]`\n")
        if section.doc and section.path:
            blocks.append(section.doc + "\n")
        if section.template:
            if section.path[0] == "nudges":
                blocks.append(RULES)
            blocks.append("\n".join(map(_entry, section.template)) + "\n")
        elif section.entries and section.entries[0].doc:
            blocks.append("\n".join(map(_entry, section.entries)) + "\n")
        elif section.entries:
            blocks.append(_code(section))
    return "\n".join(blocks)


def _entry(entry: Entry) -> str:
    start = f"- **`{entry.key}`**"
    if entry.value is not None:
        start += f" = `{_short(entry.value)}`"
    # A paragraph of a docstring stays one inside the list.
    doc = entry.doc.replace("\n", "\n  ").replace("\n  \n", "\n\n")
    return f"{start} ({entry.allowed})  \n  {doc}"


def _code(section: Section) -> str:
    lines = [
        f"{toml_key((entry.key,))} = {_short(entry.value)}" for entry in section.entries
    ]
    shown = "\n".join(lines[:40])
    more = f"\n# … and {len(lines) - 40} more" if len(lines) > 40 else ""
    return f"```toml\n{shown}{more}\n```\n"


def _short(value: object) -> str:
    text = toml_value(value)
    if len(text) <= LISTED_CHARACTERS or not isinstance(value, list):
        return text
    shown = value[:1]
    while (
        len(shown) < len(value)
        and len(toml_value([*shown, value[len(shown)]])) < LISTED_CHARACTERS
    ):
        shown.append(value[len(shown)])
    return f"{toml_value(shown)[:-1]}, … {len(value)} in all]"


if __name__ == "__main__":
    sys.stdout.write(policy_markdown(load_policy(None)))
