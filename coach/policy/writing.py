"""Write a policy as TOML: commented for its editor, or marked where it was changed."""

import textwrap
from collections.abc import Iterator

from coach.policy.outline import Entry, Path, Section, outline
from coach.policy.policy import Policy
from coach.policy.toml_text import WIDTH, toml_key, toml_lines, toml_value

HEAD = """\
The policy of call coaching: every threshold, word list and wording.

Keep what you want to change and delete the rest: what is not in this file has its
default, and new versions may bring better ones. Times are in milliseconds of the call.

A list is replaced by the list you write. To change it instead, write a table:
    words = { add = ["one more"], remove = ["one less"] }

`coach policy check FILE` checks it; `coach policy show --policy FILE --changes` lists
what it changes; every command that hears calls takes it with `--policy FILE`."""


def policy_toml(policy: Policy) -> str:
    """Return the whole policy as a TOML file with a comment for each key.

    Loaded again, it is the same policy with the same id.
    """
    default = _default_of(policy)
    lines = _comment(HEAD)
    for section in outline(policy, default):
        lines += _heading(section)
        if section.template:
            lines += _template_comment(section)
        for entry in section.entries:
            if entry.doc:
                lines += ["", *_comment(entry.doc), f"# Allowed: {entry.allowed}."]
            if entry.value is None:
                lines.append(f"# {toml_key((entry.key,))} is not set")
            else:
                lines += toml_lines(toml_key((entry.key,)), entry.value)
    return "\n".join(lines).strip() + "\n"


def policy_listing(policy: Policy) -> Iterator[tuple[str, bool]]:
    """Yield the lines of the policy without comments, and whether each was changed.

    A changed line says what the default is; together they are valid TOML.
    """
    for section in outline(policy, _default_of(policy)):
        if section.entries:
            yield from ((line, False) for line in _heading(section, is_bare=True))
        for entry in section.entries:
            if entry.value is None:
                continue
            lines = toml_lines(toml_key((entry.key,)), entry.value)
            if entry.is_changed:
                lines[-1] += f"  # {_instead_of(entry)}"
            yield from ((line, entry.is_changed) for line in lines)


def changes(policy: Policy) -> list[str]:
    """Return one line for each value that differs from the default."""
    return [
        _change(section.path, entry)
        for section in outline(policy, _default_of(policy))
        for entry in section.entries
        if entry.is_changed
    ]


def _default_of(policy: Policy) -> Policy:
    """Return the default policy with the detectors that ``policy`` has."""
    return Policy(
        detectors={name: type(part)() for name, part in policy.detectors.items()}
    )


def _heading(section: Section, *, is_bare: bool = False) -> list[str]:
    """Return a blank line, what the section is about, and its header."""
    doc = [] if is_bare else _comment(section.doc)
    if not section.path:
        return ["", *doc]
    return ["", *doc, f"[{toml_key(section.path)}]"]


def _template_comment(section: Section) -> list[str]:
    lines = ["", f"# The keys of [{toml_key((*section.path, 'NAME'))}]:"]
    for entry in section.template:
        value = "" if entry.value is None else f" = {toml_value(entry.value)}"
        about = f"{entry.key}{value}: {' '.join(entry.doc.split())}"
        about += f" Allowed: {entry.allowed}."
        lines += textwrap.wrap(
            about, WIDTH, initial_indent="# - ", subsequent_indent="#   "
        )
    return lines


def _change(path: Path, entry: Entry) -> str:
    key = toml_key((*path, entry.key))
    if isinstance(entry.value, list) and isinstance(entry.default, list):
        added = [item for item in entry.value if item not in entry.default]
        removed = [item for item in entry.default if item not in entry.value]
        if added or removed:
            parts = [f"added {toml_value(added)}"] if added else []
            parts += [f"removed {toml_value(removed)}"] if removed else []
            return f"{key}: {', '.join(parts)}"
    value = "nothing" if entry.value is None else toml_value(entry.value)
    return f"{key} = {value}  # {_instead_of(entry)}"


def _instead_of(entry: Entry) -> str:
    if entry.default is None:
        return "new"
    if isinstance(entry.default, list) and len(toml_value(entry.default)) > WIDTH:
        return "changed"
    return f"default: {toml_value(entry.default)}"


def _comment(text: str) -> list[str]:
    return [f"# {line}".rstrip() for line in text.splitlines()]
